"""Staff pages open only to a session that gave the second factor: having one is not enough."""

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from tests.factories import cast
from tinkuy.foundation.accounts.access import operator, require_second_factor
from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.shared.routes import public


@require_second_factor
def desk(request):
    return HttpResponse("dentro")


def visit(user, *, with_second_factor: bool, client, view=desk, **kwargs):
    cast.sign_in(client, user, with_second_factor=with_second_factor)
    request = RequestFactory().get("/panel/")
    request.user = user
    request.session = SessionStore(session_key=client.session.session_key)
    request._messages = FallbackStorage(request)
    return view(request, **kwargs)


@pytest.mark.django_db
def test_staff_without_a_second_factor_are_led_to_set_it_up(client):
    response = visit(cast.elena(), with_second_factor=False, client=client)
    assert (response.status_code, response.url) == (302, "/cuenta/2fa/totp/activate/")


@pytest.mark.django_db
def test_a_session_made_without_the_second_factor_must_give_it_first(client):
    elena = cast.give_role(cast.elena(), cast.space())
    response = visit(elena, with_second_factor=False, client=client)
    assert (response.status_code, response.url) == (302, "/cuenta/2fa/reauthenticate/?next=%2Fpanel%2F")


@pytest.mark.django_db
def test_a_session_that_gave_the_second_factor_enters(client):
    elena = cast.give_role(cast.elena(), cast.space())
    assert visit(elena, with_second_factor=True, client=client).content == b"dentro"


@pytest.mark.django_db
def test_every_kind_of_access_has_its_word():
    assert public(lambda request: None).access == "public"
    assert operator(desk).access == "operator"
    assert entity_role("planning", "desk")(desk).access == "entity:planning|desk"
