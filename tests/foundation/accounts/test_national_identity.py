"""Signing in with the national identity, against a real issuer on this machine that can also misbehave."""

import json
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.core.cache import cache

from tests.factories import cast
from tests.factories.cast import AT
from tinkuy.foundation.accounts import actions, queries
from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.accounts.refusals import IdentityRefusal
from tools.identity_simulator import CLIENT_ID, CLIENT_SECRET, Simulator

pytestmark = pytest.mark.django_db
DOCUMENT = "10117410"
AGREES = {"consent_terms": "on", "consent_data": "on", "given_names": "Otra", "paternal_surname": "Persona"}


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


@pytest.fixture
def issuer(settings):
    simulator = Simulator(person=DOCUMENT).start()
    app = {"provider_id": "idperu", "name": "ID Perú", "client_id": CLIENT_ID, "secret": CLIENT_SECRET}
    app["settings"] = {"server_url": simulator.issuer, "token_auth_method": "client_secret_basic"}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    cache.clear()
    yield simulator
    simulator.shutdown()
    simulator.server_close()


def go_through(client, process="login"):
    """The browser's way: our button, the issuer, back to us."""
    to_issuer = client.post(f"/cuenta/oidc/idperu/login/?process={process}")
    assert to_issuer.status_code == 302, to_issuer.content.decode()
    try:
        build_opener(NoRedirect).open(to_issuer.url)
    except HTTPError as answer:
        back = answer.headers["Location"]
    return client.get(back)


def sign_up(client, email="rosa@ejemplo.pe"):
    answer = go_through(client)
    assert answer.url == "/cuenta/3rdparty/signup/"
    return client.post(answer.url, {**AGREES, "email": email})


def test_a_new_person_agrees_and_has_a_verified_document_and_the_names_it_proved(client, issuer):
    sign_up(client)
    rosa = User.objects.get()
    assert rosa.full_name == "Rosa Huamán Chávez"
    assert queries.document_number(rosa) == DOCUMENT
    assert queries.identity_level(rosa) == IdentityLevel.VERIFIED
    assert rosa.identity.verification_means == "ID Perú face_mobile"
    assert sorted(queries.consents_in_force(rosa)) == ["data", "terms"]


def test_without_agreeing_there_is_no_account(client, issuer):
    answer = go_through(client)
    client.post(answer.url, {"email": "rosa@ejemplo.pe", "given_names": "Rosa", "paternal_surname": "Huamán"})
    assert User.objects.count() == 0


def test_the_number_is_never_kept_in_the_clear(client, issuer):
    go_through(client)
    sessions = [json.dumps(session.get_decoded()) for session in Session.objects.all()]
    assert len(sessions) == 1
    assert DOCUMENT not in "".join(sessions)
    sign_up(client)
    account = SocialAccount.objects.get()
    assert account.extra_data == {}
    assert DOCUMENT not in account.uid


def test_coming_again_is_the_same_account(client, issuer):
    sign_up(client)
    client.logout()
    go_through(client)
    assert User.objects.count() == 1


@pytest.mark.parametrize(("acr", "level"), [("pki_dnie", 3), ("only_questions", 1)])
def test_the_way_of_proving_gives_the_level(client, issuer, acr, level):
    issuer.acr = acr
    sign_up(client)
    assert IdentityDocument.objects.get().level == level


def test_a_document_that_an_official_verified_leads_to_its_account(client, issuer):
    actions.declare_document(user=cast.rosa(), kind="dni", number=DOCUMENT, at=AT)
    actions.verify_identity(user=cast.rosa(), official=cast.elena(), means="DNI visto en mesa", at=AT)
    go_through(client)
    assert client.session["_auth_user_id"] == str(cast.rosa().pk)


def test_a_weak_proof_opens_no_account_that_an_official_verified(client, issuer):
    actions.declare_document(user=cast.rosa(), kind="dni", number=DOCUMENT, at=AT)
    actions.verify_identity(user=cast.rosa(), official=cast.elena(), means="DNI visto en mesa", at=AT)
    issuer.acr = "only_questions"
    go_through(client)
    assert "_auth_user_id" not in client.session
    assert SocialAccount.objects.count() == 0


def test_a_weak_proof_does_not_take_the_document_that_another_declared(client, issuer):
    actions.declare_document(user=cast.julio(), kind="dni", number=DOCUMENT, at=AT)
    issuer.acr = "only_questions"
    assert sign_up(client, email="otra@ejemplo.pe").status_code == 422
    assert queries.document_number(cast.julio()) == DOCUMENT


def test_a_document_that_somebody_else_only_declared_gives_way_to_the_proof(client, issuer):
    actions.declare_document(user=cast.julio(), kind="dni", number=DOCUMENT, at=AT)
    sign_up(client, email="otra@ejemplo.pe")
    assert queries.identity_level(cast.julio()) == IdentityLevel.CONTACT
    assert queries.document_number(User.objects.get(email="otra@ejemplo.pe")) == DOCUMENT


def test_somebody_signed_in_connects_it_to_their_account(client, issuer):
    cast.sign_in(client, cast.rosa())
    go_through(client, process="connect")
    assert queries.document_number(cast.rosa()) == DOCUMENT
    assert SocialAccount.objects.get().user == cast.rosa()


def test_an_account_with_another_verified_document_is_not_connected(client, issuer):
    actions.link_verified_document(user=cast.rosa(), kind="dni", number="40404040", level=2, means="x", at=AT)
    cast.sign_in(client, cast.rosa())
    answer = go_through(client, process="connect")
    assert answer.status_code == 422
    assert SocialAccount.objects.count() == 0
    assert queries.document_number(cast.rosa()) == "40404040"


@pytest.mark.parametrize(
    "fault", ["wrong_issuer", "wrong_audience", "expired", "token_error", "userinfo_error", "no_document"]
)
def test_an_issuer_that_misbehaves_opens_no_door(client, issuer, fault):
    issuer.fault = fault
    answer = go_through(client)
    assert answer.status_code == 422
    assert str(IdentityRefusal.PROVIDER_FAILED.reason.sentence) in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 0


def test_whoever_says_no_at_the_issuer_is_not_signed_in(client, issuer):
    issuer.fault = "denied"
    answer = go_through(client)
    assert answer.status_code in (302, 422)
    assert "_auth_user_id" not in client.session


def test_an_issuer_that_is_down_is_said_so(client, issuer):
    issuer.shutdown()
    issuer.server_close()
    answer = client.post("/cuenta/oidc/idperu/login/")
    assert answer.status_code == 422
    assert str(IdentityRefusal.PROVIDER_FAILED.reason.sentence) in answer.content.decode()


def test_without_an_agreement_there_is_no_such_door(client):
    assert client.post("/cuenta/oidc/idperu/login/").status_code == 404
    assert "ID Perú" not in client.get("/cuenta/login/").content.decode()


def test_the_sign_in_page_offers_it(client, issuer):
    assert "ID Perú" in client.get("/cuenta/login/").content.decode()
