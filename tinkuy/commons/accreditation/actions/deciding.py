"""The desk reviews: observe with a term, admit, reject with a reason; and what follows when nobody cures."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays.queries import due_date
from tinkuy.foundation.workdays.rules import DueDate

from .. import queries
from ..enums import ListKind, RequestState
from ..models import AccreditationRequest
from ..queries.procedure import entry_of
from ..refusals import AccreditationRefusal
from ..rules import state_after_failed_cure
from .steps import change_state, lock_request, tell

DESK = "desk"


@transaction.atomic
def observe_request(
    *, request: AccreditationRequest, reason: str, actor: User, at: datetime, working_days: int | None = None
) -> AccreditationRequest:
    """Something is missing: the person has so many working days from tomorrow, never fewer than the ordinance says."""
    row = _to_rule_on(request, actor, at, reason=reason)
    least = queries.rules_of(row.space).cure_working_days
    days = working_days or least
    if days < least:
        raise Refused(AccreditationRefusal.TERM_TOO_SHORT, days=least)
    term = due_date(timezone.localdate(at), days, ubigeo=row.space.body.ubigeo)
    row.observation, row.cure_due_on, row.cure_working = reason.strip(), term.due, working_of(term)
    row.save(update_fields=["observation", "cure_due_on", "cure_working"])
    payload: dict[str, object] = {"working_days": days, "due_on": term.due.isoformat()}
    change_state(
        request=row,
        to=RequestState.OBSERVED,
        actor=actor,
        role=DESK,
        at=at,
        reason=row.observation,
        due_on=term.due,
        payload=payload,
    )
    _tell_observed(row, days, at)
    return row


@transaction.atomic
def admit_request(*, request: AccreditationRequest, actor: User, at: datetime) -> AccreditationRequest:
    """The file is in order. The credential is a second step: between them are the lists
    and the challenges, where the ordinance foresees them."""
    row = _to_rule_on(request, actor, at)
    change_state(request=row, to=RequestState.ADMITTED, actor=actor, role=DESK, at=at)
    tell(
        row,
        subject=_("Tu inscripción %(code)s fue admitida") % {"code": row.code},
        lines=[
            _("La mesa revisó tu inscripción y está en orden."),
            _("Lo que sigue: la acreditación y tu credencial. Te escribiremos cuando esté lista."),
        ],
        at=at,
    )
    return row


@transaction.atomic
def reject_request(*, request: AccreditationRequest, reason: str, actor: User, at: datetime) -> AccreditationRequest:
    """A no with its reason. The person may write a new request while registration is open."""
    row = _to_rule_on(request, actor, at, reason=reason)
    if queries.rules_of(row.space).allows_challenges and entry_of(row, ListKind.PROVISIONAL):
        raise Refused(AccreditationRefusal.LIST_CLOSED)
    row.decided_at = at
    row.save(update_fields=["decided_at"])
    change_state(request=row, to=RequestState.REJECTED, actor=actor, role=DESK, at=at, reason=reason.strip())
    _tell_rejected(row, reason, at)
    return row


@transaction.atomic
def resolve_uncured(*, request: AccreditationRequest, actor: User | None, at: datetime) -> AccreditationRequest:
    """The term passed without an answer: archived, or admitted with voice only where the ordinance says so.
    Repeating it changes nothing. Voice only still needs its credential (`grant_accreditation`)."""
    row = lock_request(request)
    if row.state != RequestState.OBSERVED or not row.cure_due_on or timezone.localdate(at) <= row.cure_due_on:
        return row
    target = state_after_failed_cure(queries.rules_of(row.space).failed_cure)
    reason = _("Nadie subsanó la observación hasta el %(due)s.") % {
        "due": date_format(row.cure_due_on, r"l j \d\e F \d\e Y")
    }
    row.decided_at = at
    row.save(update_fields=["decided_at"])
    change_state(request=row, to=target, actor=actor, role=DESK if actor else "system", at=at, reason=reason)
    if target == RequestState.REJECTED:
        _tell_rejected(row, reason, at)
    return row


def working_of(term: DueDate) -> list[dict[str, Any]]:
    """The count of the days as it is kept and shown: day, number (0 when it does not count), why."""
    return [
        {"day": step.day.isoformat(), "number": step.counted, "reason": step.reason, "article": step.article}
        for step in term.steps
    ]


def _to_rule_on(
    request: AccreditationRequest, actor: User, at: datetime, *, reason: str | None = None
) -> AccreditationRequest:
    """The request, locked, when this person may decide on it now; `reason` must say something when it is asked."""
    row = lock_request(request)
    refusal = queries.why_not_review(row.space, at) or queries.why_not_rule(row, actor)
    if refusal:
        raise Refused(refusal)
    if reason is not None and not reason.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    return row


def _tell_observed(row: AccreditationRequest, days: int, at: datetime) -> None:
    due = date_format(row.cure_due_on, r"l j \d\e F \d\e Y") if row.cure_due_on else ""
    tell(
        row,
        subject=_("Completa tu inscripción %(code)s hasta el %(due)s") % {"code": row.code, "due": due},
        lines=[
            _("La mesa revisó tu inscripción y encontró esto: %(reason)s") % {"reason": row.observation},
            _("Tienes %(days)s días hábiles: hasta el %(due)s, todo el día.") % {"days": days, "due": due},
            _("Entra a tu inscripción, corrige lo que se pide y pulsa «Enviar subsanación»."),
        ],
        at=at,
    )


def _tell_rejected(row: AccreditationRequest, reason: str, at: datetime) -> None:
    tell(
        row,
        subject=_("Tu inscripción %(code)s no fue aceptada") % {"code": row.code},
        lines=[
            _("Motivo: %(reason)s") % {"reason": reason.strip()},
            _("Puedes inscribirte de nuevo mientras la inscripción siga abierta, o escribir a la unidad responsable."),
        ],
        at=at,
    )
