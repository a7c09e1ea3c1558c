"""What the desk types: a document, a box, what the sheet says. Shapes only; the actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.accounts.enums import DocumentType

from ..enums import Channel, DeskReason, IdentityCheck
from ..models import Batch, Poll, PollScope
from ..rules.batches import Reading

_REASON = {"max_length": 1000, "widget": forms.Textarea(attrs={"rows": 3})}


class DeskForm(forms.Form):
    kind = forms.ChoiceField(label=_("Tipo de documento"), choices=DocumentType.choices)
    number = forms.CharField(
        label=_("Número, completo"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    identity_check = forms.ChoiceField(label=_("Cómo comprobaste quién es"), choices=IdentityCheck.choices)
    reason = forms.ChoiceField(label=_("Por qué vota con apoyo"), choices=DeskReason.choices)


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Código de la mesa"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class BatchForm(forms.Form):
    scope = forms.ModelChoiceField(label=_("Lista"), queryset=PollScope.objects.none(), to_field_name="key")
    channel = forms.ChoiceField(
        label=_("Qué se recibe"), choices=[(c.value, c.label) for c in (Channel.PAPER, Channel.ASSEMBLY)]
    )
    place = forms.CharField(label=_("Lugar"), max_length=200)
    box = forms.CharField(label=_("Caja o asamblea"), max_length=60)
    signers = forms.CharField(
        label=_("Números del padrón de quienes firmaron"),
        help_text=_("Como en la lista impresa: 1-25, 27, 30."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    declared_ballots = forms.IntegerField(label=_("Cédulas (o manos) contadas"), min_value=0)
    handed_in_at = forms.DateTimeField(
        label=_("Hora de entrega"),
        help_text=_("Hora de Lima."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    act_reference = forms.CharField(
        label=_("Acta que prueba la entrega, si llega después del cierre"), max_length=200, required=False
    )
    observed_reason = forms.CharField(
        label=_("Si firmas y cédulas no cuadran, por qué se guarda como observado"), required=False, **_REASON
    )
    replaces = forms.ModelChoiceField(
        label=_("Reemplaza a un lote (se extorna)"),
        queryset=Batch.objects.none(),
        to_field_name="number",
        required=False,
    )
    reversal_reason = forms.CharField(label=_("Motivo del extorno"), required=False, **_REASON)

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scope: Any = self.fields["scope"]
        replaces: Any = self.fields["replaces"]
        scope.queryset = poll.scopes.all()
        replaces.queryset = Batch.objects.filter(poll=poll).exclude(state="reversed")

    def facts(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class KeyingForm(forms.Form):
    """The accounts of the sheet, one field each."""

    def __init__(self, *args: Any, scope: PollScope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = list(scope.options.all())
        for name, label in (
            ("ballots", _("Cédulas en la caja")),
            ("valid", _("Válidas")),
            ("blank", _("En blanco")),
            ("null_votes", _("Nulas")),
        ):
            self.fields[name] = forms.IntegerField(label=label, min_value=0)
        for option in self.options:
            votes = _("Votos de «%(title)s»") % {"title": option.title}
            self.fields[f"option_{option.pk}"] = forms.IntegerField(label=votes, min_value=0)
        self.fields["sheet"] = forms.FileField(label=_("Foto o PDF del acta de escrutinio"), required=False)
        self.fields["observed_reason"] = forms.CharField(
            label=_("Si el acta no cuadra, por qué se guarda como observado"), required=False, **_REASON
        )

    def reading(self) -> Reading:
        data = self.cleaned_data
        votes = {option.key: data[f"option_{option.pk}"] for option in self.options}
        return Reading(data["ballots"], data["valid"], data["blank"], data["null_votes"], votes)


class SettleForm(forms.Form):
    keying = forms.TypedChoiceField(label=_("Qué digitación cuenta"), coerce=int)
    reason = forms.CharField(label=_("Explicación de la diferencia"), **_REASON)

    def __init__(self, *args: Any, batch: Batch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = batch.keyings.select_related("keyed_by")
        keying: Any = self.fields["keying"]
        keying.choices = [
            (row.number, _("N.º %(number)s, de %(who)s") % {"number": row.number, "who": row.keyed_by}) for row in rows
        ]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Motivo"), **_REASON)
