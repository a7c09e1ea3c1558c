"""What is known of a process and its projects. The space is already visible to whoever asks."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from tinkuy.commons.voting.models import Poll
from tinkuy.commons.voting.queries import poll_of
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space

from ..enums import ProjectState
from ..models import BudgetProcess, BudgetProject

BALLOT_STATES = (
    ProjectState.ON_BALLOT,
    ProjectState.PRIORITIZED,
    ProjectState.RESERVE,
    ProjectState.NOT_PRIORITIZED,
)


def process_of(space: Space) -> BudgetProcess | None:
    """The budget of a space, with its portfolio and rule set."""
    process = BudgetProcess.objects.filter(space=space).select_related("portfolio_version", "rule_set").first()
    if process is not None:
        process.space = space
    return process


def on_ballot(process: BudgetProcess) -> QuerySet[BudgetProject]:
    """Projects that went to the vote, by list and code."""
    return (
        process.projects.filter(state__in=BALLOT_STATES)
        .select_related("dossier", "list")
        .order_by("list__position", "list__key", "cui")
    )


def projects_of(
    process: BudgetProcess, *, text: str = "", list_key: str = "", function: str = "", state: str = ""
) -> QuerySet[BudgetProject]:
    """Candidates for the public page, filtered."""
    rows = process.projects.select_related("dossier", "list")
    for word in fold(text).split():
        rows = rows.filter(record__search_text__contains=word)
    chosen = {"list__key": list_key, "function": function, "state": state}
    return rows.filter(**{name: value for name, value in chosen.items() if value})


def functions_of(process: BudgetProcess) -> list[str]:
    return list(
        process.projects.exclude(function="").order_by("function").values_list("function", flat=True).distinct()
    )


@dataclass(frozen=True)
class ListSummary:
    key: str
    title: str
    projects: int


def list_summaries(process: BudgetProcess) -> list[ListSummary]:
    """Lists that have projects, with how many stand in each."""
    standing = Count("projects", filter=~Q(projects__state=ProjectState.WITHDRAWN))
    rows = process.lists.annotate(standing=standing).filter(standing__gt=0)
    return [ListSummary(row.key, row.title, row.standing) for row in rows]


def poll_for(process: BudgetProcess) -> Poll | None:
    return poll_of(process.space)
