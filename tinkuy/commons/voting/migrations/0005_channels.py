import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
        ('spaces', '0001_initial'),
        ('voting', '0004_lift_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('channel', models.CharField(choices=[('web', 'Por internet'), ('desk', 'En mesa asistida'), ('paper', 'En papel'), ('assembly', 'En asamblea')], max_length=10)),
                ('place', models.CharField(max_length=200)),
                ('box', models.CharField(max_length=60)),
                ('state', models.CharField(choices=[('received', 'Recibido, sin contar'), ('counted', 'Contado'), ('observed', 'Observado: no entra al conteo'), ('reversed', 'Extornado')], default='received', max_length=10)),
                ('signatures', models.PositiveIntegerField()),
                ('incident_count', models.PositiveIntegerField(default=0)),
                ('declared_ballots', models.PositiveIntegerField()),
                ('handed_in_at', models.DateTimeField()),
                ('act_reference', models.CharField(blank=True, max_length=200)),
                ('received_at', models.DateTimeField()),
                ('reason', models.TextField(blank=True)),
                ('act_hash', models.CharField(blank=True, max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='voting.poll')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='voting.batch')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='voting.pollscope')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='one_batch_per_number'), models.UniqueConstraint(condition=models.Q(('state', 'reversed'), _negated=True), fields=('poll', 'scope', 'channel', 'place', 'box'), name='one_batch_per_box'), models.CheckConstraint(condition=models.Q(('channel__in', ('paper', 'assembly'))), name='a_batch_is_paper_or_assembly'), models.CheckConstraint(condition=models.Q(('signatures__gte', 1)), name='a_batch_has_signatures'), models.CheckConstraint(condition=models.Q(('incident_count__lte', models.F('signatures'))), name='incidents_are_signatures'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'observed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='an_observed_batch_says_why')],
            },
        ),
        migrations.CreateModel(
            name='BatchReversal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('reversed_at', models.DateTimeField()),
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='voting.batch')),
                ('reversed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='BatchSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signers', to='voting.batch')),
                ('roll_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.rollentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'roll_entry'), name='one_signature_per_batch')],
            },
        ),
        migrations.CreateModel(
            name='DeskSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(blank=True, max_length=64)),
                ('code_hash', models.CharField(max_length=64, unique=True)),
                ('reason', models.CharField(choices=[('no_device', 'No tiene teléfono ni conexión'), ('no_account', 'No tiene cuenta en la plataforma'), ('disability', 'Pide apoyo por discapacidad'), ('language', 'Pide apoyo por su lengua'), ('reading', 'Pide que le lean la cédula'), ('other', 'Otro motivo')], max_length=20)),
                ('identity_check', models.CharField(choices=[('document', 'Vio el documento de identidad original'), ('credential', 'Vio el documento y la credencial de agente participante'), ('registry', 'Comparó el documento con el registro civil')], max_length=20)),
                ('opened_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('is_claimed', models.BooleanField(default=False)),
                ('is_over', models.BooleanField(default=False)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='desk_sessions', to='voting.poll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_over', False)), fields=('poll', 'person'), name='one_desk_session_per_person'), models.CheckConstraint(condition=models.Q(models.Q(('is_over', True), ('person', '')), models.Q(('is_over', False), models.Q(('person', ''), _negated=True)), _connector='OR'), name='a_desk_session_that_ended_names_nobody')],
            },
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('purpose', models.CharField(max_length=300)),
                ('source', models.CharField(max_length=300)),
                ('head_sequence', models.PositiveIntegerField()),
                ('head_hash', models.CharField(max_length=64)),
                ('announced_at', models.DateTimeField()),
                ('public_text', models.CharField(blank=True, max_length=200)),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('held_at', models.DateTimeField(null=True)),
                ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='voting.poll')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='one_draw_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('held_at', None), ('public_text', ''), ('seed', '')), models.Q(('held_at__isnull', False), models.Q(('seed', ''), _negated=True)), _connector='OR'), name='a_draw_that_was_held_has_its_seed')],
            },
        ),
        migrations.CreateModel(
            name='DrawEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=500)),
                ('place', models.PositiveSmallIntegerField(null=True)),
                ('number', models.CharField(blank=True, max_length=64)),
                ('draw', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='voting.draw')),
            ],
            options={
                'ordering': ['place', 'key'],
                'constraints': [models.UniqueConstraint(fields=('draw', 'key'), name='one_draw_entry_per_key'), models.UniqueConstraint(fields=('draw', 'place'), name='one_draw_entry_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('earlier_channel', models.CharField(choices=[('web', 'Por internet'), ('desk', 'En mesa asistida'), ('paper', 'En papel'), ('assembly', 'En asamblea')], max_length=10)),
                ('found_at', models.DateTimeField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incidents', to='voting.batch')),
                ('roll_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.rollentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('batch', 'roll_entry'), name='one_incident_per_signature')],
            },
        ),
        migrations.CreateModel(
            name='Keying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('keyed_at', models.DateTimeField()),
                ('ballots', models.PositiveIntegerField()),
                ('valid', models.PositiveIntegerField()),
                ('blank', models.PositiveIntegerField()),
                ('null_votes', models.PositiveIntegerField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='keyings', to='voting.batch')),
                ('keyed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'number'), name='one_keying_per_number')],
            },
        ),
        migrations.CreateModel(
            name='KeyedCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('votes', models.PositiveIntegerField()),
                ('option', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.polloption')),
                ('keying', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='counts', to='voting.keying')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('keying', 'option'), name='one_keyed_count_per_option')],
            },
        ),
        migrations.CreateModel(
            name='VotingSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_nominal', models.BooleanField(default=False)),
                ('allows_revote', models.BooleanField(default=False)),
                ('challenge_hours', models.PositiveIntegerField(default=72)),
                ('takes_web', models.BooleanField(default=True)),
                ('takes_desk', models.BooleanField(default=False)),
                ('takes_paper', models.BooleanField(default=False)),
                ('takes_assembly', models.BooleanField(default=False)),
                ('space', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='voting_settings', to='spaces.space')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('takes_web', True), ('takes_desk', True), ('takes_paper', True), ('takes_assembly', True), _connector='OR'), name='a_space_takes_votes_by_some_channel'), models.CheckConstraint(condition=models.Q(('challenge_hours__gte', 1), ('challenge_hours__lte', 720)), name='a_challenge_takes_hours')],
            },
        ),
        migrations.AddField(
            model_name='poll',
            name='run_off_of',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='run_off', to='voting.poll'),
        ),
        migrations.AddField(
            model_name='poll',
            name='takes_assembly',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='poll',
            name='takes_desk',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='poll',
            name='takes_paper',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='poll',
            name='takes_web',
            field=models.BooleanField(default=True),
        ),
        migrations.AddConstraint(
            model_name='poll',
            constraint=models.CheckConstraint(condition=models.Q(('takes_web', True), ('takes_desk', True), ('takes_paper', True), ('takes_assembly', True), _connector='OR'), name='a_poll_takes_some_channel'),
        ),
        migrations.AddField(
            model_name='batch',
            name='accepted',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.keying'),
        ),
    ]
