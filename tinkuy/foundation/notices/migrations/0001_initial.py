import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('mailing', '0003_priority_and_name'),
    ]

    operations = [
        migrations.CreateModel(
            name='Deadline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_number', models.BigIntegerField()),
                ('kind', models.CharField(max_length=60)),
                ('topic', models.CharField(max_length=120)),
                ('topic_label', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('due_on', models.DateField()),
                ('offsets', models.JSONField()),
                ('next_on', models.DateField(null=True)),
                ('is_legal', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('people', models.ManyToManyField(related_name='deadlines', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['next_on'], name='deadline_to_tell')],
                'constraints': [models.UniqueConstraint(fields=('subject_kind', 'subject_number', 'kind'), name='one_deadline_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Mute',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=120)),
                ('label', models.CharField(blank=True, max_length=200)),
                ('since', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mutes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'topic'), name='one_mute_per_topic')],
            },
        ),
        migrations.CreateModel(
            name='NoticeMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('composed_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_mails', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'day', 'number'), name='one_notice_mail_per_turn'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', 3)), name='three_notice_mails_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('topic', models.CharField(max_length=120)),
                ('topic_label', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(max_length=60)),
                ('reach', models.CharField(default='mine', max_length=10)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('url', models.CharField(blank=True, max_length=300)),
                ('key', models.CharField(max_length=160)),
                ('is_legal', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mail_due_at', models.DateTimeField(null=True)),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mailing.outboxmessage')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('mail', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='notices.noticemail')),
            ],
            options={
                'indexes': [models.Index(fields=['user', '-created_at', '-id'], name='notice_by_person'), models.Index(condition=models.Q(('read_at__isnull', True)), fields=['user'], name='notice_unread'), models.Index(condition=models.Q(('mail__isnull', True), ('mail_due_at__isnull', False)), fields=['mail_due_at', 'user'], name='notice_to_mail')],
                'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='one_notice_per_fact_and_person')],
            },
        ),
        migrations.CreateModel(
            name='NoticePreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('preset', models.CharField(choices=[('mine', 'Lo que me toca: mis trámites, mis plazos, lo que debo responder'), ('followed', 'Lo que sigo: además, las novedades de lo que sigo'), ('all', 'Todo: además, los anuncios de los procesos en que participo')], default='mine', max_length=10)),
                ('cadence', models.CharField(choices=[('at_once', 'Al momento, hasta tres correos al día'), ('daily', 'Un resumen al día, a las siete de la mañana'), ('weekly', 'Un resumen los lunes')], default='daily', max_length=10)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preference', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_on', models.DateField()),
                ('offset', models.SmallIntegerField()),
                ('told_at', models.DateTimeField()),
                ('is_sent', models.BooleanField(default=True)),
                ('deadline', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reminders', to='notices.deadline')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('deadline', 'due_on', 'offset'), name='one_reminder_per_due_date_and_day')],
            },
        ),
    ]
