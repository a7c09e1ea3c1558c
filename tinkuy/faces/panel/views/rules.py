"""The rules of a process at the desk: what each one is, changing them, and explaining what contradicts itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, queries, registry
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from ..forms import GroundForm, RulesForm

TEAM = tuple(SpaceRole.values)


@space_role(*TEAM)
def rules(request: HttpRequest, space: Space) -> HttpResponse:
    context = {
        "space": space,
        "groups": queries.rules_of(space),
        "questions": registry.questions(space.component),
        "contradictions": queries.contradictions_of(space),
        "may_change": SpaceRole.COORDINATOR in queries.roles_of(request.user, space),
    }
    return render(request, "panel/rules.html", context)


@space_role(SpaceRole.COORDINATOR)
def edit(request: HttpRequest, space: Space, question: str) -> HttpResponse:
    """One thing at a time, in the same words as the questionnaire."""
    asked = next((row for row in registry.questions(space.component) if row.key == question), None)
    if asked is None:
        raise Http404
    known = registry.settings_of(space.component)
    texts = queries.sheet_of(space).values
    form = RulesForm(request.POST or None, settings=[known[key] for key in asked.settings], texts=texts)
    if request.method == "POST" and form.is_valid():
        try:
            changed = {key: text for key, text in form.answers().items() if texts.get(key, "") != text}
            if changed:
                actions.change_rules(space=space, answers=changed, actor=request.user, at=timezone.now())
            messages.success(request, _("Reglas guardadas."))
            return redirect("panel:rules", slug=space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"space": space, "form": form, "question": asked}
    return render(request, "panel/rules_edit.html", context, status=422 if form.errors else 200)


@space_role(SpaceRole.COORDINATOR)
def explain(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    found = next((row for row in queries.contradictions_of(space) if row.code == code), None)
    if found is None:
        raise Http404
    form = GroundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ground = form.cleaned_data["ground"]
            actions.explain_contradiction(space=space, code=code, ground=ground, actor=request.user, at=timezone.now())
            messages.success(request, _("Explicación publicada junto a las reglas."))
            return redirect("panel:rules", slug=space.slug)
        except Refused as refused:
            form.add_error("ground", f"{refused.sentence} {refused.next_step}")
    context = {"space": space, "form": form, "row": found}
    return render(request, "panel/explain.html", context, status=422 if form.errors else 200)
