"""The fields for names, the same wherever they are asked."""

from django import forms
from django.utils.translation import gettext_lazy as _

NAME_FIELDS = ("given_names", "paternal_surname", "maternal_surname")
_LABELS = {
    "given_names": (_("Nombres"), 120, "given-name", True),
    "paternal_surname": (_("Apellido paterno"), 80, "family-name", True),
    "maternal_surname": (_("Apellido materno (si lo tienes)"), 80, "additional-name", False),
}


def name_field(name: str) -> forms.CharField:
    label, longest, autocomplete, required = _LABELS[name]
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)
