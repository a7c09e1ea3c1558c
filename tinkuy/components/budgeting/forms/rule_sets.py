"""A set of impact rules as it is written at the desk: each rule has its switch and its threshold."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..enums import Confidence, ImpactLevel, ReachOperator
from ..models import ImpactRuleSet
from ..rules.rule_sets import RuleSetValues
from .desk import DayField
from .ideas import SolesField

# Switch → the threshold it turns on.
SWITCHES = {
    "uses_amount": "minimum_amount",
    "uses_districts": "minimum_districts",
    "uses_provinces": "minimum_provinces",
    "uses_coverage": "minimum_coverage",
    "uses_remainder": "remainder_below",
}


class RuleSetEditForm(forms.Form):
    title = forms.CharField(label=_("Nombre de estas reglas"), max_length=200)
    level = forms.ChoiceField(label=_("Ámbito"), choices=ImpactLevel.choices)
    norm = forms.CharField(label=_("Norma"), max_length=200, help_text=_("Por ejemplo: «Ordenanza Regional 012-2027»."))
    article = forms.CharField(label=_("Artículo"), max_length=80, required=False)
    valid_from = DayField(label=_("Rige desde"))
    valid_to = DayField(label=_("Rige hasta"), required=False)
    source = forms.CharField(
        label=_("De dónde se tomó el texto"), max_length=300, help_text=_("El diario, la página o el documento.")
    )
    confidence = forms.ChoiceField(
        label=_("¿Alguien leyó el texto de la norma?"), choices=Confidence.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(label=_("Nota"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    requires_viable = forms.BooleanField(label=_("Pide que el proyecto sea viable"), required=False)
    uses_amount = forms.BooleanField(label=_("Pide un costo mínimo"), required=False)
    minimum_amount = SolesField(label=_("Costo mínimo (S/)"), required=False)
    uses_districts = forms.BooleanField(label=_("Pide un número de distritos"), required=False)
    minimum_districts = forms.IntegerField(label=_("Distritos, al menos"), required=False, min_value=1, max_value=2000)
    uses_provinces = forms.BooleanField(label=_("Pide un número de provincias"), required=False)
    minimum_provinces = forms.IntegerField(label=_("Provincias, al menos"), required=False, min_value=1, max_value=200)
    reach = forms.ChoiceField(
        label=_("Distritos y provincias"), choices=ReachOperator.choices, help_text=_("Si pide los dos o basta uno.")
    )
    uses_coverage = forms.BooleanField(label=_("Mira la cobertura de población"), required=False)
    minimum_coverage = forms.DecimalField(
        label=_("Cobertura, al menos (%)"), required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2
    )
    coverage_is_required = forms.BooleanField(
        label=_("La cobertura es obligatoria"), required=False, help_text=_("Si no, solo se informa.")
    )
    uses_remainder = forms.BooleanField(label=_("Tiene regla para el saldo"), required=False)
    remainder_below = SolesField(
        label=_("Saldo menor a (S/)"), required=False, help_text=_("Lo que quede por debajo decide por cobertura.")
    )

    def clean_minimum_coverage(self) -> Any:
        value = self.cleaned_data["minimum_coverage"]
        if value == 0:
            raise forms.ValidationError(_now("La cobertura debe ser mayor que cero."))
        return value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for switch, name in SWITCHES.items():
            if not data.get(switch):
                data[name] = None
            elif data.get(name) is None and name not in self.errors:
                self.add_error(name, _now("La regla está encendida: escribe su umbral, o apágala."))
        return data

    def values(self) -> RuleSetValues:
        return RuleSetValues(**{name: value for name, value in self.cleaned_data.items() if name not in SWITCHES})

    @staticmethod
    def initial_of(rule_set: ImpactRuleSet) -> dict[str, Any]:
        values = {name: getattr(rule_set, name) for name in RuleSetValues.__dataclass_fields__}
        return values | {switch: values[name] is not None for switch, name in SWITCHES.items()}
