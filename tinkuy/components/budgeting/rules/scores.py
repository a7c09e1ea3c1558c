"""Exact arithmetic of scores: fractions inside, four decimals half up once at the end."""

from decimal import Decimal
from fractions import Fraction

PLACES = 4


def rounded(value: Fraction, places: int = PLACES) -> Decimal:
    """Half up, exactly: 61.00005 is 61.0001. Scores are never negative."""
    scaled = value * 10**places
    return Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)).scaleb(-places)
