from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.files.enums import EVIDENCE

from .enums import BodyKind, EndReason, FilledBy, MandateRole, Sector, Sex
from .models import CollegiateBody
from .readers import templates

MAX_SIZE = 5 * 1024 * 1024
ACCEPTED = EVIDENCE


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class OnForm(forms.Form):
    fecha = _day(_("Composición al día"), required=False)


class TemplateForm(forms.Form):
    template = forms.ChoiceField(
        label=_("Plantilla"),
        choices=[(key, row["name"]) for key, row in templates().items()],
        help_text=_("Crea el órgano con los asientos que da la ley."),
    )
    slug = forms.SlugField(
        label=_("Nombre corto"),
        max_length=80,
        help_text=_("Para su dirección: ccr-2026."),
        error_messages={"invalid": _("Usa solo letras sin tilde, números y guiones, sin espacios: ccr-2026.")},
    )
    opened_on = _day(_("Instalado el"), initial=timezone.localdate)


class BodyForm(forms.Form):
    kind = forms.ChoiceField(label=_("Clase"), choices=BodyKind.choices)
    name = forms.CharField(label=_("Nombre"), max_length=200)
    legal_basis = forms.CharField(label=_("Base legal"), max_length=300)
    opened_on = _day(_("Instalado el"), initial=timezone.localdate)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {**data, "slug": slugify(data.get("name", ""))[:80] or "organo"}


class SeatForm(forms.Form):
    number = forms.IntegerField(label=_("Número"), min_value=1, max_value=999)
    title = forms.CharField(label=_("Denominación"), max_length=200)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    filled_by = forms.ChoiceField(label=_("Se cubre"), choices=FilledBy.choices)
    proposed_by = forms.CharField(label=_("Quién propone o elige"), max_length=200, required=False)
    ubigeo = forms.CharField(label=_("Ubigeo"), max_length=6, required=False)


class SeatChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.number}. {obj.title}"


class MandateForm(forms.Form):
    role = forms.ChoiceField(label=_("Calidad"), choices=MandateRole.choices)
    public_name = forms.CharField(label=_("Nombres y apellidos"), max_length=300)
    sex = forms.ChoiceField(
        label=_("Sexo"),
        choices=[("", _("No consta")), *Sex.choices],
        required=False,
        help_text=_("Solo se cuenta para la cuota; nunca se muestra por persona."),
    )
    organization_name = forms.CharField(label=_("Organización o entidad"), max_length=200, required=False)
    post = forms.CharField(label=_("Cargo en el órgano"), max_length=80, required=False)
    starts_on = _day(_("Desde"), initial=timezone.localdate)
    until_on = _day(_("Hasta"), required=False)
    act_number = forms.CharField(label=_("Documento que la designa"), max_length=120)
    act_on = _day(_("Fecha del documento"), required=False)
    act_upload = forms.FileField(
        label=_("Archivo del documento"), required=False, help_text=_("PDF o foto, hasta 5 MB.")
    )

    def __init__(self, *args: Any, body: CollegiateBody, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = body.seats.filter(closed_on__isnull=True)
        self.fields = {"seat": SeatChoice(label=_("Asiento"), queryset=seats), **self.fields}


class EndForm(forms.Form):
    reason = forms.ChoiceField(label=_("Motivo"), choices=EndReason.choices)
    on = _day(_("Último día"), initial=timezone.localdate)
    note = forms.CharField(label=_("Razón y documento"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
