"""What the database itself keeps, whoever writes."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.factories import cast
from tinkuy.components.budgeting.models import BudgetProcess
from tinkuy.foundation.shared.triggers import REFUSAL

pytestmark = pytest.mark.django_db


def process(**fields: object) -> BudgetProcess:
    values = {"fiscal_year": 2027, "ceiling": Decimal("20000000.00"), **fields}
    return BudgetProcess.objects.create(space=cast.space(), **values)


@pytest.mark.parametrize("technical", [Decimal(n) / 100 for n in range(0, 101, 5)])
def test_weights_that_sum_to_one_are_kept(technical: Decimal) -> None:
    assert process(technical_weight=technical, vote_weight=1 - technical).technical_weight == technical


@pytest.mark.parametrize(
    ("technical", "vote"), [("0.80", "0.30"), ("0.80", "0.19"), ("1.20", "-0.20"), ("0.00", "0.00")]
)
def test_weights_that_do_not_sum_to_one_are_refused_by_the_database(technical: str, vote: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        process(technical_weight=Decimal(technical), vote_weight=Decimal(vote))


@pytest.mark.parametrize("ceiling", ["0.00", "-1.00"])
def test_a_ceiling_is_more_than_zero(ceiling: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        process(ceiling=Decimal(ceiling))


def test_a_frozen_process_refuses_every_change() -> None:
    frozen = process()
    BudgetProcess.objects.update(frozen_at=cast.AT)
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        BudgetProcess.objects.filter(pk=frozen.pk).update(ceiling=Decimal("1.00"))
    with pytest.raises(DatabaseError, match=REFUSAL), transaction.atomic():
        BudgetProcess.objects.filter(pk=frozen.pk).delete()
    frozen.refresh_from_db()
    assert frozen.ceiling == Decimal("20000000.00")
