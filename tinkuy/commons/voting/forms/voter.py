from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import PollScope


class MarksField(forms.MultipleChoiceField):
    """Whatever was posted passes: an unknown option is a refusal with a sentence, not a form error."""

    def valid_value(self, value: object) -> bool:
        return True


class BallotForm(forms.Form):
    """Reads the marks of one list; whether they make a valid ballot is decided by the rules."""

    choices = MarksField(required=False)
    blank = forms.BooleanField(required=False)

    def __init__(self, *arguments: object, scope: PollScope, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.scope = scope

    @property
    def marked(self) -> list[str]:
        return list(dict.fromkeys(self.cleaned_data.get("choices", [])))

    @property
    def is_blank(self) -> bool:
        return bool(self.cleaned_data.get("blank"))


class ExtendForm(forms.Form):
    closes_at = forms.DateTimeField(
        label=_("Nueva hora de cierre"),
        help_text=_("Hora de Lima. Debe ser posterior a la que rige."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=_("Motivo"),
        help_text=_("Se publica junto con el acto."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnnulForm(forms.Form):
    reason = forms.CharField(
        label=_("Fundamento de la resolución"),
        help_text=_("Se publica sin el nombre de la persona. No escribas datos personales."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=_("Código del recibo"),
        help_text=_("Veinte letras y números, como 7K2QD-M0X4A-…; da igual si escribes O o 0."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
