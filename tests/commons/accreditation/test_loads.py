"""A roster in a spreadsheet: every bad line named, nothing stored before a person says so, all of it undone."""

import io
from datetime import date

import pytest
import time_machine
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import accreditation as make
from tests.factories.cast import carmen, sign_in
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import AccreditationRequest, CredentialPrint, RosterImport
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.commons.accreditation.rules.sheet import SheetContext, compare_rows, read_rows, skeleton
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
DURING = make.DURING
HEAD = [
    "DNI",
    "Apellidos y nombres",
    "Sexo",
    "Fecha de nacimiento",
    "Organización",
    "Condición",
    "Fundación",
    "Provincia",
]
CONTEXT = SheetContext(
    on=date(2026, 5, 11),
    provinces={"chota": "0604"},
    districts={},
    min_organization_months=24,
    allows_individuals=False,
)


def line(document="41000001", name="Rojas Vela, Ana", born="5/3/1984", org="Rondas de Chota", seat="titular", **more):
    return [
        document,
        name,
        more.get("sex", "F"),
        born,
        org,
        seat,
        more.get("founded", "1/2/2010"),
        more.get("province", "Chota"),
    ]


def checked(*lines):
    rows = list(read_rows([["Padrón 2027"], HEAD, *lines], CONTEXT))
    compare_rows(rows)
    return rows


@pytest.mark.parametrize(
    ("changes", "is_bad", "words"),
    [
        ({"document": 1000001}, False, "perdió el cero"),
        ({"document": "410000"}, True, "tiene 6"),
        ({"document": ""}, True, "falta el documento"),
        ({"born": "31/02/1984"}, True, "no existe en el calendario"),
        ({"born": "5/3/2015"}, True, "no cumple 18"),
        ({"born": ""}, True, "falta la fecha"),
        ({"province": "Lima"}, True, "no es una provincia"),
        ({"founded": "1/2/2026"}, True, "no tiene 24 meses"),
        ({"founded": ""}, False, "no dice su fecha"),
        ({"org": ""}, True, "nadie se inscribe por su cuenta"),
        ({"name": "Rojas"}, True, "faltan los apellidos"),
    ],
)
def test_each_wrong_or_doubtful_cell_is_named(changes, is_bad, words):
    row = checked(line(**changes))[0]
    assert (row.line, row.is_bad, row.is_doubtful) == (3, is_bad, not is_bad)
    assert words in " ".join(reason for _column, reason in row.notes)


def test_a_lost_zero_is_proposed_and_never_put_in_silence():
    row = checked(line(document=1000001))[0]
    assert (row.document_number, row.is_doubtful) == ("01000001", True)


def test_what_only_shows_side_by_side():
    rows = checked(
        line(),
        line(org="Mujeres de Chota"),
        line(document="41000003", org="Comité de Agua", name="Díaz Soto, Eva"),
        line(document="000123456", org="Vaso de Leche", name="Díaz Soto, Eva"),
        line(document="41000005", name="Paz Ruiz, Luis"),
        line(document="41000006", name="Gil Mas, Olga", org="Ronda Chota"),
    )
    notes = [" ".join(reason for _column, reason in row.notes) for row in rows]
    assert [row.is_bad for row in rows] == [False, True, False, False, True, False]
    assert "fila 3" in notes[1]
    assert "DNI y CE" in notes[2]
    assert "DNI y CE" in notes[3]
    assert "ya tiene a esa persona en ese puesto" in notes[4]
    assert "dos maneras" in notes[5]
    assert "dos maneras" in notes[0]


def test_two_spellings_have_one_skeleton():
    assert skeleton("Ronda campesina de Zhota") == skeleton("Rondas Campesinas SOTA")
    assert skeleton("Comité N.º 1") != skeleton("Comité N.º 11")


def sheet(*lines, head=HEAD) -> SimpleUploadedFile:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Padrón")
    for number, row in enumerate([head, *lines]):
        page.write_row(number, 0, row)
    book.close()
    return SimpleUploadedFile("padron.xlsx", out.getvalue())


def received(space, *lines) -> RosterImport:
    load = actions.receive_roster(
        space=space, upload=sheet(*lines), reason="Archivador 3", actor=make.desk(space), at=DURING
    )
    return actions.read_roster(load=load, at=DURING)


def confirmed(space, *lines) -> RosterImport:
    load = actions.confirm_roster(load=received(space, *lines), actor=make.desk(space), at=DURING)
    return actions.store_roster(load=load, at=DURING)


THREE = (
    line(),
    line(document="41000002", name="Paz Ruiz, Luis", sex="M", seat="alterno"),
    line(document=1000003, name="Díaz Soto, Eva", org="Vaso de Leche"),
)


def test_nothing_is_stored_before_confirmation_and_the_file_is_not_kept():
    space = make.registering()
    load = received(space, *THREE)
    assert (load.state, load.rows_read, load.rows_good, load.rows_flagged, load.rows_bad) == ("preview", 3, 2, 1, 0)
    assert AccreditationRequest.objects.count() == 0
    assert load.file is None
    assert "01000003" not in str(list(load.rows.values()))


def test_what_is_in_order_is_registered_and_the_doubtful_only_when_accepted():
    space = make.registering()
    load = received(space, *THREE)
    by = make.desk(space)
    assert actions.accept_rows(load=load, lines=[2, 4], actor=by, at=DURING) == 1
    actions.confirm_roster(load=load, actor=by, at=DURING)
    load.refresh_from_db()
    load = actions.store_roster(load=load, at=DURING)
    assert (load.state, load.rows_done, load.rows.count()) == ("confirmed", 3, 0)
    rows = AccreditationRequest.objects.order_by("id")
    assert [(row.state, row.channel, row.seat) for row in rows] == [
        ("sent", "sheet", "titular"), ("sent", "sheet", "alternate"), ("sent", "sheet", "titular"),
    ]  # fmt: skip
    assert rows[2].document_last_four == "0003"
    assert CivilSocietyOrganization.objects.count() == 2
    assert [event.to_state for event in rows[0].events.all()] == ["sent"]


