"""Coordination, formalisation, accountability and handover, as people write them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.coordination import Act, Share
from ..actions.formalization import BudgetLine, Step
from ..enums import (
    Addressee,
    AgreementState,
    CellFormat,
    ContributionKind,
    DuplicateDecision,
    IncorporationState,
    LineKind,
)
from ..models import AccountabilityLine, BudgetProject, Incorporation
from ..readers.accountability import LineRow
from ..rules.columns import Column
from ..rules.formalization import Update
from .ideas import SolesField


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def text_area(
    label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "", most: int = 3000
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=help_text, max_length=most, widget=widget)


def soles_field(label: Any, *, required: bool = False, help_text: Any = "") -> SolesField:
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return SolesField(label=label, required=required, max_length=40, help_text=help_text, widget=widget)


class ActForm(forms.Form):
    """The act of a province or district."""

    act = forms.CharField(label=_("Acta de la provincia o del distrito"), max_length=200, required=False)
    act_on = day_field(_("Fecha del acta"), required=False)

    def given(self) -> Act:
        return Act(self.cleaned_data["act"], self.cleaned_data["act_on"])


class FromPlatformForm(ActForm):
    result = forms.ChoiceField(label=_("Resultado publicado"))
    field_order = ["result", "act", "act_on"]

    def __init__(self, *args: Any, results: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = results  # type: ignore[attr-defined]


class FromFileForm(ActForm):
    entity_name = forms.CharField(label=_("Entidad que envía su lista"), max_length=200)
    ubigeo = forms.ChoiceField(label=_("Provincia o distrito"))
    file = forms.FileField(
        label=_("Archivo"),
        help_text=_(
            "La plantilla llena (Excel o CSV), el CSV del resultado o el paquete ZIP de otra plataforma igual."
        ),
    )
    field_order = ["entity_name", "ubigeo", "act", "act_on", "file"]

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ubigeo"].choices = [("", _("Elige un lugar")), *places]  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(label=_("Decisión"), choices=DuplicateDecision.choices, widget=forms.RadioSelect)
    ground = text_area(_("Sustento"), required=False, help_text=_("Es público: di con qué dato o documento."))


class CofinancingForm(forms.Form):
    document = forms.CharField(
        label=_("Documento del compromiso"),
        max_length=200,
        required=False,
        help_text=_("Convenio, acta u oficio, con su número."),
    )
    signed_on = day_field(_("Fecha"))


class ShareForm(forms.Form):
    partner = forms.CharField(label=_("Quién aporta"), max_length=200)
    kind = forms.ChoiceField(label=_("Qué aporta"), choices=ContributionKind.choices, initial="money")
    amount = soles_field(_("Valor en soles"), required=True)
    detail = forms.CharField(label=_("Detalle"), max_length=300, required=False)

    def share(self) -> Share:
        return Share(**self.cleaned_data)


ShareFormSet = forms.formset_factory(ShareForm, extra=4, max_num=20)


class CouncilReportForm(forms.Form):
    council = forms.CharField(label=_("Consejo que informa"), max_length=200)
    reported_by = forms.CharField(label=_("Quién lo preside"), max_length=200)
    subject = forms.CharField(label=_("Qué informa"), max_length=300)
    document = forms.CharField(label=_("Documento"), max_length=200, help_text=_("Oficio o informe, con su número."))
    received_on = day_field(_("Recibido el"))


class MinutesForm(forms.Form):
    place = forms.CharField(label=_("Lugar"), max_length=200)
    held_on = day_field(_("Fecha"))
    attendants = text_area(
        _("Quiénes asistieron"), help_text=_("Nombre y cargo, uno por línea. Sin números de documento.")
    )
    agreements = text_area(_("Acuerdos"), rows=6, most=8000)


class IncorporationForm(forms.Form):
    state = forms.ChoiceField(label=_("Estado"), choices=IncorporationState.choices, widget=forms.RadioSelect)
    responsible_unit = forms.CharField(label=_("Unidad responsable"), max_length=200)
    programme = forms.CharField(label=_("Programa presupuestal"), max_length=200, required=False)
    product = forms.CharField(label=_("Producto o proyecto"), max_length=200, required=False)
    activity = forms.CharField(label=_("Actividad, acción u obra"), max_length=200, required=False)
    function = forms.CharField(label=_("Función"), max_length=200, required=False)
    reason = text_area(
        _("Motivo"),
        required=False,
        help_text=_("Si lo programado no es lo acordado, o si no se incorpora: por qué. Es público."),
    )
    norm = forms.CharField(label=_("Norma o documento que lo sustenta"), max_length=200, required=False)

    @staticmethod
    def initial_of(row: Incorporation | None, project: BudgetProject, unit: str) -> dict[str, Any]:
        if row is None:
            return {"state": IncorporationState.IN_PIA, "function": project.function, "responsible_unit": unit}
        names = ("state", "responsible_unit", "programme", "product", "activity", "function", "reason", "norm")
        return {name: getattr(row, name) for name in names}

    def line(self, years: list[tuple[int, Decimal]], steps: list[Step]) -> BudgetLine:
        return BudgetLine(years=years, steps=steps, **self.cleaned_data)


class YearForm(forms.Form):
    year = forms.IntegerField(label=_("Año"), min_value=2000, max_value=2100)
    amount = soles_field(_("Monto programado"), required=True)


class StepForm(forms.Form):
    title = forms.CharField(label=_("Paso de la obra"), max_length=200)
    starts_on = day_field(_("Desde"))
    ends_on = day_field(_("Hasta"))


YearFormSet = forms.formset_factory(YearForm, extra=2, max_num=10)
StepFormSet = forms.formset_factory(StepForm, extra=3, max_num=40)


class FormalizationForm(forms.Form):
    norm = forms.CharField(label=_("Acuerdo que aprueba el PIA"), max_length=200)
    approved_on = day_field(_("Fecha"))
    organ = forms.CharField(label=_("Órgano"), max_length=200, initial=_("Consejo Regional"))
    institutional_budget = soles_field(
        _("Presupuesto institucional de apertura"),
        required=True,
        help_text=_("Con él se calcula y publica el porcentaje (Ley 28056, art. 7)."),
    )
    act = forms.FileField(label=_("El acuerdo del consejo (PDF o foto)"), required=False)


class ReplacementForm(forms.Form):
    reason = text_area(_("Por qué no puede continuar"), required=False)
    act = forms.CharField(
        label=_("Acto que lo dispone"), max_length=200, required=False, help_text=_("Resolución o acta, con su número.")
    )
    act_on = day_field(_("Fecha del acto"))
    document = forms.FileField(label=_("El acto (PDF o foto)"), required=False)


class ProgressForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Cómo está"), choices=[row for row in AgreementState.choices if row[0] != AgreementState.REPLACED]
    )
    progress = forms.IntegerField(label=_("Avance (%)"), min_value=0, max_value=100)
    text = text_area(_("Qué pasó"), most=1000, help_text=_("Hasta 1,000 caracteres."))
    evidence = forms.CharField(
        label=_("Evidencia"), max_length=300, required=False, help_text=_("Enlace o documento que lo prueba.")
    )
    happened_on = day_field(_("Fecha"))
    file = forms.FileField(label=_("Archivo de la evidencia (PDF o foto)"), required=False)

    def update_given(self) -> Update:
        names = ("state", "progress", "text", "evidence", "happened_on")
        return Update(**{name: self.cleaned_data[name] for name in names})


class LineForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo"), choices=LineKind.choices)
    cui = forms.CharField(label=_("CUI"), max_length=10, required=False)
    title = text_area(_("Acuerdo"), rows=2)
    actor = forms.CharField(label=_("Responsable"), max_length=200, required=False)
    agreed = soles_field(_("Acordado"))
    pia = soles_field(_("PIA"))
    pim = soles_field(_("PIM"))
    spent = soles_field(_("Gastado (devengado)"))
    progress = forms.IntegerField(label=_("Avance (%)"), min_value=0, max_value=100, required=False)
    state = forms.ChoiceField(label=_("Estado"), choices=[("", _("Sin dato")), *AgreementState.choices], required=False)
    reason = text_area(_("Motivo"), required=False)

    @staticmethod
    def initial_of(line: AccountabilityLine | None) -> dict[str, Any]:
        return {name: getattr(line, name) for name in LineForm.base_fields} if line else {"kind": LineKind.PROJECT}

    def row(self) -> LineRow:
        return LineRow(**self.cleaned_data)


class PublishReportForm(forms.Form):
    institutional_share = forms.DecimalField(
        label=_("Parte del presupuesto institucional (%)"), required=False, min_value=Decimal("0.01"), max_value=100,
        max_digits=5, decimal_places=2, help_text=_("Ley 28056, art. 7: se publica."),
    )  # fmt: skip
    summary = text_area(_("Resumen en palabras sencillas"), rows=5, required=False)


class FileForm(forms.Form):
    file = forms.FileField(label=_("Plantilla llena (Excel o CSV)"))


class ColumnForm(forms.Form):
    source = forms.CharField(widget=forms.HiddenInput)
    position = forms.IntegerField(label=_("Orden"), min_value=1, max_value=99)
    header = forms.CharField(label=_("Encabezado"), max_length=80)
    format = forms.ChoiceField(label=_("Formato"), choices=CellFormat.choices)
    is_shown = forms.BooleanField(label=_("Se muestra"), required=False)

    def column(self) -> Column:
        return Column(**{name: self.cleaned_data[name] for name in ("source", "header", "format", "is_shown")})


ColumnFormSet = forms.formset_factory(ColumnForm, extra=0, max_num=60)


class SendingForm(forms.Form):
    addressee = forms.ChoiceField(label=_("Enviado a"), choices=Addressee.choices)
    sent_on = day_field(_("Fecha"), help_text=_("La del cargo de recepción."))
    charge_number = forms.CharField(label=_("Número de cargo"), max_length=80)
