from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Modality


class CourseForm(forms.Form):
    title = forms.CharField(label=_("Título"), max_length=160)
    aim = forms.CharField(label=_("Para qué sirve"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3}))
    programme = forms.CharField(
        label=_("Programa"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    gives_vote = forms.BooleanField(label=_("Es la capacitación que la ordenanza pide para votar"), required=False)
    pass_percent = forms.IntegerField(
        label=_("Porcentaje de sesiones para aprobar"), min_value=1, max_value=100, initial=100
    )
    cost = forms.DecimalField(label=_("Costo en soles"), required=False, min_value=0, max_digits=12, decimal_places=2)


class SessionForm(forms.Form):
    starts_at = forms.DateTimeField(
        label=_("Empieza"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    ends_at = forms.DateTimeField(
        label=_("Termina"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    modality = forms.ChoiceField(label=_("Modalidad"), choices=Modality.choices)
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    channel = forms.URLField(label=_("Enlace para conectarse"), required=False, assume_scheme="https")
    trainer = forms.CharField(label=_("Quién la dicta"), max_length=160, required=False)
    capacity = forms.IntegerField(label=_("Aforo"), required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("La sesión termina después de empezar: revisa la hora."))
        return data


class MaterialForm(forms.Form):
    title = forms.CharField(label=_("Título del material"), max_length=160)
    file = forms.FileField(label=_("Archivo"), help_text=_("PDF, documento o foto de hasta 2 MB."))


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Código que está en la puerta"), max_length=12)


class PeopleForm(forms.Form):
    names = forms.CharField(
        label=_("Quiénes asistirán"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Un nombre completo por línea. Solo los ve la mesa."),
    )


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Nombre completo"), max_length=300)
    organization_name = forms.CharField(label=_("Organización"), max_length=200, required=False)
