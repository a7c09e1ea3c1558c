"""The oversight committee of a process: call, election, recognition, reports (Instructivo 001-2010-EF/76.01, III.1)."""

from django.db import models
from django.db.models import F, Q

from .enums import (
    BarsPrevious,
    CandidacyState,
    ElectionMethod,
    EscalatedTo,
    FindingKind,
    Outcome,
    Recognizer,
    ReportState,
    Severity,
    TieMethod,
)


class OversightCommittee(models.Model):
    """Only the minimum of four is national; the rest is each ordinance's, and what nobody fixed is a default."""

    space = models.OneToOneField("spaces.Space", on_delete=models.PROTECT, related_name="oversight_committee")
    min_members = models.PositiveSmallIntegerField(default=4)
    max_members = models.PositiveSmallIntegerField(default=7)
    min_women_percent = models.PositiveSmallIntegerField(default=0)
    term_months = models.PositiveSmallIntegerField(default=24)
    bars_previous = models.CharField(max_length=10, choices=BarsPrevious.choices, default=BarsPrevious.NO)
    bars_public_servants = models.BooleanField(default=False)
    one_per_province = models.BooleanField(default=False)
    election_method = models.CharField(max_length=8, choices=ElectionMethod.choices, default=ElectionMethod.HANDS)
    tie_method = models.CharField(max_length=12, choices=TieMethod.choices, default=TieMethod.RUNOFF_DRAW)
    recognizer = models.CharField(max_length=10, choices=Recognizer.choices, default=Recognizer.COUNCIL)
    report_months = models.PositiveSmallIntegerField(default=6)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    answer_working_days = models.PositiveSmallIntegerField(default=15)
    information_working_days = models.PositiveSmallIntegerField(default=7)
    call_text = models.TextField(blank=True)
    call_opens_at = models.DateTimeField(null=True)
    call_closes_at = models.DateTimeField(null=True)
    # Since the recognition: the body with its seats and mandates.
    body = models.OneToOneField("bodies.CollegiateBody", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # The steps of the count, as (key, facts): what the page shows in words.
    working = models.JSONField(default=list)
    recognized_at = models.DateTimeField(null=True)
    act_number = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(min_members__gte=4), name="a_committee_has_four_members_or_more"),
            models.CheckConstraint(condition=Q(max_members__gte=F("min_members")), name="committee_sizes_make_sense"),
            models.CheckConstraint(
                condition=Q(min_women_percent__lte=100) & Q(quorum_percent__lte=100),
                name="committee_percentages_are_percentages",
            ),
            models.CheckConstraint(
                condition=Q(term_months__gte=1) & Q(report_months__gte=1) & Q(report_months__lte=F("term_months")),
                name="committee_reports_within_its_term",
            ),
        ]


class Candidacy(models.Model):
    committee = models.ForeignKey(OversightCommittee, on_delete=models.PROTECT, related_name="candidacies")
    number = models.PositiveSmallIntegerField()
    accreditation = models.ForeignKey("accreditation.Accreditation", on_delete=models.PROTECT, related_name="+")
    # The person, however many credentials they hold: one live candidacy.
    person_key = models.CharField(max_length=80)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    public_name = models.CharField(max_length=300)
    organization_name = models.CharField(max_length=200)
    province_code = models.CharField(max_length=4, blank=True)
    sex = models.CharField(max_length=8, blank=True)
    resides = models.BooleanField(default=False)
    no_conviction = models.BooleanField(default=False)
    not_public_servant = models.BooleanField(default=False)
    statement = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=CandidacyState.choices, default=CandidacyState.SUBMITTED)
    entered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    votes = models.PositiveIntegerField(null=True)
    runoff_votes = models.PositiveIntegerField(null=True)
    lot = models.CharField(max_length=64, blank=True)
    place = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_candidacy_per_number"),
            models.UniqueConstraint(
                fields=["committee", "person_key"],
                condition=Q(state__in=["submitted", "admitted"]),
                name="one_candidacy_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name


class ElectionRound(models.Model):
    """The election, and its second round when a tie asks for one. A draw is part of the round that tied."""

    committee = models.ForeignKey(OversightCommittee, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    method = models.CharField(max_length=8, choices=ElectionMethod.choices)
    candidates = models.ManyToManyField(Candidacy, related_name="+")
    poll = models.OneToOneField("voting.Poll", on_delete=models.PROTECT, null=True, related_name="+")
    roll = models.PositiveIntegerField()
    present = models.PositiveIntegerField(null=True)
    opened_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)
    draw_text = models.CharField(max_length=200, blank=True)
    draw_head = models.CharField(max_length=64, blank=True)
    draw_seed = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="one_round_per_number")]


class TellerCount(models.Model):
    """The hands that one of the two tellers counted for somebody."""

    round = models.ForeignKey(ElectionRound, on_delete=models.CASCADE, related_name="counts")
    teller = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    candidacy = models.ForeignKey(Candidacy, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "teller", "candidacy"], name="one_count_per_teller_and_candidacy")
        ]


class OversightReport(models.Model):
    committee = models.ForeignKey(OversightCommittee, on_delete=models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    until_on = models.DateField()
    summary = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    presented_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    answer_due_on = models.DateField(null=True)
    # How that day was counted.
    due_working = models.JSONField(default=list)
    answered_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="one_oversight_report_per_number"),
            models.UniqueConstraint(fields=["committee", "starts_on"], name="one_oversight_report_per_period"),
        ]


class Finding(models.Model):
    report = models.ForeignKey(OversightReport, on_delete=models.PROTECT, related_name="findings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=FindingKind.choices)
    cui = models.CharField(max_length=10, blank=True)
    detail = models.TextField()
    severity = models.CharField(max_length=8, choices=Severity.choices)
    asked = models.TextField()
    addressee = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    escalated_to = models.CharField(max_length=12, choices=EscalatedTo.choices, blank=True)
    escalated_on = models.DateField(null=True)
    escalation_note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="one_finding_per_number")]


class FindingEvidence(models.Model):
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="evidence")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()


class CommitteeInquiry(models.Model):
    """What the committee asks the entity to give it, with a clock of its own (a setting: no norm gives a figure)."""

    committee = models.ForeignKey(OversightCommittee, on_delete=models.PROTECT, related_name="inquiries")
    number = models.PositiveSmallIntegerField()
    asked = models.TextField()
    asked_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    due_working = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["committee", "number"], name="one_inquiry_per_number")]
