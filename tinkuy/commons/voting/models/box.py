"""A poll, its roll and its box (INTEGRITY 2). The triggers of `triggers.py` keep what these tables promise."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q

from ..enums import Channel, PollStatus, RollState


class Poll(models.Model):
    """From the opening on, the database refuses a change of the rules, of the dates and of the way back."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    space = models.ForeignKey("spaces.Space", on_delete=models.PROTECT, related_name="polls")
    key = models.SlugField(max_length=40, default="main")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=PollStatus.choices, default=PollStatus.DRAFT)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    extended_until = models.DateTimeField(null=True)
    rules = models.TextField()
    rules_hash = models.CharField(max_length=64)
    is_nominal = models.BooleanField(default=False)
    allows_revote = models.BooleanField(default=False)
    challenge_hours = models.PositiveIntegerField(default=72)
    takes_web = models.BooleanField(default=True)
    takes_desk = models.BooleanField(default=False)
    takes_paper = models.BooleanField(default=False)
    takes_assembly = models.BooleanField(default=False)
    run_off_of = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="run_off")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    challenge_until = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    key_destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "key"], name="one_poll_per_key_and_space"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="poll_closes_after_it_opens"),
            models.CheckConstraint(
                condition=Q(takes_web=True) | Q(takes_desk=True) | Q(takes_paper=True) | Q(takes_assembly=True),
                name="a_poll_takes_some_channel",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def closing(self) -> datetime:
        """The instant from which no vote is received, with its extensions."""
        return self.extended_until or self.closes_at

    @property
    def frozen_rules(self) -> dict[str, Any]:
        """The rules as they were hashed."""
        return json.loads(self.rules)

    @property
    def settings(self) -> dict[str, Any]:
        """What the component froze with the rules: weights, normalisation, tie order, quorum."""
        return self.frozen_rules["settings"]

    @property
    def chooses_projects(self) -> bool:
        """Whether its options cost money; where they do not (people of a committee) the pages speak of options."""
        return any(option["cost"] for scope in self.frozen_rules["scopes"] for option in scope["options"])

    @property
    def channels(self) -> tuple[Channel, ...]:
        """Where this poll takes votes: frozen with its rules."""
        return tuple(channel for channel in Channel if getattr(self, f"takes_{channel}"))

    @property
    def roll_key_name(self) -> str:
        """A second round knows its people by the key of the first."""
        first = self.run_off_of or self
        return f"roll-{first.public_id.hex}"

    @property
    def vote_key_name(self) -> str:
        return f"vote-{self.public_id.hex}"


class PollExtension(models.Model):
    """A later closing, with its reason. The frozen date stays as it was."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="extensions")
    closes_at = models.DateTimeField()
    reason = models.TextField()
    extended_at = models.DateTimeField()
    extended_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")


class PollScope(models.Model):
    """A list with its own vote: a province, the multi-provincial list."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="scopes")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    max_choices = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "key"], name="one_scope_per_key"),
            models.CheckConstraint(condition=Q(max_choices__gte=1), name="a_scope_takes_at_least_one_choice"),
        ]

    def __str__(self) -> str:
        return self.title


class PollOption(models.Model):
    scope = models.ForeignKey(PollScope, on_delete=models.CASCADE, related_name="options")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=500)
    detail = models.TextField(blank=True)
    cost = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    technical_score = models.DecimalField(max_digits=9, decimal_places=4, null=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    dossier_code = models.CharField(max_length=8, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_option_per_key")]

    def __str__(self) -> str:
        return self.title


class RollSnapshot(models.Model):
    """A version of the roll: where it came from, how many rows, and the hash of its sorted list."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="snapshots")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    row_count = models.PositiveIntegerField()
    sorted_hash = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="one_roll_snapshot_per_number")]


class RollEntry(models.Model):
    """Somebody who may vote in a scope, known by a keyed HMAC of the document. The organisation is a number, not a
    key: the roll must outlive it."""

    snapshot = models.ForeignKey(RollSnapshot, on_delete=models.CASCADE, related_name="entries")
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="roll")
    scope = models.ForeignKey(PollScope, on_delete=models.CASCADE, related_name="roll")
    person = models.CharField(max_length=64)
    label = models.CharField(max_length=200)
    organization_number = models.BigIntegerField(null=True)
    organization_name = models.CharField(max_length=200, blank=True)
    seat = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=RollState.choices, default=RollState.VALID)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "person", "scope"], name="one_roll_entry_per_person_and_scope"),
            models.UniqueConstraint(
                fields=["poll", "organization_number", "seat", "scope"],
                condition=Q(organization_number__isnull=False),
                name="one_roll_entry_per_seat_and_scope",
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Mark(models.Model):
    """Who has voted, by which channel, on which day. Nothing here says what, nor at what time."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(PollScope, on_delete=models.PROTECT, related_name="+")
    roll_entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.WEB)
    marked_on = models.DateField()

    class Meta:
        abstract = True


class VotingMark(Mark):
    """Unique without the channel: whoever voted at the desk has voted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "scope", "roll_entry"], name="one_voting_mark_per_roll_entry")
        ]


class ShuffledMark(Mark):
    """The marks after the close, rewritten in random order: their place no longer tells when they were made."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "scope", "roll_entry"], name="one_shuffled_mark_per_roll_entry")
        ]


