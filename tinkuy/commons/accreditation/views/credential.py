"""The credential on paper: a tagged PDF with its QR. For its owner and for the desk of the space."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinkuy.foundation.accounts.access import signed_in
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.spaces.queries import roles_of
from tinkuy.foundation.territory.queries import full_name

from .. import queries
from ..enums import AccreditationStatus
from ..models import Accreditation

DESK_ROLES = frozenset({"desk", "coordinator", "technical_team"})


@signed_in
@require_GET
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """To anybody else the file does not exist."""
    found = queries.credential(code, request.user)
    if found is None or not _may_have(request.user, found) or found.status == AccreditationStatus.ENDED:
        raise Http404
    response = HttpResponse(credential_pdf(found), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="credencial-{found.number}-{found.space.slug}.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response


def credential_pdf(credential: Accreditation) -> bytes:
    """Only what the public page of the credential shows."""
    address = f"{settings.BASE_URL}{reverse('accreditation:credential', args=[credential.code])}"
    granted_on = timezone.localdate(credential.granted_at)
    until = credential.valid_until
    rows = [
        (_("Representa a"), credential.organization_name or _("Ciudadanía no organizada")),
        (_("Clase"), credential.get_agent_class_display()),
        (_("Puesto"), credential.get_seat_display() if credential.organization_name else ""),
        (_("Segmento"), credential.segment_title),
        (_("Provincia"), full_name(credential.province_code) if credential.province_code else ""),
        (_("Acreditada el"), date_format(granted_on, "DATE_FORMAT")),
        (_("Vigencia"), date_format(until, "DATE_FORMAT") if until else _("hasta que concluya el proceso")),
    ]
    return render_pdf(
        "accreditation/credential.typ",
        {
            "issuer": credential.space.body.name,
            "process": credential.space.title,
            "number": f"{credential.number:04d}",
            "name": credential.public_name,
            "standing": _("Con voz y voto") if credential.may_vote else _("Solo con voz"),
            "facts": [list(row) for row in rows if row[1]],
            "code": credential.code,
            "address": address,
            "demo": credential.space.is_demo,
        },
        title=_("Credencial N.º %(number)s de agente participante") % {"number": credential.number},
        on=granted_on,
        code=credential.space.dossier.code,
        qr={"verify": address},
    )


def _may_have(user: object, credential: Accreditation) -> bool:
    is_owner = credential.user_id is not None and credential.user_id == getattr(user, "pk", None)
    return is_owner or bool(roles_of(user, credential.space) & DESK_ROLES)
