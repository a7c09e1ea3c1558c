"""What is offered, who is enrolled, and what each person still has to attend."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinkuy.commons.accreditation.enums import CreditKind
from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.queries import accreditation_of, rules_of
from tinkuy.commons.accreditation.queries.credits import missing_of
from tinkuy.commons.accreditation.registry import NextDate
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.text import read_code
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to
from tinkuy.foundation.territory.queries import names_by_code

from .enums import CourseState
from .models import Certificate, Course, Enrolment, TrainingSession
from .rules import merged, sessions_needed


def catalogue(viewer: object, *, space: Space | None = None) -> QuerySet[Course]:
    """Courses published in spaces that the viewer may see; what is open first."""
    rows = Course.objects.filter(space__in=visible_to(viewer)).exclude(state=CourseState.DRAFT)
    rows = rows.filter(space=space) if space else rows
    return rows.select_related("space", "space__body").order_by("-state", "-id")


def published_course(space: Space, code: str, viewer: object) -> Course | None:
    return catalogue(viewer, space=space).filter(code=read_code(code)).first()


def enrolment_of(course: Course, user: object) -> Enrolment | None:
    pk = getattr(user, "pk", None)
    return Enrolment.objects.filter(course=course, user_id=pk).first() if pk else None


def room_left(course: Course) -> int | None:
    """How many still fit in the smallest of its sessions; None when no session has a limit."""
    limits = [limit for limit in course.sessions.values_list("capacity", flat=True) if limit is not None]
    return max(0, min(limits) - course.enrolled_count) if limits else None


def next_session(space: Space, at: datetime, *, gives_vote: bool = True) -> TrainingSession | None:
    """The next date of the course that gives the vote."""
    rows = TrainingSession.objects.filter(course__space=space, course__state=CourseState.PUBLISHED, starts_at__gt=at)
    rows = rows.filter(course__gives_vote=True) if gives_vote else rows
    return rows.select_related("course").order_by("starts_at", "id").first()


def next_dates(space: Space, at: datetime) -> list[NextDate]:
    """For what a person reads about the vote: the next date of a course that gives it."""
    found = next_session(space, at)
    if found is None:
        return []
    url = reverse("training:course", args=[space.slug, found.course.code])
    return [NextDate(CreditKind.TRAINING, found.course.title, found.starts_at, found.place or found.channel, url)]


@dataclass(frozen=True)
class Standing:
    """What a person's page says: their credential, what is missing to vote, and the next date."""

    accreditation: Accreditation | None
    missing: list[str]
    next_session: TrainingSession | None
    enrolments: list[Enrolment]


def standing_of(user: User, space: Space, at: datetime) -> Standing:
    held = accreditation_of(user, space)
    missing = missing_of(held, rules_of(space)) if held else []
    mine = Enrolment.objects.filter(user=user, course__space=space).select_related("course", "certificate")
    words = [_("%(n)s de: %(kind)s") % {"n": one.count, "kind": one.kind.label.lower()} for one in missing]
    return Standing(held, words, next_session(space, at), list(mine.annotate(attended=Count("attendances"))))


def certificate(code: str) -> Certificate | None:
    rows = Certificate.objects.filter(code=read_code(code))
    return rows.select_related("enrolment__course__space__body", "enrolment__course__space__dossier").first()


@dataclass(frozen=True)
class Results:
    by_sex: list[tuple[str, int]]
    by_province: list[tuple[str, int]]


_SEXES = {"female": gettext_lazy("Mujeres"), "male": gettext_lazy("Hombres")}


def results_of(course: Course) -> Results:
    """People who attended at least once, in groups of ten or more."""
    came = Enrolment.objects.filter(course=course, attendances__isnull=False)
    sexes = came.values("sex").annotate(n=Count("pk", distinct=True)).order_by()
    places = came.values("province_code").annotate(n=Count("pk", distinct=True)).order_by()
    names = names_by_code({row["province_code"] for row in places})
    other = _("Otros grupos, juntos")
    return Results(
        merged([(str(_SEXES.get(row["sex"], _("No lo dijo"))), row["n"]) for row in sexes], other=other),
        merged([(names.get(row["province_code"], _("Sin provincia")), row["n"]) for row in places], other=other),
    )


def people_of(course: Course) -> QuerySet[Enrolment]:
    """For the desk: who is enrolled and how many sessions each attended."""
    rows = course.enrolments.select_related("certificate").annotate(attended=Count("attendances"))
    return rows.order_by("name", "id")


def needed(course: Course) -> int:
    return sessions_needed(course.sessions.count(), course.pass_percent)


def searched(course: Course, text: str) -> QuerySet[Enrolment]:
    rows = people_of(course)
    return rows.filter(Q(name__icontains=text) | Q(organization_name__icontains=text)) if text else rows
