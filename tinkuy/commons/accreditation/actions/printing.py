"""All the credentials on paper, by a job: one PDF, or a folder with a PDF for each province."""

import io
import zipfile
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.documents.actions import UNDATED, render_pdf
from tinkuy.foundation.files.actions import store_bytes
from tinkuy.foundation.files.enums import PDF
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import names_by_code

from ..enums import AccreditationStatus, PrintKind, PrintState
from ..models import Accreditation, CredentialPrint


@transaction.atomic
def ask_for_print(*, space: Space, kind: str, actor: User, at: datetime) -> CredentialPrint:
    """It is prepared outside the request; who asked finds it on its page."""
    asked = CredentialPrint.objects.create(space=space, kind=kind, asked_by=actor, asked_at=at)
    record(
        chain=space.chain,
        kind="accreditation.printed_credentials",
        at=at,
        actor_role="desk",
        actor_number=actor.pk,
        subject_kind="credential_print",
        subject_number=asked.pk,
        payload={"kind": kind},
    )
    return asked


def print_credentials(*, asked: CredentialPrint, at: datetime) -> CredentialPrint:
    """Composes the file; done twice it is done once. Suspended and ended credentials are not printed."""
    if asked.state != PrintState.WAITING:
        return asked
    rows = Accreditation.objects.filter(space=asked.space, status=AccreditationStatus.ACTIVE)
    found = list(rows.order_by("province_code", "folded_name", "id"))
    names = names_by_code({row.province_code for row in found})
    if asked.kind == PrintKind.PDF:
        content, name, mime = credentials_pdf(asked.space, found, names), "credenciales.pdf", PDF
    else:
        content, name, mime = _folder(asked.space, found, names), "credenciales.zip", "application/zip"
    asked.file = store_bytes(content=content, name=name, content_type=mime, uploader=asked.asked_by, at=at)
    asked.state, asked.ready_at, asked.count = PrintState.READY, at, len(found)
    asked.save(update_fields=["file", "state", "ready_at", "count"])
    return asked


def credentials_pdf(space: Space, rows: list[Accreditation], names: dict[str, str]) -> bytes:
    """Eight on each sheet, with only what the public page of each shows."""
    addresses = {row.code: f"{settings.BASE_URL}{reverse('accreditation:credential', args=[row.code])}" for row in rows}
    days = [timezone.localdate(row.granted_at) for row in rows]
    return render_pdf(
        "accreditation/credentials.typ",
        {
            "issuer": space.body.name,
            "process": space.title,
            "count": _("%(n)s credenciales") % {"n": len(rows)},
            "demo": space.is_demo,
            "cards": [_card(row, names) for row in rows],
        },
        title=_("Credenciales de agentes participantes"),
        on=max(days, default=UNDATED),
        code=space.dossier.code,
        qr=addresses,
    )


def _card(row: Accreditation, names: dict[str, str]) -> dict[str, str]:
    seat = f", {row.get_seat_display().lower()}" if row.organization_name else ""
    return {
        "number": f"{row.number:04d}",
        "code": row.code,
        "name": row.public_name,
        "organization": f"{row.organization_name or _('Ciudadanía no organizada')}{seat}",
        "place": names.get(row.province_code, ""),
        "standing": _("Con voz y voto") if row.may_vote else _("Solo con voz"),
        "until": _("Vale hasta el %(day)s") % {"day": date_format(row.valid_until)} if row.valid_until else "",
    }


def _folder(space: Space, rows: list[Accreditation], names: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for province, group in groupby(rows, key=lambda row: row.province_code):
            name = f"credenciales-{names.get(province, 'sin-provincia')}.pdf"
            folder.writestr(name, credentials_pdf(space, list(group), names))
    return out.getvalue()
