"""Which figures of a place are shown, with their source and year: never a number without where it is from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.text import Words


@dataclass(frozen=True)
class Figure:
    """`field` of the place; `unit` is number, percent, km2 or index; `source` by level when it differs."""

    key: str
    field: str
    label: Words
    unit: str
    source: Words
    department_source: Words = ""

    def source_for(self, level: str) -> Words:
        return self.department_source if level == "department" and self.department_source else self.source


POPULATION = Figure("poblacion", "population", _("Población"), "number", _("INEI, Censos Nacionales 2025"))
AREA = Figure("superficie", "area_km2", _("Superficie"), "km2", _("INEI"))
POVERTY = Figure(
    "pobreza",
    "poverty_pct",
    _("Pobreza monetaria"),
    "percent",
    _("INEI, mapa de pobreza 2018"),
    _("INEI, 2020, por grupos de departamentos"),
)
EXTREME_POVERTY = Figure(
    "pobreza-extrema",
    "extreme_poverty_pct",
    _("Pobreza extrema"),
    "percent",
    _("INEI, 2013"),
    _("INEI, 2020, por grupos de departamentos"),
)
HDI = Figure("idh", "hdi", _("Índice de desarrollo humano"), "index", _("PNUD, 2019"))

FIGURES = (POPULATION, AREA, POVERTY, EXTREME_POVERTY, HDI)
ON_MAP = (POPULATION, POVERTY, HDI)
UNKNOWN = _("desconocido")
LEVEL_NAMES = {
    "department": _("Departamento"),
    "province": _("Provincia"),
    "district": _("Distrito"),
}
