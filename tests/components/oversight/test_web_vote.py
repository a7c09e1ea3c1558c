"""The committee voted on the web, from the desk that opens the poll to the count that settles it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import cast
from tests.factories import oversight as make
from tests.factories.oversight import DURING
from tinkuy.components.oversight.models import Candidacy, OversightCommittee
from tinkuy.foundation.accounts.models import IdentityDocument

pytestmark = pytest.mark.django_db
CLOSES = DURING + timedelta(hours=2)
LATER = DURING + timedelta(minutes=10)


def voting(name: str, *arguments) -> str:
    return reverse(f"voting:{name}", args=[OversightCommittee.objects.get().space.slug, "committee", *arguments])


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def called_by_ballot() -> OversightCommittee:
    committee = make.with_candidates(4, election_method="ballot", max_members=4)
    for n in (1, 2, 3, 4):
        IdentityDocument.objects.filter(user=make.member(n)).update(level=2)
    return committee


def local(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def boss(committee: OversightCommittee) -> Client:
    return cast.sign_in(Client(), make.coordinator(committee.space))


def test_the_committee_is_voted_on_the_web_end_to_end():
    committee = called_by_ballot()
    slug = committee.space.slug
    desk = reverse("oversight:desk_election", args=[slug])
    settle = reverse("oversight:settle", args=[slug])
    with time_machine.travel(DURING - timedelta(hours=1), tick=False):
        team = boss(committee)
        dates = {"opens_at": local(DURING), "closes_at": local(CLOSES)}
        assert team.post(reverse("oversight:open_election", args=[slug]), dates).status_code == 302
        assert voting("staff") in team.get(desk).content.decode()
    with time_machine.travel(LATER, tick=False):
        election = reverse("oversight:election", args=[slug])
        assert voting("choose") in Client().get(election).content.decode()
        for n, choices in ((1, ["1", "2"]), (2, ["1"]), (3, ["3", "1"])):
            cast_on_the_web(n, choices)
        assert "Nadie ve conteos antes del cierre" in words(Client().get(voting("poll")))
        assert "Votos por opción" not in words(Client().get(voting("poll")))
        early = boss(committee).post(settle)
        assert "publi" in words(early)
    with time_machine.travel(CLOSES, tick=False):
        team = boss(committee)
        for step in ("close", "publish", "destroy"):
            assert team.post(voting(step)).status_code == 302, step
        assert team.post(settle).status_code == 302
        assert "Votos por opción" in words(Client().get(voting("poll")))
    assert list(Candidacy.objects.order_by("number").values_list("votes", flat=True)) == [3, 1, 1, 0]
    committee.refresh_from_db()
    assert committee.decided_at == CLOSES


def cast_on_the_web(n: int, choices: list[str]) -> None:
    agent = cast.sign_in(Client(), make.member(n))
    page = agent.get(voting("ballot", "committee"))
    assert "Marca hasta 4 opciones" in words(page)
    assert "proyecto" not in words(page).split("Cédula")[-1].split("Revisar y votar")[0]
    agent.post(voting("save", "committee"), {"choices": choices, "next": "review"})
    assert f"Vas a votar por {'esta opción' if len(choices) == 1 else f'estas {len(choices)} opciones'}" in words(
        agent.get(voting("review", "committee"))
    )
    sent = agent.post(voting("cast", "committee"), {"choices": choices})
    assert sent.headers["Location"] == voting("receipt", "committee")
    assert "Tu voto está dentro" in words(agent.get(sent.headers["Location"]))


def test_whoever_is_not_an_agent_does_not_vote_for_the_committee():
    committee = called_by_ballot()
    with time_machine.travel(DURING - timedelta(hours=1), tick=False):
        dates = {"opens_at": local(DURING), "closes_at": local(CLOSES)}
        boss(committee).post(reverse("oversight:open_election", args=[committee.space.slug]), dates)
    with time_machine.travel(LATER, tick=False):
        stranger = cast.sign_in(Client(), cast.carmen())
        assert stranger.post(voting("cast", "committee"), {"choices": ["1"]}).status_code == 422
        assert stranger.get(voting("staff")).status_code in (302, 403)
        assert Client().get(voting("ballot", "committee")).status_code == 302
