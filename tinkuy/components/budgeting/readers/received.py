"""The list of priorities that a province or a district sends: our template, the platform's CSV or its package."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.foundation.shared.money import MalformedAmount, parse_soles
from tinkuy.foundation.shared.text import fold

from .sheets import Unreadable
from .tables import rows_of

# Stable: what was filled in last year is read this year.
TEMPLATE = ("Orden", "CUI", "Proyecto", "Ubigeo", "Función", "Monto")
_PLATFORM = ("orden", "lista", "cui", "proyecto", "monto", "resultado")
_MOST_INFLATED = 64 * 1024 * 1024


@dataclass(frozen=True)
class PriorityRow:
    cui: str
    title: str
    ubigeo: str
    function: str
    amount: Decimal


@dataclass
class ReadPriorities:
    rows: list[PriorityRow] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_priorities(content: bytes, *, within: str, places: Mapping[str, str]) -> ReadPriorities:
    """`within`: the ubigeo of the entity that sends; `places`: every known code. Wrong rows are said, not guessed."""
    raw = _package_rows(content) if _is_package(content) else _table_rows(content)
    found = ReadPriorities()
    for number, row in raw:
        problem, read = _read(row, within, places)
        if read is None:
            found.errors.append((number, problem))
        else:
            found.rows.append(read)
    if not found.rows and not found.errors:
        raise Unreadable(_("no tiene ningún proyecto priorizado"))
    return found


def _is_package(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {"result.json", "projects.json"} <= set(archive.namelist())
    except zipfile.BadZipFile:
        return False


def _package_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    """The prioritised rows of the last version of a result package (docs/package.md)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            wanted = [archive.getinfo(name) for name in ("result.json", "projects.json")]
            if sum(member.file_size for member in wanted) > _MOST_INFLATED:
                raise Unreadable(_("el paquete es demasiado grande"))
            result, projects = (json.loads(archive.read(member)) for member in wanted)
        known = {project["cui"]: project for project in projects["projects"]}
        last = max(result["versions"], key=lambda version: version["version"])
        rows = [row for row in last["rows"] if row["outcome"] == "prioritized"]
        return [
            (place, {"cui": row["project"], "proyecto": known[row["project"]]["title"], "monto": row["amount"],
                     "ubigeo": known[row["project"]]["ubigeo"]})
            for place, row in enumerate(sorted(rows, key=lambda row: row["fill_position"]), start=1)
        ]  # fmt: skip
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, OSError) as error:
        raise Unreadable(_("el paquete está dañado")) from error


def _table_rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    try:
        found = list(rows_of(content, _PLATFORM))
    except Unreadable:
        return list(rows_of(content, TEMPLATE))
    # A list is a province by its code, or MULTI: then the place is that of whoever sends it.
    return [
        (line, {**row, "ubigeo": row["lista"] if row["lista"].isdigit() else ""})
        for line, row in found
        if row["resultado"] == "prioritized"
    ]


def _read(row: Mapping[str, str], within: str, places: Mapping[str, str]) -> tuple[str, PriorityRow | None]:
    title, cui, ubigeo = row.get("proyecto", ""), row.get("cui", ""), row.get("ubigeo", "") or within
    # A spreadsheet that took the code for a number lost its leading zero: said, never put back in silence.
    if ubigeo not in places:
        return _("El lugar «%(code)s» no existe: escribe el ubigeo de INEI con su cero delante.") % {
            "code": ubigeo
        }, None
    if not ubigeo.startswith(within):
        return _("«%(place)s» no está dentro de la entidad que envía la lista.") % {"place": places[ubigeo]}, None
    if len(fold(title)) < 5:
        return _("Falta el nombre del proyecto."), None
    if cui and not (cui.isdigit() and 5 <= len(cui) <= 10):
        return _("«%(cui)s» no es un código de inversión.") % {"cui": cui}, None
    try:
        amount = parse_soles(row.get("monto", ""))
    except MalformedAmount as error:
        return _("El monto %(why)s.") % {"why": error}, None
    if amount <= 0:
        return _("El monto debe ser mayor que cero."), None
    return "", PriorityRow(cui, title, ubigeo, row.get("funcion", ""), amount)
