from datetime import date

from django import template

register = template.Library()


@register.filter
def as_day(text: str) -> date:
    """A stored step keeps its day as 2026-07-22."""
    return date.fromisoformat(text)
