"""A tie is never resolved in silence: a second round or a draw, by rules that were there before it."""

import json
from datetime import timedelta

import pytest

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, crowd, open_for, scope_of, vote
from tinkuy.commons.voting import actions, queries
from tinkuy.commons.voting.actions.settings import apply_settings
from tinkuy.commons.voting.queries.settings import poll_options, read_settings
from tinkuy.commons.voting.refusals import DrawRefusal, PollRefusal, RunOffRefusal, SettingsRefusal
from tinkuy.commons.voting.rules.draws import drawn, seed_of
from tinkuy.commons.voting.rules.runoffs import RunOffRule, level_at_the_last_seat, who_goes_on
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.queries import head_of
from tinkuy.foundation.shared.refusals import Refused

AFTER = CLOSES + timedelta(hours=1)


def refusal_of(call):
    with pytest.raises(Refused) as caught:
        call()
    assert caught.value.sentence
    return caught.value.refusal


@pytest.mark.parametrize(
    ("votes", "seats", "tied"),
    [
        ({"a": 5, "b": 3}, 1, ()),
        ({"a": 5, "b": 5, "c": 5}, 1, ("a", "b", "c")),
        ({"a": 9, "b": 5, "c": 5}, 2, ("b", "c")),
        ({"a": 5, "b": 5, "c": 1}, 2, ()),
        ({"a": 5}, 1, ()),
    ],
)
def test_who_is_level_across_the_line(votes, seats, tied):
    assert level_at_the_last_seat(votes, seats) == tied


@pytest.mark.parametrize(
    ("votes", "valid", "going"),
    [
        ({"a": 51, "b": 49}, 100, ()),
        ({"a": 50, "b": 30, "c": 20}, 100, ("a", "b")),
        ({"a": 40, "b": 30, "c": 30}, 100, ("a", "b", "c")),
    ],
)
def test_the_first_go_on_when_nobody_passes_half(votes, valid, going):
    assert who_goes_on(votes, valid=valid, rule=RunOffRule("first")) == going


def test_a_draw_is_repeated_with_any_sha256():
    seed = seed_of("ab" * 32, "04821")
    assert [key for key, _number in drawn(seed, ["x", "y", "z"])] == [
        key for key, _number in drawn(seed, ["z", "x", "y"])
    ]


def tied_poll(**fields):
    poll = open_for(*crowd(4), **fields)
    for person, choice in zip(crowd(4), ("2401", "2401", "2402", "2402"), strict=True):
        vote(poll, person, choice)
    return poll


def closed(poll):
    actions.close_poll(poll=poll, at=CLOSES)
    poll.refresh_from_db()
    return poll


@pytest.mark.django_db
def test_a_tie_is_named_and_the_second_round_is_among_the_tied():
    poll = tied_poll(run_off=RunOffRule())
    call = {"poll": poll, "opens_at": AFTER, "closes_at": AFTER + timedelta(days=1), "actor": cast.elena()}
    assert refusal_of(lambda: actions.call_run_off(at=DURING, **call)) is PollRefusal.NOT_CLOSED_YET
    closed(poll)
    assert queries.ties_of(poll, queries.tally(poll)) == {"0603": ("2401", "2402")}
    second = actions.call_run_off(at=AFTER, **call)
    assert (second.run_off_of, second.key, [scope.key for scope in second.scopes.all()]) == (
        poll,
        "main-segunda",
        ["0603"],
    )
    assert list(second.scopes.get().options.values_list("key", flat=True)) == ["2401", "2402"]
    assert second.frozen_rules["run_off_of"] == str(poll.public_id)
    assert refusal_of(lambda: actions.call_run_off(at=AFTER, **call)) is RunOffRefusal.ALREADY_CALLED
    second = actions.open_poll(poll=second, actor=cast.elena(), at=AFTER)
    for person in crowd(4)[:3]:
        vote(second, person, "2402", at=AFTER)
    actions.close_poll(poll=second, at=AFTER + timedelta(days=1))
    second.refresh_from_db()
    assert queries.tally(second)["0603"].votes == {"2401": 0, "2402": 3}


