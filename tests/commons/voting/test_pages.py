"""The voter's pages, the public page, the conductor's desk: one success, one refusal, one stranger each; and the
promise that no route tells a count while the poll is open."""

import json
import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from tests.factories import cast
from tests.factories.voting import CLOSES, DURING, OPENS, crowd, draft_poll, open_for, verified, vote
from tinkuy.commons.voting import actions, queries
from tinkuy.commons.voting.models import Annulment, Ballot, Basket, Poll, VotingMark
from tinkuy.foundation.keys.rules import is_signed

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _during_the_vote():
    with time_machine.travel(DURING, tick=False):
        yield


def signed_in(user) -> Client:
    return cast.sign_in(Client(raise_request_exception=False), user)


def url(name: str, *arguments) -> str:
    return reverse(f"voting:{name}", args=["pp-2027", *arguments])


def conductor() -> Client:
    return signed_in(cast.give_role(cast.elena(), cast.space(), "team_president"))


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_from_my_lists_to_my_receipt_without_any_script():
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    assert "Votar en Celendín" in words(rosa.get(url("choose")))
    page = rosa.get(url("ballot", "0603"))
    assert "Marca hasta 3 proyectos" in words(page)
    assert page.content.count(b'name="choices"') == 4
    saved = rosa.post(url("save", "0603"), {"choices": ["2401", "2403"], "next": "review"})
    assert saved.headers["Location"] == url("review", "0603")
    review = rosa.get(url("review", "0603"))
    assert "Vas a votar por estos 2 proyectos" in words(review)
    posted = re.findall(r'type="hidden" name="choices" value="(\d+)"', review.content.decode())
    cast_ = rosa.post(url("cast", "0603"), {"choices": posted})
    assert cast_.headers["Location"] == url("receipt", "0603")
    receipt = rosa.get(url("receipt", "0603"))
    assert "Tu voto está dentro" in words(receipt)
    assert queries.find_receipt(Ballot.objects.get().commitment).code in words(receipt)
    assert json.loads(Ballot.objects.get().choices) == ["2401", "2403"]
    assert "Te falta otra lista" in words(receipt)


def test_the_downloaded_receipt_proves_itself_and_does_not_say_the_choice():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2401")
    text = signed_in(cast.rosa()).get(url("receipt_file", "0603")).content.decode()
    message = re.search(r"^\{.*\}$", text, re.MULTILINE).group()
    signature, key = re.findall(r"^[0-9a-f]{64,128}$", text, re.MULTILINE)
    assert is_signed(key, message, signature)
    assert Client().get(reverse("voting:public_key")).content.decode().strip() == key
    assert "Llanguat" not in text


def test_each_tap_is_saved_and_is_there_on_coming_back():
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    answer = rosa.post(url("save", "0603"), {"choices": ["2402"]}, headers=JSON)
    assert (answer.status_code, answer.json()) == (200, {"saved": True, "marked": 1})
    assert re.search(r'value="2402"\s+checked', rosa.get(url("ballot", "0603")).content.decode())
    too_many = rosa.post(url("save", "0603"), {"choices": ["2401", "2402", "2403", "2404"]}, headers=JSON)
    assert (too_many.status_code, too_many.json()["saved"]) == (422, False)
    assert Basket.objects.count() == 1


def test_too_many_marks_without_script_keep_what_was_marked_and_say_what_to_do():
    open_for(cast.rosa())
    page = signed_in(cast.rosa()).post(url("save", "0603"), {"choices": ["2401", "2402", "2403", "2404"]})
    assert page.status_code == 422
    assert page.content.count(b" checked") == 4
    assert "Marcaste 4 y en esta lista se puede marcar hasta 3" in words(page)


