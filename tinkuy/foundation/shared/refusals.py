"""A refusal is an answer: what the rules forbid, why, and what the person can do next."""

from dataclasses import dataclass
from enum import Enum

from .text import Words


@dataclass(frozen=True)
class Reason:
    """One sentence for what happened and why, one for the next step; `rule` names the norm or the setting."""

    sentence: Words
    next_step: Words = ""
    rule: Words = ""
    status: int = 422
    # The page where the next step is taken: its route (without arguments) and what its button says.
    way: str = ""
    way_words: Words = ""


class Refusal(Enum):
    """Base of every app's refusals: members hold a `Reason`; names say why one may not."""

    @property
    def reason(self) -> Reason:
        return self.value


class Refused(Exception):
    """Raised by an action inside its transaction, so that nothing is half stored; answered as a page."""

    def __init__(self, refusal: Refusal, **facts: object) -> None:
        self.refusal = refusal
        self.facts = facts
        super().__init__(str(refusal.reason.sentence))

    @property
    def status(self) -> int:
        return self.refusal.reason.status

    @property
    def sentence(self) -> str:
        return str(self.refusal.reason.sentence) % self.facts if self.facts else str(self.refusal.reason.sentence)

    @property
    def next_step(self) -> str:
        step = str(self.refusal.reason.next_step)
        return step % self.facts if self.facts else step

    @property
    def rule(self) -> str:
        return str(self.refusal.reason.rule)
