"""Short codes lead where they should and nowhere else; following needs an account and a POST."""

import pytest
from django.test import Client

from tests.factories import cast
from tests.factories.dossiers import dossier
from tinkuy.foundation.dossiers.models import Dossier, Follow

pytestmark = pytest.mark.django_db


@pytest.fixture
def bridge() -> Dossier:
    record = dossier("Puente Balsas", path="/espacios/puente/")
    Dossier.objects.filter(pk=record.pk).update(code="10AB0Z")
    record.refresh_from_db()
    return record


@pytest.mark.parametrize("typed", ["10AB0Z", "1OABOZ", "i0ab0z", "l0ab-0z", "10-AB-0Z"])
def test_a_code_typed_as_people_copy_it_leads_to_the_record(client: Client, bridge, typed):
    response = client.get(f"/c/{typed}/")
    assert (response.status_code, response["Location"]) == (302, "/espacios/puente/")


@pytest.mark.parametrize("page", ["", "qr.svg", "hoja/"])
def test_the_code_of_a_draft_leads_nowhere(client: Client, page):
    draft = dossier("Secreto", published=False)
    assert client.get(f"/c/{draft.code}/{page}").status_code == 404


@pytest.mark.parametrize("path", ["https://otro.pe/", "//otro.pe/", "javascript:alert(1)"])
def test_a_record_never_leads_out_of_the_site(client: Client, path):
    record = dossier("Raro", path=path)
    assert client.get(f"/c/{record.code}/")["Location"] == "/"


def test_the_qr_is_a_drawing_without_script(client: Client, bridge):
    response = client.get("/c/10AB0Z/qr.svg")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<script" not in response.content
    assert b"<svg" in response.content


def test_the_sheet_prints_the_address(client: Client, bridge):
    assert "/c/10AB0Z/" in client.get("/c/10AB0Z/hoja/").content.decode()


def test_who_signed_in_follows_and_stops(client: Client, bridge):
    cast.sign_in(client, cast.rosa())
    assert client.post("/c/10AB0Z/seguir/")["Location"] == "/espacios/puente/"
    assert Follow.objects.filter(dossier=bridge, user=cast.rosa()).count() == 1
    client.post("/c/10AB0Z/dejar-de-seguir/")
    assert Follow.objects.count() == 0


def test_a_stranger_is_asked_to_sign_in_and_follows_nothing(client: Client, bridge):
    assert "/cuenta/" in client.post("/c/10AB0Z/seguir/")["Location"]
    assert Follow.objects.count() == 0


def test_following_needs_a_post(client: Client, bridge):
    cast.sign_in(client, cast.rosa())
    assert client.get("/c/10AB0Z/seguir/").status_code == 405
    assert Follow.objects.count() == 0
