from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ..enums import DocumentType
from ..models import User
from ..rules import MalformedDocument, normalize_document
from .words import NAME_FIELDS, name_field


class ProfileForm(forms.Form):
    given_names = name_field("given_names")
    paternal_surname = name_field("paternal_surname")
    maternal_surname = name_field("maternal_surname")
    phone = forms.CharField(
        label=_("Celular"),
        required=False,
        max_length=20,
        help_text=_("Nueve cifras. Solo lo ve el equipo que atiende tus trámites."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel-national"}),
        validators=[RegexValidator(r"^(\+51)?\s?9(\s?\d){8}$", _("Un celular tiene nueve cifras y empieza con 9."))],
    )

    @classmethod
    def of(cls, user: User) -> "ProfileForm":
        return cls(initial={name: getattr(user, name) for name in (*NAME_FIELDS, "phone")})


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo de documento"), choices=DocumentType.choices)
    number = forms.CharField(
        label=_("Número"),
        max_length=24,
        help_text=_("Como está escrito en el documento. Nadie lo verá completo, salvo quien debe comprobarlo."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, str]:
        data = super().clean() or {}
        if "kind" in data and "number" in data:
            try:
                normalize_document(data["kind"], data["number"])
            except MalformedDocument as error:
                self.add_error("number", str(error))
        return data


class CloseAccountForm(forms.Form):
    """The password again, of those who have one; and a box, since it cannot be undone."""

    password = forms.CharField(
        label=_("Tu contraseña"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    understood = forms.BooleanField(label=_("Entiendo que mi cuenta se cierra para siempre"))
