"""What the participatory budget offers a space: its stages, what each opens, and the document each one waits for."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Component, NextStep, StageKind, Tab

COMPONENT = Component(
    key="budgeting",
    title=_("Presupuesto participativo"),
    entry_url_name="budgeting:process",
    result_url_name="budgeting:result",
    stages=(
        StageKind("inscripcion", _("Inscripción y acreditación"), frozenset({"register", "review"}), "ordenanza"),
        StageKind("ideas", _("Ideas de proyectos"), frozenset({"propose_idea"})),
        StageKind("evaluacion", _("Evaluación técnica"), frozenset({"score"}), "acta_matriz"),
        StageKind("votacion", _("Votación"), frozenset({"vote"}), "padron"),
        StageKind("resultados", _("Resultados y acuerdos"), frozenset({"publish"})),
    ),
    next_steps=(
        NextStep("register", _("Inscríbete como agente participante"), "accreditation:start"),
        NextStep("propose_idea", _("Presenta tu idea de proyecto"), "budgeting:idea_new"),
        NextStep("vote", _("Vota"), "voting:choose"),
    ),
    tabs=(
        Tab(_("Proyectos"), "budgeting:process"),
        Tab(_("Ideas"), "budgeting:ideas"),
        Tab(_("Padrón"), "accreditation:roster", "padron"),
        Tab(_("Votación"), "voting:poll", "padron"),
        Tab(_("Resultado"), "budgeting:result"),
    ),
    desk_tabs=(
        Tab(_("Acreditación"), "accreditation:queue"),
        Tab(_("Presupuesto"), "budgeting:desk"),
        Tab(_("Mis fichas"), "budgeting:my_sheets"),
        Tab(_("Evaluación"), "budgeting:evaluation"),
        Tab(_("Votación"), "voting:staff"),
        Tab(_("Resultado"), "budgeting:desk_result"),
        Tab(_("Ideas"), "budgeting:desk_ideas"),
    ),
    document_kinds={
        "ordenanza": _("Ordenanza y convocatoria"),
        "acta_matriz": _("Acta que aprueba la matriz de priorización"),
        "acta_evaluacion": _("Acta de evaluación técnica"),
        "padron": _("Padrón definitivo de agentes participantes"),
        "acta_acuerdos": _("Acta de Acuerdos y Compromisos"),
        "otro": _("Otro documento"),
    },
)
