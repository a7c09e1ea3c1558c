"""Where the header of a portfolio is, and which column is which. Words as the ministry, its exports, the regions
and open data write them (law.md 2.3–2.5); accents, case, underscores and small words do not matter."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.sheets.rules.headers import LINES_TO_LOOK_AT

from .cells import Cell, text_of

WORDS_NEEDED = 4
# Whoever loads it may say which column is which: the reading says what is missing, with the first rows.
MAY_BE_EXPLAINED = True
_SMALL_WORDS = {"de", "del", "la", "el", "los", "las", "en", "por", "y", "s", "es", "a", "al"}

# The first spelling of a field wins over the next ones when a file has several of them.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "cui": (
        *("cui", "código único de inversión", "código único de inversiones", "código único", "cód. único"),
        *("codigo_unico", "cod_unico", "código único de inversión (CUI)", "código único CUI", "código CUI", "cod CUI"),
        *("código unificado", "código único de proyecto", "código único inversión (CUI)", "CUI as printed"),
        *("código de inversión", "código de la inversión", "cód. inversión", "código del proyecto", "cód. proyecto"),
        *("N° CUI", "nro CUI", "código", "cod", "code"),
    ),
    "product": ("productoproyecto", "producto/proyecto", "producto proyecto", "proyecto producto"),
    "name": (
        *("nombre de la inversión", "nombre de inversión", "nombre_inversion", "nombre del proyecto de inversión"),
        *("nombre del proyecto", "nombre de proyecto", "nombre del proyecto de inversión pública", "nombre del PIP"),
        *("nombre de las inversiones", "denominación de la inversión", "denominación del proyecto", "denominación"),
        *("proyecto de inversión", "nombre", "name", "project name", "proyecto", "inversión", "descripción"),
    ),
    "kind": ("tipo de inversión", "tipo_inversion", "investment type", "tipo inversión", "tipo de proyecto", "tipo"),
    "framework": ("marco", "framework"),
    "state": (
        *("estado de la inversión", "estado de inversión", "estado del proyecto", "estado", "state"),
        *("estado actual", "estado de la inversión actual"),
    ),
    "situation": ("situación", "situación de la inversión", "situación de viabilidad", "situation", "situación actual"),
    "function": ("función", "function", "función presupuestal", "cadena funcional función"),
    "sector": ("sector", "sector as printed"),
    "cycle_stage": (
        *("estado del ciclo", "estado_ciclo", "etapa_f8", "etapa del ciclo", "ciclo de inversión", "fase del ciclo"),
        *("fase", "etapa", "cycle stage"),
    ),
    "executing_unit": (
        *("unidad ejecutora de inversiones", "UEI", "nombre_uei", "unidad UEI", "unidad ejecutora", "ejecutora"),
        *("executing unit", "unidad ejecutora de inversión"),
    ),
    "viable_amount": (
        *("monto viable", "monto_viable", "monto de viabilidad", "monto viable/aprobado", "monto viable o aprobado"),
        *("monto de inversión viable", "viable amount", "costo viable", "monto aprobado", "approved cost"),
    ),
    "updated_cost": (
        *("costo actualizado", "costo_actualizado", "costo de inversión actualizado", "monto actualizado"),
        *("costo total actualizado", "costo actualizado de la inversión", "costo de la inversión actualizado"),
        *("monto de inversión actualizado", "updated cost", "updated investment", "costo total de inversión"),
        *("costo total", "costo de inversión", "monto de inversión", "monto de la inversión", "inversión total"),
        *("costo total del proyecto", "costo", "monto total", "monto", "amount as printed", "amount", "cost"),
    ),
    "balance": (
        *("saldo por ejecutar", "saldo_ejecutar", "saldo_por_ejecutar", "saldo por financiar", "saldo", "balance"),
        *("saldo pendiente", "saldo de la inversión"),
    ),
    "accrued": (
        *("devengado acumulado", "devengado_acumulado", "deven_acumulado", "accrued total", "ejecución acumulada"),
        *("devengado acumulado total", "devengado total", "monto devengado acumulado", "devengado", "accrued"),
    ),
    "pia": ("PIA", "pia_anio_actual", "PIA año vigente", "PIA año actual"),
    "pim": ("PIM", "pim_anio_actual", "PIM año vigente", "PIM año actual"),
    "beneficiaries": (
        *("beneficiarios", "beneficiario", "número de beneficiarios", "N° de beneficiarios", "nro de beneficiarios"),
        *("población beneficiaria", "num_habitantes_benef", "beneficiaries", "población beneficiada"),
        *("beneficiarios directos", "cantidad de beneficiarios"),
    ),
    "physical_progress": (
        *("avance físico", "avance_fisico", "% avance físico", "porcentaje de avance físico", "physical progress"),
        *("physical progress pct", "avance físico (%)", "avance físico acumulado"),
    ),
    "financial_progress": (
        *("avance financiero", "avance_financiero", "% avance financiero", "porcentaje de avance financiero"),
        *("avance de ejecución", "avance_ejecucion", "financial progress", "financial progress pct", "avance %"),
        *("progress pct", "avance financiero acumulado", "avance"),
    ),
    "registered_on": ("fecha de registro", "fecha_registro", "registered on", "fecha registro"),
    "viable_on": (
        *("fecha de viabilidad", "fecha_viabilidad", "viable on", "fecha de viabilidad/aprobación"),
        *("fecha de viabilidad o aprobación", "fecha viabilidad", "fecha de aprobación"),
    ),
    "has_technical_file": (
        *("expediente técnico", "expediente_tecnico", "tiene expediente técnico", "has technical file"),
        *("cuenta con expediente técnico",),
    ),
    "in_pmi": ("registrado_pmi", "registrado en PMI", "en PMI", "in pmi", "incluido en programación PMI", "PMI"),
    "ubigeo": (
        *("ubigeo", "ubigeos", "código ubigeo", "cod_ubigeo", "ubigeo INEI", "ubigeo_inei", "ubigeo distrito"),
        *("ubigeo_inferred", "iddist"),
    ),
    "province_code": ("province codes", "province code", "código de provincia", "cod_provincia", "ubigeo provincia"),
    "department_code": ("department code", "código de departamento", "cod_departamento"),
    "department": ("departamento", "región", "region", "department", "dpto"),
    "province": ("provincia", "provincias", "province", "ámbito provincial"),
    "district": ("distrito", "distritos", "district"),
    "location": ("ubicación", "localización", "ubicación geográfica", "ámbito", "location", "location as printed"),
}
# Columns that help to recognise a portfolio and are kept as they are.
_ALSO_SEEN: tuple[str, ...] = (
    *("código SNIP", "codigo_snip", "cod snip", "snip code", "SNIP", "entidad", "entity", "pliego", "nivel"),
    *("nivel de gobierno", "government level", "unidad OPMI", "OPMI", "nombre_opmi", "unidad UF", "UF", "nombre_uf"),
    *("formulating unit", "unidad formuladora", "programa", "subprograma", "división funcional", "grupo funcional"),
    *("descripción de la alternativa", "alternativa", "alternative description", "certificación", "certified"),
    *("comp anual", "compromiso anual", "annual commitment", "girado", "paid", "servicio público", "brecha"),
    *("indicador de brecha", "latitud", "longitud", "prioridad", "orden de prelación", "puntaje de priorización"),
    *("fuente de financiamiento", "informe_cierre", "tiene_f9", "tiene_f8", "tiene_f12b", "record kind", "N°", "nro"),
    *("ítem", "observaciones", "saldo por programar", "naturaleza", "cadena funcional", "functional chain"),
)
_UNIT = re.compile(r"(?:en\s+)?\b(miles|millones)\s*(?:de)?\s*(?:s/\.?|soles|nuevos soles)?", re.I)
_PROGRAMMED = re.compile(
    r"(pmi|programad\w*|programacion|monto programado)( monto)?( ano| anio| inversion)?( \d| 20\d\d)"
)


def _key(title: str) -> str:
    """«Código Único de Inversión(es) » → «codigo unico inversion»."""
    words = re.sub(r"[^a-z0-9%]+", " ", fold(title.replace("%", " "))).split()
    words = ["inversion" if word == "inversiones" else word for word in words if word not in _SMALL_WORDS]
    return " ".join(words)


_FIELD_OF = {
    _key(spelling): (name, rank)
    for name, spellings in reversed(SYNONYMS.items())
    for rank, spelling in reversed(list(enumerate(spellings)))
}
_SEEN = {_key(spelling) for spelling in _ALSO_SEEN}


@dataclass(frozen=True)
class Header:
    """`line`: where the header is as the spreadsheet shows it (the last of its two rows when it has two).
    `fields`: field → column number from 0. `titles`: text of every column. `units`: field → 1,000 when its title
    says «en miles». `known`: how many columns were recognised."""

    line: int
    titles: tuple[str, ...]
    fields: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    known: int = 0
    # Somebody of the entity said which column is which: then the code and the name are enough.
    is_taught: bool = False

    @property
    def is_enough(self) -> bool:
        return (self.known >= WORDS_NEEDED or self.is_taught) and not self.missing

    @property
    def missing(self) -> str:
        """The column without which nothing can be read, as people call it; empty when nothing is missing."""
        if not {"cui", "product"} & self.fields.keys():
            return "el código único (CUI)"
        return "" if {"name", "product"} & self.fields.keys() else "el nombre de la inversión"

    def title(self, name: str) -> str:
        return self.titles[self.fields[name]] if name in self.fields else ""

    @property
    def extras(self) -> list[int]:
        """Columns with a title and without a field."""
        used = set(self.fields.values())
        return [number for number, title in enumerate(self.titles) if title and number not in used]

    @property
    def programmed(self) -> list[int]:
        """Columns with the amounts programmed for the years of the PMI."""
        return [number for number in self.extras if _PROGRAMMED.match(_key(self.titles[number]))]


def find_header(rows: Sequence[Sequence[Cell]]) -> Header:
    """The row, or pair of rows, with most known columns among the first 25. `rows` starts at line 1 of the sheet."""
    best = Header(line=0, titles=())
    head = rows[:LINES_TO_LOOK_AT]
    for index, row in enumerate(head):
        best = max(best, _header(index + 1, [text_of(cell) for cell in row]), key=_merit)
    for index, (upper, lower) in enumerate(pairwise(head)):
        if _may_be_second_row(lower):
            best = max(best, _header(index + 2, _two_rows(upper, lower)), key=_merit)
    return best


def _merit(header: Header) -> tuple[bool, int, int]:
    """A readable header first, then the most columns; of two equal ones, `max` keeps the first."""
    return (header.is_enough, header.known, len(header.fields))


def _may_be_second_row(row: Sequence[Cell]) -> bool:
    """The lower row of a header holds only words, and at least one of them is known."""
    texts = [text_of(cell) for cell in row if text_of(cell)]
    numbers = [text for text in texts if re.fullmatch(r"[\d.,/-]+", text) and not re.fullmatch(r"20\d\d", text)]
    return not numbers and any(map(_known, texts))


def _two_rows(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[str]:
    """A title for each column of a header of two rows: the lower word where it says enough alone, both where the
    upper one groups several columns (merged cells leave it only over the first)."""
    titles, group = [], ""
    for number in range(max(len(upper), len(lower))):
        above = text_of(upper[number]) if number < len(upper) else ""
        below = text_of(lower[number]) if number < len(lower) else ""
        group = above or (group if below else "")
        both = f"{group} {below}".strip()
        titles.append(below if _known(below) and not _known(both) else both if below else above)
    return titles


def _header(line: int, texts: list[str]) -> Header:
    fields: dict[str, int] = {}
    ranks: dict[str, int] = {}
    units: dict[str, int] = {}
    known: set[str] = set()
    for number, text in enumerate(texts):
        if not _known(text):
            continue
        name, rank = _field(text)
        known.add(name or _bare(text))
        if name and rank < ranks.get(name, 999):
            fields[name], ranks[name] = number, rank
            units[name] = _unit(text)
    units = {name: unit for name, unit in units.items() if unit != 1}
    return Header(line=line, titles=tuple(texts), fields=fields, units=units, known=len(known))


def _known(text: str) -> bool:
    return len(text) <= 120 and (_bare(text) in _FIELD_OF or _bare(text) in _SEEN or bool(_field(text)[0]))


def _field(text: str) -> tuple[str, int]:
    """The field a title names, and how well; years («PIM 2025») and «(S/)» at its end do not count."""
    bare = _bare(text)
    if bare in _FIELD_OF:
        return _FIELD_OF[bare]
    short = re.sub(r"( (soles|nuevos soles|cui|nro|ano|20\d\d))+$", "", bare)
    name, rank = _FIELD_OF.get(short, ("", 999))
    return (name, rank + 100) if name else ("", 999)


def _bare(text: str) -> str:
    return _key(_UNIT.sub(" ", re.sub(r"(?i)\(?\bs/\.?\)?", " ", text)))


def _unit(text: str) -> int:
    found = _UNIT.search(text)
    return 1 if not found else 1_000 if found[1].lower() == "miles" else 1_000_000


def why_no_header(header: Header) -> str:
    """What was found and what is looked for, when there is no usable header."""
    seen = ", ".join(f"«{title}»" for title in header.titles if title and len(title) <= 60)
    sought = "«Código único de inversión» (o «CUI»), «Nombre de la inversión», «Monto viable», «Costo actualizado», «Estado», «Departamento», «Provincia», «Distrito», «Ubigeo»"  # noqa: E501
    if header.known >= WORDS_NEEDED:
        return f"En la cabecera (fila {header.line}) falta {header.missing}. Columnas encontradas: {seen}."
    found = f"Lo más parecido está en la fila {header.line}: {seen[:600]}. " if header.known else ""
    return (
        f"No encontré la fila de cabecera en las primeras {LINES_TO_LOOK_AT} filas. {found}"
        f"Busco al menos {WORDS_NEEDED} de estas columnas, entre ellas el código y el nombre: {sought}."
    )
