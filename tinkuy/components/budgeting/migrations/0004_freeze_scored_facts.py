from django.db import migrations

from tinkuy.components.budgeting.triggers import FROZEN
from tinkuy.foundation.shared.triggers import append_only, drop_append_only

TABLE = "budgeting_budgetproject"


class Migration(migrations.Migration):
    dependencies = [("budgeting", "0003_rounds_and_remainder")]
    operations = [
        migrations.RunPython(append_only(TABLE, **FROZEN[TABLE]), drop_append_only(TABLE, **FROZEN[TABLE])),
    ]
