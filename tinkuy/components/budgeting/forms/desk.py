"""What the team types. Shapes only: the actions decide."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.money import MalformedAmount, parse_soles

from ..actions.process import MULTI, default_lists
from ..enums import FillRule, MatrixApprover, Normalization, OrderMethod, TieCriterionKey
from ..models import BudgetProcess, IdeaRules, ImpactRuleSet
from ..queries.rule_sets import rule_sets_for
from ..rules.settings import ListSpec, Settings

_TIES = [choice for choice in TieCriterionKey.choices if choice[0] != TieCriterionKey.DRAW]


class SolesField(forms.CharField):
    """An amount as people write it: «12,000,000.50», «S/ 1 200»."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,.2f}" if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse_soles(text)
        except MalformedAmount as error:
            raise forms.ValidationError(_("El monto %(why)s."), params={"why": str(error)}) from error


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SettingsForm(forms.Form):
    fiscal_year = forms.IntegerField(label=_("Año fiscal"), min_value=2000, max_value=2100)
    ceiling = SolesField(label=_("Techo del proceso (S/)"), help_text=_("El dinero que se reparte en este proceso."))
    institutional_share = forms.DecimalField(
        label=_("Parte del presupuesto institucional (%)"),
        required=False,
        max_digits=5,
        decimal_places=2,
        help_text=_("La ley pide publicarla (Ley 28056, art. 7)."),
    )
    technical_weight = forms.DecimalField(
        label=_("Peso del puntaje técnico"),
        max_digits=4,
        decimal_places=2,
        help_text=_("0.80 y 0.20 es una configuración: no se encontró norma que fije 80/20. Deben sumar 1."),
    )
    vote_weight = forms.DecimalField(label=_("Peso de la votación"), max_digits=4, decimal_places=2)
    normalization = forms.ChoiceField(label=_("De votos a puntos"), choices=Normalization.choices)
    fill_rule = forms.ChoiceField(label=_("Reparto del techo"), choices=FillRule.choices)
    max_choices = forms.IntegerField(label=_("Marcas por lista, como máximo"))
    minimum_evaluators = forms.IntegerField(label=_("Evaluaciones por proyecto, como mínimo"))
    spread_threshold = forms.IntegerField(
        label=_("Distancia máxima entre evaluaciones (puntos)"), help_text=_("Si la pasan, el proyecto vuelve.")
    )
    order_method = forms.ChoiceField(label=_("Cómo se ordenan los proyectos"), choices=OrderMethod.choices)
    matrix_approved_by = forms.ChoiceField(
        label=_("Quién aprueba la matriz de priorización"), choices=MatrixApprover.choices
    )
    max_viability_months = forms.IntegerField(
        label=_("Antigüedad máxima de la viabilidad (meses)"), required=False, min_value=1, max_value=240
    )
    tie_1 = forms.ChoiceField(label=_("Primer desempate"), choices=_TIES)
    tie_2 = forms.ChoiceField(label=_("Segundo desempate"), choices=[("", "—"), *_TIES], required=False)
    tie_3 = forms.ChoiceField(label=_("Tercer desempate"), choices=[("", "—"), *_TIES], required=False)
    tie_4 = forms.ChoiceField(
        label=_("Cuarto desempate"),
        choices=[("", "—"), *_TIES],
        required=False,
        help_text=_("El último es siempre el sorteo con semilla pública."),
    )

    def settings(self) -> Settings:
        fields = {name: value for name, value in self.cleaned_data.items() if not name.startswith("tie_")}
        chosen = [self.cleaned_data[f"tie_{place}"] for place in range(1, 5)]
        return Settings(**fields, tie_order=(*(tie for tie in chosen if tie), str(TieCriterionKey.DRAW)))

    @staticmethod
    def initial_of(process: BudgetProcess | None) -> dict[str, Any]:
        """What the process says now; Cajamarca's defaults before it exists."""
        source: Any = process or Settings(fiscal_year=0, ceiling=Decimal(0))
        names = [name for name in vars(Settings(fiscal_year=0, ceiling=Decimal(0))) if name != "tie_order"]
        values = {name: getattr(source, name) for name in names}
        order = [row.criterion for row in process.tie_criteria.all()] if process else list(source.tie_order)
        ties = [tie for tie in order if tie != TieCriterionKey.DRAW]
        values |= {f"tie_{place}": tie for place, tie in enumerate(ties, start=1)}
        return values if process else {**values, "fiscal_year": None, "ceiling": None}


