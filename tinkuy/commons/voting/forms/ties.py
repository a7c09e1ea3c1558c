"""What the team types to resolve a tie in public: a draw, or the dates of the second round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Poll, PollOption


def _moment(label: str) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, help_text=_("Hora de Lima."), widget=widget)


class AnnounceDrawForm(forms.Form):
    purpose = forms.CharField(label=_("Para qué es el sorteo"), max_length=300, required=False)
    source = forms.CharField(
        label=_("Qué texto público decidirá"),
        help_text=_("Uno que nadie conozca todavía: por ejemplo, el número que gane la lotería del domingo."),
        max_length=300,
        required=False,
    )
    among = forms.ModelMultipleChoiceField(
        label=_("Entre quiénes"),
        queryset=PollOption.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: object, poll: Poll, **options: object) -> None:
        super().__init__(*arguments, **options)
        options_of_poll = PollOption.objects.filter(scope__poll=poll).order_by("scope__position", "position")
        self.fields["among"].queryset = options_of_poll  # type: ignore[attr-defined]

    @property
    def entries(self) -> list[tuple[str, str]]:
        return [(option.key, option.title) for option in self.cleaned_data["among"]]


class HoldDrawForm(forms.Form):
    public_text = forms.CharField(
        label=_("El texto público, como se publicó"),
        help_text=_("No se puede cambiar después."),
        max_length=200,
        required=False,
    )


class RunOffForm(forms.Form):
    opens_at = _moment(_("Se vota desde"))
    closes_at = _moment(_("Se vota hasta"))
