"""What a record of the portfolio means for a process: is it viable, where does it reach, which list is it in."""

from collections.abc import Iterable
from dataclasses import dataclass

MULTI = "MULTI"
_VIABLE = ("viable", "aprobad", "expediente", "ejecucion", "consistente")
_NOT_VIABLE = ("no viable", "no aprobad", "formulacion", "idea", "rechazad")


@dataclass(frozen=True)
class Reach:
    """Counts are the least there can be when `is_exact` is false (a place given above the district)."""

    districts: int
    provinces: int
    is_exact: bool
    list_key: str
    ubigeo: str


def is_viable(*, has_viable_date: bool, words: Iterable[str]) -> bool | None:
    """`words` are the state, situation and cycle stage, folded (lower case, no accents). None: it does not say."""
    if has_viable_date:
        return True
    said = [word for word in words if word]
    if any(sign in word for word in said for sign in _NOT_VIABLE):
        return False
    return True if any(sign in word for word in said for sign in _VIABLE) else None


def reach_of(ubigeos: Iterable[str], *, is_multiprovincial: bool) -> Reach:
    """From INEI codes of 2, 4 or 6 digits. A province without named districts counts as one district."""
    codes = set(ubigeos)
    districts = {code for code in codes if len(code) == 6}
    provinces = {code[:4] for code in codes if len(code) >= 4}
    vague = {code for code in codes if len(code) == 4} - {district[:4] for district in districts}
    is_exact = bool(districts) and all(len(code) == 6 for code in codes)
    known = len(provinces)
    if is_multiprovincial and known < 2:
        known, is_exact = 2, False
    key = next(iter(provinces)) if len(provinces) == 1 and not is_multiprovincial else MULTI
    ubigeo = next(iter(provinces)) if len(provinces) == 1 else (min(codes, default="")[:2])
    return Reach(len(districts) + len(vague), known, is_exact, key, ubigeo)
