from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import PrintKind


class LoadForm(forms.Form):
    file = forms.FileField(
        label=_("Planilla"),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) o CSV. Hacen falta DNI, fecha de nacimiento y provincia."),
    )
    reason = forms.CharField(
        label=_("Dónde están las fichas firmadas"),
        max_length=300,
        help_text=_("Por ejemplo: archivador 3 de la mesa de Chota. Queda en el expediente de cada inscripción."),
    )


class PrintForm(forms.Form):
    kind = forms.ChoiceField(label=_("Cómo"), choices=PrintKind.choices)


class AdherentsForm(forms.Form):
    typed = forms.CharField(
        label=_("Escribe o pega la lista"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Una persona por línea: su DNI y su nombre. La lista nueva reemplaza a la anterior."),
    )
    file = forms.FileField(
        label=_("O cárgala de una planilla"),
        required=False,
        help_text=_("Con las columnas «DNI» y «Apellidos y nombres»."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("file") and not data.get("typed", "").strip():
            self.add_error("typed", _("Escribe la lista, o elige el archivo que la tiene."))
        return data
