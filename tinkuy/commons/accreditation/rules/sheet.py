"""A roster in a spreadsheet: which column is which, what each line says, what is wrong or doubtful in it.

Nothing is corrected in silence: a DNI of seven digits is proposed with its zero and a person says yes or no."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tinkuy.foundation.organizations.rules import clean_ruc, is_ruc, name_key
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.sheets.rules.cells import BadCell, Cell, calendar_date_of, text_of
from tinkuy.foundation.sheets.rules.headers import Columns

from ..text import find_header
from . import age_on, months_between

_SEATS = {"titular": "titular", "alterno": "alternate", "alterna": "alternate", "suplente": "alternate"}
_SEXES = {
    **dict.fromkeys(("f", "mujer", "femenino"), "female"),
    **dict.fromkeys(("m", "v", "hombre", "varon", "masculino"), "male"),
}
_SMALL = {"de", "del", "la", "el", "los", "las", "y", "e", "para", "en"}


@dataclass
class SheetRow:
    """`notes`: (column, reason). `is_bad`: cannot be registered; `is_doubtful`: a person must say that it is right."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    document_kind: str = ""
    document_number: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_bad: bool = False
    is_doubtful: bool = False

    def bad(self, column: str, reason: str) -> None:
        self.notes.append((column, reason))
        self.is_bad = True

    def doubt(self, column: str, reason: str) -> None:
        self.notes.append((column, reason))
        self.is_doubtful = True

    @property
    def name(self) -> str:
        parts = (self.values.get(key, "") for key in ("given_names", "paternal_surname", "maternal_surname"))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class SheetContext:
    """What the ordinance and the territory say. `provinces`: folded name → code; `districts`: (province, name)."""

    on: date
    provinces: dict[str, str]
    districts: dict[tuple[str, str], str]
    min_age: int = 18
    min_organization_months: int = 0
    allows_individuals: bool = True
    second_seat: str = "alternate"


def read_rows(rows: Iterable[Sequence[Cell]], context: SheetContext) -> Iterator[SheetRow]:
    """Each line with data under the header, as a row with its notes. `rows` starts at line 1 of the sheet."""
    head: list[Sequence[Cell]] = []
    columns: Columns | None = None
    for line, row in enumerate(rows, start=1):
        if columns is None or line <= columns.line:
            head.append(row)
            found = find_header(head)
            columns = found if found.is_enough else None
        elif any(text_of(cell) for cell in row):
            yield _read(columns, row, line, context)


def _read(columns: Columns, row: Sequence[Cell], line: int, context: SheetContext) -> SheetRow:
    out = SheetRow(line)
    for name in ("email", "phone", "post", "registry"):
        out.values[name] = text_of(columns.cell(row, name))[:80]
    _document(out, columns, row)
    _person(out, columns, row, context)
    _place(out, columns, row, context)
    _organization(out, columns, row, context)
    return out


def _document(out: SheetRow, columns: Columns, row: Sequence[Cell]) -> None:
    typed = re.sub(r"[\s.\-]", "", text_of(columns.cell(row, "document")))
    kind = fold(text_of(columns.cell(row, "document_kind")))
    is_ce = kind in ("ce", "carne de extranjeria", "carnet de extranjeria") or (not kind and len(typed) == 9)
    out.document_kind, out.document_number = ("ce" if is_ce else "dni"), typed.upper()
    if not typed:
        out.bad(_title(columns, "document"), "falta el documento")
    elif is_ce:
        if not re.fullmatch(r"[0-9A-Z]{9,12}", out.document_number):
            out.bad(_title(columns, "document"), "un carné de extranjería tiene de 9 a 12 cifras o letras")
    elif re.fullmatch(r"\d{7}", typed):
        out.document_number = f"0{typed}"
        out.doubt(
            _title(columns, "document"),
            f"tiene 7 cifras: parece que perdió el cero inicial; se propone 0···{typed[-4:]}",
        )
    elif not re.fullmatch(r"\d{8}", typed):
        out.bad(_title(columns, "document"), f"un DNI tiene 8 cifras y este tiene {len(typed)}")


def _person(out: SheetRow, columns: Columns, row: Sequence[Cell], context: SheetContext) -> None:
    names = {
        key: text_of(columns.cell(row, key))[:80] for key in ("paternal_surname", "maternal_surname", "given_names")
    }
    if not names["paternal_surname"]:
        names |= _split(text_of(columns.cell(row, "full_name")))
    out.values |= names
    if not names["paternal_surname"] or not names["given_names"]:
        out.bad(_title(columns, "full_name") or "Nombre", "faltan los apellidos o los nombres")
    sex = fold(text_of(columns.cell(row, "sex")))
    out.values["sex"] = _SEXES.get(sex, "other" if sex else "")
    born = _date(out, columns, row, "birth_date", required=True)
    if born and not 0 <= age_on(born, context.on) <= 110:
        out.bad(_title(columns, "birth_date"), "es una fecha de nacimiento imposible")
    elif born and age_on(born, context.on) < context.min_age:
        out.bad(_title(columns, "birth_date"), f"no cumple {context.min_age} años")
    out.values["birth_date"] = born.isoformat() if born else ""


def _split(full: str) -> dict[str, str]:
    """«Rojas Vela, Ana María» or «Rojas Vela Ana María»: two surnames first, as rosters write them."""
    surnames, comma, given = full.partition(",")
    words = surnames.split()
    if comma:
        return {
            "paternal_surname": " ".join(words[:1]),
            "maternal_surname": " ".join(words[1:]),
            "given_names": given.strip(),
        }
    return {
        "paternal_surname": " ".join(words[:1]),
        "maternal_surname": " ".join(words[1:2]),
        "given_names": " ".join(words[2:]),
    }


