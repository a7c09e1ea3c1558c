"""The frame of every page, the refusal, and the account pages in their house dress."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Reason, Refusal, Refused
from tinkuy.foundation.ui.context import site
from tinkuy.foundation.ui.middleware import RefusalMiddleware

pytestmark = pytest.mark.django_db
PASSWORD = "una-clave-larga-9"


def person(email: str = "ana@example.pe", **fields: object) -> User:
    user = User.objects.create_user(email, PASSWORD, given_names="Ana", paternal_surname="Quispe", **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


class PondRefusal(Refusal):
    DRY = Reason("No se puede pescar en «%(pond)s».", "Vuelve con la lluvia.", "Reglamento de pesca, art. 3")


def test_a_refusal_says_what_why_and_what_next(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = None
    answer = RefusalMiddleware(lambda _: None).process_exception(
        request, Refused(PondRefusal.DRY, pond="<Yahuarcocha>")
    )
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "No se puede pescar en «&lt;Yahuarcocha&gt;»." in text
    assert "Reglamento de pesca, art. 3" in text
    assert "Vuelve con la lluvia." in text


def test_a_refusal_gives_back_what_was_written_and_no_secret(rf: RequestFactory) -> None:
    typed = {"detail": "Caminamos <b>dos</b> horas", "password": "mi clave larga", "document_number": "41234567"}
    request = rf.post("/", typed)
    request.user = None
    answer = RefusalMiddleware(lambda _: None).process_exception(request, Refused(PondRefusal.DRY, pond="Ñ"))
    text = answer.content.decode()
    assert "Caminamos &lt;b&gt;dos&lt;/b&gt; horas" in text
    assert "mi clave larga" not in text
    assert "41234567" not in text


def test_every_page_lets_one_skip_to_its_content(client: Client) -> None:
    text = client.get(reverse("account_login")).content.decode()
    assert text.index('href="#contenido"') < text.index("<header")
    assert '<main class="page" id="contenido"' in re.sub(r"\s+", " ", text)
    assert text.count("<h1") == 1


@pytest.mark.parametrize("demo", [True, False])
def test_the_demonstration_says_so_on_each_page(client: Client, settings, demo: bool) -> None:
    settings.DEMO = demo
    text = client.get(reverse("account_login")).content.decode()
    assert ("Demostración: personas y votos inventados" in text) is demo


def test_the_desk_shows_only_to_who_works_somewhere(rf: RequestFactory, django_assert_num_queries) -> None:
    body = PublicBody.objects.create(slug="gore", name="Gobierno Regional", short_name="GORE", level="regional")
    nobody, worker = person("julio@example.pe"), person("elena@example.pe")
    body.memberships.create(user=worker, role="administrator")
    body.memberships.create(user=worker, role="investments")
    seen = {}
    for user in (nobody, worker, person("eva@example.pe", is_operator=True)):
        request = rf.get("/")
        request.user = user
        with django_assert_num_queries(0):
            facts = site(request)
        with django_assert_num_queries(0 if user.is_operator else 1):
            seen[user.email] = bool(facts["is_staff_somewhere"])
    assert seen == {"julio@example.pe": False, "elena@example.pe": True, "eva@example.pe": True}


PUBLIC = ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"]
OWN = [
    "account_logout", "account_email", "account_change_password", "account_reauthenticate", "mfa_index",
    "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "socialaccount_connections",
]  # fmt: skip


@pytest.mark.parametrize("name", PUBLIC + OWN)
def test_account_pages_wear_the_house_dress_and_speak_spanish(client: Client, name: str) -> None:
    if name in OWN:
        person()
        client.post(reverse("account_login"), {"login": "ana@example.pe", "password": PASSWORD})
    answer = client.get(reverse(name), follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "ui/tinkuy.css" in text
    assert re.findall(r"\b(?:Sign In|Sign Up|Password|Email Address|Confirm|Passwordless|Security Keys?)\b", text) == []


def test_the_code_of_the_second_factor_is_drawn_in_the_page(client: Client) -> None:
    person()
    client.post(reverse("account_login"), {"login": "ana@example.pe", "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    text = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "Código QR para tu aplicación de códigos" in text
    assert "data:image" not in text


def test_letters_say_in_plain_words_what_to_do(client: Client) -> None:
    person()
    client.post(reverse("account_reset_password"), {"email": "ana@example.pe"})
    client.post(reverse("account_reset_password"), {"email": "nadie@example.pe"})
    letters = OutboxMessage.objects.order_by("pk")
    assert [letter.subject for letter in letters] == [
        "Tinkuy: pon una contraseña nueva",
        "Tinkuy: no hay una cuenta con este correo",
    ]
    assert re.findall(r"\b(?:su|usted|Hello|Introduzca)\b", "".join(letter.body for letter in letters)) == []


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        ("Forgot your password?", "¿Olvidaste tu contraseña?"),
        ("This field is required.", "Falta completar este dato."),
        ("Enter a valid email address.", "Escribe un correo completo, como nombre@ejemplo.pe."),
        ("Ensure this value is less than or equal to %(limit_value)s.", "Debe ser %(limit_value)s o menos."),
    ],
)
def test_what_others_would_say_with_usted_we_say_with_tu(words: str, ours: str) -> None:
    """Fails when somebody changes words/es and forgets to compile it."""
    assert gettext(words) == ours
