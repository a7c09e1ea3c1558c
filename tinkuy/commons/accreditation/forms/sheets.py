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
