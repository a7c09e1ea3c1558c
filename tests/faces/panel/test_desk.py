"""The desk: its team works there, an official of another entity does not, a stranger signs in first."""

import pytest
from django.urls import reverse

from tests.factories import cast
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.spaces.models import Space

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    space = cast.space()
    cast.sign_in(client, cast.give_role(cast.elena(), space, "coordinator"))
    return client, space


def test_the_team_sees_its_processes_and_what_closes_soon(desk, time_machine):
    client, space = desk
    time_machine.move_to(cast.AT)
    cast.stage(space, "inscripcion", days=5)
    page = client.get(reverse("panel:home")).content.decode()
    assert space.title in page
    assert "miércoles 13 de mayo de 2026" in page


def test_a_citizen_without_roles_is_told_whom_the_desk_is_for(client):
    cast.sign_in(client, cast.rosa())
    cast.second_factor(cast.rosa())
    cast.sign_in(client, cast.rosa())
    response = client.get(reverse("panel:home"))
    assert response.status_code == 403


@pytest.mark.parametrize("name", ["space", "describe", "stages", "documents", "team", "acts"])
def test_an_official_of_another_entity_enters_no_page_of_ours(client, name):
    space = cast.space()
    cast.sign_in(client, cast.carmen())
    assert client.get(reverse(f"panel:{name}", args=[space.slug])).status_code == 403


@pytest.mark.parametrize("name", ["space", "describe", "stages", "documents", "team", "acts"])
def test_a_stranger_is_led_to_sign_in(client, name):
    response = client.get(reverse(f"panel:{name}", args=[cast.space().slug]))
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["space", "describe", "stages", "documents", "team", "acts"])
def test_every_page_of_the_desk_opens_for_the_coordinator(desk, name):
    client, space = desk
    cast.stage(space, "inscripcion")
    cast.space_document(space, "ordenanza")
    page = client.get(reverse(f"panel:{name}", args=[space.slug]))
    assert page.status_code == 200
    assert f"<h1>{space.title}</h1>" in page.content.decode() or "<h1>" in page.content.decode()


def test_a_draft_is_created_from_the_entity_and_only_its_team_finds_it(client):
    user = cast.give_entity_role(cast.elena(), cast.public_body())
    cast.sign_in(client, user)
    fields = {"component": "budgeting", "title": "PP 2029", "level": "decision"}
    response = client.post(reverse("panel:new_space", args=["gore-cajamarca"]), fields)
    space = Space.objects.get(title="PP 2029")
    assert response.url == reverse("panel:space", args=[space.slug])
    client.logout()
    assert client.get(f"/espacios/{space.slug}/").status_code == 404


def test_dates_that_end_before_they_start_are_refused_and_what_was_typed_stays(desk):
    client, space = desk
    fields = {"kind": "inscripcion", "opens_at": "2026-05-10T08:00", "closes_at": "2026-05-09T08:00", "reason": "x"}
    response = client.post(reverse("panel:stages", args=[space.slug]), fields)
    assert response.status_code == 422
    page = response.content.decode()
    assert "terminaría antes de empezar" in page
    assert "2026-05-10T08:00" in page
    assert not space.stages.exists()


def test_a_move_with_its_reason_is_recorded_under_the_name_of_who_did_it(desk):
    client, space = desk
    fields = {"kind": "inscripcion", "opens_at": "2026-05-10T08:00", "closes_at": "2026-05-19T08:00", "reason": "Paro"}
    assert client.post(reverse("panel:stages", args=[space.slug]), fields).status_code == 302
    act = Act.objects.get(kind="spaces.scheduled_stage")
    assert (act.actor_number, act.chain) == (cast.elena().pk, space.chain)
    page = client.get(reverse("panel:acts", args=[space.slug])).content.decode()
    assert "Elena Cabrera Díaz" in page


def test_naming_somebody_without_an_account_says_what_to_do(desk):
    client, space = desk
    response = client.post(reverse("panel:team", args=[space.slug]), {"email": "no@existe.pe", "role": "desk"})
    assert response.status_code == 422
    assert "Pide a la persona que cree su cuenta" in response.content.decode()


def test_publishing_and_finishing_need_a_post(desk):
    client, space = desk
    for name in ("publish", "finish"):
        assert client.get(reverse(f"panel:{name}", args=[space.slug])).status_code == 405
    assert client.post(reverse("panel:finish", args=[space.slug])).status_code == 302
    assert Space.objects.get(pk=space.pk).status == "finished"


def test_the_navigation_names_only_what_the_person_may_enter(client):
    space = cast.space()
    cast.sign_in(client, cast.give_role(cast.victor(), space, "oversight"))
    page = client.get(reverse("panel:space", args=[space.slug])).content.decode()
    assert reverse("panel:acts", args=[space.slug]) in page
    assert reverse("panel:team", args=[space.slug]) not in page
