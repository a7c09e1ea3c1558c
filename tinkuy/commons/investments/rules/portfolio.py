"""A whole portfolio: header, rows, and the rows of one code joined into one investment.

Always: rows read = rows that became part of an investment + rejected rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain, islice
from types import MappingProxyType

from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.sheets.rules import MAX_ROWS, UnreadableSheet

from .cells import Cell, as_percent, text_of
from .headers import LINES_TO_LOOK_AT, Header, why_no_header
from .mapping import find_header_as_taught, plain_head
from .places import Catalogue, provinces_of
from .rows import PERCENTS, Note, Rejected, Row, RowReader, Value

_TOTAL = re.compile(r"^(sub ?|gran ?|grand )?total\b|^suma\b|\btotal$")
_FOOTNOTE = re.compile(r"^(fuente|nota|elaborad[oa]|elaboracion|leyenda|fecha de (corte|reporte)|\(?\*)")


# The reader of spreadsheets and the reader of their rows say the same kind of sentence.
UnreadablePortfolio = UnreadableSheet


class NoHeader(UnreadablePortfolio):
    """Nobody could tell the columns; `head` are the first rows, to show them."""

    def __init__(self, sentence: str, head: list[list[str]]) -> None:
        self.head = head
        super().__init__(sentence)


@dataclass
class Entry:
    """An investment as the file has it: first row's values, blanks filled by the next rows, all the places.

    `values`: field → value; amounts in soles, percents on 0–100."""

    cui: str
    name: str
    lines: list[int]
    values: dict[str, Value]
    percents: dict[str, tuple[Decimal, bool]]
    places: list[str]
    unknown_places: list[str]
    is_multiprovincial: bool
    extras: dict[str, str]
    programmed: Decimal
    conflicts: set[str] = field(default_factory=set)
    said: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def amount(self) -> Decimal | None:
        """Updated cost, else viable amount, else the year's modified budget (PIM)."""
        values = (self.values.get(name) for name in ("updated_cost", "viable_amount", "pim"))
        return next((value for value in values if isinstance(value, Decimal)), None)


@dataclass
class Portfolio:
    """What was read. `joined`: how many codes came on several rows that add places."""

    sheet: str
    header: Header
    entries: dict[str, Entry] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rows_read: int = 0
    rows_skipped: int = 0
    joined: int = 0
    # The first rows as they are written, for whoever must say which column is which.
    head: list[list[str]] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return sum((entry.amount or Decimal(0) for entry in self.entries.values()), Decimal(0))

    def of_kind(self, kind: str) -> list[Note]:
        return [note for note in self.notes if note.kind == kind]


def read_portfolio(
    rows: Iterable[Sequence[Cell]],
    *,
    catalogue: Catalogue,
    sheet: str = "",
    unit: int = 1,
    near: str = "",
    taught: Mapping[str, str] = MappingProxyType({}),
) -> Portfolio:
    """`rows` from line 1 of the sheet, blank ones included; `taught`: what the entity said of its titles. Raises
    UnreadablePortfolio when there is no row under the header or more than 200,000, `NoHeader` when there is none."""
    rows = iter(rows)
    head = list(islice(rows, LINES_TO_LOOK_AT + 1))
    header = find_header_as_taught(head, taught)
    if not header.is_enough:
        raise NoHeader(why_no_header(header), plain_head(head))
    portfolio = Portfolio(sheet=sheet, header=header, head=plain_head(head))
    reader = RowReader(header=header, catalogue=catalogue, unit=unit, near=near)
    for line, cells in enumerate(chain(head[header.line :], rows), start=header.line + 1):
        _take(portfolio, reader, line, cells)
    if not portfolio.rows_read:
        raise UnreadablePortfolio(f"Debajo de la cabecera (fila {header.line}) no hay ninguna fila con datos.")
    _finish(portfolio, unit)
    return portfolio


