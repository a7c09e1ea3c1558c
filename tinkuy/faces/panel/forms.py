"""What staff type at the desk. Shapes only: the rules are in each app's actions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces import registry
from tinkuy.foundation.spaces.enums import ParticipationLevel, SpaceRole
from tinkuy.foundation.spaces.models import Space, Stage


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

    def __init__(self, *args: Any, space: Space, stage: Stage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, kind.title) for kind in registry.component(space.component).stages]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        if stage:
            self.initial = {"kind": stage.kind, "opens_at": stage.opens_at, "closes_at": stage.closes_at}


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
