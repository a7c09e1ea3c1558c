"""Credentials granted before their events were kept: rebuilt from the grant and from the history of the request."""

from django.db import migrations

_KINDS = {"suspended": "suspended", "ended": "ended", "accredited": "reinstated", "voice_only": "reinstated"}


def write(apps, schema_editor):
    accreditations = apps.get_model("accreditation", "Accreditation")
    events = apps.get_model("accreditation", "CredentialEvent")
    history = apps.get_model("accreditation", "RequestEvent")
    rows = []
    for one in accreditations.objects.order_by("id").iterator():
        rows.append(events(accreditation=one, kind="granted", at=one.granted_at, may_vote=one.may_vote))
        for event in history.objects.filter(request_id=one.request_id, at__gt=one.granted_at).order_by("at", "id"):
            if event.to_state in _KINDS:
                kind = _KINDS[event.to_state]
                rows.append(events(accreditation=one, kind=kind, at=event.at, may_vote=one.may_vote))
    events.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("accreditation", "0002_lists_challenges_register_and_loads")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
