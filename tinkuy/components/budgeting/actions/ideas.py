"""Ideas: propose, support, withdraw, answer. One person, one support; limits are kept under a lock."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.queries import identity_level
from tinkuy.foundation.dossiers.actions import link, open_dossier, publish_dossier, refresh_dossier, tell_followers
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.queries import why_not

from ..enums import IdeaState, IdeaTheme
from ..models import BudgetProcess, BudgetProject, IdeaAnswer, IdeaParticipant, IdeaRules, IdeaSupport, ProjectIdea
from ..queries.ideas import idea_rules, place_names
from ..refusals import IdeaRefusal
from ..rules.ideas import (
    SupportFacts,
    why_not_answer,
    why_not_limit,
    why_not_propose,
    why_not_support,
    why_not_withdraw,
)
from .acts import TEAM, record_act


@dataclass(frozen=True)
class IdeaDraft:
    """What the form of seed 003 asks. `ubigeo` is a province (4 digits) or a district (6); amount in soles."""

    name: str
    ubigeo: str
    theme: str
    strategic_action: str
    detail: str = ""
    beneficiaries: int | None = None
    amount: Decimal | None = None
    shows_author: bool = False


@transaction.atomic
def set_idea_limits(*, process: BudgetProcess, ideas: int, supports: int, actor: User, at: datetime) -> None:
    """How many ideas and supports each person has. It decides no result, so it may change while ideas come in."""
    locked = BudgetProcess.objects.select_for_update().get(pk=process.pk)
    if refusal := why_not_limit(ideas=ideas, supports=supports):
        raise Refused(refusal)
    limits = {"idea_limit": ideas, "support_limit": supports}
    IdeaRules.objects.update_or_create(process=locked, defaults=limits)
    record_act(locked, "set_idea_limits", actor=actor, at=at, payload=limits)


@transaction.atomic
def propose_idea(*, process: BudgetProcess, draft: IdeaDraft, actor: User, at: datetime) -> ProjectIdea:
    """Published at once, with its record; it is an idea until the technical team answers it."""
    held = _held(process, actor)
    limit = idea_rules(process).idea_limit
    refusal = why_not(process.space, "propose_idea", at) or why_not_propose(
        level=identity_level(actor), used=held.ideas, limit=limit
    )
    if refusal:
        raise Refused(refusal, limit=limit)
    names = place_names(draft.ubigeo, within=process.space.ubigeo)
    if names is None:
        raise Refused(IdeaRefusal.UNKNOWN_PLACE)
    idea = _written(process, draft, names, actor, at)
    IdeaParticipant.objects.filter(pk=held.pk).update(ideas=F("ideas") + 1)
    _record(idea, "proposed_idea", actor=actor, at=at, role="citizen")
    return idea


@transaction.atomic
def support_idea(*, idea: ProjectIdea, actor: User, at: datetime) -> IdeaSupport:
    held = _held(idea.process, actor)
    fresh = ProjectIdea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    limit = idea_rules(idea.process).support_limit
    facts = SupportFacts(
        level=identity_level(actor),
        state=fresh.state,
        is_author=fresh.author_id == actor.pk,
        has_supported=IdeaSupport.objects.filter(idea=idea, user=actor).exists(),
        used=held.supports,
        limit=limit,
    )
    refusal = why_not(idea.process.space, "propose_idea", at) or why_not_support(facts)
    if refusal:
        raise Refused(refusal, limit=limit)
    try:
        with transaction.atomic():
            support = IdeaSupport.objects.create(idea=idea, user=actor, since=at)
    except IntegrityError as error:
        raise Refused(IdeaRefusal.ALREADY_SUPPORTED) from error
    _count(idea, held, 1)
    return support


@transaction.atomic
def withdraw_support(*, idea: ProjectIdea, actor: User, at: datetime) -> None:
    """While ideas are open: afterwards the ranking stays as it was."""
    held = _held(idea.process, actor)
    if refusal := why_not(idea.process.space, "propose_idea", at):
        raise Refused(refusal)
    removed, _by_model = IdeaSupport.objects.filter(idea=idea, user=actor).delete()
    if not removed:
        raise Refused(IdeaRefusal.NOT_SUPPORTED)
    _count(idea, held, -1)


@transaction.atomic
def withdraw_idea(*, idea: ProjectIdea, actor: User, at: datetime) -> None:
    """By its author, before it is answered. Its page stays and says so; its supporters get their support back."""
    held = _held(idea.process, actor)
    fresh = ProjectIdea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if refusal := why_not_withdraw(state=fresh.state, is_author=fresh.author_id == actor.pk):
        raise Refused(refusal)
    supporters = IdeaSupport.objects.filter(idea=idea).values("user")
    IdeaParticipant.objects.filter(process=idea.process, user__in=supporters, supports__gt=0).update(
        supports=F("supports") - 1
    )
    IdeaParticipant.objects.filter(pk=held.pk, ideas__gt=0).update(ideas=F("ideas") - 1)
    idea.state, idea.withdrawn_at = IdeaState.WITHDRAWN, at
    idea.save(update_fields=["state", "withdrawn_at"])
    refresh_dossier(dossier=idea.dossier, state=idea.state)
    _record(idea, "withdrew_idea", actor=actor, at=at, role="citizen")


@transaction.atomic
def answer_idea(
    *,
    idea: ProjectIdea,
    outcome: str,
    reason: str,
    actor: User,
    at: datetime,
    referred_to: str = "",
    project: BudgetProject | None = None,
) -> IdeaAnswer:
    """The reasoned answer, told to its author and to whoever supported it. Accepted is not prioritised: a project
    that comes of it is evaluated like any other."""
    fresh = ProjectIdea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
    if refusal := why_not_answer(state=fresh.state, outcome=outcome, reason=reason, referred_to=referred_to):
        raise Refused(refusal)
    answer = IdeaAnswer.objects.create(
        idea=idea,
        outcome=outcome,
        reason=reason.strip(),
        referred_to=referred_to.strip(),
        project=project,
        answered_by=actor,
        answered_at=at,
    )
    idea.state = outcome
    idea.save(update_fields=["state"])
    refresh_dossier(dossier=idea.dossier, state=outcome)
    if project is not None:
        link(source=idea.dossier, target=project.dossier, kind="became")
    payload = {"outcome": outcome, "reason": answer.reason, "referred_to": answer.referred_to}
    _record(idea, "answered_idea", actor=actor, at=at, role=TEAM, payload=payload)
    _tell(answer, at)
    return answer


def _written(
    process: BudgetProcess, draft: IdeaDraft, names: tuple[str, str], actor: User, at: datetime
) -> ProjectIdea:
    space = process.space
    dossier = open_dossier(
        kind="idea",
        title=draft.name,
        path=f"/espacios/{space.slug}/ideas/",
        summary=draft.detail[:300],
        body=f"{draft.detail}\n{draft.strategic_action}\n{IdeaTheme(draft.theme).label}",
        state=IdeaState.PRESENTED,
        entity_slug=space.body.slug,
        space_slug=space.slug,
        ubigeo=draft.ubigeo,
    )
    refresh_dossier(dossier=dossier, path=f"/espacios/{space.slug}/ideas/{dossier.code}/")
    publish_dossier(dossier=dossier, at=at)
    return ProjectIdea.objects.create(
        process=process,
        author=actor,
        shows_author=draft.shows_author,
        dossier=dossier,
        name=draft.name,
        detail=draft.detail,
        ubigeo=draft.ubigeo,
        province_name=names[0],
        district_name=names[1],
        theme=draft.theme,
        strategic_action=draft.strategic_action,
        beneficiaries=draft.beneficiaries,
        amount=draft.amount,
        search_text=fold(f"{draft.name} {draft.detail} {draft.strategic_action} {' '.join(names)} {dossier.code}"),
        proposed_at=at,
    )


def _held(process: BudgetProcess, user: User) -> IdeaParticipant:
    """What the person has used, held until the end of the transaction: two taps at once wait for each other."""
    IdeaParticipant.objects.get_or_create(process=process, user=user)
    return IdeaParticipant.objects.select_for_update().get(process=process, user=user)


def _count(idea: ProjectIdea, held: IdeaParticipant, step: int) -> None:
    ProjectIdea.objects.filter(pk=idea.pk).update(support_count=F("support_count") + step)
    IdeaParticipant.objects.filter(pk=held.pk).update(supports=F("supports") + step)


def _record(
    idea: ProjectIdea, kind: str, *, actor: User, at: datetime, role: str, payload: dict[str, str] | None = None
) -> None:
    record_act(
        idea.process,
        kind,
        actor=actor,
        at=at,
        role=role,
        subject="project_idea",
        number=idea.pk,
        label=idea.name,
        payload={"idea": idea.dossier.code, "name": idea.name, **(payload or {})},
    )


def _tell(answer: IdeaAnswer, at: datetime) -> None:
    idea = answer.idea
    people = {support.user for support in idea.supports.select_related("user")}
    if idea.author:
        people.add(idea.author)
    body = _("La idea «%(name)s» tiene respuesta: %(outcome)s.\n\n%(reason)s\n\nLéela con su historia: %(path)s") % {
        "name": idea.name,
        "outcome": IdeaState(answer.outcome).label,
        "reason": answer.reason,
        "path": f"{settings.BASE_URL}/c/{idea.dossier.code}/",
    }
    title = _("Respuesta a la idea «%(name)s»") % {"name": idea.name[:120]}
    tell_followers(dossier=idea.dossier, title=title, text=answer.reason, key=f"idea-answer-{answer.pk}", at=at)
    for person in people:
        if person.is_active:
            queue_message(
                recipient=person.email,
                subject=title,
                body=body,
                kind="idea_answer",
                key=f"idea-answer-{answer.pk}-{person.pk}",
                at=at,
            )
