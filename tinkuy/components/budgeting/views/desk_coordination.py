"""The desk of the coordination between levels: receive, decide what is twice, co-finance, inform, close."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.files.enums import CSV, XLSX, ZIP
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.territory.queries import all_names

from ..access import COORDINATION, TEAM, process_role
from ..actions import coordination as actions
from ..exports.blank import workbook
from ..forms import formal as forms
from ..models import BudgetProcess
from ..queries import coordination as queries
from ..queries.results import result_of
from ..readers import Unreadable
from ..readers.received import TEMPLATE, read_priorities
from ..refusals import CoordinationRefusal
from .form_pages import filled, form_page

LIMIT = 20 * 1024 * 1024
KINDS = frozenset({XLSX, CSV, ZIP})


def _home(process: BudgetProcess) -> str:
    return reverse("budgeting:desk_coordination", args=[process.space.slug])


@process_role(*TEAM)
@require_safe
def overview(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    flags = list(queries.flags_of(process))
    context = {
        "space": process.space,
        "process": process,
        "result": result_of(process),
        "record": queries.coordination_of(process),
        "received": queries.received_of(process),
        "below": queries.results_below(process),
        "flags": flags,
        "undecided": sum(not flag.decision for flag in flags),
        "lacking": queries.projects_that_lack(process),
        "cofinanced": {row.project_id: row for row in queries.cofinancing_of(process)},
        "reports": process.council_reports.all(),
    }
    return render(request, "budgeting/desk/coordination.html", context)


@process_role(*COORDINATION)
def receive_platform(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    below = {row.pk: row for row in queries.results_below(process)}
    choices = [(pk, f"{row.process.space.body.name} · {row.process.space.title}") for pk, row in below.items()]
    form = forms.FromPlatformForm(request.POST or None, results=choices)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: actions.receive_from_platform(
            process=process,
            result=below[int(form.cleaned_data["result"])],
            act=form.given(),
            actor=request.user,
            at=timezone.now(),
        ),
        done=_("Lista recibida. Revisa las coincidencias."),
        back=_home(process),
        heading=_("Recibir un resultado publicado aquí"),
        lead="" if choices else _("Ninguna provincia ni distrito del ámbito publicó un resultado que falte recibir."),
        submit=_("Recibir esta lista"),
    )


@process_role(*COORDINATION)
def receive_file(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = forms.FromFileForm(request.POST or None, request.FILES or None, places=queries.places_below(process))
    errors: list[tuple[int, str]] = []

    def run() -> None:
        given = form.cleaned_data
        at = timezone.now()
        file = store_upload(upload=given["file"], allowed=KINDS, max_size=LIMIT, uploader=request.user, at=at)
        try:
            with file.content.open("rb") as content:
                read = read_priorities(content.read(), within=given["ubigeo"], places=all_names())
        except Unreadable as error:
            raise Refused(CoordinationRefusal.BAD_FILE, why=str(error)) from error
        if read.errors:
            errors.extend(read.errors)
            raise Refused(CoordinationRefusal.BAD_FILE, why=_("%(n)s filas tienen error") % {"n": len(errors)})
        actions.receive_from_file(
            process=process,
            entity_name=given["entity_name"],
            ubigeo=given["ubigeo"],
            rows=read.rows,
            file=file,
            act=form.given(),
            actor=request.user,
            at=at,
        )

    return form_page(
        request,
        process,
        form=form,
        run=run,
        done=_("Lista recibida. Revisa las coincidencias."),
        back=_home(process),
        heading=_("Recibir una lista en archivo"),
        lead=_("La lista de una provincia o un distrito, con su acta. Otra del mismo lugar reemplaza a la anterior."),
        submit=_("Recibir esta lista"),
        errors=errors,
    )


@process_role(*TEAM)
@require_safe
def template(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    response = HttpResponse(workbook(TEMPLATE, title=_("Prioridades")), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="plantilla-prioridades.xlsx"'
    return response


@process_role(*TEAM)
def decide(request: HttpRequest, process: BudgetProcess, number: int) -> HttpResponse:
    flag = get_object_or_404(queries.flags_of(process), pk=number)
    flag.process = process
    form = forms.DecisionForm(request.POST or None)
    other = flag.project or flag.other
    if other is None:
        raise Http404
    notes = [
        _("Pedido por %(place)s: %(title)s, %(amount)s.")
        % {
            "place": flag.priority.received.place_name,
            "title": flag.priority.title,
            "amount": soles(flag.priority.amount),
        },
        _("También: %(title)s, %(amount)s.") % {"title": other.title, "amount": soles(other.amount)},
        _("Coinciden en: %(kind)s. Juntos piden de más: %(overlap)s.")
        % {"kind": flag.get_kind_display(), "overlap": soles(flag.overlap)},
    ]
    return form_page(
        request,
        process,
        form=form,
        run=lambda: actions.decide_duplicate(flag=flag, actor=request.user, at=timezone.now(), **form.cleaned_data),
        done=_("Decisión registrada y publicada."),
        back=_home(process),
        heading=_("¿Es el mismo proyecto?"),
        notes=notes,
        submit=_("Registrar la decisión"),
    )


@process_role(*COORDINATION)
def cofinance(request: HttpRequest, process: BudgetProcess, cui: str) -> HttpResponse:
    project = get_object_or_404(process.projects.select_related("record", "dossier"), cui=cui)
    project.process = process
    form = forms.CofinancingForm(request.POST or None)
    shares = forms.ShareFormSet(request.POST or None, prefix="share")
    lacks = queries.money_lacking(project)
    return form_page(
        request,
        process,
        form=form,
        formsets=[(_("Aporte"), shares)],
        run=lambda: actions.agree_cofinancing(
            project=project,
            shares=[row.share() for row in filled(shares)],  # type: ignore[attr-defined]
            actor=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        ),
        done=_("Cofinanciamiento registrado y publicado."),
        back=_home(process),
        heading=_("Cofinanciar %(cui)s") % {"cui": cui},
        lead=project.title,
        notes=[_("Le faltan %(lacks)s. Los aportes deben sumar exactamente eso.") % {"lacks": soles(lacks)}],
        submit=_("Registrar el cofinanciamiento"),
    )


@process_role(*COORDINATION)
def council_report(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    form = forms.CouncilReportForm(request.POST or None)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: actions.register_council_report(
            process=process, actor=request.user, at=timezone.now(), **form.cleaned_data
        ),
        done=_("Informe registrado."),
        back=_home(process),
        heading=_("Registrar un informe recibido"),
        lead=_(
            "Quien preside un consejo de coordinación local informa al consejo del nivel siguiente (Ley 28056, art. 5)."
        ),
        submit=_("Registrar el informe"),
    )


@process_role(*COORDINATION)
def close(request: HttpRequest, process: BudgetProcess) -> HttpResponse:
    if queries.coordination_of(process):
        messages.info(request, _("La coordinación ya está cerrada con su acta."))
        return redirect(_home(process))
    form = forms.MinutesForm(request.POST or None)
    return form_page(
        request,
        process,
        form=form,
        run=lambda: actions.close_coordination(
            process=process, actor=request.user, at=timezone.now(), **form.cleaned_data
        ),
        done=_("Acta publicada: la coordinación está cerrada."),
        back=_home(process),
        heading=_("Cerrar la coordinación con su acta"),
        lead=_("Listas, coincidencias y cofinanciamiento se escriben solos. Después de cerrar no cambian."),
        submit=_("Cerrar y publicar el acta"),
        danger=True,
    )
