"""What leaves the process: the ministry's tables and their columns, the process document, the register of sendings."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.shared.refusals import Refused

from .. import tasks
from ..access import COORDINATION, process_role
from ..actions import handover as actions
from ..enums import ExportPhase, ExportSheet
from ..exports import ministry
from ..forms import formal as forms
from ..models import BudgetProcess
from ..queries.handover import columns_for
from ..rules.columns import PHASES
from .form_pages import form_page


@process_role(*COORDINATION)
@require_safe
def export(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    phases = [(phase, [ExportSheet(key) for key in PHASES[phase.value]]) for phase in ExportPhase]
    context = {
        "space": process.space,
        "process": process,
        "phases": phases,
        "sheets": ExportSheet,
        "note": ministry.NOT_FOUND,
    }
    return render(request, "budgeting/desk/ministry.html", context)


@process_role(*COORDINATION)
@require_safe
def export_file(request: HttpRequest, process: BudgetProcess, phase: str, ending: str) -> HttpResponse:
    """A safe request that leaves an act: who reads document numbers is known."""
    if phase not in PHASES or ending not in ministry.CONTENT_TYPES:
        raise Http404
    at = timezone.now()
    content, has_documents = ministry.build(process, phase, ending, at=timezone.localdate(at))
    actions.log_export(
        process=process,
        phase=phase,
        ending=ending,
        content=content,
        has_documents=has_documents,
        actor=request.user,
        at=at,
    )
    response = HttpResponse(content, content_type=ministry.CONTENT_TYPES[ending])
    name = f"mef-{phase}-{process.space.slug}.{ministry.FILE_ENDINGS[ending]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@process_role(*COORDINATION)
def columns(request: HttpRequest, process: BudgetProcess, sheet: str) -> HttpResponse:
    """Order, headers, what is hidden; and under it the first rows as they would go out."""
    if sheet not in ExportSheet.values:
        raise Http404
    body = process.space.body
    initial = [
        {"source": row.source, "position": place, "header": row.header, "format": row.format, "is_shown": row.is_shown}
        for place, row in enumerate(columns_for(body, sheet), start=1)
    ]
    formset = forms.ColumnFormSet(request.POST or None, initial=initial, prefix="column")
    problem = ""
    if request.method == "POST" and formset.is_valid():
        rows = sorted(formset, key=lambda row: row.cleaned_data["position"])
        try:
            actions.arrange_columns(
                body=body, sheet=sheet, columns=[row.column() for row in rows], actor=request.user, at=timezone.now()
            )
            messages.success(request, _("Columnas guardadas para los procesos de la entidad."))
            return redirect("budgeting:export_columns", process.space.slug, sheet)
        except Refused as refused:
            problem = f"{refused.sentence} {refused.next_step}"
    preview = ministry.sheet_of(process, sheet, at=timezone.localdate(), shows_documents=False, limit=3)
    context = {
        "space": process.space,
        "process": process,
        "title": ExportSheet(sheet).label,
        "formset": formset,
        "problem": problem,
        "preview": preview,
        "note": ministry.NOT_FOUND,
    }
    status = 422 if problem or (request.method == "POST" and formset.total_error_count()) else 200
    return render(request, "budgeting/desk/export_columns.html", context, status=status)


@process_role(*COORDINATION)
@require_safe
def document(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    versions = list(process.process_documents.select_related("pdf", "docx"))
    context = {
        "space": process.space,
        "process": process,
        "versions": versions,
        "is_waiting": any(row.state == "waiting" for row in versions),
        "sendings": process.sendings.select_related("version"),
    }
    return render(request, "budgeting/desk/process_document.html", context)


@process_role(*COORDINATION)
@require_POST
def make_document(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    with transaction.atomic():
        row = actions.request_document(process=process, actor=request.user, at=timezone.now())
        transaction.on_commit(lambda: tasks.make_process_document.enqueue(row.pk))
    messages.success(request, _("Se está preparando. Vuelve a esta página en un momento."))
    return redirect("budgeting:desk_document", process.space.slug)


@process_role(*COORDINATION)
def sending(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = forms.SendingForm(request.POST or None)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: actions.register_sending(
            process=process, actor=request.user, at=timezone.now(), **form.cleaned_data
        ),
        done=_("Envío registrado."),
        back=reverse("budgeting:desk_document", args=[process.space.slug]),
        heading=_("Registrar un envío"),
        lead=_("El Acta y el Documento van adjuntos al PIA (Reglamento de la Ley 28056, art. 10)."),
        submit=_("Registrar el envío"),
    )
