from django.db import models
from django.db.models import F, Q

from ..enums import AgendaSource, DocumentKind, MeetingKind, MeetingState, Modality, TopicState


class MeetingRules(models.Model):
    """What the ordinance or the bylaws of a space say about its meetings. Without a row, these values."""

    space = models.OneToOneField("spaces.Space", on_delete=models.CASCADE, related_name="meeting_rules")
    workshop_notice_days = models.PositiveSmallIntegerField(default=7)
    hearing_notice_days = models.PositiveSmallIntegerField(default=30)
    topic_days = models.PositiveSmallIntegerField(default=15)
    summary_working_days = models.PositiveSmallIntegerField(default=7)
    speaking_minutes = models.PositiveSmallIntegerField(default=3)
    followup_minutes = models.PositiveSmallIntegerField(default=2)
    first_quorum_percent = models.PositiveSmallIntegerField(default=50)
    second_quorum_percent = models.PositiveSmallIntegerField(default=0)
    quorum_plus_one = models.BooleanField(default=True)
    second_call_minutes = models.PositiveSmallIntegerField(default=30)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(speaking_minutes__in=[2, 3, 4, 5]), name="speakers_have_2_to_5_minutes"),
            models.CheckConstraint(condition=Q(followup_minutes__gte=1), name="a_follow_up_has_a_minute"),
            models.CheckConstraint(
                condition=Q(first_quorum_percent__lte=100) & Q(second_quorum_percent__lte=F("first_quorum_percent")),
                name="the_second_call_asks_no_more_than_the_first",
            ),
        ]


class Meeting(models.Model):
    """Of a space, or of an entity alone (hearings)."""

    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, null=True, related_name="meetings")
    public_body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, related_name="meetings")
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="meeting")
    # The same code as its dossier: what its addresses hold.
    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=16, choices=MeetingKind.choices)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    modality = models.CharField(max_length=12, choices=Modality.choices, default=Modality.IN_PERSON)
    place = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=300, blank=True)
    access_note = models.CharField(max_length=300, blank=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    # Null: nobody is counted out.
    capacity = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=12, choices=MeetingState.choices, default=MeetingState.PLANNED)
    # Grows with every change that a calendar should notice.
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True)
    notice_working = models.JSONField(default=dict)
    topics_until = models.DateField(null=True)
    summary_until = models.DateField(null=True)
    summary_working = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    needs_quorum = models.BooleanField(default=False)
    entitled = models.PositiveIntegerField(null=True)
    entitled_source = models.CharField(max_length=200, blank=True)
    quorum_working = models.JSONField(default=list)
    # Counters beside the rows they count.
    last_number = models.PositiveIntegerField(default=0)
    registered_count = models.PositiveIntegerField(default=0)
    waiting_count = models.PositiveIntegerField(default=0)
    attended_count = models.PositiveIntegerField(default=0)
    minutes_notes = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["space", "-starts_at", "-id"], name="meetings_of_a_space"),
            models.Index(fields=["public_body", "kind", "-starts_at"], name="meetings_of_a_body"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(registered_count__lte=F("capacity")),
                name="no_more_places_than_capacity",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def chain(self) -> str:
        """Its chain in the log of acts: that of its space, or that of its entity."""
        return self.space.chain if self.space else f"entity:{self.public_body.slug}"

    @property
    def is_hearing(self) -> bool:
        return self.kind == MeetingKind.HEARING


class AgendaItem(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    minutes = models.PositiveSmallIntegerField(default=10)
    source = models.CharField(max_length=8, choices=AgendaSource.choices, default=AgendaSource.OWN)
    result = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "id"]


class MeetingDocument(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    title = models.CharField(max_length=200)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    # For the summary: whole working days before the meeting, as they were when it was published.
    working_days_before = models.SmallIntegerField(null=True)

    class Meta:
        ordering = ["published_at", "id"]


class Topic(models.Model):
    """What a citizen asks a hearing to deal with. A late one is not lost: it waits for the next hearing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="topics")
    # The later hearing that took it up.
    carried_to = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="topics_carried")
    author = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=400)
    state = models.CharField(max_length=10, choices=TopicState.choices, default=TopicState.PROPOSED)
    is_late = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, blank=True)
    proposed_at = models.DateTimeField()
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="topics")

    class Meta:
        ordering = ["proposed_at", "id"]