def test_a_second_vote_from_another_tab_is_answered_with_409_and_a_way_to_the_receipt():
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    rosa.post(url("cast", "0603"), {"choices": ["2401"]})
    second = rosa.post(url("cast", "0603"), {"choices": ["2402"]})
    assert second.status_code == 409
    assert "Tu voto en esta lista ya está dentro" in words(second)
    assert url("receipt", "0603") in second.content.decode()
    assert json.loads(Ballot.objects.get().choices) == ["2401"]
    assert rosa.get(url("ballot", "0603")).headers["Location"] == url("receipt", "0603")


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        (OPENS - timedelta(seconds=1), "La votación todavía no empieza: abre el viernes 8 de mayo de 2026, 09:00"),
        (CLOSES, "La votación cerró el lunes 18 de mayo de 2026, 09:00"),
    ],
)
def test_before_and_after_the_page_says_why_and_when(at, sentence):
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    with time_machine.travel(at, tick=False):
        rosa = signed_in(cast.rosa())
        for page, status in ((rosa.get(url("choose")), 200), (rosa.get(url("ballot", "0603")), 403)):
            assert page.status_code == status
            assert sentence in words(page)
        late = rosa.post(url("cast", "0603"), {"choices": ["2401"]})
        assert late.status_code == 422
        assert sentence in words(late)
    assert Ballot.objects.count() == 0


def test_the_poll_closes_while_the_form_is_open():
    open_for(cast.rosa())
    with time_machine.travel(CLOSES - timedelta(seconds=1), tick=False):
        rosa = signed_in(cast.rosa())
        assert rosa.get(url("ballot", "0603")).status_code == 200
    with time_machine.travel(CLOSES, tick=False):
        assert rosa.post(url("save", "0603"), {"choices": ["2401"]}, headers=JSON).json()["saved"] is False
    assert Basket.objects.count() == Ballot.objects.count() == 0


def test_whoever_is_not_on_the_roll_is_told_why_and_led_to_accreditation():
    open_for(cast.rosa())
    stranger = signed_in(verified(cast.julio()))
    for page in (stranger.get(url("choose")), stranger.get(url("ballot", "0603"))):
        assert "No estás en el padrón de esta votación" in words(page)
        assert "Ver cómo acreditarme" in words(page)
    assert stranger.post(url("cast", "0603"), {"choices": ["2401"]}).status_code == 422
    assert "tu cuenta no tiene documento" in words(signed_in(cast.victor()).get(url("choose")))
    assert Ballot.objects.count() == 0


def test_nobody_is_asked_to_sign_in_and_every_other_page_of_the_voter_leads_there():
    open_for(cast.rosa())
    assert "Ingresa para votar" in words(Client().get(url("choose")))
    for name in ("ballot", "review", "receipt"):
        assert Client().get(url(name, "0603")).status_code == 302
    assert Client().post(url("cast", "0603"), {"choices": ["2401"]}).status_code == 302
    assert Ballot.objects.count() == 0


def test_reading_pages_do_not_vote():
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    assert rosa.get(url("cast", "0603")).status_code == 405
    assert rosa.get(url("save", "0603")).status_code == 405
    strict = cast.sign_in(Client(enforce_csrf_checks=True), cast.rosa())
    assert strict.post(url("cast", "0603"), {"choices": ["2401"]}).status_code == 403
    assert Ballot.objects.count() == VotingMark.objects.count() == 0


def test_a_blank_vote_is_a_choice_that_one_makes_explicitly():
    open_for(cast.rosa())
    rosa = signed_in(cast.rosa())
    assert rosa.post(url("cast", "0603"), {}).status_code == 422
    rosa.post(url("save", "0603"), {"blank": "1", "next": "review"})
    assert "Vas a votar en blanco" in words(rosa.get(url("review", "0603")))
    assert rosa.post(url("cast", "0603"), {"blank": "1"}).status_code == 302
    assert json.loads(Ballot.objects.get().choices) == []


def test_my_vote_tells_me_and_nobody_else_whether_one_was_cast_in_my_name():
    poll = open_for(cast.rosa(), cast.julio())
    vote(poll, cast.rosa(), "2401")
    assert "Sí. El padrón tiene estas marcas a tu nombre" in words(signed_in(cast.rosa()).get(url("mine")))
    assert "No. El padrón no tiene ninguna marca" in words(signed_in(cast.julio()).get(url("mine")))
    assert signed_in(cast.julio()).get(url("receipt", "0603")).headers["Location"] == url("choose")
    assert signed_in(cast.julio()).get(url("receipt_file", "0603")).status_code == 404


