from django.db import migrations

from tinkuy.commons.voting import triggers


class Migration(migrations.Migration):
    """The guards of the rewriting, as they are now: an annulled ballot goes on without what it said."""

    dependencies = [("voting", "0002_guards")]
    operations = [
        migrations.RunPython(lambda apps, editor: triggers.install(editor.connection), migrations.RunPython.noop)
    ]
