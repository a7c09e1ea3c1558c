"""A rule as text and as a value of its type: what a preset stores, a file carries and a column holds."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

YES, NO = "si", "no"


class NotAValue(ValueError):
    """The text is not of that kind, or outside its limits; the message is for people."""


def parse_value(
    text: str, kind: str, *, minimum: int | None = None, maximum: int | None = None, choices: Sequence[str] = ()
) -> object:
    """The value of a setting; None for an empty text, number or date. Refuses what is not of the kind."""
    text = text.strip()
    if kind == "boolean":
        if text not in (YES, NO):
            raise NotAValue("se responde sí o no")
        return text == YES
    if not text:
        return "" if kind in ("text", "choice") else None
    if kind == "choice" and text not in choices:
        raise NotAValue("no es una de las respuestas que hay")
    if kind in ("integer", "decimal"):
        return _number(text, kind, minimum, maximum)
    if kind == "date":
        return _day(text)
    return text


def written(value: object) -> str:
    """The text of a value, the same for equal values: 0.80 and 0.8 are one rule."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    return value.isoformat() if isinstance(value, date) else str(value)


def _number(text: str, kind: str, minimum: int | None, maximum: int | None) -> int | Decimal:
    try:
        value = int(text) if kind == "integer" else Decimal(text)
    except (ValueError, InvalidOperation) as error:
        raise NotAValue("se escribe con números") from error
    if isinstance(value, Decimal) and not value.is_finite():
        raise NotAValue("se escribe con números")
    if minimum is not None and value < minimum:
        raise NotAValue(f"no puede ser menor que {minimum}")
    if maximum is not None and value > maximum:
        raise NotAValue(f"no puede ser mayor que {maximum}")
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotAValue("la fecha se escribe año-mes-día") from error
