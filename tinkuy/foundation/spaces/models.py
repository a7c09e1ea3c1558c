"""Participation spaces: who convenes, at what level, by which norm, and what is open when."""

from django.db import models
from django.db.models import F, Q

from .enums import ParticipationLevel, SpaceRole, SpaceStatus


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
