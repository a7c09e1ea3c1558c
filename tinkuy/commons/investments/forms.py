from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import AmountUnit
from .rules.headers import find_header
from .rules.mapping import FIELDS, title_key


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


class ColumnsForm(forms.Form):
    """One question for each title of the row that holds the titles: what is it."""

    def __init__(self, *args: Any, titles: list[str], taught: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = [title for title in dict.fromkeys(titles) if title]
        known = {number: name for name, number in find_header([self.titles]).fields.items()}
        for number, title in enumerate(self.titles):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=title,
                required=False,
                choices=[("", _("Dato adicional: se guarda tal cual")), *FIELDS.items()],
                initial=taught.get(title_key(title), known.get(number, "")),
            )

    def columns(self) -> dict[str, str]:
        return {title: self.cleaned_data[f"column-{number}"] for number, title in enumerate(self.titles)}
