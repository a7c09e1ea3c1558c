"""The demonstration: Cajamarca with one finished process, one in voting, one in registration.

Everything happens through the actions that people use, at invented moments of the past, so the log, the seals, the
packages and the notices are what they would be. People, points and votes are invented; projects are real.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from tinkuy.commons.accreditation.models import AccreditationRequest
from tinkuy.commons.investments import actions as investments
from tinkuy.commons.investments.models import PortfolioVersion
from tinkuy.commons.voting import actions as voting
from tinkuy.components.budgeting.actions.result import prioritize, publish_result
from tinkuy.components.budgeting.actions.vote import prepare_vote
from tinkuy.components.budgeting.models import BudgetProcess
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.organizations.actions import create_body
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.spaces.actions import (
    StageDates,
    create_space,
    finish_space,
    grant_role,
    publish_space,
    schedule_all,
)
from tinkuy.foundation.spaces.enums import ParticipationLevel
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.models import Province

from . import budgets, roster
from .ideas import propose_ideas
from .papers import publish_paper
from .people import give_entity_role, make_accounts, make_person

SLUG = "gore-cajamarca"
PORTFOLIO = Path(__file__).resolve().parent.parent / "data" / "cartera_gore_cajamarca.csv"
LEGAL_BASIS = (
    "Ley 28056, Ley Marco del Presupuesto Participativo, y su Reglamento (DS 142-2009-EF)\n"
    "Ordenanza Regional 003-2020-GR.CAJ-CR"
)
PURPOSE = (
    "Decidir entre la población organizada y el Gobierno Regional qué proyectos de inversión van primero. "
    "Los proyectos son reales; las personas, los puntajes y los votos de esta demostración son inventados."
)
ROLES = {
    "coordinacion": "coordinator",
    "presidencia": "team_president",
    "tecnica": "technical_team",
    "tecnico": "technical_team",
    "mesa": "desk",
    "vigilancia": "oversight",
}
Say = Callable[[str], None]


def seed_cajamarca(*, now: datetime, say: Say) -> PublicBody:
    """Loads the demonstration once; called again it leaves what is there."""
    existing = PublicBody.objects.filter(slug=SLUG).first()
    if existing:
        return existing
    start = now - timedelta(days=150)
    team = make_accounts(at=start)
    body = _make_bodies(team, start)
    say("Cartera de inversiones…")
    version = _load_portfolio(body, team["administracion"], start + timedelta(days=1))
    say("Proceso concluido…")
    _finished(body, version, team, now)
    say("Proceso en votación…")
    _voting(body, version, team, now)
    say("Proceso en inscripción…")
    _registration(body, version, team, now)
    # Invented people get no mail.
    OutboxMessage.objects.filter(recipient__endswith="@tinkuy.example").delete()
    return body


def _make_bodies(team: dict[str, User], at: datetime) -> PublicBody:
    common: dict[str, Any] = {"level": "regional", "actor": team["operacion"], "at": at, "is_demo": True}
    body = create_body(
        slug=SLUG, name="Gobierno Regional de Cajamarca", short_name="GORE Cajamarca", ubigeo="06", **common
    )
    other = create_body(
        slug="gore-amazonas", name="Gobierno Regional de Amazonas", short_name="GORE Amazonas", ubigeo="01", **common
    )
    give_entity_role(body=body, user=team["administracion"], role="administrator")
    give_entity_role(body=body, user=team["presidencia"], role="planning")
    give_entity_role(body=other, user=team["otra"], role="administrator")
    return body


def _load_portfolio(body: PublicBody, actor: User, at: datetime) -> PortfolioVersion:
    upload = ContentFile(PORTFOLIO.read_bytes(), name=PORTFOLIO.name)
    version = investments.receive_portfolio(body=body, upload=upload, actor=actor, at=at)
    version.refresh_from_db()
    investments.read_portfolio(version=version, at=at)
    return investments.confirm_portfolio(version=version, actor=actor, at=at + timedelta(hours=1))


def _open_space(
    body: PublicBody,
    team: dict[str, User],
    *,
    title: str,
    slug: str,
    stages: dict[str, tuple[datetime, datetime]],
    at: datetime,
) -> Space:
    space = create_space(
        body=body,
        component="budgeting",
        title=title,
        slug=slug,
        level=ParticipationLevel.DECISION,
        purpose=PURPOSE,
        legal_basis=LEGAL_BASIS,
        responsible_unit="Gerencia Regional de Planeamiento, Presupuesto y Acondicionamiento Territorial",
        ubigeo="06",
        is_demo=True,
        actor=team["coordinacion"],
        at=at,
    )
    for key, role in ROLES.items():
        grant_role(space=space, user=team[key], role=role, actor=team["coordinacion"], at=at)
    dates = [StageDates(kind, opens, closes) for kind, (opens, closes) in stages.items()]
    schedule_all(space=space, stages=dates, actor=team["coordinacion"], at=at)
    roster.set_roster_rules(space=space, actor=team["coordinacion"], at=at)
    _paper(space, team, "ordenanza", "Ordenanza y convocatoria", "Convocatoria de demostración 01", at)
    publish_space(space=space, actor=team["coordinacion"], at=at)
    return space


def _paper(space: Space, team: dict[str, User], kind: str, title: str, number: str, at: datetime) -> None:
    publish_paper(space=space, kind=kind, title=title, number=number, actor=team["coordinacion"], at=at)


def _at(now: datetime, days: int, hour: int = 8) -> datetime:
    """That many days from today, at that hour of Lima."""
    local = timezone.localtime(now) + timedelta(days=days)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _calendar(now: datetime, **days: tuple[int, int]) -> dict[str, tuple[datetime, datetime]]:
    return {kind: (_at(now, first), _at(now, last, 18)) for kind, (first, last) in days.items()}


def _up_to_the_vote(
    body: PublicBody,
    version: PortfolioVersion,
    team: dict[str, User],
    *,
    space: Space,
    year: int,
    ceiling: str,
    agents: tuple[int, int],
    now: datetime,
) -> tuple[BudgetProcess, list[roster.Agent]]:
    """What a finished process and one in voting share: agents, candidates, matrix, sheets, roll, poll."""
    stages = {stage.kind: stage for stage in space.stages.all()}
    registered = stages["inscripcion"].opens_at + timedelta(days=1)
    first, count = agents
    people = roster.accredit_agents(space=space, first=first, count=count, team=team, at=registered)
    process = budgets.set_up(space=space, year=year, ceiling=ceiling, version=version, team=team, at=registered)
    scoring = stages["evaluacion"].opens_at + timedelta(hours=3)
    budgets.choose_candidates(process=process, actor=team["coordinacion"], at=scoring)
    day = timezone.localdate(scoring)
    _paper(space, team, "acta_matriz", "Acta que aprueba la matriz de priorización", "Acta 01", scoring)
    budgets.approve_matrix(process=process, actor=team["presidencia"], on=day, at=scoring)
    evaluators = [team["tecnica"], team["tecnico"]]
    budgets.evaluate(process=process, evaluators=evaluators, president=team["presidencia"], at=scoring)
    _paper(space, team, "padron", "Padrón definitivo de agentes participantes", "Padrón 01", scoring)
    return process, people


def _finished(body: PublicBody, version: PortfolioVersion, team: dict[str, User], now: datetime) -> None:
    year = timezone.localdate(now).year
    stages = _calendar(
        now,
        inscripcion=(-120, -104),
        ideas=(-120, -106),
        evaluacion=(-100, -84),
        votacion=(-80, -70),
        resultados=(-69, -30),
    )
    title = f"Presupuesto participativo {year}"
    space = _open_space(
        body, team, title=title, slug=f"presupuesto-participativo-{year}", stages=stages, at=_at(now, -125)
    )
    process, people = _up_to_the_vote(
        body, version, team, space=space, year=year, ceiling="28000000.00", agents=(1, 91), now=now
    )
    propose_ideas(process=process, first=300, count=13, answered=13, team=team, at=_at(now, -117))
    poll = prepare_vote(process=process, actor=team["coordinacion"], at=_at(now, -82))
    voting.open_poll(poll=poll, actor=team["coordinacion"], at=_at(now, -81))
    poll.refresh_from_db()
    budgets.cast_invented_votes(poll=poll, agents=people[:83], at=_at(now, -79))
    voting.seal_due_batches(at=_at(now, -77))
    voting.close_poll(poll=poll, actor=team["coordinacion"], at=_at(now, -70, 18))
    voting.publish_poll(poll=poll, actor=team["coordinacion"], at=_at(now, -66))
    voting.destroy_vote_key(poll=poll, actor=team["presidencia"], at=_at(now, -66, 10))
    result = prioritize(process=process, actor=team["presidencia"], at=_at(now, -65))
    publish_result(result=result, actor=team["presidencia"], at=_at(now, -64))
    budgets.sign_agreement(result=result, actor=team["coordinacion"], at=_at(now, -62))
    finish_space(space=space, actor=team["coordinacion"], at=_at(now, -30))


def _voting(body: PublicBody, version: PortfolioVersion, team: dict[str, User], now: datetime) -> None:
    year = timezone.localdate(now).year + 1
    stages = _calendar(
        now, inscripcion=(-45, -30), ideas=(-45, -30), evaluacion=(-28, -10), votacion=(-3, 9), resultados=(10, 30)
    )
    title = f"Presupuesto participativo {year}"
    space = _open_space(
        body, team, title=title, slug=f"presupuesto-participativo-{year}", stages=stages, at=_at(now, -50)
    )
    _accredit_rosa(space, team, _at(now, -44))
    process, people = _up_to_the_vote(
        body, version, team, space=space, year=year, ceiling="31500000.00", agents=(101, 65), now=now
    )
    poll = prepare_vote(process=process, actor=team["coordinacion"], at=_at(now, -8))
    voting.open_poll(poll=poll, actor=team["coordinacion"], at=_at(now, -4))
    poll.refresh_from_db()
    budgets.cast_invented_votes(poll=poll, agents=people[:34], at=_at(now, -2))
    voting.seal_due_batches(at=_at(now, -1))


def _registration(body: PublicBody, version: PortfolioVersion, team: dict[str, User], now: datetime) -> None:
    year = timezone.localdate(now).year + 2
    stages = _calendar(
        now, inscripcion=(-6, 18), ideas=(-6, 24), evaluacion=(26, 44), votacion=(48, 58), resultados=(60, 80)
    )
    title = f"Presupuesto participativo {year}"
    space = _open_space(
        body, team, title=title, slug=f"presupuesto-participativo-{year}", stages=stages, at=_at(now, -9)
    )
    process = budgets.set_up(space=space, year=year, ceiling="33000000.00", version=version, team=team, at=_at(now, -9))
    roster.accredit_agents(space=space, first=201, count=9, team=team, at=_at(now, -5))
    _leave_requests_to_review(space, team, _at(now, -1, 7))
    propose_ideas(process=process, first=320, count=15, answered=3, team=team, at=_at(now, -5))


def _accredit_rosa(space: Space, team: dict[str, User], at: datetime) -> None:
    """The account one signs in with as agent: accredited for Jaén, not yet voted."""
    request = _request_of(space, team["agente"], "90900003", "0608", 5, at)
    later = at + timedelta(days=1)
    roster.actions.admit_request(request=request, actor=team["mesa"], at=later)
    roster.actions.grant_accreditation(request=request, actor=team["coordinacion"], at=later)


def _leave_requests_to_review(space: Space, team: dict[str, User], at: datetime) -> None:
    """Five that wait for the desk, and Julio's, observed, whose term is running."""
    provinces = list(Province.objects.filter(department_id="06").order_by("-code"))
    for place in range(5):
        user, person = make_person(number=240 + place, desk=team["mesa"], at=at)
        roster.send_request(space=space, user=user, person=person, province=provinces[place], kind=6, at=at)
    julio = _request_of(space, team["postulante"], "90900002", "0602", 7, at)
    reason = "El acta que te elige no se lee: la segunda página está cortada. Sube otra vez el documento completo."
    roster.actions.observe_request(request=julio, reason=reason, actor=team["mesa"], at=at + timedelta(minutes=30))


def _request_of(space: Space, user: User, dni: str, province: str, kind: int, at: datetime) -> AccreditationRequest:
    place = Province.objects.get(code=province)
    person = roster.invented_self(user, dni)
    return roster.send_request(space=space, user=user, person=person, province=place, kind=kind, at=at)
