from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.bodies.enums import EndReason
from tinkuy.foundation.spaces.models import Space

from .enums import BarsPrevious, ElectionMethod, EscalatedTo, FindingKind, Recognizer, Severity, TieMethod
from .models import Candidacy, OversightCommittee


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


def _moment(label: Any, **options: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **options)


def _text(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=6000, **options)


class RulesForm(forms.ModelForm):
    """The settings of the committee as its desk writes them; the same keys as the presets."""

    class Meta:
        model = OversightCommittee
        fields = (
            "min_members", "max_members", "min_women_percent", "term_months", "bars_previous", "bars_public_servants",
            "one_per_province", "election_method", "tie_method", "recognizer", "report_months", "quorum_percent",
            "answer_working_days", "information_working_days",
        )  # fmt: skip
        labels = {
            "min_members": _("Integrantes, como mínimo"),
            "max_members": _("Integrantes, como máximo"),
            "min_women_percent": _("Mujeres, por lo menos (%)"),
            "term_months": _("Duración del mandato (meses)"),
            "bars_previous": _("Integrantes de comités anteriores"),
            "bars_public_servants": _("Excluye a quien trabaja para el Estado"),
            "one_per_province": _("Uno por provincia"),
            "election_method": _("Cómo se elige"),
            "tie_method": _("Cómo se resuelve un empate"),
            "recognizer": _("Quién lo reconoce"),
            "report_months": _("Un reporte cada (meses)"),
            "quorum_percent": _("Quórum de la elección a mano alzada (%)"),
            "answer_working_days": _("Días hábiles para responder un reporte"),
            "information_working_days": _("Días hábiles para entregar información"),
        }
        help_texts = {"min_members": _("El Instructivo 001-2010-EF/76.01 pide 4 o más. Lo demás: según tu ordenanza.")}

    bars_previous = forms.ChoiceField(label=Meta.labels["bars_previous"], choices=BarsPrevious.choices)
    election_method = forms.ChoiceField(label=Meta.labels["election_method"], choices=ElectionMethod.choices)
    tie_method = forms.ChoiceField(label=Meta.labels["tie_method"], choices=TieMethod.choices)
    recognizer = forms.ChoiceField(label=Meta.labels["recognizer"], choices=Recognizer.choices)

    def _post_clean(self) -> None:
        """The action writes, with its own refusals; the form only reads."""


class CallForm(forms.Form):
    text = _text(_("Convocatoria"), help_text=_("A quién se llama, para qué y qué debe traer."))
    opens_at = _moment(_("Abre"))
    closes_at = _moment(_("Cierra"))
    reason = forms.CharField(label=_("Razón del cambio, si ya estaba publicada"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("opens_at") and data.get("closes_at") and data["opens_at"] >= data["closes_at"]:
            self.add_error("closes_at", _("Debe cerrar después de abrir."))
        return data


class CandidacyForm(forms.Form):
    resides = forms.BooleanField(label=_("Resido en la jurisdicción de este proceso."), required=False)
    no_conviction = forms.BooleanField(
        label=_("Declaro bajo juramento que no tengo condena por delitos o faltas."), required=False
    )
    not_public_servant = forms.BooleanField(label=_("No trabajo para una entidad pública."), required=False)
    statement = _text(_("Por qué quieres vigilar"), required=False)


class AgentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.public_name} ({obj.organization_name})"


class PaperCandidacyForm(CandidacyForm):
    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agents = Accreditation.objects.filter(space=space, status="active").exclude(organization=None)
        field = AgentChoice(label=_("Agente que postula"), queryset=agents.order_by("number"))
        self.fields = {"accreditation": field, **self.fields}


class OpenElectionForm(forms.Form):
    """By hands, how many came; by ballot, from when until when."""

    def __init__(self, *args: Any, method: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if method == ElectionMethod.HANDS:
            self.fields["present"] = forms.IntegerField(label=_("Agentes presentes en la asamblea"), min_value=0)
        else:
            self.fields["opens_at"] = _moment(_("Se vota desde"))
            self.fields["closes_at"] = _moment(_("Se vota hasta"))


class CountForm(forms.Form):
    def __init__(self, *args: Any, candidates: list[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in candidates:
            self.fields[f"c{row.number}"] = forms.IntegerField(
                label=row.public_name, min_value=0, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
            )

    @property
    def votes(self) -> dict[int, int]:
        return {int(name[1:]): value for name, value in self.cleaned_data.items()}


class DrawForm(forms.Form):
    text = forms.CharField(
        label=_("Texto del sorteo"),
        max_length=200,
        help_text=_(
            "Lo que alguien de la asamblea diga en voz alta. Con él y el registro público cualquiera repite el sorteo."
        ),
    )


class RecognizeForm(forms.Form):
    act_number = forms.CharField(label=_("Documento que reconoce"), max_length=120)
    act_on = _day(_("Fecha del documento"))
    starts_on = _day(_("El mandato empieza"), initial=timezone.localdate)

    def __init__(self, *args: Any, elected: list[Candidacy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in elected:
            label = _("Cargo de %(name)s") % {"name": row.public_name}
            self.fields[f"post{row.number}"] = forms.CharField(label=label, max_length=80, required=False)

    @property
    def posts(self) -> dict[int, str]:
        return {int(name[4:]): value for name, value in self.cleaned_data.items() if name.startswith("post")}


class EndMemberForm(forms.Form):
    reason = forms.ChoiceField(label=_("Motivo"), choices=[row for row in EndReason.choices if row[0] != "term"])
    on = _day(_("Último día"), initial=timezone.localdate)
    note = _text(_("Razón"), rows=3)
    act_number = forms.CharField(label=_("Documento que reconoce a quien sigue"), max_length=120, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Razón"), max_length=500, required=False)


class SummaryForm(forms.Form):
    summary = _text(_("Qué miró el comité"), rows=6, help_text=_("Qué obras o acuerdos, qué documentos, qué visitas."))


class FindingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué encontraron"), choices=FindingKind.choices)
    cui = forms.RegexField(
        label=_("Código de la inversión (CUI)"),
        regex=r"^\d{6,10}$",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Son solo números, de 6 a 10 cifras.")},
    )
    detail = _text(_("Cuéntalo"))
    severity = forms.ChoiceField(label=_("Qué tan grave es"), choices=Severity.choices)
    asked = _text(_("Qué piden que se haga"), rows=3)
    addressee = forms.CharField(label=_("A quién"), max_length=200, help_text=_("Oficina o cargo que debe responder."))


class EvidenceForm(forms.Form):
    upload = forms.FileField(
        label=_("Foto o PDF"), help_text=_("Hasta 5 MB. A las fotos se les quita el lugar donde se tomaron.")
    )


class AnswerForm(forms.Form):
    answer = _text(_("Respuesta de la entidad"))


class InquiryForm(forms.Form):
    asked = _text(_("Qué información pide el comité"))


class EscalateForm(forms.Form):
    to = forms.ChoiceField(label=_("A quién se llevó"), choices=EscalatedTo.choices)
    on = _day(_("Fecha"), initial=timezone.localdate)
    note = _text(_("Número del documento y razón"), rows=3, required=False)


class StartReportForm(forms.Form):
    starts_on = forms.ChoiceField(label=_("Periodo"))

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"] = forms.ChoiceField(label=_("Periodo"), choices=periods)
