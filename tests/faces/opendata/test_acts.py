"""Anybody can read the log of acts, take it home, and check that nothing in it was changed."""

import json

import pytest
from django.db import connection

from tests.factories import cast
from tests.factories.cast import AT
from tinkuy.foundation.accounts import actions
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.rules import first_break
from tinkuy.foundation.shared import triggers

pytestmark = pytest.mark.django_db


def acts(count: int, chain: str = "space:pp-2027") -> None:
    for number in range(count):
        record(chain=chain, kind="voting.batch_sealed", at=AT, actor_role="system", payload={"ballots": number})


def test_the_file_holds_the_whole_chain_and_can_be_checked_elsewhere(client):
    acts(3, chain="platform")
    response = client.get("/datos/actos.jsonl")
    lines = [json.loads(line) for line in b"".join(response.streaming_content).splitlines()]
    assert [line["sequence"] for line in lines] == [1, 2, 3]
    assert first_break(lines) is None
    lines[1]["payload"] = '{"ballots":99}'
    assert first_break(lines) == 2


def test_the_page_says_what_happened_in_words_newest_first(client):
    actions.declare_document(user=cast.rosa(), kind="dni", number="10117410", at=AT)
    acts(1, chain="platform")
    page = client.get("/datos/actos/").content.decode()
    assert page.index("N.º 2") < page.index("N.º 1")
    assert "Alguien declaró su documento" in page
    assert "Rosa" not in page


def test_the_check_recomputes_and_tells_where_it_breaks(client):
    cast.space()
    acts(3)
    assert "La cadena está íntegra" in client.get("/datos/espacios/pp-2027/comprobar/").content.decode()
    triggers.remove(connection, "audit_act")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_act SET payload = '{}' WHERE sequence = 2")
    triggers.install(connection, "audit_act")
    assert "se rompe en el acto 2" in client.get("/datos/espacios/pp-2027/comprobar/").content.decode()


def test_of_a_process_in_preparation_nothing_is_known(client):
    cast.space(status="draft")
    acts(1)
    assert client.get("/datos/espacios/pp-2027/comprobar/").status_code == 404
    cast.sign_in(client, cast.carmen())
    assert client.get("/datos/espacios/pp-2027/comprobar/").status_code == 404
    assert "Presupuesto Participativo" not in client.get("/datos/").content.decode()


def test_the_platform_has_its_own_chain(client):
    acts(2, chain="platform")
    assert "sus 2 actos" in client.get("/datos/actos/comprobar/").content.decode()


def test_published_processes_offer_their_acts(client):
    cast.space()
    assert "/espacios/pp-2027/registro/actos.jsonl" in client.get("/datos/").content.decode()


@pytest.mark.parametrize("count", [3, 200])
def test_a_long_log_costs_what_a_short_one_does(client, count, django_assert_max_num_queries):
    acts(count, chain="platform")
    with django_assert_max_num_queries(6):
        page = client.get("/datos/actos/").content.decode()
    assert ("Siguientes" in page) == (count > 50)
