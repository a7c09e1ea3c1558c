"""The rules of the budget that differ between ordinances: typed columns of `BudgetProcess`, in words."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Setting, SettingGroup

from ..enums import FillRule, MatrixApprover, Normalization, OrderMethod

_IMPACT = (
    ("regional-ds-097", _("Regional: monto, distritos y provincias (DS 097-2009-EF)")),
    ("regional-alcance-alternativo", _("Regional: dos provincias o tres distritos")),
    ("regional-sin-monto", _("Regional sin monto mínimo")),
    ("provincial-mas-de-10m", _("Provincial, asignación mayor a S/ 10 000 000")),
    ("provincial-hasta-10m", _("Provincial, asignación hasta S/ 10 000 000")),
    ("distrital", _("Distrital")),
)

SETTINGS = SettingGroup(
    key="budgeting",
    title=_("Proyectos, puntajes y reparto"),
    component="budgeting",
    read="tinkuy.components.budgeting.queries.settings.read_settings",
    apply="tinkuy.components.budgeting.actions.settings.apply_settings",
    settings=(
        Setting(
            "budgeting.order_method",
            _("Cómo se ordenan los proyectos"),
            "choice",
            _("El resultado se calcula con los dos puntajes y sus pesos: 1 y 0, o 0 y 1, ordenan por uno solo."),
            choices=tuple(OrderMethod.choices),
            is_manual=True,
        ),
        Setting(
            "budgeting.technical_weight",
            _("Peso del puntaje técnico"),
            "decimal",
            _("Con el peso de la votación suma 1. No se encontró norma que fije 0.80 y 0.20."),
            0,
            1,
        ),
        Setting("budgeting.vote_weight", _("Peso de la votación"), "decimal", "", 0, 1),
        Setting("budgeting.normalization", _("De votos a puntos"), "choice", choices=tuple(Normalization.choices)),
        Setting("budgeting.fill_rule", _("Reparto del techo"), "choice", choices=tuple(FillRule.choices)),
        Setting(
            "budgeting.max_choices",
            _("Marcas por lista, como máximo"),
            "integer",
            minimum=1,
            maximum=100,
            unit=_("marcas"),
        ),
        Setting(
            "budgeting.minimum_evaluators",
            _("Evaluaciones por proyecto, como mínimo"),
            "integer",
            minimum=1,
            maximum=20,
            unit=_("evaluaciones"),
        ),
        Setting(
            "budgeting.spread_threshold",
            _("Distancia máxima entre evaluaciones"),
            "integer",
            _("Si la pasan, el proyecto vuelve a evaluación."),
            1,
            100,
            unit=_("puntos"),
        ),
        Setting(
            "budgeting.matrix_approved_by",
            _("Quién aprueba la matriz de priorización"),
            "choice",
            choices=tuple(MatrixApprover.choices),
            is_manual=True,
        ),
        Setting(
            "budgeting.max_viability_months",
            _("Antigüedad máxima de la viabilidad"),
            "integer",
            _("Déjalo vacío si la ordenanza no fija ninguna."),
            1,
            240,
            unit=_("meses"),
            is_manual=True,
        ),
        Setting("budgeting.impact_rule_set", _("Reglas de impacto de los proyectos"), "choice", choices=_IMPACT),
    ),
)
