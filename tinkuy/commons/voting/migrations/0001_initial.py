import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('spaces', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Poll',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(default='main', max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('draft', 'En preparación'), ('open', 'Abierta'), ('closed', 'Cerrada'), ('published', 'Publicada')], default='draft', max_length=10)),
                ('opens_at', models.DateTimeField()),
                ('closes_at', models.DateTimeField()),
                ('extended_until', models.DateTimeField(null=True)),
                ('rules', models.TextField()),
                ('rules_hash', models.CharField(max_length=64)),
                ('is_nominal', models.BooleanField(default=False)),
                ('allows_revote', models.BooleanField(default=False)),
                ('challenge_hours', models.PositiveIntegerField(default=72)),
                ('opened_at', models.DateTimeField(null=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('challenge_until', models.DateTimeField(null=True)),
                ('published_at', models.DateTimeField(null=True)),
                ('key_destroyed_at', models.DateTimeField(null=True)),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='polls', to='spaces.space')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('space', 'key'), name='one_poll_per_key_and_space'), models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='poll_closes_after_it_opens')],
            },
        ),
        migrations.CreateModel(
            name='PollExtension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('extended_at', models.DateTimeField()),
                ('extended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='voting.poll')),
            ],
        ),
        migrations.CreateModel(
            name='PollScope',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('max_choices', models.PositiveSmallIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scopes', to='voting.poll')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'key'), name='one_scope_per_key'), models.CheckConstraint(condition=models.Q(('max_choices__gte', 1)), name='a_scope_takes_at_least_one_choice')],
            },
        ),
        migrations.CreateModel(
            name='PollOption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('title', models.CharField(max_length=500)),
                ('detail', models.TextField(blank=True)),
                ('cost', models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                ('technical_score', models.DecimalField(decimal_places=4, max_digits=9, null=True)),
                ('ubigeo', models.CharField(blank=True, max_length=6)),
                ('dossier_code', models.CharField(blank=True, max_length=8)),
                ('position', models.PositiveSmallIntegerField()),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='options', to='voting.pollscope')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('scope', 'key'), name='one_option_per_key')],
            },
        ),
        migrations.CreateModel(
            name='BallotReplacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old_commitment', models.CharField(max_length=64, unique=True)),
                ('new_commitment', models.CharField(max_length=64, unique=True)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='voting.pollscope')),
            ],
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choices', models.TextField()),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('nonce', models.CharField(max_length=32)),
                ('token', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.pollscope')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'scope', 'token'), name='one_ballot_per_token')],
            },
        ),
        migrations.CreateModel(
            name='AnnulledBallot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annulled_ballots', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annulled_ballots', to='voting.pollscope')),
            ],
        ),
        migrations.CreateModel(
            name='RollSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('source', models.CharField(max_length=200)),
                ('row_count', models.PositiveIntegerField()),
                ('sorted_hash', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='snapshots', to='voting.poll')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'number'), name='one_roll_snapshot_per_number')],
            },
        ),
        migrations.CreateModel(
            name='RollEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.CharField(max_length=64)),
                ('label', models.CharField(max_length=200)),
                ('organization_number', models.BigIntegerField(null=True)),
                ('organization_name', models.CharField(blank=True, max_length=200)),
                ('seat', models.CharField(blank=True, max_length=20)),
                ('state', models.CharField(choices=[('valid', 'Habilitado'), ('annulled', 'Anulado por resolución')], default='valid', max_length=10)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roll', to='voting.pollscope')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='voting.rollsnapshot')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'person', 'scope'), name='one_roll_entry_per_person_and_scope'), models.UniqueConstraint(condition=models.Q(('organization_number__isnull', False)), fields=('poll', 'organization_number', 'seat', 'scope'), name='one_roll_entry_per_seat_and_scope')],
            },
        ),
        migrations.CreateModel(
            name='NominalVote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choices', models.TextField()),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('nonce', models.CharField(max_length=32)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.pollscope')),
                ('roll_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.rollentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'scope', 'roll_entry'), name='one_nominal_vote_per_roll_entry')],
            },
        ),
        migrations.CreateModel(
            name='Basket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ciphered', models.BinaryField()),
                ('roll_entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='basket', to='voting.rollentry')),
            ],
        ),
        migrations.CreateModel(
            name='Annulment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('proposed_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annulments', to='voting.poll')),
                ('roll_entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='annulment', to='voting.rollentry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('signed_by__isnull', True), models.Q(('signed_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='two_different_officials_sign_an_annulment')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('commitments', models.PositiveIntegerField()),
                ('ballots', models.PositiveIntegerField()),
                ('marks', models.PositiveIntegerField()),
                ('sealed_at', models.DateTimeField()),
                ('act_hash', models.CharField(max_length=64)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='voting.pollscope')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('poll', 'scope', 'number'), name='one_seal_per_number'), models.CheckConstraint(condition=models.Q(('ballots', models.F('marks'))), name='a_seal_has_as_many_ballots_as_marks')],
            },
        ),
        migrations.CreateModel(
            name='SealedCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sealed', to='voting.seal')),
            ],
        ),
        migrations.CreateModel(
            name='ShuffledBallot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choices', models.TextField()),
                ('commitment', models.CharField(max_length=64, unique=True)),
                ('nonce', models.CharField(max_length=32)),
                ('is_annulled', models.BooleanField(default=False)),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.poll')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.pollscope')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ShuffledMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('web', 'Por internet'), ('desk', 'En mesa asistida'), ('paper', 'En papel'), ('assembly', 'En asamblea')], default='web', max_length=10)),
                ('marked_on', models.DateField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.poll')),
                ('roll_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.rollentry')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.pollscope')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'scope', 'roll_entry'), name='one_shuffled_mark_per_roll_entry')],
            },
        ),
        migrations.CreateModel(
            name='VotingMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('web', 'Por internet'), ('desk', 'En mesa asistida'), ('paper', 'En papel'), ('assembly', 'En asamblea')], default='web', max_length=10)),
                ('marked_on', models.DateField()),
                ('poll', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.poll')),
                ('roll_entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.rollentry')),
                ('scope', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voting.pollscope')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('poll', 'scope', 'roll_entry'), name='one_voting_mark_per_roll_entry')],
            },
        ),
    ]
