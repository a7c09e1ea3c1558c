"""What staff and people tell us about days. Forms read; the rules decide."""

import csv
import io
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions.calendar import DeclaredDay
from .enums import DayKind, TermUnit

MAX_LINES = 500
_DATE = {"type": "date"}
_KINDS = {"feriado": DayKind.HOLIDAY, "no laborable": DayKind.NON_WORKING, "": DayKind.NON_WORKING}


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs=_DATE), **options)


def _place(label: Any, help_text: Any = "", **options: Any) -> forms.RegexField:
    return forms.RegexField(
        r"^(\d{2}|\d{4}|\d{6})$",
        label=label,
        required=options.pop("required", False),
        help_text=help_text or _("Dos cifras la región, cuatro la provincia, seis el distrito; vacío, todo el país."),
        error_messages={"invalid": _("El ubigeo tiene dos, cuatro o seis cifras.")},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **options,
    )


class DayForm(forms.Form):
    day = _day(_("Día"))
    name = forms.CharField(label=_("Qué se declara"), max_length=120, help_text=_("«Aniversario de Cajamarca»."))
    kind = forms.ChoiceField(label=_("Tipo"), choices=DayKind.choices)
    ubigeo = _place(_("Lugar (ubigeo)"))
    norm = forms.CharField(label=_("Norma"), max_length=160, required=False)


class UploadForm(forms.Form):
    """fecha;qué;tipo;ubigeo;norma — one day a line, with or without a heading."""

    file = forms.FileField(label=_("Archivo CSV"), required=False)
    text = forms.CharField(
        label=_("O pega aquí las líneas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Una por día: fecha;qué se declara;tipo;ubigeo;norma. Tipo: feriado o no laborable."),
    )
    days: list[DeclaredDay]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        content = data.get("text") or _as_text(data.get("file"))
        self.days = []
        if not content.strip():
            self.add_error(None, _("No hay ninguna línea: sube un archivo o pégalas."))
            return data
        for number, cells in enumerate(_lines(content), start=1):
            if number == 1 and cells[0].lower() in ("fecha", "día", "dia"):
                continue
            if number > MAX_LINES:
                self.add_error(None, _("Hay más de %(limit)s líneas: súbelas por partes.") % {"limit": MAX_LINES})
                break
            self._read(number, cells)
        return data

    def _read(self, number: int, cells: list[str]) -> None:
        day, name, kind, ubigeo, norm = (*cells, "", "", "", "")[:5]
        read = _read_day(day)
        for is_wrong, words in (
            (read is None, _("la fecha no es como 2026-07-27 o 27/07/2026")),
            (not name, _("falta qué se declara")),
            (kind.lower() not in _KINDS, _("el tipo es «feriado» o «no laborable»")),
            (not norm, _("falta la norma")),
        ):
            if is_wrong:
                self.add_error(None, _("Línea %(line)s: %(what)s.") % {"line": number, "what": words})
                return
        if read:
            self.days.append(DeclaredDay(read, name[:120], norm[:160], ubigeo, str(_KINDS[kind.lower()])))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class SuspensionForm(forms.Form):
    starts_on = _day(_("Primer día suspendido"))
    ends_on = _day(_("Último día suspendido"))
    reason = forms.CharField(
        label=_("Por qué"), max_length=200, required=False, help_text=_("«Emergencia por lluvias».")
    )
    norm = forms.CharField(label=_("Norma"), max_length=160, required=False)
    ubigeo = _place(_("Lugar (ubigeo)"))


class DistanceForm(forms.Form):
    residence = _place(_("Donde vive la persona (ubigeo)"), _("Dos, cuatro o seis cifras."), required=True)
    office = _place(_("Donde está la oficina (ubigeo)"), _("Dos, cuatro o seis cifras."), required=True)
    days = forms.IntegerField(label=_("Días que se agregan"), min_value=0, max_value=60)
    counts_working_days = forms.BooleanField(label=_("Se cuentan en días hábiles"), required=False, initial=True)
    norm = forms.CharField(label=_("Norma"), max_length=160, required=False)


class CalculatorForm(forms.Form):
    """The public calculator; its names are those of its address."""

    inicio = _day(_("Día de la notificación o de la recepción"))
    plazo = forms.IntegerField(label=_("Plazo"), min_value=1, max_value=730)
    unidad = forms.ChoiceField(label=_("Se cuenta en"), choices=TermUnit.choices, required=False)
    lugar = forms.ChoiceField(label=_("Lugar de la oficina"), required=False)
    residencia = forms.ChoiceField(label=_("Dónde vives, si es en otro lugar"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, empty in (("lugar", _("Solo feriados nacionales")), ("residencia", _("En el mismo lugar"))):
            cast(forms.ChoiceField, self.fields[name]).choices = [("", empty), *places]


def _as_text(file: Any) -> str:
    if file is None:
        return ""
    raw = file.read(200_000)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _lines(content: str) -> list[list[str]]:
    separator = ";" if ";" in content else "\t" if "\t" in content else ","
    rows = csv.reader(io.StringIO(content.replace("\x00", "")), delimiter=separator)
    return [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]


def _read_day(text: str) -> date | None:
    for shape in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day, without an hour
        except ValueError:
            continue
    return None
