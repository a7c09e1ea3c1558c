"""What is asked for twice, and whether co-financing pays what lacks."""

from decimal import Decimal

import pytest

from tinkuy.components.budgeting.refusals import CoordinationRefusal
from tinkuy.components.budgeting.rules.coordination import Asked, Twin, lacking, title_key, twins, why_not_cofinance


def asked(key=1, cui="", title="Agua potable para Chota", places=("0604",), amount="100.00", remaining=None) -> Asked:
    left = None if remaining is None else Decimal(remaining)
    return Asked(key, cui, title_key(title), frozenset(places), Decimal(amount), left)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (asked(cui="2400001"), asked(2, "2400001", "Otra cosa", ("0601",)), "same_cui"),
        (asked(), asked(2, title="AGUA POTABLE  para el distrito de chota"), "same_title"),
        (asked(places=("060401",)), asked(2, places=("0604",)), "same_title"),
        (asked(places=("0601",)), asked(2, places=("0604",)), None),
        (asked(cui=""), asked(2, "", "Otra cosa"), None),
        (asked(cui="2400001"), asked(2, "2400001"), "same_cui"),
        (asked(title="de la"), asked(2, title="y los"), None),
    ],
)
def test_two_are_the_same_by_code_or_by_title_and_place(left, right, expected):
    assert [twin.kind for twin in twins([left], [right])] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("remaining", "overlap"),
    [("150.00", "50.00"), ("200.00", "0"), ("250.00", "0"), (None, None)],
)
def test_the_overlap_is_what_both_ask_beyond_what_is_left(remaining, overlap):
    [twin] = twins([asked(cui="24000")], [asked(2, "24000", remaining=remaining)])
    assert twin == Twin(1, 2, "same_cui", None if overlap is None else Decimal(overlap))


@pytest.mark.parametrize(
    ("left", "amount", "lacks"),
    [("500.00", "300.00", "200.00"), ("300.00", "300.00", "0"), ("1", "2", "0"), (None, "1", "0")],
)
def test_what_lacks_is_the_cost_left_beyond_the_amount(left, amount, lacks):
    assert lacking(cost_left=left and Decimal(left), amount=Decimal(amount)) == Decimal(lacks)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({}, None),
        ({"is_agreed": False}, CoordinationRefusal.NOT_AGREED),
        ({"document": "  "}, CoordinationRefusal.NO_DOCUMENT),
        ({"lacks": Decimal(0)}, CoordinationRefusal.NOTHING_LACKS),
        ({"shares": []}, CoordinationRefusal.DOES_NOT_SUM),
        ({"shares": [Decimal("99.99")]}, CoordinationRefusal.DOES_NOT_SUM),
        ({"shares": [Decimal("100.01")]}, CoordinationRefusal.DOES_NOT_SUM),
    ],
)
def test_cofinancing_pays_exactly_what_lacks_with_a_document(changes, refusal):
    given = {"is_agreed": True, "lacks": Decimal(100), "shares": [Decimal(60), Decimal(40)], "document": "Convenio 1"}
    assert why_not_cofinance(**{**given, **changes}) == refusal