def _take(portfolio: Portfolio, reader: RowReader, line: int, cells: Sequence[Cell]) -> None:
    if _is_blank(cells):
        return
    if is_not_data(cells, reader):
        portfolio.rows_skipped += 1
        return
    portfolio.rows_read += 1
    if portfolio.rows_read > MAX_ROWS:
        raise UnreadablePortfolio(f"El archivo tiene más de {MAX_ROWS:,} filas: deja solo las de tu entidad.")
    try:
        row = reader.read(line, cells)
    except Rejected as rejection:
        portfolio.notes.append(rejection.note)
        return
    _join(portfolio, row)


def _is_blank(cells: Sequence[Cell]) -> bool:
    return not any(cell not in (None, "") and str(cell).strip() for cell in cells)


def is_not_data(cells: Sequence[Cell], reader: RowReader) -> bool:
    """Totals, footnotes, and the header repeated on each printed page are not rows of the portfolio."""
    texts = [text for text in map(text_of, cells) if text]
    if not texts:
        return True
    code = text_of(reader.cell(cells, "cui" if "cui" in reader.header.fields else "product"))
    if re.match(r"\d{6}", code):
        return False
    first = fold(texts[0])
    if _TOTAL.search(first) and len(first) < 60:
        return True
    if len(texts) == 1 and _FOOTNOTE.match(first):
        return True
    titles = {fold(title) for title in reader.header.titles if title}
    return len(texts) > 1 and all(fold(text) in titles for text in texts)


def _join(portfolio: Portfolio, row: Row) -> None:
    entry = portfolio.entries.get(row.cui)
    if entry is None:
        portfolio.notes += row.notes
        portfolio.entries[row.cui] = _entry(row)
        return
    portfolio.notes += [note for note in row.notes if _said(note) not in entry.said]
    entry.said |= {_said(note) for note in row.notes}
    conflicts = _fill(portfolio, entry, row)
    fresh = [code for code in row.where.codes if code not in entry.places]
    if conflicts or not fresh:
        portfolio.notes.append(_duplicate(portfolio, entry, row, conflicts))
    else:
        portfolio.joined += len(entry.lines) == 1
    entry.places += fresh
    entry.unknown_places += [item.value for item in row.where.unknown if item.value not in entry.unknown_places]
    entry.is_multiprovincial = entry.is_multiprovincial or row.where.is_multiprovincial
    entry.lines.append(row.line)


def _said(note: Note) -> tuple[str, str, str]:
    """A warning of an investment is said once, not for each of its rows."""
    return (note.kind, note.column, note.value)


def _entry(row: Row) -> Entry:
    return Entry(
        cui=row.cui,
        name=row.name,
        lines=[row.line],
        values=row.values,
        percents=row.percents,
        places=list(row.where.codes),
        unknown_places=[item.value for item in row.where.unknown],
        is_multiprovincial=row.where.is_multiprovincial,
        extras=row.extras,
        programmed=row.programmed,
        said={_said(note) for note in row.notes},
    )


def _fill(portfolio: Portfolio, entry: Entry, row: Row) -> list[str]:
    """Blanks of the entry take the row's values; different values are a conflict, said once for each field."""
    conflicts = []
    for name, value in [("name", row.name), *row.values.items()]:
        known = entry.name if name == "name" else entry.values.get(name)
        if known in (None, "") and value not in (None, ""):
            entry.values[name] = value
        elif value not in (None, "") and _differ(known, value):
            conflicts.append(name)
            _warn_of_conflict(portfolio, entry, row, name, known, value)
    for name, share in row.percents.items():
        entry.percents.setdefault(name, share)
    entry.extras = row.extras | entry.extras
    return conflicts


def _differ(known: Value, value: Value) -> bool:
    return fold(known) != fold(value) if isinstance(known, str) and isinstance(value, str) else known != value


def _warn_of_conflict(portfolio: Portfolio, entry: Entry, row: Row, name: str, known: Value, value: Value) -> None:
    if name in entry.conflicts:
        return
    entry.conflicts.add(name)
    shown = [f"{item:,.2f}" if isinstance(item, Decimal) else str(item)[:120] for item in (known, value)]
    reason = (
        f"las filas {entry.lines[0]} y {row.line} del código {entry.cui} no coinciden: «{shown[0]}» y «{shown[1]}»; "
        f"vale la primera"
    )
    title = portfolio.header.title(name) or portfolio.header.title("product")
    portfolio.notes.append(Note("warning", row.line, title, shown[1], reason, entry.cui))


