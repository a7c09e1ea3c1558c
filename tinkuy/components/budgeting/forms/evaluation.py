"""The matrix as it is written at the desk, and a sheet with one question per criterion."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.accounts.models import User

from ..actions.matrix import read_option
from ..enums import CriterionKind, CriterionVariable
from ..models import Criterion, EvaluationSheet, ScoringMatrix
from ..queries.suggestions import SuggestedOption
from ..rules.matrix import CriterionSpec, OptionSpec
from ..rules.sheets import Entry


def write_option(option: OptionSpec) -> str:
    """«Directo = 15», or «De 2 % a menos de 5 % : 2-5 = 10»."""
    if option.lower is None and option.upper is None:
        return f"{option.label} = {option.points.normalize():f}"
    ends = "-".join("" if end is None else f"{end.normalize():f}" for end in (option.lower, option.upper))
    return f"{option.label} : {ends} = {option.points.normalize():f}"


class CriterionForm(forms.Form):
    code = forms.CharField(label=_("Código"), max_length=12)
    name = forms.CharField(label=_("Criterio"), max_length=160)
    description = forms.CharField(label=_("Qué mide"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    weight = forms.DecimalField(label=_("Peso (puntos como máximo)"), max_digits=5, decimal_places=2)
    # What a browser sends for a criterion nobody wrote: with it as initial, the form stays empty and is let pass.
    kind = forms.ChoiceField(
        label=_("Cómo se puntúa"), choices=CriterionKind.choices, initial=CriterionKind.choices[0][0]
    )
    variable = forms.ChoiceField(
        label=_("Qué dato usa"), choices=CriterionVariable.choices, initial=CriterionVariable.choices[0][0]
    )
    options = forms.CharField(
        label=_("Opciones"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Una por línea: «Directo = 15». En un rango: «De 2 a menos de 5 : 2-5 = 10»."),
    )
    data_source = forms.CharField(label=_("De dónde sale el dato"), max_length=200, required=False)
    requires_ground = forms.BooleanField(label=_("Pide sustento"), required=False)

    def clean_options(self) -> tuple[OptionSpec, ...]:
        lines = [line for line in self.cleaned_data["options"].splitlines() if line.strip()]
        read = []
        for line in lines:
            try:
                read.append(read_option(line))
            except (InvalidOperation, ValueError) as error:
                raise forms.ValidationError(
                    _("No se entiende «%(line)s»: escribe «texto = puntos»."), params={"line": line}
                ) from error
        return tuple(read)

    def spec(self) -> CriterionSpec:
        fields = {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}
        return CriterionSpec(**fields)

    @staticmethod
    def initial_of(spec: CriterionSpec) -> dict[str, Any]:
        return {**vars(spec), "options": "\n".join(write_option(option) for option in spec.options)}


CriteriaFormSet = forms.formset_factory(CriterionForm, extra=1, can_delete=True)


class SheetForm(forms.Form):
    """One choice and one ground per criterion; nothing is required to save, everything to hand in."""

    has_conflict = forms.TypedChoiceField(
        label=_("¿Tienes un conflicto de interés con este proyecto?"),
        choices=[("no", _("No")), ("si", _("Sí: esta ficha no contará"))],
        coerce=lambda value: value == "si",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Parentesco, negocio o interés tuyo o de los tuyos en el proyecto o en quien lo ejecuta."),
    )
    conflict_note = forms.CharField(label=_("Si lo tienes, cuál"), max_length=400, required=False)

    def __init__(
        self,
        *args: Any,
        matrix: ScoringMatrix,
        sheet: EvaluationSheet | None,
        suggestions: dict[str, SuggestedOption],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria: list[Criterion] = list(matrix.criteria.prefetch_related("options"))
        self.suggestions = suggestions
        scores = {score.criterion_id: score for score in sheet.scores.all()} if sheet else {}
        if sheet and sheet.has_conflict is not None:
            self.fields["has_conflict"].initial = "si" if sheet.has_conflict else "no"
            self.fields["conflict_note"].initial = sheet.conflict_note
        for criterion in self.criteria:
            self._add(criterion, scores.get(criterion.pk))

    def _add(self, criterion: Criterion, score: Any) -> None:
        if criterion.kind == CriterionKind.MANUAL:
            field: forms.Field = forms.DecimalField(
                max_digits=5, decimal_places=2, initial=score.points if score else None, required=False
            )
        else:
            choices = [(option.pk, f"{option.label} · {option.points:f}") for option in criterion.options.all()]
            field = forms.TypedChoiceField(
                choices=choices,
                coerce=int,
                empty_value=None,
                initial=score.option_id if score else None,
                required=False,
                widget=forms.RadioSelect,
            )
        field.label, field.help_text = _("Puntaje"), criterion.description
        self.fields[f"score_{criterion.pk}"] = field
        self.fields[f"ground_{criterion.pk}"] = forms.CharField(
            label=_("Sustento"),
            required=False,
            initial=score.ground if score else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    use_required_attribute = False

    @property
    def groups(self) -> list[tuple[Criterion, Any, Any, SuggestedOption | None]]:
        return [(c, self[f"score_{c.pk}"], self[f"ground_{c.pk}"], self.suggestions.get(c.code)) for c in self.criteria]

    def entries(self) -> dict[str, Entry]:
        return {criterion.code: self._entry(criterion) for criterion in self.criteria}

    def _entry(self, criterion: Criterion) -> Entry:
        value = self.cleaned_data[f"score_{criterion.pk}"]
        ground = self.cleaned_data[f"ground_{criterion.pk}"]
        if criterion.kind == CriterionKind.MANUAL:
            return Entry(points=value if isinstance(value, Decimal) else None, ground=ground)
        return Entry(option=value, ground=ground)


class UploadForm(forms.Form):
    file = forms.FileField(label=_("Hoja de evaluación (.xlsx)"))


class EvaluatorForm(forms.Form):
    user = forms.ModelChoiceField(label=_("Persona del equipo técnico"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people  # type: ignore[attr-defined]