def _place(out: SheetRow, columns: Columns, row: Sequence[Cell], context: SheetContext) -> None:
    name = text_of(columns.cell(row, "province"))
    out.values["province_code"] = code = context.provinces.get(fold(name), "")
    district = fold(text_of(columns.cell(row, "district")))
    out.values["district_code"] = context.districts.get((code, district), "")
    if not code:
        out.bad(
            _title(columns, "province"),
            f"«{name}» no es una provincia de este proceso" if name else "falta la provincia",
        )
    elif district and not out.values["district_code"]:
        out.doubt(_title(columns, "district"), "no se reconoce el distrito: quedará solo la provincia")


def _organization(out: SheetRow, columns: Columns, row: Sequence[Cell], context: SheetContext) -> None:
    name, ruc = text_of(columns.cell(row, "organization"))[:200], clean_ruc(text_of(columns.cell(row, "ruc")))
    out.values |= {"organization": name, "ruc": ruc, "founded_on": "", "seat": "titular"}
    if not name:
        if not context.allows_individuals:
            out.bad(
                _title(columns, "organization") or "Organización", "en este proceso nadie se inscribe por su cuenta"
            )
        return
    if ruc and not is_ruc(ruc):
        out.bad(_title(columns, "ruc"), "el RUC no es válido")
    seat = fold(text_of(columns.cell(row, "seat")))
    out.values["seat"] = context.second_seat if _SEATS.get(seat) == "alternate" or "segund" in seat else "titular"
    founded = _date(out, columns, row, "founded_on")
    out.values["founded_on"] = founded.isoformat() if founded else ""
    months = context.min_organization_months
    if months and founded and months_between(founded, context.on) < months:
        out.bad(_title(columns, "founded_on"), f"la organización no tiene {months} meses de vida")
    elif months and not founded and not out.is_bad:
        out.doubt(
            _title(columns, "founded_on") or "Fundación", f"no dice su fecha de fundación y se piden {months} meses"
        )


def _date(out: SheetRow, columns: Columns, row: Sequence[Cell], name: str, *, required: bool = False) -> date | None:
    try:
        found = calendar_date_of(columns.cell(row, name))
    except BadCell as error:
        out.bad(_title(columns, name), str(error))
        return None
    if found is None and required:
        out.bad(_title(columns, name), "falta la fecha")
    return found


def _title(columns: Columns, name: str) -> str:
    return columns.title(name)


def compare_rows(rows: Sequence[SheetRow]) -> None:
    """What only shows side by side: a person twice, twins under two documents, a seat twice, an organisation under
    two spellings."""
    seen: dict[tuple[str, str], int] = {}
    seats: dict[tuple[str, str, str], int] = {}
    twins: dict[tuple[str, str], list[SheetRow]] = {}
    spellings: dict[tuple[str, str], dict[str, list[SheetRow]]] = {}
    for row in rows:
        document = (row.document_kind, row.document_number)
        if row.document_number and document in seen:
            row.bad("Documento", f"la misma persona está en la fila {seen[document]}: nadie va en dos listas")
            continue
        seen[document] = row.line
        twins.setdefault((fold(row.name), row.values.get("birth_date", "")), []).append(row)
        if row.values.get("organization"):
            _seat(row, seats)
            place = row.values["province_code"]
            named = spellings.setdefault((skeleton(row.values["organization"]), place), {})
            named.setdefault(name_key(row.values["organization"]), []).append(row)
    _flag_twins(twins)
    _flag_spellings(spellings)


def _seat(row: SheetRow, seats: dict[tuple[str, str, str], int]) -> None:
    key = (row.values["ruc"] or name_key(row.values["organization"]), row.values["province_code"], row.values["seat"])
    if key in seats:
        row.bad("Puesto", f"la organización ya tiene a esa persona en ese puesto en la fila {seats[key]}")
    seats.setdefault(key, row.line)


def _flag_twins(twins: dict[tuple[str, str], list[SheetRow]]) -> None:
    for (name, born), rows in twins.items():
        if len(rows) > 1 and name and born:
            lines = ", ".join(str(one.line) for one in rows)
            for one in rows:
                one.doubt(
                    "Documento",
                    f"mismo nombre y nacimiento, otro documento (filas {lines}): ¿es una persona con DNI y CE?",
                )


def _flag_spellings(spellings: dict[tuple[str, str], dict[str, list[SheetRow]]]) -> None:
    for named in spellings.values():
        if len(named) < 2:
            continue
        names = " / ".join(f"«{rows[0].values['organization']}»" for rows in named.values())
        for rows in named.values():
            for one in rows:
                one.doubt("Organización", f"parece la misma escrita de dos maneras: {names}")


def skeleton(name: str) -> str:
    """What is left of a name spelled another way: «Rondas Campesinas Chota», «Ronda campesina de Chota»."""
    words = [word.rstrip("s") for word in name_key(name).split() if word not in _SMALL]
    return " ".join(sorted(map(_sound, words)))


def _sound(word: str) -> str:
    """As it is heard: b and v, s and z, the h, doubled letters."""
    alike = word.replace("v", "b").replace("z", "s").replace("h", "")
    return re.sub(r"([a-z])\1+", r"\1", re.sub("c(?=[ei])", "s", alike))
