"""Soles: read as people write them, shown as Peru writes them. Never a float."""

import re
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")


class MalformedAmount(ValueError):
    """The text is not an amount of soles; the message says why, in Spanish, for the person who wrote it."""


def soles(amount: Decimal | int | None) -> str:
    """S/ 1,234.50; a dash when it is not known."""
    return "—" if amount is None else f"S/ {Decimal(amount):,.2f}"


def parse_soles(text: object) -> Decimal:
    """Reads «1,234,567.89», «1 234 567,89», «S/ 1,234.50», numbers. More than two decimals is refused, never
    rounded in silence («S/ 16140.42534» is somebody's mistake: law.md 2.5, seed 003). Raises MalformedAmount."""
    raw = str(text).strip()
    body = re.sub(r"(?i)^s/?\.?\s*|\s*soles$", "", raw).replace("\u00a0", " ").strip()
    if not body:
        raise MalformedAmount("está vacío")
    if not re.fullmatch(r"-?[\d.,' ]+", body):
        raise MalformedAmount(f"«{raw}» no es un monto en soles")
    body = body.replace(" ", "").replace("'", "")
    body = _point_decimal(body)
    try:
        amount = Decimal(body)
    except InvalidOperation as error:
        raise MalformedAmount(f"«{raw}» no es un monto en soles") from error
    if amount != amount.quantize(CENT):
        raise MalformedAmount(f"«{raw}» tiene más de dos decimales")
    return amount.quantize(CENT)


def _point_decimal(body: str) -> str:
    commas, points = body.count(","), body.count(".")
    if commas and points:
        return body.replace(".", "").replace(",", ".") if body.rfind(",") > body.rfind(".") else body.replace(",", "")
    if commas == 1 and re.search(r",\d{1,2}$", body):
        return body.replace(",", ".")
    if commas:
        return body.replace(",", "")
    if points > 1:
        return body.replace(".", "")
    return body
