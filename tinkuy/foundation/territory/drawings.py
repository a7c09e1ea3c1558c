"""Boundaries as SVG paths: projected, thinned so that neighbours keep one common border, a few kilobytes a map."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import cos, radians

from .readers import Area, Grid, Point, Ring, boundaries

WIDTH = 600
# How far, in units of the drawing, a thinned border may leave the true one.
TOLERANCE = 1.6
_LAYERS = {2: "departments", 4: "provinces", 6: "districts"}


@dataclass(frozen=True)
class Outline:
    """A place on the map: its path (the `d` of an SVG path), where its name goes and how wide it may be."""

    code: str
    name: str
    path: str
    label_x: int
    label_y: int
    label_room: int


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    outlines: tuple[Outline, ...]

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width} {self.height}"


def parts_of(code: str) -> Drawing:
    """The country by department (""), a department by province ("06"), a province by district ("0604")."""
    return drawing(_LAYERS[len(code) + 2], within=code)


def drawing(layer: str, *, within: str = "", only: tuple[str, ...] = ()) -> Drawing:
    """The areas of a layer whose code starts with `within`, or those named."""
    return _drawing(layer, within, tuple(sorted(only)))


@cache
def _drawing(layer: str, within: str, only: tuple[str, ...]) -> Drawing:
    grid, areas = boundaries(layer)
    chosen = [area for area in areas if (area.code in only if only else area.code.startswith(within))]
    if not chosen:
        return Drawing(WIDTH, WIDTH, ())
    projected, height = _project(chosen, grid)
    thinned = _thin(projected)
    outlines = [_outline(area, rings) for area, rings in zip(chosen, thinned, strict=True)]
    return Drawing(WIDTH, height, tuple(sorted(outlines, key=lambda outline: outline.code)))


def _project(areas: list[Area], grid: Grid) -> tuple[list[list[Ring]], int]:
    """Equirectangular, with east-west shortened by the cosine of the middle latitude: shapes look as they are."""
    points = [point for area in areas for ring in area.rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    squeeze = cos(radians(grid.y0 + grid.dy * (bottom + top) / 2)) * grid.dx
    scale = (WIDTH - 4) / max((right - left) * squeeze, (top - bottom) * grid.dy * 0.8)
    margin = (WIDTH - (right - left) * squeeze * scale) / 2

    def place(point: Point) -> Point:
        x, y = point
        return round(margin + (x - left) * squeeze * scale), round(2 + (top - y) * grid.dy * scale)

    height = round((top - bottom) * grid.dy * scale) + 4
    return [[_without_repeats([place(point) for point in ring]) for ring in area.rings] for area in areas], height


def _without_repeats(ring: Ring) -> Ring:
    return [point for index, point in enumerate(ring) if index == 0 or point != ring[index - 1]]


def _thin(areas: list[list[Ring]]) -> list[list[Ring]]:
    """Thins each stretch of border between two junctions once, so that both neighbours draw the same line."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for rings in areas:
        for ring in rings:
            for one, other in zip(ring, ring[1:], strict=False):
                neighbours[one].add(other)
                neighbours[other].add(one)
    junctions = {point for point, others in neighbours.items() if len(others) > 2}
    thinned = [[_thin_ring(ring, junctions) for ring in rings if len(ring) > 3] for rings in areas]
    return [
        [ring for ring in rings if len(ring) > 3] or [max(before, key=len)]
        for rings, before in zip(thinned, areas, strict=True)
    ]


def _thin_ring(ring: Ring, junctions: set[Point]) -> Ring:
    ring = ring[:-1] if ring[0] == ring[-1] else ring
    start = next((i for i, point in enumerate(ring) if point in junctions), ring.index(min(ring)))
    ring = [*ring[start:], *ring[:start], ring[start]]
    result, stretch = [ring[0]], [ring[0]]
    for point in ring[1:]:
        stretch.append(point)
        if point in junctions or point == ring[0]:
            result += _thin_stretch(stretch)[1:]
            stretch = [point]
    return result


def _thin_stretch(stretch: Ring) -> Ring:
    """The same answer in both directions; a closed stretch is cut at its farthest point first."""
    if len(stretch) < 3:
        return stretch
    if stretch[0] == stretch[-1]:
        far = max(range(len(stretch)), key=lambda i: (_gap(stretch[0], stretch[i]), stretch[i]))
        return [*_thin_stretch(stretch[: far + 1]), *_thin_stretch(stretch[far:])[1:]] if far > 0 else stretch[:1]
    if stretch[0] > stretch[-1]:
        return _douglas_peucker(stretch[::-1])[::-1]
    return _douglas_peucker(stretch)


def _douglas_peucker(points: Ring) -> Ring:
    if len(points) < 3:
        return points
    first, last = points[0], points[-1]
    far, distance = 0, -1.0
    for index in range(1, len(points) - 1):
        away = _distance(points[index], first, last)
        if away > distance:
            far, distance = index, away
    if distance <= TOLERANCE:
        return [first, last]
    return [*_douglas_peucker(points[: far + 1]), *_douglas_peucker(points[far:])[1:]]


def _distance(point: Point, first: Point, last: Point) -> float:
    """From a point to the straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, first, last
    length = _gap(first, last)
    return abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length if length else _gap(point, first)


def _gap(one: Point, other: Point) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def _outline(area: Area, rings: list[Ring]) -> Outline:
    room, x, y = _label_place(max(rings, key=lambda ring: abs(_twice_area(ring))))
    return Outline(area.code, area.name, "".join(_path(ring) for ring in rings), x, y, room)


def _path(ring: Ring) -> str:
    """Relative steps: shorter than absolute ones."""
    (x, y), steps = ring[0], []
    for next_x, next_y in ring[1:-1]:
        steps.append(f"{next_x - x} {next_y - y}")
        x, y = next_x, next_y
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _twice_area(ring: Ring) -> int:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False))


def _label_place(ring: Ring) -> tuple[int, int, int]:
    """Room, x and y, inside the place, where a line of text has most room: the widest stretch near its centre."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, 0, *ring[0])
    for ninth in range(2, 8):
        y = top + (bottom - top) * ninth / 9 + 0.01
        crossings = sorted(_crossings(ring, y))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            worth = (right - left) * (1 - abs(ninth - 4.5) / 9)
            best = max(best, (worth, round(right - left), round((left + right) / 2), round(y)))
    return best[1:]


def _crossings(ring: Ring, y: float) -> list[float]:
    return [
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(ring, ring[1:], strict=False)
        if (y1 < y) != (y2 < y)
    ]
