"""Courses are prepared and published; people enrol, attend, pass, and passing counts for their vote."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.formats import date_format

from tinkuy.commons.accreditation.actions import credit_attendance
from tinkuy.commons.accreditation.enums import CreditKind
from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.queries import accreditation_of
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload, store_upload
from tinkuy.foundation.files.enums import DOCUMENTS, IMAGES
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold, read_code, short_code
from tinkuy.foundation.spaces.models import Space

from . import queries
from .enums import CourseState, MarkedBy
from .models import Certificate, Course, CourseMaterial, Enrolment, TrainingAttendance, TrainingSession
from .refusals import TrainingRefusal
from .rules import may_mark_by_code, passes

MAX_MATERIAL = 2 * 1024 * 1024
MAX_TOGETHER = 30


@transaction.atomic
def create_course(*, space: Space, actor: User, at: datetime, **columns: Any) -> Course:
    """`columns`: title, aim, programme, gives_vote, pass_percent, cost."""
    course = Course.objects.create(space=space, code=short_code(), created_at=at, **columns)
    _record(course, "created_course", actor, at, gives_vote=course.gives_vote)
    return course


@transaction.atomic
def add_session(*, course: Course, actor: User, at: datetime, **columns: Any) -> TrainingSession:
    """`columns`: starts_at, ends_at, modality, place, channel, trainer, capacity."""
    course = _locked(course)
    last = course.sessions.aggregate(last=Max("number"))["last"] or 0
    row = TrainingSession.objects.create(course=course, number=last + 1, door_code=short_code(5), **columns)
    _record(course, "added_session", actor, at, number=row.number, starts_at=row.starts_at.isoformat())
    return row


@transaction.atomic
def add_material(*, course: Course, title: str, upload: Upload, actor: User, at: datetime) -> CourseMaterial:
    """What is read on a telephone with a weak line: 2 MB at most."""
    size = getattr(upload, "size", 0)
    if size > MAX_MATERIAL:
        raise Refused(TrainingRefusal.TOO_HEAVY)
    stored = store_upload(upload=upload, allowed=DOCUMENTS | IMAGES, max_size=MAX_MATERIAL, uploader=actor, at=at)
    return CourseMaterial.objects.create(course=course, title=title, file=stored)


@transaction.atomic
def publish_course(*, course: Course, actor: User, at: datetime) -> Course:
    row = _locked(course)
    if not row.sessions.exists():
        raise Refused(TrainingRefusal.NOTHING_TO_PUBLISH)
    row.state = CourseState.PUBLISHED
    row.save(update_fields=["state"])
    _record(row, "published_course", actor, at)
    return row


@transaction.atomic
def close_course(*, course: Course, actor: User, at: datetime) -> Course:
    row = _locked(course)
    row.state = CourseState.CLOSED
    row.save(update_fields=["state"])
    _record(row, "closed_course", actor, at, enrolled=row.enrolled_count, passed=row.passed_count)
    return row


def enrol(*, course: Course, actor: User, at: datetime) -> Enrolment:
    """Oneself. The credential, where there is one, says for whom and from where."""
    held = accreditation_of(actor, course.space)
    who: dict[str, Any] = {"user": actor, "name": actor.full_name}
    return _enrol(course, {**who, **_of(held)}, at)


def enrol_other(
    *, course: Course, name: str, actor: User, at: datetime, accreditation: Accreditation | None = None, **more: str
) -> Enrolment:
    """By the desk, or by an organisation for several of its people. `more`: organization_name, sex, province_code."""
    if accreditation:
        return _enrol(course, {"user": accreditation.user, "name": accreditation.public_name, **_of(accreditation)}, at)
    if not name.strip():
        raise Refused(TrainingRefusal.NAME_MISSING)
    return _enrol(course, {"name": name.strip()[:300], **more}, at)


def enrol_people(*, course: Course, names: list[str], actor: User, at: datetime) -> list[Enrolment]:
    """An organisation enrols several of its people at once, all or none: through whoever holds its credential."""
    held = accreditation_of(actor, course.space)
    if held is None or held.organization_id is None:
        raise Refused(TrainingRefusal.NO_ORGANIZATION)
    clean = list(dict.fromkeys(name.strip()[:300] for name in names if name.strip()))
    if not clean:
        raise Refused(TrainingRefusal.NAME_MISSING)
    if len(clean) > MAX_TOGETHER:
        raise Refused(TrainingRefusal.TOO_MANY_TOGETHER, limit=MAX_TOGETHER)
    with transaction.atomic():
        row = _locked(course)
        room = queries.room_left(row)
        if room is not None and room < len(clean):
            raise Refused(TrainingRefusal.NO_ROOM_FOR_ALL, room=room)
        _refuse_repeated(row, held, clean)
        more = {"organization_name": held.organization_name, "province_code": held.province_code}
        return [_enrol(course, {"name": name, **more}, at) for name in clean]


def _refuse_repeated(course: Course, held: Accreditation, names: list[str]) -> None:
    known = course.enrolments.filter(organization_name=held.organization_name).values_list("name", flat=True)
    twice = {fold(name) for name in known} & {fold(name) for name in names}
    if twice:
        raise Refused(TrainingRefusal.ALREADY_ENROLLED)


def _enrol(course: Course, who: dict[str, Any], at: datetime) -> Enrolment:
    try:
        with transaction.atomic():
            row = _locked(course)
            if row.state != CourseState.PUBLISHED:
                raise Refused(TrainingRefusal.NOT_OPEN)
            if queries.room_left(row) == 0:
                raise Refused(TrainingRefusal.FULL, capacity=row.enrolled_count)
            made = Enrolment.objects.create(course=row, enrolled_at=at, **who)
            Course.objects.filter(pk=row.pk).update(enrolled_count=F("enrolled_count") + 1)
            return made
    except IntegrityError as error:
        raise Refused(TrainingRefusal.ALREADY_ENROLLED) from error


def _of(held: Accreditation | None) -> dict[str, Any]:
    if held is None:
        return {}
    return {
        "accreditation": held,
        "organization_name": held.organization_name,
        "province_code": held.province_code,
        "sex": held.request.sex,
    }


@transaction.atomic
def mark_present(
    *, session: TrainingSession, enrolment: Enrolment, means: str, actor: User, at: datetime
) -> TrainingAttendance:
    """By the list of the desk, from paper, or by the code of the door. Twice is once; the one that completes the
    course gives the certificate and counts for the vote."""
    course = _locked(session.course)
    row, is_new = TrainingAttendance.objects.get_or_create(
        session=session, enrolment=enrolment, defaults={"means": means, "marked_at": at}
    )
    if is_new:
        _pass_if_enough(course, Enrolment.objects.get(pk=enrolment.pk), session, actor, at)
    return row


def check_in(*, session: TrainingSession, code: str, actor: User, at: datetime) -> TrainingAttendance:
    """The person types the code that is at the door, that same day."""
    enrolment = queries.enrolment_of(session.course, actor)
    if enrolment is None:
        raise Refused(TrainingRefusal.NOT_ENROLLED)
    day = timezone.localdate(session.starts_at)
    if not may_mark_by_code(day, timezone.localdate(at)):
        raise Refused(TrainingRefusal.NOT_TODAY, day=date_format(day))
    if read_code(code) != session.door_code:
        raise Refused(TrainingRefusal.WRONG_CODE)
    return mark_present(session=session, enrolment=enrolment, means=MarkedBy.CODE, actor=actor, at=at)


def _pass_if_enough(course: Course, enrolment: Enrolment, session: TrainingSession, actor: User, at: datetime) -> None:
    if enrolment.passed_at or not passes(enrolment.attendances.count(), course.sessions.count(), course.pass_percent):
        return
    enrolment.passed_at = at
    enrolment.save(update_fields=["passed_at"])
    Course.objects.filter(pk=course.pk).update(passed_count=F("passed_count") + 1)
    Certificate.objects.create(enrolment=enrolment, code=short_code(8), issued_at=at)
    held = enrolment.accreditation
    if held is None and enrolment.user:
        held = accreditation_of(enrolment.user, course.space)
    if course.gives_vote and held:
        _credit(held, course, timezone.localdate(session.starts_at), at)


@transaction.atomic
def credit_earlier_courses(*, accreditations: list[Accreditation], at: datetime) -> int:
    """Courses passed before the credential was granted count for it, whether the person enrolled from their account or
    with the credential. Told twice it counts once. Returns how many."""
    held = {(row.user_id, row.space_id): row for row in accreditations if row.user_id}
    people, spaces = {user for user, _space in held}, {space for _user, space in held}
    passed = Enrolment.objects.filter(user__in=people, course__space__in=spaces, passed_at__isnull=False)
    credited = 0
    for row in passed.filter(course__gives_vote=True).select_related("course"):
        accreditation = held.get((row.user_id or 0, row.course.space_id))
        if accreditation and row.passed_at:
            _credit(accreditation, row.course, timezone.localdate(row.passed_at), at)
            credited += 1
    return credited


def _credit(held: Accreditation, course: Course, held_on: date, at: datetime) -> None:
    credit_attendance(
        accreditation=held,
        kind=CreditKind.TRAINING,
        key=f"course:{course.pk}",
        title=course.title,
        held_on=held_on,
        actor=None,
        at=at,
    )


def _locked(course: Course) -> Course:
    return Course.objects.select_for_update(of=("self",)).select_related("space").get(pk=course.pk)


def _record(course: Course, verb: str, actor: User, at: datetime, **payload: Any) -> None:
    record(
        chain=course.space.chain,
        kind=f"training.{verb}",
        at=at,
        actor_role="desk",
        actor_number=actor.pk,
        subject_kind="course",
        subject_number=course.pk,
        subject_label=course.title,
        payload=payload,
    )
