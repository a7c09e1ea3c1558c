"""One document, one account; the number is never in the clear; who reads it leaves a record."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import connection

from tests.factories import cast
from tests.factories.cast import AT
from tinkuy.foundation.accounts import actions, queries
from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import IdentityDocument
from tinkuy.foundation.accounts.queries.sealing import Opener, Sealer, open_number, seal_number
from tinkuy.foundation.accounts.refusals import IdentityRefusal, LimitRefusal
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.keys.actions import destroy_key
from tinkuy.foundation.keys.queries import key
from tinkuy.foundation.shared.refusals import Refused


def declare(user, number="10117410", kind="dni"):
    return actions.declare_document(user=user, kind=kind, number=number, at=AT)


def refusal_of(call) -> object:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.refusal


@pytest.mark.django_db
def test_a_declared_document_is_kept_sealed_and_shown_masked():
    document = declare(cast.rosa(), "10117410-2")
    assert document.masked == "****7410"
    assert b"10117410" not in bytes(document.encrypted_number)
    assert "10117410" not in document.fingerprint
    assert queries.document_number(cast.rosa()) == "10117410"
    assert queries.identity_level(cast.rosa()) == IdentityLevel.DECLARED


@pytest.mark.django_db
def test_declaring_leaves_an_act_without_the_number():
    declare(cast.rosa())
    act = Act.objects.get(kind="accounts.document_declared")
    assert (act.actor_number, act.payload) == (None, '{"document_kind":"dni"}')


@pytest.mark.django_db
def test_the_same_document_in_two_accounts_is_refused_without_telling_whose_it_is():
    declare(cast.rosa())
    assert refusal_of(lambda: declare(cast.julio())) is IdentityRefusal.CANNOT_BE_REGISTERED
    assert IdentityDocument.objects.count() == 1


@pytest.mark.django_db
def test_the_same_number_of_another_kind_is_another_document():
    declare(cast.rosa(), "10117410")
    assert declare(cast.julio(), "10117410", kind="ce").kind == "ce"


@pytest.mark.django_db
def test_a_declaration_can_be_corrected_until_it_is_verified():
    declare(cast.rosa(), "10117410")
    declare(cast.rosa(), "40404040")
    assert queries.document_number(cast.rosa()) == "40404040"
    actions.verify_identity(user=cast.rosa(), official=cast.elena(), means="DNI visto en mesa", at=AT)
    assert refusal_of(lambda: declare(cast.rosa(), "10117410")) is IdentityRefusal.ALREADY_VERIFIED


@pytest.mark.django_db
def test_an_official_verifies_and_it_is_on_record():
    declare(cast.rosa())
    actions.verify_identity(user=cast.rosa(), official=cast.elena(), means="DNI visto en mesa", at=AT)
    document = IdentityDocument.objects.get()
    assert (document.level, document.verified_at, document.verified_by) == (2, AT, cast.elena())
    act = Act.objects.get(kind="accounts.identity_verified")
    assert (act.actor_number, act.subject_number) == (cast.elena().pk, cast.rosa().pk)
    again = refusal_of(lambda: actions.verify_identity(user=cast.rosa(), official=cast.elena(), means="x", at=AT))
    assert again is IdentityRefusal.ALREADY_VERIFIED


@pytest.mark.django_db
def test_nobody_verifies_what_was_not_declared_nor_their_own():
    def verify(user, official):
        return refusal_of(lambda: actions.verify_identity(user=user, official=official, means="x", at=AT))

    assert verify(cast.rosa(), cast.elena()) is IdentityRefusal.NOTHING_TO_VERIFY
    declare(cast.elena())
    assert verify(cast.elena(), cast.elena()) is IdentityRefusal.OWN_DOCUMENT


@pytest.mark.django_db
def test_reading_the_whole_number_leaves_a_record():
    declare(cast.rosa())
    number = actions.read_document_number(
        user=cast.rosa(), reader=cast.elena(), role="desk", reason="cotejo con el padrón", at=AT
    )
    assert number == "10117410"
    assert Act.objects.get(kind="accounts.document_read").actor_number == cast.elena().pk


@pytest.mark.django_db
def test_the_twenty_first_look_up_of_an_hour_is_refused():
    cache.clear()
    for _time in range(20):
        actions.count_lookup(source="190.1.2.3", at=AT)
    actions.count_lookup(source="190.9.9.9", at=AT)
    assert refusal_of(lambda: actions.count_lookup(source="190.1.2.3", at=AT)) is LimitRefusal.TOO_MANY_LOOKUPS


@pytest.mark.django_db
def test_when_the_counter_is_down_look_ups_are_refused(settings):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}
    }
    assert refusal_of(lambda: actions.count_lookup(source="190.1.2.3", at=AT)) is LimitRefusal.TOO_MANY_LOOKUPS


@pytest.mark.django_db
def test_the_proof_of_the_national_identity_beats_a_mere_declaration():
    declare(cast.julio())
    link = {"kind": "dni", "number": "10117410", "level": 2, "means": "ID Perú", "at": AT}
    actions.link_verified_document(user=cast.rosa(), **link)
    assert queries.person_with_document(kind="dni", number="10117410") == cast.rosa()
    assert queries.identity_level(cast.julio()) == IdentityLevel.CONTACT
    refusal = refusal_of(lambda: actions.link_verified_document(user=cast.julio(), **link))
    assert refusal is IdentityRefusal.CANNOT_BE_REGISTERED


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_six_accounts_that_race_for_a_document_leave_one_owner():
    people = [cast.person(f"p{number}@ejemplo.pe", "P", str(number), "") for number in range(6)]

    def attempt(user) -> str:
        try:
            declare(user)
        except Refused as refused:
            return refused.refusal.name
        finally:
            connection.close()
        return "declared"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(attempt, people))
    assert outcomes == ["CANNOT_BE_REGISTERED"] * 5 + ["declared"]
    assert IdentityDocument.objects.count() == 1


def test_what_is_sealed_in_one_piece_of_work_is_sealed_as_one_by_one():
    sealer = Sealer()
    many, alone = sealer.seal_number(kind="dni", number="10117410-2"), seal_number(kind="dni", number="10117410")
    assert many.fingerprint == alone.fingerprint == sealer.fingerprint(kind="dni", number="10117410")
    assert many.cipher != alone.cipher
    assert b"10117410" not in many.cipher
    for sealed in (many, alone):
        assert Opener().open_number(kind="dni", cipher=sealed.cipher) == "10117410"
        assert open_number(kind="dni", cipher=sealed.cipher) == "10117410"
    assert Opener().open_number(kind="dni", cipher=b"") is None


def test_without_its_key_nothing_opens_and_no_other_key_is_made():
    sealed = seal_number(kind="dni", number="10117410")
    destroy_key("identity-encryption")
    assert Opener().open_number(kind="dni", cipher=sealed.cipher) is None
    assert key("identity-encryption") is None
