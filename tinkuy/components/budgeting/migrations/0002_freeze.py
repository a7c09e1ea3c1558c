from django.db import migrations

from tinkuy.components.budgeting.triggers import FROZEN
from tinkuy.foundation.shared.triggers import append_only, drop_append_only


class Migration(migrations.Migration):
    dependencies = [("budgeting", "0001_initial")]
    operations = [
        migrations.RunPython(append_only(table, **options), drop_append_only(table, **options))
        for table, options in FROZEN.items()
        if table != "budgeting_budgetproject"
    ]
