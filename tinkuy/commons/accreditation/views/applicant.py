"""The person's side: three steps, a page to check, a receipt, and what follows. Every request is one's own or 404."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.accounts.actions import count_lookup
from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.organizations.queries import organization_named
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import public_space, signed_in_space
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from .. import actions, queries
from ..enums import EvidenceKind, RequestState
from ..forms import ConsentForm, CureForm, EvidenceForm, PersonForm, RepresentationForm
from ..models import AccreditationRequest
from ..queries.credits import Need, needs_of
from ..refusals import AccreditationRefusal
from ..rules import evidence_asked, why_not_send
from .words import facts_of, steps_of, working_of

_EDITABLE = (RequestState.DRAFT, RequestState.OBSERVED)


@public_space
@require_GET
def start(request: HttpRequest, space: Space) -> HttpResponse:
    """What it takes to register, before anybody types anything; or where one's own request is."""
    rules = queries.rules_of(space)
    context = {
        "space": space,
        "rules": rules,
        "evidence": rules.evidence.all() if rules.pk else [],
        "mine": queries.request_of(request.user, space),
        "refusal": why_not_stage(space, "register", timezone.now()),
    }
    return render(request, "accreditation/start.html", context)


@signed_in_space
def begin(request: HttpRequest, space: Space) -> HttpResponse:
    """Opens the draft. A GET is somebody who comes back from signing in: to the page with the button."""
    if request.method != "POST":
        return redirect("accreditation:start", space.slug)
    draft = actions.start_request(space=space, actor=request.user, at=timezone.now())
    return redirect(
        "accreditation:person" if draft.state in _EDITABLE else "accreditation:request", space.slug, draft.code
    )


