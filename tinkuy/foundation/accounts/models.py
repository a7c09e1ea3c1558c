"""People: an account by e-mail, what they agreed to, and how sure we are of who they are."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from .enums import ConsentPurpose, DocumentType, IdentityLevel


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    email = models.EmailField()
    given_names = models.CharField(max_length=120, blank=True)
    paternal_surname = models.CharField(max_length=80, blank=True)
    maternal_surname = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    # Runs the platform itself (creates entities, declares holidays). Rights inside an entity or a space are rows there.
    is_operator = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    # An invented person of the demonstration, and the part they play; shown on the sign-in page of a demonstration.
    is_demo = models.BooleanField(default=False)
    demo_role = models.CharField(max_length=120, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_email")]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_names, self.paternal_surname, self.maternal_surname) if part)

    @property
    def works_somewhere(self) -> bool:
        """A role in some entity or space, or the platform's operator."""
        has_role = models.Q(entity_memberships__isnull=False) | models.Q(space_memberships__isnull=False)
        return self.is_operator or User.objects.filter(has_role, pk=self.pk).exists()


class Consent(models.Model):
    """An active click, with the version of the text that was read (DS 016-2024-JUS)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=20, choices=ConsentPurpose.choices)
    text_version = models.CharField(max_length=20)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_consent_in_force_per_purpose",
            )
        ]


class IdentityDocument(models.Model):
    """A document number: a keyed HMAC for uniqueness, encrypted for the few who must read it, four digits to show
    (INTEGRITY 4.8). One document, one account."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="identity")
    kind = models.CharField(max_length=10, choices=DocumentType.choices)
    fingerprint = models.CharField(max_length=64)
    encrypted_number = models.BinaryField()
    last_four = models.CharField(max_length=4)
    level = models.PositiveSmallIntegerField(choices=IdentityLevel.choices, default=IdentityLevel.DECLARED)
    birth_date = models.DateField(null=True)
    declared_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    verification_means = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint"], name="one_account_per_document")]

    @property
    def masked(self) -> str:
        return f"****{self.last_four}"
