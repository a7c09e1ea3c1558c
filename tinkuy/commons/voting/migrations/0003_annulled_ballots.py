from django.db import migrations


class Migration(migrations.Migration):
    """Was the second installation of the guards: see 0002."""

    dependencies = [("voting", "0002_guards")]
    operations: list = []
