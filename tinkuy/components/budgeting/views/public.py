"""What everybody sees of the process: its money and rules, its projects, each project's record. Never a vote count
while the vote is open: these pages ask only for published results."""

from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space

from ..enums import ProjectState
from ..forms.public import ProjectFilter
from ..models import BudgetProcess
from ..queries import pages
from ..queries.evaluation import matrix_of
from ..queries.process import functions_of, list_summaries, process_of, projects_of
from ..queries.results import result_of, row_of

PAGE_SIZE = 24


@public_space
def process(request: HttpRequest, space: Space) -> HttpResponse:
    """Ceiling, rules, and the candidates by list with filters."""
    found = budget_or_404(space)
    lists = list_summaries(found)
    form = ProjectFilter(request.GET, lists=lists, functions=functions_of(found))
    projects = projects_of(found, **form.chosen())
    page = keyset_page(projects, cursor=request.GET.get("cursor", ""), size=PAGE_SIZE, order=("cui",))
    standing = found.projects.exclude(state=ProjectState.WITHDRAWN)
    context = {
        "space": space,
        "process": found,
        "lists": [(row.title, row.projects, f"?lista={row.key}") for row in lists],
        "form": form,
        "page": page,
        "asked": standing.aggregate(total=Sum("amount"))["total"],
        "matrix": matrix_of(found),
        "tie_order": found.tie_criteria.all(),
        "result": result_of(found),
    }
    return render(request, "budgeting/process.html", context)


@public_space
def project(request: HttpRequest, space: Space, cui: str) -> HttpResponse:
    """The record of a project: facts, impact rule by rule, evaluation, place in the result."""
    found = budget_or_404(space)
    row = (
        found.projects.select_related("dossier", "list", "override", "investment__dossier")
        .prefetch_related("eligibility")
        .filter(cui=cui)
        .first()
    )
    if row is None:
        raise Http404
    row.process = found
    result = result_of(found)
    context = {
        "space": space,
        "process": found,
        "project": row,
        "places": pages.places_of(row),
        "rules": pages.eligibility_lines(row),
        "evaluation": pages.evaluation_table(row),
        "result": result,
        "row": row_of(result, cui) if result else None,
    }
    return render(request, "budgeting/project.html", context)


def budget_or_404(space: Space) -> BudgetProcess:
    found = process_of(space)
    if found is None:
        raise Http404
    return found
