"""Elections as text: the Pabulib format (three sections META, PROJECTS, VOTES; `;` between cells, quotes as in CSV).

The reader is kind to what real files have (BOM, CRLF, sections and columns of their own) and strict with what would
change a count: a vote for an unknown project, a project twice, an amount that is not one. Its errors name the line.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

SECTIONS = ("META", "PROJECTS", "VOTES")
POINT_TYPES = frozenset({"cumulative", "scoring"})
VOTE_TYPES = frozenset({"approval", "choose-1", "ordinal", "knapsack"}) | POINT_TYPES
_CELL = re.compile(r"[;\"\r\n]")


class MalformedElection(ValueError):
    """The file cannot be counted; the message says why and where, in Spanish."""

    def __init__(self, sentence: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(f"Línea {line}: {sentence}" if line else sentence)


@dataclass(frozen=True)
class Project:
    id: str
    cost: Decimal
    name: str = ""
    was_selected: bool | None = None
    extras: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vote:
    """What somebody chose: in an ordinal vote, the best first; `points` runs parallel to `choices` or is empty."""

    voter: str
    choices: tuple[str, ...]
    points: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class Election:
    budget: Decimal
    vote_type: str
    projects: Mapping[str, Project]
    votes: tuple[Vote, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_election(raw: bytes | str) -> Election:
    """The election in the file's bytes. Raises MalformedElection."""
    text, warnings = _decode(raw)
    meta: dict[str, str] = {}
    projects: dict[str, Project] = {}
    votes: list[Vote] = []
    seen: set[str] = set()
    for section, line, row in _rows(text, warnings):
        seen.add(section)
        if section == "META":
            meta[row["key"].strip().lower()] = row["value"].strip()
        elif section == "PROJECTS":
            project = _project(row, line)
            if project.id in projects:
                raise MalformedElection(f"el proyecto «{project.id}» está dos veces.", line)
            projects[project.id] = project
        else:
            votes.append(_vote(row, line, projects, _vote_type(meta, row)))
    if "META" not in seen or not projects:
        raise MalformedElection("No es un archivo Pabulib: faltan las secciones META o PROJECTS.")
    vote_type = _vote_type(meta, {"points": ""} if any(vote.points for vote in votes) else {})
    _compare_counts(meta, projects, votes, warnings)
    return Election(_budget(meta), vote_type, projects, tuple(votes), meta, tuple(warnings))


def write_election(
    *,
    meta: Mapping[str, object],
    projects: Iterable[Mapping[str, object]],
    votes: Iterable[Mapping[str, object]],
    project_columns: tuple[str, ...],
    vote_columns: tuple[str, ...] = ("voter_id", "vote"),
) -> Iterator[str]:
    """The file's lines, each with its line feed. Cells are quoted only where they must be."""
    yield "META\nkey;value\n"
    for key, value in meta.items():
        yield _line((key, value))
    for title, columns, rows in (("PROJECTS", project_columns, projects), ("VOTES", vote_columns, votes)):
        yield f"{title}\n{_line(columns)}"
        for row in rows:
            yield _line(row.get(column, "") for column in columns)


def _line(cells: Iterable[object]) -> str:
    return ";".join(_cell(cell) for cell in cells) + "\n"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if _CELL.search(text) else text


def _decode(raw: bytes | str) -> tuple[str, list[str]]:
    if isinstance(raw, str):
        return raw.lstrip("\ufeff"), []
    if b"\0" in raw:
        raise MalformedElection("No es un archivo de texto.")
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return raw.decode("latin-1"), ["El archivo no está en UTF-8; se leyó como Latin-1."]


