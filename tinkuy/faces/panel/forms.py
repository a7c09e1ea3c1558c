"""What staff type at the desk. Shapes only: the rules are in each app's actions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces import registry
from tinkuy.foundation.spaces.actions import StageDates
from tinkuy.foundation.spaces.enums import ParticipationLevel, SpaceRole, SpaceStatus
from tinkuy.foundation.spaces.models import Space, Stage
from tinkuy.foundation.spaces.registry import Setting

EIGHT, EIGHTEEN = time(8), time(18)


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SpaceForm(forms.ModelForm):
    class Meta:
        model = Space
        fields = ["title", "purpose", "level", "legal_basis", "responsible_unit"]
        labels = {
            "title": _("Nombre del proceso"),
            "purpose": _("Para qué es, en una o dos frases"),
            "level": _("Nivel de participación"),
            "legal_basis": _("Base legal"),
            "responsible_unit": _("Unidad responsable"),
        }
        help_texts = {
            "title": _("Como lo verá la gente: «Presupuesto participativo 2027»."),
            "legal_basis": _("La ordenanza y las normas con que se convoca, una por línea."),
            "level": _("Informativo, consultivo, decisorio o de cogestión: qué pesa lo que la gente diga."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3}), "legal_basis": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = ParticipationLevel.choices  # type: ignore[attr-defined]
        for name in ("purpose", "legal_basis", "responsible_unit"):
            self.fields[name].required = False


class NewSpaceForm(SpaceForm):
    component = forms.ChoiceField(label=_("Qué clase de proceso es"))
    field_order = ["component", "title", "purpose", "level", "legal_basis", "responsible_unit"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(component.key, component.title) for component in registry.components()]
        self.fields["component"].choices = kinds  # type: ignore[attr-defined]
        self.initial.setdefault("level", ParticipationLevel.DECISION)


class StageForm(forms.Form):
    kind = forms.ChoiceField(label=_("Etapa"))
    opens_at = forms.DateTimeField(label=_("Empieza"), widget=MomentInput())
    closes_at = forms.DateTimeField(
        label=_("Termina"), widget=MomentInput(), help_text=_("A esa hora ya está cerrada. Hora de Lima.")
    )
    reason = forms.CharField(
        label=_("Motivo del cambio"),
        required=False,
        max_length=300,
        help_text=_("Solo hace falta si el proceso ya está publicado. Queda a la vista de todos."),
    )
    act = forms.CharField(
        label=_("Acto que reabre la etapa"),
        required=False,
        max_length=200,
        help_text=_("Solo si la etapa ya cerró y vuelve a abrirse: la resolución o el acuerdo que lo dispone."),
    )

    def __init__(self, *args: Any, space: Space, stage: Stage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, kind.title) for kind in registry.component(space.component).stages]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if stage:
            self.initial = {"kind": stage.kind, "opens_at": stage.opens_at, "closes_at": stage.closes_at}


class RulesForm(forms.Form):
    """The settings of one question, each as its kind asks; the action reads and checks the texts."""

    def __init__(self, *args: Any, settings: Sequence[Setting], texts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settings = settings
        for setting in settings:
            self.fields[_field(setting.key)] = _rule_field(setting)
            if setting.kind in ("boolean", "choice") and setting.key not in texts:
                _let_it_unsaid(self.fields[_field(setting.key)])
            self.initial[_field(setting.key)] = texts.get(setting.key, "")

    def answers(self) -> dict[str, str]:
        return {setting.key: self.cleaned_data[_field(setting.key)].strip() for setting in self.settings}


def _let_it_unsaid(field: Any) -> None:
    """A norm need not answer everything: what it does not say stays as the platform has it."""
    field.required = False
    field.choices = [("", _("No lo dice: como viene en la plataforma")), *field.choices]


def _field(key: str) -> str:
    return key.replace(".", "__")


def _rule_field(setting: Setting) -> forms.Field:
    label, hint = setting.label, setting.help
    if setting.is_manual:
        hint = f"{hint} {_('La aplica la unidad: la plataforma la guarda y todavía no la calcula.')}".strip()
    if setting.unit:
        label = f"{label} ({setting.unit})"
    if setting.kind == "boolean":
        answers = [("si", _("Sí")), ("no", _("No"))]
        return forms.ChoiceField(label=label, help_text=hint, choices=answers, widget=forms.RadioSelect)
    if setting.kind == "choice":
        return forms.ChoiceField(label=label, help_text=hint, choices=list(setting.choices))
    if setting.kind == "date":
        return forms.CharField(label=label, help_text=hint, required=False, widget=DayInput())
    mode = {"integer": "numeric", "decimal": "decimal"}.get(setting.kind, "text")
    widget = forms.TextInput(attrs={"inputmode": mode, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=300, widget=widget)


class DatesForm(forms.Form):
    """Every step of the component with its two days; empty ones have no date. Hours stay as they are, or 8 to 18."""

    reason = forms.CharField(
        label=_("Motivo del cambio"),
        required=False,
        max_length=300,
        help_text=_("Hace falta si el proceso ya está publicado. Queda a la vista de todos."),
    )
    act = forms.CharField(
        label=_("Acto que reabre lo que ya cerró"),
        required=False,
        max_length=200,
        help_text=_("Solo si una etapa cerrada vuelve a abrirse: la resolución o el acuerdo que lo dispone."),
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = registry.component(space.component).stages
        self.stages = {stage.kind: stage for stage in space.stages.all()}
        for kind in self.kinds:
            stage = self.stages.get(kind.key)
            for name, label in (("opens", _("empieza")), ("closes", _("termina"))):
                field = forms.DateField(label=f"{kind.title}: {label}", required=False, widget=DayInput())
                self.fields[f"{kind.key}__{name}"] = field
                if stage:
                    self.initial[f"{kind.key}__{name}"] = localtime(getattr(stage, f"{name}_at")).date()
        self.order_fields([*(name for name in self.fields if name not in ("reason", "act")), "reason", "act"])

    def rows(self) -> list[tuple[Any, BoundField, BoundField]]:
        return [(kind, self[f"{kind.key}__opens"], self[f"{kind.key}__closes"]) for kind in self.kinds]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for kind in self.kinds:
            days = found.get(f"{kind.key}__opens"), found.get(f"{kind.key}__closes")
            if (days[0] is None) != (days[1] is None) and not self.errors:
                self.add_error(f"{kind.key}__opens", _("Pon las dos fechas, o ninguna."))
        return found

    def chosen(self) -> list[StageDates]:
        """Those whose days are new or other than they were."""
        found = []
        for kind in self.kinds:
            days = [self.cleaned_data.get(f"{kind.key}__{name}") for name in ("opens", "closes")]
            stage = self.stages.get(kind.key)
            if not all(days):
                continue
            hours = (
                (localtime(stage.opens_at).time(), localtime(stage.closes_at).time()) if stage else (EIGHT, EIGHTEEN)
            )
            opens, closes = (make_aware(datetime.combine(day, hour)) for day, hour in zip(days, hours, strict=True))
            if stage is None or (stage.opens_at, stage.closes_at) != (opens, closes):
                found.append(StageDates(kind.key, opens, closes))
        return found


class StatusForm(forms.Form):
    status = forms.ChoiceField(label=_("Qué se dispone"), widget=forms.RadioSelect)
    norm = forms.CharField(label=_("Norma o resolución que lo dispone"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Queda a la vista de todos en el expediente."),
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            SpaceStatus.PUBLISHED: [("suspended", _("Suspender el proceso")), ("annulled", _("Anular el proceso"))],
            SpaceStatus.SUSPENDED: [("published", _("Reanudar el proceso")), ("annulled", _("Anular el proceso"))],
        }
        self.fields["status"].choices = offered.get(SpaceStatus(space.status), [])  # type: ignore[attr-defined]


class PresetForm(forms.Form):
    title = forms.CharField(
        label=_("Nombre de la plantilla"), max_length=200, help_text=_("Como se verá en la lista: «Lambayeque 2028».")
    )
    norm = forms.CharField(
        label=_("Ordenanza que la aprueba"),
        max_length=200,
        required=False,
        help_text=_("Si todavía no la hay, déjalo."),
    )
    base = forms.ChoiceField(
        label=_("Empezar con las respuestas de"),
        help_text=_("La que más se parezca a tu ordenanza: después cambias lo que haga falta."),
    )

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["base"].choices = choices  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    upload = forms.FileField(label=_("Archivo .json"), help_text=_("El que se descarga de una plantilla. Hasta 1 MB."))


class GroundForm(forms.Form):
    ground = forms.CharField(
        label=_("Por qué la ordenanza es así"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Será público, junto a las reglas."),
    )


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué documento es"))
    title = forms.CharField(label=_("Título"), max_length=200)
    number = forms.CharField(label=_("Número"), max_length=80, required=False)
    issued_on = forms.DateField(label=_("Fecha del documento"), required=False, widget=DayInput())
    upload = forms.FileField(
        label=_("Archivo PDF"), help_text=_("Hasta 20 MB. Si tiene texto, la gente podrá buscarlo.")
    )

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = registry.component(space.component).document_kinds
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    email = forms.EmailField(label=_("Correo de su cuenta"))
    role = forms.ChoiceField(label=_("Función"), choices=SpaceRole.choices)
