from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentityLevel(models.IntegerChoices):
    """How sure we are of who somebody is (law.md 7.3). Each act states the level it needs."""

    CONTACT = 0, _("Correo confirmado")
    DECLARED = 1, _("Documento declarado")
    VERIFIED = 2, _("Documento verificado")
    CRYPTOGRAPHIC = 3, _("Verificado con certificado")


class DocumentType(models.TextChoices):
    DNI = "dni", _("DNI")
    CE = "ce", _("Carné de extranjería")
    PASSPORT = "passport", _("Pasaporte")


# The version of the texts that people read when they agree; a change of text is a new version.
TEXT_VERSION = "2026-11"


class ConsentPurpose(models.TextChoices):
    """One box per purpose (Ley 29733; law.md 7.1)."""

    TERMS = "terms", _("Términos y condiciones")
    DATA = "data", _("Tratamiento de datos personales")
    NEWS = "news", _("Recibir noticias por correo")
    AUTHORSHIP = "authorship", _("Mostrar mi nombre junto a lo que publico")


# Without these there is no account; the rest are extras, each given and withdrawn with one click.
NEEDED_PURPOSES = frozenset({ConsentPurpose.TERMS, ConsentPurpose.DATA})
