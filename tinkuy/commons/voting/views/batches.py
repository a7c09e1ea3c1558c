"""Boxes and shows of hands at the desk: received, keyed, settled, reversed. No figure goes out before the close."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.files.enums import EVIDENCE
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..actions import key_batch, receive_batch, reverse_batch, settle_batch
from ..forms import BatchForm, KeyingForm, ReasonForm, SettleForm
from ..models import Batch, Keying, PollScope
from ..queries.batches import differing_accounts, roll_in_order
from ..queries.counts import OVER
from .which import existing_poll, poll_or_404

clerk = space_role(SpaceRole.DESK, SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT)
conductor = space_role(SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT)
SHEET_SIZE = 5 * 1024 * 1024


@clerk
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """Every batch with its state; and the form to receive one."""
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/staff.html", {"space": space, "poll": None})
    form = BatchForm(request.POST or None, poll=poll)
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            batch = receive_batch(poll=poll, actor=request.user, at=timezone.now(), **form.facts())
        except Refused as caught:
            refused, status = caught, caught.status
        else:
            messages.success(request, _("Lote recibido: sus firmas ya están en el padrón."))
            return redirect(queries.poll_url(batch.poll, "batch", batch.number))
    elif request.method == "POST":
        status = 422
    rows = Batch.objects.filter(poll=poll).select_related("scope", "received_by")
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("number", "pk"))
    context = {"space": space, "poll": poll, "page": page, "form": form, "refused": refused}
    context["scopes"] = poll.scopes.all()
    return render(request, "voting/batches.html", context, status=status)


@clerk
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, space: Space, number: int, key: str = queries.MAIN) -> HttpResponse:
    """One batch: who keyed it, in which accounts they differ (never by how much before the close), and the form."""
    batch = _batch(space, key, number)
    form = KeyingForm(request.POST or None, request.FILES or None, scope=batch.scope)
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        try:
            _key(request, batch, form)
        except Refused as caught:
            refused, status = caught, caught.status
        else:
            messages.success(request, _("Digitación guardada. Se cuenta cuando otra persona digite lo mismo."))
            return redirect(queries.poll_url(batch.poll, "batch", batch.number))
    elif request.method == "POST":
        status = 422
    return _detail_page(request, space, batch, form=form, refused=refused, status=status)


@conductor
@require_http_methods(["POST"])
def settle(request: HttpRequest, space: Space, number: int, key: str = queries.MAIN) -> HttpResponse:
    batch = _batch(space, key, number)
    form = SettleForm(request.POST, batch=batch)
    if not form.is_valid():
        return _detail_page(request, space, batch, settle_form=form, status=422)
    keying = get_object_or_404(Keying, batch=batch, number=form.cleaned_data["keying"])
    reason = form.cleaned_data["reason"]
    try:
        settle_batch(batch=batch, keying=keying, reason=reason, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _detail_page(request, space, batch, settle_form=form, refused=refused, status=refused.status)
    return redirect(queries.poll_url(batch.poll, "batch", number))


@conductor
@require_http_methods(["POST"])
def reverse(request: HttpRequest, space: Space, number: int, key: str = queries.MAIN) -> HttpResponse:
    batch = _batch(space, key, number)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _detail_page(request, space, batch, reason_form=form, status=422)
    try:
        reverse_batch(batch=batch, reason=form.cleaned_data["reason"], actor=request.user, at=timezone.now())
    except Refused as refused:
        return _detail_page(request, space, batch, reason_form=form, refused=refused, status=refused.status)
    messages.success(request, _("Lote extornado: ya no cuenta, y queda a la vista con su motivo."))
    return redirect(queries.poll_url(batch.poll, "batch", number))


@clerk
@never_cache
@require_GET
def sheet(request: HttpRequest, space: Space, number: int, keying: int, key: str = queries.MAIN) -> FileResponse:
    """The photograph shows figures: after the close, like every figure."""
    batch = _batch(space, key, number)
    if batch.poll.status not in OVER:
        raise PermissionDenied(_("El acta se puede ver después del cierre: antes nadie ve conteos."))
    row = get_object_or_404(Keying.objects.select_related("sheet"), batch=batch, number=keying, sheet__isnull=False)
    return file_response(row.sheet, as_attachment=False)


@clerk
@require_GET
def printed_roll(request: HttpRequest, space: Space, scope: str, key: str = queries.MAIN) -> HttpResponse:
    """The roll of a list to be signed: number, name, organisation. No document, and nothing about who voted."""
    poll = existing_poll(space, key)
    chosen = get_object_or_404(PollScope, poll=poll, key=scope)
    rows = roll_in_order(poll, chosen)
    return render(request, "voting/roll_print.html", {"space": space, "poll": poll, "scope": chosen, "rows": rows})


def _key(request: HttpRequest, batch: Batch, form: KeyingForm) -> None:
    now, upload = timezone.now(), form.cleaned_data["sheet"]
    stored = upload and store_upload(
        upload=upload, allowed=EVIDENCE, max_size=SHEET_SIZE, uploader=request.user, at=now
    )
    reason = form.cleaned_data["observed_reason"]
    key_batch(
        batch=batch, reading=form.reading(), actor=request.user, at=now, sheet=stored or None, observed_reason=reason
    )


def _detail_page(
    request: HttpRequest,
    space: Space,
    batch: Batch,
    *,
    form: KeyingForm | None = None,
    settle_form: SettleForm | None = None,
    reason_form: ReasonForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    differing = differing_accounts(batch) if batch.state == "received" else ()
    context = {
        "space": space,
        "batch": batch,
        "keyings": batch.keyings.select_related("keyed_by"),
        "differing": differing,
        "is_over": batch.poll.status in OVER,
        "counts": batch.accepted.counts.select_related("option") if batch.accepted else (),
        "incidents": batch.incidents.values_list("earlier_channel", flat=True),
        "form": form or KeyingForm(scope=batch.scope),
        "settle_form": settle_form or SettleForm(batch=batch),
        "reason_form": reason_form or ReasonForm(),
        "refused": refused,
    }
    return render(request, "voting/batch.html", context, status=status)


def _batch(space: Space, key: str, number: int) -> Batch:
    rows = Batch.objects.select_related("scope", "poll__space", "accepted", "received_by")
    return get_object_or_404(rows, poll=existing_poll(space, key), number=number)
