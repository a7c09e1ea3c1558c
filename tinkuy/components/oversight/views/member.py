"""Reports and requests: members write them, a step at a time; the entity receives and answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.files.enums import DOCUMENTS, IMAGES, SPREADSHEETS
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

from .. import actions, queries
from ..forms import AnswerForm, EscalateForm, EvidenceForm, FindingForm, InquiryForm, StartReportForm, SummaryForm
from ..models import Finding, OversightCommittee, OversightReport

insider = space_role("oversight", "coordinator", "desk")
members_only = space_role("oversight")
entity_only = space_role("coordinator", "desk")
HANDED_OVER = DOCUMENTS | IMAGES | SPREADSHEETS


@insider
def reports(request: HttpRequest, space: Space) -> HttpResponse:
    committee = queries.committee_of(space)
    choices = queries.period_choices(committee)
    form = StartReportForm(request.POST or None, periods=choices)
    if request.method == "POST" and "oversight" in roles_of(request.user, space) and form.is_valid():
        begins = parse_date(form.cleaned_data["starts_on"])
        made = actions.start_report(committee=committee, starts_on=begins, actor=request.user, at=timezone.now())
        return redirect("oversight:member_report", space.slug, made.number)
    context = {
        "space": space,
        "committee": committee,
        "form": form,
        "reports": queries.reports_visible_to(committee, insider=True) if committee.pk else [],
        "owed": queries.owed_reports(committee, timezone.localdate()),
        "may_write": "oversight" in roles_of(request.user, space),
        "can_start": bool(choices),
    }
    return render(request, "oversight/desk/reports.html", context)


@insider
@require_GET
def report(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    return _page(request, _one(space, number))


@members_only
@require_POST
def summary(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    row, form = _one(space, number), SummaryForm(request.POST)
    if not form.is_valid():
        return _page(request, row, summary_form=form)
    return _step(request, row, actions.save_summary, {"report": row}, _("Guardado."), summary_form=form)


@members_only
@require_POST
def finding(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    row, form = _one(space, number), FindingForm(request.POST)
    if not form.is_valid():
        return _page(request, row, finding_form=form)
    done = _("El hallazgo quedó guardado. Puedes añadirle fotos.")
    return _step(request, row, actions.add_finding, {"report": row}, done, finding_form=form)


@members_only
@require_POST
def evidence(request: HttpRequest, space: Space, number: int, pk: int) -> HttpResponse:
    row, form = _one(space, number), EvidenceForm(request.POST, request.FILES)
    found = get_object_or_404(row.findings, pk=pk)
    if form.is_valid():
        upload = form.cleaned_data["upload"]
        actions.add_evidence(finding=found, upload=upload, actor=request.user, at=timezone.now())
        messages.success(request, _("El archivo quedó guardado."))
        return redirect("oversight:member_report", space.slug, number)
    return _page(request, row, evidence_form=form)


@members_only
@require_POST
def remove(request: HttpRequest, space: Space, number: int, pk: int) -> HttpResponse:
    row = _one(space, number)
    actions.remove_finding(finding=get_object_or_404(row.findings, pk=pk), actor=request.user, at=timezone.now())
    return redirect("oversight:member_report", space.slug, number)


@members_only
@require_POST
def present(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    row = _one(space, number)
    return _step(request, row, actions.present_report, {"report": row}, _("El reporte quedó presentado a la entidad."))


@members_only
@require_POST
def escalate(request: HttpRequest, space: Space, number: int, pk: int) -> HttpResponse:
    row, form = _one(space, number), EscalateForm(request.POST)
    found = get_object_or_404(row.findings, pk=pk)
    if not form.is_valid():
        return _page(request, row, escalate_form=form)
    done = _("Quedó registrado a quién se llevó.")
    return _step(request, row, actions.escalate_finding, {"finding": found}, done, escalate_form=form)


@entity_only
@require_POST
def receive(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    row = _one(space, number)
    return _step(request, row, actions.receive_report, {"report": row}, _("El reporte consta como recibido."))


@entity_only
@require_POST
def answer(request: HttpRequest, space: Space, number: int, pk: int) -> HttpResponse:
    row, form = _one(space, number), AnswerForm(request.POST)
    found = get_object_or_404(row.findings, pk=pk)
    if not form.is_valid():
        return _page(request, row, answer_form=form)
    return _step(request, row, actions.answer_finding, {"finding": found}, _("La respuesta quedó registrada."), f=form)


@insider
@require_POST
def publish(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    row = _one(space, number)
    return _step(request, row, actions.publish_report, {"report": row}, _("El reporte ya es público."))


@insider
def inquiries(request: HttpRequest, space: Space) -> HttpResponse:
    committee, form = queries.committee_of(space), InquiryForm(request.POST or None)
    may_ask = "oversight" in roles_of(request.user, space)
    if request.method == "POST" and may_ask and form.is_valid():
        actions.ask_information(committee=committee, actor=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("El pedido quedó registrado, con su plazo."))
        return redirect("oversight:inquiries", space.slug)
    return _inquiries_page(request, committee, form, may_ask=may_ask)


@entity_only
@require_POST
def answer_inquiry(request: HttpRequest, space: Space, number: int) -> HttpResponse:
    committee, form = queries.committee_of(space), AnswerForm(request.POST)
    found = get_object_or_404(queries.inquiries(committee), number=number)
    if not form.is_valid():
        return _inquiries_page(request, committee, InquiryForm(), may_ask=False, answer_form=form)
    at, upload = timezone.now(), request.FILES.get("file")
    stored = upload and store_upload(
        upload=upload, allowed=HANDED_OVER, max_size=10 * 1024 * 1024, uploader=request.user, at=at
    )
    actions.answer_inquiry(
        inquiry=found, answer=form.cleaned_data["answer"], file=stored or None, actor=request.user, at=at
    )
    messages.success(request, _("La respuesta quedó registrada."))
    return redirect("oversight:inquiries", space.slug)


def _inquiries_page(
    request: HttpRequest, committee: OversightCommittee, form: InquiryForm, *, may_ask: bool, **more: Any
) -> HttpResponse:
    context = {
        "space": committee.space,
        "committee": committee,
        "rows": queries.inquiries(committee)[:100] if committee.pk else [],
        "form": form,
        "may_ask": may_ask,
        "answer_form": AnswerForm(),
        "today": timezone.localdate(),
        **more,
    }
    bad = form.errors or any(item.errors for item in more.values())
    return render(request, "oversight/desk/inquiries.html", context, status=422 if bad else 200)


def _step(
    request: HttpRequest, row: OversightReport, action: Any, subject: dict[str, Any], done: str, **forms: Any
) -> HttpResponse:
    """Does it and comes back; a refusal is shown where it happened, with what was typed."""
    data: dict[str, Any] = next((form.cleaned_data for form in forms.values()), {})
    try:
        action(**subject, **data, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, row, refused=refused, **forms)
    messages.success(request, done)
    return redirect("oversight:member_report", row.committee.space.slug, row.number)


def _one(space: Space, number: int) -> OversightReport:
    rows = OversightReport.objects.filter(committee__space=space)
    return get_object_or_404(rows.select_related("committee__space__body"), number=number)


def _page(request: HttpRequest, row: OversightReport, *, refused: Refused | None = None, **forms: Any) -> HttpResponse:
    space = row.committee.space
    roles = roles_of(request.user, space)
    findings = list(Finding.objects.filter(report=row).prefetch_related("evidence__file"))
    context = {
        "space": space,
        "report": row,
        "findings": findings,
        "known": queries.known_investments(space, {item.cui for item in findings}),
        "writes": "oversight" in roles and row.state == "draft",
        "is_member": "oversight" in roles,
        "answers": bool(roles & {"coordinator", "desk"}),
        "refused": refused,
        "summary_form": SummaryForm(initial={"summary": row.summary}),
        "finding_form": FindingForm(),
        "evidence_form": EvidenceForm(),
        "answer_form": AnswerForm(),
        "escalate_form": EscalateForm(),
        "today": timezone.localdate(),
        **forms,
    }
    status = refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "oversight/desk/report.html", context, status=status)
