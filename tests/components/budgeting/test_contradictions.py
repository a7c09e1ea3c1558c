"""An ordinance that contradicts itself is flagged with its reason: a table, each case and its neighbour that holds."""

from datetime import date
from decimal import Decimal

import pytest

from tinkuy.components.budgeting.rules.contradictions import contradictions

WEEK = {"inscripcion": (date(2026, 2, 2), date(2026, 2, 6))}
LONG = {"inscripcion": (date(2026, 2, 2), date(2026, 2, 27))}


def codes(values, windows=None):
    return [refusal.name for refusal, _facts in contradictions(values, windows or {})]


def rules(app: str, **values: object) -> dict[str, object]:
    return {f"{app}.{name}": value for name, value in values.items()}


@pytest.mark.parametrize(
    ("values", "windows", "expected"),
    [
        (rules("budgeting", technical_weight=Decimal("0.7"), vote_weight=Decimal("0.2")), {}, "WEIGHTS_DO_NOT_SUM"),
        (
            rules(
                "budgeting", technical_weight=Decimal("0.8"), vote_weight=Decimal("0.2"), order_method="technical_team"
            ),
            {},
            "VOTE_THAT_DOES_NOT_COUNT",
        ),
        (rules("accreditation", votes_per="organization", seats="two_titulars"), {}, "TWO_TITULARS_ONE_VOTE"),
        (rules("accreditation", allows_individuals=False, min_adherents=140), {}, "ADHERENTS_OF_NOBODY"),
        (rules("accreditation", allows_challenges=True, challenge_working_days=0), {}, "CHALLENGES_WITHOUT_DAYS"),
        (rules("accreditation", cure_working_days=6), WEEK, "CURE_LONGER_THAN_WINDOW"),
        (rules("accreditation", requires_training=True), LONG, "TRAINING_WITHOUT_DATE"),
        (rules("accreditation", min_workshops=2), LONG, "MORE_WORKSHOPS_THAN_THERE_ARE"),
        (rules("oversight", min_members=5, max_members=4), {}, "COMMITTEE_UPSIDE_DOWN"),
        (rules("oversight", min_women_percent=130), {}, "QUOTA_OVER_100"),
        (rules("meetings", first_quorum_percent=120), {}, "QUORUM_OVER_100"),
        (rules("meetings", first_quorum_percent=30, second_quorum_percent=40), {}, "SECOND_QUORUM_HIGHER"),
        ({}, {"ideas": (date(2026, 2, 6), date(2026, 2, 2))}, "CLOSES_BEFORE_OPENING"),
        ({}, {**LONG, "votacion": (date(2026, 1, 5), date(2026, 1, 9))}, "OUT_OF_ORDER"),
    ],
)
def test_each_contradiction_is_found_with_its_sentence(values, windows, expected):
    found = contradictions(values, windows)
    assert [refusal.name for refusal, _facts in found] == [expected]
    refusal, facts = found[0]
    assert "%(" not in str(refusal.reason.sentence) % facts


@pytest.mark.parametrize(
    ("values", "windows"),
    [
        ({}, {}),
        (rules("budgeting", technical_weight=Decimal("0.80"), vote_weight=Decimal("0.2")), {}),
        (rules("budgeting", technical_weight=Decimal(1), vote_weight=Decimal(0), order_method="technical_team"), {}),
        (rules("accreditation", votes_per="organization", seats="titular_alternate"), {}),
        (rules("accreditation", votes_per="person", seats="two_titulars"), {}),
        (rules("accreditation", allows_individuals=True, min_adherents=140), {}),
        (rules("accreditation", allows_challenges=False, challenge_working_days=2), {}),
        (rules("accreditation", cure_working_days=5), WEEK),
        (rules("accreditation", requires_training=True), {**LONG, "capacitacion": LONG["inscripcion"]}),
        (rules("oversight", min_members=4, max_members=4, min_women_percent=100), {}),
        (rules("meetings", first_quorum_percent=100, second_quorum_percent=30), {}),
        ({}, {"ideas": (date(2026, 2, 6), date(2026, 2, 6))}),
    ],
)
def test_what_holds_together_is_not_flagged(values, windows):
    assert codes(values, windows) == []
