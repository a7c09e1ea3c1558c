"""One row of a portfolio: what it says of an investment, or why it cannot be taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar, cast

from tinkuy.foundation.shared.text import fold

from .cells import (
    CODE_DIGITS,
    BadCell,
    Cell,
    amount_of,
    code_of,
    date_of,
    percent_of,
    split_code_and_name,
    text_of,
    whole_of,
    yes_no_of,
)
from .headers import Header
from .places import Catalogue, Where, read_places

Value = str | Decimal | date | int | bool | None
Read = TypeVar("Read")

TEXTS = {
    "kind": 120,
    "framework": 60,
    "state": 120,
    "situation": 120,
    "function": 200,
    "sector": 200,
    "cycle_stage": 200,
    "executing_unit": 300,
}
# Soles. A cell that is not an amount rejects its row: an investment without its cost would pass for another.
AMOUNTS = ("viable_amount", "updated_cost", "balance", "accrued", "pia", "pim")
NEVER_NEGATIVE = frozenset({"viable_amount", "updated_cost", "pia", "pim"})
PERCENTS = ("physical_progress", "financial_progress")
# What can be left empty with a warning.
_SOFT: dict[str, Callable[[Cell], date | int | bool | None]] = {
    "registered_on": date_of,
    "viable_on": date_of,
    "beneficiaries": whole_of,
    "has_technical_file": yes_no_of,
    "in_pmi": yes_no_of,
}
PLACES = ("ubigeo", "province_code", "department_code", "department", "province", "district", "location")
LONGEST_EXTRA = 1_000
NO_CODE = "sin código: regístralo como idea"
_CLOSED = ("cerrad", "desactivad", "inactiv", "de baja", "anulad", "liquidad")


@dataclass(frozen=True)
class Note:
    """Something to say of a cell. `line` 0 is the file as a whole. `kind`: rejected, warning, duplicate or
    unknown_place. `name`: of the row that has no code, which is all that is known of it."""

    kind: str
    line: int
    column: str
    value: str
    reason: str
    cui: str = ""
    name: str = ""


@dataclass
class Row:
    """A row that names an investment. `percents`: value as written and whether it carried its sign."""

    line: int
    cui: str
    name: str
    values: dict[str, Value] = field(default_factory=dict)
    percents: dict[str, tuple[Decimal, bool]] = field(default_factory=dict)
    where: Where = field(default_factory=Where)
    extras: dict[str, str] = field(default_factory=dict)
    programmed: Decimal = Decimal(0)
    notes: list[Note] = field(default_factory=list)


class Rejected(Exception):
    """The row cannot be taken; `note` says which cell and why."""

    def __init__(self, note: Note) -> None:
        self.note = note
        super().__init__(note.reason)


@dataclass(frozen=True)
class RowReader:
    """Reads rows under one header. `unit`: what the amounts are written in, where their title does not say it."""

    header: Header
    catalogue: Catalogue
    unit: int = 1
    near: str = ""

    def read(self, line: int, cells: Sequence[Cell]) -> Row:
        """Raises `Rejected` for a row without a code or a name, with an impossible code, or an unreadable amount."""
        cui = self._code(line, cells)
        row = Row(line=line, cui=cui, name=self._name(line, cells, cui))
        self._warn_of_code(row)
        self._read_texts(row, cells)
        self._read_amounts(row, cells)
        self._read_percents(row, cells)
        self._read_soft(row, cells)
        self._read_place(row, cells)
        self._read_extras(row, cells)
        return row

    def cell(self, cells: Sequence[Cell], name: str) -> Cell:
        number = self.header.fields.get(name)
        return cells[number] if number is not None and number < len(cells) else None

    def _note(self, kind: str, line: int, name: str, cell: Cell, reason: str, cui: str = "") -> Note:
        return Note(kind, line, self.header.title(name), text_of(cell)[:300], reason, cui)

    def _code(self, line: int, cells: Sequence[Cell]) -> str:
        name = "cui" if "cui" in self.header.fields else "product"
        cell = self.cell(cells, name)
        try:
            code = code_of(cell) if name == "cui" else split_code_and_name(cell)[0]
        except BadCell as problem:
            raise Rejected(self._note("rejected", line, name, cell, str(problem))) from problem
        if not code:
            note = self._note("rejected", line, name, cell, NO_CODE)
            # Its name is what the desk needs to bring it as an idea.
            raise Rejected(replace(note, name=text_of(self.cell(cells, "name"))[:300]))
        return code

    def _name(self, line: int, cells: Sequence[Cell], cui: str) -> str:
        name = "name" if "name" in self.header.fields else "product"
        cell = self.cell(cells, name)
        text = text_of(cell) if name == "name" else split_code_and_name(cell)[1]
        if not text:
            raise Rejected(self._note("rejected", line, name, cell, "sin nombre de la inversión", cui))
        return text

    def _warn_of_code(self, row: Row) -> None:
        if len(row.cui) != CODE_DIGITS:
            reason = f"el código tiene {len(row.cui)} cifras y casi todos tienen 7: verifica que no falte una"
            name = "cui" if "cui" in self.header.fields else "product"
            row.notes.append(self._note("warning", row.line, name, row.cui, reason, row.cui))

    def _read_texts(self, row: Row, cells: Sequence[Cell]) -> None:
        for name, longest in TEXTS.items():
            if name in self.header.fields:
                row.values[name] = text_of(self.cell(cells, name))[:longest]
        state = str(row.values.get("state", ""))
        if fold(state).startswith(_CLOSED) or any(word in fold(state) for word in ("desactivad", "cerrad")):
            reason = "la inversión está cerrada o desactivada: revisa si debe estar en la cartera"
            row.notes.append(self._note("warning", row.line, "state", state, reason, row.cui))

    def _read_amounts(self, row: Row, cells: Sequence[Cell]) -> None:
        for name in AMOUNTS:
            cell = self.cell(cells, name)
            try:
                amount = amount_of(cell, unit=self.header.units.get(name, self.unit))
            except BadCell as problem:
                raise Rejected(self._note("rejected", row.line, name, cell, str(problem), row.cui)) from problem
            if amount is None:
                continue
            self._weigh_amount(row, name, cell, amount.soles)
            row.values[name] = amount.soles
            if amount.rounded:
                reason = f"la celda trae milésimos de sol: se leyó {amount.soles:,.2f}"
                row.notes.append(self._note("warning", row.line, name, cell, reason, row.cui))

    def _weigh_amount(self, row: Row, name: str, cell: Cell, soles: Decimal) -> None:
        if soles < 0 and name in NEVER_NEGATIVE:
            raise Rejected(self._note("rejected", row.line, name, cell, "un monto no puede ser negativo", row.cui))
        if soles < 0:
            row.notes.append(self._note("warning", row.line, name, cell, "el monto es negativo", row.cui))
        if soles == 0 and name == "updated_cost":
            row.notes.append(self._note("warning", row.line, name, cell, "el costo es cero", row.cui))

    def _read_percents(self, row: Row, cells: Sequence[Cell]) -> None:
        for name in PERCENTS:
            share = self._soft(row, name, self.cell(cells, name), percent_of)
            if share is not None:
                row.percents[name] = share

    def _read_soft(self, row: Row, cells: Sequence[Cell]) -> None:
        for name, read in _SOFT.items():
            value = cast(Value, self._soft(row, name, self.cell(cells, name), read))
            if value is not None:
                row.values[name] = value
        viable, registered = row.values.get("viable_on"), row.values.get("registered_on")
        if isinstance(viable, date) and isinstance(registered, date) and viable < registered:
            reason = f"la fecha de viabilidad es anterior a la de registro ({registered:%d/%m/%Y})"
            row.notes.append(Note("warning", row.line, self.header.title("viable_on"), str(viable), reason, row.cui))

    def _soft(self, row: Row, name: str, cell: Cell, read: Callable[[Cell], Read | None]) -> Read | None:
        try:
            return read(cell)
        except BadCell as problem:
            row.notes.append(self._note("warning", row.line, name, cell, f"{problem}; se dejó vacío", row.cui))
            return None

    def _read_place(self, row: Row, cells: Sequence[Cell]) -> None:
        written = {name: self.cell(cells, name) for name in PLACES if name in self.header.fields}
        row.where = read_places(written, self.catalogue, near=self.near)
        for unknown in row.where.unknown:
            reason = "no está en el catálogo de lugares del INEI: la inversión se registra, el lugar queda por corregir"
            row.notes.append(self._note("unknown_place", row.line, unknown.field, unknown.value, reason, row.cui))

    def _read_extras(self, row: Row, cells: Sequence[Cell]) -> None:
        for number in self.header.extras:
            text = text_of(cells[number]) if number < len(cells) else ""
            if text:
                row.extras[self.header.titles[number][:120]] = text[:LONGEST_EXTRA]
        for number in self.header.programmed:
            row.programmed += self._programmed(row, cells[number] if number < len(cells) else None, number)

    def _programmed(self, row: Row, cell: Cell, number: int) -> Decimal:
        try:
            amount = amount_of(cell, unit=self.unit)
        except BadCell as problem:
            title = self.header.titles[number]
            row.notes.append(Note("warning", row.line, title, text_of(cell)[:300], str(problem), row.cui))
            return Decimal(0)
        return amount.soles if amount else Decimal(0)
