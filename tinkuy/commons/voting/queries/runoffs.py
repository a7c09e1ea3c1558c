from ..enums import PollStatus
from ..models import Poll
from ..rules.runoffs import RunOffRule, level_at_the_last_seat
from .counts import OVER, ScopeTally


def run_off_rule(poll: Poll) -> RunOffRule | None:
    """The rule of the second round that this poll froze before it opened; None when its rules have none."""
    frozen = poll.frozen_rules.get("run_off")
    return RunOffRule(**frozen) if frozen else None


def second_round_of(poll: Poll) -> Poll | None:
    """The second round of a poll that is over, once it was called and opened."""
    if poll.status not in OVER:
        return None
    second = Poll.objects.filter(run_off_of=poll).exclude(status=PollStatus.DRAFT).first()
    if second is not None:
        second.space = poll.space
    return second


def ties_of(poll: Poll, tallies: dict[str, ScopeTally]) -> dict[str, tuple[str, ...]]:
    """Scope key → options level at the last place that counts, when there is such a tie and somebody voted."""
    rule = run_off_rule(poll) or RunOffRule()
    found = {key: level_at_the_last_seat(count.votes, rule.seats) for key, count in tallies.items()}
    return {key: tied for key, tied in found.items() if tied and tallies[key].votes[tied[0]]}
