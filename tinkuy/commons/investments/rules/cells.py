"""One cell of a spreadsheet as what it means. A cell is text, a number, a yes or no, or nothing."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from tinkuy.foundation.shared.money import CENT, MalformedAmount, parse_soles
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.sheets.rules.cells import (
    UNCALCULATED,
    BadCell,
    Cell,
    calendar_date_of,
    refuse_formula_error,
    text_of,
    yes_no_of,
)

__all__ = [
    "UNCALCULATED", "Amount", "BadCell", "Cell", "amount_of", "as_percent", "calendar_date_of", "code_of", "date_of",
    "percent_of", "refuse_formula_error", "split_code_and_name", "text_of", "whole_of", "yes_no_of",
]  # fmt: skip

# How exports say «no code yet».
_NO_CODE = {"s/c", "s.c.", "sin codigo", "sin cui", "no tiene", "por asignar", "pendiente", "en tramite", "idea", "x"}
_NOISE = Decimal("0.00001")
_TOO_MUCH = Decimal(10) ** 13
# A smaller number in a date column is not a day that a spreadsheet counted.
_FIRST_DAY_NUMBER = 18_000

CODE_DIGITS = 7
CODE_SHORTEST, CODE_LONGEST = 6, 10


@dataclass(frozen=True)
class Amount:
    """Soles; `rounded` when a numeric cell carried thousandths, as some exports of the ministry do."""

    soles: Decimal
    rounded: bool = False


def code_of(cell: Cell) -> str:
    """The unique code (CUI): 6 to 10 digits, as text. Empty when there is none."""
    text = text_of(cell)
    refuse_formula_error(text)
    if fold(text) in _NO_CODE or re.fullmatch(r"[0.]*", text):
        return ""
    digits = re.sub(r"(?i)^cui\s*(n[°º.])?\s*:?\s*", "", text)
    digits = re.sub(r"\.0+$", "", digits)
    if re.fullmatch(r"\d{1,3}([, ]\d{3})+", digits, re.ASCII):
        digits = re.sub(r"[, ]", "", digits)
    if re.fullmatch(r"[\d.]+e\+?\d+", digits, re.ASCII | re.I):
        raise BadCell("está en notación científica: da formato de texto a la columna del código y vuelve a escribirlo")
    if not re.fullmatch(r"\d+", digits, re.ASCII):
        raise BadCell("no es un código único: debe tener solo cifras (casi siempre 7)")
    if not CODE_SHORTEST <= len(digits) <= CODE_LONGEST:
        raise BadCell(f"tiene {len(digits)} cifras: un código único tiene 7 (se aceptan de 6 a 10)")
    return digits


def split_code_and_name(cell: Cell) -> tuple[str, str]:
    """«2000846: PEQUEÑO SISTEMA ELÉCTRICO», the ministry's «producto/proyecto», in its two parts."""
    text = text_of(cell)
    found = re.match(r"(\d{6,10})\s*[:.–-]\s*(.+)", text, re.ASCII)
    return (found[1], found[2]) if found else ("", text)


def amount_of(cell: Cell, *, unit: int = 1) -> Amount | None:
    """An amount in soles, or None when the cell says nothing. `unit`: 1,000 when it is in thousands of soles."""
    text = text_of(cell)
    if not text:
        return None
    refuse_formula_error(text)
    if isinstance(cell, bool):
        raise BadCell("no es un monto en soles")
    amount = _numeric_amount(text, unit, isinstance(cell, float | int)) or Amount(_written_amount(text, unit))
    if abs(amount.soles) >= _TOO_MUCH:
        raise BadCell("es un monto demasiado grande para ser de una inversión")
    return amount


def _written_amount(text: str, unit: int) -> Decimal:
    if re.fullmatch(r"-?[\d.,]+e[+-]?\d+", text, re.ASCII | re.I):
        raise BadCell("está en notación científica: escribe el monto con todas sus cifras")
    try:
        return parse_soles(text, unit=unit)
    except MalformedAmount as error:
        raise BadCell(str(error)) from error


def _numeric_amount(text: str, unit: int, is_number: bool) -> Amount | None:
    """What a numeric cell, or a number printed by a program, holds beyond the cents: noise of binary fractions is
    dropped; thousandths of a numeric cell are rounded and said; anything else is left to be refused."""
    if not is_number and not re.fullmatch(r"-?\d+\.\d{7,}", text, re.ASCII):
        return None
    try:
        exact = Decimal(text) * unit
        cents = exact.quantize(CENT)
    except InvalidOperation as error:
        raise BadCell("no es un monto en soles") from error
    if abs(exact - cents) <= _NOISE:
        return Amount(cents)
    return Amount(cents, rounded=True) if is_number and exact == exact.quantize(Decimal("0.001")) else None


def percent_of(cell: Cell) -> tuple[Decimal, bool] | None:
    """A share and whether it was written with its sign: «45 %» is (45, True); 0.45 may be 45 % or not, see
    `as_percent`. None when the cell says nothing."""
    text = text_of(cell)
    if not text:
        return None
    refuse_formula_error(text)
    body = text.replace(" ", "").replace(",", ".")
    signed = body.endswith("%")
    try:
        number = Decimal(body.rstrip("%"))
    except InvalidOperation as error:
        raise BadCell("no es un porcentaje") from error
    if not number.is_finite() or not -1000 < number < 100_000:
        raise BadCell("no es un porcentaje posible")
    return number, signed


def as_percent(number: Decimal, *, signed: bool, column_is_fraction: bool) -> Decimal:
    """On 0–100 with two decimals. A column is of fractions when none of its unsigned values passes 1."""
    whole = number * 100 if column_is_fraction and not signed else number
    return whole.quantize(CENT)


def date_of(cell: Cell) -> date | None:
    """The day of an investment's act, between 1950 and 2100."""
    found = None if isinstance(cell, int | float) and cell < _FIRST_DAY_NUMBER else calendar_date_of(cell)
    if found is None and text_of(cell):
        raise BadCell("no es una fecha: escríbela día/mes/año")
    if found and not 1950 <= found.year <= 2100:
        raise BadCell("es una fecha imposible para una inversión")
    return found


def whole_of(cell: Cell) -> int | None:
    """People: «1,234», «1 234», 53751.0."""
    text = text_of(cell)
    if not text:
        return None
    refuse_formula_error(text)
    body = re.sub(r"(?i)\s*(habitantes|personas|hab\.?|beneficiarios)$", "", text)
    if re.fullmatch(r"\d{1,3}([., ']\d{3})+", body, re.ASCII):
        body = re.sub(r"\D", "", body)
    body = re.sub(r"\.0+$", "", body)
    if not re.fullmatch(r"\d{1,12}", body, re.ASCII):
        raise BadCell("no es una cantidad de personas")
    return int(body)
