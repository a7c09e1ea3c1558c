"""The desk of the committee: rules, call, candidacies, election, recognition, members."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.commons.bodies.models import Mandate
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

from .. import actions, queries
from ..actions.election import next_step
from ..forms import (
    CallForm,
    CountForm,
    DrawForm,
    EndMemberForm,
    OpenElectionForm,
    PaperCandidacyForm,
    ReasonForm,
    RecognizeForm,
    RulesForm,
)
from ..models import Candidacy
from ..rules import women_needed

coordinates = space_role("coordinator")
at_the_desk = space_role("coordinator", "desk")


@at_the_desk
@require_GET
def overview(request: HttpRequest, space: Space) -> HttpResponse:
    return _overview(request, space)


@coordinates
def rules(request: HttpRequest, space: Space) -> HttpResponse:
    committee, refused = queries.committee_of(space), None
    form = RulesForm(request.POST or None, instance=committee)
    if request.method == "POST" and form.is_valid():
        try:
            actions.configure(space=space, values=form.cleaned_data, actor=request.user, at=timezone.now())
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("Las reglas del comité quedaron guardadas."))
            return redirect("oversight:desk", space.slug)
    context = {"space": space, "form": form, "refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "oversight/desk/rules.html", context, status=status)


@coordinates
@require_POST
def call(request: HttpRequest, space: Space) -> HttpResponse:
    form = CallForm(request.POST)
    return _try(request, space, form, actions.publish_call, {"space": space}, _("La convocatoria es pública."), "call")


@at_the_desk
@require_POST
def paper(request: HttpRequest, space: Space) -> HttpResponse:
    form = PaperCandidacyForm(request.POST, space=space)
    facts = {"space": space, "from_paper": True}
    return _try(request, space, form, actions.submit_candidacy, facts, _("La candidatura quedó registrada."), "paper")


@at_the_desk
@require_POST
def admit(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    facts = {"candidacy": _candidacy(space, number), "is_admitted": True}
    return _try(request, space, ReasonForm({}), actions.decide_candidacy, facts, _("La candidatura quedó admitida."))


@at_the_desk
@require_POST
def reject(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    facts = {"candidacy": _candidacy(space, number), "is_admitted": False}
    done = _("La candidatura no se admitió; la razón quedó registrada.")
    return _try(request, space, ReasonForm(request.POST), actions.decide_candidacy, facts, done)


@at_the_desk
@require_GET
def election(request: HttpRequest, space: Space) -> HttpResponse:
    return _election(request, space)


@coordinates
@require_POST
def open_election(request: HttpRequest, space: Space) -> HttpResponse:
    committee = actions.ensure_committee(space=space)
    form = OpenElectionForm(request.POST, method=committee.election_method)
    action = actions.open_runoff if next_step(committee) == "runoff" else actions.open_election
    return _vote(request, space, form, action, {"committee": committee}, _("La ronda quedó abierta."), "open_form")


@at_the_desk
@require_POST
def enter_count(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.current_round(queries.committee_of(space))
    form = CountForm(request.POST, candidates=list(found.candidates.all()) if found else [])
    if found is None or not form.is_valid():
        return _election(request, space, count_form=form)
    try:
        actions.enter_count(round=found, votes=form.votes, teller=request.user, at=timezone.now())
    except Refused as refused:
        return _election(request, space, refused, count_form=form)
    messages.success(request, _("Tu conteo quedó guardado. Falta que la otra persona ingrese el suyo, si no lo hizo."))
    return redirect("oversight:desk_election", space.slug)


@coordinates
@require_POST
def settle(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.current_round(queries.committee_of(space))
    if found is None:
        return redirect("oversight:desk_election", space.slug)
    return _vote(request, space, None, actions.settle_round, {"round": found}, _("El conteo quedó cerrado."))


@coordinates
@require_POST
def draw(request: HttpRequest, space: Space) -> HttpResponse:
    form, committee = DrawForm(request.POST), actions.ensure_committee(space=space)
    done = _("El sorteo quedó registrado: cualquiera puede repetirlo.")
    return _vote(request, space, form, actions.draw_lots, {"committee": committee}, done, "draw_form")


@coordinates
def recognize(request: HttpRequest, space: Space) -> HttpResponse:
    committee = actions.ensure_committee(space=space)
    elected = list(committee.candidacies.filter(outcome="elected").order_by("place"))
    form, refused = RecognizeForm(request.POST or None, elected=elected), None
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("act_number", "act_on", "starts_on")}
        try:
            actions.recognize(committee=committee, posts=form.posts, actor=request.user, at=timezone.now(), **data)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("El comité quedó reconocido y sus integrantes tienen su acceso."))
            return redirect("oversight:desk", space.slug)
    context = {"space": space, "committee": committee, "form": form, "elected": elected, "refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "oversight/desk/recognize.html", context, status=status)


@coordinates
def end_member(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    committee = actions.ensure_committee(space=space)
    mandate = get_object_or_404(Mandate.objects.select_related("seat__body"), pk=pk, seat__body__space=space)
    form, refused = EndMemberForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            following = actions.end_member(
                committee=committee, mandate=mandate, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as error:
            refused = error
        else:
            name = following.public_name if following else _("nadie: la plaza queda vacante")
            messages.success(request, _("El mandato terminó. Sigue: %(name)s.") % {"name": name})
            return redirect("oversight:desk", space.slug)
    waiting = queries.alternates(committee)
    context = {"space": space, "mandate": mandate, "form": form, "refused": refused, "waiting": waiting}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "oversight/desk/end_member.html", context, status=status)


def _candidacy(space: Space, number: int) -> Candidacy:
    return get_object_or_404(
        Candidacy.objects.filter(committee__space=space).select_related("committee"), number=number
    )


def _try(
    request: HttpRequest, space: Space, form: Any, action: Any, facts: dict[str, Any], done: str, name: str = "reason"
) -> HttpResponse:
    if not form.is_valid():
        return _overview(request, space, **{f"{name}_form": form})
    try:
        action(**facts, **form.cleaned_data, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _overview(request, space, refused, **{f"{name}_form": form})
    messages.success(request, done)
    return redirect("oversight:desk", space.slug)


def _vote(
    request: HttpRequest, space: Space, form: Any, action: Any, facts: dict[str, Any], done: str, name: str = ""
) -> HttpResponse:
    more = {name: form} if name else {}
    if form is not None and not form.is_valid():
        return _election(request, space, **more)
    try:
        action(**facts, **(form.cleaned_data if form else {}), actor=request.user, at=timezone.now())
    except Refused as refused:
        return _election(request, space, refused, **more)
    messages.success(request, done)
    return redirect("oversight:desk_election", space.slug)


def _overview(request: HttpRequest, space: Space, refused: Refused | None = None, **forms: Any) -> HttpResponse:
    committee = queries.committee_of(space)
    rows = list(Candidacy.objects.filter(committee=committee)) if committee.pk else []
    live = [row for row in rows if row.state in ("submitted", "admitted")]
    context = {
        "space": space,
        "committee": committee,
        "rows": rows,
        "members": queries.members(committee, timezone.localdate()),
        "women": sum(row.sex == "female" for row in live),
        "women_needed": women_needed(len(live), committee.min_women_percent),
        "live": len(live),
        "refused": refused,
        "call_form": CallForm(
            initial={
                "text": committee.call_text,
                "opens_at": committee.call_opens_at,
                "closes_at": committee.call_closes_at,
            }
        ),
        "paper_form": PaperCandidacyForm(space=space),
        **forms,
    }
    status = refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "oversight/desk/overview.html", context, status=status)


def _election(request: HttpRequest, space: Space, refused: Refused | None = None, **forms: Any) -> HttpResponse:
    committee = queries.committee_of(space)
    current = queries.current_round(committee) if committee.pk else None
    conducts = {SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT}
    candidates = list(current.candidates.all()) if current else []
    counted = current is not None and current.counted_at is not None
    context = {
        "space": space,
        "committee": committee,
        "round": current,
        "may_conduct": bool(roles_of(request.user, space) & conducts),
        "step": next_step(committee) if committee.pk else "open",
        "tellers": current.counts.values("teller").distinct().count() if current else 0,
        "admitted": queries.admitted(committee).count() if committee.pk else 0,
        "tied": queries.count_of(committee).tied if counted else (),
        "refused": refused,
        "open_form": OpenElectionForm(method=committee.election_method),
        "count_form": CountForm(candidates=candidates),
        "draw_form": DrawForm(),
        **forms,
    }
    status = refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "oversight/desk/election.html", context, status=status)
