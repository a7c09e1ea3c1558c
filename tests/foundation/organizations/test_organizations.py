"""One organisation is one row, however it is written; what is public of it and of the bodies is a page."""

import pytest
from django.test import Client

from tests.factories.cast import AT, elena, public_body, space
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.organizations import actions, queries
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.organizations.refusals import OrganizationRefusal
from tinkuy.foundation.organizations.rules import clean_ruc, is_ruc, name_key
from tinkuy.foundation.shared.refusals import Refused


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("20512333797", True),
        ("20480977239", True),
        ("10441348521", True),
        ("20512333798", False),
        ("30512333797", False),
        ("2051233379", False),
        ("", False),
    ],
)
def test_a_ruc_has_eleven_digits_and_the_right_check(number: str, valid: bool) -> None:
    assert is_ruc(number) is valid


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Asociación Civil «Mujeres de Chota»", "mujeres de chota"),
        ("MUJERES DE  CHOTA", "mujeres de chota"),
        ("Agro Norte S.A.C.", "agro norte"),
        ("ONG Proética", "proetica"),
        ("S.A.", "s.a."),
    ],
)
def test_two_spellings_have_one_key(written: str, key: str) -> None:
    assert name_key(written) == key


def test_a_ruc_is_read_as_people_write_it() -> None:
    assert clean_ruc(" 20-51233379-7 ") == "20512333797"


def _published(name: str) -> None:
    actions.publish_organization(organization=_register(name=name), at=AT)


def _register(**changes: object) -> CivilSocietyOrganization:
    data = {"name": "Rondas de Chota", "kind": "territorial", "ubigeo": "0604", "actor": elena(), "at": AT}
    return actions.find_or_register_organization(**{**data, **changes})


@pytest.mark.django_db
def test_the_public_log_does_not_tell_a_name_that_nobody_accredited_yet() -> None:
    _register(name="Fulano de Tal, DNI 10117410", ruc="20512333797")
    act = Act.objects.get(kind="organizations.organization_registered")
    assert (act.subject_label, act.actor_number) == ("", None)
    assert act.payload == '{"kind":"territorial","ubigeo":"0604"}'


@pytest.mark.django_db
def test_the_second_who_names_it_finds_it_and_changes_nothing() -> None:
    first = _register(registry_number="11004567")
    second = _register(name="RONDAS DE CHOTA", registry_number="999")
    assert second == first
    assert CivilSocietyOrganization.objects.get().registry_number == "11004567"
    assert Act.objects.filter(kind="organizations.organization_registered").count() == 1


def _named(**changes: object) -> actions.NamedOrganization:
    return actions.NamedOrganization(**{"name": "Rondas de Chota", "kind": "territorial", "ubigeo": "0604", **changes})


@pytest.mark.django_db
def test_a_batch_finds_what_is_on_file_and_registers_the_rest_in_one_act(django_assert_max_num_queries) -> None:
    first, by = _register(), elena()
    new = [_named(name=f"Comité {n}") for n in range(40)]
    batch = [
        _named(name="RONDAS DE CHOTA", registry_number="999"),
        *new,
        _named(name="comité 3"),
        _named(ubigeo="0601"),
    ]
    with django_assert_max_num_queries(12):
        found = actions.find_or_register_many(named=batch, actor=by, at=AT)
    assert len(found) == 42
    assert found[("rondas de chota", "0604")] == first
    assert CivilSocietyOrganization.objects.get(pk=first.pk).registry_number == ""
    act = Act.objects.get(kind="organizations.registered_in_bulk")
    assert (act.subject_label, act.actor_number) == ("", None)
    assert '"count":41' in act.payload
    assert "Comité" not in act.payload
    again = actions.find_or_register_many(named=batch, actor=elena(), at=AT)
    assert again == found
    assert Act.objects.filter(kind="organizations.registered_in_bulk").count() == 1