def test_anybody_checks_a_receipt():
    poll = open_for(cast.rosa())
    receipt = vote(poll, cast.rosa(), "2401")
    page = Client().post(reverse("voting:receipts"), {"code": receipt.code})
    assert "Está en la urna; entra en el próximo sello" in words(page)
    actions.close_poll(poll=poll, at=CLOSES)
    page = Client().post(reverse("voting:receipts"), {"code": receipt.code})
    assert "Está en la urna, incluida en el sello N.º 1" in words(page)
    assert "No encontramos ese código" in words(Client().post(reverse("voting:receipts"), {"code": "7K2QD"}))


def test_the_order_of_the_projects_is_each_voters_own_and_stays():
    people = crowd(6)
    open_for(*people)
    orders = []
    for person in people:
        client = signed_in(person)
        first, again = (
            tuple(
                re.findall(
                    r'name="choices" id="[^"]+" value="(\d+)"', client.get(url("ballot", "0603")).content.decode()
                )
            )
            for _look in range(2)
        )
        assert first == again
        orders.append(first)
    assert len(set(orders)) > 1


def test_the_public_page_shows_rules_roll_and_seals():
    poll = open_for(*crowd(6))
    page = words(Client().get(url("poll")))
    assert poll.rules_hash in page
    assert "Nadie ve conteos antes del cierre" in page
    assert Client().get(url("rules_file")).content.decode() == poll.rules
    actions.close_poll(poll=poll, at=CLOSES)
    actions.publish_poll(poll=Poll.objects.get(), actor=None, at=CLOSES)
    seals = Client().get(url("seals_file")).json()["seals"]
    assert [(seal["scope"], seal["ballots"]) for seal in seals] == [("0603", 0), ("MULTI", 0)]
    assert "Votos por proyecto" in words(Client().get(url("poll")))


def test_a_draft_poll_keeps_its_files_to_itself():
    draft_poll()
    assert Client().get(url("rules_file")).status_code == 404
    assert "La votación todavía se está preparando" in words(Client().get(url("choose")))