def test_storing_twice_registers_once_and_who_registered_meanwhile_is_left_out():
    space = make.registering()
    load = received(space, *THREE)
    make.sent(space, n=2, organization_name="Otra")  # the document of the second line
    load = actions.confirm_roster(load=load, actor=make.desk(space), at=DURING)
    load = actions.store_roster(load=load, at=DURING)
    actions.store_roster(load=load, at=DURING)
    assert load.rows_done == 1
    assert AccreditationRequest.objects.filter(imported_by=load).count() == 1


def test_a_person_already_on_file_and_a_seat_already_taken_are_said_in_the_preview():
    space = make.registering()
    make.sent(space, n=1)
    load = received(space, line(document="41000001"))
    assert "ya está inscrita" in str(load.rows.get().notes)


def refused(call, **named) -> R:
    with pytest.raises(Refused) as caught:
        call(**named)
    return caught.value.refusal


def test_a_load_is_undone_until_the_desk_decides_and_a_decided_one_is_not():
    space = make.registering()
    by = make.desk(space)
    load = confirmed(space, *THREE)
    act = {"load": load, "actor": by, "at": DURING}
    actions.undo_roster(**act)
    assert AccreditationRequest.objects.count() == 0
    assert refused(actions.undo_roster, **act) is R.LOAD_NOT_WAITING
    again = confirmed(space, *THREE)
    assert actions.admit_all(space=space, actor=by, at=DURING) == 2
    assert refused(actions.undo_roster, **{**act, "load": again}) is R.LOAD_ALREADY_DECIDED
    assert Act.objects.filter(kind="accreditation.undid_roster").count() == 1


def test_a_load_with_nothing_ready_and_a_file_that_is_not_a_sheet_are_sentences():
    space = make.registering()
    load = received(space, line(born="ayer"))
    assert refused(actions.confirm_roster, load=load, actor=make.desk(space), at=DURING) is R.LOAD_HAS_NOTHING
    actions.discard_roster(load=load, actor=make.desk(space), at=DURING)
    assert load.rows.count() == 0
    pdf = SimpleUploadedFile("padron.xlsx", b"%PDF-1.4 nada")
    call = {"space": space, "upload": pdf, "reason": "x", "actor": make.desk(space), "at": DURING}
    assert refused(actions.receive_roster, **call) is R.SHEET_UNREADABLE
    headless = actions.receive_roster(
        space=space, upload=sheet(["a"], head=["Nombre"]), reason="x", actor=make.desk(space), at=DURING
    )
    assert "«DNI»" in actions.read_roster(load=headless, at=DURING).failure


def test_many_are_admitted_accredited_and_printed_at_once():
    space = make.registering()
    by = make.desk(space)
    confirmed(space, *THREE)
    assert actions.admit_all(space=space, actor=by, at=DURING) == 2
    assert actions.grant_all(space=space, actor=by, at=DURING) == 2
    assert actions.grant_all(space=space, actor=by, at=DURING) == 0
    assert [one.number for one in space.accreditations.order_by("number")] == [1, 2]
    assert {one.events.get().kind for one in space.accreditations.all()} == {"granted"}
    for kind, start in (("pdf", b"%PDF"), ("zip", b"PK")):
        asked = actions.ask_for_print(space=space, kind=kind, actor=by, at=DURING)
        actions.print_credentials(asked=asked, at=DURING)
        assert asked.file.content.read(4).startswith(start)
        assert asked.count == 2


def test_in_bulk_likely_twins_and_ones_own_organisation_wait_for_a_person():
    space = make.registering()
    confirmed(space, line(), line(document="41000002", name="Paz Ruiz, Luis", org="Vaso de Leche"))
    twin = make.sent(space, n=7, organization_name="Otra")
    row = AccreditationRequest.objects.get(organization_name="Rondas de Chota")
    AccreditationRequest.objects.filter(pk=twin.pk).update(folded_name=row.folded_name, birth_date=row.birth_date)
    assert actions.admit_all(space=space, actor=make.desk(space), at=DURING) == 1
    assert AccreditationRequest.objects.get(state="admitted").organization_name == "Vaso de Leche"


@time_machine.travel(DURING, tick=False)
def test_the_desk_loads_looks_accepts_and_confirms_on_its_pages():
    space = make.registering()
    desk = sign_in(Client(), make.desk(space))
    url = reverse("accreditation:loads", args=[space.slug])
    assert desk.post(url, {"file": sheet(*THREE), "reason": "Archivador 3"}).status_code == 302
    actions.read_roster(load=RosterImport.objects.get(), at=DURING)
    page = desk.get(reverse("accreditation:load", args=[space.slug, 1])).content.decode()
    assert "perdió el cero inicial" in page
    assert "01000003" not in page
    desk.post(reverse("accreditation:load_accept", args=[space.slug, 1]), {"fila": ["4"]})
    desk.post(reverse("accreditation:load_decide", args=[space.slug, 1, "confirmar"]))
    assert RosterImport.objects.get().state == "storing"
    twice = desk.post(reverse("accreditation:load_decide", args=[space.slug, 1, "confirmar"]))
    assert twice.status_code == 422
    assert sign_in(Client(), carmen()).get(url).status_code == 403
    assert desk.post(reverse("accreditation:ask_for_print", args=[space.slug]), {"kind": "pdf"}).status_code == 302
    assert CredentialPrint.objects.count() == 1
