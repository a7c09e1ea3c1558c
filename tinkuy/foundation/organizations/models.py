"""Public bodies that run spaces, and the organisations that people speak for."""

from django.db import models

from .enums import EntityRole, GovernmentLevel, OrganizationKind


class PublicBody(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    level = models.CharField(max_length=12, choices=GovernmentLevel.choices)
    ubigeo = models.CharField(max_length=6, blank=True)
    data_controller = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class EntityMembership(models.Model):
    body = models.ForeignKey(PublicBody, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="entity_memberships")
    role = models.CharField(max_length=20, choices=EntityRole.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "user", "role"], name="one_entity_role_per_person")]


class CivilSocietyOrganization(models.Model):
    """Somebody speaks for it. By its RUC where it has one; else by name and place. Likely twins are flagged."""

    name = models.CharField(max_length=200)
    # The name without accents, case or legal form: how two spellings of one organisation meet.
    folded_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=OrganizationKind.choices)
    ruc = models.CharField(max_length=11, blank=True)
    registry_number = models.CharField(max_length=60, blank=True)
    founded_on = models.DateField(null=True)
    ubigeo = models.CharField(max_length=6, blank=True)
    member_count = models.PositiveIntegerField(null=True)
    legal_representative = models.CharField(max_length=200, blank=True)
    registered_at = models.DateTimeField(auto_now_add=True)
    # In the public directory since somebody was accredited for it: a name that anybody typed is not published.
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ruc"], condition=~models.Q(ruc=""), name="one_organization_per_ruc"),
            models.UniqueConstraint(
                fields=["folded_name", "ubigeo"],
                condition=models.Q(ruc="") & ~models.Q(folded_name=""),
                name="one_organization_without_ruc_per_name_and_place",
            ),
        ]
        indexes = [models.Index(fields=["folded_name", "id"], name="organization_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def public_ruc(self) -> str:
        """A RUC that starts with 10, 15 or 17 is a person's, and the first holds their DNI: never shown."""
        return self.ruc if self.ruc.startswith("20") else ""