def _rows(text: str, warnings: list[str]) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Section, line number and cells by column, in the order of the file; sections nobody knows are passed over."""
    section, header, start = "", None, 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for cells in _parsed(reader):
        line, start = start + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        _refuse_swallowed_sections(cells, line)
        title = cells[0].strip().lstrip("\ufeff")
        if _opens_section(title, cells, header):
            section, header = title.upper(), None
            if section not in SECTIONS:
                warnings.append(f"Línea {line}: la sección «{title}» no se conoce y no se leyó.")
        elif not section:
            raise MalformedElection("antes de esto falta el título de la sección (META).", line)
        elif section in SECTIONS and header is None:
            header = _header(cells, section, line)
        elif section in SECTIONS:
            yield section, line, dict(zip(header or (), (cell.strip() for cell in cells), strict=False))


def _parsed(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise MalformedElection(f"no se puede leer ({error}).") from error


def _opens_section(title: str, cells: list[str], header: list[str] | None) -> bool:
    if any(cell.strip() for cell in cells[1:]):
        return False
    if title.upper() in SECTIONS:
        return True
    return len(cells) == 1 and header is not None and re.fullmatch(r"[A-Z][A-Z_ ]{3,}", title) is not None


def _refuse_swallowed_sections(cells: list[str], line: int) -> None:
    for cell in cells:
        if "\n" in cell and any(part.strip() in SECTIONS for part in cell.splitlines()):
            raise MalformedElection("hay unas comillas que se abren y no se cierran.", line)


def _header(cells: list[str], section: str, line: int) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    needed = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("vote",)}[section]
    missing = [name for name in needed if name not in names]
    if missing:
        raise MalformedElection(f"a la sección {section} le falta la columna «{missing[0]}».", line)
    return names


def _project(row: Mapping[str, str], line: int) -> Project:
    identifier = row.get("project_id", "")
    if not identifier:
        raise MalformedElection("hay un proyecto sin identificador.", line)
    selected = row.get("selected", "")
    return Project(
        id=identifier,
        cost=_amount(row.get("cost", ""), f"el costo del proyecto «{identifier}»", line),
        name=row.get("name", ""),
        was_selected=selected != "0" if selected else None,
        extras={key: value for key, value in row.items() if key not in ("project_id", "cost", "name", "selected")},
    )


def _vote(row: Mapping[str, str], line: int, projects: Mapping[str, Project], vote_type: str) -> Vote:
    choices = tuple(part.strip() for part in row.get("vote", "").split(",") if part.strip())
    for choice in choices:
        if choice not in projects:
            raise MalformedElection(f"el voto nombra el proyecto «{choice}», que no está en la lista.", line)
    if len(set(choices)) != len(choices):
        raise MalformedElection("el voto nombra dos veces el mismo proyecto.", line)
    if vote_type == "choose-1" and len(choices) > 1:
        raise MalformedElection("el voto nombra más de un proyecto y la votación es de uno solo.", line)
    return Vote(row.get("voter_id", ""), choices, _points(row, choices, line) if vote_type in POINT_TYPES else ())


def _points(row: Mapping[str, str], choices: tuple[str, ...], line: int) -> tuple[Decimal, ...]:
    cells = [part for part in row.get("points", "").split(",") if part.strip()]
    if len(cells) != len(choices):
        raise MalformedElection(f"el voto tiene {len(choices)} proyectos y {len(cells)} puntajes.", line)
    try:
        return tuple(Decimal(cell.strip()) for cell in cells)
    except InvalidOperation as error:
        raise MalformedElection(f"«{row['points']}» no son puntajes.", line) from error


def _vote_type(meta: Mapping[str, str], row: Mapping[str, str]) -> str:
    vote_type = meta.get("vote_type", "").lower() or ("cumulative" if "points" in row else "approval")
    if vote_type not in VOTE_TYPES:
        raise MalformedElection(f"No se sabe contar votos de tipo «{vote_type}».")
    return vote_type


def _budget(meta: Mapping[str, str]) -> Decimal:
    if "budget" not in meta:
        raise MalformedElection("Falta el presupuesto («budget») en la sección META.")
    return _amount(meta["budget"], "el presupuesto", None)


def _amount(text: str, what: str, line: int | None) -> Decimal:
    plain = text.strip().replace("\u00a0", "").replace(" ", "")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        raise MalformedElection(f"{what} no es un monto: «{text}».", line)
    return Decimal(plain)


def _compare_counts(
    meta: Mapping[str, str], projects: Mapping[str, Project], votes: list[Vote], warnings: list[str]
) -> None:
    for key, what, found in (("num_projects", "proyectos", len(projects)), ("num_votes", "votos", len(votes))):
        if meta.get(key, str(found)) != str(found):
            warnings.append(f"META dice {meta[key]} {what} y el archivo tiene {found}.")
