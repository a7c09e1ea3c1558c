"""The questionnaire: one thing a page, in plain words. A page whose settings no app knows yet is not asked."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Question


def _keys(app: str, *names: str) -> tuple[str, ...]:
    return tuple(f"{app}.{name}" for name in names)


QUESTIONS = (
    Question(
        "quienes",
        _("¿Quién puede inscribirse?"),
        _("Lo dice la ordenanza en el capítulo de los agentes participantes."),
        _keys(
            "accreditation",
            "allows_individuals",
            "min_adherents",
            "min_age",
            "min_organization_months",
            "min_identity_level",
        ),
    ),
    Question(
        "delegados",
        _("¿Cuántas personas van por cada organización, y cuántos votos tiene?"),
        _("Titular y alterno, o dos titulares; un voto por persona o uno por organización."),
        _keys("accreditation", "seats", "votes_per"),
    ),
    Question(
        "subsanar",
        _("Si a una inscripción le falta algo, ¿qué pasa?"),
        _("Cuántos días hábiles hay para subsanar, y qué pasa con quien no lo hace."),
        _keys("accreditation", "cure_working_days", "failed_cure"),
    ),
    Question(
        "tachas",
        _("¿Se puede tachar a alguien de la lista?"),
        _("Cuántos días hábiles hay para presentar la tacha, para responderla y para resolverla."),
        _keys(
            "accreditation",
            "allows_challenges",
            "challenge_working_days",
            "answer_working_days",
            "ruling_working_days",
            "publication_working_days",
        ),
    ),
    Question(
        "asistencia",
        _("¿Hay que asistir a algo para conservar el voto?"),
        _("Algunas ordenanzas piden la capacitación, o un número de talleres."),
        _keys("accreditation", "requires_training", "min_workshops"),
    ),
    Question(
        "vigencia",
        _("¿Hasta cuándo valen la acreditación y los datos?"),
        "",
        _keys("accreditation", "valid_until", "adherents_kept_days"),
    ),
    Question(
        "talleres",
        _("¿Cómo se convocan y conducen los talleres?"),
        _("Días de anticipación, tiempo de cada intervención y quórum."),
        _keys(
            "meetings",
            "workshop_notice_days",
            "speaking_minutes",
            "followup_minutes",
            "first_quorum_percent",
            "second_quorum_percent",
            "second_call_minutes",
        ),
    ),
    Question(
        "audiencias",
        _("¿Cómo se convoca la rendición de cuentas?"),
        "",
        _keys("meetings", "hearing_notice_days", "topic_days", "summary_working_days"),
    ),
    Question(
        "orden",
        _("¿Cómo se decide el orden de los proyectos?"),
        _("Por puntaje técnico y votación, por el voto de los agentes, por el equipo técnico o por consenso."),
        _keys("budgeting", "order_method", "technical_weight", "vote_weight", "normalization"),
    ),
    Question(
        "matriz",
        _("¿Quién aprueba la matriz y cuántas personas evalúan cada proyecto?"),
        _("La matriz es la tabla de criterios y puntos con que se evalúa."),
        _keys("budgeting", "matrix_approved_by", "minimum_evaluators", "spread_threshold"),
    ),
    Question(
        "proyectos",
        _("¿Qué proyectos pueden entrar?"),
        _("El impacto que deben tener y qué tan reciente debe ser su viabilidad."),
        _keys("budgeting", "impact_rule_set", "max_viability_months", "allows_packages", "splits_by_axis"),
    ),
    Question(
        "dinero",
        _("¿Cómo se reparte el techo?"),
        _("Qué pasa cuando un proyecto no alcanza en lo que queda."),
        _keys("budgeting", "fill_rule"),
    ),
    Question(
        "voto",
        _("¿Cómo se vota?"),
        _("Cuántas marcas por lista, por qué medios, y si el voto es secreto o a mano alzada."),
        (
            "budgeting.max_choices",
            *_keys(
                "voting",
                "is_nominal",
                "allows_revote",
                "challenge_hours",
                "takes_web",
                "takes_desk",
                "takes_paper",
                "takes_assembly",
            ),
        ),
    ),
    Question(
        "comite",
        _("¿Cómo es el comité de vigilancia?"),
        _("Cuántas personas, por cuánto tiempo, quién no puede estar y cada cuánto informa."),
        _keys(
            "oversight",
            "min_members",
            "max_members",
            "min_women_percent",
            "one_per_province",
            "term_months",
            "bars_previous",
            "bars_public_servants",
            "report_months",
        ),
    ),
    Question(
        "eleccion",
        _("¿Cómo se elige y quién reconoce al comité?"),
        "",
        _keys("oversight", "election_method", "tie_method", "recognizer"),
    ),
)
