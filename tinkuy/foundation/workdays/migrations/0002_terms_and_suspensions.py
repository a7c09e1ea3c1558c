import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('workdays', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='DistanceTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('residence', models.CharField(max_length=6)),
                ('office', models.CharField(max_length=6)),
                ('days', models.PositiveSmallIntegerField()),
                ('counts_working_days', models.BooleanField(default=True)),
                ('norm', models.CharField(max_length=160)),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['residence', 'office'],
                'constraints': [models.UniqueConstraint(fields=('residence', 'office'), name='one_distance_per_pair_of_places')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_kind', models.CharField(max_length=60)),
                ('subject_number', models.BigIntegerField()),
                ('label', models.CharField(max_length=200)),
                ('entity_slug', models.CharField(blank=True, max_length=80)),
                ('start', models.DateField()),
                ('unit', models.CharField(default='working', max_length=10)),
                ('amount', models.PositiveSmallIntegerField()),
                ('norm', models.CharField(max_length=200)),
                ('ubigeo', models.CharField(blank=True, max_length=6)),
                ('residence', models.CharField(blank=True, max_length=6)),
                ('distance_days', models.PositiveSmallIntegerField(default=0)),
                ('distance_in_working_days', models.BooleanField(default=True)),
                ('due_on', models.DateField()),
                ('steps', models.JSONField()),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('flagged_due_on', models.DateField(null=True)),
                ('flagged_at', models.DateTimeField(null=True)),
                ('flagged_because', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('closed_at__isnull', True)), fields=['due_on', 'id'], name='term_open_by_due'), models.Index(condition=models.Q(('flagged_at__isnull', False)), fields=['due_on', 'id'], name='term_flagged')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('subject_kind', 'subject_number', 'label'), name='one_open_term_of_a_kind_per_subject'), models.CheckConstraint(condition=models.Q(('amount__gte', 1)), name='a_term_has_at_least_one_day')],
            },
        ),
        migrations.CreateModel(
            name='TermChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due_before', models.DateField()),
                ('due_after', models.DateField()),
                ('steps_before', models.JSONField()),
                ('because', models.CharField(max_length=300)),
                ('reason', models.CharField(max_length=300)),
                ('at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('term', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='workdays.term')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TermSuspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('declared_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=300)),
                ('ubigeo', models.CharField(blank=True, max_length=6)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('reason', models.CharField(max_length=200)),
                ('norm', models.CharField(max_length=160)),
                ('declared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='suspensions', to='workdays.term')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-starts_on', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_suspension_ends_after_it_starts')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='nonworkingday',
            name='one_reason_per_day_and_place',
        ),
        migrations.AddField(
            model_name='nonworkingday',
            name='declared_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='nonworkingday',
            name='declared_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nonworkingday',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='nonworkingday',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='nonworkingday',
            name='withdrawn_reason',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddConstraint(
            model_name='nonworkingday',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('day', 'ubigeo', 'kind'), name='one_reason_in_force_per_day_and_place'),
        ),
    ]
