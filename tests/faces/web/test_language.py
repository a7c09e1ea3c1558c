"""A language is offered once there is a catalogue of it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_with_one_language_nothing_is_offered(client: Client) -> None:
    assert "Runasimi" not in client.get("/").content.decode()
    client.post("/idioma/", {"language": "qu"})
    assert "django_language" not in client.cookies


def test_with_two_the_foot_offers_both_and_the_device_remembers(client: Client, settings) -> None:
    settings.LANGUAGES = [("es-pe", "Español"), ("qu", "Runasimi")]
    assert "Runasimi" in client.get("/que-es/").content.decode()
    answer = client.post("/idioma/", {"language": "qu", "next": "/que-es/"})
    assert (answer.status_code, answer["Location"], client.cookies["django_language"].value) == (302, "/que-es/", "qu")


@pytest.mark.parametrize("back", ["//malo.example/", "https://malo.example/", "javascript:1", ""])
def test_it_leads_nowhere_else(client: Client, back: str) -> None:
    assert client.post("/idioma/", {"language": "es-pe", "next": back})["Location"] == "/"
