import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('accreditation', '0001_initial'),
        ('files', '0001_initial'),
        ('organizations', '0003_published_organizations'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdherentList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('counted', models.PositiveIntegerField(default=0)),
                ('repeated', models.PositiveIntegerField(default=0)),
                ('unreadable', models.PositiveIntegerField(default=0)),
                ('loaded_at', models.DateTimeField()),
                ('purged_at', models.DateTimeField(null=True)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='adherent_list', to='accreditation.accreditationrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Adherent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('document_fingerprint', models.CharField(blank=True, max_length=64)),
                ('document_cipher', models.BinaryField(default=bytes)),
                ('document_last_four', models.CharField(blank=True, max_length=4)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('adherent_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adherents', to='accreditation.adherentlist')),
            ],
            options={
                'ordering': ['line', 'id'],
                'indexes': [models.Index(fields=['document_fingerprint'], name='adherent_by_document')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('document_fingerprint', ''), _negated=True), fields=('adherent_list', 'document_fingerprint'), name='a_person_backs_a_request_once')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceCredit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('training', 'Capacitación'), ('workshop', 'Taller')], max_length=10)),
                ('key', models.CharField(max_length=80)),
                ('title', models.CharField(max_length=200)),
                ('held_on', models.DateField()),
                ('credited_at', models.DateTimeField()),
                ('accreditation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='accreditation.accreditation')),
            ],
            options={
                'ordering': ['held_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('accreditation', 'key'), name='one_credit_per_attendance')],
            },
        ),
        migrations.CreateModel(
            name='RosterList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('provisional', 'Lista provisional'), ('definitive', 'Lista definitiva')], max_length=12)),
                ('version', models.PositiveSmallIntegerField()),
                ('published_at', models.DateTimeField()),
                ('published_on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('sha256', models.CharField(max_length=64)),
                ('included', models.PositiveIntegerField()),
                ('left_out', models.PositiveIntegerField()),
                ('challenges_until', models.DateField(null=True)),
                ('working', models.JSONField(default=list)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster_lists', to='spaces.space')),
            ],
            options={
                'ordering': ['published_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('space', 'kind', 'version'), name='one_list_per_version'), models.CheckConstraint(condition=models.Q(('version', 1), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_new_version_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='Challenge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True)),
                ('filer_name', models.CharField(max_length=300)),
                ('ground', models.CharField(choices=[('requirement', 'No cumple un requisito de la ordenanza'), ('false', 'Presentó un dato o un documento que no es verdad'), ('mandate', 'La organización no la eligió representante'), ('territory', 'La organización no es de este territorio o ya no existe'), ('incompatible', 'Tiene un impedimento que la ordenanza prevé'), ('other', 'Otro motivo')], max_length=16)),
                ('text', models.TextField()),
                ('state', models.CharField(choices=[('filed', 'En plazo para el descargo'), ('answered', 'Con descargo, por resolver'), ('upheld', 'Fundada'), ('dismissed', 'Infundada')], default='filed', max_length=10)),
                ('filed_at', models.DateTimeField()),
                ('answer_due_on', models.DateField()),
                ('answer_working', models.JSONField(default=list)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('ruling_due_on', models.DateField()),
                ('ruling_working', models.JSONField(default=list)),
                ('ruling', models.TextField(blank=True)),
                ('ruled_at', models.DateTimeField(null=True)),
                ('answer_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('filer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='accreditation.accreditationrequest')),
                ('ruled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='spaces.space')),
                ('roster_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='challenges', to='accreditation.rosterlist')),
            ],
            options={
                'ordering': ['ruling_due_on', 'id'],
                'indexes': [models.Index(fields=['space', 'state', 'ruling_due_on'], name='challenge_queue')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('filer__isnull', False)), fields=('request', 'filer'), name='one_challenge_per_person_and_request'), models.CheckConstraint(condition=models.Q(('state__in', ('filed', 'answered')), models.Q(('ruled_at__isnull', False), models.Q(('ruling', ''), _negated=True)), _connector='OR'), name='a_ruled_challenge_has_its_reason')],
            },
        ),
        migrations.CreateModel(
            name='CredentialEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('granted', 'Se otorgó'), ('suspended', 'Se suspendió'), ('reinstated', 'Se devolvió'), ('ended', 'Terminó'), ('replaced', 'La organización cambió de representante'), ('removed', 'Se separó a la persona')], max_length=12)),
                ('at', models.DateTimeField()),
                ('may_vote', models.BooleanField()),
                ('accreditation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='accreditation.accreditation')),
            ],
            options={
                'ordering': ['at', 'id'],
                'indexes': [models.Index(fields=['accreditation', '-at', '-id'], name='credential_event_last')],
            },
        ),
        migrations.CreateModel(
            name='CredentialPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pdf', 'Un PDF con todas'), ('zip', 'Una carpeta comprimida, un PDF por provincia')], max_length=4)),
                ('state', models.CharField(choices=[('waiting', 'Preparando'), ('ready', 'Lista'), ('failed', 'No se pudo preparar')], default='waiting', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('ready_at', models.DateTimeField(null=True)),
                ('count', models.PositiveIntegerField(default=0)),
                ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credential_prints', to='spaces.space')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='RosterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('public_name', models.CharField(max_length=300)),
                ('organization_name', models.CharField(blank=True, max_length=200)),
                ('agent_class', models.CharField(choices=[('organization', 'Organización de la sociedad civil'), ('council', 'Consejo de coordinación'), ('authority', 'Autoridad o consejería'), ('public_entity', 'Entidad pública'), ('professional', 'Colegio profesional o universidad'), ('citizen', 'Ciudadanía no organizada'), ('technical_team', 'Equipo técnico')], max_length=16)),
                ('seat', models.CharField(choices=[('titular', 'Titular'), ('alternate', 'Alterna o alterno'), ('second_titular', 'Segunda o segundo titular')], max_length=16)),
                ('province_code', models.CharField(blank=True, max_length=4)),
                ('standing', models.CharField(choices=[('vote', 'Apta, con voz y voto'), ('voice', 'Apta, solo con voz'), ('pending', 'Observada: en plazo para subsanar'), ('left_out', 'No apta')], max_length=10)),
                ('reason', models.TextField(blank=True)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster_entries', to='accreditation.accreditationrequest')),
                ('roster_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='accreditation.rosterlist')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('roster_list', 'position'), name='one_line_per_place_in_a_list'), models.UniqueConstraint(fields=('roster_list', 'request'), name='one_line_per_request_in_a_list')],
            },
        ),
        migrations.CreateModel(
            name='RosterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('reading', 'Leyendo'), ('preview', 'Por confirmar'), ('storing', 'Registrando'), ('confirmed', 'Confirmada'), ('failed', 'No se pudo leer'), ('discarded', 'Descartada'), ('undone', 'Deshecha')], default='reading', max_length=10)),
                ('file_name', models.CharField(max_length=160)),
                ('sha256', models.CharField(max_length=64)),
                ('loaded_at', models.DateTimeField()),
                ('entry_reason', models.CharField(max_length=300)),
                ('failure', models.TextField(blank=True)),
                ('remarks', models.JSONField(default=list)),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('rows_good', models.PositiveIntegerField(default=0)),
                ('rows_flagged', models.PositiveIntegerField(default=0)),
                ('rows_bad', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('organizations', models.PositiveIntegerField(default=0)),
                ('decided_at', models.DateTimeField(null=True)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.storedfile')),
                ('loaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster_imports', to='spaces.space')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('space', 'number'), name='one_load_per_number')],
            },
        ),
        migrations.CreateModel(
            name='RosterImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.PositiveIntegerField()),
                ('verdict', models.CharField(choices=[('good', 'En orden'), ('flagged', 'Por confirmar'), ('bad', 'No se puede registrar')], max_length=8)),
                ('values', models.JSONField(default=dict)),
                ('document_kind', models.CharField(blank=True, max_length=10)),
                ('document_fingerprint', models.CharField(blank=True, max_length=64)),
                ('document_cipher', models.BinaryField(default=bytes)),
                ('document_last_four', models.CharField(blank=True, max_length=4)),
                ('notes', models.JSONField(default=list)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('roster_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='accreditation.rosterimport')),
            ],
            options={
                'ordering': ['line'],
                'indexes': [models.Index(fields=['roster_import', 'verdict', 'line'], name='import_row_verdict')],
                'constraints': [models.UniqueConstraint(fields=('roster_import', 'line'), name='one_row_per_line_of_a_load'), models.CheckConstraint(condition=models.Q(('accepted_at__isnull', True), ('verdict', 'flagged'), _connector='OR'), name='only_what_is_doubtful_is_accepted')],
            },
        ),
        migrations.CreateModel(
            name='Sanction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('warning', 'Llamada de atención'), ('letter', 'Amonestación escrita'), ('suspension', 'Suspensión'), ('removal', 'Separación')], max_length=12)),
                ('reason', models.TextField()),
                ('imposed_at', models.DateTimeField()),
                ('accreditation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sanctions', to='accreditation.accreditation')),
                ('imposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['imposed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='VoiceOnlyClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agent_class', models.CharField(choices=[('organization', 'Organización de la sociedad civil'), ('council', 'Consejo de coordinación'), ('authority', 'Autoridad o consejería'), ('public_entity', 'Entidad pública'), ('professional', 'Colegio profesional o universidad'), ('citizen', 'Ciudadanía no organizada'), ('technical_team', 'Equipo técnico')], max_length=16)),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voice_only_classes', to='accreditation.accreditationrules')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('rules', 'agent_class'), name='a_class_is_voice_only_once')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='accreditationrequest',
            name='one_request_per_account_and_space',
        ),
        migrations.RemoveConstraint(
            model_name='accreditationrequest',
            name='one_request_per_person_and_space',
        ),
        migrations.RemoveConstraint(
            model_name='accreditationrequest',
            name='one_person_per_seat_of_an_organization',
        ),
        migrations.AddField(
            model_name='accreditationrequest',
            name='replaces',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='accreditation.accreditation'),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='adherents_kept_days',
            field=models.PositiveSmallIntegerField(default=30),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='allows_challenges',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='answer_working_days',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='challenge_working_days',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='challenged_by',
            field=models.CharField(choices=[('resident', 'Cualquier persona que resida en el territorio'), ('agent', 'Solo quien se inscribió en este proceso')], default='resident', max_length=10),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='min_workshops',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='publication_working_days',
            field=models.PositiveSmallIntegerField(default=4),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='requires_training',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='accreditationrules',
            name='ruling_working_days',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AlterField(
            model_name='accreditationrequest',
            name='channel',
            field=models.CharField(choices=[('web', 'Por internet'), ('paper', 'En papel, registrada por la mesa'), ('sheet', 'De una planilla que cargó la mesa')], default='web', max_length=8),
        ),
        migrations.AlterField(
            model_name='accreditationrequest',
            name='state',
            field=models.CharField(choices=[('draft', 'En borrador'), ('sent', 'Enviada'), ('observed', 'Observada'), ('cured', 'Subsanada'), ('admitted', 'Admitida'), ('challenged', 'Tachada, por resolver'), ('rejected', 'Rechazada'), ('accredited', 'Acreditada'), ('voice_only', 'Acreditada solo con voz'), ('suspended', 'Suspendida'), ('ended', 'Terminada'), ('replaced', 'Reemplazada'), ('removed', 'Separada')], default='draft', max_length=12),
        ),
        migrations.AlterField(
            model_name='requestevent',
            name='to_state',
            field=models.CharField(choices=[('draft', 'En borrador'), ('sent', 'Enviada'), ('observed', 'Observada'), ('cured', 'Subsanada'), ('admitted', 'Admitida'), ('challenged', 'Tachada, por resolver'), ('rejected', 'Rechazada'), ('accredited', 'Acreditada'), ('voice_only', 'Acreditada solo con voz'), ('suspended', 'Suspendida'), ('ended', 'Terminada'), ('replaced', 'Reemplazada'), ('removed', 'Separada')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='accreditationrules',
            constraint=models.CheckConstraint(condition=models.Q(('challenge_working_days__range', (1, 30)), ('answer_working_days__range', (1, 30)), ('ruling_working_days__range', (1, 30)), ('publication_working_days__range', (1, 30))), name='terms_of_a_challenge_take_1_to_30_days'),
        ),
        migrations.AddConstraint(
            model_name='accreditationrules',
            constraint=models.CheckConstraint(condition=models.Q(('min_workshops__lte', 20)), name='at_most_20_workshops_are_asked'),
        ),
        migrations.AddConstraint(
            model_name='accreditationrules',
            constraint=models.CheckConstraint(condition=models.Q(('adherents_kept_days__range', (1, 365))), name='adherents_are_kept_a_year_at_most'),
        ),
        migrations.AddField(
            model_name='accreditationrequest',
            name='imported_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests', to='accreditation.rosterimport'),
        ),
        migrations.AddConstraint(
            model_name='accreditationrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('applicant__isnull', False), ('state__in', ['draft', 'sent', 'observed', 'cured', 'admitted', 'challenged', 'accredited', 'voice_only', 'suspended'])), fields=('space', 'applicant'), name='one_request_per_account_and_space'),
        ),
        migrations.AddConstraint(
            model_name='accreditationrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('sent', 'observed', 'cured', 'admitted', 'challenged', 'accredited', 'voice_only', 'suspended'))), fields=('space', 'document_fingerprint'), name='one_request_per_person_and_space'),
        ),
        migrations.AddConstraint(
            model_name='accreditationrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('organization__isnull', False), ('state__in', ('sent', 'observed', 'cured', 'admitted', 'challenged', 'accredited', 'voice_only', 'suspended'))), fields=('space', 'organization', 'seat'), name='one_person_per_seat_of_an_organization'),
        ),
    ]
