"""The compositions that the laws give, as data with their source."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .enums import Sector
from .rules import society_seats

_FILE = Path(__file__).parent / "data" / "templates.json"


@dataclass(frozen=True)
class SeatPlan:
    title: str
    sector: str
    filled_by: str
    ubigeo: str = ""
    proposed_by: str = ""


@cache
def templates() -> dict[str, dict[str, Any]]:
    return {row["key"]: row for row in json.loads(_FILE.read_text())}


def seat_plans(template: dict[str, Any], *, provinces: dict[str, str], districts: dict[str, str]) -> list[SeatPlan]:
    """The seats of a template in a territory (code -> name). The number of society is what the law's share gives."""
    plans: list[SeatPlan] = []
    for row in template["seats"]:
        places = {"province": provinces, "district": districts}.get(row.get("repeat"))
        if places is not None:
            plans += [_plan(row, ubigeo=code, place=name) for code, name in sorted(places.items())]
            continue
        plans += [_plan(row)] * _times(row, template, plans)
    return plans


def _times(row: dict[str, Any], template: dict[str, Any], so_far: list[SeatPlan]) -> int:
    repeat = row.get("repeat", 1)
    if isinstance(repeat, int):
        return repeat
    officials = sum(plan.sector == Sector.AUTHORITY for plan in so_far)
    total = society_seats(officials, template["society_base"], template["society_percent"])
    share = template["one_producer_in"]
    producers = -(-total // share) if share else 0
    return producers if repeat == "society_producers" else total - producers


def _plan(row: dict[str, Any], ubigeo: str = "", place: str = "") -> SeatPlan:
    title = row["title"].replace("{place}", place)
    return SeatPlan(title, row["sector"], row["filled_by"], ubigeo, row.get("proposed_by", ""))
