"""When a stage is open, and what a calendar may not say: both sides of each edge."""

from datetime import UTC, datetime, timedelta

import pytest

from tinkuy.foundation.spaces.refusals import SpaceRefusal, StageRefusal
from tinkuy.foundation.spaces.rules import (
    StageFacts,
    why_not_grant_role,
    why_not_open,
    why_not_publish,
    why_not_revoke_role,
    why_not_schedule,
)

OPENS = datetime(2026, 5, 8, 13, 0, tzinfo=UTC)
CLOSES = datetime(2026, 5, 15, 23, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (OPENS - SECOND, StageRefusal.NOT_YET_OPEN),
        (OPENS, None),
        (CLOSES - SECOND, None),
        (CLOSES, StageRefusal.ALREADY_CLOSED),
        (CLOSES + SECOND, StageRefusal.ALREADY_CLOSED),
    ],
)
def test_a_stage_is_open_from_its_first_instant_to_the_one_before_its_close(at, expected):
    stage = StageFacts(OPENS, CLOSES)
    assert why_not_open([stage], is_published=True, published_documents=frozenset(), at=at) is expected


def test_a_stage_without_its_document_stays_shut_and_says_so():
    stage = StageFacts(OPENS, CLOSES, required_document="call")
    shut = why_not_open([stage], is_published=True, published_documents=frozenset(), at=OPENS)
    assert shut is StageRefusal.DOCUMENT_MISSING
    assert why_not_open([stage], is_published=True, published_documents=frozenset({"call"}), at=OPENS) is None


def test_nothing_is_open_in_a_draft_nor_without_a_stage():
    stage = StageFacts(OPENS, CLOSES)
    draft = why_not_open([stage], is_published=False, published_documents=frozenset(), at=OPENS)
    assert draft is StageRefusal.NOT_PUBLISHED
    none = why_not_open([], is_published=True, published_documents=frozenset(), at=OPENS)
    assert none is StageRefusal.NO_SUCH_STAGE


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"closes_at": OPENS}, SpaceRefusal.CLOSES_BEFORE_IT_OPENS),
        ({"is_published": True}, SpaceRefusal.REASON_MISSING),
        ({"is_published": True, "reason": "Huelga de transporte"}, None),
        ({"is_finished": True, "reason": "Tarde"}, SpaceRefusal.SPACE_IS_OVER),
    ],
)
def test_a_published_date_moves_only_with_a_reason(facts, expected):
    base = {"opens_at": OPENS, "closes_at": CLOSES, "is_published": False, "is_finished": False, "reason": ""}
    assert why_not_schedule(**{**base, **facts}) is expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"is_draft": False}, SpaceRefusal.ALREADY_PUBLISHED),
        ({"stage_count": 0}, SpaceRefusal.NO_STAGES),
        ({"legal_basis": " "}, SpaceRefusal.LEGAL_BASIS_MISSING),
        ({"responsible_unit": ""}, SpaceRefusal.UNIT_MISSING),
    ],
)
def test_what_a_process_needs_before_it_is_published(facts, expected):
    base = {"is_draft": True, "stage_count": 1, "legal_basis": "Ley 28056", "responsible_unit": "GRPPAT"}
    assert why_not_publish(**{**base, **facts}) is expected


def test_roles_need_an_account_and_the_last_coordinator_stays():
    assert why_not_grant_role(has_account=False) is SpaceRefusal.NO_SUCH_ACCOUNT
    assert why_not_revoke_role(is_coordinator=True, coordinators=1) is SpaceRefusal.LAST_COORDINATOR
    assert why_not_revoke_role(is_coordinator=True, coordinators=2) is None
    assert why_not_revoke_role(is_coordinator=False, coordinators=1) is None