@signed_in_space
@require_GET
def detail(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """Where one's request is, what happened to it and what follows."""
    row = _own(request, space, code)
    if row.state == RequestState.DRAFT:
        return redirect("accreditation:person", space.slug, row.code)
    context = {
        "space": space,
        "row": row,
        "kind": queries.look_of(row),
        "facts": facts_of(row),
        "events": row.events.all(),
        "working": working_of(row),
        "credential": getattr(row, "accreditation", None),
        "needs": _needs(row),
        "is_late": bool(row.cure_due_on and timezone.localdate() > row.cure_due_on),
    }
    return render(request, "accreditation/request.html", context)


def _needs(row: AccreditationRequest) -> list[Need]:
    credential = getattr(row, "accreditation", None)
    return needs_of(credential, queries.rules_of(row.space), timezone.now()) if credential else []


@signed_in_space
def person(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = own_editable(request, space, code)
    form = PersonForm(request.POST or None, initial=_initial(row, actions.PERSON_FIELDS), saved=row)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["document_number"]:
            count_lookup(source=f"account:{request.user.pk}", at=timezone.now())
        actions.save_person(request=row, actor=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("accreditation:representation", space.slug, row.code)
    return _step(request, "accreditation/person.html", row, 1, form=form)


@signed_in_space
def representation(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = own_editable(request, space, code)
    initial = {**_initial(row, actions.REPRESENTATION_FIELDS), "organization_ruc": row.organization_ruc}
    initial |= {"place": row.district_code or row.province_code, "segment": row.segment_id}
    form = RepresentationForm(request.POST or None, initial=initial, space=space, rules=queries.rules_of(space))
    if request.method == "POST" and form.is_valid():
        actions.save_representation(request=row, actor=request.user, at=timezone.now(), **form.cleaned_data)
        return redirect("accreditation:evidence", space.slug, row.code)
    return _step(request, "accreditation/representation.html", row, 2, form=form)


@signed_in_space
def evidence(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = own_editable(request, space, code)
    asked = evidence_asked(queries.requirements_of(queries.rules_of(space)).evidence, row.represents)
    form = EvidenceForm(request.POST or None, request.FILES or None, asked=asked)
    refused, status = None, 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.attach_evidence(
                request=row, kind=data["kind"], upload=data["file"], actor=request.user, at=timezone.now()
            )
            messages.success(request, _("El archivo quedó adjunto."))
            return redirect("accreditation:evidence", space.slug, row.code)
        except Refused as refusal:
            refused, status = refusal, refusal.status
    given = {item.kind for item in row.evidence.all()}
    missing = [EvidenceKind(kind).label for kind in asked if kind not in given]
    context = {"form": form, "files": row.evidence.select_related("file"), "missing": missing, "refused": refused}
    return _step(request, "accreditation/evidence.html", row, 3, status=status, **context)


@signed_in_space
@require_GET
def evidence_file(request: HttpRequest, space: Space, code: str, pk: int) -> FileResponse:
    item = get_object_or_404(_own(request, space, code).evidence.select_related("file"), pk=pk)
    return file_response(item.file)


@signed_in_space
@require_POST
def evidence_remove(request: HttpRequest, space: Space, code: str, pk: int) -> HttpResponse:
    row = own_editable(request, space, code)
    item = get_object_or_404(row.evidence, pk=pk)
    actions.remove_evidence(request=row, evidence=item, actor=request.user, at=timezone.now())
    messages.success(request, _("El archivo ya no está en tu inscripción."))
    return redirect("accreditation:evidence", space.slug, row.code)


@signed_in_space
def check(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """Everything on one page before it is sent; the boxes of consent are here, each by itself."""
    row = own_editable(request, space, code)
    form = ConsentForm(
        request.POST or None, initial=dict.fromkeys(row.consents.values_list("purpose", flat=True), True)
    )
    refused = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_consents(request=row, purposes=form.purposes, actor=request.user, at=timezone.now())
            count_lookup(source=f"account:{request.user.pk}", at=timezone.now())
            if row.state == RequestState.OBSERVED:
                return redirect("accreditation:cure", space.slug, row.code)
            actions.send_request(request=row, actor=request.user, at=timezone.now())
            return redirect("accreditation:receipt", space.slug, row.code)
        except Refused as refusal:
            refused = refusal
    known = organization_named(name=row.organization_name, ruc=row.organization_ruc, ubigeo=row.province_code)
    context = {
        "form": form,
        "refused": refused,
        "facts": facts_of(row),
        "files": row.evidence.select_related("file"),
        "known_organization": known if row.organization_name else None,
        "obstacle": _obstacle(row) if refused is None else None,
    }
    return _step(request, "accreditation/check.html", row, 4, status=refused.status if refused else 200, **context)


@signed_in_space
@require_GET
def receipt(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = _own(request, space, code)
    if row.sent_at is None:
        return redirect("accreditation:check", space.slug, row.code)
    return render(request, "accreditation/receipt.html", {"space": space, "row": row, "facts": facts_of(row)})


@signed_in_space
def cure(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """What was observed, until when and why that day; the steps to correct; the answer."""
    row = _own(request, space, code)
    if row.state != RequestState.OBSERVED:
        return redirect("accreditation:request", space.slug, row.code)
    form, refused = CureForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.cure_request(request=row, actor=request.user, note=form.cleaned_data["note"], at=timezone.now())
            messages.success(request, _("Tu subsanación llegó a la mesa. Te escribiremos cuando la revise."))
            return redirect("accreditation:request", space.slug, row.code)
        except Refused as refusal:
            refused = refusal
    context = {
        "space": space,
        "row": row,
        "form": form,
        "refused": refused,
        "working": working_of(row),
        "is_late": bool(row.cure_due_on and timezone.localdate() > row.cure_due_on),
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/cure.html", context, status=status)


@signed_in_space
@require_POST
def discard(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    actions.discard_draft(request=_own(request, space, code), actor=request.user, at=timezone.now())
    messages.success(request, _("Tu borrador se borró con todo lo que tenía."))
    return redirect("accreditation:start", space.slug)


def _own(request: HttpRequest, space: Space, code: str) -> AccreditationRequest:
    rows = AccreditationRequest.objects.select_related("space", "space__body", "segment", "applicant", "accreditation")
    return get_object_or_404(rows, space=space, code=code, applicant_id=request.user.pk)


def own_editable(request: HttpRequest, space: Space, code: str) -> AccreditationRequest:
    row = _own(request, space, code)
    if row.state not in _EDITABLE:
        raise Refused(AccreditationRefusal.NOT_EDITABLE)
    return row


def _initial(row: AccreditationRequest, names: tuple[str, ...]) -> dict[str, Any]:
    return {"document_kind": row.document_kind or "dni"} | {name: getattr(row, name) for name in names}


def _obstacle(row: AccreditationRequest) -> Refused | None:
    """What would stop it now, consents aside: said before the person ticks and sends."""
    refusal = why_not_stage(row.space, "register", timezone.now()) if row.state == RequestState.DRAFT else None
    if refusal:
        return Refused(refusal)
    found = why_not_send(
        queries.request_facts(row, at=timezone.now()), queries.requirements_of(queries.rules_of(row.space))
    )
    if found is None or found.refusal is AccreditationRefusal.CONSENT_MISSING:
        return None
    return Refused(found.refusal, **found.facts)


def _step(
    request: HttpRequest, template: str, row: AccreditationRequest, number: int, *, status: int = 200, **context: Any
) -> HttpResponse:
    base = {"space": row.space, "row": row, "steps": steps_of(row, number), "number": number}
    closing = None
    if row.state == RequestState.DRAFT:
        closing = why_not_stage(row.space, "register", timezone.now())
    if context.get("form") is not None and context["form"].errors:
        status = 422 if status == 200 else status
    return render(request, template, {**base, "closed": closing, **context}, status=status)
