"""The impact rules an entity may apply: read them, write its own, make the next version of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinkuy.foundation.shared.refusals import Refused

from ..access import COORDINATION, process_role
from ..actions.rule_sets import add_rule_set, change_rule_set
from ..forms.rule_sets import RuleSetEditForm
from ..models import BudgetProcess, ImpactRuleSet
from ..queries.rule_sets import is_used, rule_sets_for


@process_role(*COORDINATION)
@require_safe
def index(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    rows = rule_sets_for(process.space.body)
    return render(request, "budgeting/desk/rule_sets.html", {"space": process.space, "process": process, "rows": rows})


@process_role(*COORDINATION)
def new(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    """An empty set, or the next version of the one named in `desde`, with its values."""
    model = rule_sets_for(process.space.body).filter(key=request.GET.get("desde", "")).first()
    initial = RuleSetEditForm.initial_of(model) if model else {"requires_viable": True}
    form = RuleSetEditForm(request.POST or None, initial=initial)
    return _edit(request, process, form, model, None)


@process_role(*COORDINATION)
def edit(request: HttpRequest, process: BudgetProcess, key: str) -> HttpResponse:
    rule_set = get_object_or_404(rule_sets_for(process.space.body), key=key)
    if rule_set.body_id is None or is_used(rule_set):
        return redirect(f"{request.path.removesuffix(key + '/')}nueva/?desde={key}")
    form = RuleSetEditForm(request.POST or None, initial=RuleSetEditForm.initial_of(rule_set))
    return _edit(request, process, form, None, rule_set)


def _edit(
    request: HttpRequest,
    process: BudgetProcess,
    form: RuleSetEditForm,
    model: ImpactRuleSet | None,
    rule_set: ImpactRuleSet | None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        facts = {"process": process, "values": form.values(), "actor": request.user, "at": timezone.now()}
        try:
            saved = change_rule_set(rule_set=rule_set, **facts) if rule_set else add_rule_set(replaces=model, **facts)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
        else:
            messages.success(request, _("Reglas guardadas: «%(title)s».") % {"title": saved.title})
            return redirect("budgeting:rule_sets", slug=process.space.slug)
    context = {"space": process.space, "process": process, "form": form, "model": model, "rule_set": rule_set}
    return render(request, "budgeting/desk/rule_set_edit.html", context, status=422 if form.errors else 200)
