"""Tags that every template has: money, dates, charts, the woven band."""

from decimal import Decimal

from django import template

from tinkuy.foundation.shared import money

register = template.Library()


@register.filter
def soles(amount: Decimal | int | None) -> str:
    return money.soles(amount)
