from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Cadence, Preset


class PreferenceForm(forms.Form):
    preset = forms.ChoiceField(label=_("Qué te llega por correo"), choices=Preset.choices, widget=forms.RadioSelect)
    cadence = forms.ChoiceField(label=_("Cada cuánto"), choices=Cadence.choices, widget=forms.RadioSelect)
