"""What anybody, a person and the team see: one success, one refusal, one stranger for each kind of page."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories import cast
from tests.factories import meetings as make
from tinkuy.commons.meetings import actions, queries
from tinkuy.commons.meetings.models import Agreement, Attendee, Meeting
from tinkuy.commons.meetings.refusals import MeetingRefusal as R

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_the_call():
    with time_machine.travel(make.CALLED + timedelta(hours=1), tick=False):
        yield


def at(moment):
    return time_machine.travel(moment, tick=False)


def as_(user) -> Client:
    return cast.sign_in(Client(), user)


def team() -> Client:
    return as_(make.coordinator())


# Anybody ---------------------------------------------------------------------------------------------


def test_a_called_meeting_is_public_and_a_planned_one_is_not():
    planned, meeting = make.planned(), make.called()
    assert Client().get(f"/reuniones/{planned.code}/").status_code == 404
    page = Client().get(f"/reuniones/{meeting.code}/").content.decode()
    for words in ("Coliseo Qhapaq Ñan", "Inscribirme", "37 días antes", "wa.me", "Apertura"):
        assert words in page
    listed = Client().get("/espacios/pp-2027/reuniones/").content.decode()
    assert (meeting.code in listed, planned.code in listed) == (True, False)


def test_a_meeting_of_a_draft_space_is_for_its_team():
    meeting = make.called()
    meeting.space.status = "draft"
    meeting.space.save()
    assert Client().get(f"/reuniones/{meeting.code}/").status_code == 404
    assert team().get(f"/reuniones/{meeting.code}/").status_code == 200


def test_the_calendar_moves_an_event_instead_of_doubling_it():
    meeting = make.called()
    feed = Client().get("/espacios/pp-2027/reuniones.ics")
    assert feed["Content-Type"].startswith("text/calendar")
    one = Client().get(f"/reuniones/{meeting.code}/reunion.ics").content.decode()
    assert f"UID:reunion-{meeting.code}@tinkuy" in one
    assert "SEQUENCE:1" in one
    actions.postpone_meeting(meeting=meeting, reason="Lluvias", actor=None, at=make.CALLED)
    moved = Client().get("/espacios/pp-2027/reuniones.ics").content.decode()
    assert "SEQUENCE:2" in moved
    assert "STATUS:CANCELLED" in moved


def test_the_list_costs_the_same_with_three_as_with_sixty():
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert Client().get("/espacios/pp-2027/reuniones/").status_code == 200
        return len(seen)

    for _n in range(3):
        make.called()
    cost()
    few = cost()
    for _n in range(22):
        make.called()
    assert cost() == few <= 25


def test_published_minutes_show_agreements_and_hide_small_groups():
    meeting = make.published()
    page = Client().get(f"/reuniones/{meeting.code}/").content.decode()
    for words in ("Publicar la matriz", "Gerencia de Planeamiento", "Grupos de menos de diez, juntos", "SHA-256"):
        assert words in page
    pdf = Client().get(f"/reuniones/{meeting.code}/acta/1.pdf")
    assert b"".join(pdf.streaming_content)[:5] == b"%PDF-"
    secret = make.approved(title="Otra")
    assert Client().get(f"/reuniones/{secret.code}/acta/1.pdf").status_code == 404


def test_a_certificate_verifies_name_meeting_and_date_only():
    make.closed(people=1)
    row = Attendee.objects.get()
    page = Client().get(f"/asistencia/{row.certificate_code}/").content.decode()
    assert "Persona 1" in page
    assert ("Rondas" in page, "0001" in page.replace(row.certificate_code, "")) == (False, False)
    pdf = Client().get(f"/asistencia/{row.certificate_code}/constancia.pdf").content
    assert pdf[:5] == b"%PDF-"
    assert Client().get("/asistencia/AAAAAAAAAAAA/").status_code == 404


def test_an_entitys_page_tells_which_hearing_is_missing():
    make.hearing()
    with at(make.CALLED + 30 * DAY):
        page = Client().get("/entidades/gore-cajamarca/audiencias/").content.decode()
    assert "No hay registro de la audiencia" in page
    assert "Ley 27867, artículo 24" in page
    assert Client().get("/entidades/otra/audiencias/").status_code == 404


# A person --------------------------------------------------------------------------------------------


def test_a_person_registers_sees_her_number_and_cancels():
    meeting, client = make.called(), as_(cast.julio())
    url = f"/reuniones/{meeting.code}/inscripcion/"
    assert Client().get(url).status_code == 302
    client.post(url, {"language": "qu", "adjustments": "Intérprete de quechua"})
    row = Attendee.objects.get()
    assert (row.user, row.language, row.channel) == (cast.julio(), "qu", "web")
    ticket = client.get(url).content.decode()
    assert row.code in ticket
    assert "<svg" in ticket
    client.post(url + "cancelar/")
    row.refresh_from_db()
    assert row.state == "cancelled"
    assert queries.requests_of(cast.julio())[0].look == "neutral"


def test_after_the_end_the_form_says_why_not():
    meeting = make.called()
    with at(make.ENDS):
        answer = as_(cast.julio()).post(f"/reuniones/{meeting.code}/inscripcion/", {})
    assert (answer.status_code, Attendee.objects.count()) == (422, 0)
    assert "no está abierta" in answer.content.decode()


def test_a_citizen_proposes_a_topic_and_is_told_when_it_is_late():
    meeting, client = make.hearing(), as_(cast.julio())
    url = f"/reuniones/{meeting.code}/temas/"
    assert Client().post(url, {"text": "El puente"}).status_code == 302
    assert "quedó propuesto" in client.post(url, {"text": "El puente"}, follow=True).content.decode()
    with at(make.CALLED + 16 * DAY):
        cast.sign_in(client, cast.julio())
        assert "pasa a la próxima audiencia" in client.post(url, {"text": "La posta"}, follow=True).content.decode()


# The team --------------------------------------------------------------------------------------------

NEW = {
    "kind": "results", "title": "Taller de Chota", "modality": "in_person", "place": "Plaza de armas",
    "starts_at": "2026-06-10T09:00", "ends_at": "2026-06-10T13:00", "agenda": "Apertura (5)\nResultados",
}  # fmt: skip


def test_the_team_prepares_calls_and_the_refusal_stays_on_the_page():
    client, at_desk = team(), "/panel/espacios/pp-2027/reuniones/"
    assert client.post(at_desk + "nueva/", {**NEW, "ends_at": "2026-06-10T08:00"}).status_code == 422
    made = client.post(at_desk + "nueva/", NEW)
    meeting = Meeting.objects.get()
    assert made.url == f"/panel/reuniones/{meeting.code}/"
    assert list(meeting.agenda.values_list("title", "minutes")) == [("Apertura", 5), ("Resultados", 10)]
    with at(make.STARTS - 3 * DAY):
        late = team().post(made.url + "paso/convocar/")
        assert (late.status_code, "llegaría tarde" in late.content.decode()) == (422, True)
    client.post(made.url + "datos/", {**NEW, "title": "Taller de Bambamarca"})
    assert client.post(made.url + "paso/convocar/").status_code == 302
    assert Meeting.objects.values_list("state", "title").get() == ("called", "Taller de Bambamarca")
    assert meeting.code in client.get(at_desk).content.decode()


def test_an_entity_prepares_its_hearing_without_a_space():
    client = as_(cast.give_entity_role(cast.person("gg@ejemplo.pe", "Gina", "Soto", "Gil"), cast.public_body()))
    root = "/panel/entidades/gore-cajamarca/reuniones/"
    client.post(root + "nueva/", {**NEW, "kind": "hearing", "title": "Audiencia de mayo"})
    meeting = Meeting.objects.get()
    assert (meeting.space, meeting.chain) == (None, "entity:gore-cajamarca")
    assert client.post(f"/panel/reuniones/{meeting.code}/paso/convocar/").status_code == 302
    assert "Audiencia de mayo" in client.get(root).content.decode()
    assert as_(cast.carmen()).get(f"/panel/reuniones/{meeting.code}/").status_code == 403


@pytest.mark.parametrize(
    "page", ["", "personas/", "padron/", "puerta/", "palabra/", "acta/", "datos/", "autoevaluacion/", "acta/vista/"]
)
def test_strangers_do_not_enter_the_desk_and_the_team_does(page):
    meeting = make.planned()
    url = f"/panel/reuniones/{meeting.code}/{page}"
    assert [client.get(url).status_code for client in (Client(), as_(cast.julio()), as_(cast.carmen()), team())] == [
        302, 302, 403, 200,
    ]  # fmt: skip


def test_who_keeps_the_door_does_not_conduct():
    meeting, client = make.called(), as_(make.door_keeper())
    assert client.get(f"/panel/reuniones/{meeting.code}/puerta/").status_code == 200
    assert client.post(f"/panel/reuniones/{meeting.code}/paso/postergar/", {"reason": "x"}).status_code == 403


def test_a_whole_session_from_the_desk():
    """Roll, door, quorum, floor, hands, minutes closed on one page, published."""
    meeting, client = make.called("session", needs_quorum=True), team()
    root = f"/panel/reuniones/{meeting.code}/"
    client.post(root + "padron/", {"source": "CCR 2026", "people": "Ana; Rondas; 060108\nLuis; Mujeres; 060408\nInés"})
    client.post(root + "personas/", {"name": "Invitado", "document_kind": "dni", "document_number": "45454545"})
    with at(make.STARTS):
        cast.sign_in(client, make.coordinator())  # a session lasts twelve hours
        client.post(root + "paso/abrir/")
        short = client.post(root + "paso/primera/")
        assert (short.status_code, "No hay quórum" in short.content.decode()) == (422, True)
        for number in (1, 2):
            client.post(root + "puerta/", {"typed": number})
        assert "más una persona: 2" in client.get(root + "padron/").content.decode()
        client.post(root + "paso/primera/")
        client.post(root + "palabra/", {"name": "1"})
        turn = meeting.turns.get()
        client.post(root + f"palabra/{turn.pk}/empezar/")
        assert 'id="clock"' in client.get(root + "palabra/").content.decode()
        client.post(root + f"palabra/{turn.pk}/terminar/")
        client.post(root + f"palabra/{turn.pk}/repregunta/")
        client.post(root + "preguntas/", {"asked_by": "Ana", "text": "¿Cuándo?", "due_on": "2026-07-01"})
        client.post(root + "preguntas/1/", {"answer": "En julio"})
        client.post(root + "votaciones/", {"motion": "Aprobar", "is_nominal": "on"})
        vote = meeting.hand_votes.get()
        count = {"favor": 2, "against": 0, "abstain": 0}
        assert client.post(root + f"votaciones/{vote.pk}/", {**count, "favor": -1, "teller": "A"}).status_code == 422
        for teller in ("Ana", "Luis"):
            client.post(root + f"votaciones/{vote.pk}/", {**count, "teller": teller})
        client.post(root + f"votaciones/{vote.pk}/nominal/", {"favor": "1, 2"})
        client.post(root + "paso/cerrar/")
        items = list(meeting.agenda.all())
        page = {f"result_{item.pk}": "Se trató" for item in items} | {"signers": "Delia Rojas; Coordinación"}
        page |= {f"agreement_{items[0].pk}_0": "Publicar", f"owner_{items[0].pk}_0": "Planeamiento"}
        bare = client.post(root + "acta/", {**page, "close": "1"})
        assert (bare.status_code, "le falta quién responde" in bare.content.decode()) == (422, True)
        client.post(root + "acta/", {**page, f"due_{items[0].pk}_0": "2026-07-01", "close": "1"})
        client.post(root + "paso/publicar/")
    fresh = make.fresh(meeting)
    version = queries.latest_minutes(fresh)
    assert (fresh.state, version.content["quorum"][0]["is_met"]) == ("published", True)
    assert version.content["loose_votes"][0]["nominal"] == [["Ana", "A favor"], ["Luis", "A favor"]]
    assert Agreement.objects.get().owner == "Planeamiento"


def test_topics_documents_pledges_and_assessment_from_the_desk():
    last = make.published("hearing", of_entity=True)
    late = {"starts_at": make.STARTS + 99 * DAY, "ends_at": make.ENDS + 99 * DAY}
    meeting = make.hearing(title="Audiencia de setiembre", **late)
    topic = actions.propose_topic(meeting=meeting, text="El puente", actor=cast.julio(), at=make.CALLED)
    client = as_(cast.give_entity_role(cast.person("gg@ejemplo.pe", "Gina", "Soto", "Gil"), cast.public_body()))
    root = f"/panel/reuniones/{meeting.code}/"
    assert "Incorporar a la agenda" in client.get(root).content.decode()
    client.post(root + f"temas/{topic.pk}/incluir/")
    pdf = queries.latest_minutes(last).file.content.read()
    client.post(root + "documento/", {"kind": "summary", "title": "Resumen", "file": SimpleUploadedFile("r.pdf", pdf)})
    pledge = last.agreements.get()
    client.post(root + f"compromisos/{pledge.pk}/", {"state": "fulfilled", "text": "Publicada"})
    page = Client().get(f"/reuniones/{meeting.code}/").content.decode()
    for words in ("El puente", "Cumplido: Publicada", "días hábiles antes", "Compromisos de la audiencia anterior"):
        assert words in page
    document = meeting.documents.get()
    assert Client().get(f"/reuniones/{meeting.code}/documentos/{document.pk}/").status_code == 200
    texts = {"went_well": "Asistencia", "went_badly": "Sonido", "improvements": "Intérprete", "publish": "1"}
    early = client.post(root + "autoevaluacion/", texts)
    assert (early.status_code, R.ASSESSMENT_TOO_EARLY.reason.status) == (422, 422)
    client.post(f"/panel/reuniones/{last.code}/autoevaluacion/", texts)
    assert "Intérprete" in Client().get(f"/reuniones/{last.code}/").content.decode()
    client.post(f"/panel/reuniones/{last.code}/acuerdos/1/", {"state": "ongoing", "text": "En imprenta"})
    assert Agreement.objects.get(pk=pledge.pk).outcome == "En imprenta"


def test_a_certificate_waits_for_the_end():
    meeting, client = make.open_meeting(), as_(cast.julio())
    client.post(f"/reuniones/{meeting.code}/inscripcion/", {})
    url = f"/reuniones/{meeting.code}/inscripcion/"
    assert "constancia" not in client.get(url).content.decode()
    actions.check_in(meeting=meeting, typed="1", actor=None, at=make.STARTS)
    actions.close_session(meeting=meeting, actor=None, at=make.ENDS)
    assert "Descargar mi constancia" in client.get(url).content.decode()
