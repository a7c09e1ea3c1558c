"""Ideas for projects (seed 003): what people would build, who supports it, and what was answered."""

from django.db import models
from django.db.models import Q

from ..enums import IdeaState, IdeaTheme


class IdeaRules(models.Model):
    """How many ideas and supports one person has in a process; without a row, the defaults."""

    process = models.OneToOneField("BudgetProcess", on_delete=models.CASCADE, related_name="idea_rules")
    support_limit = models.PositiveSmallIntegerField(default=5)
    idea_limit = models.PositiveSmallIntegerField(default=5)


class IdeaParticipant(models.Model):
    """What one person has used in one process. Its row is the lock under which both limits are kept."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="idea_participants")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    ideas = models.PositiveSmallIntegerField(default=0)
    supports = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "user"], name="one_idea_participant_per_person"),
        ]


class ProjectIdea(models.Model):
    """Never enters the ballot by itself: an accepted idea is evaluated like any other project."""

    process = models.ForeignKey("BudgetProcess", on_delete=models.CASCADE, related_name="ideas")
    author = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, related_name="project_ideas")
    # The name is shown only where its author said so on the form.
    shows_author = models.BooleanField(default=False)
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="project_idea")
    name = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    # Four digits for a whole province, six for a district.
    ubigeo = models.CharField(max_length=6)
    province_name = models.CharField(max_length=120)
    district_name = models.CharField(max_length=120, blank=True)
    theme = models.CharField(max_length=20, choices=IdeaTheme.choices)
    # Acción Estratégica Regional of the regional development plan (PDRC).
    strategic_action = models.CharField(max_length=200)
    beneficiaries = models.PositiveIntegerField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    state = models.CharField(max_length=20, choices=IdeaState.choices, default=IdeaState.PRESENTED)
    support_count = models.PositiveIntegerField(default=0)
    search_text = models.TextField()
    proposed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="idea_amount_is_positive"),
        ]
        indexes = [
            models.Index(fields=["process", "-support_count", "-id"], name="idea_by_support"),
            models.Index(fields=["process", "-proposed_at"], name="idea_by_date"),
            models.Index(fields=["process", "province_name", "state"], name="idea_by_province"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def look(self) -> str:
        return IdeaState(self.state).look

    @property
    def place(self) -> str:
        return f"{self.district_name}, {self.province_name}" if self.district_name else self.province_name

    @property
    def author_name(self) -> str:
        """Empty when its author did not want to be named, or is gone."""
        return self.author.full_name if self.shows_author and self.author and self.author.is_active else ""


class IdeaSupport(models.Model):
    idea = models.ForeignKey(ProjectIdea, on_delete=models.CASCADE, related_name="supports")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "user"], name="one_support_per_person_and_idea")]


class IdeaAnswer(models.Model):
    """The reasoned answer of the technical team. A later one stands beside it, never in its place."""

    idea = models.ForeignKey(ProjectIdea, on_delete=models.CASCADE, related_name="answers")
    outcome = models.CharField(max_length=20, choices=IdeaState.choices)
    reason = models.TextField()
    referred_to = models.CharField(max_length=200, blank=True)
    project = models.ForeignKey("BudgetProject", on_delete=models.PROTECT, null=True, related_name="+")
    answered_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["-answered_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="an_answer_to_an_idea_has_its_reason"),
            models.CheckConstraint(
                condition=~Q(outcome="referred") | ~Q(referred_to=""), name="a_referred_idea_says_to_whom"
            ),
        ]

    @property
    def look(self) -> str:
        return IdeaState(self.outcome).look
