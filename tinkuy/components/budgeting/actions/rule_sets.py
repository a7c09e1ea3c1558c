"""Loads the dated thresholds that come with the product. Loading twice changes nothing."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from ..models import ImpactRuleSet

_FILE = Path(__file__).resolve().parent.parent / "data" / "impact_rule_sets.csv"
_AMOUNTS = ("minimum_amount", "minimum_coverage", "remainder_below")
_COUNTS = ("minimum_districts", "minimum_provinces")
_FLAGS = ("requires_viable", "coverage_is_required")
_DATES = ("valid_from", "valid_to")

DEFAULT_RULE_SET = "regional-ds-097"


def load_rule_sets() -> None:
    """Adds the rule sets that are missing; one that is there stays as the region left it."""
    known = set(ImpactRuleSet.objects.values_list("key", flat=True))
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = [_read(row) for row in csv.DictReader(lines) if row["key"] not in known]
    ImpactRuleSet.objects.bulk_create([ImpactRuleSet(**row) for row in rows], ignore_conflicts=True)


def _read(row: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = dict(row)
    values |= {name: Decimal(row[name]) if row[name] else None for name in _AMOUNTS}
    values |= {name: int(row[name]) if row[name] else None for name in _COUNTS}
    values |= {name: row[name] == "yes" for name in _FLAGS}
    values |= {name: date.fromisoformat(row[name]) if row[name] else None for name in _DATES}
    return values
