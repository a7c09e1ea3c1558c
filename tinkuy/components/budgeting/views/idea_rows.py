"""Rows of the portfolio that have no code: the desk may bring one as an idea, with the form everybody uses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tinkuy.commons.investments.queries import rows_without_code
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.spaces.queries import why_not

from ..access import TEAM, process_role
from ..models import BudgetProcess

PAGE = 50


@process_role(*TEAM)
@require_safe
def index(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    rows = rows_without_code(process.space.body)
    context = {
        "space": process.space,
        "process": process,
        "page": keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("line", "pk")),
        "refusal": why_not(process.space, "propose_idea", timezone.now()),
    }
    return render(request, "budgeting/ideas/rows.html", context)
