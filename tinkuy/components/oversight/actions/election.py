"""The election by the agents: hands or ballot, second round, draw; a tie stops until somebody resolves it in public."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tinkuy.commons.accreditation.queries import voters_of
from tinkuy.commons.voting.actions import create_poll, enroll, open_poll
from tinkuy.commons.voting.enums import PollStatus
from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import tally
from tinkuy.commons.voting.rules.specs import OptionSpec, RollPerson, ScopeSpec
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from .. import queries
from ..enums import ElectionMethod, Outcome, TieMethod
from ..models import Candidacy, ElectionRound, OversightCommittee, TellerCount
from ..refusals import ElectionRefusal
from ..rules import draw_seed, lots, quorum
from .committee import act, locked

SCOPE = "committee"


@transaction.atomic
def open_election(
    *,
    committee: OversightCommittee,
    actor: User,
    at: datetime,
    present: int | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> ElectionRound:
    """By hands: `present` agents, with the quorum of the ordinance. By ballot: a poll with the roll of today."""
    row = locked(committee)
    if row.rounds.exists():
        raise Refused(ElectionRefusal.STARTED)
    candidates = list(queries.admitted(row))
    if len(candidates) < row.min_members:
        raise Refused(ElectionRefusal.TOO_FEW, count=len(candidates), needed=row.min_members)
    seats = queries.seats_for(row)
    return _open(row, 1, candidates, seats, actor, at, present=present, opens_at=opens_at, closes_at=closes_at)


@transaction.atomic
def open_runoff(
    *,
    committee: OversightCommittee,
    actor: User,
    at: datetime,
    present: int | None = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
) -> ElectionRound:
    """A second round among those whose tie crosses the line, once, where the ordinance has one."""
    row = locked(committee)
    first = _counted(row)
    found = queries.count_of(row)
    if not (row.tie_method == TieMethod.RUNOFF_DRAW and first.number == 1 and found.tie_crosses_the_line):
        raise Refused(ElectionRefusal.NO_TIE)
    tied = list(row.candidacies.filter(number__in=[one.number for one in found.tied]))
    free = sum(1 for one in found.tied if one in found.elected)
    return _open(row, 2, tied, free, actor, at, present=present, opens_at=opens_at, closes_at=closes_at)


def _open(
    committee: OversightCommittee,
    number: int,
    candidates: list[Candidacy],
    choices: int,
    actor: User,
    at: datetime,
    *,
    present: int | None,
    opens_at: datetime | None,
    closes_at: datetime | None,
) -> ElectionRound:
    method, voters = committee.election_method, voters_of(committee.space)
    poll = None
    if method == ElectionMethod.HANDS:
        _refuse_without_quorum(committee, len(voters), present or 0)
    else:
        poll = _poll(committee, number, candidates, choices, actor, at, opens_at or at, closes_at or at)
    found = ElectionRound.objects.create(
        committee=committee, number=number, method=method, roll=len(voters), present=present, opened_at=at, poll=poll
    )
    found.candidates.set(candidates)
    payload = {"round": number, "method": method, "roll": len(voters), "present": present}
    act(committee, "opened_election", actor, at, {**payload, "candidates": [row.number for row in candidates]})
    return found


def _refuse_without_quorum(committee: OversightCommittee, roll: int, present: int) -> None:
    needed = quorum(roll, committee.quorum_percent)
    if present < needed or present == 0:
        facts = {"present": present, "needed": max(needed, 1), "percent": committee.quorum_percent, "roll": roll}
        raise Refused(ElectionRefusal.NO_QUORUM, **facts)


def _poll(
    committee: OversightCommittee,
    number: int,
    candidates: list[Candidacy],
    choices: int,
    actor: User,
    at: datetime,
    opens_at: datetime,
    closes_at: datetime,
) -> Poll:
    options = tuple(OptionSpec(str(row.number), row.public_name, row.organization_name) for row in candidates)
    poll = create_poll(
        space=committee.space,
        key=SCOPE if number == 1 else f"{SCOPE}-{number}",
        title=_("Elección del comité de vigilancia, ronda %(number)s") % {"number": number},
        opens_at=opens_at,
        closes_at=closes_at,
        scopes=[ScopeSpec(SCOPE, _("Comité de vigilancia"), max(choices, 1), options)],
        challenge_hours=0,
        actor=actor,
        at=at,
    )
    people = [
        RollPerson(
            voter.document_kind, voter.document_number, voter.organization_id, voter.organization_name, voter.seat,
            (SCOPE,), voter.public_name,
        )
        for voter in voters_of(committee.space)
    ]  # fmt: skip
    enroll(poll=poll, source=_("Padrón de agentes acreditados"), people=people, actor=actor, at=at)
    return open_poll(poll=poll, actor=actor, at=at)


@transaction.atomic
def enter_count(*, round: ElectionRound, votes: Mapping[int, int], teller: User, at: datetime) -> None:
    """One teller's count of hands, by candidacy number; correcting one's own is allowed until the round is settled."""
    committee = locked(round.committee)
    held = ElectionRound.objects.get(pk=round.pk)
    if held.counted_at or held.method != ElectionMethod.HANDS:
        raise Refused(ElectionRefusal.NOT_STARTED)
    candidates = {row.number: row for row in held.candidates.all()}
    if set(votes) != set(candidates):
        raise Refused(ElectionRefusal.COUNT_MISSING)
    for number, given in votes.items():
        if given > (held.present or 0):
            facts = {"name": candidates[number].public_name, "votes": given, "present": held.present}
            raise Refused(ElectionRefusal.TOO_MANY_VOTES, **facts)
    tellers = set(held.counts.values_list("teller_id", flat=True))
    if teller.pk not in tellers and len(tellers) == 2:
        raise Refused(ElectionRefusal.SAME_TELLER)
    for number, given in votes.items():
        TellerCount.objects.update_or_create(
            round=held, teller=teller, candidacy=candidates[number], defaults={"votes": given}
        )
    payload = {"round": held.number, "votes": {str(number): given for number, given in sorted(votes.items())}}
    act(committee, "entered_count", teller, at, payload, role="teller")


@transaction.atomic
def settle_round(*, round: ElectionRound, actor: User, at: datetime) -> None:
    """Reads the count (two that agree, or the published poll) and decides, unless a tie must be resolved first."""
    committee = locked(round.committee)
    held = ElectionRound.objects.select_related("poll").get(pk=round.pk)
    if held.counted_at:
        raise Refused(ElectionRefusal.STARTED)
    votes = _hands(held) if held.method == ElectionMethod.HANDS else _ballots(held)
    column = "votes" if held.number == 1 else "runoff_votes"
    for row in held.candidates.all():
        Candidacy.objects.filter(pk=row.pk).update(**{column: votes[row.number]})
    held.counted_at = at
    held.save(update_fields=["counted_at"])
    counted = {str(number): given for number, given in sorted(votes.items())}
    act(committee, "counted_round", actor, at, {"round": held.number, "votes": counted})
    _decide_if_clear(committee, actor, at)


def _hands(held: ElectionRound) -> dict[int, int]:
    counts: dict[int, dict[int, int]] = {}
    for teller, number, given in held.counts.values_list("teller_id", "candidacy__number", "votes"):
        counts.setdefault(teller, {})[number] = given
    if len(counts) < 2:
        raise Refused(ElectionRefusal.COUNT_MISSING)
    one, other = counts.values()
    apart = [number for number in one if one[number] != other[number]]
    if apart:
        names = held.candidates.filter(number__in=apart).values_list("public_name", flat=True)
        raise Refused(ElectionRefusal.COUNTS_DIFFER, names=", ".join(names))
    return one


def _ballots(held: ElectionRound) -> dict[int, int]:
    if held.poll is None or held.poll.status != PollStatus.PUBLISHED:
        raise Refused(ElectionRefusal.POLL_NOT_PUBLISHED)
    return {int(key): given for key, given in tally(held.poll)[SCOPE].votes.items()}


@transaction.atomic
def draw_lots(*, committee: OversightCommittee, text: str, actor: User, at: datetime) -> str:
    """Resolves the tie by a draw that anybody repeats: the seed is the hash of the act that declares it, already in
    the public chain, and of a text said aloud in the assembly. Returns the seed."""
    row = locked(committee)
    held = _counted(row)
    found = queries.count_of(row)
    if not found.tied or next_step(row) != "draw":
        raise Refused(ElectionRefusal.NO_TIE)
    if not text.strip():
        raise Refused(ElectionRefusal.NO_TEXT)
    numbers = [one.number for one in found.tied]
    head = act(row, "declared_draw", actor, at, {"text": text.strip(), "tied": numbers}).hash
    seed = draw_seed(head, text.strip())
    drawn = lots(numbers, seed)
    for number, lot in drawn.items():
        Candidacy.objects.filter(committee=row, number=number).update(lot=lot)
    held.draw_text, held.draw_head, held.draw_seed = text.strip(), head, seed
    held.save(update_fields=["draw_text", "draw_head", "draw_seed"])
    act(row, "drew_lots", actor, at, {"seed": seed, "lots": {str(number): lot for number, lot in drawn.items()}})
    _decide_if_clear(row, actor, at)
    return seed


def next_step(committee: OversightCommittee) -> str:
    """What the election waits for: count, runoff, draw, or nothing more (decided)."""
    held = queries.current_round(committee)
    if held is None:
        return "open"
    if held.counted_at is None:
        return "count"
    found = queries.count_of(committee)
    if not found.tied:
        return "decided"
    may_run_off = committee.tie_method == TieMethod.RUNOFF_DRAW and held.number == 1
    return "runoff" if may_run_off and found.tie_crosses_the_line else "draw"


def refuse_tied(committee: OversightCommittee) -> None:
    """A result that a tie still holds is said with what corresponds."""
    found = queries.count_of(committee)
    if found.tied:
        step = _("una segunda vuelta") if next_step(committee) == "runoff" else _("un sorteo público")
        raise Refused(ElectionRefusal.TIED, names=", ".join(one.name for one in found.tied), next=step)


def _decide_if_clear(committee: OversightCommittee, actor: User, at: datetime) -> None:
    found = queries.count_of(committee)
    if found.tied:
        return
    order = [(one, Outcome.ELECTED) for one in found.elected] + [(one, Outcome.ALTERNATE) for one in found.alternates]
    for place, (one, outcome) in enumerate(order, start=1):
        Candidacy.objects.filter(committee=committee, number=one.number).update(place=place, outcome=outcome)
    committee.decided_at, committee.working = at, [list(step) for step in found.working]
    committee.save(update_fields=["decided_at", "working"])
    elected = [one.number for one in found.elected]
    act(committee, "decided_election", actor, at, {"elected": elected, "working": committee.working})


def _counted(committee: OversightCommittee) -> ElectionRound:
    held = queries.current_round(committee)
    if held is None or held.counted_at is None:
        raise Refused(ElectionRefusal.NOT_STARTED)
    return held
