"""The public pages of spaces: their list, each one with what can be done now, its documents, its calendar."""

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tinkuy.foundation.audit.queries import acts_matching, acts_of, head_of
from tinkuy.foundation.audit.registry import act_name
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.canonical import canonical_json
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.territory.queries import departments, full_name

from .. import queries
from ..access import public_space
from ..enums import ParticipationLevel, SpaceRole, SpaceStatus
from ..exports import calendar_of
from ..models import Space

PAGE_SIZE = 12
# Who acts without a role in the space.
_ROLES = {"system": _("La plataforma"), "participant": _("Una persona participante"), "person": _("Una persona")}
STATES = {"abiertos": SpaceStatus.PUBLISHED, "concluidos": SpaceStatus.FINISHED, "anulados": SpaceStatus.ANNULLED}


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    state, ubigeo = request.GET.get("estado", ""), request.GET.get("territorio", "")
    found = queries.listed(request.user, state=STATES.get(state, ""), ubigeo=ubigeo)
    page = keyset_page(found, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("-created_at", "-id"))
    now = timezone.now()
    context = {
        "page": page,
        "rows": [queries.standing(space, now) for space in page.rows],
        "state": state if state in STATES else "",
        "states": STATES,
        "ubigeo": ubigeo,
        "departments": departments(),
    }
    return render(request, "spaces/index.html", context)


@public_space
@require_safe
def detail(request: HttpRequest, space: Space) -> HttpResponse:
    now = timezone.now()
    found = queries.offers(space, now)
    main = queries.main_offer(found)
    context = {
        "space": space,
        "level": ParticipationLevel(space.level),
        "place": full_name(space.ubigeo),
        "offer": main,
        "result_url": queries.result_url(space),
        "other_offers": [offer for offer in found if offer.is_open and offer is not main],
        "stages": space.stages.all(),
        "now": now,
        "documents": queries.document_chain(space)[:4],
    }
    return render(request, "spaces/detail.html", context)


@public_space
@require_safe
def documents(request: HttpRequest, space: Space) -> HttpResponse:
    return render(request, "spaces/documents.html", {"space": space, "chains": queries.document_chain(space)})


@public_space
@require_safe
def document_file(request: HttpRequest, space: Space, document: int) -> FileResponse:
    """Replaced versions too: what was published stays."""
    row = get_object_or_404(space.documents.exclude(file=None).select_related("file"), pk=document)
    return file_response(row.file, as_attachment=False)


@public_space
@require_safe
def log(request: HttpRequest, space: Space) -> HttpResponse:
    """The acts of the process, the latest first: what was done and in which role, never by whom."""
    rows = acts_matching(chain=space.chain)
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("-sequence",))
    roles = dict(SpaceRole.choices)
    acts = [(act, act_name(act.kind), roles.get(act.actor_role, _ROLES.get(act.actor_role, ""))) for act in page.rows]
    context = {"space": space, "page": page, "acts": acts, "head": head_of(space.chain)}
    return render(request, "spaces/log.html", context)


@public_space
@require_safe
def log_export(request: HttpRequest, space: Space) -> StreamingHttpResponse:
    """The whole chain as JSON lines, from its first act: what is needed to check it (docs/package.md)."""
    lines = (canonical_json(act) + "\n" for act in acts_of(space.chain))
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{space.slug}-actos.jsonl"'
    return response


@public_space
@require_safe
def calendar(request: HttpRequest, space: Space) -> HttpResponse:
    data = calendar_of(space, page=request.build_absolute_uri(f"/espacios/{space.slug}/"))
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")
