from django.db import migrations


class Migration(migrations.Migration):
    """Was the first installation of the guards. They are code, so only the last migration of theirs (0006) installs
    them: on the way there, a guard that names a column of the future would stop SQLite from rebuilding any table."""

    dependencies = [("voting", "0001_initial")]
    operations: list = []
