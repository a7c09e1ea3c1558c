"""Where an investment is, by INEI code or by names: «10401.0» is district 010401, «MULTIPROVINCIAL» is no place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tinkuy.foundation.shared.text import fold

from .cells import Cell, text_of

_WHOLE = re.compile(r"^-? ?(todos|todas|varios|varias|general|multi ?(provincial|distrital|departamental).*)\b ?-?$")
_LEVELS = {2: "department", 4: "province", 6: "district"}
_NAMED = (("department", 2), ("province", 4), ("district", 6))
_CODED = (("ubigeo", 6), ("province_code", 4), ("department_code", 2))
_PREFIX = re.compile(
    r"^(departamento|region|gobierno regional|provincia constitucional|provincia|distrito|dpto|prov|dist)"
    r"\b\.?( del?)?( l[ao]s?)? "
)


class Catalogue:
    """The places of the country: INEI code (2, 4 or 6 digits) → name."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self._codes: dict[tuple[int, str], list[str]] = {}
        for code, name in names.items():
            self._codes.setdefault((len(code), _bare(name)), []).append(code)

    def __contains__(self, code: object) -> bool:
        return code in self.names

    def named(self, name: str, *, digits: int, within: str, near: str = "") -> str:
        """The code of the only place of that level with that name inside `within`; of several, the one in `near`.
        Empty when there is none or it cannot be told."""
        found = [code for code in self._codes.get((digits, _bare(name)), []) if code.startswith(within)]
        if len(found) > 1:
            found = [code for code in found if near and code.startswith(near)]
        return found[0] if len(found) == 1 else ""


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", _PREFIX.sub("", fold(name).strip(" -.") + " ")).strip()


@dataclass(frozen=True)
class Unknown:
    """A place as it is written, which the catalogue does not have."""

    field: str
    value: str


@dataclass
class Where:
    """What a row says of its place: codes without repetition, the widest only where nothing narrower is said."""

    codes: list[str] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    is_multiprovincial: bool = False

    def add(self, code: str) -> None:
        if code and not any(known.startswith(code) for known in self.codes):
            self.codes.append(code)


def read_places(cells: Mapping[str, Cell], catalogue: Catalogue, *, near: str = "") -> Where:
    """`cells`: the row's place columns by field. Codes come first; names are read where no code is known; `near` is
    the department of the entity, for names that several departments have."""
    where = Where()
    texts = {name: text_of(cell) for name, cell in cells.items()}
    where.is_multiprovincial = any("multiprovincial" in fold(text).replace(" ", "") for text in texts.values())
    for name, digits in _CODED:
        for piece in _pieces(texts.get(name, ""), extra=",; "):
            _add_code(where, name, piece, digits, catalogue)
    if not any(len(code) > 2 for code in where.codes):
        _add_names(where, texts, catalogue, near)
    if where.is_multiprovincial and near:
        where.add(near)
    return where


def _pieces(text: str, *, extra: str = ";") -> list[str]:
    return [piece.strip() for piece in re.split(f"[|/{extra}\\n]+", text) if piece.strip()]


def _add_code(where: Where, name: str, piece: str, digits: int, catalogue: Catalogue) -> None:
    code = normal_code(piece, digits=digits)
    if code in catalogue:
        where.add(code)
    elif not _WHOLE.match(fold(piece)):
        where.unknown.append(Unknown(name, piece))


def normal_code(text: str, *, digits: int) -> str:
    """«10401.0» is 010401, «010000» the department 01, «10400» the province 0104. Empty when it is not a number.

    >>> normal_code("10401.0", digits=6), normal_code("010000", digits=6), normal_code("601", digits=4)
    ('010401', '01', '0601')
    """
    number = re.sub(r"\.0+$", "", text)
    if not re.fullmatch(r"\d{1,6}", number, re.ASCII):
        return ""
    padded = number.zfill(max(len(number) + len(number) % 2, min(digits, 2)))
    return re.sub(r"^(\d\d)(?:0000|00)$|^(\d{4})00$", lambda found: found[1] or found[2], padded)


def _add_names(where: Where, texts: Mapping[str, str], catalogue: Catalogue, near: str) -> None:
    """Each level inside the one above. A department alone counts when nothing narrower is written."""
    within = where.codes[0] if where.codes else ""
    for name, digits in _NAMED:
        written = [piece for piece in _pieces(texts.get(name, ""), extra=";,") if not _WHOLE.match(fold(piece))]
        found = [catalogue.named(piece, digits=digits, within=within, near=near) for piece in written]
        where.unknown += [Unknown(name, piece) for piece, code in zip(written, found, strict=True) if not code]
        for code in found:
            _replace_wider(where, code)
        if len(written) == 1 and found[0]:
            within = found[0]
    if not where.codes:
        _add_location(where, texts.get("location", ""), catalogue, near)


def _replace_wider(where: Where, code: str) -> None:
    if code:
        where.codes = [known for known in where.codes if not code.startswith(known)]
        where.add(code)


def _add_location(where: Where, text: str, catalogue: Catalogue, near: str) -> None:
    """A single column with «Chota», «Cajamarca - Chota - Tacabamba» or «MULTIPROVINCIAL»."""
    steps = [step for step in re.split(r"\s*[-/,>]\s*", text) if step and not _WHOLE.match(fold(step))]
    if not steps:
        return
    whole = _path(steps, catalogue, near) or _path(steps[::-1], catalogue, near)
    if whole:
        where.add(whole)
    else:
        where.unknown.append(Unknown("location", text))


def _path(steps: list[str], catalogue: Catalogue, near: str) -> str:
    """The code of the last step, each inside the one before; a lone name is a province before a department."""
    if len(steps) == 1:
        options = (catalogue.named(steps[0], digits=digits, within="", near=near) for digits in (4, 2, 6))
        return next((code for code in options if code), "")
    code = ""
    for step in steps:
        wider = [digits for digits in _LEVELS if digits > len(code)]
        found = (catalogue.named(step, digits=digits, within=code, near=near) for digits in wider)
        code = next((item for item in found if item), "")
        if not code:
            return ""
    return code


def provinces_of(codes: Iterable[str]) -> set[str]:
    return {code[:4] for code in codes if len(code) >= 4}


def in_words(codes: Iterable[str], names: Mapping[str, str]) -> str:
    """«Tacabamba (Chota)», «Jaén y San Ignacio», «14 lugares de Chota, Cutervo y Jaén»; empty when none is known."""
    known = [code for code in sorted(codes) if code in names]
    if len(known) == 1 and len(known[0]) > 2:
        return f"{names[known[0]]} ({names.get(known[0][:-2], '')})"
    if len(known) <= 3:
        return _listed([names[code] for code in known])
    provinces = sorted(provinces_of(known))
    if len(provinces) > 3:
        return f"{len(known)} lugares de {len(provinces)} provincias"
    return f"{len(known)} lugares de {_listed([names.get(code, code) for code in provinces])}"


def _listed(words: list[str]) -> str:
    return " y ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
