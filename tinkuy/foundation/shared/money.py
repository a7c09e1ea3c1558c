"""Soles: read as people write them, shown as Peru writes them. Never a float."""

import re
from decimal import Decimal

CENT = Decimal("0.01")
# How a number may be written, and what separates its thousands and its decimals there.
_WRITTEN = (
    (re.compile(r"-?\d*\.?\d+|-?\d+\.", re.ASCII), "", "."),
    (re.compile(r"-?\d+,\d{1,2}", re.ASCII), "", ","),
    (re.compile(r"-?\d{1,3}(,\d{3})+(\.\d*)?", re.ASCII), ",", "."),
    (re.compile(r"-?\d{1,3}(\.\d{3}){2,}(,\d*)?|-?\d{1,3}\.\d{3},\d*", re.ASCII), ".", ","),
    (re.compile(r"-?\d{1,3}( \d{3})+(\.\d*)?", re.ASCII), " ", "."),
    (re.compile(r"-?\d{1,3}( \d{3})+,\d*", re.ASCII), " ", ","),
    (re.compile(r"-?\d{1,3}('\d{3}){1,3}(\.\d*)?", re.ASCII), "'", "."),
    (re.compile(r"-?\d{1,3}'\d{3}(,\d{3})+(\.\d*)?", re.ASCII), ",'", "."),
    (re.compile(r"-?\d{1,3}'\d{3}(\.\d{3})+(,\d*)?", re.ASCII), ".'", ","),
)


class MalformedAmount(ValueError):
    """The text is not an amount of soles; the message says why, in Spanish, for the person who wrote it."""


def soles(amount: Decimal | int | None) -> str:
    """S/ 1,234.50; a dash when it is not known."""
    return "—" if amount is None else f"S/ {Decimal(amount):,.2f}"


def parse_soles(text: object, *, unit: int = 1) -> Decimal:
    """Reads «1,234,567.89», «1 234 567,89», «S/ 1,234.50», «1'234,567», «(500.00)» as minus 500, numbers.

    `unit` is 1,000 for thousands of soles. More than two decimals is refused, never rounded in silence
    («S/ 16140.42534» is somebody's mistake: law.md 2.5, seed 003). Raises MalformedAmount."""
    raw = str(text).strip()
    body = re.sub(r"(?i)^(-?)\s*s/?\.?\s*(?=[-(\d.])|\s*(nuevos )?soles$", r"\1", raw)
    body = re.sub(r"\s", " ", body).strip()
    body = re.sub(r"^\(\s*([^-()]+?)\s*\)$", r"-\1", body)
    if not body:
        raise MalformedAmount("está vacío")
    amount = _number(body, raw) * unit
    if unit == 1 and re.fullmatch(r"-?[1-9]\d{0,2}\.\d{3}", body):
        raise MalformedAmount(f"«{raw}» puede ser miles o decimales: escríbelo con dos decimales")
    if amount != amount.quantize(CENT):
        raise MalformedAmount(f"«{raw}» tiene más de dos decimales")
    return amount.quantize(CENT)


def _number(body: str, raw: str) -> Decimal:
    for written, thousands, point in _WRITTEN:
        if len(body) <= 24 and written.fullmatch(body):
            plain = body.translate(str.maketrans("", "", thousands))
            return Decimal(plain.replace(point, "."))
    raise MalformedAmount(f"«{raw}» no es un monto en soles")