def _duplicate(portfolio: Portfolio, entry: Entry, row: Row, conflicts: list[str]) -> Note:
    titles = [portfolio.header.title(name) or portfolio.header.title("product") for name in conflicts]
    why = f"con otro valor en {', '.join(f'«{title}»' for title in titles)}" if titles else "sin agregar ningún lugar"
    reason = f"el código ya está en la fila {entry.lines[0]}, {why}: se unieron"
    title = portfolio.header.title("cui") or portfolio.header.title("product")
    return Note("duplicate", row.line, title, row.cui, reason, row.cui)


def _finish(portfolio: Portfolio, unit: int) -> None:
    _settle_percents(portfolio)
    for entry in portfolio.entries.values():
        entry.is_multiprovincial = entry.is_multiprovincial or len(provinces_of(entry.places)) > 1
        _weigh_programme(portfolio, entry)
    _weigh_units(portfolio, unit)
    _weigh_places(portfolio)
    portfolio.notes.sort(key=lambda note: note.line)


def _settle_percents(portfolio: Portfolio) -> None:
    """A column whose unsigned values never pass 1 is of fractions: 0.45 is 45 %."""
    for name in PERCENTS:
        shares = [(entry, *entry.percents[name]) for entry in portfolio.entries.values() if name in entry.percents]
        unsigned = [number for _entry, number, signed in shares if not signed]
        fraction = bool(unsigned) and max(unsigned) <= 1 and any(number > 0 for number in unsigned)
        for entry, number, signed in shares:
            percent = as_percent(number, signed=signed, column_is_fraction=fraction)
            entry.values[name] = percent
            if percent > 100 or percent < 0:
                reason = f"el avance es {percent.normalize():f} %, fuera de 0 a 100: se conserva como está"
                title = portfolio.header.title(name)
                portfolio.notes.append(Note("warning", entry.lines[0], title, str(number), reason, entry.cui))


def _weigh_programme(portfolio: Portfolio, entry: Entry) -> None:
    """The years programmed should not add up to more than what is left to spend (law.md 2.5, rule 4)."""
    cost, accrued = entry.values.get("updated_cost"), entry.values.get("accrued")
    if not entry.programmed or not isinstance(cost, Decimal):
        return
    left = cost - (accrued if isinstance(accrued, Decimal) else Decimal(0))
    if entry.programmed > left:
        reason = f"lo programado ({entry.programmed:,.2f}) supera el costo menos lo devengado ({left:,.2f})"
        title = portfolio.header.title("updated_cost")
        portfolio.notes.append(Note("warning", entry.lines[0], title, f"{cost:,.2f}", reason, entry.cui))


def _weigh_units(portfolio: Portfolio, unit: int) -> None:
    for name, factor in portfolio.header.units.items():
        word = "miles" if factor == 1_000 else "millones"
        reason = f"la cabecera dice {word} de soles: los montos de la columna se multiplicaron por {factor:,}"
        title = portfolio.header.title(name)
        portfolio.notes.append(Note("warning", portfolio.header.line, title, title, reason))
    amounts = sorted(entry.amount for entry in portfolio.entries.values() if entry.amount)
    if unit == 1 and not portfolio.header.units and len(amounts) >= 5 and amounts[len(amounts) * 9 // 10] < 10_000:
        reason = "los montos son muy pequeños: si están en miles o millones de soles, indícalo al cargar el archivo"
        portfolio.notes.append(Note("warning", 0, "", "", reason))


def _weigh_places(portfolio: Portfolio) -> None:
    nowhere = sum(not entry.places for entry in portfolio.entries.values())
    if nowhere:
        reason = f"inversiones que no dicen en qué lugar están: {nowhere:,}"
        portfolio.notes.append(Note("warning", 0, "", "", reason))
