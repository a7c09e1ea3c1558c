import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('dossiers', '0001_initial'),
        ('files', '0001_initial'),
        ('organizations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Investment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cui', models.CharField(max_length=10)),
                ('in_portfolio', models.BooleanField(default=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='investments', to='organizations.publicbody')),
                ('dossier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='investment', to='dossiers.dossier')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'cui'), name='one_investment_per_code')],
            },
        ),
        migrations.CreateModel(
            name='PortfolioVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('status', models.CharField(choices=[('reading', 'Leyendo'), ('failed', 'No se pudo leer'), ('preview', 'Por confirmar'), ('confirmed', 'Confirmada'), ('discarded', 'Descartada')], default='reading', max_length=12)),
                ('file_name', models.CharField(max_length=200)),
                ('file_sha256', models.CharField(max_length=64)),
                ('unit', models.PositiveIntegerField(choices=[(1, 'Soles'), (1000, 'Miles de soles'), (1000000, 'Millones de soles')], default=1)),
                ('loaded_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('failure', models.TextField(blank=True)),
                ('sheet', models.CharField(blank=True, max_length=100)),
                ('header_line', models.PositiveIntegerField(null=True)),
                ('rows_read', models.PositiveIntegerField(default=0)),
                ('rows_skipped', models.PositiveIntegerField(default=0)),
                ('investment_count', models.PositiveIntegerField(default=0)),
                ('rejected_count', models.PositiveIntegerField(default=0)),
                ('warning_count', models.PositiveIntegerField(default=0)),
                ('duplicate_count', models.PositiveIntegerField(default=0)),
                ('unknown_place_count', models.PositiveIntegerField(default=0)),
                ('new_count', models.PositiveIntegerField(default=0)),
                ('changed_count', models.PositiveIntegerField(default=0)),
                ('gone_count', models.PositiveIntegerField(default=0)),
                ('total_amount', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=18)),
                ('columns', models.JSONField(default=list)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='portfolio_versions', to='organizations.publicbody')),
                ('compared_with', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='investments.portfolioversion')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('loaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('body', 'number'), name='one_portfolio_version_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['confirmed', 'discarded']), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='portfolio_decision_has_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='PortfolioIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('rejected', 'Fila rechazada'), ('warning', 'Advertencia'), ('duplicate', 'Código repetido'), ('unknown_place', 'Lugar desconocido')], max_length=14)),
                ('line', models.PositiveIntegerField()),
                ('cui', models.CharField(blank=True, max_length=20)),
                ('column', models.CharField(blank=True, max_length=200)),
                ('value', models.CharField(blank=True, max_length=300)),
                ('reason', models.TextField()),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='issues', to='investments.portfolioversion')),
            ],
            options={
                'indexes': [models.Index(fields=['version', 'kind', 'line'], name='portfolio_issue_by_kind')],
            },
        ),
        migrations.CreateModel(
            name='PortfolioDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draft', to='investments.portfolioversion')),
            ],
        ),
        migrations.CreateModel(
            name='PortfolioChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new', 'Nueva'), ('changed', 'Cambió'), ('gone', 'Fuera de cartera')], max_length=8)),
                ('cui', models.CharField(max_length=10)),
                ('name', models.TextField()),
                ('fields', models.JSONField(default=list)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='investments.portfolioversion')),
            ],
            options={
                'indexes': [models.Index(fields=['version', 'kind', 'cui'], name='portfolio_change_by_kind')],
            },
        ),
        migrations.CreateModel(
            name='InvestmentRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.TextField()),
                ('kind', models.CharField(blank=True, max_length=120)),
                ('framework', models.CharField(blank=True, max_length=60)),
                ('state', models.CharField(blank=True, max_length=120)),
                ('situation', models.CharField(blank=True, max_length=120)),
                ('function', models.CharField(blank=True, max_length=200)),
                ('sector', models.CharField(blank=True, max_length=200)),
                ('cycle_stage', models.CharField(blank=True, max_length=200)),
                ('executing_unit', models.CharField(blank=True, max_length=300)),
                ('viable_amount', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('updated_cost', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('balance', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('accrued', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('pia', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('pim', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('beneficiaries', models.PositiveBigIntegerField(null=True)),
                ('physical_progress', models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ('financial_progress', models.DecimalField(decimal_places=2, max_digits=7, null=True)),
                ('registered_on', models.DateField(null=True)),
                ('viable_on', models.DateField(null=True)),
                ('has_technical_file', models.BooleanField(null=True)),
                ('in_pmi', models.BooleanField(null=True)),
                ('is_multiprovincial', models.BooleanField(default=False)),
                ('unknown_places', models.JSONField(default=list)),
                ('extras', models.JSONField(default=dict)),
                ('lines', models.JSONField(default=list)),
                ('search_text', models.TextField(blank=True)),
                ('investment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='investments.investment')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='records', to='investments.portfolioversion')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('version', 'investment'), name='one_record_per_version')],
            },
        ),
        migrations.CreateModel(
            name='RecordPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ubigeo', models.CharField(db_index=True, max_length=6)),
                ('record', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='investments.investmentrecord')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('record', 'ubigeo'), name='one_record_place')],
            },
        ),
    ]
