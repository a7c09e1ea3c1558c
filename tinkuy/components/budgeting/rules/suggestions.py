"""What the data say of a criterion: a value with its working, for the evaluator to accept or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .eligibility import coverage


@dataclass(frozen=True)
class PlaceFigure:
    """Poverty in percent, people; None where not known."""

    name: str
    poverty: Decimal | None
    population: int | None


@dataclass(frozen=True)
class Suggestion:
    """`value` in the unit of the criterion; `working` says how it comes out."""

    value: Decimal
    working: str


def poverty(places: Sequence[PlaceFigure]) -> Suggestion | None:
    """Mean of the places weighted by people; places without a figure are left out and said."""
    known = [(p, p.poverty, p.population) for p in places if p.poverty is not None and p.population]
    people = sum(count for _place, _rate, count in known)
    if not people:
        return None
    mean = sum((rate * count for _place, rate, count in known), Decimal(0)) / people
    value = mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
    steps = "; ".join(f"{place.name} {rate} % de {count:,} personas" for place, rate, count in known)
    left_out = len(places) - len(known)
    note = f" Sin dato: {left_out}." if left_out else ""
    return Suggestion(value, f"{value} %: media por población de {steps}.{note}")


def reach_of_people(beneficiaries: int | None, population: int | None) -> Suggestion | None:
    share = coverage(beneficiaries, population)
    if share is None or beneficiaries is None or population is None:
        return None
    return Suggestion(share, f"{beneficiaries:,} beneficiarios ÷ {population:,} habitantes = {share} %.")


def districts(count: int, *, is_exact: bool) -> Suggestion | None:
    if not is_exact:
        return None
    return Suggestion(Decimal(count), f"{count} distritos según la cartera.")
