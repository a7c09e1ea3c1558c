"""The files shipped in `data/` (their origin is in data/SOURCE.md): places with their figures, and boundaries."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
Point = tuple[int, int]
Ring = list[Point]


@dataclass(frozen=True)
class PlaceRow:
    """A line of a file; `parent` is the code of what it lies in. None is not known."""

    code: str
    parent: str
    reniec_code: str
    name: str
    capital: str
    population: int | None
    area_km2: Decimal | None
    poverty_pct: Decimal | None
    extreme_poverty_pct: Decimal | None
    hdi: Decimal | None


@dataclass(frozen=True)
class Area:
    """The rings of a place in the grid of the boundaries file (holes are rings too: the drawing fills even-odd)."""

    code: str
    name: str
    rings: list[Ring]


@dataclass(frozen=True)
class Grid:
    """How a point of the grid becomes degrees: longitude = x0 + dx·x, latitude = y0 + dy·y."""

    x0: float
    y0: float
    dx: float
    dy: float


def departments() -> Iterator[PlaceRow]:
    return _places("departments.csv", code="department_code", parent="", year="2020", extreme_year="2020", digits=2)


def provinces() -> Iterator[PlaceRow]:
    return _places(
        "provinces.csv", code="province_code", parent="department_code", year="2018", extreme_year="2013", digits=4
    )


def districts() -> Iterator[PlaceRow]:
    return _places("districts.csv", code="ubigeo", parent="province_code", year="2018", extreme_year="2013", digits=6)


def _places(file: str, *, code: str, parent: str, year: str, extreme_year: str, digits: int) -> Iterator[PlaceRow]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield PlaceRow(
                code=row[code],
                parent=row[parent] if parent else "",
                reniec_code=row["ubigeo_reniec"][:digits],
                name=row["name"],
                capital=row["capital"],
                population=int(row["population_total_2025"]) if row["population_total_2025"] else None,
                area_km2=_decimal(row["area_km2"]),
                poverty_pct=_decimal(row[f"poverty_pct_{year}"]),
                extreme_poverty_pct=_decimal(row[f"extreme_poverty_pct_{extreme_year}"]),
                hdi=_decimal(row["hdi_2019"]),
            )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@cache
def boundaries(layer: str) -> tuple[Grid, list[Area]]:
    """The areas of a layer: «departments», «provinces» or «districts»."""
    topology = json.loads((DATA / "boundaries.topojson").read_text(encoding="utf-8"))
    (dx, dy), (x0, y0) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [_absolute(arc) for arc in topology["arcs"]]
    key = {"departments": "department_code", "provinces": "province_code", "districts": "ubigeo"}[layer]
    areas = [
        Area(shape["properties"][key], shape["properties"]["name"], _rings(shape, arcs))
        for shape in topology["objects"][layer]["geometries"]
    ]
    return Grid(x0, y0, dx, dy), areas


def _absolute(arc: list[list[int]]) -> Ring:
    points, x, y = [], 0, 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        points.append((x, y))
    return points


def _rings(shape: dict, arcs: list[Ring]) -> list[Ring]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [_joined(ring, arcs) for polygon in polygons for ring in polygon]


def _joined(numbers: list[int], arcs: list[Ring]) -> Ring:
    """A negative number is an arc walked backwards (TopoJSON 2.1.4); each arc starts where the last one ended."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points
