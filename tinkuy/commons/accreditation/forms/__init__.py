"""What the person and the desk tell us. Forms read and shape; the rules decide."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.accounts.enums import DocumentType
from tinkuy.foundation.accounts.rules import MalformedDocument, normalize_document
from tinkuy.foundation.organizations.enums import OrganizationKind
from tinkuy.foundation.organizations.rules import clean_ruc, is_ruc
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import districts_of, provinces_of

from ..enums import AgentClass, Education, EvidenceKind, Represents, RequestConsentPurpose, RequestState, Sex
from ..models import AccreditationRequest, AccreditationRules
from ..rules import REQUIRED_CONSENTS, SEATS


def _with_empty(choices: Any, words: str = "") -> list[tuple[str, Any]]:
    return [("", words or _("Elige…")), *choices]


class PersonForm(forms.Form):
    """Step 1 (seed 003). The number that is already kept is not shown again: it is asked only to change it."""

    document_kind = forms.ChoiceField(label=_("Tipo de documento"), choices=DocumentType.choices)
    document_number = forms.CharField(label=_("Número de documento"), max_length=24, required=False)
    paternal_surname = forms.CharField(label=_("Apellido paterno"), max_length=80)
    maternal_surname = forms.CharField(label=_("Apellido materno"), max_length=80, required=False)
    given_names = forms.CharField(label=_("Nombres"), max_length=120)
    birth_date = forms.DateField(label=_("Fecha de nacimiento"), widget=forms.DateInput(attrs={"type": "date"}))
    sex = forms.ChoiceField(label=_("Sexo"), choices=_with_empty(Sex.choices))
    email = forms.EmailField(label=_("Correo electrónico"))
    phone = forms.CharField(
        label=_("Celular"), max_length=20, help_text=_("Nueve dígitos. Solo lo usa la mesa para avisarte.")
    )
    education = forms.ChoiceField(label=_("Grado de instrucción"), choices=_with_empty(Education.choices))
    profession = forms.CharField(label=_("Profesión u ocupación"), max_length=120, required=False)

    def __init__(self, *args: Any, saved: AccreditationRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved_document = bool(saved and saved.document_fingerprint)
        number = self.fields["document_number"]
        number.required = not self.saved_document
        if saved and self.saved_document:
            number.help_text = _("Ya está guardado: termina en %(last)s. Escríbelo de nuevo solo para cambiarlo.") % {
                "last": saved.document_last_four
            }
        for name, attributes in _PHONE_HINTS.items():
            if name in self.fields:
                self.fields[name].widget.attrs |= attributes

    def clean_phone(self) -> str:
        digits = re.sub(r"\D", "", self.cleaned_data["phone"]).removeprefix("51")
        if self.cleaned_data["phone"] and not re.fullmatch(r"9\d{8}", digits):
            raise forms.ValidationError(_("El celular tiene nueve dígitos y empieza con 9."))
        return digits

    def clean_birth_date(self) -> date | None:
        day = self.cleaned_data["birth_date"]
        if day and not date(1900, 1, 1) <= day <= date.today():  # noqa: DTZ011
            raise forms.ValidationError(_("Revisa la fecha: no puede ser futura ni anterior a 1900."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = data.get("document_number", "")
        if typed:
            try:
                data["document_number"] = normalize_document(data.get("document_kind", ""), typed)
            except MalformedDocument as error:
                self.add_error("document_number", str(error))
        return data


class PaperPersonForm(PersonForm):
    """What a paper form must say at least: many people have no mail and no telephone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "phone", "education"):
            self.fields[name].required = False


_PHONE_HINTS: dict[str, dict[str, str]] = {
    "document_number": {"inputmode": "numeric", "autocomplete": "off"},
    "phone": {"inputmode": "tel", "autocomplete": "tel-national"},
    "email": {"autocomplete": "email"},
    "given_names": {"autocomplete": "given-name"},
    "paternal_surname": {"autocomplete": "family-name"},
    "birth_date": {"autocomplete": "bday"},
}


