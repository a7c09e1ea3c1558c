"""What one may do with ideas, and which ones resemble each other."""

import pytest

from tinkuy.components.budgeting.refusals import IdeaRefusal as R
from tinkuy.components.budgeting.rules.ideas import (
    SupportFacts,
    alike,
    why_not_answer,
    why_not_propose,
    why_not_support,
    why_not_withdraw,
)

FINE = {"level": 1, "state": "presented", "is_author": False, "has_supported": False, "used": 0, "limit": 5}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, None),
        ({"used": 4}, None),
        ({"used": 5}, R.NO_MORE_SUPPORTS),
        ({"level": 0}, R.NO_DOCUMENT),
        ({"is_author": True}, R.OWN_IDEA),
        ({"has_supported": True}, R.ALREADY_SUPPORTED),
        ({"has_supported": True, "used": 5}, R.ALREADY_SUPPORTED),
        ({"state": "withdrawn"}, R.WITHDRAWN),
        ({"state": "accepted"}, R.NO_MORE_NEEDED),
        ({"level": 0, "state": "withdrawn"}, R.WITHDRAWN),
    ],
)
def test_who_may_support(change, reason):
    assert why_not_support(SupportFacts(**{**FINE, **change})) is reason


@pytest.mark.parametrize(
    ("level", "used", "reason"), [(1, 0, None), (1, 4, None), (1, 5, R.NO_MORE_IDEAS), (0, 0, R.NO_DOCUMENT)]
)
def test_who_may_propose(level, used, reason):
    assert why_not_propose(level=level, used=used, limit=5) is reason


@pytest.mark.parametrize(
    ("state", "is_author", "reason"),
    [
        ("presented", True, None),
        ("presented", False, R.NOT_AUTHOR),
        ("withdrawn", True, R.WITHDRAWN),
        ("referred", True, R.ANSWERED),
    ],
)
def test_who_may_withdraw(state, is_author, reason):
    assert why_not_withdraw(state=state, is_author=is_author) is reason


@pytest.mark.parametrize(
    ("outcome", "reason", "to", "refusal"),
    [
        ("accepted", "Cierra una brecha.", "", None),
        ("referred", "Es competencia municipal.", "Municipalidad de Jesús", None),
        ("referred", "Es competencia municipal.", " ", R.NO_DESTINATION),
        ("accepted", "  ", "", R.NO_REASON),
        ("presented", "Cierra una brecha.", "", R.NOT_AN_ANSWER),
        ("withdrawn", "Cierra una brecha.", "", R.NOT_AN_ANSWER),
    ],
)
def test_what_is_an_answer(outcome, reason, to, refusal):
    assert why_not_answer(state="presented", outcome=outcome, reason=reason, referred_to=to) is refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("agua potable para el tambo", [1, 3]),
        ("puentes sobre el llaucano", [2]),
        ("mejoramiento del servicio de la region", []),
        ("cancha de futbol", []),
        ("", []),
    ],
)
def test_ideas_that_share_their_words_are_alike(text, expected):
    others = [
        (1, "agua potable para el caserio el tambo"),
        (2, "construccion de un puente sobre el rio llaucano"),
        (3, "sistema de agua potable de el tambo y porcon"),
    ]
    assert alike(text, others) == expected
