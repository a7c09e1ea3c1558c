import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('budgeting', '0004_freeze_scored_facts'),
        ('dossiers', '0003_search_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='IdeaRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('support_limit', models.PositiveSmallIntegerField(default=5)),
                ('idea_limit', models.PositiveSmallIntegerField(default=5)),
                ('process', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='idea_rules', to='budgeting.budgetprocess')),
            ],
        ),
        migrations.CreateModel(
            name='ProjectIdea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shows_author', models.BooleanField(default=False)),
                ('name', models.CharField(max_length=200)),
                ('detail', models.TextField(blank=True)),
                ('ubigeo', models.CharField(max_length=6)),
                ('province_name', models.CharField(max_length=120)),
                ('district_name', models.CharField(blank=True, max_length=120)),
                ('theme', models.CharField(choices=[('water', 'Agua y saneamiento'), ('education', 'Educación'), ('health', 'Salud'), ('transport', 'Caminos y transporte'), ('farming', 'Agro y riego'), ('environment', 'Ambiente y bosques'), ('energy', 'Energía'), ('communications', 'Internet y comunicaciones'), ('safety', 'Seguridad y prevención de desastres'), ('culture', 'Cultura y deporte'), ('tourism', 'Turismo'), ('production', 'Producción, comercio y trabajo'), ('protection', 'Protección social'), ('housing', 'Vivienda y espacios públicos'), ('management', 'Gestión pública')], max_length=20)),
                ('strategic_action', models.CharField(max_length=200)),
                ('beneficiaries', models.PositiveIntegerField(null=True)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('state', models.CharField(choices=[('presented', 'Presentada'), ('accepted', 'Acogida como candidata a proyecto'), ('in_part', 'Acogida en parte'), ('not_accepted', 'No acogida'), ('referred', 'Derivada a quien le corresponde'), ('withdrawn', 'Retirada por su autor')], default='presented', max_length=20)),
                ('support_count', models.PositiveIntegerField(default=0)),
                ('search_text', models.TextField()),
                ('proposed_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='project_ideas', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='project_idea', to='dossiers.dossier')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ideas', to='budgeting.budgetprocess')),
            ],
            options={
                'ordering': ['-proposed_at', '-id'],
                'indexes': [models.Index(fields=['process', '-support_count', '-id'], name='idea_by_support'), models.Index(fields=['process', '-proposed_at'], name='idea_by_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gt', 0), _connector='OR'), name='idea_amount_is_positive')],
            },
        ),
        migrations.CreateModel(
            name='IdeaSupport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='budgeting.projectidea')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('idea', 'user'), name='one_support_per_person_and_idea')],
            },
        ),
        migrations.CreateModel(
            name='IdeaAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('presented', 'Presentada'), ('accepted', 'Acogida como candidata a proyecto'), ('in_part', 'Acogida en parte'), ('not_accepted', 'No acogida'), ('referred', 'Derivada a quien le corresponde'), ('withdrawn', 'Retirada por su autor')], max_length=20)),
                ('reason', models.TextField()),
                ('referred_to', models.CharField(blank=True, max_length=200)),
                ('answered_at', models.DateTimeField()),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('project', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='budgeting.budgetproject')),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='budgeting.projectidea')),
            ],
            options={
                'ordering': ['-answered_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='an_answer_to_an_idea_has_its_reason'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'referred'), _negated=True), models.Q(('referred_to', ''), _negated=True), _connector='OR'), name='a_referred_idea_says_to_whom')],
            },
        ),
        migrations.CreateModel(
            name='IdeaParticipant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ideas', models.PositiveSmallIntegerField(default=0)),
                ('supports', models.PositiveSmallIntegerField(default=0)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='idea_participants', to='budgeting.budgetprocess')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('process', 'user'), name='one_idea_participant_per_person')],
            },
        ),
    ]