def test_the_team_opens_extends_closes_publishes_and_each_step_is_explained():
    poll = open_for(cast.rosa())
    desk = conductor()
    assert "Se cierra sola el lunes 18 de mayo de 2026" in words(desk.get(url("staff")))
    early = desk.post(url("close"))
    assert early.status_code == 422
    assert "La votación sigue abierta" in words(early)
    later = timezone.localtime(CLOSES + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert desk.post(url("extend"), {"closes_at": later, "reason": ""}).status_code == 422
    assert desk.post(url("extend"), {"closes_at": later, "reason": "Corte de luz"}).status_code == 302
    assert "Motivo: Corte de luz" in words(Client().get(url("poll")))
    with time_machine.travel(CLOSES + timedelta(days=1), tick=False):
        desk = conductor()
        assert desk.post(url("close")).status_code == 302
        assert desk.post(url("destroy")).status_code == 422
        assert desk.post(url("publish")).status_code == 302
    poll.refresh_from_db()
    assert poll.status == "published"


def test_the_team_annuls_with_two_signatures():
    poll = open_for(cast.rosa())
    vote(poll, cast.rosa(), "2401")
    entry = poll.roll.get(scope__key="0603")
    with time_machine.travel(CLOSES, tick=False):
        actions.close_poll(poll=poll, at=CLOSES)
        first, second = conductor(), signed_in(cast.give_role(cast.victor(), poll.space, "coordinator"))
        assert "Rosa" in words(first.get(url("roll") + "?q=rosa"))
        assert first.post(url("annul", entry.pk), {"reason": ""}).status_code == 422
        assert first.post(url("annul", entry.pk), {"reason": "Suplantación"}).status_code == 302
        assert first.post(url("annul", entry.pk)).status_code == 409
        assert "Leer y firmar" in words(second.get(url("staff")))
        assert second.post(url("annul", entry.pk)).status_code == 302
    assert Annulment.objects.get().signed_by == cast.victor()
    poll.refresh_from_db()
    assert queries.tally(poll)["0603"].annulled == 1


STAFF_PAGES = [
    ("staff", "get"),
    ("roll", "get"),
    *[(name, "post") for name in ("open", "close", "extend", "destroy", "publish")],
]


@pytest.mark.parametrize(("name", "method"), STAFF_PAGES)
def test_strangers_do_not_conduct(name, method):
    open_for(cast.rosa())
    cast.give_role(cast.victor(), cast.space(), "oversight")
    for person in (cast.carmen(), cast.victor()):
        assert getattr(signed_in(person), method)(url(name)).status_code == 403
    for client in (signed_in(cast.rosa()), Client()):
        assert getattr(client, method)(url(name)).status_code == 302
    assert Poll.objects.get().status == "open"


def test_a_poll_of_a_draft_space_does_not_exist_for_the_public():
    open_for(cast.rosa(), space=cast.space(status="draft"))
    for name in ("choose", "poll", "rules_file", "seals_file"):
        assert Client().get(url(name)).status_code == 404
    code = vote_code_of_draft()
    assert "No encontramos ese código" in words(Client().post(reverse("voting:receipts"), {"code": code}))


def vote_code_of_draft() -> str:
    poll = Poll.objects.get()
    poll.space.status = "published"
    return vote(poll, cast.rosa(), "2401").code


def test_no_route_of_the_program_tells_a_count_while_the_poll_is_open():
    """Every public, voter's and staff page of the program that takes a space, asked by everybody: the page with a
    strange number of votes and the page with none are the same, but for the turnout."""
    people = crowd(6)
    polls = [open_for(*people, cast.rosa()), open_for(*people, cast.rosa(), key="otra")]
    askers = {
        "nobody": Client(raise_request_exception=False),
        "voter": signed_in(cast.rosa()),
        "team": conductor(),
        "operator": signed_in(cast.operator()),
    }
    cast.second_factor(cast.operator())
    askers["operator"] = signed_in(cast.operator())
    routes = routes_of_a_space()
    for page in ("poll", "rules_file", "seals_file", "choose", "mine", "staff", "roll", "batches", "desk"):
        assert {url(page), url(page, "otra")} <= set(routes)
    before = {(who, route): countless(client.get(route)) for who, client in askers.items() for route in routes}
    for poll in polls:
        for person in people[:5]:
            vote(poll, person, "2403")
        vote(poll, people[5], "2401", "2403")
    for (who, route), page in before.items():
        assert countless(askers[who].get(route)) == page, (who, route)


def routes_of_a_space() -> list[str]:
    """Every address that needs no more than a space (or nothing at all)."""
    found = []
    for pattern, prefix in walk(get_resolver().url_patterns, ""):
        route = (
            (prefix + str(pattern.pattern)).replace("<slug:slug>", "pp-2027").replace("<slug:entity>", "gore-cajamarca")
        )
        route = route.replace("<str:scope>", "0603").replace("votaciones/<slug:key>", "votaciones/otra")
        if "<" not in route and "(" not in route and "cuenta/" not in route:
            found.append("/" + route)
    return found


def walk(patterns, prefix):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield pattern, prefix


def countless(response) -> str:
    """The page without its turnout, one-time tokens and messages left over from the page before."""
    body = b"".join(response) if response.streaming else response.content
    text = body.decode("utf-8", "replace")
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    text = re.sub(r'<div role="status">\s*<ul class="messages".*?</ul>\s*</div>', "", text, flags=re.DOTALL)
    text = re.sub(r'<td class="number"[^>]*>(menos de 5|\d+)</td>\s*<td[^>]*>((?!</td>).)*</td></tr>', "", text)
    return re.sub(r"\s+", " ", text)
