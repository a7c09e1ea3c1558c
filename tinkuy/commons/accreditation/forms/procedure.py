"""What the desk and the people say about lists and challenges."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import ChallengeGround, ListKind, SanctionKind

_FILE = forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"})


class PublishForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué lista"), choices=ListKind.choices)
    reason = forms.CharField(
        label=_("Motivo, si corrige una lista ya publicada"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Se publica con la versión nueva."),
    )


class ChallengeForm(forms.Form):
    ground = forms.ChoiceField(label=_("Qué se le objeta"), choices=[("", _("Elige…")), *ChallengeGround.choices])
    text = forms.CharField(
        label=_("Cuenta los hechos"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Lo leerá la persona tachada, con tu nombre. No se publica."),
    )
    file = forms.FileField(
        label=_("Prueba"), required=False, widget=_FILE, help_text=_("PDF, JPG o PNG de hasta 5 MB.")
    )


class PaperChallengeForm(ChallengeForm):
    """A challenge that somebody signed on paper; the sheet itself may be the evidence."""

    on_paper_by = forms.CharField(label=_("Quién la firma"), max_length=200)
    field_order = ["on_paper_by", "ground", "text", "file"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("Lo leerá la persona tachada, con el nombre de quien firma. No se publica.")
        self.fields["file"].label = _("La hoja firmada y sus pruebas")


class DelegateForm(forms.Form):
    """Why an organisation changes who speaks for it, and the act of its assembly."""

    reason = forms.CharField(
        label=_("Por qué cambia"), max_length=300, help_text=_("Lo leerán quien sale y quien llega.")
    )
    mandate_file = forms.FileField(
        label=_("Acta de la asamblea que la elige"), widget=_FILE, help_text=_("PDF, JPG o PNG de hasta 5 MB.")
    )
    post = forms.CharField(label=_("Cargo en la organización"), max_length=80, required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Tu descargo"), max_length=3000, widget=forms.Textarea(attrs={"rows": 6}))
    file = forms.FileField(
        label=_("Prueba"), required=False, widget=_FILE, help_text=_("PDF, JPG o PNG de hasta 5 MB.")
    )


class RulingForm(forms.Form):
    upholds = forms.ChoiceField(
        label=_("Cómo se resuelve"),
        choices=[("", _("Elige…")), ("no", _("Infundada: la persona sigue en la lista")), ("si", _("Fundada: sale"))],
    )
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Se publica: no escribas datos personales."),
    )


class SanctionForm(forms.Form):
    kind = forms.ChoiceField(label=_("Medida"), choices=SanctionKind.choices)
    reason = forms.CharField(label=_("Motivo"), max_length=1500, widget=forms.Textarea(attrs={"rows": 3}))


class DayForm(forms.Form):
    """The register of which day."""

    dia = forms.DateField(label=_("Día"), widget=forms.DateInput(attrs={"type": "date"}))
    q = forms.CharField(label=_("Nombre u organización"), required=False, max_length=120, widget=forms.SearchInput)

    def clean(self) -> dict[str, Any]:
        return super().clean() or {}
