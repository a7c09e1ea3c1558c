"""Preparing the vote, computing, publishing and correcting the result, issuing the act."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.queries import poll_of, poll_options
from tinkuy.foundation.shared.refusals import Refused

from ..access import COORDINATION, TEAM, process_role
from ..actions.agreement import AgreementFacts, CommitmentSpec, issue_agreement
from ..actions.result import prioritize, publish_result
from ..actions.vote import move_poll_dates, prepare_vote, retake_roll
from ..forms.desk import AgreementForm, PrepareForm, ReasonForm
from ..models import AgreementRecord, BudgetProcess
from ..queries.desk import checklist
from ..queries.results import latest_result, rows_of


@process_role(*COORDINATION)
def prepare(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """The step that freezes rules, scores and lists; before it, what is missing."""
    poll = poll_of(process.space)
    form = PrepareForm(request.POST or None, initial=poll_options(process.space))
    if request.method == "POST" and form.is_valid():
        switches = {name: value for name, value in form.cleaned_data.items() if name != "understood"}
        try:
            prepare_vote(process=process, actor=request.user, at=timezone.now(), **switches)
            messages.success(request, _("Votación preparada: reglas, puntajes y listas quedaron congelados."))
            return redirect("budgeting:prepare", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {
        "space": process.space,
        "process": process,
        "poll": poll,
        "is_draft": poll is not None and poll.status == PollStatus.DRAFT,
        "missing": [item for item in checklist(process)[:-1] if not item.is_done],
        "form": form,
    }
    return render(request, "budgeting/desk/prepare.html", context, status=422 if form.errors else 200)


@require_POST
@process_role(*COORDINATION)
def roll(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    count = retake_roll(process=process, actor=request.user, at=timezone.now())
    messages.success(request, _("Padrón tomado de nuevo: %(n)s filas.") % {"n": count})
    return redirect("budgeting:prepare", slug=process.space.slug)


@require_POST
@process_role(*COORDINATION)
def dates(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    move_poll_dates(process=process, actor=request.user, at=timezone.now())
    messages.success(request, _("La votación tiene ahora las fechas del cronograma."))
    return redirect("budgeting:prepare", slug=process.space.slug)


@process_role(*TEAM)
def result(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """Computes, shows what would be published, publishes, corrects."""
    latest = latest_result(process)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            prioritize(process=process, actor=request.user, at=timezone.now(), reason=reason)
            messages.success(request, _("Resultado calculado. Revísalo y publícalo."))
            return redirect("budgeting:desk_result", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    rows = rows_of(latest) if latest else []
    context = {
        "space": process.space,
        "process": process,
        "poll": poll_of(process.space),
        "result": latest,
        "rows": rows,
        "form": form,
        "versions": process.prioritizations.all(),
        "agreement": AgreementRecord.objects.filter(prioritization=latest).first() if latest else None,
    }
    return render(request, "budgeting/desk/result.html", context, status=422 if form.errors else 200)


@require_POST
@process_role(*COORDINATION)
def publish(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    latest = latest_result(process)
    if latest is None:
        return redirect("budgeting:desk_result", slug=process.space.slug)
    publish_result(result=latest, actor=request.user, at=timezone.now())
    messages.success(request, _("Resultado publicado."))
    return redirect("budgeting:result", slug=process.space.slug)


@process_role(*COORDINATION)
def agreement(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """The facts of the meeting; the rest of the act comes from the result."""
    latest = latest_result(process)
    form = AgreementForm(request.POST or None)
    if latest is None or latest.published_at is None:
        return redirect("budgeting:desk_result", slug=process.space.slug)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        commitments = [_commitment(line) for line in fields.pop("commitments").splitlines() if line.strip()]
        try:
            facts = AgreementFacts(**fields)
            issue_agreement(result=latest, facts=facts, commitments=commitments, actor=request.user, at=timezone.now())
            messages.success(request, _("Acta emitida y publicada en «Documentos»."))
            return redirect("budgeting:desk_result", slug=process.space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": process.space, "process": process, "form": form, "result": latest}
    return render(request, "budgeting/desk/agreement.html", context, status=422 if form.errors else 200)


def _commitment(line: str) -> CommitmentSpec:
    """«Quién | A qué | 2027-03-31 | Cómo se verá»; what is missing stays empty."""
    who, what, until, seen = ([part.strip() for part in line.split("|")] + ["", "", "", ""])[:4]
    try:
        due_on = date.fromisoformat(until) if until else None
    except ValueError:
        due_on, seen = None, " ".join(part for part in (until, seen) if part)
    return CommitmentSpec(who if what else "", what or who, due_on, seen)
