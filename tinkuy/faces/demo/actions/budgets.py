"""The participatory budget's own steps in the demonstration: candidates, sheets, votes, result."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from tinkuy.commons.investments.models import PortfolioVersion
from tinkuy.commons.voting import actions as voting
from tinkuy.commons.voting.models import Poll
from tinkuy.components.budgeting.actions import matrix as matrices
from tinkuy.components.budgeting.actions.agreement import AgreementFacts, CommitmentSpec, issue_agreement
from tinkuy.components.budgeting.actions.candidates import add_candidate
from tinkuy.components.budgeting.actions.eligibility import check_eligibility
from tinkuy.components.budgeting.actions.evaluation import approved_matrix, hand_in_sheet, name_evaluator, save_sheet
from tinkuy.components.budgeting.actions.process import choose_portfolio, create_process
from tinkuy.components.budgeting.models import BudgetProcess, BudgetProject, Prioritization
from tinkuy.components.budgeting.queries.evaluation import criteria_facts
from tinkuy.components.budgeting.rules.settings import Settings
from tinkuy.components.budgeting.rules.sheets import CriterionFacts, Entry
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space

from ..rules import invent_choices
from .roster import Agent

# Code, and what it asks of this ceiling when that is not its whole cost.
CANDIDATES: tuple[tuple[str, str], ...] = (
    ("2078134", "9500000.00"),
    ("2112981", "8400000.00"),
    ("2090973", "4200000.00"),
    ("2585850", ""),
    ("2234371", ""),
    ("2471932", ""),
    ("2111453", ""),
    ("2500442", ""),
    ("2440819", ""),
    ("2234235", ""),
    ("2113029", "2800000.00"),
    ("2144019", "2900000.00"),
    ("2107892", "2600000.00"),
    ("2453466", "1900000.00"),
    ("2266900", "1200000.00"),
    ("2088785", "900000.00"),
    ("2300184", ""),
    ("2376648", "1500000.00"),
    ("2183268", "1800000.00"),
    ("2195394", "1100000.00"),
    ("2314773", ""),
    ("2486494", ""),
    ("2122321", "1400000.00"),
    ("2486455", ""),
    ("2491302", ""),
    ("2477962", "980000.00"),
    ("2472176", ""),
    ("2440817", ""),
    ("2234939", ""),
    ("2461738", ""),
    ("2486458", ""),
)
GROUND = (
    "Parte que se pide al presupuesto participativo; el resto viene de otras fuentes o de otros años (demostración)."
)


def set_up(
    *, space: Space, year: int, ceiling: str, version: PortfolioVersion, team: dict[str, User], at: datetime
) -> BudgetProcess:
    settings = Settings(fiscal_year=year, ceiling=Decimal(ceiling), institutional_share=Decimal("3.50"))
    actor = team["coordinacion"]
    process = create_process(space=space, settings=settings, actor=actor, at=at)
    choose_portfolio(process=process, version=version, actor=actor, at=at)
    return process


def choose_candidates(*, process: BudgetProcess, actor: User, at: datetime) -> None:
    for cui, amount in CANDIDATES:
        asked, ground = (Decimal(amount), GROUND) if amount else (None, "")
        add_candidate(process=process, cui=cui, amount=asked, amount_ground=ground, actor=actor, at=at)
    check_eligibility(process=process, actor=actor, at=at)


def approve_matrix(*, process: BudgetProcess, actor: User, on: date, at: datetime) -> None:
    matrix = matrices.draft_matrix(process=process, actor=actor, at=at)
    matrices.approve_matrix(
        matrix=matrix,
        document="Acta de taller de demostración 01",
        approved_on=on,
        organ="Taller de agentes participantes (demostración)",
        actor=actor,
        at=at,
    )


def evaluate(*, process: BudgetProcess, evaluators: Sequence[User], president: User, at: datetime) -> None:
    """Two sheets for each project that may enter the ballot; the points are invented."""
    for user in evaluators:
        name_evaluator(process=process, user=user, actor=president, at=at)
    for project in evaluated_projects(process):
        for number, user in enumerate(evaluators):
            matrix = approved_matrix(process)
            entries = {
                criterion.code: _invented_entry(criterion, project, number) for criterion in criteria_facts(matrix)
            }
            save_sheet(project=project, entries=entries, actor=user, at=at, has_conflict=False)
            hand_in_sheet(project=project, actor=user, at=at + timedelta(hours=2))


def evaluated_projects(process: BudgetProcess) -> list[BudgetProject]:
    return list(process.projects.filter(state__in=("eligible", "remainder")).order_by("cui"))


def cast_invented_votes(*, poll: Poll, agents: Sequence[Agent], at: datetime) -> int:
    """Each agent votes in every list of the roll that is theirs; returns how many ballots."""
    scopes = {scope.key: scope for scope in poll.scopes.prefetch_related("options")}
    cast = 0
    for place, agent in enumerate(agents):
        for key in (agent.province_code, "MULTI"):
            scope = scopes.get(key)
            if scope is None:
                continue
            options = [option.key for option in scope.options.all()]
            choices = invent_choices(agent.person.number, options, scope.max_choices)
            voting.cast_ballot(
                poll=poll,
                scope=scope,
                actor=agent.user,
                choices=choices,
                is_blank=not choices,
                at=at + timedelta(minutes=7 * place),
            )
            cast += 1
    return cast


def sign_agreement(*, result: Prioritization, actor: User, at: datetime) -> None:
    """The act of the finished process, with invented commitments and committee."""
    day = at.date()
    facts = AgreementFacts(
        place="Cajamarca (demostración)",
        held_on=day,
        attendance=83,
        quorum_note="Segunda convocatoria, con 83 de 91 agentes acreditados.",
        priority_results="Acceso a servicios básicos, conectividad vial y aprendizajes.",
        oversight_members="Cuatro personas inventadas para la demostración.",
        observations="Acta de demostración: no tiene valor legal.",
    )
    commitments = [
        CommitmentSpec(
            "Gobierno Regional",
            "Incorporar los proyectos priorizados en el presupuesto inicial de apertura",
            day + timedelta(days=90),
            "Acuerdo del Consejo Regional",
        ),
        CommitmentSpec(
            "Comité de vigilancia",
            "Informar cada seis meses al Consejo de Coordinación Regional",
            day + timedelta(days=180),
            "Informe semestral",
        ),
    ]
    issue_agreement(result=result, facts=facts, commitments=commitments, actor=actor, at=at)


def _invented_entry(criterion: CriterionFacts, project: BudgetProject, evaluator: int) -> Entry:
    """Mostly the better options; the second evaluator differs a little, on criteria of little weight."""
    chance = random.Random(f"{project.cui}-{criterion.code}")  # noqa: S311 - invented points
    ranked = sorted(criterion.option_points, key=lambda option: -criterion.option_points[option])
    place = min(int(chance.random() ** 1.6 * len(ranked)), len(ranked) - 1)
    if evaluator and criterion.weight <= 10 and chance.random() < 0.4:
        place = min(place + 1, len(ranked) - 1)
    return Entry(option=ranked[place], ground="Sustento de demostración: puntaje inventado para mostrar la ficha.")
