"""The term to publish the list, the rosters that are downloaded, and what a person reads before voting."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import accreditation as make
from tests.factories import roster
from tests.factories.cast import carmen, julio, rosa, sign_in
from tinkuy.commons.accreditation import actions, registry
from tinkuy.commons.accreditation.queries import requests_of, rules_of
from tinkuy.commons.accreditation.queries.credits import next_dates
from tinkuy.commons.accreditation.queries.publication import publication_term
from tinkuy.foundation.audit.models import Act

pytestmark = pytest.mark.django_db
CLOSED = datetime(2026, 5, 18, 15, 0, tzinfo=UTC)  # Monday: four working days end on Friday 22


def in_days(days: int) -> datetime:
    return CLOSED + timedelta(days=days)


def test_the_term_runs_from_the_close_of_the_registration_and_shows_each_day():
    space = make.registering()
    term = publication_term(space, rules_of(space))
    assert (term.closed_on, term.due_on, term.published_on) == (date(2026, 5, 18), date(2026, 5, 22), None)
    assert [step["number"] for step in term.working if step["number"]] == [1, 2, 3, 4]
    actions.set_rules(space=space, actor=None, at=make.DURING, publication_working_days=5)
    assert publication_term(space, rules_of(space)).due_on == date(2026, 5, 25)


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (4, False), (5, True)])
def test_the_last_day_to_publish_counts_whole_and_a_late_list_stays_late(days, is_late):
    space = make.registering()
    make.admitted(space, julio(), 1)
    term = publication_term(space, rules_of(space))
    assert term.is_late((in_days(days)).date()) is is_late
    roster.definitive(space, in_days(days))
    assert publication_term(space, rules_of(space)).is_late(date(2026, 6, 30)) is is_late


def test_with_challenges_the_term_is_for_the_provisional_list():
    space = roster.with_challenges()
    roster.agent(space, 1)
    roster.provisional(space)
    assert publication_term(space, rules_of(space)).published_on == date(2026, 5, 20)


@pytest.mark.parametrize(("days", "words"), [(3, "Corre el plazo"), (7, "Vencida")])
def test_the_desk_reads_the_term_in_a_word(days, words):
    space = make.registering()
    desk = sign_in(Client(), make.desk(space))
    with time_machine.travel(in_days(days), tick=False):
        for name in ("queue", "desk_lists"):
            page = desk.get(reverse(f"accreditation:{name}", args=[space.slug])).content.decode()
            assert words in page
            assert "viernes 22 de mayo" in page
            assert "Cómo se contó el plazo" in page


def cells(content: bytes) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_public_roster_in_a_spreadsheet_has_no_personal_data():
    space = make.registering()
    holder = make.accredited(space, rosa(), 1)
    got = Client().get(reverse("accreditation:roster_xlsx", args=[space.slug])).content
    head, line = cells(got)
    assert head[:2] == ["N.º", "Nombre"]
    assert line[:2] == ["1", holder.public_name]
    everything = " ".join(map(str, line))
    assert "41000001" not in everything
    assert holder.request.email not in everything


def test_the_working_roster_masks_the_document_and_is_no_act_and_strangers_have_none():
    space = make.registering()
    row = make.sent(space, julio(), 1)
    desk = sign_in(Client(), make.desk(space))
    csv = b"".join(desk.get(reverse("accreditation:desk_masked_csv", args=[space.slug]))).decode()
    head, line = cells(desk.get(reverse("accreditation:desk_masked_xlsx", args=[space.slug])).content)
    assert row.full_name in csv
    assert line[head.index("Documento")] == "DNI ****0001"
    for kept in (csv, " ".join(map(str, line))):
        assert "41000001" not in kept
        assert row.email not in kept
        assert row.phone not in kept
    assert not Act.objects.filter(kind="accreditation.exported_personal_data").exists()
    for name in ("desk_masked_csv", "desk_masked_xlsx"):
        assert sign_in(Client(), carmen()).get(reverse(f"accreditation:{name}", args=[space.slug])).status_code == 403


def two_dates(space, at) -> list[registry.NextDate]:
    later = datetime(2026, 5, 29, 14, 0, tzinfo=UTC)
    sooner = datetime(2026, 5, 27, 14, 0, tzinfo=UTC)
    return [
        registry.NextDate("workshop", "Taller de Jaén", later, "Jaén", "/taller-2/"),
        registry.NextDate("workshop", "Taller de Chota", sooner, "Plaza de Chota", "/taller-1/"),
    ]


def test_who_still_has_to_attend_reads_what_and_when_and_nobody_else_does(monkeypatch):
    monkeypatch.setattr(registry, "_date_paths", [f"{__name__}.two_dates"])
    monkeypatch.setattr("tinkuy.commons.accreditation.queries.credits.import_string", lambda path: two_dates)
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=make.DURING, min_workshops=2)
    holder = make.accredited(space, rosa(), 1)
    assert next_dates(space, make.DURING)["workshop"].title == "Taller de Chota"
    detail = requests_of(rosa(), make.DURING)[0].detail
    assert "te falta asistir a 2 talleres." in detail
    assert "miércoles 27 de mayo" in detail
    mine = sign_in(Client(), rosa())
    for url in (
        reverse("accreditation:credential", args=[holder.code]),
        reverse("accreditation:request", args=[space.slug, holder.request.code]),
    ):
        page = mine.get(url).content.decode()
        assert "Para votar te falta:" in page
        assert "Taller de Chota" in page
    public = Client().get(reverse("accreditation:credential", args=[holder.code])).content.decode()
    assert "Para votar te falta" not in public
    for n in (1, 2):
        actions.credit_attendance(
            accreditation=holder, kind="workshop", key=f"taller:{n}", title="Taller", held_on=date(2026, 5, 12),
            actor=None, at=make.DURING,
        )  # fmt: skip
    assert "credencial está lista" in requests_of(rosa(), make.DURING)[0].detail
