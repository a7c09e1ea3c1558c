"""Formalisation: a project in the opening budget, and which of the reserve takes the place of one that cannot go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tinkuy.foundation.shared.refusals import Refusal

from ..refusals import AccountabilityRefusal, FormalizationRefusal

# Names of `enums.IncorporationState` and `enums.AgreementState`.
NOT_INCORPORATED = "not_incorporated"
ENDED = frozenset({"finished", "dropped", "replaced"})
NEEDS_REASON = frozenset({"paralysed", "dropped", "replaced"})
TAKES, TOO_BIG, TAKEN, ONLY_REMAINDER, OTHER_LIST = "takes", "too_big", "taken", "only_remainder", "other_list"
STOP = "stop"


def why_not_incorporate(
    *, state: str, agreed: Decimal, years: Sequence[tuple[int, Decimal]], first_year: int, reason: str, norm: str
) -> Refusal | None:
    """Agreed projects go into the opening budget; what differs is explained (Ley 28056 art. 6, phase 4)."""
    if state == NOT_INCORPORATED:
        return None if reason.strip() and norm.strip() else FormalizationRefusal.NO_NORM
    numbers = [year for year, _amount in years]
    if not years:
        return FormalizationRefusal.NO_AMOUNT
    if len(set(numbers)) < len(numbers):
        return FormalizationRefusal.YEAR_REPEATED
    if min(numbers) < first_year:
        return FormalizationRefusal.YEAR_BEFORE
    programmed = sum((amount for _year, amount in years), Decimal(0))
    return FormalizationRefusal.DIFFERENCE_UNEXPLAINED if programmed != agreed and not reason.strip() else None


@dataclass(frozen=True)
class Reserve:
    """A project of the reserve in the order of the result."""

    key: str
    order: int
    amount: Decimal
    # Lists with a ceiling of their own are a group each; those that share the process's are one.
    group: str
    is_taken: bool = False
    remainder_only: bool = False


@dataclass(frozen=True)
class Step:
    """What was seen of one of the reserve: its outcome is one of TAKES, TOO_BIG, TAKEN, ONLY_REMAINDER, OTHER_LIST."""

    key: str
    order: int
    amount: Decimal
    outcome: str


@dataclass(frozen=True)
class Choice:
    chosen: str
    available: Decimal
    remainder: Decimal
    steps: tuple[Step, ...]
    refusal: Refusal | None = None


def next_in_reserve(
    reserve: Sequence[Reserve],
    *,
    available: Decimal,
    fill_rule: str,
    group: str = "",
    remainder_below: Decimal | None = None,
) -> Choice:
    """«Si un proyecto no puede continuar lo reemplaza el siguiente» (law.md 1.13): the first in the order of the result
    that fits the money. With the rule «stop» only the very next one may; with «skip» one that does not fit
    is passed over. A project that only takes remainders does so while what is available is one (`remainder_below`)."""
    steps: list[Step] = []
    for row in sorted(reserve, key=lambda row: row.order):
        outcome = _outcome(row, available, group, remainder_below)
        steps.append(Step(row.key, row.order, row.amount, outcome))
        if outcome == TAKES:
            return Choice(row.key, available, available - row.amount, tuple(steps))
        if outcome == TOO_BIG and fill_rule == STOP:
            break
    standing = [step for step in steps if step.outcome not in (TAKEN, OTHER_LIST)]
    refusal = FormalizationRefusal.NOTHING_FITS if standing else FormalizationRefusal.EMPTY_RESERVE
    return Choice("", available, available, tuple(steps), refusal)


def _outcome(row: Reserve, available: Decimal, group: str, remainder_below: Decimal | None) -> str:
    if row.is_taken:
        return TAKEN
    if row.group != group:
        return OTHER_LIST
    if row.remainder_only and (remainder_below is None or available >= remainder_below):
        return ONLY_REMAINDER
    return TAKES if row.amount <= available else TOO_BIG


def why_not_replace(
    *, is_standing: bool, is_replaced: bool, reason: str, act: str, has_document: bool
) -> Refusal | None:
    if is_replaced:
        return FormalizationRefusal.ALREADY_REPLACED
    if not is_standing:
        return FormalizationRefusal.NOT_STANDING
    if not reason.strip():
        return FormalizationRefusal.NO_REASON
    return None if act.strip() and has_document else FormalizationRefusal.NO_ACT


def why_not_line(*, state: str, reason: str, pim: Decimal | None, spent: Decimal | None) -> Refusal | None:
    """What an accountability report says of one agreement (Ley 28056 art. 11)."""
    if state in NEEDS_REASON and not reason.strip():
        return AccountabilityRefusal.REASON_MISSING
    is_over = pim is not None and spent is not None and spent > pim
    return AccountabilityRefusal.SPENT_OVER_BUDGET if is_over else None


def why_not_account(*, lines: int, without_state: int, has_share: bool) -> Refusal | None:
    if not lines:
        return AccountabilityRefusal.NO_LINES
    if without_state:
        return AccountabilityRefusal.STATE_MISSING
    return None if has_share else AccountabilityRefusal.SHARE_MISSING


@dataclass(frozen=True)
class Update:
    """News of an agreement, to be held against what was said before."""

    state: str
    progress: int
    text: str
    evidence: str
    happened_on: date


def why_not_update(update: Update, *, state: str, progress: int, today: date) -> Refusal | None:
    """Nothing goes backwards in silence: less progress than before is a correction and says so."""
    if state in ENDED:
        return AccountabilityRefusal.IS_OVER
    if not update.evidence.strip():
        return AccountabilityRefusal.NO_EVIDENCE
    if update.happened_on > today:
        return AccountabilityRefusal.IN_THE_FUTURE
    is_correction = update.text.strip().lower().startswith("corrección:")
    return AccountabilityRefusal.GOES_BACKWARDS if update.progress < progress and not is_correction else None
