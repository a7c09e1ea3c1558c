"""A count gives what the reference counts give, spends no more than there is, and says where the tie order decided."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinkuy.commons.voting.rules.counting import Tie, count, tally
from tinkuy.commons.voting.rules.pabulib import Election, Project, Vote, read_election

DATA = Path(__file__).parents[2] / "data" / "pabulib"
REFERENCES = json.loads((DATA / "reference_outcomes.json").read_text())["results"]
COUNTS = {
    "greedy_by_score_skipping": ("greedy", {}),
    "greedy_by_score_stop_at_first_misfit": ("greedy-stop", {}),
    "mes_cost_utility_no_completion": ("equal-shares", {"completed": False}),
    "mes_points_no_completion": ("equal-shares", {"completed": False, "utility": "points"}),
    "mes_cost_utility_add1_each_voter": ("equal-shares", {}),
}


def election(budget, costs, ballots, vote_type="approval", **meta) -> Election:
    projects = {key: Project(key, Decimal(cost)) for key, cost in costs.items()}
    votes = tuple(Vote(str(number), tuple(ballot)) for number, ballot in enumerate(ballots))
    return Election(Decimal(budget), vote_type, projects, votes, meta)


@pytest.mark.parametrize(
    ("file", "reference"), [(file, key) for file, found in REFERENCES.items() for key in found if key in COUNTS]
)
def test_reference_counts_are_reproduced(file, reference):
    rule, options = COUNTS[reference]
    result = count(read_election((DATA / file).read_bytes()), rule, **options)
    assert sorted(result.selected) == sorted(REFERENCES[file][reference])


@pytest.mark.parametrize("file", sorted(REFERENCES))
def test_the_printed_votes_and_scores_are_those_of_the_ballots(file):
    found = read_election((DATA / file).read_bytes())
    printed = {key: Decimal(p.extras.get("score", p.extras["votes"])) for key, p in found.projects.items()}
    assert tally(found) == printed


def test_official_winners_of_assen_come_from_equal_shares_completed_by_one():
    found = read_election((DATA / "Netherlands_Assen_2024.pb").read_bytes())
    official = {key for key, project in found.projects.items() if project.was_selected}
    assert set(count(found, "equal-shares").selected) == official


def test_greedy_goes_on_after_a_misfit_and_greedy_stop_does_not():
    costs, ballots = {"a": 60, "b": 50, "c": 40}, [("a", "b", "c"), ("a", "b"), ("a",)]
    assert count(election(100, costs, ballots), "greedy").selected == ("a", "c")
    assert count(election(100, costs, ballots), "greedy-stop").selected == ("a",)


def test_a_tie_that_decided_is_told_and_one_that_did_not_is_not():
    ballots = [("a", "b"), ("a", "b")]
    assert count(election(60, {"a": 50, "b": 50}, ballots), "greedy").ties == (Tie(("a", "b"), ("a",), "2"),)
    assert count(election(100, {"a": 50, "b": 50}, ballots), "greedy").ties == ()


def test_the_tie_order_by_cost_prefers_the_cheaper():
    found = election(60, {"a": 50, "b": 40}, [("a", "b")])
    assert count(found, "greedy").selected == ("a",)
    assert count(found, "greedy", ties="cost").selected == ("b",)


def test_what_nobody_chose_is_not_bought():
    for rule in ("greedy", "greedy-stop", "equal-shares"):
        assert count(election(100, {"a": 10, "b": 10}, [("a",), ()]), rule).selected == ("a",)


def test_no_ballots_and_no_budget_select_nothing():
    for rule in ("greedy", "greedy-stop", "equal-shares"):
        assert count(election(100, {"a": 10}, []), rule).selected == ()
        assert count(election(0, {"a": 10}, [("a",)]), rule).selected == ()


def test_places_give_points_from_the_maximum_down():
    ballots = [("a", "b", "c"), ("b",)]
    assert tally(election(1, dict.fromkeys("abc", 1), ballots, "ordinal", max_length="5")) == {"a": 5, "b": 9, "c": 3}
    assert tally(election(1, dict.fromkeys("abc", 1), ballots, "ordinal")) == {"a": 3, "b": 3, "c": 1}


def test_cents_are_exact():
    found = election("0.30", {"a": "0.10", "b": "0.20"}, [("a",), ("a",), ("b",), ("b",)])
    assert count(found, "greedy").cost == Decimal("0.30")
    assert count(found, "equal-shares", completed=False).selected == ("a",)


# ---- what holds of every election

keys = st.sampled_from("abcdef")
elections = st.builds(
    election,
    budget=st.integers(0, 60),
    costs=st.fixed_dictionaries({key: st.integers(0, 30) for key in "abcdef"}),
    ballots=st.lists(st.lists(keys, unique=True, max_size=4).map(tuple), max_size=12),
)
rules = st.sampled_from(("greedy", "greedy-stop", "equal-shares"))
RELAXED = settings(max_examples=150, deadline=None)


@RELAXED
@given(elections, rules)
def test_the_cost_never_exceeds_the_budget(found, rule):
    result = count(found, rule)
    assert result.cost <= found.budget
    assert len(set(result.selected)) == len(result.selected)


@RELAXED
@given(elections)
def test_greedy_leaves_out_nothing_chosen_that_still_fits(found):
    result = count(found, "greedy")
    left = found.budget - result.cost
    out = [key for key, score in result.tally.items() if score and key not in result.selected]
    assert [key for key in out if found.projects[key].cost <= left] == []


@RELAXED
@given(elections, rules, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_changes_nothing(found, rule, random):
    votes = list(found.votes)
    random.shuffle(votes)
    other = Election(found.budget, found.vote_type, found.projects, tuple(votes), found.meta)
    assert count(other, rule) == count(found, rule)


@RELAXED
@given(elections, st.integers(0, 5))
def test_blank_votes_change_no_greedy_count(found, blanks):
    more = (*found.votes, *(Vote(f"blank{number}", ()) for number in range(blanks)))
    other = Election(found.budget, found.vote_type, found.projects, more, found.meta)
    assert count(other, "greedy") == count(found, "greedy")


@RELAXED
@given(elections)
def test_equal_shares_agrees_with_the_definition_in_fractions(found):
    assert list(count(found, "equal-shares", completed=False).selected) == by_definition(found, 0)
    assert list(count(found, "equal-shares").selected) == completed_by_definition(found)


def by_definition(found: Election, added: int) -> list[str]:
    """The textbook: everybody's budget a fraction, every price worked out from scratch."""
    if not found.votes:
        return []
    scores = tally(found)
    order = sorted((key for key in found.projects if scores[key]), key=lambda key: (-scores[key], key))
    budgets = [Fraction(int(found.budget), len(found.votes)) + added for _ in found.votes]
    bought = [key for key in order if not found.projects[key].cost]
    while True:
        prices = {key: price_of(found, key, budgets) for key in order if key not in bought}
        able = {key: price / int(found.projects[key].cost) for key, price in prices.items() if price is not None}
        if not able:
            return bought
        best = next(key for key in order if key in able and able[key] == min(able.values()))
        for number, vote in enumerate(found.votes):
            if best in vote.choices:
                budgets[number] -= min(budgets[number], prices[best])
        bought.append(best)


def price_of(found, key, budgets):
    have = sorted(budgets[number] for number, vote in enumerate(found.votes) if key in vote.choices)
    cost = Fraction(int(found.projects[key].cost))
    if sum(have) < cost:
        return None
    for place, amount in enumerate(have):
        price = cost / (len(have) - place)
        if price <= amount:
            return price
        cost -= amount
    return None


def completed_by_definition(found: Election) -> list[str]:
    before: list[str] = []
    scores = tally(found)
    for added in range(100):
        bought = by_definition(found, added)
        cost = sum(found.projects[key].cost for key in bought)
        if cost > found.budget:
            return before
        rest = [key for key in found.projects if scores[key] and key not in bought]
        if all(found.projects[key].cost > found.budget - cost for key in rest):
            return bought
        before = bought
    raise AssertionError("A hundred rounds were not enough.")
