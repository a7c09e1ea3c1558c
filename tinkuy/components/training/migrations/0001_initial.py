import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('accreditation', '0003_write_the_events_of_old_credentials'),
        ('files', '0001_initial'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('aim', models.TextField()),
                ('programme', models.TextField(blank=True)),
                ('gives_vote', models.BooleanField(default=False)),
                ('pass_percent', models.PositiveSmallIntegerField(default=100)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ('state', models.CharField(choices=[('draft', 'En preparación'), ('published', 'Abierto'), ('closed', 'Concluido')], default='draft', max_length=10)),
                ('enrolled_count', models.PositiveIntegerField(default=0)),
                ('passed_count', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='courses', to='spaces.space')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('pass_percent__range', (1, 100))), name='a_course_asks_1_to_100_percent'), models.CheckConstraint(condition=models.Q(('passed_count__lte', models.F('enrolled_count'))), name='who_passes_was_enrolled')],
            },
        ),
        migrations.CreateModel(
            name='CourseMaterial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='materials', to='training.course')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=300)),
                ('organization_name', models.CharField(blank=True, max_length=200)),
                ('sex', models.CharField(blank=True, max_length=8)),
                ('province_code', models.CharField(blank=True, max_length=4)),
                ('enrolled_at', models.DateTimeField()),
                ('passed_at', models.DateTimeField(null=True)),
                ('accreditation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='accreditation.accreditation')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='training.course')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('course', 'user'), name='one_enrolment_per_account'), models.UniqueConstraint(condition=models.Q(('accreditation__isnull', False)), fields=('course', 'accreditation'), name='one_enrolment_per_credential')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='training.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='TrainingSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('modality', models.CharField(choices=[('in_person', 'Presencial'), ('online', 'Virtual'), ('hybrid', 'Presencial y virtual')], default='in_person', max_length=10)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('channel', models.URLField(blank=True)),
                ('trainer', models.CharField(blank=True, max_length=160)),
                ('capacity', models.PositiveIntegerField(null=True)),
                ('door_code', models.CharField(max_length=8)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='training.course')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='one_session_per_number'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='a_session_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='TrainingAttendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('means', models.CharField(choices=[('list', 'Lista de la mesa'), ('code', 'Código en la puerta'), ('paper', 'Lista en papel')], max_length=8)),
                ('marked_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='training.enrolment')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='training.trainingsession')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'enrolment'), name='one_attendance_per_session')],
            },
        ),
    ]
