"""Courses with their sessions, who enrols, who attends, and the certificate that anybody can verify."""

from django.db import models
from django.db.models import F, Q

from .enums import CourseState, MarkedBy, Modality


class Course(models.Model):
    """`gives_vote`: passing it is the training that the ordinance asks of who votes."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="courses")
    code = models.CharField(max_length=8, unique=True)
    title = models.CharField(max_length=160)
    aim = models.TextField()
    programme = models.TextField(blank=True)
    gives_vote = models.BooleanField(default=False)
    pass_percent = models.PositiveSmallIntegerField(default=100)
    cost = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    state = models.CharField(max_length=10, choices=CourseState.choices, default=CourseState.DRAFT)
    enrolled_count = models.PositiveIntegerField(default=0)
    passed_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(pass_percent__range=(1, 100)), name="a_course_asks_1_to_100_percent"),
            models.CheckConstraint(condition=Q(passed_count__lte=F("enrolled_count")), name="who_passes_was_enrolled"),
        ]

    def __str__(self) -> str:
        return self.title


class CourseMaterial(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=160)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]


class TrainingSession(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    modality = models.CharField(max_length=10, choices=Modality.choices, default=Modality.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    channel = models.URLField(blank=True)
    trainer = models.CharField(max_length=160, blank=True)
    capacity = models.PositiveIntegerField(null=True)
    # What is written at the door, so that who is there can say so from a telephone.
    door_code = models.CharField(max_length=8)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_session_per_number"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_starts"),
        ]


class Enrolment(models.Model):
    """A person in a course. Null user: the desk or an organisation enrolled somebody without an account."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="enrolments")
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="enrolments")
    accreditation = models.ForeignKey(
        "accreditation.Accreditation", on_delete=models.PROTECT, null=True, related_name="enrolments"
    )
    name = models.CharField(max_length=300)
    organization_name = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=8, blank=True)
    province_code = models.CharField(max_length=4, blank=True)
    enrolled_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "user"], condition=Q(user__isnull=False), name="one_enrolment_per_account"
            ),
            models.UniqueConstraint(
                fields=["course", "accreditation"],
                condition=Q(accreditation__isnull=False),
                name="one_enrolment_per_credential",
            ),
        ]


class TrainingAttendance(models.Model):
    session = models.ForeignKey(TrainingSession, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="attendances")
    means = models.CharField(max_length=8, choices=MarkedBy.choices)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_attendance_per_session")]


class Certificate(models.Model):
    """What its page shows: name, course, when it was passed. Nothing else."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=10, unique=True)
    issued_at = models.DateTimeField()
