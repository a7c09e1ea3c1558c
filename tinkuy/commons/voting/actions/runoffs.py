from datetime import datetime

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused

from ..models import Poll, PollOption
from ..queries.counts import tally
from ..queries.runoffs import run_off_rule
from ..refusals import RunOffRefusal
from ..rules.runoffs import RunOffRule, who_goes_on
from ..rules.specs import OptionSpec, ScopeSpec
from .acts import locked, record_act
from .preparing import copy_roll, create_poll


@transaction.atomic
def call_run_off(*, poll: Poll, opens_at: datetime, closes_at: datetime, actor: User, at: datetime) -> Poll:
    """The second round, by the rule that was frozen with the first: its lists hold who went on, its roll is that of the
    first with the annulled rows left out, and it is opened like any poll. A tie is never resolved in silence."""
    first = locked(poll)
    if Poll.objects.filter(run_off_of=first).exists():
        raise Refused(RunOffRefusal.ALREADY_CALLED)
    rule = run_off_rule(first)
    if rule is None:
        raise Refused(RunOffRefusal.NO_RULE)
    scopes = _scopes(first, rule)
    if not scopes:
        raise Refused(RunOffRefusal.NOT_NEEDED)
    second = create_poll(
        space=first.space,
        key=f"{first.key}-segunda",
        title=f"Segunda vuelta · {first.title}"[:200],
        opens_at=opens_at,
        closes_at=closes_at,
        scopes=scopes,
        settings=first.settings,
        is_nominal=first.is_nominal,
        allows_revote=first.allows_revote,
        challenge_hours=first.challenge_hours,
        channels=first.channels,
        run_off_of=first,
        actor=actor,
        at=at,
    )
    copy_roll(source=first, poll=second, actor=actor, at=at)
    payload = {
        "second": str(second.public_id),
        "among": {scope.key: [o.key for o in scope.options] for scope in scopes},
    }
    record_act(first, "run_off_called", actor=actor, at=at, payload=payload)
    return second


def _scopes(poll: Poll, rule: RunOffRule) -> list[ScopeSpec]:
    counts = tally(poll)
    specs = []
    for scope in poll.scopes.prefetch_related("options"):
        count = counts[scope.key]
        going = who_goes_on(count.votes, valid=count.ballots - count.blank, rule=rule)
        options = [_option(option) for option in scope.options.all() if option.key in going]
        if options and count.votes[options[0].key]:
            specs.append(ScopeSpec(scope.key, scope.title, min(rule.seats, max(1, len(options) - 1)), tuple(options)))
    return specs


def _option(option: PollOption) -> OptionSpec:
    names = ("key", "title", "detail", "cost", "technical_score", "ubigeo", "dossier_code")
    return OptionSpec(**{name: getattr(option, name) for name in names})
