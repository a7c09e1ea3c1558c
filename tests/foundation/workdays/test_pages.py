"""The public calendar and its calculator; the desks of the platform and of an entity, each with its own door."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.cast import carmen, julio, sign_in
from tests.foundation.workdays.ground import administrator, declare, places, runs_the_platform, term
from tinkuy.foundation.workdays import actions, queries
from tinkuy.foundation.workdays.models import DistanceTerm, NonWorkingDay, Term, TermSuspension

pytestmark = pytest.mark.django_db
OWN = "/panel/entidades/gore-cajamarca/dias-habiles/"


@pytest.fixture
def platform(client: Client) -> Client:
    places()
    return sign_in(client, runs_the_platform())


@pytest.fixture
def entity(client: Client) -> Client:
    places()
    return sign_in(client, administrator()[0])


def text(answer) -> str:
    return answer.content.decode()


def test_anybody_counts_a_term_and_reads_every_step(client):
    declare(ubigeo="06")
    page = text(client.get("/dias-habiles/?inicio=2026-07-22&plazo=10&unidad=working&lugar=0601"))
    assert "Vence el miércoles 12 de agosto de 2026" in page
    assert "no laborable: Puente" in page
    assert "145.1" in page
    assert "https://wa.me/?text=" in page
    ics = client.get("/dias-habiles/vence.ics?inicio=2026-07-22&plazo=10&unidad=working&lugar=0601&residencia=")
    assert b"DTSTART;VALUE=DATE:20260812" in ics.content


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("inicio=2035-12-28&plazo=10&unidad=working", "No se conocen los feriados de 2036"),
        ("inicio=ayer&plazo=10&unidad=working", "error"),
        ("inicio=2026-07-22&plazo=0&unidad=working", "error"),
        ("inicio=2026-07-22&plazo=5&unidad=working&lugar=9999", "error"),
    ],
)
def test_what_cannot_be_counted_is_said_and_nothing_is_guessed(client, query, sentence):
    answer = client.get(f"/dias-habiles/?{query}")
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Vence el" not in text(answer)


def test_the_calendar_says_where_each_day_comes_from_and_hides_what_was_withdrawn(client):
    actions.load_holidays()
    row = declare(ubigeo="06")
    page = text(client.get("/dias-habiles/?anio=2026&donde=0601"))
    assert "Decreto Legislativo 713" in page
    assert "DS 001-2026-PCM" in page
    assert "Puente" not in text(client.get("/dias-habiles/?anio=2026&donde=01"))
    assert b"SUMMARY:Puente" in client.get("/dias-habiles/feriados-2026.ics?donde=06").content
    actions.withdraw_non_working_day(row=row, reason="Derogado", actor=runs_the_platform(), at=row.declared_at)
    assert "Puente" not in text(client.get("/dias-habiles/?anio=2026&donde=0601"))
    assert client.get("/dias-habiles/feriados-1999.ics").status_code == 404


def test_the_page_of_a_year_without_days_says_so(client):
    assert "Todavía no se cargó" in text(client.get("/dias-habiles/?anio=2020"))


def test_the_operator_declares_withdraws_and_sees_both(platform):
    day = {"day": "2026-07-27", "name": "Puente", "kind": "non_working", "ubigeo": "", "norm": "DS 1"}
    assert "Falta la norma" in text(platform.post("/panel/dias-habiles/", {**day, "norm": ""}))
    assert platform.post("/panel/dias-habiles/", day).status_code == 302
    row = NonWorkingDay.objects.get()
    assert "Puente" in text(platform.get("/panel/dias-habiles/?anio=2026"))
    way = f"/panel/dias-habiles/{row.pk}/retirar/"
    assert platform.post(way, {"reason": ""}).status_code == 422
    platform.post(way, {"reason": "Derogado por DS 9"})
    assert "Retirado: Derogado por DS 9" in text(platform.get("/panel/dias-habiles/?anio=2026"))


def test_an_entity_declares_at_home_and_is_refused_elsewhere(entity):
    day = {"day": "2026-07-27", "name": "Aniversario", "kind": "holiday", "ubigeo": "0601", "norm": "OM 1"}
    assert entity.post(OWN, day).status_code == 302
    answer = entity.post(OWN, {**day, "ubigeo": "01"})
    assert (answer.status_code, NonWorkingDay.objects.count()) == (422, 1)
    assert "solo dentro de su territorio" in text(answer)
    national = declare()
    assert entity.post(f"{OWN}{national.pk}/retirar/", {"reason": "x"}).status_code == 422


def test_several_days_go_in_together_or_not_at_all(platform):
    way = "/panel/dias-habiles/subir/"
    good = "fecha;qué;tipo;ubigeo;norma\n2026-07-27;Puente;no laborable;;DS 1\n24/06/2026;San Juan;feriado;06;OR 2\n"
    answer = platform.post(way, {"text": good + "mañana;X;feriado;06;OR 2\n2026-01-05;Y;feriado;06;\n"})
    assert answer.status_code == 422
    assert "Línea 4: la fecha" in text(answer)
    assert "Línea 5: falta la norma" in text(answer)
    assert NonWorkingDay.objects.count() == 0
    upload = SimpleUploadedFile("dias.csv", good.encode("latin-1"))
    assert platform.post(way, {"file": upload, "text": ""}).status_code == 302
    assert set(NonWorkingDay.objects.values_list("name", "ubigeo")) == {("Puente", ""), ("San Juan", "06")}
    assert platform.post(way, {"text": ""}).status_code == 422
    assert platform.post(way, {"text": good}).status_code == 422


def test_a_flagged_term_shows_both_dates_and_is_decided_with_a_reason(entity):
    row = term(entity="gore-cajamarca")
    declare()
    page = text(entity.get(f"{OWN}plazos/"))
    assert "Vencía el martes 11 de agosto de 2026; con el calendario de hoy vence el miércoles 12" in page
    way = f"{OWN}plazos/{row.pk}/"
    assert entity.post(way, {"decision": "recompute", "reason": ""}).status_code == 422
    assert Term.objects.get().due_on.day == 11
    entity.post(way, {"decision": "recompute", "reason": "Alcanza el decreto"})
    assert Term.objects.get().due_on.day == 12
    page = text(entity.get(way))
    assert "Alcanza el decreto" in page
    assert "Nada por decidir" in text(entity.get(f"{OWN}plazos/"))


def test_the_terms_of_another_entity_are_not_there(entity):
    row = term(entity="gore-amazonas")
    declare()
    assert entity.get(f"{OWN}plazos/{row.pk}/").status_code == 404
    assert "Nada por decidir" in text(entity.get(f"{OWN}plazos/"))


def test_many_terms_cost_what_one_does(platform, django_assert_max_num_queries):
    for number in range(60):
        term(number)
    declare()
    assert queries.flagged_terms().count() == 60
    with django_assert_max_num_queries(14):
        page = text(platform.get("/panel/dias-habiles/plazos/"))
    assert page.count("Vencía el") == 40


def test_suspensions_and_distances_have_their_pages(platform):
    assert "Ninguna suspensión" in text(platform.get("/panel/dias-habiles/suspensiones/"))
    asked = {"starts_on": "2026-07-24", "ends_on": "2026-07-31", "reason": "Lluvias", "norm": "DS 5", "ubigeo": "06"}
    assert platform.post("/panel/dias-habiles/suspensiones/", asked).status_code == 302
    row = TermSuspension.objects.get()
    assert "Lluvias" in text(Client().get("/dias-habiles/"))
    platform.post(f"/panel/dias-habiles/suspensiones/{row.pk}/retirar/", {"reason": "Error"})
    assert "Retirada: Error" in text(platform.get("/panel/dias-habiles/suspensiones/"))
    pair = {"residence": "15", "office": "06", "days": "3", "counts_working_days": "on", "norm": "Cuadro"}
    assert platform.post("/panel/dias-habiles/distancias/", pair).status_code == 302
    assert DistanceTerm.objects.get().days == 3
    assert "no norma verificada" in text(platform.get("/panel/dias-habiles/distancias/"))
    assert platform.post("/panel/dias-habiles/distancias/", {**pair, "norm": ""}).status_code == 422


@pytest.mark.parametrize("who", [julio, carmen])
def test_nobody_else_enters(client, who):
    administrator()
    sign_in(client, who())
    for way in ("/panel/dias-habiles/", OWN, f"{OWN}plazos/"):
        assert client.get(way).status_code in (302, 403)
        assert client.post(way, {"day": "2026-07-27", "name": "X", "norm": "Y"}).status_code in (302, 403)
    assert NonWorkingDay.objects.count() == 0


def test_the_desk_leads_the_operator_to_the_calendar_and_the_legal_notices(platform):
    page = text(platform.get("/panel/"))
    assert 'href="/panel/dias-habiles/"' in page
    assert 'href="/panel/avisos-legales/"' in page
