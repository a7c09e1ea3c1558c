"""Requirements, count, quotas, ties, draw and periods, as tables."""

from datetime import date
from hashlib import sha256

import pytest

from tinkuy.components.oversight.refusals import CandidacyRefusal as R
from tinkuy.components.oversight.rules import (
    CandidacyRules,
    Candidate,
    CandidateFacts,
    CountRules,
    checks,
    count,
    draw_seed,
    last_day,
    lots,
    owed,
    periods,
    quorum,
    why_not_stand,
    with_lots,
    women_needed,
)

GOOD = {
    "is_agent": True, "organization_kind": "territorial", "resides": True, "no_conviction": True,
    "not_public_servant": True, "was_member": False,
}  # fmt: skip
STRICT, LAW = CandidacyRules(True, True), CandidacyRules(False, False)


@pytest.mark.parametrize(
    ("changes", "rules", "refusal"),
    [
        ({}, STRICT, None),
        ({"organization_kind": "private"}, LAW, None),
        # Instructivo 001-2010-EF/76.01, III.1: agent of society, resident, no conviction.
        ({"is_agent": False}, LAW, R.NOT_AN_AGENT),
        ({"organization_kind": "public"}, LAW, R.NOT_OF_SOCIETY),
        ({"organization_kind": ""}, LAW, R.NOT_OF_SOCIETY),
        ({"resides": False}, LAW, R.NOT_RESIDENT),
        ({"no_conviction": False}, LAW, R.CONVICTION),
        # Ica: no public servants. Tacna, Arequipa: not of the previous committee.
        ({"not_public_servant": False}, STRICT, R.PUBLIC_SERVANT),
        ({"not_public_servant": False}, LAW, None),
        ({"was_member": True}, STRICT, R.WAS_MEMBER),
        ({"was_member": True}, LAW, None),
    ],
)
def test_who_may_stand(changes, rules, refusal):
    assert why_not_stand(CandidateFacts(**(GOOD | changes)), rules) is refusal


def test_each_requirement_is_said_and_not_only_the_first():
    found = checks(CandidateFacts(**(GOOD | {"resides": False, "was_member": True})), STRICT)
    assert [row.refusal for row in found if not row.is_met] == [R.NOT_RESIDENT, R.WAS_MEMBER]
    assert len(found) == 6


def test_percentages_go_up():
    assert [women_needed(n, 30) for n in (0, 3, 4, 10)] == [0, 1, 2, 3]
    assert [quorum(n, 50) for n in (0, 7, 8)] == [0, 4, 4]


def people(*votes: int, women: tuple[int, ...] = (), provinces: tuple[str, ...] = (), runoff: dict | None = None):
    return [
        Candidate(n, f"C{n}", v, provinces[n - 1] if provinces else "", n in women, (runoff or {}).get(n))
        for n, v in enumerate(votes, start=1)
    ]


def numbers(rows):
    return [one.number for one in rows]


def test_the_most_voted_enter_and_the_others_wait_in_order():
    found = count(people(5, 40, 30, 20, 10, 7), CountRules(4, False, 0))
    assert (numbers(found.elected), numbers(found.alternates), found.tied) == ([2, 3, 4, 5], [6, 1], ())


def test_a_tie_among_those_who_enter_is_no_tie():
    assert count(people(20, 20, 20, 20, 1), CountRules(4, False, 0)).tied == ()


def test_a_tie_at_the_line_stops_the_count():
    found = count(people(40, 30, 20, 10, 10), CountRules(4, False, 0))
    assert (numbers(found.tied), found.tie_crosses_the_line) == ([4, 5], True)


def test_a_tie_among_who_waits_stops_it_too_but_not_for_a_second_round():
    found = count(people(40, 30, 20, 10, 3, 3), CountRules(4, False, 0))
    assert (numbers(found.tied), found.tie_crosses_the_line) == ([5, 6], False)


def test_the_second_round_decides_and_a_second_tie_does_not():
    rules = CountRules(4, False, 0)
    found = count(people(40, 30, 20, 10, 10, runoff={4: 12, 5: 30}), rules)
    assert (numbers(found.elected), found.tied) == ([1, 2, 3, 5], ())
    assert numbers(count(people(40, 30, 20, 10, 10, runoff={4: 21, 5: 21}), rules).tied) == [4, 5]


def test_the_draw_is_repeated_by_anybody():
    seed = draw_seed("ab" * 32, "Ganó la 17")
    assert seed == sha256(("ab" * 32 + "|Ganó la 17").encode()).hexdigest()
    drawn = lots([4, 5], seed)
    assert drawn[4] == sha256(f"{seed}|4".encode()).hexdigest()
    found = count(with_lots(people(40, 30, 20, 10, 10), drawn), CountRules(4, False, 0))
    first = min(drawn, key=drawn.get)
    assert (found.elected[3].number, found.tied) == (first, ())


def test_one_per_province_says_who_was_passed_over():
    found = count(people(40, 30, 20, 10, 5, provinces=("a", "a", "b", "c", "d")), CountRules(4, True, 0))
    assert numbers(found.elected) == [1, 3, 4, 5]
    assert found.working == (("province_taken", {"name": "C2", "by": "C1"}),)


def test_the_quota_of_women_moves_the_last_man_and_says_so():
    found = count(people(40, 30, 20, 10, 5, 4, women=(5, 6)), CountRules(4, False, 30))
    assert numbers(found.elected) == [1, 2, 5, 6]
    assert found.working == (
        ("woman_enters", {"name": "C5", "for": "C4", "needed": 2}),
        ("woman_enters", {"name": "C6", "for": "C3", "needed": 2}),
    )


def test_a_quota_that_nobody_can_fill_is_noted_and_not_invented():
    found = count(people(40, 30, 20, 10, women=(1,)), CountRules(4, False, 30))
    assert numbers(found.elected) == [1, 2, 3, 4]
    assert found.working == (("women_short", {"have": 1, "needed": 2}),)


def test_periods_fill_the_term_to_its_last_day():
    assert last_day(date(2026, 8, 31), 6) == date(2027, 2, 27)
    found = periods(date(2026, 6, 1), date(2027, 9, 30), 6)
    assert found == [
        (date(2026, 6, 1), date(2026, 11, 30)), (date(2026, 12, 1), date(2027, 5, 31)),
        (date(2027, 6, 1), date(2027, 9, 30)),
    ]  # fmt: skip


@pytest.mark.parametrize(("today", "n"), [(date(2026, 11, 30), 0), (date(2026, 12, 1), 1), (date(2027, 6, 1), 2)])
def test_a_report_is_owed_from_the_day_after_its_period(today, n):
    start, end = date(2026, 6, 1), date(2028, 5, 31)
    assert len(owed(start, end, 6, set(), today)) == n
    assert len(owed(start, end, 6, {start}, today)) == max(n - 1, 0)
