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


class ConsentPurpose(models.TextChoices):
    """One box per purpose (Ley 29733; law.md 7.1)."""

    TERMS = "terms", _("Términos y condiciones")
    DATA = "data", _("Tratamiento de datos personales")
    NEWS = "news", _("Recibir noticias por correo")
    AUTHORSHIP = "authorship", _("Mostrar mi nombre junto a lo que publico")
