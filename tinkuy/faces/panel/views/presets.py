"""The questionnaire: an entity builds its own rules, one thing a page, with what was answered kept."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, queries, registry
from tinkuy.foundation.spaces.models import Preset
from tinkuy.foundation.spaces.refusals import PresetRefusal

from ..forms import PresetForm, RulesForm, UploadForm

PLANNERS = ("administrator", "planning")
COMPONENT = "budgeting"
LARGEST = 1024 * 1024


@entity_role(*PLANNERS)
def index(request: HttpRequest, body: PublicBody) -> HttpResponse:
    """The entity's presets, and the first page of a new one."""
    choices = queries.choices_of(COMPONENT, request.user)
    form = PresetForm(request.POST or None, choices=choices, initial={"base": request.GET.get("desde", "")})
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        base = queries.find_sheet(fields["base"], request.user)
        preset = actions.create_preset(
            body=body,
            component=COMPONENT,
            title=fields["title"],
            norm=fields["norm"],
            base=base,
            actor=request.user,
            at=timezone.now(),
        )
        return redirect("panel:preset_question", entity=body.slug, preset=preset.slug, number=1)
    context = {"body": body, "form": form, "presets": queries.own_presets(body), "upload": UploadForm()}
    return render(request, "panel/presets.html", context, status=422 if form.errors else 200)


@entity_role(*PLANNERS)
def question(request: HttpRequest, body: PublicBody, preset: str, number: int) -> HttpResponse:
    row = _preset(body, preset)
    pages = registry.questions(row.component)
    if not 1 <= number <= len(pages):
        raise Http404
    asked, known = pages[number - 1], registry.settings_of(row.component)
    texts = {line.key: line.value for line in row.rows.all()}
    form = RulesForm(request.POST or None, settings=[known[key] for key in asked.settings], texts=texts)
    if request.method == "POST" and form.is_valid():
        try:
            said = {key: text for key, text in form.answers().items() if text or key in texts}
            actions.save_answers(preset=row, answers=said, actor=request.user, at=timezone.now())
            return _after(body, row, number, len(pages))
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    context = {"body": body, "preset": row, "form": form, "question": asked, "number": number, "total": len(pages)}
    return render(request, "panel/question.html", context, status=422 if form.errors else 200)


@entity_role(*PLANNERS)
def check(request: HttpRequest, body: PublicBody, preset: str) -> HttpResponse:
    """The last page: every answer to check, and how they contradict themselves."""
    row = _preset(body, preset)
    sheet = queries.sheet_of_preset(row)
    context = {
        "body": body,
        "preset": row,
        "groups": queries.lines_of(sheet),
        "contradictions": queries.contradictions_in(sheet, year=timezone.localdate().year),
        "pages": list(enumerate(registry.questions(row.component), start=1)),
        "start_url_name": registry.component(row.component).start_url_name,
    }
    return render(request, "panel/preset.html", context)


@require_POST
@entity_role(*PLANNERS)
def finish(request: HttpRequest, body: PublicBody, preset: str) -> HttpResponse:
    row = _preset(body, preset)
    actions.finish_preset(preset=row, actor=request.user, at=timezone.now())
    messages.success(request, _("La plantilla está lista: ya puedes empezar un proceso con ella."))
    return redirect("panel:preset", entity=body.slug, preset=row.slug)


@require_POST
@entity_role(*PLANNERS)
def upload(request: HttpRequest, body: PublicBody) -> HttpResponse:
    """A preset of another entity, from its file."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["upload"].size > LARGEST:
        raise Refused(PresetRefusal.BAD_FILE)
    try:
        data = json.loads(form.cleaned_data["upload"].read())
    except (ValueError, RecursionError) as error:
        raise Refused(PresetRefusal.BAD_FILE) from error
    preset = actions.import_preset(body=body, data=data, actor=request.user, at=timezone.now())
    messages.success(request, _("Plantilla leída. Revisa sus respuestas antes de darla por lista."))
    return redirect("panel:preset", entity=body.slug, preset=preset.slug)


@require_safe
@entity_role(*PLANNERS)
def download(request: HttpRequest, body: PublicBody, preset: str) -> JsonResponse:
    """Also while it is being prepared."""
    row = _preset(body, preset)
    response = JsonResponse(queries.preset_data(queries.sheet_of_preset(row)))
    response["Content-Disposition"] = f'attachment; filename="{row.slug}.json"'
    return response


def _preset(body: PublicBody, slug: str) -> Preset:
    return get_object_or_404(queries.own_presets(body).select_related("body"), slug=slug)


def _after(body: PublicBody, row: Preset, number: int, total: int) -> HttpResponse:
    if number < total:
        return redirect("panel:preset_question", entity=body.slug, preset=row.slug, number=number + 1)
    return redirect("panel:preset", entity=body.slug, preset=row.slug)
