"""The desk: the queue, one request, and each decision as a POST of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..enums import AccreditationStatus, RequestState
from ..forms import GrantForm, ObserveForm, QueueFilter, ReasonForm, province_choices
from ..forms.procedure import SanctionForm
from ..models import AccreditationRequest
from ..queries import adherents, procedure, replacements
from ..queries.publication import publication_term
from .words import person_facts, representation_facts, working_of

PAGE = 40
at_the_desk = space_role("desk", "coordinator", "technical_team")


@at_the_desk
@require_GET
def queue(request: HttpRequest, space: Space) -> HttpResponse:
    """Who waits, the oldest first; filters that the address keeps."""
    form = QueueFilter(request.GET or None, space=space)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    rows = queries.desk_queue(
        space, state=asked.get("estado", ""), text=asked.get("q", ""), province=asked.get("provincia", "")
    )
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("sent_at", "pk"))
    provinces = dict(province_choices(space))
    counts = queries.counts_by_state(space)
    today = timezone.localdate()
    rules = queries.rules_of(space)
    term = publication_term(space, rules)
    context = {
        "space": space,
        "form": form,
        "page": page,
        "rows": [(row, queries.look_of(row), provinces.get(row.province_code, "")) for row in page.rows],
        "counts": [(state, label, counts.get(state, 0)) for state, label in RequestState.choices if state != "draft"],
        "asked": asked,
        "rules": rules,
        "term": term,
        "term_is_late": bool(term and term.is_late(today)),
        "overdue": queries.overdue(space, today),
        "today": today,
    }
    return render(request, "accreditation/desk/queue.html", context)


@at_the_desk
@require_GET
def review(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    return _page(request, _one(space, code))


@at_the_desk
@require_GET
def evidence_file(request: HttpRequest, space: Space, code: str, pk: int) -> FileResponse:
    item = get_object_or_404(_one(space, code).evidence.select_related("file"), pk=pk)
    return file_response(item.file, as_attachment="ver" not in request.GET)


@at_the_desk
@require_POST
def observe(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), ObserveForm(request.POST)
    if not form.is_valid():
        return _page(request, row, observe_form=form)
    done = _("La observación quedó registrada y la persona fue avisada.")
    return _decide(request, row, actions.observe_request, done, {"observe_form": form}, **form.cleaned_data)


@at_the_desk
@require_POST
def admit(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    return _decide(request, _one(space, code), actions.admit_request, _("La inscripción quedó admitida."), {})


@at_the_desk
@require_POST
def reject(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), ReasonForm(request.POST, prefix="reject")
    if not form.is_valid():
        return _page(request, row, reject_form=form)
    done = _("La inscripción quedó rechazada y la persona fue avisada.")
    return _decide(request, row, actions.reject_request, done, {"reject_form": form}, **form.cleaned_data)


@at_the_desk
@require_POST
def grant(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = _one(space, code)
    form = GrantForm(request.POST, prefix="grant", needs_identity=queries.needs_identity_check(row))
    if not form.is_valid():
        return _page(request, row, grant_form=form)
    given = {
        "with_vote": form.cleaned_data["standing"] == "vote",
        "reason": form.cleaned_data["reason"],
        "identity_means": form.identity_means,
    }
    done = _("La credencial quedó emitida y la persona fue avisada.")
    return _decide(request, row, actions.grant_accreditation, done, {"grant_form": form}, **given)


@at_the_desk
@require_POST
def expire(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    done = _("El plazo vencido quedó resuelto como dice la ordenanza.")
    return _decide(request, _one(space, code), actions.resolve_uncured, done, {})


_CHANGES = {
    "suspender": actions.suspend_accreditation,
    "devolver": actions.reinstate_accreditation,
    "terminar": actions.end_accreditation,
}


@at_the_desk
@require_POST
def change_credential(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), ReasonForm(request.POST, prefix="change")
    change = _CHANGES.get(request.POST.get("cambio", ""))
    credential = getattr(row, "accreditation", None)
    if change is None or credential is None or not form.is_valid():
        return _page(request, row, change_form=form)
    done = _("La credencial cambió y la persona fue avisada.")
    reason = form.cleaned_data["reason"]
    return _decide(request, row, change, done, {"change_form": form}, accreditation=credential, reason=reason)


@at_the_desk
@require_POST
def sanction(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """A warning, a letter, a suspension or the removal, with its reason."""
    row, form = _one(space, code), SanctionForm(request.POST, prefix="sanction")
    credential = getattr(row, "accreditation", None)
    if credential is None or not form.is_valid():
        return _page(request, row, sanction_form=form)
    done = _("La medida quedó en el expediente de la persona.")
    given = {"accreditation": credential, **form.cleaned_data}
    return _decide(request, row, actions.sanction_accreditation, done, {"sanction_form": form}, **given)


def _one(space: Space, code: str) -> AccreditationRequest:
    rows = AccreditationRequest.objects.exclude(state=RequestState.DRAFT)
    rows = rows.select_related("space", "space__body", "segment", "organization", "applicant", "accreditation")
    return get_object_or_404(rows, space=space, code=code)


def _decide(
    request: HttpRequest,
    row: AccreditationRequest,
    act: Callable[..., Any],
    done: str,
    forms: dict[str, Any],
    **arguments: Any,
) -> HttpResponse:
    """Runs the act; a refusal comes back on the same page with what was typed."""
    subject = {} if "accreditation" in arguments else {"request": row}
    try:
        act(**subject, **arguments, actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, _one(row.space, row.code), refused=refused, **forms)
    messages.success(request, done)
    return redirect("accreditation:review", row.space.slug, row.code)


def _page(
    request: HttpRequest, row: AccreditationRequest, *, refused: Refused | None = None, **forms: Any
) -> HttpResponse:
    days = queries.rules_of(row.space).cure_working_days
    shut = queries.why_not_review(row.space, timezone.now()) or queries.why_not_rule(row, request.user)
    context = {
        "space": row.space,
        "row": row,
        "kind": queries.look_of(row),
        "person_facts": person_facts(row),
        "representation_facts": representation_facts(row),
        "files": row.evidence.select_related("file"),
        "events": row.events.select_related("actor"),
        "working": working_of(row),
        "twins": queries.likely_twins(row),
        "lookalikes": queries.likely_same_organizations(row),
        "companions": _companions(row),
        "credential": getattr(row, "accreditation", None),
        "shut": Refused(shut) if shut else None,
        "can": _what_can_be_done(row),
        "refused": refused,
        "observe_form": ObserveForm(initial={"working_days": days}),
        "reject_form": ReasonForm(prefix="reject"),
        "grant_form": GrantForm(prefix="grant", needs_identity=queries.needs_identity_check(row)),
        "change_form": ReasonForm(prefix="change"),
        "sanction_form": SanctionForm(prefix="sanction"),
        "replacement_form": ReasonForm(prefix="replacement"),
        "sanctions": _sanctions(row),
        "adherents": adherents.standing_of(row),
        "replacement": replacements.asked_for(row),
        **forms,
    }
    status = refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
    return render(request, "accreditation/desk/review.html", context, status=status)


def _companions(row: AccreditationRequest) -> Any:
    """Who else stands for the same organisation in this space."""
    if row.organization_id is None:
        return AccreditationRequest.objects.none()
    same = AccreditationRequest.objects.filter(space=row.space, organization_id=row.organization_id)
    return same.exclude(pk=row.pk).exclude(state=RequestState.DRAFT).order_by(F("sent_at"))


def _sanctions(row: AccreditationRequest) -> Any:
    credential = getattr(row, "accreditation", None)
    return credential.sanctions.select_related("imposed_by") if credential else []


def _what_can_be_done(row: AccreditationRequest) -> dict[str, bool]:
    state = row.state
    credential = getattr(row, "accreditation", None)
    status = credential.status if credential else ""
    overdue = state == RequestState.OBSERVED and row.cure_due_on and timezone.localdate() > row.cure_due_on
    return {
        "observe": state in (RequestState.SENT, RequestState.CURED),
        "admit": state in (RequestState.SENT, RequestState.CURED),
        "reject": state in (RequestState.SENT, RequestState.CURED, RequestState.ADMITTED),
        "grant": state == RequestState.ADMITTED or (state == RequestState.VOICE_ONLY and credential is None),
        "expire": bool(overdue),
        "suspend": status == AccreditationStatus.ACTIVE,
        "reinstate": status == AccreditationStatus.SUSPENDED,
        "end": status in (AccreditationStatus.ACTIVE, AccreditationStatus.SUSPENDED),
        "replace": status in (AccreditationStatus.ACTIVE, AccreditationStatus.SUSPENDED)
        and row.organization_id is not None,
        "challenge": state in (RequestState.ADMITTED, RequestState.CHALLENGED)
        and procedure.may_still_challenge(row.space, timezone.localdate()),
    }
