"""A committee at any moment of its life: called, with candidates, counted, recognised. Fixed values."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.factories import accreditation as agents
from tests.factories.cast import give_role, person, second_factor
from tinkuy.components.oversight import actions
from tinkuy.components.oversight.models import Candidacy, ElectionRound, OversightCommittee, OversightReport
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.spaces.models import Space

DURING = agents.DURING
NAMES = ("Ana", "Beto", "Clara", "Dina", "Efraín", "Flor", "Gil")
STARTS = date(2026, 6, 1)
YES = {"resides": True, "no_conviction": True, "not_public_servant": True}


def coordinator(space: Space) -> User:
    return give_role(person("coordina@ejemplo.pe", "Sonia", "Terán", "Mego"), space, "coordinator")


def teller(space: Space, n: int = 1) -> User:
    return agents.desk(space, n)


def member(n: int) -> User:
    return person(f"agente{n}@ejemplo.pe", NAMES[n - 1], "Rojas", "Vela")


def agent(space: Space, n: int, **changes: Any):
    return agents.accredited(
        space, member(n), n, **{"organization_name": f"Organización {n}", "organization_registry": f"{n}", **changes}
    )


def called(space: Space | None = None, **values: Any) -> OversightCommittee:
    """The call open from the day before to the day after `DURING`."""
    space = space or agents.registering()
    boss = coordinator(space)
    actions.configure(space=space, values=values, actor=boss, at=DURING)
    day = timedelta(days=1)
    return actions.publish_call(
        space=space, text="Se elige comité", opens_at=DURING - day, closes_at=DURING + day, actor=boss, at=DURING
    )


def candidate(committee: OversightCommittee, n: int, *, is_admitted: bool = True, **changes: Any) -> Candidacy:
    row = actions.submit_candidacy(
        space=committee.space, accreditation=agent(committee.space, n, **changes), actor=member(n), at=DURING, **YES
    )
    if is_admitted:
        actions.decide_candidacy(candidacy=row, is_admitted=True, actor=teller(committee.space), at=DURING)
    return row


def with_candidates(n: int = 5, **values: Any) -> OversightCommittee:
    committee = called(**values)
    for number in range(1, n + 1):
        candidate(committee, number)
    return committee


def opened(n: int = 5, present: int = 50, **values: Any) -> ElectionRound:
    committee = with_candidates(n, **values)
    return actions.open_election(committee=committee, present=present, actor=coordinator(committee.space), at=DURING)


def counted(votes: dict[int, int], *, held: ElectionRound | None = None, **values: Any) -> OversightCommittee:
    """Two tellers who agree; the round settled."""
    held = held or opened(len(votes), **values)
    space = held.committee.space
    for n in (1, 2):
        actions.enter_count(round=held, votes=votes, teller=teller(space, n), at=DURING)
    actions.settle_round(round=held, actor=coordinator(space), at=DURING)
    return OversightCommittee.objects.get(pk=held.committee_id)


def recognized(votes: dict[int, int] | None = None, **values: Any) -> OversightCommittee:
    committee = counted(votes or {1: 40, 2: 30, 3: 20, 4: 10, 5: 5}, **{"max_members": 4, **values})
    return actions.recognize(
        committee=committee, act_number="Acuerdo Regional 45-2026", act_on=date(2026, 5, 29), starts_on=STARTS,
        posts={1: "Presidencia"}, actor=coordinator(committee.space), at=DURING,
    )  # fmt: skip


REPORTING = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
FINDING = {
    "kind": "delay", "cui": "2401234", "detail": "La obra no avanza", "severity": "high", "asked": "Reprogramar",
    "addressee": "Gerencia de Infraestructura",
}  # fmt: skip


def drafted(committee: OversightCommittee | None = None) -> OversightReport:
    committee = committee or recognized()
    second_factor(member(1))
    row = actions.start_report(committee=committee, starts_on=STARTS, actor=member(1), at=REPORTING)
    actions.save_summary(report=row, summary="Visitamos dos obras", actor=member(1), at=REPORTING)
    actions.add_finding(report=row, actor=member(1), at=REPORTING, **FINDING)
    return row


def presented() -> OversightReport:
    return actions.present_report(report=drafted(), actor=member(1), at=REPORTING)
