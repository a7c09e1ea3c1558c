"""The desk, the handed screen and the batches as pages; and no figure on any of them before the close."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import cast
from tests.factories.batches import AFTER, box, closed, key, poll_by_hand, reading
from tests.factories.voting import DURING, crowd, document_number, scope_of
from tinkuy.commons.voting import actions
from tinkuy.commons.voting.models import Batch, DeskSession, VotingMark
from tinkuy.commons.voting.refusals import DeskRefusal

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def url(name, *arguments):
    return reverse(f"voting:{name}", args=["pp-2027", *arguments])


def clerk(user=None, role="desk"):
    user = cast.give_role(user or cast.elena(), cast.space(), role)
    return cast.sign_in(Client(raise_request_exception=False), user)


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_the_screen_is_handed_over_and_the_person_votes_alone():
    poll_by_hand(5)
    person = crowd(5)[0]
    form = {"kind": "dni", "number": document_number(person), "reason": "reading", "identity_check": "document"}
    with time_machine.travel(DURING, tick=False):
        desk = clerk()
        assert str(person) in words(desk.post(url("desk"), {**form, "step": "look"}))
        code = re.search(r"\b\w{5}-\w{5}\b", words(desk.post(url("desk"), {**form, "step": "open"})))[0]
        kept = desk.post(reverse("voting:kiosk"), {"code": code})
        assert (kept.status_code, str(DeskRefusal.STAFF_SCREEN.reason.sentence) in words(kept)) == (409, True)
        screen = Client()
        assert screen.post(reverse("voting:kiosk"), {"code": "XXXXX-XXXXX"}).status_code == 422
        assert screen.post(reverse("voting:kiosk"), {"code": code}).headers["Location"] == reverse("voting:kiosk")
        ballot = reverse("voting:kiosk_ballot", args=["0603"])
        assert screen.get(ballot).content.count(b'name="choices"') == 4
        review = screen.post(ballot, {"choices": ["2401"], "step": "review"})
        assert "Confirma tu voto" in words(review)
        screen.post(ballot, {"choices": ["2401"], "step": "confirm"})
        page = words(screen.get(reverse("voting:kiosk")))
        assert re.search(r"\w{5}-\w{5}-\w{5}-\w{5}", page)
        screen.post(reverse("voting:kiosk_end"))
        assert "Escribe el código" in words(screen.get(reverse("voting:kiosk")))
    assert VotingMark.objects.get().channel == "desk"
    assert DeskSession.objects.get().person == ""


def test_a_box_is_received_keyed_twice_and_counted_by_pages():
    poll = poll_by_hand(8)
    elena, victor = clerk(role="coordinator"), clerk(cast.victor())
    form = {"scope": "0603", "channel": "paper", "place": "Utco", "box": "1", "signers": "1-6"}
    form |= {"declared_ballots": 6, "handed_in_at": "2026-05-08T10:30"}
    with time_machine.travel(DURING, tick=False):
        assert "Imprimir el padrón" in words(elena.get(url("batches")))
        assert "Votante 1" in words(elena.get(url("printed_roll", "0603")))
        refused = elena.post(url("batches"), {**form, "declared_ballots": 7})
        assert (refused.status_code, "Firmaron 6 personas y hay 7 cédulas." in words(refused)) == (422, True)
        assert elena.post(url("batches"), form).headers["Location"] == url("batch", 1)
    closed(poll)
    fields = {"ballots": 6, "valid": 4, "blank": 1, "null_votes": 1}
    fields |= {f"option_{option.pk}": 1 for option in scope_of(poll).options.all()}
    with time_machine.travel(AFTER, tick=False):
        for client in (elena, victor):
            photo = SimpleUploadedFile("acta.pdf", PDF, "application/pdf")
            assert client.post(url("batch", 1), {**fields, "sheet": photo}).status_code == 302
        assert Batch.objects.get().state == "counted"
        assert elena.get(url("batch_sheet", 1, 1)).headers["Content-Type"] == "application/pdf"
        actions.publish_poll(poll=poll, actor=cast.elena(), at=AFTER)
        public = words(Client().get(url("poll")))
        assert "Papel y asambleas" in public
        assert "En papel: 6" in public
        assert elena.post(url("batch_reverse", 1), {"reason": "tarde"}).status_code == 409


def test_readings_that_differ_are_settled_on_the_page_and_no_figure_is_shown_before_the_close():
    poll = poll_by_hand(8)
    batch = box(poll, "1-8", ballots=8, channel="assembly", box="única")
    said = reading(8, 8, 0, 0, o2401=7, o2402=7)
    key(batch, cast.elena(), said, at=DURING)
    key(batch, cast.victor(), reading(8, 8, 0, 0, o2401=6, o2402=7), at=DURING)
    third = clerk(cast.julio(), "coordinator")
    with time_machine.travel(DURING, tick=False):
        page = words(third.get(url("batch", 1)))
        assert "Difieren en: Camino vecinal Celendín" in page
        assert third.get(url("batch_sheet", 1, 1)).status_code == 403
        settled = third.post(url("batch_settle", 1), {"keying": 1, "reason": "La foto dice 7"})
        assert settled.status_code == 302
        for name in ("batch", "batches", "staff", "poll"):
            page = third.get(url(name, 1) if name == "batch" else url(name)).content.decode()
            assert not re.search(r"<td class=\"number\">7</td>", page), name
    with time_machine.travel(AFTER, tick=False):
        closed(poll)
        assert re.search(r"<td class=\"number\">7</td>", third.get(url("batch", 1)).content.decode())


def test_strangers_find_no_desk_and_the_page_of_batches_asks_as_much_with_many(django_assert_max_num_queries):
    poll = poll_by_hand(30)
    for number in range(4):
        box(poll, f"{number * 6 + 1}-{number * 6 + 6}", box=str(number))
    with time_machine.travel(DURING + timedelta(minutes=1), tick=False):
        stranger = cast.sign_in(Client(), cast.carmen())
        assert {stranger.get(url(name)).status_code for name in ("desk", "batches")} == {403}
        elena = clerk()
        with django_assert_max_num_queries(25):
            assert words(elena.get(url("batches"))).count("Recibido, sin contar") == 4


@pytest.mark.parametrize("page", ["mesa/", "lotes/"])
def test_before_there_is_a_vote_the_desk_says_so(client, page):
    cast.give_role(cast.elena(), cast.space(), "coordinator")
    cast.sign_in(client, cast.elena())
    assert "La votación todavía no está preparada" in client.get(f"/panel/espacios/pp-2027/votacion/{page}").text
