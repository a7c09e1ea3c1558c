"""«Mi cuenta» in the browser's eyes: what one sees, what is refused, and what a stranger gets."""

import json

import pytest
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from tests.factories import cast
from tests.factories.cast import AT, PASSWORD
from tinkuy.foundation.accounts import actions, queries
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.actions import send_waiting
from tinkuy.foundation.mailing.models import OutboxMessage

pytestmark = pytest.mark.django_db

PAGES = ["profile", "edit_profile", "document", "download", "close"]
NEW_PERSON = {
    "email": "nueva@ejemplo.pe",
    "password1": "una-clave-larga-9",
    "given_names": "Nélida",
    "paternal_surname": "Tafur",
    "consent_terms": "on",
    "consent_data": "on",
}


def give_code(client, code, path="mfa_authenticate", **data):
    return client.post(reverse(path), {"code": code, **data})


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, page):
    url = reverse(f"accounts:{page}")
    assert client.get(url).url == f"/cuenta/login/?next={url}"


@pytest.mark.parametrize("page", PAGES)
def test_the_owner_sees_each_page(client, page):
    actions.declare_document(user=cast.rosa(), kind="dni", number="10117410", at=AT)
    response = cast.sign_in(client, cast.rosa()).get(reverse(f"accounts:{page}"))
    assert response.status_code == 200
    assert ("10117410" in response.content.decode()) == (page == "download")


def test_a_new_person_agrees_purpose_by_purpose(client):
    response = client.post(reverse("account_signup"), {**NEW_PERSON, "consent_news": "on"})
    assert response.status_code == 302
    user = User.objects.get(email="nueva@ejemplo.pe")
    assert user.full_name == "Nélida Tafur"
    assert sorted(queries.consents_in_force(user)) == ["data", "news", "terms"]
    send_waiting(at=timezone.now())
    assert mail.outbox[0].to == ["nueva@ejemplo.pe"]
    assert OutboxMessage.objects.get().body == ""


@pytest.mark.parametrize("missing", ["consent_terms", "consent_data", "given_names", "paternal_surname"])
def test_without_what_is_needed_there_is_no_account_and_nothing_typed_is_lost(client, missing):
    typed = {name: value for name, value in NEW_PERSON.items() if name != missing}
    response = client.post(reverse("account_signup"), typed)
    assert missing in response.context["form"].errors
    assert "nueva@ejemplo.pe" in response.content.decode()
    assert User.objects.count() == 0


def test_signing_up_with_a_known_address_answers_as_with_an_unknown_one(client):
    cast.rosa()
    known = client.post(reverse("account_signup"), {**NEW_PERSON, "email": "rosa@ejemplo.pe"})
    unknown = client.post(reverse("account_signup"), NEW_PERSON)
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert User.objects.get(email="rosa@ejemplo.pe").given_names == "Rosa"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client):
    cast.rosa()
    answers = []
    for email in ("rosa@ejemplo.pe", "nadie@ejemplo.pe"):
        response = client.post(reverse("account_login"), {"login": email, "password": "no-es-esta"})
        answers.append((response.status_code, response.context["form"].non_field_errors()))
    assert answers[0] == answers[1]


