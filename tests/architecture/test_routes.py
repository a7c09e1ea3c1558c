"""Every route says who may enter, and keeps it: nobody of another entity, no stranger, no error page of ours."""

import re

import pytest

from tests.factories import cast
from tinkuy.faces.web.routes import Route, all_routes
from tinkuy.foundation.accounts.routes import ALLAUTH_ACCESS

ROUTES = all_routes()
STAFF = ("space:", "entity:", "operator")
VALUES = {"slug": "pp-2027", "entity": "gore-cajamarca", "provider_id": "idperu", "code": "0601", "purpose": "data"}
# Values for every kind of converter; a page of something that is not there may say 404, never 500.
KINDS = {"int": "1", "str": "x1", "slug": "x1", "uuid": "00000000-0000-4000-8000-000000000000", "path": "x1"}


def address(route: Route) -> str:
    path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda match: VALUES.get(match[1], "x1"), route.path)
    path = re.sub(r"<(?:(\w+):)?(\w+)>", lambda match: VALUES.get(match[2], KINDS[match[1] or "str"]), path)
    return path.replace("^", "").replace("$", "")


def visit(client, route: Route) -> dict[str, int]:
    client.raise_request_exception = False
    return {method: getattr(client, method)(address(route)).status_code for method in ("get", "post")}


def carmen_signs_in(client):
    cast.sign_in(client, cast.carmen())


def citizen_signs_in(client):
    cast.sign_in(client, cast.julio())


def nobody_signs_in(client):
    pass


ROLES = [nobody_signs_in, citizen_signs_in, carmen_signs_in]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.path)
def test_every_route_declares_its_access(route):
    assert route.access.startswith(("public", "signed-in", *STAFF))


def test_the_table_of_allauth_names_no_page_that_is_not_there():
    served = {route.name or route.path for route in ROUTES}
    optional = {
        "account_signup_by_passkey", "account_change_phone", "account_verify_phone", "account_request_login_code",
        "mfa_trust", "mfa_signup_webauthn",
    }  # fmt: skip
    assert set(ALLAUTH_ACCESS) - served - optional == set()


@pytest.fixture
def _ground(db):
    cast.space()
    cast.carmen()


@pytest.mark.usefixtures("_ground")
@pytest.mark.parametrize("sign_in", ROLES, ids=["nobody", "citizen", "official of another entity"])
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.access.startswith(STAFF)], ids=lambda route: route.path
)
def test_staff_pages_open_for_none_of_these(client, route, sign_in):
    sign_in(client)
    statuses = visit(client, route)
    assert set(statuses.values()) <= {302, 403, 404, 405}, statuses


@pytest.mark.usefixtures("_ground")
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.access == "signed-in"], ids=lambda route: route.path
)
def test_pages_of_who_signed_in_ask_a_stranger_to(client, route):
    statuses = visit(client, route)
    assert set(statuses.values()) <= {302, 401, 404, 405}, statuses


@pytest.mark.usefixtures("_ground")
@pytest.mark.parametrize("sign_in", ROLES, ids=["nobody", "citizen", "official of another entity"])
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if not route.access.startswith(STAFF)], ids=lambda route: route.path
)
def test_no_page_answers_with_an_error_of_ours(client, route, sign_in):
    sign_in(client)
    assert [status for status in visit(client, route).values() if status >= 500] == []
