"""What every change of state does: lock, check the table of transitions, write, remember, record, tell."""

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from ..enums import RequestState
from ..models import AccreditationRequest, RequestEvent
from ..refusals import AccreditationRefusal
from ..rules import may_become

# In the words of the log of acts.
VERBS = {
    RequestState.SENT: "accreditation.sent_request",
    RequestState.OBSERVED: "accreditation.observed_request",
    RequestState.CURED: "accreditation.cured_request",
    RequestState.ADMITTED: "accreditation.admitted_request",
    RequestState.REJECTED: "accreditation.rejected_request",
    RequestState.ACCREDITED: "accreditation.granted_accreditation",
    RequestState.VOICE_ONLY: "accreditation.granted_voice_only",
    RequestState.SUSPENDED: "accreditation.suspended_accreditation",
    RequestState.ENDED: "accreditation.ended_accreditation",
    RequestState.CHALLENGED: "accreditation.challenged_request",
    RequestState.REPLACED: "accreditation.replaced_accreditation",
    RequestState.REMOVED: "accreditation.removed_accreditation",
}


def lock_space(space_id: int) -> Space:
    """One line at the door of a space: who sends, and who grants, goes one at a time."""
    return Space.objects.select_for_update(no_key=True).get(pk=space_id)


def lock_request(request: AccreditationRequest) -> AccreditationRequest:
    """The row as it is now, locked. Its space is read with it."""
    rows = AccreditationRequest.objects.select_for_update(of=("self",)).select_related("space", "space__body")
    return rows.get(pk=request.pk)


def change_state(
    *,
    request: AccreditationRequest,
    to: RequestState,
    actor: User | None,
    role: str,
    at: datetime,
    reason: str = "",
    due_on: date | None = None,
    payload: dict[str, object] | None = None,
) -> None:
    """Writes the new state, the private history and the public act. The payload never has personal data."""
    if not may_become(request.state, to):
        raise Refused(AccreditationRefusal.NOT_FROM_THIS_STATE, state=request.get_state_display().lower())
    before, request.state = request.state, to
    request.save(update_fields=["state"])
    RequestEvent.objects.create(
        request=request,
        from_state=before,
        to_state=to,
        at=at,
        actor=actor,
        actor_role=role,
        reason=reason,
        due_on=due_on,
    )
    record(
        chain=request.space.chain,
        kind=VERBS[to],
        at=at,
        actor_role=role,
        actor_number=actor.pk if actor else None,
        subject_kind="accreditation_request",
        subject_number=request.pk,
        subject_label=request.code,
        payload={
            "from": before,
            "to": str(to),
            "class": request.agent_class,
            "seat": request.seat,
            "channel": request.channel,
            **(payload or {}),
        },
    )


def tell(request: AccreditationRequest, *, subject: str, lines: list[str], at: datetime) -> None:
    """A message with what happened, why and what follows; one per event. Nobody to write to: the desk sees it."""
    recipient = request.applicant.email if request.applicant else request.email
    if not recipient:
        return
    event = request.events.order_by("-id").values_list("id", flat=True).first()
    link = f"{settings.BASE_URL}{reverse('accreditation:request', args=[request.space.slug, request.code])}"
    follow = [_("Sigue tu inscripción aquí: %(link)s") % {"link": link}] if request.applicant else []
    greeting = _("Hola, %(name)s:") % {"name": request.given_names}
    signature = f"{request.space.responsible_unit or request.space.body.name}\n{request.space.title}"
    queue_message(
        recipient=recipient,
        subject=subject[:200],
        body="\n\n".join([greeting, *[line for line in lines if line], *follow, signature]),
        kind="accreditation",
        key=f"accreditation:{request.pk}:{event}",
        at=at,
        is_legal_notice=True,
    )
