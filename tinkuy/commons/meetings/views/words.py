"""How a meeting is shown: its state with a shape, its terms as sentences."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import queries
from ..enums import DocumentKind
from ..models import Meeting

_LOOKS = {
    "planned": "neutral", "called": "open", "open": "open", "first_call": "ongoing", "second_call": "ongoing",
    "closed": "ongoing", "draft": "ongoing", "approved": "ongoing", "published": "done", "postponed": "decided",
    "no_quorum": "decided",
}  # fmt: skip


def look_of(meeting: Meeting) -> str:
    return _LOOKS[meeting.state]


def map_of_terms(meeting: Meeting, today: date) -> list[tuple[str, bool]]:
    """What the law gives time for, as it stands: (sentence, whether it was kept)."""
    working = meeting.notice_working
    found: list[tuple[str, bool]] = []
    if working:
        called = date_format(date.fromisoformat(working["called_on"]), "DATE_FORMAT")
        sentence = _("Convocada el %(called)s, %(given)s días antes; se piden al menos %(days)s.")
        found.append((sentence % {"called": called, "given": working["given"], "days": working["days"]}, True))
    if not meeting.is_hearing or meeting.summary_until is None or meeting.topics_until is None:
        return found
    topics = date_format(meeting.topics_until, "DATE_FORMAT")
    found.append((_("La ciudadanía propone temas hasta el %(day)s.") % {"day": topics}, True))
    found.append(_summary_term(meeting, today))
    return found


def _summary_term(meeting: Meeting, today: date) -> tuple[str, bool]:
    asked = queries.rules_of(meeting).summary_working_days
    until = date_format(meeting.summary_until, "DATE_FORMAT") if meeting.summary_until else ""
    summary = meeting.documents.filter(kind=DocumentKind.SUMMARY).first()
    if summary is None:
        is_late = bool(meeting.summary_until and today > meeting.summary_until)
        late = _("El resumen ejecutivo debía publicarse hasta el %(day)s y todavía no está.")
        coming = _("El resumen ejecutivo se publica hasta el %(day)s.")
        return (late if is_late else coming) % {"day": until}, not is_late
    before = summary.working_days_before or 0
    sentence = _("El resumen ejecutivo se publicó %(before)s días hábiles antes; se piden al menos %(asked)s.")
    return sentence % {"before": before, "asked": asked}, before >= asked


def agenda_text(meeting: Meeting) -> str:
    """The entity's own items as the form takes them."""
    return "\n".join(f"{item.title} ({item.minutes})" for item in meeting.agenda.filter(source="own"))


def steps_of(meeting: Meeting) -> list[dict[str, Any]]:
    """What the team can do next, in words; the action decides again."""
    offered = {
        "planned": [("convocar", _("Convocar y publicar"), "")],
        "postponed": [("convocar", _("Convocar de nuevo"), "")],
        "no_quorum": [("convocar", _("Convocar de nuevo"), "")],
        "called": [("abrir", _("Abrir la puerta"), ""), ("postergar", _("Postergar"), "reason")],
        "open": _while_open(meeting),
        "first_call": [("cerrar", _("Cerrar la sesión"), "")],
        "second_call": [("cerrar", _("Cerrar la sesión"), "")],
        "approved": [("publicar", _("Publicar el acta"), "")],
    }
    return [{"key": key, "label": label, "asks": asks} for key, label, asks in offered.get(meeting.state, [])]


def _while_open(meeting: Meeting) -> list[tuple[str, str, str]]:
    if not meeting.needs_quorum:
        return [("cerrar", _("Cerrar la reunión"), ""), ("postergar", _("Postergar"), "reason")]
    return [
        ("primera", _("Iniciar con el quórum de la primera convocatoria"), ""),
        ("segunda", _("Iniciar con el quórum de la segunda convocatoria"), ""),
        ("sin-quorum", _("Declarar que no hubo quórum"), ""),
    ]
