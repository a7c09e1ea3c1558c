"""What a preset cannot know: which year, how much money, who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.starting import NewProcess
from .desk import SolesField


class NewProcessForm(forms.Form):
    fiscal_year = forms.IntegerField(
        label=_("Año fiscal"), min_value=2000, max_value=2100, help_text=_("El año en que se gasta el dinero.")
    )
    title = forms.CharField(
        label=_("Nombre del proceso"),
        max_length=200,
        help_text=_("Como lo verá la gente: «Presupuesto participativo 2028»."),
    )
    ceiling = SolesField(
        label=_("Techo del proceso (S/)"), help_text=_("Si todavía no es definitivo, se cambia después.")
    )
    institutional_share = forms.DecimalField(
        label=_("Parte del presupuesto institucional (%)"),
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text=_("La ley pide publicarla (Ley 28056, art. 7)."),
    )
    responsible_unit = forms.CharField(label=_("Unidad responsable"), max_length=200)
    legal_basis = forms.CharField(
        label=_("Base legal"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tu ordenanza y las normas con que se convoca. Vacío, se toma la norma de la plantilla."),
    )

    def new_process(self) -> NewProcess:
        return NewProcess(**{name: self.cleaned_data[name] for name in NewProcess.__dataclass_fields__})


class StartForm(NewProcessForm):
    preset = forms.ChoiceField(label=_("Con las reglas de"))
    field_order = ["preset"]

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preset"].choices = choices  # type: ignore[attr-defined]


class CloneForm(NewProcessForm):
    keeps_team = forms.BooleanField(label=_("Llevar también al equipo, con sus funciones"), required=False)