def test_after_ten_failures_the_right_password_waits_too(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key"}
    cache.clear()
    cast.rosa()
    for _time in range(10):
        client.post(reverse("account_login"), {"login": "rosa@ejemplo.pe", "password": "no-es-esta"})
    response = client.post(reverse("account_login"), {"login": "rosa@ejemplo.pe", "password": PASSWORD})
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    cache.clear()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"kind": "dni", "number": "123"}, "8 dígitos"),
        ({"kind": "dni", "number": "10117410-3"}, "dígito de verificación"),
        ({"kind": "otro", "number": "10117410"}, "kind"),
        ({"kind": "dni", "number": "40404040"}, "No se pudo registrar ese documento"),
    ],
)
def test_a_document_that_cannot_be_is_refused_with_a_sentence(client, data, sentence):
    actions.declare_document(user=cast.julio(), kind="dni", number="40404040", at=AT)
    response = cast.sign_in(client, cast.rosa()).post(reverse("accounts:document"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert queries.document_number(cast.rosa()) == ""


def test_too_many_documents_from_one_place_are_refused(client):
    cache.clear()
    cast.sign_in(client, cast.rosa())
    for number in range(20):
        client.post(reverse("accounts:document"), {"kind": "dni", "number": f"404040{number:02d}"})
    response = client.post(reverse("accounts:document"), {"kind": "dni", "number": "50505050"})
    assert response.status_code == 429
    assert queries.document_number(cast.rosa()) == "40404019"
    cache.clear()


def test_agreeing_and_taking_it_back_are_one_click_each(client):
    cast.sign_in(client, cast.rosa())
    url = reverse("accounts:consent", args=["news"])
    assert client.get(url).status_code == 405
    client.post(url, {"answer": "give"})
    assert list(queries.consents_in_force(cast.rosa())) == ["news"]
    client.post(url, {"answer": "withdraw"})
    assert queries.consents_in_force(cast.rosa()) == {}
    assert client.post(reverse("accounts:consent", args=["terms"]), {"answer": "withdraw"}).status_code == 422
    assert client.post(reverse("accounts:consent", args=["otra"])).status_code == 404


def test_the_download_holds_what_is_kept(client):
    response = cast.sign_in(client, cast.rosa()).get(reverse("accounts:download"))
    assert json.loads(response.content)["cuenta"]["correo"] == "rosa@ejemplo.pe"
    assert response["Content-Disposition"] == 'attachment; filename="mis-datos.json"'


def test_closing_ends_the_session_for_good(client):
    cast.sign_in(client, cast.rosa())
    wrong = client.post(reverse("accounts:close"), {"password": "no", "understood": "on"})
    assert wrong.status_code == 422
    done = client.post(reverse("accounts:close"), {"password": PASSWORD, "understood": "on"})
    assert done.url == "/"
    client.post(reverse("account_login"), {"login": "rosa@ejemplo.pe", "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("purpose", ["terms", "data"])
def test_anybody_may_read_the_texts(client, purpose):
    assert client.get(reverse("accounts:text", args=[purpose])).status_code == 200


def test_there_are_no_other_texts(client):
    assert client.get(reverse("accounts:text", args=["news"])).status_code == 404


class TestDemoSecondFactor:
    """The fixed code opens the door of the demonstration's invented staff, and no other."""

    def sign_in(self, client, settings, *, demo: bool, is_demo: bool):
        settings.DEMO, settings.DEMO_SECOND_FACTOR = demo, "246810"
        elena = cast.person("elena@demo.pe", "Elena", "Demo", "", is_demo=is_demo, demo_role="Equipo técnico")
        cast.second_factor(elena)
        answer = client.post(reverse("account_login"), {"login": elena.email, "password": PASSWORD})
        assert answer.url == reverse("mfa_authenticate")
        give_code(client, "246810")
        return "_auth_user_id" in client.session

    def test_it_opens_in_a_demonstration(self, client, settings):
        assert self.sign_in(client, settings, demo=True, is_demo=True)

    def test_not_elsewhere(self, client, settings):
        assert not self.sign_in(client, settings, demo=False, is_demo=True)

    def test_nor_for_somebody_real_in_a_demonstration(self, client, settings):
        assert not self.sign_in(client, settings, demo=True, is_demo=False)

    def test_a_session_without_it_gives_it_and_goes_on(self, client, settings):
        settings.DEMO, settings.DEMO_SECOND_FACTOR = True, "246810"
        elena = cast.person("elena@demo.pe", "Elena", "Demo", "", is_demo=True)
        cast.second_factor(elena)
        cast.sign_in(client, elena, with_second_factor=False)
        response = give_code(client, "246810", "mfa_reauthenticate", next="/panel/")
        assert (response.status_code, response.url) == (302, "/panel/")
        assert any(row["method"] == "mfa" for row in client.session["account_authentication_methods"])

    @pytest.mark.parametrize("demo", [True, False])
    def test_the_accounts_are_told_only_in_a_demonstration(self, rf, settings, demo):
        cast.person("elena@demo.pe", "Elena", "Demo", "", is_demo=True, demo_role="Equipo técnico")
        settings.DEMO = demo
        page = render_to_string("accounts/_demo_accounts.html", request=rf.get("/cuenta/login/"))
        assert ("elena@demo.pe" in page) == demo
