"""What a person is told, how they want to be told, and the deadlines that remind them."""

from django.db import models
from django.db.models import Q

from .enums import Cadence, Preset, Reach


class NoticeMail(models.Model):
    """A mail with the notices of a person. Three a day at most: the constraint keeps the cap."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="notice_mails")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    composed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day", "number"], name="one_notice_mail_per_turn"),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=3), name="three_notice_mails_a_day"),
        ]


class Notice(models.Model):
    """One thing told to one person. The same fact told twice is one row (`key`)."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="notices")
    # What one may stop: «dossier:AB12CD34», «space:pp-2027»; with the words people read.
    topic = models.CharField(max_length=120)
    topic_label = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=60)
    reach = models.CharField(max_length=10, default=Reach.MINE)
    title = models.CharField(max_length=200)
    text = models.TextField()
    url = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160)
    is_legal = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # When it may go in a mail; empty: it never will. `mail` says in which one it went.
    mail_due_at = models.DateTimeField(null=True)
    mail = models.ForeignKey(NoticeMail, on_delete=models.SET_NULL, null=True, related_name="notices")
    # Of a legal notice or a reminder: its own message, whose row is the proof of sending.
    message = models.ForeignKey("mailing.OutboxMessage", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_notice_per_fact_and_person")]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_by_person"),
            models.Index(fields=["user"], name="notice_unread", condition=Q(read_at__isnull=True)),
            models.Index(
                fields=["mail_due_at", "user"],
                name="notice_to_mail",
                condition=Q(mail_due_at__isnull=False, mail__isnull=True),
            ),
        ]


class NoticePreference(models.Model):
    """How a person wants to be told; without a row, the defaults."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="notice_preference")
    preset = models.CharField(max_length=10, choices=Preset.choices, default=Preset.MINE)
    cadence = models.CharField(max_length=10, choices=Cadence.choices, default=Cadence.DAILY)


class Mute(models.Model):
    """A topic that a person stopped. Legal notices pass."""

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="mutes")
    topic = models.CharField(max_length=120)
    label = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_mute_per_topic")]


class Deadline(models.Model):
    """A due date that somebody must be reminded of. Its state is computed on read: a dead clock changes nothing."""

    subject_kind = models.CharField(max_length=60)
    subject_number = models.BigIntegerField()
    kind = models.CharField(max_length=60)
    topic = models.CharField(max_length=120)
    topic_label = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    due_on = models.DateField()
    # Days from the due date on which it is told: -7, -3, 0, 1.
    offsets = models.JSONField()
    next_on = models.DateField(null=True)
    is_legal = models.BooleanField(default=False)
    people = models.ManyToManyField("accounts.User", related_name="deadlines")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_number", "kind"], name="one_deadline_of_a_kind")
        ]
        indexes = [models.Index(fields=["next_on"], name="deadline_to_tell", condition=Q(closed_at__isnull=True))]


class Reminder(models.Model):
    """That a deadline was told for one of its days. Of several days that passed at once only the last is sent."""

    deadline = models.ForeignKey(Deadline, on_delete=models.CASCADE, related_name="reminders")
    due_on = models.DateField()
    offset = models.SmallIntegerField()
    told_at = models.DateTimeField()
    is_sent = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deadline", "due_on", "offset"], name="one_reminder_per_due_date_and_day")
        ]
