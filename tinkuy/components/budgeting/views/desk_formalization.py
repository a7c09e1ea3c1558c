"""The desk of formalisation: the opening budget, replacements, how agreements go, accountability."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.files.enums import XLSX
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused

from ..access import COORDINATION, TEAM, process_role
from ..actions import accountability, followup, formalization, papers, replacement
from ..exports.blank import workbook
from ..forms import formal as forms
from ..models import BudgetProcess
from ..queries import formalization as queries
from ..readers import Unreadable
from ..readers.accountability import TEMPLATE, read_lines
from ..refusals import AccountabilityRefusal
from .desk import project_of
from .form_pages import form_page


def _home(process: BudgetProcess, name: str = "desk_formalization") -> str:
    return reverse(f"budgeting:{name}", args=[process.space.slug])


def _stored(request: HttpRequest, name: str) -> StoredFile | None:
    upload = request.FILES.get(name)
    return papers.store_act(upload, actor=request.user, at=timezone.now()) if upload else None


@process_role(*TEAM)
@require_safe
def overview(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    rows = queries.budget_rows(process)
    context = {
        "space": process.space,
        "process": process,
        "rows": rows,
        "missing": sum(row.incorporation is None for row in rows),
        "record": queries.formalization_of(process),
        "replacements": queries.replacements_of(process),
    }
    return render(request, "budgeting/desk/formalization.html", context)


@process_role(*COORDINATION)
def incorporate(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    project = project_of(process, cui)
    row = queries.incorporations_of(process).filter(project=project).first()
    agreed = next((found.amount for found in queries.standing_of(process) if found.project.pk == project.pk), None)
    initial = forms.IncorporationForm.initial_of(row, project, process.space.responsible_unit)
    form = forms.IncorporationForm(request.POST or None, initial=initial)
    known = list(row.years.values("year", "amount")) if row else []
    years = forms.YearFormSet(request.POST or None, prefix="year", initial=known or [{"year": process.fiscal_year}])
    steps = forms.StepFormSet(
        request.POST or None,
        prefix="step",
        initial=list(row.steps.values("title", "starts_on", "ends_on")) if row else [],
    )

    def run() -> None:
        given = [found.cleaned_data for found in years if found.cleaned_data.get("amount")]
        formalization.incorporate(
            project=project,
            line=form.line(
                [(found["year"], found["amount"]) for found in given],
                [formalization.Step(**found.cleaned_data) for found in steps if found.cleaned_data.get("title")],
            ),
            actor=request.user,
            at=timezone.now(),
        )

    return form_page(
        request,
        process,
        form=form,
        formsets=[(_("Año"), years), (_("Paso del cronograma"), steps)],
        run=run,
        done=_("Guardado."),
        back=_home(process),
        heading=_("%(cui)s en el presupuesto de apertura") % {"cui": cui},
        lead=project.title,
        notes=[_("Acordado: %(amount)s.") % {"amount": soles(agreed)}],
        submit=_("Guardar"),
    )


@process_role(*COORDINATION)
def issue(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = forms.FormalizationForm(request.POST or None, request.FILES or None)

    def run() -> None:
        given = {name: value for name, value in form.cleaned_data.items() if name != "act"}
        act = _stored(request, "act")
        formalization.issue_formalization(process=process, act=act, actor=request.user, at=timezone.now(), **given)

    return form_page(
        request,
        process,
        form=form,
        run=run,
        done=_("Publicado: los acuerdos y lo que el presupuesto les da."),
        back=_home(process),
        heading=_("Publicar los acuerdos en el PIA"),
        lead=_(
            "La tabla de acordado y programado se escribe sola, con cada diferencia y su motivo. Después no cambia."
        ),
        submit=_("Publicar los acuerdos en el PIA"),
        danger=True,
    )


@process_role(*COORDINATION)
def replace(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    project = project_of(process, cui)
    form = forms.ReplacementForm(request.POST or None, request.FILES or None)
    choice = queries.choice_for(project)

    def run() -> None:
        given = {name: value for name, value in form.cleaned_data.items() if name != "document"}
        replacement.replace_project(
            project=project, document=_stored(request, "document"), actor=request.user, at=timezone.now(), **given
        )

    working = replacement.working_of(choice) if choice else [_("Este proyecto no es un acuerdo vigente.")]
    if choice and choice.refusal:
        working.append(str(choice.refusal.reason.sentence) % {"available": soles(choice.available)})
    return form_page(
        request,
        process,
        form=form,
        run=run,
        done=_("Reemplazo registrado y avisado. El resultado queda como se publicó."),
        back=_home(process),
        heading=_("Reemplazar %(cui)s") % {"cui": cui},
        lead=project.title,
        notes=working,
        submit=_("Reemplazar y avisar"),
        danger=True,
    )


@process_role(*TEAM)
@require_safe
def agreements(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    context = {"space": process.space, "process": process, "commitments": queries.commitments_of(process)}
    return render(request, "budgeting/desk/agreements.html", context)


@process_role(*TEAM)
def progress(request: HttpRequest, process: BudgetProcess, number: int) -> HttpResponse:
    commitment = get_object_or_404(queries.commitments_of(process), position=number)
    start = {"state": commitment.state, "progress": commitment.progress, "happened_on": timezone.localdate()}
    form = forms.ProgressForm(request.POST or None, request.FILES or None, initial=start)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: followup.report_progress(
            commitment=commitment,
            update=form.update_given(),
            file=_stored(request, "file"),
            actor=request.user,
            at=timezone.now(),
        ),
        done=_("Avance publicado."),
        back=_home(process, "desk_agreements"),
        heading=_("Informar cómo va"),
        lead=commitment.text,
        notes=[_("Responde: %(owner)s.") % {"owner": commitment.owner}],
        submit=_("Publicar el avance"),
    )


@process_role(*TEAM)
@require_safe
def report(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    draft = queries.draft_report(process)
    context = {
        "space": process.space,
        "process": process,
        "draft": draft,
        "lines": draft.lines.all() if draft else [],
        "before": queries.previous_process(process),
        "published": process.accountability_reports.filter(published_at__isnull=False),
    }
    return render(request, "budgeting/desk/accountability.html", context)


@process_role(*COORDINATION)
@require_POST
def start(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    accountability.start_report(process=process, actor=request.user, at=timezone.now())
    messages.success(request, _("Informe empezado. Completa cada línea."))
    return redirect(_home(process, "desk_accountability"))


@process_role(*COORDINATION)
def line(request: HttpRequest, process: BudgetProcess, number: int = 0) -> HttpResponse:
    """A line that is there, or a new one (0)."""
    draft = queries.draft_report(process)
    if draft is None:
        return redirect(_home(process, "desk_accountability"))
    draft.process = process
    found = get_object_or_404(draft.lines, position=number) if number else None
    form = forms.LineForm(request.POST or None, initial=forms.LineForm.initial_of(found))

    def run() -> None:
        options = {"actor": request.user, "at": timezone.now()}
        if found:
            found.report = draft
            accountability.save_line(line=found, row=form.row(), **options)
        else:
            accountability.add_lines(report=draft, rows=[form.row()], **options)

    return form_page(
        request,
        process,
        form=form,
        run=run,
        done=_("Línea guardada."),
        back=_home(process, "desk_accountability"),
        heading=_("Un acuerdo del año anterior"),
        submit=_("Guardar"),
    )


@process_role(*COORDINATION)
def lines_file(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    draft = queries.draft_report(process)
    if draft is None:
        return redirect(_home(process, "desk_accountability"))
    draft.process = process
    form = forms.FileForm(request.POST or None, request.FILES or None)
    errors: list[tuple[int, str]] = []

    def run() -> None:
        content = form.cleaned_data["file"].read(5 * 1024 * 1024 + 1)
        if len(content) > 5 * 1024 * 1024:
            raise Refused(AccountabilityRefusal.BAD_FILE, why=_("pasa de 5 MB"))
        try:
            read = read_lines(content)
        except Unreadable as error:
            raise Refused(AccountabilityRefusal.BAD_FILE, why=str(error)) from error
        errors.extend(read.errors)
        if errors:
            raise Refused(AccountabilityRefusal.BAD_FILE, why=_("%(n)s filas tienen error") % {"n": len(errors)})
        accountability.add_lines(report=draft, rows=read.rows, actor=request.user, at=timezone.now())

    return form_page(
        request,
        process,
        form=form,
        run=run,
        done=_("Líneas leídas."),
        back=_home(process, "desk_accountability"),
        heading=_("Leer los acuerdos de un archivo"),
        submit=_("Leer el archivo"),
        errors=errors,
    )


@process_role(*TEAM)
@require_safe
def lines_template(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    response = HttpResponse(workbook(TEMPLATE, title=_("Acuerdos")), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="plantilla-rendicion.xlsx"'
    return response


@process_role(*COORDINATION)
def publish_report(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    draft = queries.draft_report(process)
    if draft is None:
        return redirect(_home(process, "desk_accountability"))
    draft.process = process
    start_with = {"institutional_share": draft.institutional_share, "summary": draft.summary}
    form = forms.PublishReportForm(request.POST or None, initial=start_with)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: accountability.publish_report(
            report=draft, actor=request.user, at=timezone.now(), **form.cleaned_data
        ),
        done=_("Rendición publicada, con su PDF y su CSV."),
        back=_home(process, "desk_accountability"),
        heading=_("Publicar la rendición de cuentas"),
        lead=_("Al publicarla no se toca más: una corrección será otra versión."),
        submit=_("Publicar la rendición"),
        danger=True,
    )
