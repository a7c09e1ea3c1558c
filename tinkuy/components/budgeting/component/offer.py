"""What the participatory budget offers a space: its phases and steps (Ley 28056, art. 6, as amended by Ley 29298), what
each opens, the document each waits for and the one it leaves, its pages, and the questions that set its rules.

The law fixes the phases; the ordinance may adapt the activities: a process uses the steps to which it gives dates."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Component, NextStep, Phase, StageKind, Tab

_LAW = _("Ley 28056, art. 6, modificado por Ley 29298")
_INSTRUCTIVE = _("Instructivo 001-2010-EF/76.01")
_HEAD = _("Gobernación o alcaldía, con su consejo de coordinación")
_TEAM = _("Equipo técnico")
_AGENTS = _("Agentes participantes")
_COUNCIL = _("Consejo Regional o Concejo Municipal")
_NONE: frozenset[str] = frozenset()

PHASES = (
    Phase("previo", _("Acto previo"), _("Instructivo 001-2010-EF/76.01, anexo 02")),
    Phase("preparacion", _("Preparación"), _LAW),
    Phase("concertacion", _("Concertación"), _LAW),
    Phase("coordinacion", _("Coordinación entre niveles de gobierno"), _LAW),
    Phase("formalizacion", _("Formalización"), _LAW),
    Phase("ejecucion", _("Ejecución y vigilancia"), _("Ley 28056, arts. 11 y 12")),
)

STAGES = (
    StageKind(
        "ordenanza",
        _("Ordenanza y reglamento"),
        _NONE,
        phase="previo",
        actor=_COUNCIL,
        norm=_INSTRUCTIVE,
        deliverable="ordenanza",
    ),
    StageKind(
        "equipo_tecnico",
        _("Conformación del equipo técnico"),
        _NONE,
        "ordenanza",
        phase="previo",
        actor=_HEAD,
        norm=_("DS 142-2009-EF, art. 2"),
        deliverable="acta_equipo",
    ),
    StageKind(
        "convocatoria",
        _("Comunicación, sensibilización y convocatoria"),
        _NONE,
        "ordenanza",
        phase="preparacion",
        actor=_HEAD,
        norm=_INSTRUCTIVE,
        deliverable="convocatoria",
    ),
    StageKind(
        "inscripcion",
        _("Inscripción y acreditación"),
        frozenset({"register", "review"}),
        "ordenanza",
        phase="preparacion",
        actor=_TEAM,
        norm=_("DS 142-2009-EF, art. 2"),
        deliverable="padron",
    ),
    StageKind(
        "capacitacion",
        _("Capacitación de agentes"),
        frozenset({"train"}),
        "ordenanza",
        phase="preparacion",
        actor=_TEAM,
        norm=_INSTRUCTIVE,
    ),
    StageKind(
        "taller_resultados",
        _("Taller de identificación y priorización de resultados"),
        frozenset({"workshop"}),
        "ordenanza",
        phase="concertacion",
        actor=_AGENTS,
        norm=_INSTRUCTIVE,
        deliverable="acta_resultados",
    ),
    StageKind(
        "ideas",
        _("Ideas de proyectos"),
        frozenset({"propose_idea"}),
        phase="concertacion",
        actor=_AGENTS,
        norm=_("DS 142-2009-EF, primera disposición final"),
    ),
    StageKind(
        "evaluacion",
        _("Evaluación técnica"),
        frozenset({"score"}),
        "acta_matriz",
        phase="concertacion",
        actor=_TEAM,
        norm=_("DS 097-2009-EF; Instructivo 001-2010-EF/76.01"),
        deliverable="acta_evaluacion",
    ),
    StageKind(
        "taller_priorizacion",
        _("Taller de priorización de proyectos"),
        frozenset({"workshop"}),
        "padron",
        phase="concertacion",
        actor=_AGENTS,
        norm=_INSTRUCTIVE,
        deliverable="acta_priorizacion",
    ),
    StageKind(
        "votacion",
        _("Votación"),
        frozenset({"vote"}),
        "padron",
        phase="concertacion",
        actor=_AGENTS,
        norm=_("La ordenanza del proceso"),
    ),
    StageKind(
        "resultados",
        _("Resultados"),
        frozenset({"publish"}),
        phase="concertacion",
        actor=_HEAD,
        norm=_LAW,
    ),
    StageKind(
        "acuerdos",
        _("Formalización de acuerdos y compromisos"),
        _NONE,
        "padron",
        phase="concertacion",
        actor=_AGENTS,
        norm=_("DS 142-2009-EF, art. 8.3"),
        deliverable="acta_acuerdos",
    ),
    StageKind(
        "comite",
        _("Elección del comité de vigilancia"),
        frozenset({"elect_committee"}),
        "padron",
        phase="concertacion",
        actor=_AGENTS,
        norm=_("Instructivo 001-2010-EF/76.01, cap. III.1"),
        deliverable="acta_comite",
    ),
    StageKind(
        "coordinacion",
        _("Coordinación entre niveles de gobierno"),
        frozenset({"coordinate"}),
        "acta_acuerdos",
        phase="coordinacion",
        actor=_("Gobernación, con las alcaldías"),
        norm=_LAW,
        deliverable="acta_coordinacion",
    ),
    StageKind(
        "formalizacion",
        _("Inclusión en el presupuesto de apertura (PIA)"),
        frozenset({"formalize"}),
        "acta_acuerdos",
        phase="formalizacion",
        actor=_COUNCIL,
        norm=_("DS 142-2009-EF, art. 10"),
        deliverable="acuerdo_pia",
    ),
    StageKind(
        "rendicion",
        _("Rendición de cuentas de los acuerdos del año anterior"),
        frozenset({"account"}),
        phase="formalizacion",
        actor=_("Titular de la entidad"),
        norm=_("Ley 28056, art. 11; DS 142-2009-EF, art. 10"),
        deliverable="informe_rendicion",
    ),
    StageKind(
        "ejecucion",
        _("Ejecución y vigilancia de los acuerdos"),
        frozenset({"oversee"}),
        "acta_acuerdos",
        phase="ejecucion",
        actor=_("Comité de vigilancia; oficina de presupuesto"),
        norm=_("Instructivo 001-2010-EF/76.01, cap. III.1"),
        deliverable="informe_vigilancia",
    ),
)

_AGENTS_DESK, _BUDGET_DESK, _VOTE_DESK = _("Agentes"), _("Proyectos"), _("Votación y resultado")

COMPONENT = Component(
    key="budgeting",
    title=_("Presupuesto participativo"),
    entry_url_name="budgeting:process",
    result_url_name="budgeting:result",
    start_url_name="budgeting:start",
    contradictions="tinkuy.components.budgeting.rules.contradictions.contradictions",
    closing_documents=("informe_rendicion",),
    phases=PHASES,
    stages=STAGES,
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
        Tab(_("Acreditación"), "accreditation:queue", group=_AGENTS_DESK),
        Tab(_("Presupuesto"), "budgeting:desk", group=_BUDGET_DESK),
        Tab(_("Mis fichas"), "budgeting:my_sheets", group=_BUDGET_DESK),
        Tab(_("Evaluación"), "budgeting:evaluation", group=_BUDGET_DESK),
        Tab(_("Ideas"), "budgeting:desk_ideas", group=_BUDGET_DESK),
        Tab(_("Votación"), "voting:staff", group=_VOTE_DESK),
        Tab(_("Resultado"), "budgeting:desk_result", group=_VOTE_DESK),
    ),
    document_kinds={
        "ordenanza": _("Ordenanza y convocatoria"),
        "acta_equipo": _("Resolución que conforma el equipo técnico"),
        "convocatoria": _("Convocatoria y cronograma"),
        "padron": _("Padrón definitivo de agentes participantes"),
        "acta_resultados": _("Acta del taller de resultados"),
        "acta_matriz": _("Acta que aprueba la matriz de priorización"),
        "acta_evaluacion": _("Acta de evaluación técnica"),
        "acta_priorizacion": _("Acta del taller de priorización"),
        "acta_acuerdos": _("Acta de Acuerdos y Compromisos"),
        "acta_comite": _("Acta de elección del comité de vigilancia"),
        "acta_coordinacion": _("Acta de coordinación entre niveles de gobierno"),
        "acuerdo_pia": _("Acuerdo que aprueba el presupuesto de apertura"),
        "informe_rendicion": _("Informe de rendición de cuentas"),
        "informe_vigilancia": _("Informe del comité de vigilancia"),
        "otro": _("Otro documento"),
    },
)
