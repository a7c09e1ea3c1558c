"""What is allowed, from the table: transitions, the order of refusals, who votes."""

from dataclasses import replace
from datetime import date

import pytest

from tinkuy.commons.accreditation.enums import RequestState
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.commons.accreditation.rules import (
    REQUIRED_CONSENTS,
    TRANSITIONS,
    RequestFacts,
    Requirements,
    SeatHolder,
    age_on,
    evidence_asked,
    may_become,
    months_between,
    state_after_failed_cure,
    voting_ids,
    why_not_rule_on,
    why_not_send,
)

READY = RequestFacts(on=date(2026, 5, 11), birth_date=date(1984, 3, 5), province_code="0604")
ASKED = Requirements(territory="06")


@pytest.mark.parametrize(
    ("state", "targets"),
    [
        ("draft", {"sent"}),
        ("sent", {"observed", "admitted", "rejected"}),
        ("observed", {"cured", "rejected", "voice_only"}),
        ("cured", {"observed", "admitted", "rejected"}),
        ("admitted", {"challenged", "accredited", "voice_only", "rejected"}),
        ("challenged", {"admitted", "rejected"}),
        ("accredited", {"suspended", "ended", "replaced", "removed"}),
        ("voice_only", {"suspended", "ended", "replaced", "removed"}),
        ("suspended", {"accredited", "voice_only", "ended", "replaced", "removed"}),
        ("rejected", set()),
        ("ended", set()),
        ("replaced", set()),
        ("removed", set()),
    ],
)
def test_each_state_leads_only_where_the_table_says(state: str, targets: set[str]) -> None:
    assert {target.value for target in RequestState if may_become(state, target)} == targets


def test_the_table_knows_every_state() -> None:
    assert set(TRANSITIONS) == set(RequestState)


def test_a_complete_registration_may_be_sent() -> None:
    assert why_not_send(READY, ASKED) is None


@pytest.mark.parametrize(
    ("facts", "asked", "refusal"),
    [
        ({"person_complete": False}, {}, R.STEP_INCOMPLETE),
        ({"birth_date": None}, {}, R.STEP_INCOMPLETE),
        ({"birth_date": date(2008, 5, 12)}, {}, R.UNDER_AGE),
        ({"birth_date": date(2008, 5, 11)}, {}, None),
        ({"birth_date": date(2010, 5, 11)}, {"min_age": 16}, None),
        ({"identity_level": 1}, {"min_identity_level": 2}, R.IDENTITY_TOO_LOW),
        ({"identity_level": 2}, {"min_identity_level": 2}, None),
        ({"represents": ""}, {}, R.STEP_INCOMPLETE),
        ({"province_code": ""}, {}, R.STEP_INCOMPLETE),
        ({"province_code": "0101"}, {}, R.OUTSIDE_TERRITORY),
        ({"province_code": "0601"}, {"territory": "060408"}, R.OUTSIDE_TERRITORY),
        ({"province_code": "0101"}, {"territory": ""}, None),
        ({"organization_named": False}, {}, R.STEP_INCOMPLETE),
        ({"seat": "second_titular"}, {}, R.SEAT_NOT_OFFERED),
        ({"seat": "second_titular"}, {"seats": "two_titulars"}, None),
        ({"seat": "alternate"}, {"seats": "two_titulars"}, R.SEAT_NOT_OFFERED),
        ({"organization_founded_on": None}, {"min_organization_months": 24}, R.ORGANIZATION_TOO_YOUNG),
        ({"organization_founded_on": date(2024, 5, 12)}, {"min_organization_months": 24}, R.ORGANIZATION_TOO_YOUNG),
        ({"organization_founded_on": date(2024, 5, 11)}, {"min_organization_months": 24}, None),
        ({"represents": "self"}, {"allows_individuals": False}, R.INDIVIDUALS_NOT_ALLOWED),
        ({"represents": "self", "adherents": 139}, {"min_adherents": 140}, R.ADHERENTS_TOO_FEW),
        ({"represents": "self", "adherents": 140}, {"min_adherents": 140}, None),
        ({}, {"evidence": (("mandate", "organization"),)}, R.EVIDENCE_MISSING),
        ({"represents": "self"}, {"evidence": (("mandate", "organization"),)}, None),
        ({"evidence": frozenset({"mandate"})}, {"evidence": (("mandate", "organization"),)}, None),
        ({"consents": REQUIRED_CONSENTS - {"sworn"}}, {}, R.CONSENT_MISSING),
    ],
)
def test_the_first_obstacle_is_named(facts: dict, asked: dict, refusal: R | None) -> None:
    found = why_not_send(replace(READY, **facts), replace(ASKED, **asked))
    assert (found.refusal if found else None) == refusal


def test_the_sentence_names_what_is_missing() -> None:
    asked = replace(ASKED, evidence=(("identity", "all"), ("adherents", "self"), ("mandate", "organization")))
    found = why_not_send(READY, asked)
    assert found.facts == {"missing": "Documento de identidad, Acta que te elige representante"}
    assert evidence_asked(asked.evidence, "self") == ["identity", "adherents"]


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 5, 11), date(2026, 5, 10), 17),
        (date(2008, 5, 11), date(2026, 5, 11), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_is_counted_in_whole_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 5, 11), date(2026, 5, 11), 24),
        (date(2024, 5, 12), date(2026, 5, 11), 23),
        (date(2025, 11, 30), date(2026, 5, 30), 6),
    ],
)
def test_months_are_counted_date_to_date(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


def _holder(number: int, organization: int | None, seat: str, status: str = "active", vote: bool = True) -> SeatHolder:
    return SeatHolder(number, organization, seat, status, vote)


@pytest.mark.parametrize(
    ("holders", "per_person", "per_organization"),
    [
        ([_holder(1, None, "titular")], {1}, {1}),
        ([_holder(1, 7, "titular"), _holder(2, 7, "alternate")], {1}, {1}),
        ([_holder(1, 7, "titular", "suspended"), _holder(2, 7, "alternate")], {2}, {2}),
        ([_holder(1, 7, "titular", vote=False), _holder(2, 7, "alternate")], {2}, {2}),
        ([_holder(2, 7, "second_titular"), _holder(1, 7, "titular")], {1, 2}, {1}),
        ([_holder(1, 7, "titular", "ended"), _holder(2, 7, "second_titular")], {2}, {2}),
        ([_holder(1, 7, "titular"), _holder(2, 8, "titular"), _holder(3, None, "titular")], {1, 2, 3}, {1, 2, 3}),
        ([_holder(1, None, "titular", vote=False), _holder(2, None, "titular", "suspended")], set(), set()),
        ([], set(), set()),
    ],
)
def test_who_votes_by_person_and_by_organisation(holders: list, per_person: set, per_organization: set) -> None:
    assert voting_ids(holders, votes_per="person") == per_person
    assert voting_ids(holders, votes_per="organization") == per_organization


def test_nobody_decides_on_themselves_nor_on_their_organisation() -> None:
    assert why_not_rule_on(is_own=True, is_own_organization=True) is R.OWN_REQUEST
    assert why_not_rule_on(is_own=False, is_own_organization=True) is R.OWN_ORGANIZATION
    assert why_not_rule_on(is_own=False, is_own_organization=False) is None


def test_what_follows_when_nobody_cures_is_what_the_ordinance_says() -> None:
    assert state_after_failed_cure("archived") is RequestState.REJECTED
    assert state_after_failed_cure("voice_only") is RequestState.VOICE_ONLY
