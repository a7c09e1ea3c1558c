from django.db import migrations

from tinkuy.foundation.shared.triggers import append_only, drop_append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(append_only("audit_act"), drop_append_only("audit_act"))]
