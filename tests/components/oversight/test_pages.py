"""The committee's pages: for anybody, for agents, for the desk, for members; strangers stay out."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import cast
from tests.factories import oversight as make
from tests.factories.accreditation import picture
from tinkuy.components.oversight import actions
from tinkuy.components.oversight.models import Candidacy, Finding, OversightCommittee, OversightReport

pytestmark = pytest.mark.django_db


def url(name: str, *args: object) -> str:
    return reverse(f"oversight:{name}", args=["pp-2027", *args])


def read(client, name: str, *args: object) -> str:
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    return answer.content.decode()


def as_member(client, n: int = 1):
    cast.second_factor(make.member(n))
    return cast.sign_in(client, make.member(n))


def as_boss(client):
    return cast.sign_in(client, make.coordinator(cast.space()))


def published() -> OversightReport:
    report = make.presented()
    actions.publish_report(report=report, actor=make.member(1), at=make.REPORTING.replace(month=12, day=30))
    return OversightReport.objects.get(pk=report.pk)


def test_before_there_is_one_the_page_says_who_elects_it(client):
    cast.space()
    assert "Todavía no hay comité" in read(client, "committee")
    assert "Todavía no hay candidaturas" in read(client, "election")


def test_anybody_reads_members_count_and_what_is_owed(client, monkeypatch):
    make.recognized()
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *a: date(2026, 12, 30))
    page = read(client, "committee")
    assert "Acuerdo Regional 45-2026" in page
    assert "Presidencia" in page
    assert "01/06/2026 – 30/11/2026" in page
    count = read(client, "election")
    assert "Suplente, por orden de votos" in count


def test_a_draft_and_a_presented_report_are_not_public_and_a_published_one_is(client):
    report = make.presented()
    finding = report.findings.get()
    stored = cast.space()  # the same space
    assert stored == report.committee.space
    assert client.get(url("report", 1)).status_code == 404
    assert "La obra no avanza" not in client.get(url("reports_csv")).content.decode()
    actions.publish_report(report=report, actor=make.member(1), at=make.REPORTING.replace(month=12, day=30))
    page = read(client, "report", 1)
    assert "La obra no avanza" in page
    assert "no figura en la cartera" in page
    assert finding.cui in client.get(url("reports_csv")).content.decode()
    assert client.get(url("report_pdf", 1)).content.startswith(b"%PDF")


def test_evidence_is_the_committees_until_the_report_is_published(client):
    report = make.drafted()
    finding = report.findings.get()
    item = actions.add_evidence(finding=finding, upload=picture(), actor=make.member(1), at=make.REPORTING)
    address = url("evidence_file", 1, item.pk)
    assert client.get(address).status_code == 404
    as_member(client)
    assert client.get(address).status_code == 200


def test_an_agent_stands_and_reads_each_requirement(client, monkeypatch):
    committee = make.called()
    make.agent(committee.space, 1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.DURING)
    cast.sign_in(client, make.member(1))
    answer = client.post(url("stand"), {"resides": "on", "statement": "Quiero vigilar"})
    assert answer.status_code == 422
    assert "no tener condena" in answer.content.decode()
    assert "Quiero vigilar" in answer.content.decode()
    assert client.post(url("stand"), {"resides": "on", "no_conviction": "on"}).status_code == 302
    assert "Candidatura N.º 1" in read(client, "stand")
    client.post(url("withdraw"))
    assert Candidacy.objects.get().state == "withdrawn"


def test_the_coordinator_walks_from_the_rules_to_the_recognition(client):
    committee = make.called(max_members=4)
    for n in range(1, 6):
        make.candidate(committee, n, is_admitted=n != 5)
    as_boss(client)
    rules = {name: str(getattr(committee, name)) for name in actions_settings()} | {"min_members": "9"}
    answer = client.post(url("rules"), {**rules, "max_members": "5"})
    assert answer.status_code == 422
    assert "se contradicen" in answer.content.decode()
    answer = client.post(url("reject", 5), {"reason": ""})
    assert answer.status_code == 422
    assert client.post(url("admit", 5)).status_code == 302
    answer = client.post(url("open_election"), {"present": "1"})
    assert "el quórum es 3" in answer.content.decode()
    assert client.post(url("open_election"), {"present": "50"}).status_code == 302
    votes = {f"c{n}": str(50 - 10 * n) for n in range(1, 6)}
    client.post(url("enter_count"), votes)
    assert "Faltan conteos" in client.post(url("settle")).content.decode()
    cast.sign_in(client, make.teller(committee.space))
    assert client.post(url("enter_count"), votes).status_code == 302
    as_boss(client)
    assert client.post(url("settle")).status_code == 302
    assert "La elección está decidida" in read(client, "desk_election")
    act = {"act_number": "OR 9-2026", "act_on": "2026-05-20", "starts_on": "2026-06-01", "post1": "Presidencia"}
    assert client.post(url("recognize"), act).status_code == 302
    committee = OversightCommittee.objects.get()
    assert committee.act_number == "OR 9-2026"
    mandate = committee.body.seats.get(number=1).mandates.get()
    page = client.get(url("end_member", mandate.pk)).content.decode()
    assert "Sigue en el conteo" in page
    leave = {"reason": "resignation", "on": "2026-07-01", "note": "Carta"}
    assert client.post(url("end_member", mandate.pk), leave).status_code == 302
    assert committee.body.seats.get(number=1).mandates.count() == 2


def actions_settings() -> tuple[str, ...]:
    from tinkuy.components.oversight.queries import SETTINGS  # noqa: PLC0415

    return tuple(name for name in SETTINGS if not name.startswith(("bars_public", "one_per")))


def test_a_tie_is_shown_with_what_follows(client):
    committee = make.counted({1: 40, 2: 30, 3: 20, 4: 10, 5: 10}, max_members=4, tie_method="draw")
    assert "Hay un empate sin resolver" in read(client, "election")
    as_boss(client)
    assert "Sorteo público" in read(client, "desk_election")
    assert client.post(url("draw"), {"text": "Salió el 17"}).status_code == 302
    page = read(client, "election")
    assert "Salió el 17" in page
    committee.refresh_from_db()
    assert committee.rounds.get().draw_seed in page


def test_a_member_writes_a_report_a_step_at_a_time_and_the_entity_answers(client, monkeypatch):
    make.recognized()
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.REPORTING)
    as_member(client)
    assert client.post(url("reports"), {"starts_on": "2026-06-01"}).status_code == 302
    client.post(url("summary", 1), {"summary": "Visitamos dos obras"})
    bad = client.post(url("finding", 1), {**make.FINDING, "cui": "24A"})
    assert bad.status_code == 422
    assert "La obra no avanza" in bad.content.decode()  # what was typed is not lost
    client.post(url("finding", 1), make.FINDING)
    finding = Finding.objects.get()
    client.post(url("evidence", 1, finding.pk), {"upload": picture("obra.png")})
    assert "Visitamos dos obras" in read(client, "member_report", 1)
    assert client.post(url("present", 1)).status_code == 302
    assert client.post(url("receive", 1)).status_code == 403
    as_boss(client)
    assert client.post(url("receive", 1)).status_code == 302
    assert client.post(url("answer", 1, finding.pk), {"answer": ""}).status_code == 422
    assert client.post(url("answer", 1, finding.pk), {"answer": "Se reinicia"}).status_code == 302
    assert client.post(url("publish", 1)).status_code == 302
    assert "Se reinicia" in read(client, "report", 1)


def test_a_request_for_information_is_asked_answered_and_public(client, monkeypatch):
    make.recognized()
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.REPORTING)
    as_member(client)
    assert client.post(url("inquiries"), {"asked": "Cronograma de obras"}).status_code == 302
    as_boss(client)
    assert client.post(url("answer_inquiry", 1), {"answer": ""}).status_code == 422
    answer = {"answer": "Aquí está", "file": picture("cronograma.png")}
    assert client.post(url("answer_inquiry", 1), answer).status_code == 302
    client.logout()
    assert "Aquí está" in read(client, "committee")
    assert client.get(url("inquiry_file", 1)).status_code == 200


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_many_reports_cost_no_more_than_one(client):
    report = published()
    few = queries_of(client, url("committee"))
    for number in range(2, 40):
        start = date(2030, 1, number) if number < 32 else date(2030, 2, number - 31)
        OversightReport.objects.create(
            committee=report.committee, number=number, starts_on=start, until_on=start, state="published",
            author=report.author, started_at=make.REPORTING,
        )  # fmt: skip
    assert queries_of(client, url("committee")) <= few + 1
    assert few <= 25