@pytest.mark.django_db
def test_in_a_batch_a_ruc_is_checked_and_who_registered_meanwhile_wins(monkeypatch) -> None:
    with pytest.raises(Refused) as caught:
        actions.find_or_register_many(named=[_named(ruc="20512333798")], actor=None, at=AT)
    assert caught.value.refusal is OrganizationRefusal.RUC_INVALID
    first = _register(ruc="20512333797")
    monkeypatch.setattr(queries, "organizations_by_key", lambda keys: {})  # it was not there a moment ago
    batch = [_named(ruc="20512333797"), _named(name="Comité 1")]
    found = actions.find_or_register_many(named=batch, actor=elena(), at=AT)
    assert found[("20512333797", "")] == first
    assert CivilSocietyOrganization.objects.count() == 2


@pytest.mark.django_db
def test_the_same_name_elsewhere_or_with_a_ruc_is_another_and_is_flagged() -> None:
    first, elsewhere = _register(), _register(ubigeo="0601")
    with_ruc = _register(ruc="20512333797")
    assert len({first.pk, elsewhere.pk, with_ruc.pk}) == 3
    assert list(queries.lookalikes(first)) == [elsewhere, with_ruc]
    assert _register(name="Otro nombre", ruc="20512333797", ubigeo="0601") == with_ruc


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"ruc": "20512333798"}, OrganizationRefusal.RUC_INVALID), ({"name": "  "}, OrganizationRefusal.NAME_MISSING)],
)
def test_what_cannot_be_registered_says_why(changes: dict, refusal: OrganizationRefusal) -> None:
    with pytest.raises(Refused) as caught:
        _register(**changes)
    assert caught.value.refusal is refusal
    assert CivilSocietyOrganization.objects.count() == 0


@pytest.mark.django_db
def test_a_body_is_created_once_and_recorded() -> None:
    fields = {"name": "Gobierno Regional de Piura", "short_name": "GORE Piura", "level": "regional", "ubigeo": "20"}
    body = actions.create_body(slug="gore-piura", actor=elena(), at=AT, **fields)
    assert Act.objects.get(kind="organizations.body_created").subject_number == body.pk
    with pytest.raises(Refused) as caught:
        actions.create_body(slug="gore-piura", actor=elena(), at=AT, **fields)
    assert caught.value.refusal is OrganizationRefusal.SLUG_TAKEN


@pytest.mark.django_db
def test_the_directory_is_searched_without_accents_and_costs_the_same_however_long(
    django_assert_max_num_queries,
) -> None:
    for n in range(3):
        _published(f"Federación {n}")
    with django_assert_max_num_queries(10) as three:
        page = Client().get("/organizaciones/")
    assert "3 organizaciones" in page.content.decode()
    for n in range(3, 70):
        _published(f"Federación {n}")
    with django_assert_max_num_queries(10) as seventy:
        page = Client().get("/organizaciones/")
    assert len(three) == len(seventy)
    assert "Siguientes" in page.content.decode()
    found = Client().get("/organizaciones/", {"q": "FEDERACION 42"}).content.decode()
    assert "Federación 42" in found
    assert "Federación 41" not in found
    assert "Ninguna con ese filtro" in Client().get("/organizaciones/", {"q": "nada"}).content.decode()


@pytest.mark.django_db
def test_a_name_that_anybody_typed_is_not_published_nor_a_persons_ruc_ever() -> None:
    _register(name="Nombre ofensivo")
    shop = _register(name="Bodega de Juan", ruc="10441348521")
    actions.publish_organization(organization=shop, at=AT)
    page = Client().get("/organizaciones/").content.decode()
    assert "Bodega de Juan" in page
    assert "Nombre ofensivo" not in page
    assert "44134852" not in page
    assert "Bodega" not in Client().get("/organizaciones/", {"q": "10441348521"}).content.decode()
    assert "44134852" not in " ".join(Act.objects.values_list("payload", flat=True))


@pytest.mark.django_db
def test_a_body_shows_its_published_processes_and_no_drafts() -> None:
    body = public_body()
    published, draft = space("pp-2027"), space("pp-2028", title="Todavía en borrador", status="draft")
    for one in (published, draft):
        one.dossier.entity_slug = body.slug
        one.dossier.published_at = AT if one == published else None
        one.dossier.save()
    page = Client().get("/entidades/gore-cajamarca/").content.decode()
    assert published.title in page
    assert draft.title not in page
    assert "Gobierno Regional de Cajamarca" in Client().get("/entidades/").content.decode()
    assert Client().get("/entidades/no-existe/").status_code == 404
