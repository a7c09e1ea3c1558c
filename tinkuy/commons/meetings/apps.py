from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts
from tinkuy.foundation.dossiers.registry import RecordKind, State, register_kind
from tinkuy.foundation.shared.text import Words
from tinkuy.foundation.spaces.registry import Setting, SettingGroup, register_settings

ACTS = {
    "meetings.set_rules": _("Se fijaron las reglas de las reuniones"),
    "meetings.planned_meeting": _("Se preparó una reunión"),
    "meetings.changed_meeting": _("Cambió una reunión"),
    "meetings.set_agenda": _("Se fijó la agenda de una reunión"),
    "meetings.called_meeting": _("Se convocó una reunión"),
    "meetings.postponed_meeting": _("Se postergó una reunión"),
    "meetings.registered_person": _("Se inscribió una persona en una reunión"),
    "meetings.cancelled_registration": _("Se canceló una inscripción a una reunión"),
    "meetings.moved_up": _("Alguien de la lista de espera obtuvo un lugar"),
    "meetings.loaded_roll": _("Se cargó el padrón de una reunión"),
    "meetings.stated_entitled": _("Se declaró cuántas personas tienen derecho a voto en una reunión"),
    "meetings.opened_door": _("Se abrió la puerta de una reunión"),
    "meetings.recorded_entries": _("Se registraron ingresos a una reunión"),
    "meetings.started_session": _("Se verificó el quórum e inició la sesión"),
    "meetings.declared_no_quorum": _("Se declaró que no hubo quórum"),
    "meetings.closed_session": _("Terminó una reunión"),
    "meetings.asked_to_speak": _("Se anotó un turno de palabra"),
    "meetings.started_turn": _("Empezó un turno de palabra"),
    "meetings.stopped_turn": _("Terminó un turno de palabra"),
    "meetings.noted_question": _("Se anotó una pregunta"),
    "meetings.answered_question": _("Se respondió una pregunta"),
    "meetings.opened_hand_vote": _("Se abrió una votación a mano alzada"),
    "meetings.counted_hands": _("Se contaron las manos de una votación"),
    "meetings.recorded_nominal": _("Se registró el voto nominal"),
    "meetings.published_document": _("Se publicó un documento de una reunión"),
    "meetings.proposed_topic": _("La ciudadanía propuso un tema para una audiencia"),
    "meetings.included_topic": _("Un tema propuesto entró a la agenda"),
    "meetings.declined_topic": _("Un tema propuesto no entró a la agenda"),
    "meetings.reported_pledge": _("Se informó sobre un compromiso de la audiencia anterior"),
    "meetings.updated_agreement": _("Cambió el estado de un acuerdo"),
    "meetings.assessed_hearing": _("Se hizo la autoevaluación de una audiencia"),
    "meetings.published_assessment": _("Se publicó la autoevaluación de una audiencia"),
    "meetings.saved_minutes": _("Se guardó el borrador de un acta"),
    "meetings.approved_minutes": _("Se aprobó un acta"),
    "meetings.published_minutes": _("Se publicó un acta"),
    "meetings.corrected_minutes": _("Se corrigió un acta con una versión nueva"),
    "meetings.attached_signed_minutes": _("Se adjuntó la copia firmada de un acta"),
}

_NOT_VERIFIED = _("Configuración, no norma verificada: compárala con la ordenanza.")
_HEARING = _("RSD 015-2024-PCM/SD, tal como la aplican los reglamentos regionales.")


def _number(key: str, label: Words, minimum: int, maximum: int, unit: Words, help_text: Words) -> Setting:
    return Setting(f"meetings.{key}", label, "integer", help_text, minimum, maximum, unit=unit)


SETTINGS = SettingGroup(
    key="meetings",
    title=_("Talleres y audiencias"),
    read="tinkuy.commons.meetings.queries.read_settings",
    apply="tinkuy.commons.meetings.actions.apply_settings",
    settings=(
        _number("workshop_notice_days", _("Convocatoria de talleres, antes de"), 1, 90, _("días"),
                _("Una semana en las ordenanzas leídas.")),
        _number("hearing_notice_days", _("Convocatoria de audiencias, antes de"), 1, 120, _("días"), _HEARING),
        _number("topic_days", _("Temas de la ciudadanía, durante"), 1, 60, _("días"), _HEARING),
        _number("summary_working_days", _("Resumen ejecutivo, antes de"), 1, 30, _("días hábiles"), _HEARING),
        _number("speaking_minutes", _("Cada intervención"), 2, 5, _("minutos"),
                _("Dos en Huancavelica, tres en las audiencias, cuatro en Arequipa.")),
        _number("followup_minutes", _("Cada repregunta"), 1, 5, _("minutos"), _NOT_VERIFIED),
        _number("first_quorum_percent", _("Quórum en primera convocatoria"), 0, 100, "%",
                _("Mitad más uno en los consejos de coordinación (Ley 27972, artículos 100 y 104).")),
        _number("second_quorum_percent", _("Quórum en segunda convocatoria"), 0, 100, "%", _NOT_VERIFIED),
        Setting("meetings.quorum_plus_one", _("El quórum es ese porcentaje más una persona"), "boolean",
                _("«Mitad más uno»: 50 % y esta casilla marcada.")),
        _number("second_call_minutes", _("Segunda convocatoria, después de"), 5, 240, _("minutos"), _NOT_VERIFIED),
    ),
)  # fmt: skip


class MeetingsConfig(AppConfig):
    name = "tinkuy.commons.meetings"

    def ready(self) -> None:
        name_acts(ACTS)
        register_settings(SETTINGS)
        states = {
            "planned": State(_("En preparación")),
            "called": State(_("Convocada"), "open"),
            "open": State(_("Puerta abierta"), "open"),
            "first_call": State(_("En sesión"), "ongoing"),
            "second_call": State(_("En sesión"), "ongoing"),
            "closed": State(_("Concluida, acta pendiente"), "ongoing"),
            "draft": State(_("Acta en borrador"), "ongoing"),
            "approved": State(_("Acta aprobada"), "ongoing"),
            "published": State(_("Acta publicada"), "done"),
            "postponed": State(_("Postergada"), "decided"),
            "no_quorum": State(_("Sin quórum"), "decided"),
        }
        register_kind(RecordKind("meeting", _("Reunión"), _("Reuniones"), states))
