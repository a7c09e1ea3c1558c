"""An account is made once, agrees purpose by purpose, and closes for good."""

import json

import pytest

from tests.factories import cast
from tests.factories.cast import AT, PASSWORD
from tinkuy.foundation.accounts import actions, queries
from tinkuy.foundation.accounts.models import Consent, IdentityDocument, User
from tinkuy.foundation.accounts.refusals import AccountRefusal, ConsentRefusal
from tinkuy.foundation.accounts.signals import account_closed, personal_data_requested
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def make_demo(email="elena@demo.pe", **fields) -> User:
    return actions.create_account(
        email=email, password=PASSWORD, given_names="Elena", is_demo=True, demo_role="Equipo técnico", at=AT, **fields
    )


def test_making_an_account_twice_makes_one():
    assert make_demo() == make_demo(email="ELENA@demo.pe")
    assert User.objects.count() == 1
    assert sorted(queries.consents_in_force(User.objects.get())) == ["data", "terms"]


def test_the_demonstration_lists_its_invented_people_only():
    cast.rosa()
    demo = make_demo()
    assert queries.demo_accounts() == [demo]


def test_agreeing_twice_is_agreeing_once_and_withdrawing_keeps_the_history():
    rosa = cast.rosa()
    for _time in range(2):
        actions.give_consent(user=rosa, purpose="news", at=AT)
    actions.withdraw_consent(user=rosa, purpose="news", at=AT)
    actions.give_consent(user=rosa, purpose="news", at=AT)
    rows = Consent.objects.filter(user=rosa, purpose="news").order_by("pk").values_list("withdrawn_at", flat=True)
    assert list(rows) == [AT, None]


@pytest.mark.parametrize("purpose", ["terms", "data"])
def test_what_the_account_needs_is_not_withdrawn_but_by_closing_it(purpose):
    with pytest.raises(Refused) as refused:
        actions.withdraw_consent(user=cast.rosa(), purpose=purpose, at=AT)
    assert refused.value.refusal is ConsentRefusal.NEEDED_FOR_THE_ACCOUNT


def test_closing_asks_the_password_and_erases_who_one_was(django_capture_on_commit_callbacks):
    rosa = cast.second_factor(cast.rosa()).user
    actions.declare_document(user=rosa, kind="dni", number="10117410", at=AT)
    with pytest.raises(Refused) as refused:
        actions.close_account(user=rosa, password="otra", at=AT)
    assert refused.value.refusal is AccountRefusal.WRONG_PASSWORD
    closed = []
    account_closed.connect(lambda user_number, **_: closed.append(user_number), weak=False, dispatch_uid="test")
    with django_capture_on_commit_callbacks(execute=True):
        actions.close_account(user=rosa, password=PASSWORD, at=AT)
    account_closed.disconnect(dispatch_uid="test")
    rosa.refresh_from_db()
    assert (rosa.is_active, rosa.full_name, rosa.email) == (False, "", f"cerrada-{rosa.pk}@cuenta.invalid")
    assert IdentityDocument.objects.count() == 0
    assert closed == [rosa.pk]


def test_my_data_is_mine_and_what_the_apps_above_add():
    actions.declare_document(user=cast.rosa(), kind="dni", number="10117410", at=AT)
    actions.declare_document(user=cast.julio(), kind="dni", number="40404040", at=AT)

    def add(user, **_):
        return "inscripciones", [user.pk]

    personal_data_requested.connect(add, dispatch_uid="test")
    data = queries.personal_data(cast.rosa())
    personal_data_requested.disconnect(dispatch_uid="test")
    assert data["documento"]["numero"] == "10117410"
    assert data["inscripciones"] == [cast.rosa().pk]
    assert "40404040" not in json.dumps(data)


def test_names_that_a_document_proved_stay():
    rosa = cast.rosa()
    actions.link_verified_document(user=rosa, kind="dni", number="10117410", level=2, means="ID Perú", at=AT)
    actions.update_profile(
        user=rosa, given_names="Otra", paternal_surname="X", maternal_surname="", phone="987654321", at=AT
    )
    rosa.refresh_from_db()
    assert (rosa.full_name, rosa.phone) == ("Rosa Huamán Chávez", "987654321")