class RepresentationForm(forms.Form):
    """Step 2: whom, where, which seat. The place is a district, or a whole province, of the space's territory."""

    represents = forms.ChoiceField(
        label=_("¿A quién representas?"), choices=Represents.choices, widget=forms.RadioSelect
    )
    organization_name = forms.CharField(
        label=_("Nombre de la organización"),
        max_length=200,
        required=False,
        help_text=_("Como figura en su acta o en registros públicos."),
    )
    organization_kind = forms.ChoiceField(
        label=_("Tipo de organización"), choices=_with_empty(OrganizationKind.choices), required=False
    )
    organization_ruc = forms.CharField(
        label=_("RUC"), max_length=14, required=False, help_text=_("Si tiene: 11 dígitos.")
    )
    organization_registry = forms.CharField(label=_("Número de registro o partida"), max_length=60, required=False)
    organization_founded_on = forms.DateField(
        label=_("Fecha de fundación"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    organization_members = forms.IntegerField(label=_("Número de integrantes"), required=False, min_value=1)
    post = forms.CharField(label=_("Tu cargo en ella"), max_length=80, required=False)
    seat = forms.ChoiceField(label=_("Te inscribes como"), required=False)
    place = forms.ChoiceField(label=_("Provincia y distrito"))
    segment: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Segmento"), queryset=None, required=False, empty_label=_("Elige…")
    )
    adherents = forms.IntegerField(label=_("Número de adherentes que te respaldan"), required=False, min_value=0)

    def __init__(self, *args: Any, space: Space, rules: AccreditationRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = _with_empty(places_of(space))  # type: ignore[attr-defined]
        seats = [(seat.value, seat.label) for seat in SEATS[rules.seats]]  # type: ignore[index]
        self.fields["seat"].choices = seats  # type: ignore[attr-defined]
        self.fields["organization_ruc"].widget.attrs |= {"inputmode": "numeric"}
        self._ask_for_an_organization(self.data.get("represents") != Represents.SELF)
        self._keep_what_the_ordinance_asks(rules)

    def _keep_what_the_ordinance_asks(self, rules: AccreditationRules) -> None:
        segments = rules.segments.all() if rules.pk else None
        if segments:
            self.fields["segment"].queryset = segments  # type: ignore[attr-defined]
            self.fields["segment"].required = True
        else:
            del self.fields["segment"]
        if not rules.min_adherents:
            del self.fields["adherents"]
        if not rules.allows_individuals:
            self.fields["represents"].choices = [  # type: ignore[attr-defined]
                (Represents.ORGANIZATION.value, Represents.ORGANIZATION.label)
            ]

    def _ask_for_an_organization(self, asked: bool) -> None:
        for name, words in _ORGANIZATION_NEEDS.items():
            self.fields[name].required = asked
            self.fields[name].error_messages["required"] = words

    def clean_organization_ruc(self) -> str:
        typed = self.cleaned_data["organization_ruc"].strip()
        if typed and not is_ruc(clean_ruc(typed)):
            raise forms.ValidationError(_("Ese RUC no es válido: revísalo, o deja la casilla vacía si no tiene."))
        return clean_ruc(typed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        place = data.pop("place", "")
        data["province_code"], data["district_code"] = place[:4], place if len(place) == 6 else ""
        return data


_ORGANIZATION_NEEDS = {
    "organization_name": _("Escribe el nombre de la organización."),
    "organization_kind": _("Elige el tipo de organización."),
    "post": _("Escribe tu cargo: presidenta, secretario, integrante…"),
    "seat": _("Elige en qué puesto te inscribes."),
}


class EvidenceForm(forms.Form):
    """Step 3: one file at a time, so that a weak line loses one at most."""

    kind = forms.ChoiceField(label=_("Qué documento es"))
    file = forms.FileField(
        label=_("Archivo"),
        help_text=_("PDF, JPG o PNG de hasta 5 MB. Sirve una foto legible."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args: Any, asked: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [*asked, *(kind for kind in EvidenceKind.values if kind not in asked)]
        self.fields["kind"].choices = [(kind, EvidenceKind(kind).label) for kind in kinds]  # type: ignore[attr-defined]


class ConsentForm(forms.Form):
    """One box for each purpose; which ones are needed is a rule, so a missing one is a sentence and nothing is lost."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for purpose in RequestConsentPurpose:
            required = purpose in REQUIRED_CONSENTS
            self.fields[purpose.value] = forms.BooleanField(
                label=purpose.label,
                required=required,
                error_messages={"required": _("Marca esta casilla para enviar tu inscripción.")},
            )

    @property
    def purposes(self) -> list[str]:
        return [purpose for purpose in RequestConsentPurpose.values if self.cleaned_data.get(purpose)]


class CureForm(forms.Form):
    note = forms.CharField(
        label=_("Cuéntale a la mesa qué corregiste"), max_length=1500, widget=forms.Textarea(attrs={"rows": 4})
    )


# The desk ------------------------------------------------------------------------------------------


class QueueFilter(forms.Form):
    q = forms.CharField(label=_("Nombre, organización o código"), required=False, widget=forms.SearchInput)
    estado = forms.ChoiceField(label=_("Estado"), required=False)
    provincia = forms.ChoiceField(label=_("Provincia"), required=False)

    def __init__(self, *args: Any, space: Space, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [("todos", _("Todos")), *(one for one in RequestState.choices if one[0] != RequestState.DRAFT)]
        self.fields["estado"].choices = _with_empty(states, _("Por atender"))  # type: ignore[attr-defined]
        self.fields["provincia"].choices = _with_empty(province_choices(space), _("Todas"))  # type: ignore[attr-defined]


class ObserveForm(forms.Form):
    reason = forms.CharField(
        label=_("Qué falta o qué hay que corregir"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("La persona lo leerá tal cual: con palabras sencillas y paso a paso."),
        max_length=3000,
    )
    working_days = forms.IntegerField(label=_("Días hábiles para subsanar"), min_value=1, max_value=30)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=3000,
        help_text=_("La persona lo leerá tal cual."),
    )


class GrantForm(forms.Form):
    standing = forms.ChoiceField(
        label=_("Acredita"), choices=[("vote", _("Con voz y voto")), ("voice", _("Solo con voz"))]
    )
    identity = forms.ChoiceField(
        label=_("Cómo comprobaste su identidad"),
        required=False,
        choices=[
            ("", _("Elige una")),
            ("desk", _("Vi su documento en la mesa")),
            ("image", _("Comparé la imagen de su documento con sus datos")),
        ],
        help_text=_("Hace falta para que pueda votar por internet."),
    )
    reason = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hace falta cuando se acredita solo con voz."),
        max_length=1500,
    )

    def __init__(self, *args: Any, needs_identity: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_identity:
            del self.fields["identity"]

    @property
    def identity_means(self) -> str:
        """How the identity was checked, as it is kept; empty when it was not said or was not asked."""
        chosen = self.cleaned_data.get("identity", "")
        return {"desk": "Documento visto en la mesa", "image": "Imagen del documento comparada"}.get(chosen, "")


class PaperEntryForm(forms.Form):
    entry_reason = forms.CharField(
        label=_("Por qué se registra en papel"),
        max_length=300,
        help_text=_("Por ejemplo: presentó la ficha firmada en la mesa de Chota; no tiene correo."),
    )
    form_file = forms.FileField(
        label=_("Ficha firmada, escaneada o en foto"),
        help_text=_("PDF, JPG o PNG de hasta 5 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    mandate_file = forms.FileField(
        label=_("Acta que la elige representante"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )


class RulesForm(forms.ModelForm):
    """What the ordinance says, by an official."""

    evidence = forms.MultipleChoiceField(
        label=_("Documentos que se piden"),
        choices=EvidenceKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    voice_only = forms.MultipleChoiceField(
        label=_("Clases solo con voz"),
        choices=AgentClass.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("El equipo técnico nunca vota."),
    )
    segments = forms.CharField(
        label=_("Segmentos"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Uno por línea. Vacío si la ordenanza no los prevé."),
    )

    class Meta:
        model = AccreditationRules
        fields = [
            "source", "cure_working_days", "failed_cure", "votes_per", "seats", "allows_individuals", "min_adherents",
            "min_age", "min_identity_level", "min_organization_months", "allows_challenges", "challenged_by",
            "challenge_working_days", "answer_working_days", "ruling_working_days", "publication_working_days",
            "requires_training", "min_workshops", "adherents_kept_days", "valid_until",
        ]  # fmt: skip
        labels = {
            "source": _("Norma que lo dice (ordenanza y artículo)"),
            "cure_working_days": _("Días hábiles para subsanar"),
            "failed_cure": _("Si nadie subsana a tiempo"),
            "votes_per": _("Quién vota"),
            "seats": _("Puestos de cada organización"),
            "allows_individuals": _("Admite ciudadanía no organizada"),
            "min_adherents": _("Adherentes que necesita quien no representa a una organización"),
            "min_age": _("Edad mínima"),
            "min_identity_level": _("Nivel de identidad que se pide"),
            "min_organization_months": _("Meses de vida que se piden a la organización"),
            "allows_challenges": _("La ordenanza prevé tachas"),
            "challenged_by": _("Quién puede tachar"),
            "challenge_working_days": _("Días hábiles para tachar"),
            "answer_working_days": _("Días hábiles para el descargo"),
            "ruling_working_days": _("Días hábiles para resolver la tacha"),
            "publication_working_days": _("Días hábiles para publicar la lista"),
            "requires_training": _("La capacitación es condición del voto"),
            "min_workshops": _("Talleres a los que hay que asistir para votar"),
            "adherents_kept_days": _("Días que se guardan los datos de adherentes tras la lista definitiva"),
            "valid_until": _("Vigencia de las credenciales (vacío: hasta el fin del proceso)"),
        }
        widgets = {
            "valid_until": forms.DateInput(attrs={"type": "date"}),
            "min_identity_level": forms.Select(choices=[(1, _("Documento declarado")), (2, _("Documento verificado"))]),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].required = False

    @property
    def segment_titles(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["segments"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


def province_choices(space: Space) -> list[tuple[str, str]]:
    return [(province.code, province.name) for province in provinces_of(space.ubigeo[:2])] if space.ubigeo else []


def places_of(space: Space) -> list[tuple[str, list[tuple[str, str]]]]:
    """Districts grouped by province, each group led by the whole province: one select, complete without a script."""
    groups: dict[str, list[tuple[str, str]]] = {}
    names = dict(province_choices(space))
    for district in districts_of(space.ubigeo[:4]):
        rows = groups.setdefault(district.province_id, [])
        if not rows:
            rows.append(
                (
                    district.province_id,
                    str(_("Toda la provincia de %(name)s") % {"name": names.get(district.province_id, "")}),
                )
            )
        rows.append((district.code, district.name))
    return [(names.get(code, code), rows) for code, rows in groups.items()]
