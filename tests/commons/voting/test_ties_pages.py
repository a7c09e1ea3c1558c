"""The pages where a tie is resolved in public, and the command that repeats a draw."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, crowd, open_for, vote
from tinkuy.commons.voting import actions
from tinkuy.commons.voting.models import Draw, Poll, PollOption
from tinkuy.commons.voting.rules.draws import drawn, seed_of
from tinkuy.commons.voting.rules.runoffs import RunOffRule

AFTER = CLOSES + timedelta(hours=1)


def url(name: str, *arguments) -> str:
    return reverse(f"voting:{name}", args=["pp-2027", *arguments])


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def team() -> Client:
    return cast.sign_in(Client(), cast.give_role(cast.elena(), cast.space(), "team_president"))


def tied_poll(**fields) -> Poll:
    poll = open_for(*crowd(4), **fields)
    for person, choice in zip(crowd(4), ("2401", "2401", "2402", "2402"), strict=True):
        vote(poll, person, choice)
    return poll


def closed(poll: Poll) -> Poll:
    actions.close_poll(poll=poll, at=CLOSES)
    return Poll.objects.get(pk=poll.pk)


@pytest.mark.django_db
def test_before_the_close_the_page_names_no_tie_and_takes_no_draw():
    tied_poll()
    with time_machine.travel(DURING, tick=False):
        page = team().get(url("ties"))
        assert "nadie ve conteos antes" in words(page)
        assert "empate en el último lugar" not in words(page)
        among = [str(option.pk) for option in PollOption.objects.filter(key__in=("2401", "2402"))]
        early = team().post(url("announce_draw"), {"purpose": "Empate", "source": "Lotería", "among": among})
        assert early.status_code == 422
        assert "Un empate se conoce cuando la votación está cerrada" in words(early)
    assert Draw.objects.count() == 0


@pytest.mark.django_db
def test_a_draw_is_announced_and_held_on_the_web_and_its_working_is_public():
    closed(tied_poll())
    with time_machine.travel(AFTER, tick=False):
        assert "empate en el último lugar entre" in words(team().get(url("ties")))
        among = [str(option.pk) for option in PollOption.objects.filter(key__in=("2401", "2402"))]
        assert team().post(url("announce_draw"), {"purpose": "Empate", "among": among}).status_code == 422
        facts = {"purpose": "Empate en Celendín", "source": "Lotería del 20", "among": among}
        assert team().post(url("announce_draw"), facts).headers["Location"] == url("ties")
        assert "Todavía no se hace: falta que se publique el texto" in words(Client().get(url("poll")))
        assert team().post(url("hold_draw", 1), {"public_text": " "}).status_code == 422
        assert team().post(url("hold_draw", 1), {"public_text": "04821"}).status_code == 302
        assert team().post(url("hold_draw", 1), {"public_text": "9"}).status_code == 409
        page = words(Client().get(url("poll")))
    draw = Draw.objects.get()
    assert draw.seed == seed_of(draw.head_hash, "04821")
    assert draw.seed in page
    assert [entry.key for entry in draw.entries.order_by("place")] == [
        k for k, _n in drawn(draw.seed, ["2401", "2402"])
    ]


@pytest.mark.django_db
def test_the_second_round_is_called_opened_and_voted_on_the_web():
    closed(tied_poll(run_off=RunOffRule()))
    local = lambda at: timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")  # noqa: E731
    dates = {"opens_at": local(AFTER), "closes_at": local(AFTER + timedelta(days=1))}
    with time_machine.travel(AFTER, tick=False):
        assert team().post(url("run_off"), {"opens_at": ""}).status_code == 422
        called = team().post(url("run_off"), dates)
        assert called.headers["Location"] == url("staff", "main-segunda")
        assert team().post(url("run_off"), dates).status_code == 409
        assert team().post(url("open", "main-segunda")).status_code == 302
        voter = cast.sign_in(Client(), crowd(4)[0])
        assert url("choose", "main-segunda") in voter.get(url("choose")).content.decode()
        sent = voter.post(url("cast", "main-segunda", "0603"), {"choices": ["2402"]})
        assert sent.headers["Location"] == url("receipt", "main-segunda", "0603")
        assert "Es la segunda vuelta de" in words(Client().get(url("poll", "main-segunda")))


@pytest.mark.django_db
def test_without_a_frozen_rule_there_is_no_second_round_and_strangers_resolve_nothing():
    closed(tied_poll())
    with time_machine.travel(AFTER, tick=False):
        assert "no prevén segunda vuelta" in words(team().get(url("ties")))
        stranger = cast.sign_in(Client(), cast.carmen())
        for page in ("announce_draw", "run_off"):
            assert stranger.post(url(page)).status_code in (302, 403)
        assert stranger.get(url("ties")).status_code in (302, 403)
    assert (Draw.objects.count(), Poll.objects.count()) == (0, 1)


def run(capsys, *arguments: str) -> dict:
    call_command("draw", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_repeats_a_draw_from_its_seed_or_from_head_and_text(tmp_path, capsys):
    names = tmp_path / "claves.txt"
    names.write_text("2401\n\n 2402 \n2403\n", encoding="utf-8")
    seed = seed_of("ab" * 32, "04821")
    order = [{"place": n, "name": k, "number": h} for n, (k, h) in enumerate(drawn(seed, ["2401", "2402", "2403"]), 1)]
    assert run(capsys, "--seed", seed, "--names", str(names)) == {"seed": seed, "order": order}
    assert run(capsys, "--seed", "04821", "--head", "ab" * 32, "--names", str(names))["order"] == order


@pytest.mark.parametrize(("text", "sentence"), [("a\na\n", "«a» está más de una vez"), ("a\n", "entre dos o más")])
def test_the_command_refuses_a_list_that_cannot_be_drawn(tmp_path, text, sentence):
    names = tmp_path / "claves.txt"
    names.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=sentence):
        call_command("draw", "--seed", "x", "--names", str(names))
    with pytest.raises(CommandError, match="No se puede leer"):
        call_command("draw", "--seed", "x", "--names", str(tmp_path / "nada.txt"))
