"""The challenge of a listed person (tacha): filed and transferred, answered, ruled on. Each term keeps its count."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import short_code
from tinkuy.foundation.workdays.queries import due_date

from .. import queries
from ..enums import OPEN_CHALLENGES, ChallengeBy, ChallengeState, ListKind, RequestState
from ..models import AccreditationRequest, Challenge
from ..queries import procedure
from ..refusals import AccreditationRefusal
from ..rules.procedure import RulingFacts, why_not_challenge, why_not_rule_on_challenge
from .deciding import DESK, working_of
from .drafts import ACCEPTED, MAX_SIZE
from .steps import change_state, lock_request, lock_space, tell


def file_challenge(
    *,
    request: AccreditationRequest,
    ground: str,
    text: str,
    actor: User,
    at: datetime,
    upload: Upload | None = None,
    on_paper_by: str = "",
) -> Challenge:
    """Files it and transfers it at once: the person challenged is told and their term to answer runs from the next
    working day; the term to rule runs from the end of that one. `on_paper_by`: who signed,
    when the desk files it."""
    try:
        with transaction.atomic():
            return _file(request, ground, text, actor, at, upload, on_paper_by.strip())
    except IntegrityError as error:
        raise Refused(AccreditationRefusal.ALREADY_CHALLENGED) from error


def _file(
    request: AccreditationRequest,
    ground: str,
    text: str,
    actor: User,
    at: datetime,
    upload: Upload | None,
    on_paper_by: str,
) -> Challenge:
    lock_space(request.space_id)
    row = lock_request(request)
    rules, filer = queries.rules_of(row.space), None if on_paper_by else actor
    facts = procedure.challenge_facts(row, rules, filer, at)
    refusal = why_not_challenge(facts)
    if refusal:
        who = ChallengeBy(rules.challenged_by).label.lower()
        raise Refused(refusal, until=date_format(facts.until) if facts.until else "", who=who)
    if not text.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    answer = due_date(timezone.localdate(at), rules.answer_working_days, ubigeo=row.space.body.ubigeo)
    ruling = due_date(answer.due, rules.ruling_working_days, ubigeo=row.space.body.ubigeo)
    against = procedure.last_list(row.space, ListKind.PROVISIONAL)
    if against is None:
        raise Refused(AccreditationRefusal.NOT_IN_THE_LIST)
    challenge = Challenge.objects.create(
        space=row.space,
        request=row,
        roster_list=against,
        code=short_code(),
        filer=filer,
        filer_name=on_paper_by or actor.full_name,
        entered_by=actor if on_paper_by else None,
        ground=ground,
        text=text.strip(),
        file=_stored(upload, actor, at),
        filed_at=at,
        answer_due_on=answer.due,
        answer_working=working_of(answer),
        ruling_due_on=ruling.due,
        ruling_working=working_of(ruling),
    )
    role = DESK if on_paper_by else "person"
    if row.state != RequestState.CHALLENGED:
        change_state(request=row, to=RequestState.CHALLENGED, actor=actor, role=role, at=at, due_on=answer.due)
    _record(challenge, "filed", role, actor, at)
    tell(
        row,
        subject=_("Tacharon tu inscripción %(code)s: responde hasta el %(due)s")
        % {"code": row.code, "due": date_format(answer.due)},
        lines=[
            _("Motivo que se alega: %(ground)s.") % {"ground": challenge.get_ground_display()},
            _("Tienes %(days)s días hábiles, hasta el %(due)s, para presentar tu descargo y tus pruebas.")
            % {"days": rules.answer_working_days, "due": date_format(answer.due)},
        ],
        at=at,
    )
    return challenge


@transaction.atomic
def answer_challenge(
    *, challenge: Challenge, answer: str, actor: User, at: datetime, upload: Upload | None = None
) -> Challenge:
    """The other side speaks, by itself or at the desk; the due day counts whole."""
    row = _locked(challenge)
    late = timezone.localdate(at) > row.answer_due_on
    if late or row.state != ChallengeState.FILED:
        raise Refused(AccreditationRefusal.ANSWER_TERM_OVER, due=date_format(row.answer_due_on))
    if not answer.strip():
        raise Refused(AccreditationRefusal.REASON_MISSING)
    row.answer, row.answered_at, row.state = answer.strip(), at, ChallengeState.ANSWERED
    row.answer_file = _stored(upload, actor, at)
    row.save(update_fields=["answer", "answered_at", "state", "answer_file"])
    _record(row, "answered", "participant" if row.request.applicant_id == actor.pk else DESK, actor, at)
    return row


@transaction.atomic
def rule_on_challenge(*, challenge: Challenge, upholds: bool, reason: str, actor: User, at: datetime) -> Challenge:
    """In a single instance, reasoned. Upheld: the person leaves the list. Dismissed: back to it, once no other
    challenge is open. Who filed, who is challenged and who belongs to that organisation do not rule."""
    lock_space(challenge.space_id)
    row = _locked(challenge)
    request = lock_request(row.request)
    facts = RulingFacts(
        on=timezone.localdate(at),
        is_open=row.state in OPEN_CHALLENGES,
        is_filer=row.filer_id == actor.pk,
        answered=row.answered_at is not None,
        answer_due_on=row.answer_due_on,
        reason=reason,
    )
    refusal = queries.why_not_rule(request, actor) or why_not_rule_on_challenge(facts)
    if refusal:
        raise Refused(refusal, due=date_format(row.answer_due_on))
    row.state = ChallengeState.UPHELD if upholds else ChallengeState.DISMISSED
    row.ruling, row.ruled_at, row.ruled_by = reason.strip(), at, actor
    row.save(update_fields=["state", "ruling", "ruled_at", "ruled_by"])
    _record(row, "upheld" if upholds else "dismissed", DESK, actor, at)
    _move(request, upholds=upholds, reason=row.ruling, actor=actor, at=at)
    return row


def _move(request: AccreditationRequest, *, upholds: bool, reason: str, actor: User, at: datetime) -> None:
    if request.state != RequestState.CHALLENGED:
        return
    if upholds:
        request.decided_at = at
        request.save(update_fields=["decided_at"])
        change_state(request=request, to=RequestState.REJECTED, actor=actor, role=DESK, at=at, reason=reason)
    elif not procedure.open_challenges_of(request).exists():
        change_state(request=request, to=RequestState.ADMITTED, actor=actor, role=DESK, at=at, reason=reason)
    word = _("fundada") if upholds else _("infundada")
    tell(
        request,
        subject=_("La tacha contra tu inscripción %(code)s es %(word)s") % {"code": request.code, "word": word},
        lines=[_("Motivo: %(reason)s") % {"reason": reason}],
        at=at,
    )


def _locked(challenge: Challenge) -> Challenge:
    rows = Challenge.objects.select_for_update(of=("self",)).select_related("request", "space")
    return rows.get(pk=challenge.pk)


def _stored(upload: Upload | None, actor: User, at: datetime) -> StoredFile | None:
    return store_upload(upload=upload, allowed=ACCEPTED, max_size=MAX_SIZE, uploader=actor, at=at) if upload else None


def _record(challenge: Challenge, verb: str, role: str, actor: User, at: datetime) -> None:
    record(
        chain=challenge.space.chain,
        kind=f"accreditation.{verb}_challenge",
        at=at,
        actor_role=role,
        actor_number=actor.pk,
        subject_kind="challenge",
        subject_number=challenge.pk,
        subject_label=challenge.code,
        payload={
            "against": challenge.request.code,
            "ground": challenge.ground,
            "answer_due_on": challenge.answer_due_on.isoformat(),
            "ruling_due_on": challenge.ruling_due_on.isoformat(),
        },
    )
