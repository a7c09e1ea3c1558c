"""What a new person tells us. allauth puts these fields under its own e-mail and password, for both ways to sign up."""

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ..actions import give_consent
from ..enums import NEEDED_PURPOSES, ConsentPurpose
from ..models import User
from .words import NAME_FIELDS, name_field

_TERMS_URL = "/cuenta/textos/terms/"
_DATA_URL = "/cuenta/textos/data/"


class SignupForm(forms.Form):
    """Names, and one box per purpose: none comes ticked, only the first two are needed (law.md 7.1)."""

    given_names = name_field("given_names")
    paternal_surname = name_field("paternal_surname")
    maternal_surname = name_field("maternal_surname")
    consent_terms = forms.BooleanField(label=_("Acepto los términos y condiciones"))
    consent_data = forms.BooleanField(label=_("He leído cómo se tratan mis datos personales y estoy de acuerdo"))
    consent_news = forms.BooleanField(label=_("Quiero recibir noticias por correo"), required=False)
    consent_authorship = forms.BooleanField(label=_("Muestren mi nombre junto a lo que publico"), required=False)
    field_order = [
        *NAME_FIELDS, "email", "password1", "consent_terms", "consent_data", "consent_news", "consent_authorship",
    ]  # fmt: skip

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        link = '<a href="{}" target="_blank">{}</a>'
        self.fields["consent_terms"].help_text = format_html(link, _TERMS_URL, _("Leer los términos y condiciones"))
        self.fields["consent_data"].help_text = format_html(link, _DATA_URL, _("Leer cómo se tratan tus datos"))

    def signup(self, request: object, user: User) -> None:
        """Called by allauth once the account exists. Names that the national identity proved stay as they came."""
        if not user.full_name:
            for name in NAME_FIELDS:
                setattr(user, name, self.cleaned_data[name])
            user.save(update_fields=list(NAME_FIELDS))
        now = timezone.now()
        for purpose in ConsentPurpose:
            if purpose in NEEDED_PURPOSES or self.cleaned_data[f"consent_{purpose.value}"]:
                give_consent(user=user, purpose=purpose, at=now)
