"""The holidays shipped with the program."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

SHIPPED = Path(__file__).parent / "data" / "peru_national_holidays_2015_2035.csv"
SOURCE = "paquete holidays 0.108, Perú"
NORM = "Decreto Legislativo 713 y modificatorias"


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str


def shipped_holidays() -> list[Holiday]:
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return [Holiday(date.fromisoformat(row["date"]), row["name_es"]) for row in csv.DictReader(file)]