class Vote(models.Model):
    """What was chosen. `choices` is the canonical JSON list of option keys, sorted; empty is a blank vote. The nonce
    never leaves the server, so a commitment proves inclusion and not content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="+")
    scope = models.ForeignKey(PollScope, on_delete=models.PROTECT, related_name="+")
    choices = models.TextField()
    commitment = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)

    class Meta:
        abstract = True


class Ballot(Vote):
    """A secret vote in the open box. No person, session, address, agent string or time. The token is a keyed HMAC:
    it keeps the second vote out, and means nothing once the vote key is destroyed."""

    token = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "scope", "token"], name="one_ballot_per_token")]


class ShuffledBallot(Vote):
    """The box after the vote key was destroyed: no token, random order, fresh keys."""

    is_annulled = models.BooleanField(default=False)


class NominalVote(Vote):
    """A show of hands, where the ordinance says so: name and choice together, in a table of its own."""

    roll_entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "scope", "roll_entry"], name="one_nominal_vote_per_roll_entry")
        ]


class BallotReplacement(models.Model):
    """Where re-voting is allowed: the commitment that was, and the one that took its place."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="replacements")
    scope = models.ForeignKey(PollScope, on_delete=models.PROTECT, related_name="replacements")
    old_commitment = models.CharField(max_length=64, unique=True)
    new_commitment = models.CharField(max_length=64, unique=True)


class AnnulledBallot(models.Model):
    """A ballot that a resolution with two signatures took out of the count. It stays in the box."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="annulled_ballots")
    scope = models.ForeignKey(PollScope, on_delete=models.PROTECT, related_name="annulled_ballots")
    commitment = models.CharField(max_length=64, unique=True)


class Basket(models.Model):
    """What somebody is choosing, saved at each tap, never counted. Ciphered with the vote key and deleted in the
    transaction of the vote, so that what a disk keeps of it cannot be read after the key is gone."""

    roll_entry = models.OneToOneField(RollEntry, on_delete=models.CASCADE, related_name="basket")
    ciphered = models.BinaryField()


class Seal(models.Model):
    """A batch of commitments, closed: the Merkle root of all sorted commitments of the scope up to here, and how
    many ballots and marks there were. The two numbers must be equal."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="seals")
    scope = models.ForeignKey(PollScope, on_delete=models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    commitments = models.PositiveIntegerField()
    ballots = models.PositiveIntegerField()
    marks = models.PositiveIntegerField()
    sealed_at = models.DateTimeField()
    act_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "scope", "number"], name="one_seal_per_number"),
            models.CheckConstraint(condition=Q(ballots=F("marks")), name="a_seal_has_as_many_ballots_as_marks"),
        ]


class SealedCommitment(models.Model):
    """Which commitments a seal added, inserted in their own order (never in casting order)."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed")
    commitment = models.CharField(max_length=64, unique=True)


class Annulment(models.Model):
    """A reasoned resolution against a roll entry: two different officials sign it, or it has no effect."""

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="annulments")
    roll_entry = models.OneToOneField(RollEntry, on_delete=models.PROTECT, related_name="annulment")
    reason = models.TextField()
    proposed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    signed_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("proposed_by")),
                name="two_different_officials_sign_an_annulment",
            )
        ]
