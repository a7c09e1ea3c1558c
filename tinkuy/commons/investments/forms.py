from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import AmountUnit


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Hoja de cálculo"),
        help_text=_("XLSX, XLS, ODS o CSV de hasta 25 MB, como la exporta el Banco de Inversiones o la tienes tú."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt"}),
    )
    unit = forms.TypedChoiceField(
        label=_("Los montos están en"), choices=AmountUnit.choices, coerce=int, initial=AmountUnit.SOLES
    )


class FilterForm(forms.Form):
    """What a list of investments can be narrowed by. Anything that is not on offer narrows nothing."""

    q = forms.CharField(label=_("Nombre o código"), required=False, max_length=200)
    provincia = forms.RegexField(r"^(\d\d){1,3}$", label=_("Provincia"), required=False, widget=forms.Select)
    estado = forms.CharField(label=_("Estado"), required=False, max_length=120, widget=forms.Select)
    funcion = forms.CharField(label=_("Función"), required=False, max_length=200, widget=forms.Select)
    entidad = forms.SlugField(label=_("Entidad"), required=False, widget=forms.Select)

    def chosen(self) -> dict[str, str]:
        """Field → valid value; what could not be read is left out."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")).replace("\x00", "") for name in self.fields}

    def offer(self, name: str, choices: list[tuple[str, str]], everything: str) -> None:
        """Fills a list of choices; with nothing to choose from, the field goes."""
        if len(choices) > 1 or self.data.get(name):
            self.fields[name].widget.choices = [("", everything), *choices]
        else:
            del self.fields[name]
