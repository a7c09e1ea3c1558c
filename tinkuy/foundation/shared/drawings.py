"""The woven band of a process: an Andean belt drawn from its short code. The same code always gives the same band.

Five figures, mirrored at the middle, come from the code's hash; the two rows of beads along the edges *are* the code,
five stitches a letter, so no two codes weave the same band."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from itertools import groupby

from tinkuy.foundation.shared.text import ALPHABET

Figure = Callable[[int, int], int]
WIDTH, HEIGHT = 61, 17
_REACH = 5  # a figure is 11 by 11 stitches around its centre
_PITCH = 12
_BEADS = 30
COLORS = (1, 2, 3, 4)


def stitches(code: str) -> list[list[int]]:
    """Rows of colours, 17 by 61; 0 is the bare cloth, 1 to 4 the threads."""
    seed = hashlib.sha256(code.encode()).digest()
    threads = _shuffled(seed[:4])
    figures = [_FIGURES[seed[4 + place] % len(_FIGURES)] for place in range(3)]
    beads = _mirrored([bit * threads[2] for bit in _bits(code)], middle=threads[3])
    edge, bare = [threads[0]] * WIDTH, [0] * WIDTH
    middle = [[_stitch(figures, threads, x, y) for x in range(WIDTH)] for y in range(-_REACH, _REACH + 1)]
    return [edge, beads, bare, *middle, bare, beads, edge]


@lru_cache(maxsize=4096)
def paths(code: str) -> list[tuple[int, str]]:
    """(thread, SVG path) for each thread in use; each run of equal stitches is one stroke along its row."""
    rows = stitches(code)
    drawn = ((color, "".join(_strokes(row, y, color) for y, row in enumerate(rows))) for color in COLORS)
    return [(color, path) for color, path in drawn if path]


def _strokes(row: list[int], y: int, color: int) -> str:
    out, pen, x = "", None, 0
    for value, run in groupby(row):
        length = len(list(run))
        if value == color:
            out += f"M{x} {y}h{length}" if pen is None else f"m{x - pen} 0h{length}"
            pen = x + length
        x += length
    return out


def _stitch(figures: list[Figure], threads: list[int], x: int, y: int) -> int:
    place, across = divmod(x - 1, _PITCH)
    if not 0 <= place < 5 or across > 2 * _REACH:
        return 0
    dx = across - _REACH
    mirrored = place > 2
    figure = figures[4 - place if mirrored else place]
    color = figure(-dx if mirrored else dx, y)
    return threads[color - 1] if color else 0


def _mirrored(half: list[int], *, middle: int) -> list[int]:
    return [*half, middle, *reversed(half)]


def _bits(code: str) -> list[int]:
    """Thirty stitches: the letters of a code of six, five bits each; anything else by its hash."""
    if len(code) == 6 and all(letter in ALPHABET for letter in code):
        number = sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(reversed(code)))
    else:
        number = int.from_bytes(hashlib.sha256(b"beads" + code.encode()).digest()[:4], "big")
    return [number >> place & 1 for place in reversed(range(_BEADS))]


def _shuffled(seed: bytes) -> list[int]:
    left = list(COLORS)
    return [left.pop(byte % len(left)) for byte in seed]


# Figures: a function of the distance to the centre that says the thread (0: none) ---------------------------------


def _eye(x: int, y: int) -> int:
    """Ñawi: rings of a rhombus, and the corners of its neighbours."""
    ring = abs(x) + abs(y)
    return (3, 3, 0, 2, 2, 1, 0, 0, 4, 4, 4)[ring]


def _cross(x: int, y: int) -> int:
    """Chakana, the stepped cross."""
    near, far = sorted((abs(x), abs(y)))
    if far <= 1:
        return 3
    inside = (far <= 5 and near <= 1) or (far <= 3 and near <= 3)
    if not inside:
        return 4 if near >= 5 else 0
    return 2 if (far <= 4 and near == 0) or (far <= 2 and near <= 2) else 1


def _hourglass(x: int, y: int) -> int:
    if abs(abs(x) - abs(y)) <= 1:
        return 1 if abs(x) + abs(y) > 2 else 3
    if abs(y) > abs(x) + 2:
        return 2
    return 4 if abs(x) > abs(y) + 3 else 0


def _mountains(x: int, y: int) -> int:
    return (1, 1, 0, 2, 2, 0, 3, 0)[(abs(x) + y + _REACH) % 8]


def _seeds(x: int, y: int) -> int:
    """Four small rhombi around a fifth."""
    if abs(x) + abs(y) <= 1:
        return 3
    ring = abs(abs(x) - 3) + abs(abs(y) - 3)
    return (4, 1, 1, 0, 0, 0, 0)[ring]


def _field(x: int, y: int) -> int:
    """A terrace seen from above: square in square."""
    return (3, 3, 0, 2, 0, 1)[max(abs(x), abs(y))]


def _drawn(*rows: str) -> Figure:
    return lambda x, y: int(rows[y + _REACH][x + _REACH].replace(".", "0"))


_llama = _drawn(
    "...........",
    "........1.1",
    "........111",
    "........11.",
    "4.......11.",
    ".111331111.",
    ".111331111.",
    ".11133111..",
    ".11111111..",
    "..1.1..1.1.",
    "..1.1..1.1.",
)
_hook = _drawn(
    "11111111111",
    "1.........1",
    "1.2222222.1",
    "1.2.....2.1",
    "1.2.333.2.1",
    "1.2.3.3.2.1",
    "1.2...3.2.1",
    "1.22223.2.1",
    "1.......2.1",
    "111111112.1",
    "4444444...1",
)
_bird = _drawn(
    "....22.....",
    "...2112....",
    "..311112...",
    "....1111...",
    "4...11111..",
    "44.11111111",
    "4441133111.",
    ".44113311..",
    "..4411111..",
    ".....1.1...",
    "....11.11..",
)
_FIGURES: tuple[Figure, ...] = (_eye, _cross, _hourglass, _mountains, _seeds, _field, _llama, _hook, _bird)
