"""What is counted by hand: a box of paper ballots, a show of hands. Rows only grow; a correction is a counter-entry."""

from django.db import models
from django.db.models import F, Q

from ..enums import BatchState, Channel


class Batch(models.Model):
    """A box or an assembly of one list: who signed, and (once two officials keyed the same) what was counted.

    `accepted` is the keying that counts; the database refuses one that does not add up (see `triggers`)."""

    poll = models.ForeignKey("voting.Poll", on_delete=models.PROTECT, related_name="batches")
    scope = models.ForeignKey("voting.PollScope", on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    place = models.CharField(max_length=200)
    box = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.RECEIVED)
    signatures = models.PositiveIntegerField()
    incident_count = models.PositiveIntegerField(default=0)
    # The ballots inside, counted before opening when the box was received.
    declared_ballots = models.PositiveIntegerField()
    handed_in_at = models.DateTimeField()
    act_reference = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replacement")
    accepted = models.OneToOneField("voting.Keying", on_delete=models.PROTECT, null=True, related_name="+")
    # Why a batch was put aside, or why a difference between keyings was settled as it was.
    reason = models.TextField(blank=True)
    act_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "number"], name="one_batch_per_number"),
            models.UniqueConstraint(
                fields=["poll", "scope", "channel", "place", "box"],
                condition=~Q(state=BatchState.REVERSED),
                name="one_batch_per_box",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=(Channel.PAPER, Channel.ASSEMBLY)), name="a_batch_is_paper_or_assembly"
            ),
            models.CheckConstraint(condition=Q(signatures__gte=1), name="a_batch_has_signatures"),
            models.CheckConstraint(condition=Q(incident_count__lte=F("signatures")), name="incidents_are_signatures"),
            models.CheckConstraint(
                condition=~Q(state=BatchState.OBSERVED) | ~Q(reason=""), name="an_observed_batch_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.place}, {self.box}"

    @property
    def look(self) -> str:
        return BatchState(self.state).look


class BatchSignature(models.Model):
    """A signature on the list of a batch. Its mark is in the roll unless an earlier channel had locked it."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="signers")
    roll_entry = models.ForeignKey("voting.RollEntry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "roll_entry"], name="one_signature_per_batch")]


class Incident(models.Model):
    """Somebody signed here and a vote was already in by another channel: the first one stands; a paper ballot that is
    in the box cannot be taken out, so it is counted, and the incident is published without the name."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="incidents")
    roll_entry = models.ForeignKey("voting.RollEntry", on_delete=models.PROTECT, related_name="+")
    earlier_channel = models.CharField(max_length=10, choices=Channel.choices)
    found_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "roll_entry"], name="one_incident_per_signature")]


class Keying(models.Model):
    """What one official (or teller) read on the tally sheet. Never edited: a new reading is another row."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="keyings")
    number = models.PositiveSmallIntegerField()
    keyed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    keyed_at = models.DateTimeField()
    ballots = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    null_votes = models.PositiveIntegerField()
    sheet = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="one_keying_per_number")]


class KeyedCount(models.Model):
    keying = models.ForeignKey(Keying, on_delete=models.PROTECT, related_name="counts")
    option = models.ForeignKey("voting.PollOption", on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["keying", "option"], name="one_keyed_count_per_option")]


class BatchReversal(models.Model):
    """The counter-entry of a batch: from here on it counts nothing, and its marks are free again."""

    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="reversal")
    reason = models.TextField()
    reversed_at = models.DateTimeField()
    reversed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