class ListsForm(forms.Form):
    """The ceiling of each list (empty shares the process's), which ones go, and which of the region's are added."""

    def __init__(self, *args: Any, process: BudgetProcess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(process.lists.all())
        for row in self.rows:
            label = _("Techo de %(list)s (S/)") % {"list": row.title}
            self.fields[f"list_{row.pk}"] = SolesField(label=label, required=False, initial=row.ceiling)
        held = {row.key for row in self.rows}
        offered = default_lists(process.space.ubigeo or process.space.body.ubigeo)
        self.offered = {spec.key: spec for spec in offered if spec.key not in held}
        self._offer("remove", _("Quitar listas"), [(row.key, row.title) for row in self.rows])
        self._offer("add", _("Agregar listas"), [(spec.key, spec.title) for spec in self.offered.values()])

    def _offer(self, name: str, label: Any, choices: list[tuple[str, str]]) -> None:
        if choices:
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
            )

    def specs(self) -> list[ListSpec]:
        """Those that stay, then those that come; the multi-provincial one is always the last."""
        gone = set(self.cleaned_data.get("remove", ()))
        stay = [row for row in self.rows if row.key not in gone]
        specs = [ListSpec(row.key, row.title, self.cleaned_data[f"list_{row.pk}"]) for row in stay]
        specs += [self.offered[key] for key in self.cleaned_data.get("add", ())]
        return sorted(specs, key=lambda spec: spec.key == MULTI)


class RuleSetForm(forms.Form):
    rule_set = forms.ModelChoiceField(
        label=_("Norma de impacto que se aplica"), queryset=ImpactRuleSet.objects.all(), empty_label=None
    )

    def __init__(self, *args: Any, process: BudgetProcess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule_set"].queryset = rule_sets_for(process.space.body)  # type: ignore[attr-defined]
        self.fields["rule_set"].label_from_instance = (  # type: ignore[attr-defined]
            lambda row: f"{row.title} — {row.get_confidence_display()}"
        )


class IdeaLimitsForm(forms.Form):
    idea_limit = forms.IntegerField(label=_("Ideas que puede presentar cada persona"))
    support_limit = forms.IntegerField(
        label=_("Apoyos que puede dar cada persona"),
        help_text=_("Quien ya usó más de los que fijes los conserva, y no suma otros."),
    )

    @staticmethod
    def initial_of(rules: IdeaRules) -> dict[str, int]:
        return {"idea_limit": rules.idea_limit, "support_limit": rules.support_limit}


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Sustento"), widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Se publica junto con el acto.")
    )


class AmountForm(GroundForm):
    amount = SolesField(label=_("Monto que pide a este proceso (S/)"))
    field_order = ["amount", "ground"]


class OverrideForm(GroundForm):
    is_eligible = forms.TypedChoiceField(
        label=_("Decisión"),
        choices=[("si", _("Se admite")), ("no", _("No se admite"))],
        coerce=lambda value: value == "si",
        widget=forms.RadioSelect,
    )
    document = forms.CharField(label=_("Documento que lo dice"), max_length=200)
    field_order = ["is_eligible", "ground", "document"]


class ApproveForm(forms.Form):
    document = forms.CharField(label=_("Acta o documento que la aprueba"), max_length=200)
    approved_on = DayField(label=_("Fecha del acta"))
    organ = forms.CharField(label=_("Órgano que la aprueba"), max_length=200)


class ConfirmForm(forms.Form):
    """For what cannot be undone: one says so before."""

    understood = forms.BooleanField(label=_("Entiendo que esto no se puede deshacer"))


class PrepareForm(ConfirmForm):
    is_nominal = forms.BooleanField(
        label=_("Voto nominal (a mano alzada)"),
        required=False,
        help_text=_("Solo si la ordenanza lo dice: el voto de cada persona se publica."),
    )
    allows_revote = forms.BooleanField(label=_("Se puede cambiar el voto hasta el cierre"), required=False)
    challenge_hours = forms.IntegerField(label=_("Horas para impugnar desde el cierre"), initial=72, min_value=0)
    field_order = ["is_nominal", "allows_revote", "challenge_hours", "understood"]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo de la corrección"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Se publica junto con la versión nueva."),
    )


class AgreementForm(forms.Form):
    place = forms.CharField(label=_("Lugar"), max_length=200)
    held_on = DayField(label=_("Fecha"))
    attendance = forms.IntegerField(label=_("Personas que asistieron"), min_value=0)
    quorum_note = forms.CharField(label=_("Quórum"), max_length=300, required=False)
    priority_results = forms.CharField(
        label=_("Resultados o problemas priorizados"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Uno por línea."),
    )
    oversight_members = forms.CharField(
        label=_("Comité de vigilancia elegido"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Un nombre por línea. El acta es pública: sin número de documento."),
    )
    commitments = forms.CharField(
        label=_("Compromisos"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("Uno por línea: Quién | A qué se compromete | Hasta (2027-03-31) | Cómo se verá."),
    )
    observations = forms.CharField(label=_("Observaciones"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
