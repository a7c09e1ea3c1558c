"""Attendance in public figures: no group so small that it points at somebody."""

from collections.abc import Iterable
from dataclasses import dataclass

SMALL = 10


@dataclass(frozen=True)
class Group:
    label: str
    count: int


def merge_small(groups: Iterable[Group], *, label: str, minimum: int = SMALL) -> list[Group]:
    """Groups under ten become one. When those together are still under ten, the smallest of the others joins them:
    otherwise the total minus the rest would tell what was hidden. The largest first."""
    ordered = sorted((group for group in groups if group.count), key=lambda group: (-group.count, group.label))
    large = [group for group in ordered if group.count >= minimum]
    hidden = sum(group.count for group in ordered) - sum(group.count for group in large)
    while large and 0 < hidden < minimum:
        hidden += large.pop().count
    return [*large, Group(label, hidden)] if hidden else large
