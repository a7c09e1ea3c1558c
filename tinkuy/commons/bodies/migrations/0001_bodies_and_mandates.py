import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
        ('organizations', '0003_published_organizations'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CollegiateBody',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('ccr', 'Consejo de Coordinación Regional'), ('ccl', 'Consejo de Coordinación Local'), ('technical_team', 'Equipo técnico'), ('oversight', 'Comité de vigilancia'), ('forum', 'Foro multiactor'), ('other', 'Otro órgano')], max_length=16)),
                ('slug', models.SlugField(max_length=80)),
                ('name', models.CharField(max_length=200)),
                ('legal_basis', models.CharField(blank=True, max_length=300)),
                ('source', models.TextField(blank=True)),
                ('society_base', models.CharField(choices=[('none', 'Sin proporción fijada'), ('of_total', 'Del total de autoridades y sociedad civil (60/40)'), ('of_officials', 'Del número de alcaldes y regidores')], default='none', max_length=12)),
                ('society_percent', models.PositiveSmallIntegerField(default=0)),
                ('one_producer_in', models.PositiveSmallIntegerField(default=0)),
                ('min_women_percent', models.PositiveSmallIntegerField(default=0)),
                ('quota_note', models.CharField(blank=True, max_length=300)),
                ('term_months', models.PositiveSmallIntegerField(default=0)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('public_body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='organizations.publicbody')),
                ('space', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='spaces.space')),
                ('successor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='bodies.collegiatebody')),
            ],
            options={
                'ordering': ['kind', 'name', 'id'],
                'constraints': [models.UniqueConstraint(fields=('public_body', 'slug'), name='one_collegiate_body_per_slug'), models.CheckConstraint(condition=models.Q(('society_percent__lte', 99), ('min_women_percent__lte', 100)), name='body_quotas_are_percentages'), models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='body_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=200)),
                ('sector', models.CharField(choices=[('authority', 'Autoridad elegida'), ('public', 'Entidad pública'), ('producers', 'Empresas y productores'), ('social', 'Organización social'), ('academia', 'Academia'), ('other_society', 'Otra sociedad civil')], max_length=16)),
                ('ubigeo', models.CharField(blank=True, max_length=6)),
                ('filled_by', models.CharField(choices=[('office', 'Por su cargo'), ('election', 'Por elección'), ('proposal', 'A propuesta')], max_length=10)),
                ('proposed_by', models.CharField(blank=True, max_length=200)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='bodies.collegiatebody')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('body', 'number'), name='one_seat_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('titular', 'Titular'), ('alternate', 'Alterna o alterno')], default='titular', max_length=10)),
                ('public_name', models.CharField(max_length=300)),
                ('folded_name', models.CharField(max_length=300)),
                ('sex', models.CharField(blank=True, choices=[('female', 'Mujer'), ('male', 'Hombre')], max_length=8)),
                ('organization_name', models.CharField(blank=True, max_length=200)),
                ('post', models.CharField(blank=True, max_length=80)),
                ('starts_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, choices=[('term', 'Venció su periodo'), ('resignation', 'Renuncia'), ('replacement', 'Reemplazo'), ('removal', 'Separación')], max_length=12)),
                ('end_note', models.TextField(blank=True)),
                ('act_number', models.CharField(max_length=120)),
                ('act_on', models.DateField(null=True)),
                ('exclusive_scope', models.CharField(blank=True, max_length=20)),
                ('person_key', models.CharField(blank=True, max_length=80)),
                ('organization_key', models.CharField(blank=True, max_length=40)),
                ('act_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('organization', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organizations.civilsocietyorganization')),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='bodies.mandate')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='bodies.seat')),
            ],
            options={
                'ordering': ['seat__number', 'starts_on', 'id'],
                'indexes': [models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['until_on'], name='mandate_that_ends'), models.Index(fields=['exclusive_scope', 'folded_name'], name='mandate_namesakes')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('seat', 'role'), name='one_mandate_in_force_per_seat'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('exclusive_scope', ''), _negated=True), models.Q(('person_key', ''), _negated=True)), fields=('exclusive_scope', 'person_key'), name='a_person_sits_in_one_council'), models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True), models.Q(('exclusive_scope', ''), _negated=True), models.Q(('organization_key', ''), _negated=True)), fields=('exclusive_scope', 'organization_key', 'role'), name='an_organization_sits_in_one_council'), models.CheckConstraint(condition=models.Q(('until_on__isnull', True), ('until_on__gte', models.F('starts_on')), _connector='OR'), name='mandate_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('end_reason', '')), models.Q(('ended_on__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='an_ended_mandate_says_why')],
            },
        ),
    ]
