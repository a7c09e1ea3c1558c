"""What the team, the door and citizens tell us. Forms read and shape; the rules decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.accounts.enums import DocumentType
from tinkuy.foundation.accounts.rules import MalformedDocument, normalize_document
from tinkuy.foundation.territory.queries import districts_of, provinces_of

from .actions import AgendaLine, AgreementLine, MinutesDraft, PersonSpec
from .enums import AgreementState, DocumentKind, MeetingKind, Modality, MotherTongue, PersonSex
from .models import Meeting

_EMPTY = [("", _("Elige…"))]
_DATE = forms.DateInput(attrs={"type": "date"})


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeetingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué reunión es"), choices=MeetingKind.choices)
    title = forms.CharField(label=_("Título"), max_length=200)
    purpose = forms.CharField(label=_("Para qué es"), widget=_area(3), required=False)
    modality = forms.ChoiceField(label=_("Modalidad"), choices=Modality.choices)
    place = forms.CharField(label=_("Lugar y dirección"), max_length=200, required=False)
    link = forms.URLField(label=_("Enlace para entrar en línea"), max_length=300, required=False, assume_scheme="https")
    access_note = forms.CharField(
        label=_("Cómo llegar y accesos"), max_length=300, required=False, help_text=_("Rampa, intérprete, transporte.")
    )
    starts_at = forms.DateTimeField(label=_("Empieza"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label=_("Termina"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    capacity = forms.IntegerField(
        label=_("Aforo"), min_value=1, max_value=2000, required=False,
        help_text=_("Vacío: sin límite. Cuando se llena, las personas quedan en lista de espera."),
    )  # fmt: skip
    needs_quorum = forms.BooleanField(label=_("Necesita quórum para sesionar"), required=False)
    agenda = forms.CharField(
        label=_("Agenda"), widget=_area(6), required=False,
        help_text=_("Un punto por línea. Si quieres, los minutos al final entre paréntesis: Apertura (5)."),
    )  # fmt: skip

    def agenda_lines(self) -> list[AgendaLine]:
        lines = [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]
        return [_agenda_line(line) for line in lines[:60]]

    def fields_of_meeting(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("agenda", "kind")}


class PersonForm(forms.Form):
    """The least that serves: who they are, how to tell them apart, what they need to attend."""

    name = forms.CharField(label=_("Nombres y apellidos"), max_length=200)
    organization = forms.CharField(label=_("Organización"), max_length=200, required=False)
    document_kind = forms.ChoiceField(
        label=_("Tipo de documento"), choices=[*_EMPTY, *DocumentType.choices], required=False
    )
    document_number = forms.CharField(label=_("Número de documento"), max_length=24, required=False)
    email = forms.EmailField(label=_("Correo"), required=False)
    sex = forms.ChoiceField(label=_("Sexo"), choices=[*_EMPTY, *PersonSex.choices], required=False)
    ubigeo = forms.ChoiceField(label=_("De dónde vienes"), required=False)
    language = forms.ChoiceField(label=_("Lengua materna"), choices=[*_EMPTY, *MotherTongue.choices], required=False)
    adjustments = forms.CharField(
        label=_("¿Qué necesitas para participar?"), max_length=300, required=False,
        help_text=_("Intérprete, silla de ruedas, cuidado de niños, letra grande."),
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, asked: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ubigeo"].choices = [*_EMPTY, *places_of(meeting)]  # type: ignore[attr-defined]
        for name in set(self.fields) - set(asked or self.fields):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("document_number"):
            try:
                data["document_number"] = normalize_document(data.get("document_kind", ""), data["document_number"])
            except MalformedDocument as error:
                self.add_error("document_number", str(error))
        return data

    def person(self, **fixed: Any) -> PersonSpec:
        return PersonSpec(**{**self.cleaned_data, **fixed})


ASKED_ON_LINE = ("organization", "sex", "ubigeo", "language", "adjustments")
ASKED_AT_DOOR = ("name", "organization", "document_kind", "document_number", "sex", "ubigeo")


class TypedForm(forms.Form):
    typed = forms.CharField(label=_("Número o código"), max_length=300)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Motivo"), max_length=300, required=False)


class TopicForm(forms.Form):
    text = forms.CharField(label=_("Tema que la audiencia debería tratar"), max_length=400, widget=_area(3))


class DocumentForm(forms.Form):
    kind = forms.ChoiceField(label=_("Qué documento es"), choices=DocumentKind.choices)
    title = forms.CharField(label=_("Título"), max_length=200)
    file = forms.FileField(label=_("Archivo"))


class RollForm(forms.Form):
    source = forms.CharField(label=_("De qué padrón o norma"), max_length=200)
    entitled = forms.IntegerField(label=_("Cuántas personas tienen derecho a voto"), min_value=1, required=False)
    people = forms.CharField(
        label=_("O la lista: una persona por línea"), widget=_area(6), required=False,
        help_text=_("Nombre; organización; ubigeo. Quien está en la lista aparece en la puerta."),
    )  # fmt: skip

    def specs(self) -> list[PersonSpec]:
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        return [_roll_person(line) for line in lines]


class SpeakerForm(forms.Form):
    name = forms.CharField(label=_("Nombre, o su número en la lista"), max_length=200)


class QuestionForm(forms.Form):
    asked_by = forms.CharField(label=_("Quién pregunta"), max_length=200)
    text = forms.CharField(label=_("Pregunta"), widget=_area(3))
    unit = forms.CharField(label=_("Unidad que responde"), max_length=160, required=False)
    answer = forms.CharField(label=_("Respuesta que se dio"), widget=_area(3), required=False)
    due_on = forms.DateField(label=_("Si queda pendiente, hasta cuándo"), widget=_DATE, required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Respuesta"), widget=_area(3))


class MotionForm(forms.Form):
    motion = forms.CharField(label=_("Qué se vota"), max_length=300)
    is_nominal = forms.BooleanField(label=_("Es nominal: se anota quién vota qué"), required=False)


class CountForm(forms.Form):
    teller = forms.CharField(label=_("Quién contó"), max_length=120)
    favor = forms.IntegerField(label=_("A favor"), min_value=0, max_value=5000)
    against = forms.IntegerField(label=_("En contra"), min_value=0, max_value=5000)
    abstain = forms.IntegerField(label=_("Abstenciones"), min_value=0, max_value=5000)


class NominalForm(forms.Form):
    favor = forms.CharField(label=_("Números a favor"), required=False, help_text=_("Separados por comas: 1, 4, 7."))
    against = forms.CharField(label=_("Números en contra"), required=False)
    abstain = forms.CharField(label=_("Números en abstención"), required=False)

    def choices_by_number(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for choice in ("favor", "against", "abstain"):
            numbers = self.cleaned_data[choice].replace(",", " ").split()
            found |= {int(number): choice for number in numbers if number.isdecimal() and len(number) < 7}
        return found


class StateForm(forms.Form):
    state = forms.ChoiceField(label=_("Estado"), choices=AgreementState.choices)
    text = forms.CharField(label=_("Qué pasó"), widget=_area(2), max_length=300)


class AssessmentForm(forms.Form):
    went_well = forms.CharField(label=_("Qué funcionó"), widget=_area(4))
    went_badly = forms.CharField(label=_("Qué no funcionó"), widget=_area(4))
    improvements = forms.CharField(label=_("Qué se hará distinto en la próxima"), widget=_area(4))


class MinutesForm(forms.Form):
    """One page born from the agenda: a result and two agreements for each item, as many signers as lines."""

    notes = forms.CharField(label=_("Observaciones"), widget=_area(2), required=False)
    signers = forms.CharField(
        label=_("Quiénes firman"), widget=_area(3), required=False, help_text=_("Una persona por línea: Nombre; cargo.")
    )
    reason = forms.CharField(label=_("Motivo de la corrección"), max_length=300, required=False)
    SLOTS = 2

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(meeting.agenda.all())
        written = list(meeting.agreements.all())
        keys = {item.pk for item in self.items}
        self.initial.setdefault("notes", meeting.minutes_notes)
        signers = [f"{row.name}; {row.post}" for row in meeting.signers.all()]
        self.initial.setdefault("signers", "\n".join(signers))
        for item in self.items:
            self._add_item(item.pk, item.result, [row for row in written if row.item_id == item.pk])
        self._slots(0, [row for row in written if row.item_id not in keys])

    def _add_item(self, key: int, result: str, rows: list[Any]) -> None:
        field = forms.CharField(label=_("Resultado"), widget=_area(2), required=False, initial=result)
        self.fields[f"result_{key}"] = field
        self._slots(key, rows)

    def _slots(self, key: int, rows: list[Any]) -> None:
        for slot in range(max(len(rows) + 1, self.SLOTS)):
            row = rows[slot] if slot < len(rows) else None
            name = f"{key}_{slot}"
            self.fields[f"agreement_{name}"] = forms.CharField(
                label=_("Acuerdo"), max_length=2000, required=False, widget=_area(2), initial=row.text if row else ""
            )
            self.fields[f"owner_{name}"] = forms.CharField(
                label=_("Responsable"), max_length=200, required=False, initial=row.owner if row else ""
            )
            self.fields[f"due_{name}"] = forms.DateField(
                label=_("Hasta"), widget=_DATE, required=False, initial=row.due_on if row else None
            )

    def sections(self) -> list[dict[str, Any]]:
        """For the page: each item with its fields; the last, of agreements without an item."""
        rows = [
            {"item": item, "result": self[f"result_{item.pk}"], "slots": self._bound_slots(item.pk)}
            for item in self.items
        ]
        return [*rows, {"item": None, "result": None, "slots": self._bound_slots(0)}]

    def draft(self) -> MinutesDraft:
        data = self.cleaned_data
        lines = [
            AgreementLine(data[f"agreement_{name}"], data[f"owner_{name}"], data[f"due_{name}"], key or None)
            for key in [*(item.pk for item in self.items), 0]
            for name in self._names(key)
        ]
        signers = [line.partition(";") for line in data["signers"].splitlines() if line.strip()]
        return MinutesDraft(
            results={item.pk: data[f"result_{item.pk}"] for item in self.items},
            agreements=lines,
            signers=[(name.strip(), post.strip()) for name, _mark, post in signers],
            notes=data["notes"],
        )

    def _names(self, key: int) -> list[str]:
        start = f"agreement_{key}_"
        return [name.removeprefix("agreement_") for name in self.fields if name.startswith(start)]

    def _bound_slots(self, key: int) -> list[list[Any]]:
        return [[self[f"{kind}_{name}"] for kind in ("agreement", "owner", "due")] for name in self._names(key)]


def places_of(meeting: Meeting) -> list[tuple[str, str]]:
    """The provinces of its territory; the districts when that is a province."""
    ubigeo = meeting.ubigeo or (meeting.space.ubigeo if meeting.space else "") or meeting.public_body.ubigeo
    if len(ubigeo) == 2:
        return [(row.code, row.name) for row in provinces_of(ubigeo)]
    return [(row.code, row.name) for row in districts_of(ubigeo[:4])] if len(ubigeo) >= 4 else []


def _agenda_line(line: str) -> AgendaLine:
    title, _mark, rest = line.rpartition("(")
    minutes = rest.rstrip(") ").strip()
    if title and minutes.isdecimal() and len(minutes) < 4:
        return AgendaLine(title.strip()[:300], int(minutes))
    return AgendaLine(line[:300])


def _roll_person(line: str) -> PersonSpec:
    name, organization, ubigeo = [*(part.strip() for part in line.split(";")), "", "", ""][:3]
    place = ubigeo if ubigeo.isdecimal() and len(ubigeo) in (2, 4, 6) else ""
    key = f"list:{name.lower()}|{organization.lower()}"[:80]
    return PersonSpec(name=name, organization=organization, ubigeo=place, roll_key=key)
