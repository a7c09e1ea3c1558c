"""The desk's spreadsheets: a load and its preview, deciding many at once, printing the credentials."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries, tasks
from ..enums import ImportState
from ..forms.sheets import LoadForm, PrintForm
from ..models import CredentialPrint, RosterImport
from ..queries import sheets
from .desk import at_the_desk

PAGE = 50


@at_the_desk
def loads(request: HttpRequest, space: Space) -> HttpResponse:
    form, refused = LoadForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            load = actions.receive_roster(
                space=space,
                upload=form.cleaned_data["file"],
                reason=form.cleaned_data["reason"],
                actor=request.user,
                at=timezone.now(),
            )
            transaction.on_commit(lambda: tasks.read_roster.enqueue(load.pk))
            return redirect("accreditation:load", space.slug, load.number)
        except Refused as refusal:
            refused = refusal
    context = {
        "space": space,
        "form": form,
        "refused": refused,
        "loads": sheets.loads_of(space)[:50],
        "counts": queries.counts_by_state(space),
        "print_form": PrintForm(),
        "prints": CredentialPrint.objects.filter(space=space)[:10],
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/desk/loads.html", context, status=status)


@at_the_desk
@require_GET
def load(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    return _page(request, _one(space, number))


@at_the_desk
@require_POST
def accept(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    """The doubtful lines that a person ticked are right."""
    row = _one(space, number)
    lines = [int(line) for line in request.POST.getlist("fila") if line.isdigit()]
    return _act(request, row, actions.accept_rows, _("Las filas marcadas quedaron aceptadas."), lines=lines)


@at_the_desk
@require_POST
def decide(request: HttpRequest, space: Space, number: int, what: str) -> HttpResponse:
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "confirmar": (actions.confirm_roster, _("La carga se está registrando.")),
        "descartar": (actions.discard_roster, _("La carga se descartó y sus filas se borraron.")),
        "deshacer": (actions.undo_roster, _("La carga se deshizo: ninguna de sus inscripciones queda.")),
    }
    if what not in acts:
        raise Http404
    row = _one(space, number)
    return _act(request, row, *acts[what])


@at_the_desk
@require_POST
def bulk(request: HttpRequest, space: Space, what: str) -> HttpResponse:
    """Admits or accredits together what has nothing against it."""
    acts: dict[str, tuple[Callable[..., int], str]] = {
        "admitir": (actions.admit_all, _("%(n)s inscripciones quedaron admitidas.")),
        "acreditar": (actions.grant_all, _("%(n)s credenciales quedaron otorgadas.")),
    }
    if what not in acts:
        raise Http404
    act, done = acts[what]
    messages.success(request, done % {"n": act(space=space, actor=request.user, at=timezone.now())})
    return redirect("accreditation:loads", space.slug)


@at_the_desk
@require_POST
def ask_for_print(request: HttpRequest, space: Space) -> HttpResponse:
    form = PrintForm(request.POST)
    if form.is_valid():
        kind = form.cleaned_data["kind"]
        asked = actions.ask_for_print(space=space, kind=kind, actor=request.user, at=timezone.now())
        transaction.on_commit(lambda: tasks.print_credentials.enqueue(asked.pk))
        messages.success(request, _("Se están preparando: recarga esta página en un momento."))
    return redirect("accreditation:loads", space.slug)


@at_the_desk
@require_GET
def printed(request: HttpRequest, space: Space, pk: int) -> FileResponse:
    asked = get_object_or_404(CredentialPrint.objects.select_related("file"), space=space, pk=pk, file__isnull=False)
    return file_response(asked.file)


def _one(space: Space, number: int) -> RosterImport:
    return get_object_or_404(RosterImport.objects.select_related("space"), space=space, number=number)


def _act(request: HttpRequest, row: RosterImport, act: Callable[..., Any], done: str, **more: Any) -> HttpResponse:
    try:
        act(load=row, actor=request.user, at=timezone.now(), **more)
    except Refused as refused:
        return _page(request, _one(row.space, row.number), refused=refused)
    row.refresh_from_db()
    if row.state == ImportState.STORING:
        transaction.on_commit(lambda: tasks.store_roster.enqueue(row.pk))
    messages.success(request, done)
    return redirect("accreditation:load", row.space.slug, row.number)


def _page(request: HttpRequest, row: RosterImport, *, refused: Refused | None = None) -> HttpResponse:
    page = keyset_page(sheets.rows_with_notes(row), cursor=request.GET.get("cursor", ""), size=PAGE, order=("line",))
    context = {
        "space": row.space,
        "load": row,
        "page": page,
        "ready": sheets.ready_rows(row).count(),
        "refused": refused,
        "is_working": row.state in (ImportState.READING, ImportState.STORING),
    }
    return render(request, "accreditation/desk/load.html", context, status=refused.status if refused else 200)
