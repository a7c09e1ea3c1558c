"""Maps are drawn from the shipped boundaries: complete, light, and with one border between two neighbours."""

import re

import pytest

from tinkuy.foundation.territory.drawings import parts_of


@pytest.mark.parametrize(("code", "count"), [("", 25), ("06", 13), ("0604", 19), ("07", 1)])
def test_every_part_is_drawn_once(code, count):
    codes = [outline.code for outline in parts_of(code).outlines]
    assert (len(codes), len(set(codes))) == (count, count)


def test_a_place_without_parts_is_an_empty_drawing():
    assert parts_of("99").outlines == ()


def test_the_provinces_of_cajamarca_weigh_under_four_kilobytes():
    assert sum(len(outline.path) for outline in parts_of("06").outlines) < 4096


def test_paths_hold_only_numbers_and_stay_inside_the_drawing():
    drawing = parts_of("06")
    for outline in drawing.outlines:
        assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", outline.path)
        assert 0 < outline.label_x < drawing.width
        assert 0 < outline.label_y < drawing.height


def test_neighbours_share_their_border():
    """Each inner edge is drawn by exactly two provinces; were borders thinned apart, edges would not pair."""
    edges: dict[frozenset, int] = {}
    for outline in parts_of("06").outlines:
        for start_x, start_y, steps in re.findall(r"M(\d+) (\d+)l([-\d ]+)z", outline.path):
            numbers = [int(n) for n in re.findall(r"-?\d+", steps)]
            points = [(int(start_x), int(start_y))]
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                points.append((points[-1][0] + dx, points[-1][1] + dy))
            for edge in zip(points, [*points[1:], points[0]], strict=True):
                edges[frozenset(edge)] = edges.get(frozenset(edge), 0) + 1
    assert max(edges.values()) == 2
    assert sum(count == 2 for count in edges.values()) > 100
