"""Participation spaces: who convenes, at what level, by which norm, and what is open when."""

from django.db import models
from django.db.models import F, Q

from .enums import ParticipationLevel, PresetStatus, SourceMark, SpaceRole, SpaceStatus


class Space(models.Model):
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    body = models.ForeignKey("organizations.PublicBody", on_delete=models.PROTECT, related_name="spaces")
    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="space")
    component = models.CharField(max_length=40)
    level = models.CharField(max_length=20, choices=ParticipationLevel.choices)
    legal_basis = models.TextField(blank=True)
    responsible_unit = models.CharField(max_length=200, blank=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    status = models.CharField(max_length=12, choices=SpaceStatus.choices, default=SpaceStatus.DRAFT)
    # The people, votes and plans of the demonstration are invented: said on each of its pages.
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

    @property
    def chain(self) -> str:
        """Its chain in the log of acts."""
        return f"space:{self.slug}"


class Stage(models.Model):
    """A window of time. What it opens is a table in the component; the closing instant is outside."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # The kind of document without which the stage stays shut; empty when it needs none.
    required_document = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["opens_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="stage_closes_after_it_opens"),
            models.UniqueConstraint(fields=["space", "kind"], name="one_stage_of_a_kind"),
        ]


class SpaceDocument(models.Model):
    """A published document of the file: ordinance, call, act, result. Replaced, never removed."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=80, blank=True)
    issued_on = models.DateField(null=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["published_at", "id"]


class SpaceMembership(models.Model):
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="space_memberships")
    role = models.CharField(max_length=20, choices=SpaceRole.choices)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "user", "role"], name="one_space_role_per_person")]


class StageMove(models.Model):
    """A change of the dates of a stage that was public: what they were, what they are, why, and by which act."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="moves")
    opened_before = models.DateTimeField()
    closed_before = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    # The act that opens again what had closed (electoral preclusion, law.md 6.6); empty for a plain move.
    act = models.CharField(max_length=200, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ["moved_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_move_says_why")]


class StatusChange(models.Model):
    """The process was suspended, taken up again or annulled, with the norm that caused it."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="status_changes")
    status = models.CharField(max_length=12, choices=SpaceStatus.choices)
    norm = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["changed_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(norm=""), name="a_status_change_names_its_norm")]


class Preset(models.Model):
    """An entity's own rules, built with the questionnaire; those of regional ordinances come with the program."""

    body = models.ForeignKey("organizations.PublicBody", on_delete=models.CASCADE, related_name="presets")
    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    component = models.CharField(max_length=40)
    norm = models.CharField(max_length=200, blank=True)
    # The preset it began from: its key, of one that is shipped or of an entity.
    based_on = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=10, choices=PresetStatus.choices, default=PresetStatus.DRAFT)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class PresetValue(models.Model):
    """One rule of a preset as text; its type was checked with the registry, and again when it is applied."""

    preset = models.ForeignKey(Preset, on_delete=models.CASCADE, related_name="rows")
    key = models.CharField(max_length=80)
    value = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=15, choices=SourceMark.choices)
    source = models.CharField(max_length=200, blank=True)
    article = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["preset", "key"], name="one_value_per_key_of_a_preset")]


class RuleOrigin(models.Model):
    """Which preset, or which process of another year, the rules of a space came from."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="rule_origin")
    preset_key = models.CharField(max_length=120, blank=True)
    preset_title = models.CharField(max_length=200)
    norm = models.CharField(max_length=200, blank=True)
    cloned_from = models.ForeignKey(Space, on_delete=models.SET_NULL, null=True, related_name="clones")
    started_at = models.DateTimeField()


class RuleSource(models.Model):
    """What the preset said of one rule when the space began. The value in force is in a typed column of its app."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="rule_sources")
    key = models.CharField(max_length=80)
    value = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=15, choices=SourceMark.choices)
    source = models.CharField(max_length=200, blank=True)
    article = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["space", "key"], name="one_source_per_rule_of_a_space")]


class RuleExplanation(models.Model):
    """Why the coordination goes on with rules that contradict themselves; public, and for that contradiction only."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="rule_explanations")
    code = models.CharField(max_length=80)
    sentence = models.CharField(max_length=500)
    ground = models.CharField(max_length=500)
    explained_at = models.DateTimeField()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["space", "code"], name="one_explanation_per_contradiction"),
            models.CheckConstraint(condition=~Q(ground=""), name="an_explanation_has_a_ground"),
        ]
