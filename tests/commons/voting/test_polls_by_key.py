"""Any poll of a space on the web, by its key: the same pages, the same doors, and the main one where it always was."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, crowd, open_for, verified, vote
from tinkuy.commons.voting import queries
from tinkuy.commons.voting.models import Ballot, Poll

pytestmark = pytest.mark.django_db
OTHER = "otra"


@pytest.fixture(autouse=True)
def _during_the_vote():
    with time_machine.travel(DURING, tick=False):
        yield


def signed_in(user) -> Client:
    return cast.sign_in(Client(raise_request_exception=False), user)


def url(name: str, *arguments) -> str:
    return reverse(f"voting:{name}", args=["pp-2027", *arguments])


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_main_poll_keeps_its_addresses_and_the_others_carry_their_key():
    main, other = open_for(cast.rosa()), open_for(cast.rosa(), key=OTHER)
    assert queries.poll_url(main, "ballot", "0603") == "/espacios/pp-2027/votar/0603/"
    assert queries.poll_url(main, "poll") == "/espacios/pp-2027/votacion/"
    assert queries.poll_url(other, "ballot", "0603") == "/espacios/pp-2027/votaciones/otra/votar/0603/"
    assert queries.poll_url(other, "staff") == "/panel/espacios/pp-2027/votaciones/otra/"


def test_a_vote_in_another_poll_goes_into_its_box_and_never_leads_to_the_main_one():
    open_for(cast.rosa())
    other = open_for(cast.rosa(), key=OTHER)
    rosa = signed_in(cast.rosa())
    pages = [rosa.get(url("choose", OTHER)), rosa.get(url("ballot", OTHER, "0603"))]
    saved = rosa.post(url("save", OTHER, "0603"), {"choices": ["2401"], "next": "review"})
    assert saved.headers["Location"] == url("review", OTHER, "0603")
    pages.append(rosa.get(url("review", OTHER, "0603")))
    sent = rosa.post(url("cast", OTHER, "0603"), {"choices": ["2401"]})
    assert sent.headers["Location"] == url("receipt", OTHER, "0603")
    pages += [rosa.get(url("receipt", OTHER, "0603")), rosa.get(url("mine", OTHER))]
    assert rosa.get(url("ballot", OTHER, "0603")).headers["Location"] == url("receipt", OTHER, "0603")
    again = rosa.post(url("cast", OTHER, "0603"), {"choices": ["2402"]})
    assert again.status_code == 409
    assert Ballot.objects.get().poll == other
    assert "Sí. El padrón tiene estas marcas" in words(pages[-1])
    assert "No. El padrón no tiene ninguna marca" in words(rosa.get(url("mine")))
    for page in (*pages, again):
        assert "/espacios/pp-2027/votar/" not in page.content.decode()
        assert url("mine") not in page.content.decode()


def test_a_poll_that_does_not_exist_has_no_page_and_a_space_without_any_says_so():
    cast.space()
    cast.give_role(cast.elena(), cast.space(), "team_president")
    for page in ("choose", "poll", "rules_file"):
        assert Client().get(url(page, OTHER)).status_code == 404
    assert signed_in(cast.elena()).get(url("staff", OTHER)).status_code == 404
    assert "Todavía no hay votación" in words(Client().get(url("choose")))


def test_the_doors_of_another_poll_are_those_of_the_main_one():
    open_for(cast.rosa(), key=OTHER)
    stranger = signed_in(verified(cast.julio()))
    assert "No estás en el padrón" in words(stranger.get(url("choose", OTHER)))
    assert stranger.post(url("cast", OTHER, "0603"), {"choices": ["2401"]}).status_code == 422
    assert Client().get(url("ballot", OTHER, "0603")).status_code == 302
    for page in ("staff", "roll", "batches", "desk"):
        assert signed_in(cast.carmen()).get(url(page, OTHER)).status_code == 403
        assert Client().get(url(page, OTHER)).status_code == 302
    assert signed_in(cast.carmen()).post(url("close", OTHER)).status_code == 403
    assert Ballot.objects.count() == 0


def test_a_poll_of_a_draft_space_does_not_exist_for_the_public_by_its_key_either():
    open_for(cast.rosa(), space=cast.space(status="draft"), key=OTHER)
    for page in ("choose", "poll", "rules_file", "seals_file"):
        assert Client().get(url(page, OTHER)).status_code == 404


def test_the_team_conducts_another_poll_from_the_staff_page_of_the_main_one():
    main, other = open_for(cast.rosa()), open_for(*crowd(6), key=OTHER)
    for person in crowd(6):
        vote(other, person, "2403")
    cast.give_role(cast.elena(), main.space, "team_president")
    assert url("staff", OTHER) in signed_in(cast.elena()).get(url("staff")).content.decode()
    for day, step in ((0, "close"), (0, "publish"), (4, "destroy")):
        with time_machine.travel(CLOSES + timedelta(days=day), tick=False):
            answer = signed_in(cast.elena()).post(url(step, OTHER))
            assert (answer.status_code, answer.headers["Location"]) == (302, url("staff", OTHER))
    with time_machine.travel(CLOSES + timedelta(days=4), tick=False):
        assert "Votos por proyecto" in words(Client().get(url("poll", OTHER)))
    other.refresh_from_db()
    main.refresh_from_db()
    assert (other.status, other.key_destroyed_at is not None) == ("published", True)
    assert (main.status, main.key_destroyed_at) == ("open", None)
    assert Poll.objects.count() == 2


@pytest.mark.parametrize("page", ["choose", "ballot", "review"])
def test_the_other_polls_of_a_space_cost_the_voter_of_the_main_one_no_query(page):
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    rosa.post(url("save", "0603"), {"choices": ["2401"]})
    address = url(page, *([] if page == "choose" else ["0603"]))
    alone = queries_of(rosa, address)
    open_for(cast.rosa(), key=OTHER)
    assert queries_of(rosa, address) == alone


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
