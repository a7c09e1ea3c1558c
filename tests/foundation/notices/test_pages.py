"""«Mis avisos» as its person, as a stranger, and as whoever runs the platform sees it."""

import pytest
from django.test import Client

from tests.factories.cast import AT, julio, operator, rosa, second_factor, sign_in
from tests.foundation.notices.test_actions import tell, watch
from tinkuy.foundation.mailing.actions import send_waiting
from tinkuy.foundation.notices import queries
from tinkuy.foundation.notices.models import Mute, Notice, NoticePreference

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(client: Client) -> Client:
    return sign_in(client, rosa())


def test_the_list_says_when_there_is_nothing(hers):
    assert "Nada por aquí" in hers.get("/cuenta/avisos/").content.decode()


def test_a_notice_is_counted_in_the_header_until_it_is_opened(hers):
    tell()
    page = hers.get("/cuenta/avisos/").content.decode()
    assert '<span class="count">1' in page
    assert "Pasó algo" in page
    notice = Notice.objects.get()
    assert "Ver de qué se trata" in hers.get(f"/cuenta/avisos/{notice.pk}/").content.decode()
    assert '<span class="count">' not in hers.get("/cuenta/avisos/").content.decode()


def test_the_notices_of_one_are_not_there_for_another(client):
    tell(is_legal=True)
    number = Notice.objects.get().pk
    sign_in(client, julio())
    answers = [client.get(f"/cuenta/avisos/{number}/").status_code]
    answers += [client.get(f"/cuenta/avisos/{number}/constancia/").status_code]
    answers += [client.post(f"/cuenta/avisos/{number}/silenciar/").status_code]
    assert answers == [404, 404, 404]
    assert Mute.objects.count() == 0


def test_a_notice_that_leads_elsewhere_has_no_button(hers):
    tell(url="https://malo.example/")
    assert "Ver de qué se trata" not in hers.get(f"/cuenta/avisos/{Notice.objects.get().pk}/").content.decode()


def test_a_long_list_costs_what_a_short_one_does(hers, django_assert_max_num_queries):
    for number in range(60):
        tell(key=f"hecho:{number}")
    with django_assert_max_num_queries(12):
        first = hers.get("/cuenta/avisos/").content.decode()
    assert first.count("Sin leer</span>") == 20
    assert "cursor=" in first


def test_stopping_and_hearing_again(hers):
    tell(topic_label="Presupuesto 2027")
    page = hers.post(f"/cuenta/avisos/{Notice.objects.get().pk}/silenciar/", follow=True).content.decode()
    assert "No recibirás más avisos de «Presupuesto 2027»" in page
    hers.post("/cuenta/avisos/temas/activar/", {"topic": "space:pp-2027"})
    assert Mute.objects.count() == 0


def test_opening_the_link_of_a_mail_stops_nothing_and_its_button_does(client):
    tell(topic_label="Presupuesto 2027")
    path = "/avisos/silenciar/" + queries.mute_link(Notice.objects.get()).split("/silenciar/")[1]
    assert "¿Detener los avisos" in client.get(path).content.decode()
    assert Mute.objects.count() == 0
    assert "no recibirás más avisos" in client.post(path).content.decode()
    assert Mute.objects.get().user == rosa()
    assert client.get(path.replace("silenciar/", "silenciar/x")).status_code == 404


def test_preferences_are_kept_and_a_wrong_word_is_refused(hers):
    hers.post("/cuenta/avisos/preferencias/", {"preset": "followed", "cadence": "weekly"})
    row = NoticePreference.objects.get()
    assert (row.preset, row.cadence) == ("followed", "weekly")
    assert hers.post("/cuenta/avisos/preferencias/", {"preset": "x", "cadence": "weekly"}).status_code == 422


def test_the_person_and_the_operator_read_the_proof_of_sending(hers):
    tell(is_legal=True, title="Se observó tu inscripción")
    notice = Notice.objects.get()
    assert "todavía no salió" in hers.get(f"/cuenta/avisos/{notice.pk}/constancia/").content.decode()
    send_waiting(at=AT)
    notice.message.refresh_from_db()
    page = hers.get(f"/cuenta/avisos/{notice.pk}/constancia/").content.decode()
    assert notice.message.message_id.strip("<>") in page
    assert "rosa@ejemplo.pe" in page
    second_factor(operator())
    staff = sign_in(Client(), operator())
    assert "Se observó tu inscripción" in staff.get("/panel/avisos-legales/").content.decode()
    assert "No hay avisos legales" in staff.get("/panel/avisos-legales/?ver=por-enviar").content.decode()
    page = staff.get(f"/panel/avisos-legales/{notice.message_id}/").content.decode()
    assert "r***@ejemplo.pe" in page
    assert "rosa@ejemplo.pe" not in page
    assert hers.get("/panel/avisos-legales/").status_code == 302


def test_what_is_not_legal_has_no_proof(hers):
    tell()
    assert hers.get(f"/cuenta/avisos/{Notice.objects.get().pk}/constancia/").status_code == 404


def test_my_deadlines_go_to_my_calendar(hers):
    watch(3650)
    assert "Subsanar" in hers.get("/cuenta/avisos/").content.decode()
    answer = hers.get("/cuenta/avisos/plazos.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Subsanar" in answer.content


def test_all_are_marked_as_read_with_one_button(hers):
    tell()
    hers.post("/cuenta/avisos/leer-todo/")
    assert queries.unread_count(rosa()) == 0
