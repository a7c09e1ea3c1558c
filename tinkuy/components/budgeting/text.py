"""The sentence of each rule for each outcome: a project that stays out gets a reasoned answer."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RULE_TITLES: dict[str, Promise] = {
    "viable": _("Viabilidad"),
    "amount": _("Monto total"),
    "districts": _("Distritos beneficiados"),
    "provinces": _("Provincias beneficiadas"),
    "coverage": _("Cobertura de población"),
}

# The values of `enums.RuleOutcome`.
_MEETS, _NOT, _UNKNOWN = "meets", "does_not", "cannot_be_verified"

SENTENCES: dict[tuple[str, str], Promise] = {
    ("viable", _MEETS): _("La inversión está declarada viable o aprobada."),
    ("viable", _NOT): _("La inversión no está declarada viable ni aprobada: solo se prioriza lo viable."),
    ("viable", _UNKNOWN): _("La cartera no dice si la inversión es viable."),
    ("amount", _MEETS): _("Cuesta %(value)s en total: llega al mínimo de %(threshold)s."),
    ("amount", _NOT): _("Cuesta %(value)s en total: no llega al mínimo de %(threshold)s."),
    ("amount", _UNKNOWN): _("La cartera no trae el costo total: no se puede comparar con %(threshold)s."),
    ("districts", _MEETS): _("Beneficia a %(value)s distritos: llega al mínimo de %(threshold)s."),
    ("districts", _NOT): _("Beneficia a %(value)s distritos: el mínimo es %(threshold)s."),
    ("districts", _UNKNOWN): _("La cartera no dice con precisión qué distritos beneficia; el mínimo es %(threshold)s."),
    ("provinces", _MEETS): _("Llega a %(value)s provincias: alcanza el mínimo de %(threshold)s."),
    ("provinces", _NOT): _("Llega a %(value)s provincias: el mínimo es %(threshold)s."),
    ("provinces", _UNKNOWN): _(
        "La cartera no dice con precisión qué provincias beneficia; el mínimo es %(threshold)s."
    ),
    ("coverage", _MEETS): _("Su población objetivo es %(value)s del total: llega al mínimo de %(threshold)s."),
    ("coverage", _NOT): _("Su población objetivo es %(value)s del total: no llega al mínimo de %(threshold)s."),
    ("coverage", _UNKNOWN): _("No se conocen sus beneficiarios o la población: no se puede calcular la cobertura."),
}

NOT_APPLIED = _("No se aplica: lo asignado al proceso es menor que %(threshold)s y solo decide la cobertura.")
UNKNOWN_VALUE = _("sin dato")
