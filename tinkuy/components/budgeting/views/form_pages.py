"""One page for every form of coordination and formalisation: shows it, runs what it asks, turns a refusal to words."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tinkuy.foundation.shared.refusals import Refused

from ..models import BudgetProcess

FormSets = Sequence[tuple[Any, forms.BaseFormSet]]


def form_page(
    request: HttpRequest,
    process: BudgetProcess,
    *,
    form: forms.Form,
    run: Callable[[], object],
    done: object,
    back: str,
    heading: object,
    submit: object,
    formsets: FormSets = (),
    **context: Any,
) -> HttpResponse:
    """`run` is called with a valid form; `done` is told when it was done, and one goes to `back`."""
    is_bound = request.method == "POST"
    # Every part is checked, so that each says what is wrong with it.
    parts: list[Any] = [form, *(formset for _legend, formset in formsets)]
    wrong = [part for part in parts if not part.is_valid()]
    if is_bound and not wrong:
        try:
            run()
            messages.success(request, str(done))
            return redirect(back)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    has_errors = is_bound and (bool(form.errors) or any(formset.total_error_count() for _legend, formset in formsets))
    page = {"space": process.space, "process": process, "form": form, "formsets": formsets, "heading": heading}
    page |= {"submit": submit, "back": back, **context}
    return render(request, "budgeting/desk/form_page.html", page, status=422 if has_errors else 200)


def filled(formset: forms.BaseFormSet) -> list[forms.Form]:
    """The rows that somebody wrote; call it once the set is valid."""
    return [row for row in formset if row.has_changed()]
