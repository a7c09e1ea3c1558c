from django.db import migrations

from tinkuy.commons.voting import triggers


class Migration(migrations.Migration):
    """The guards of paper, assemblies and draws, and those of the tables that were rebuilt."""

    dependencies = [("voting", "0005_channels")]
    operations = [
        migrations.RunPython(lambda apps, editor: triggers.install(editor.connection), migrations.RunPython.noop)
    ]
