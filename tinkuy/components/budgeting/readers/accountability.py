"""Last year's agreements as the entity's own sheet tells them: money, progress, state, reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from tinkuy.foundation.shared.money import MalformedAmount, parse_soles
from tinkuy.foundation.shared.text import fold

from ..enums import AgreementState, LineKind
from .tables import rows_of

TEMPLATE = ("Tipo", "CUI", "Acuerdo", "Responsable", "Acordado", "PIA", "PIM", "Gastado", "Avance", "Estado", "Motivo")
_AMOUNTS = ("acordado", "pia", "pim", "gastado")


@dataclass(frozen=True)
class LineRow:
    kind: str
    title: str
    cui: str = ""
    actor: str = ""
    agreed: Decimal | None = None
    pia: Decimal | None = None
    pim: Decimal | None = None
    spent: Decimal | None = None
    progress: int | None = None
    state: str = ""
    reason: str = ""


@dataclass
class ReadLines:
    rows: list[LineRow] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_lines(content: bytes) -> ReadLines:
    """Raises Unreadable when it is not the template. Wrong rows are said, none is guessed."""
    states = {fold(str(label)): value for value, label in AgreementState.choices}
    found = ReadLines()
    for number, row in rows_of(content, TEMPLATE):
        try:
            found.rows.append(_line(row, states))
        except ValueError as error:
            found.errors.append((number, str(error)))
    return found


def _line(row: Mapping[str, str], states: Mapping[str, str]) -> LineRow:
    state = row["estado"]
    if state and fold(state) not in states:
        raise ValueError(_("«%(state)s» no es un estado.") % {"state": state})
    if not row["acuerdo"]:
        raise ValueError(_("Falta el acuerdo."))
    progress = row["avance"].removesuffix("%").strip()
    if progress and not (progress.isdigit() and int(progress) <= 100):
        raise ValueError(_("El avance va de 0 a 100, sin decimales."))
    agreed, pia, pim, spent = (_amount(row[name]) for name in _AMOUNTS)
    return LineRow(
        kind=LineKind.COMMITMENT if fold(row["tipo"]).startswith("compromiso") else LineKind.PROJECT,
        title=row["acuerdo"],
        cui=row["cui"][:10],
        actor=row["responsable"][:200],
        agreed=agreed,
        pia=pia,
        pim=pim,
        spent=spent,
        progress=int(progress) if progress else None,
        state=states[fold(state)] if state else "",
        reason=row["motivo"],
    )


def _amount(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        return parse_soles(text)
    except MalformedAmount as error:
        raise ValueError(_("El monto %(why)s.") % {"why": error}) from error
