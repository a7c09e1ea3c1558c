"""The columns of the ministry's export: stable defaults, changed by rows of each entity (law.md 1.16).

The field formats of the «Aplicativo Interactivo» were not found: these are configuration, no verified norm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tinkuy.foundation.shared.refusals import Refusal

from ..refusals import HandoverRefusal


@dataclass(frozen=True)
class Column:
    """`source`: the field of the sheet; `format`: a value of `enums.CellFormat`."""

    source: str
    header: str
    format: str = "text"
    is_shown: bool = True


# By sheet (enums.ExportSheet), in their order.
DEFAULTS: dict[str, tuple[Column, ...]] = {
    "agents": (
        Column("document_kind", "Tipo de documento", "upper"),
        Column("document", "Número de documento"),
        Column("paternal_surname", "Apellido paterno"),
        Column("maternal_surname", "Apellido materno"),
        Column("given_names", "Nombres"),
        Column("sex", "Sexo"),
        Column("age", "Edad", "number"),
        Column("education", "Grado de instrucción"),
        Column("organization", "Organización"),
        Column("organization_kind", "Tipo de organización"),
        Column("members", "N.º de miembros", "number"),
        Column("post", "Cargo"),
        Column("agent_class", "Clase de agente"),
        Column("seat", "Titular o alterno"),
        Column("province", "Provincia"),
        Column("vote", "Voz y voto"),
    ),
    "workshops": (
        Column("kind", "Tipo de taller"),
        Column("title", "Taller"),
        Column("date", "Fecha", "date"),
        Column("place", "Lugar"),
        Column("women", "Mujeres", "number"),
        Column("men", "Hombres", "number"),
        Column("others", "Otra identidad o sin dato", "number"),
        Column("total", "Asistentes", "number"),
        Column("document", "Acta"),
    ),
    "results": (Column("order", "Orden", "number"), Column("result", "Resultado priorizado")),
    "projects": (
        Column("order", "Orden", "number"),
        Column("cui", "Código único (CUI)"),
        Column("name", "Nombre del proyecto"),
        Column("function", "Función"),
        Column("place", "Lugar"),
        Column("total_cost", "Costo total", "amount"),
        Column("amount", "Monto asignado", "amount"),
        Column("technical_score", "Puntaje técnico", "number"),
        Column("vote_score", "Puntaje de votación", "number"),
        Column("score", "Puntaje total", "number"),
        Column("outcome", "Resultado"),
        Column("cofinancing", "Cofinanciamiento", "amount"),
        Column("programmed", "Programado en el PIA", "amount"),
        Column("budget_state", "Estado en el presupuesto"),
        Column("unit", "Unidad responsable"),
    ),
    "ideas": (
        Column("code", "Código"),
        Column("name", "Idea"),
        Column("province", "Provincia"),
        Column("district", "Distrito"),
        Column("theme", "Tema"),
        Column("amount", "Monto aproximado", "amount"),
        Column("state", "Estado"),
        Column("supports", "Apoyos", "number"),
        Column("proposed_on", "Presentada", "date"),
    ),
    "committee": (Column("order", "N.º", "number"), Column("name", "Integrante"), Column("post", "Cargo")),
    "act": (
        Column("title", "Documento"),
        Column("number", "Número"),
        Column("date", "Fecha", "date"),
        Column("place", "Lugar"),
        Column("attendance", "Asistentes", "number"),
        Column("file", "Archivo"),
        Column("sha256", "Huella SHA-256"),
    ),
}

# What each phase enters: «filled by the OPP in each phase» (law.md 1.16).
PHASES: dict[str, tuple[str, ...]] = {
    "preparacion": ("agents", "workshops"),
    "concertacion": ("workshops", "results", "projects", "ideas", "committee", "act"),
    "coordinacion": ("projects", "act"),
    "formalizacion": ("projects", "committee", "act"),
}


def columns_of(sheet: str, own: Sequence[Column]) -> tuple[Column, ...]:
    """The entity's columns in its order; those that were born after it arranged them come last, as they are."""
    known = {column.source for column in DEFAULTS[sheet]}
    kept = [column for column in own if column.source in known]
    arranged = {column.source for column in kept}
    return (*kept, *(column for column in DEFAULTS[sheet] if column.source not in arranged))


def why_not_arrange(sheet: str, columns: Sequence[Column]) -> tuple[Refusal, str] | None:
    known = {column.source for column in DEFAULTS[sheet]}
    unknown = next((column.source for column in columns if column.source not in known), "")
    if unknown:
        return HandoverRefusal.UNKNOWN_COLUMN, unknown
    shown = [column.header.strip().lower() for column in columns if column.is_shown]
    if not shown:
        return HandoverRefusal.NOTHING_SHOWN, ""
    repeated = next((header for header in shown if shown.count(header) > 1), "")
    return (HandoverRefusal.HEADER_REPEATED, repeated) if repeated else None


def written(value: object, form: str) -> str:
    """A cell as text: stable whatever the machine's language is; nothing where there is nothing."""
    if value is None or value == "":
        return ""
    if form == "amount" and isinstance(value, Decimal):
        return f"{value:.2f}"
    if form == "date" and isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return str(value).upper() if form == "upper" else str(value)
