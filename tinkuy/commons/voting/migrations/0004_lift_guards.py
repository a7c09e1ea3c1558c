from django.db import migrations

from tinkuy.commons.voting import triggers


class Migration(migrations.Migration):
    """SQLite rebuilds a table that changes, and refuses while a trigger names it: they come back in 0006."""

    dependencies = [("voting", "0003_annulled_ballots")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: triggers.remove(editor.connection), lambda apps, editor: triggers.install(editor.connection)
        )
    ]
