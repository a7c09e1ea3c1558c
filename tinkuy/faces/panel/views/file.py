"""The legal file as officials work on it: what blocks what, what comes next, all dates at once, and stopping it all."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, queries, registry
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space, Stage
from tinkuy.foundation.workdays.queries import non_working_days
from tinkuy.foundation.workdays.rules import why_not_working

from ..forms import DatesForm, StatusForm

TEAM = tuple(SpaceRole.values)


@dataclass(frozen=True)
class Preview:
    """A step as it would be: its days before and after, and what to look at."""

    title: str
    before: Stage | None
    after: actions.StageDates
    notes: tuple[str, ...]


@space_role(*TEAM)
def file(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.legal_file(space, timezone.now())
    blocked = [step for step in found.steps if step.stage and step.missing]
    context = {"space": space, "file": found, "blocked": blocked, "refusal": queries.why_not_publish_space(space)}
    return render(request, "panel/file.html", context)


@space_role(SpaceRole.COORDINATOR)
def dates(request: HttpRequest, space: Space) -> HttpResponse:
    """Many dates in one go: first what they would be, with holidays and contradictions; then, if one says so, done."""
    form = DatesForm(request.POST or None, space=space)
    preview: list[Preview] = []
    clashes: list[queries.Contradiction] = []
    if request.method == "POST" and form.is_valid():
        chosen = form.chosen()
        if "confirm" in request.POST:
            try:
                _schedule(request, space, form, chosen)
                return redirect("panel:file", slug=space.slug)
            except Refused as refused:
                form.add_error(None, f"{refused.sentence} {refused.next_step}")
        preview = _preview(space, chosen)
        windows = {row.kind: (row.opens_at, row.closes_at) for row in chosen}
        clashes = queries.contradictions_of(space, windows=windows)
        if not chosen:
            messages.info(request, _("Ninguna fecha cambia."))
    context = {"space": space, "form": form, "preview": preview, "contradictions": clashes}
    return render(request, "panel/dates.html", context, status=422 if form.errors else 200)


@space_role(SpaceRole.COORDINATOR)
def status(request: HttpRequest, space: Space) -> HttpResponse:
    """Suspending, taking up again, annulling: with the norm that orders it."""
    form = StatusForm(request.POST or None, space=space)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_status(space=space, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Quedó dispuesto, y está a la vista en el expediente."))
            return redirect("panel:file", slug=space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    return render(request, "panel/status.html", {"space": space, "form": form}, status=422 if form.errors else 200)


def _schedule(request: HttpRequest, space: Space, form: DatesForm, chosen: list[actions.StageDates]) -> None:
    fields = form.cleaned_data
    actions.schedule_all(
        space=space, stages=chosen, reason=fields["reason"], act=fields["act"], actor=request.user, at=timezone.now()
    )
    messages.success(request, _("Cronograma guardado."))


def _preview(space: Space, chosen: list[actions.StageDates]) -> list[Preview]:
    holidays = non_working_days(ubigeo=space.ubigeo or space.body.ubigeo)
    titles = {kind.key: str(kind.title) for kind in registry.component(space.component).stages}
    stages = {stage.kind: stage for stage in space.stages.all()}
    rows = []
    for row in chosen:
        notes = []
        for words, at in ((_("Empieza"), row.opens_at), (_("Termina"), row.closes_at)):
            reason = why_not_working(timezone.localdate(at), holidays)
            if reason:
                notes.append(_("%(when)s en día no hábil (%(reason)s).") % {"when": words, "reason": reason})
        if row.closes_at <= row.opens_at:
            notes.append(_("Termina antes de empezar: así no se puede guardar."))
        rows.append(Preview(titles[row.kind], stages.get(row.kind), row, tuple(notes)))
    return rows