@pytest.mark.django_db
def test_a_second_round_needs_its_rule_frozen_before_and_a_tie():
    call = {"opens_at": AFTER, "closes_at": AFTER + timedelta(days=1), "actor": cast.elena(), "at": AFTER}
    without = closed(tied_poll())
    assert refusal_of(lambda: actions.call_run_off(poll=without, **call)) is RunOffRefusal.NO_RULE
    clear = open_for(*crowd(2), key="clara", run_off=RunOffRule())
    vote(clear, crowd(2)[0], "2403")
    vote(clear, crowd(2)[0], "2501", scope="MULTI")
    assert refusal_of(lambda: actions.call_run_off(poll=closed(clear), **call)) is RunOffRefusal.NOT_NEEDED


@pytest.mark.django_db
def test_a_draw_is_announced_before_its_text_is_known_and_held_once():
    poll = tied_poll()
    scope = scope_of(poll)
    entries = [(option.key, option.title) for option in scope.options.filter(key__in=("2401", "2402"))]
    announce = {"poll": poll, "purpose": "Empate en Celendín", "source": "Lotería del 20 de mayo", "entries": entries}
    announce |= {"actor": cast.elena(), "at": AFTER}
    assert refusal_of(lambda: actions.announce_draw(**announce)) is DrawRefusal.BEFORE_THE_CLOSE
    closed(poll)
    assert refusal_of(lambda: actions.announce_draw(**{**announce, "source": ""})) is DrawRefusal.NO_SOURCE
    assert refusal_of(lambda: actions.announce_draw(**{**announce, "entries": entries[:1]})) is DrawRefusal.TOO_FEW
    head = head_of(poll.space.chain).hash
    draw = actions.announce_draw(**announce)
    assert (draw.head_hash, draw.seed) == (head, "")
    hold = {"draw": draw, "actor": cast.elena(), "at": AFTER + timedelta(days=1)}
    assert refusal_of(lambda: actions.hold_draw(public_text=" ", **hold)) is DrawRefusal.NO_TEXT
    held = actions.hold_draw(public_text="04821", **hold)
    assert held.seed == seed_of(head, "04821")
    order = [entry.key for entry in held.entries.order_by("place")]
    assert order == [key for key, _number in drawn(held.seed, ["2401", "2402"])]
    assert json.loads(Act.objects.get(kind="voting.draw_held").payload)["order"] == order
    assert refusal_of(lambda: actions.hold_draw(public_text="9", **hold)) is DrawRefusal.ALREADY_HELD


@pytest.mark.django_db
def test_the_settings_of_the_vote_are_read_checked_and_frozen_with_the_poll():
    space = cast.space()
    assert read_settings(space)["voting.takes_web"] is True
    write = {"space": space, "actor": cast.give_role(cast.elena(), space, "coordinator"), "at": DURING}
    apply_settings(
        values={"voting.takes_paper": True, "voting.challenge_hours": 48, "voting.has_run_off": True}, **write
    )
    assert poll_options(space) == {
        "is_nominal": False,
        "allows_revote": False,
        "challenge_hours": 48,
        "channels": ("web", "paper"),
        "run_off": RunOffRule(),
    }
    for values, refusal in (
        ({"voting.takes_web": False, "voting.takes_paper": False}, SettingsRefusal.NO_CHANNEL),
        ({"voting.challenge_hours": 0}, SettingsRefusal.HOURS),
        ({"voting.challenge_hours": 721}, SettingsRefusal.HOURS),
        ({"voting.is_nominal": True}, SettingsRefusal.NOMINAL_PAPER),
    ):
        assert refusal_of(lambda values=values: apply_settings(values=values, **write)) is refusal
    open_for(cast.rosa())
    assert refusal_of(lambda: apply_settings(values={"voting.takes_desk": True}, **write)) is SettingsRefusal.FROZEN
