"""A small region with its budget, at every step: portfolio, candidates, evaluated, voted, resolved, published.

Fixed values. The people are 12: ten vote in Cajamarca and in the multi-provincial list, two only in the latter.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.factories import cast
from tests.factories.voting import document_number, verified
from tinkuy.commons.investments.models import Investment, InvestmentRecord, PortfolioVersion, RecordPlace
from tinkuy.commons.voting.actions import RollPerson, cast_ballot, close_poll, enroll, open_poll, publish_poll
from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import poll_of
from tinkuy.components.budgeting.actions.agreement import AgreementFacts, CommitmentSpec, issue_agreement
from tinkuy.components.budgeting.actions.candidates import add_candidates
from tinkuy.components.budgeting.actions.eligibility import check_eligibility
from tinkuy.components.budgeting.actions.evaluation import hand_in_sheet, name_evaluator, save_sheet
from tinkuy.components.budgeting.actions.matrix import approve_matrix, draft_matrix
from tinkuy.components.budgeting.actions.process import choose_portfolio, create_process
from tinkuy.components.budgeting.actions.result import prioritize, publish_result
from tinkuy.components.budgeting.actions.vote import prepare_vote
from tinkuy.components.budgeting.models import BudgetProcess, BudgetProject, Prioritization
from tinkuy.components.budgeting.rules.settings import ListSpec, Settings
from tinkuy.components.budgeting.rules.sheets import Entry
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import open_dossier
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.models import Department, District, Province

AT = cast.AT
VOTE_OPENS = AT + timedelta(days=20)
VOTE_CLOSES = VOTE_OPENS + timedelta(days=7)
VOTED = VOTE_OPENS + timedelta(hours=2)
AFTER = VOTE_CLOSES + timedelta(hours=1)
SETTINGS = Settings(
    fiscal_year=2027,
    ceiling=Decimal("12000000.00"),
    institutional_share=Decimal("4.50"),
    max_choices=2,
)
LISTS = (ListSpec("0601", "Cajamarca"), ListSpec("0604", "Chota"), ListSpec("MULTI", "Multiprovincial"))
# cui: name, function, total cost, balance, beneficiaries, places, share of the points of each evaluator
PROJECTS: dict[str, tuple[str, str, str, str, int | None, tuple[str, ...]]] = {
    "2400001": (
        "Mejoramiento de la carretera Cajamarca – Chota",
        "Transporte",
        "9500000.00",
        "5200000.00",
        120_000,
        ("060101", "060108", "060401"),
    ),
    "2400002": (
        "Ampliación del servicio de agua potable en cuatro distritos",
        "Saneamiento",
        "4100000.00",
        "4100000.00",
        30_000,
        ("060101", "060105", "060401", "060402"),
    ),
    "2400003": (
        "Mejoramiento del servicio educativo en tres distritos",
        "Educación",
        "3000000.00",
        "3000000.00",
        30_000,
        ("060105", "060108", "060402"),
    ),
    "2400004": (
        "Puesto de salud de Baños del Inca con cobertura regional",
        "Salud",
        "1200000.00",
        "1200000.00",
        85_000,
        ("060108",),
    ),
    "2400005": (
        "Riego tecnificado en Chota",
        "Agropecuaria",
        "2999999.99",
        "2999999.99",
        9_000,
        ("060401", "060402"),
    ),
    "2400006": ("Camino vecinal de Jesús", "Transporte", "3500000.00", "3500000.00", None, ("0601",)),
}
ON_BALLOT = ("2400001", "2400002", "2400003", "2400004")
VOTERS = 12


def territory() -> None:
    """Department 06 with two provinces and five districts: 1,600,000 people."""
    department, _ = Department.objects.update_or_create(
        code="06", defaults={"name": "Cajamarca", "population": 1_600_000}
    )
    for code, name, population in (("0601", "Cajamarca", 406_186), ("0604", "Chota", 170_514)):
        Province.objects.update_or_create(
            code=code, defaults={"name": name, "population": population, "department": department}
        )
    for code, name, poverty in (
        ("060101", "Cajamarca", "25.00"),
        ("060105", "Encañada", "62.00"),
        ("060108", "Los Baños del Inca", "41.00"),
        ("060401", "Chota", "38.00"),
        ("060402", "Anguía", "60.00"),
    ):
        values = {"name": name, "population": 20_000, "poverty_pct": Decimal(poverty), "province_id": code[:4]}
        District.objects.update_or_create(code=code, defaults=values)


def space(slug: str = "pp-2027") -> Space:
    """The space with its five stages around AT and the documents that open them."""
    found = cast.space(slug)
    for kind, opens_at, days in (
        ("inscripcion", AT - timedelta(days=30), 30),
        ("ideas", AT - timedelta(days=30), 30),
        ("evaluacion", AT, 15),
        ("votacion", VOTE_OPENS, 7),
        ("resultados", VOTE_CLOSES, 30),
    ):
        cast.stage(found, kind, opens_at=opens_at, days=days)
    return found


def portfolio(of: Space) -> PortfolioVersion:
    """A confirmed portfolio with the six projects."""
    existing = PortfolioVersion.objects.filter(body=of.body, status="confirmed").first()
    if existing:
        return existing
    version = PortfolioVersion.objects.create(
        body=of.body,
        number=1,
        status="confirmed",
        file_name="cartera.xlsx",
        file_sha256="c" * 64,
        loaded_at=AT,
        loaded_by=None,
        decided_at=AT,
        investment_count=len(PROJECTS),
    )
    for cui in PROJECTS:
        _record(version, cui)
    return version


def process(slug: str = "pp-2027", *, settings: Settings = SETTINGS) -> BudgetProcess:
    """Created, with its lists, its portfolio and the six candidates, nothing judged yet."""
    territory()
    of = space(slug)
    found = BudgetProcess.objects.filter(space=of).first()
    if found is None:
        actor = cast.elena()
        found = create_process(space=of, settings=settings, lists=LISTS, actor=actor, at=AT)
        choose_portfolio(process=found, version=portfolio(of), actor=actor, at=AT)
        add_candidates(process=found, cuis=PROJECTS, actor=actor, at=AT)
    return found


def judged_process(slug: str = "pp-2027", **options: object) -> BudgetProcess:
    """Eligibility checked, matrix approved, two evaluators named: Elena and Marta."""
    found = process(slug, **options)
    actor = cast.elena()
    check_eligibility(process=found, actor=actor, at=AT)
    for user in (cast.elena(), marta()):
        cast.give_role(user, found.space, "technical_team")
        name_evaluator(process=found, user=user, actor=actor, at=AT)
    if not found.matrices.exists():
        matrix = draft_matrix(process=found, actor=actor, at=AT)
        approve_matrix(
            matrix=matrix,
            document="Acta 003-2026-ET",
            approved_on=date(2026, 5, 4),
            organ="Equipo técnico",
            actor=actor,
            at=AT,
        )
    return found


def evaluated_process(slug: str = "pp-2027", **options: object) -> BudgetProcess:
    """Every project on the way to the ballot has two sheets; the better its place in PROJECTS, the higher."""
    found = judged_process(slug, **options)
    for place, project in enumerate(found.projects.filter(cui__in=ON_BALLOT).order_by("cui")):
        for user in (cast.elena(), marta()):
            fill_sheet(project, user, step=min(place, 1))
    return found


def voting_process(slug: str = "pp-2027", **options: object) -> BudgetProcess:
    """The poll is open with its roll."""
    found = evaluated_process(slug, **options)
    actor = cast.elena()
    poll = prepare_vote(process=found, actor=actor, at=AT + timedelta(days=16))
    enroll(poll=poll, source="Padrón de prueba", people=_roll(), actor=actor, at=AT + timedelta(days=17))
    open_poll(poll=poll, actor=actor, at=VOTE_OPENS)
    return BudgetProcess.objects.get(pk=found.pk)


def voted_process(slug: str = "pp-2027", **options: object) -> BudgetProcess:
    """Closed: in MULTI six marks for 2400002, five for 2400001, four for 2400003; in Cajamarca eight for 2400004."""
    found = voting_process(slug, **options)
    poll = poll_of(found.space)
    multi = [("2400001", "2400002")] * 3 + [("2400002", "2400003")] * 3 + [("2400001",)] * 2 + [("2400003",)] + [()]
    for number, choices in enumerate(multi):
        vote(poll, "MULTI", voter(number), choices)
    for number in range(8):
        vote(poll, "0601", voter(number), ("2400004",))
    close_poll(poll=poll, at=VOTE_CLOSES + timedelta(minutes=1))
    return found


def resolved_process(slug: str = "pp-2027", **options: object) -> Prioritization:
    """The result, computed and not yet public."""
    return prioritize(process=voted_process(slug, **options), actor=cast.elena(), at=AFTER)


def published_process(slug: str = "pp-2027", **options: object) -> Prioritization:
    """The result, public, with its act."""
    result = resolved_process(slug, **options)
    actor = cast.elena()
    publish_poll(poll=poll_of(result.process.space), actor=actor, at=AFTER)
    publish_result(result=result, actor=actor, at=AFTER)
    issue_agreement(
        result=result,
        facts=AgreementFacts(
            place="Cajamarca",
            held_on=date(2026, 6, 8),
            attendance=VOTERS,
            quorum_note="Mayoría de agentes acreditados",
            priority_results="Menos horas de viaje entre provincias",
            oversight_members="Víctor Llanos Tafur",
        ),
        commitments=[CommitmentSpec("Gobierno Regional", "Incluir los proyectos en el PIA 2027", date(2026, 12, 31))],
        actor=actor,
        at=AFTER,
    )
    return result


def marta() -> User:
    return cast.person("marta@ejemplo.pe", "Marta", "Silva", "Rojas")


def voter(number: int) -> User:
    return verified(cast.person(f"agente{number}@ejemplo.pe", f"Agente {number}", "Quispe", "Ramos"))


def vote(poll: Poll | None, scope: str, user: User, choices: tuple[str, ...], at: datetime | None = None) -> None:
    found = poll.scopes.get(key=scope)
    cast_ballot(poll=poll, scope=found, actor=user, choices=choices, is_blank=not choices, at=at or VOTED)


def fill_sheet(project: BudgetProject, user: User, *, step: int = 0, hand_in: bool = True) -> None:
    """Each criterion with the option at `step` from the best (or the last there is)."""
    matrix = project.process.matrices.get(status="approved")
    entries = {}
    for criterion in matrix.criteria.prefetch_related("options"):
        options = list(criterion.options.all())
        chosen = options[min(step, len(options) - 1)]
        entries[criterion.code] = Entry(option=chosen.pk, ground=f"Sustento de {criterion.code}.")
    save_sheet(project=project, entries=entries, has_conflict=False, actor=user, at=AT + timedelta(days=1))
    if hand_in:
        hand_in_sheet(project=project, actor=user, at=AT + timedelta(days=1))


def _record(version: PortfolioVersion, cui: str) -> InvestmentRecord:
    name, function, cost, balance, beneficiaries, places = PROJECTS[cui]
    dossier = open_dossier(kind="investment", title=name, path=f"/inversiones/{cui}/")
    investment = Investment.objects.create(body=version.body, cui=cui, dossier=dossier)
    record = InvestmentRecord.objects.create(
        version=version,
        investment=investment,
        name=name,
        function=function,
        situation="VIABLE",
        updated_cost=Decimal(cost),
        balance=Decimal(balance),
        beneficiaries=beneficiaries,
        viable_on=date(2024, 3, int(cui[-1])),
        search_text=fold(f"{cui} {name}"),
    )
    RecordPlace.objects.bulk_create(RecordPlace(record=record, ubigeo=ubigeo) for ubigeo in places)
    return record


def _roll() -> list[RollPerson]:

    return [
        RollPerson(
            "dni",
            document_number(voter(number)),
            None,
            "",
            "titular",
            ("0601", "MULTI") if number < 10 else ("MULTI",),
            f"Agente {number}",
        )
        for number in range(VOTERS)
    ]
