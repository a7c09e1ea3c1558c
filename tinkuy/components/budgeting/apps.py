from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.audit.registry import name_acts

ACTS = {
    "budgeting.created_process": _("Se creó el presupuesto participativo"),
    "budgeting.configured_process": _("Se cambiaron las reglas del presupuesto"),
    "budgeting.set_lists": _("Se fijaron las listas y sus techos"),
    "budgeting.chose_portfolio": _("Se eligió la cartera de inversiones"),
    "budgeting.added_candidate": _("Se añadió un proyecto candidato"),
    "budgeting.changed_amount": _("Se cambió el monto de un proyecto"),
    "budgeting.withdrew_candidate": _("Se retiró un proyecto candidato"),
    "budgeting.checked_eligibility": _("Se comprobó el impacto regional de los proyectos"),
    "budgeting.overrode_eligibility": _("Se cambió la elegibilidad de un proyecto, con su razón"),
    "budgeting.drafted_matrix": _("Se empezó la matriz de priorización"),
    "budgeting.saved_matrix": _("Se guardó la matriz de priorización"),
    "budgeting.approved_matrix": _("Se aprobó la matriz de priorización"),
    "budgeting.froze_matrix": _("Quedó congelada la matriz de priorización"),
    "budgeting.named_evaluator": _("Se nombró a una persona evaluadora"),
    "budgeting.dismissed_evaluator": _("Se retiró a una persona evaluadora"),
    "budgeting.handed_in_sheet": _("Se entregó una ficha de evaluación"),
    "budgeting.annulled_sheet": _("Se anuló una ficha de evaluación"),
    "budgeting.sent_back_project": _("Se devolvió un proyecto a evaluación"),
    "budgeting.prepared_vote": _("Se llevaron los proyectos a la cédula"),
    "budgeting.computed_result": _("Se calculó el resultado"),
    "budgeting.published_result": _("Se publicó el resultado"),
    "budgeting.issued_agreement": _("Se emitió el Acta de Acuerdos y Compromisos"),
    "budgeting.chose_rule_set": _("Se eligió el conjunto de reglas de impacto"),
    "budgeting.added_rule_set": _("Se escribieron reglas de impacto"),
    "budgeting.changed_rule_set": _("Se corrigieron reglas de impacto"),
    "budgeting.set_idea_limits": _("Se fijaron los límites de ideas y apoyos"),
    "budgeting.proposed_idea": _("Se recibió una idea de proyecto"),
    "budgeting.withdrew_idea": _("Se retiró una idea de proyecto"),
    "budgeting.received_result": _("Se recibió la lista de una provincia o de un distrito"),
    "budgeting.decided_duplicate": _("Se decidió una coincidencia entre listas"),
    "budgeting.agreed_cofinancing": _("Se registró un cofinanciamiento"),
    "budgeting.received_council_report": _("Se registró el informe de un consejo de coordinación"),
    "budgeting.closed_coordination": _("Se cerró la coordinación entre niveles de gobierno"),
    "budgeting.incorporated_project": _("Se registró un proyecto en el presupuesto de apertura"),
    "budgeting.issued_formalization": _("Se publicaron los acuerdos en el PIA"),
    "budgeting.replaced_project": _("Se reemplazó un proyecto por el siguiente de la reserva"),
    "budgeting.reported_progress": _("Se informó el avance de un acuerdo"),
    "budgeting.started_accountability": _("Se empezó la rendición de cuentas sobre los acuerdos"),
    "budgeting.filled_accountability": _("Se completaron líneas de la rendición de cuentas"),
    "budgeting.published_accountability": _("Se publicó la rendición de cuentas sobre los acuerdos"),
    "budgeting.arranged_export": _("Se ordenaron las columnas de la exportación para el MEF"),
    "budgeting.exported_for_ministry": _("Se descargó la exportación para el aplicativo del MEF"),
    "budgeting.made_process_document": _("Se generó el Documento del Proceso"),
    "budgeting.sent_process_document": _("Se registró el envío del Documento del Proceso"),
    "budgeting.answered_idea": _("Se respondió una idea de proyecto"),
}

_PROJECT_LOOKS = {"prioritized": "decided", "on_ballot": "open", "reserve": "ongoing", "eligible": "ongoing"}


class BudgetingConfig(AppConfig):
    name = "tinkuy.components.budgeting"

    def ready(self) -> None:
        from tinkuy.foundation.spaces import registry  # noqa: PLC0415 (apps must be ready first)

        from . import receivers  # noqa: F401, PLC0415
        from .component import COMPONENT, QUESTIONS, SETTINGS  # noqa: PLC0415
        from .readers.presets import read_presets, read_rule_names  # noqa: PLC0415

        registry.register(COMPONENT)
        registry.register_settings(SETTINGS)
        registry.register_questions(COMPONENT.key, QUESTIONS)
        registry.name_rules(read_rule_names())
        for sheet in read_presets():
            registry.register_preset(sheet)
        name_acts(ACTS)
        self._name_ideas()

    @staticmethod
    def _name_ideas() -> None:
        from tinkuy.foundation.dossiers.registry import (  # noqa: PLC0415 (apps must be ready first)
            LinkKind,
            RecordKind,
            State,
            register_kind,
            register_link,
        )

        from .enums import IdeaState, ProjectState  # noqa: PLC0415

        states = {state.value: State(state.label, state.look) for state in IdeaState}
        register_kind(RecordKind("idea", _("Idea de proyecto"), _("Ideas de proyectos"), states))
        projects = {
            str(state.label): State(state.label, _PROJECT_LOOKS.get(state, "neutral")) for state in ProjectState
        }
        register_kind(RecordKind("budget_project", _("Proyecto candidato"), _("Proyectos candidatos"), projects))
        register_link(LinkKind("candidate", _("Es candidata en"), _("Viene de la cartera")))
        register_link(LinkKind("replaced_by", _("Lo reemplaza"), _("Reemplaza a")))
        register_link(LinkKind("became", _("Se convirtió en"), _("Viene de la idea")))
