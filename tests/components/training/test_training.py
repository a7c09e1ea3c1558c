"""Courses: enrol, attend, pass, and what that gives; the rules as tables, the actions, the pages."""

import threading
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories import accreditation as make
from tests.factories.cast import carmen, julio, person, rosa, sign_in
from tinkuy.commons.accreditation import actions as accreditation
from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.queries import requests_of, rules_of, voters_of
from tinkuy.commons.accreditation.queries.credits import missing_of
from tinkuy.components.training import actions, queries
from tinkuy.components.training.models import Course, Enrolment
from tinkuy.components.training.refusals import TrainingRefusal as R
from tinkuy.components.training.rules import merged, passes, sessions_needed
from tinkuy.foundation.accounts.actions import verify_identity
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 5, 18, 15, 0, tzinfo=UTC)
STARTS = datetime(2026, 5, 20, 14, 0, tzinfo=UTC)


def course(space, sessions=1, capacity=None, published=True, **columns) -> Course:
    by = make.desk(space)
    made = actions.create_course(
        space=space,
        actor=by,
        at=BEFORE,
        **{"title": "Presupuesto", "aim": "Votar sabiendo.", "gives_vote": True, **columns},
    )
    for n in range(sessions):
        starts = STARTS + timedelta(days=n)
        actions.add_session(
            course=made, actor=by, at=BEFORE, starts_at=starts, ends_at=starts + timedelta(hours=2),
            place="Plaza de Chota", capacity=capacity,
        )  # fmt: skip
    return actions.publish_course(course=made, actor=by, at=BEFORE) if published else made


def refused(call, **named) -> R:
    with pytest.raises(Refused) as caught:
        call(**named)
    assert "%(" not in caught.value.sentence
    return caught.value.refusal


@pytest.mark.parametrize(
    ("count", "percent", "needed"),
    [(0, 100, 0), (1, 1, 1), (3, 100, 3), (3, 67, 3), (3, 66, 2), (4, 75, 3), (4, 76, 4)],
)
def test_how_many_sessions_a_course_asks(count, percent, needed):
    assert sessions_needed(count, percent) == needed
    if count:
        assert passes(needed, count, percent)
        assert not passes(needed - 1, count, percent)


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        ([("a", 12), ("b", 30)], [("b", 30), ("a", 12)]),
        ([("a", 12), ("b", 30), ("c", 3)], [("b", 30), ("otros", 15)]),
        ([("a", 12), ("b", 6), ("c", 4)], [("a", 12), ("otros", 10)]),
        ([("a", 9)], [("otros", 9)]),
        ([], []),
    ],
)
def test_groups_under_ten_go_together(rows, shown):
    assert merged(rows, other="otros") == shown


def test_passing_gives_a_certificate_and_the_vote():
    space = make.registering()
    accreditation.set_rules(space=space, actor=None, at=make.DURING, requires_training=True)
    holder = make.accredited(space, rosa(), 1)
    made = course(space, sessions=2, pass_percent=50, cost=Decimal("1200.00"))
    mine = actions.enrol(course=made, actor=rosa(), at=BEFORE)
    assert mine.organization_name == holder.organization_name
    assert voters_of(space) == []
    session = made.sessions.first()
    for _twice in range(2):
        actions.mark_present(session=session, enrolment=mine, means="list", actor=make.desk(space), at=STARTS)
    mine.refresh_from_db()
    made.refresh_from_db()
    assert (mine.passed_at, made.enrolled_count, made.passed_count) == (STARTS, 1, 1)
    assert [one.accreditation_id for one in voters_of(space)] == [holder.pk]
    assert missing_of(holder, rules_of(space)) == []
    assert mine.attendances.count() == 1


def passed_without_credential(space, user) -> Course:
    made = course(space)
    mine = actions.enrol(course=made, actor=user, at=BEFORE)
    actions.mark_present(session=made.sessions.get(), enrolment=mine, means="list", actor=make.desk(space), at=STARTS)
    return made


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_course_passed_before_the_credential_counts_when_it_is_granted(in_bulk, django_capture_on_commit_callbacks):
    space = make.registering()
    accreditation.set_rules(space=space, actor=None, at=make.DURING, requires_training=True)
    made = passed_without_credential(space, rosa())
    row, by = make.admitted(space, rosa(), 1), make.desk(space)
    verify_identity(user=rosa(), official=by, means="DNI visto en mesa", at=STARTS, role="desk")
    with django_capture_on_commit_callbacks(execute=True):
        if in_bulk:
            accreditation.grant_all(space=space, actor=by, at=STARTS)
        else:
            accreditation.grant_accreditation(request=row, actor=by, at=STARTS)
    credit = Accreditation.objects.get().credits.get()
    assert (credit.key, credit.kind, credit.held_on) == (f"course:{made.pk}", "training", STARTS.date())
    assert [one.public_name for one in voters_of(space)] == [row.full_name]
    assert actions.credit_earlier_courses(accreditations=[credit.accreditation], at=STARTS) == 1
    assert credit.accreditation.credits.count() == 1


def test_a_course_of_another_process_or_one_that_gives_no_vote_is_not_credited():
    space, elsewhere = make.registering(), make.registering("pp-2028")
    passed_without_credential(elsewhere, rosa())
    holder = make.accredited(space, rosa(), 1)
    assert actions.credit_earlier_courses(accreditations=[holder], at=STARTS) == 0


def test_an_organisation_enrols_several_of_its_people_all_or_none():
    space = make.registering()
    holder = make.accredited(space, rosa(), 1)
    made = course(space, capacity=3)
    call = {"course": made, "actor": rosa(), "at": BEFORE}
    stranger = {**call, "actor": julio()}
    assert refused(actions.enrol_people, names=["Elmer Díaz"], **stranger) is R.NO_ORGANIZATION
    assert refused(actions.enrol_people, names=[" "], **call) is R.NAME_MISSING
    many = [f"Persona {n}" for n in range(31)]
    assert refused(actions.enrol_people, names=many, **call) is R.TOO_MANY_TOGETHER
    assert refused(actions.enrol_people, names=many[:4], **call) is R.NO_ROOM_FOR_ALL
    assert Enrolment.objects.count() == 0
    actions.enrol_people(names=["Elmer Díaz", "", "Luz Vera", "Elmer Díaz"], **call)
    made.refresh_from_db()
    assert made.enrolled_count == 2
    assert set(Enrolment.objects.values_list("name", "organization_name")) == {
        ("Elmer Díaz", holder.organization_name),
        ("Luz Vera", holder.organization_name),
    }
    assert refused(actions.enrol_people, names=["elmer diaz"], **call) is R.ALREADY_ENROLLED


@time_machine.travel(BEFORE, tick=False)
def test_the_page_of_the_organisation_enrols_explains_and_is_offered_only_to_it():
    space = make.registering()
    make.accredited(space, rosa(), 1)
    made = course(space)
    page = reverse("training:enrol_people", args=[space.slug, made.code])
    public = reverse("training:course", args=[space.slug, made.code])
    mine, other = sign_in(Client(), rosa()), sign_in(Client(), julio())
    assert page in mine.get(public).content.decode()
    assert page not in other.get(public).content.decode()
    shown = mine.post(page, {"names": "Elmer Díaz\nLuz Vera"}, follow=True).content.decode()
    assert "2 personas quedaron en la lista" in shown
    assert mine.post(page, {"names": ""}).status_code == 422
    assert "tiene una credencial vigente de su organización" in other.get(page).content.decode()
    assert Client().get(page).status_code == 302


def test_a_course_is_published_with_a_date_and_takes_people_only_while_open():
    space = make.registering()
    draft = course(space, sessions=0, published=False)
    assert refused(actions.publish_course, course=draft, actor=make.desk(space), at=BEFORE) is R.NOTHING_TO_PUBLISH
    assert refused(actions.enrol, course=draft, actor=rosa(), at=BEFORE) is R.NOT_OPEN
    closed = actions.close_course(course=course(space), actor=make.desk(space), at=BEFORE)
    assert refused(actions.enrol, course=closed, actor=rosa(), at=BEFORE) is R.NOT_OPEN


def test_one_place_each_and_no_more_than_there_are():
    made = course(make.registering(), capacity=2)
    actions.enrol(course=made, actor=rosa(), at=BEFORE)
    assert refused(actions.enrol, course=made, actor=rosa(), at=BEFORE) is R.ALREADY_ENROLLED
    by = make.desk(made.space)
    assert refused(actions.enrol_other, course=made, name=" ", actor=by, at=BEFORE) is R.NAME_MISSING
    actions.enrol_other(course=made, name="Elmer Díaz", organization_name="Vaso de Leche", actor=by, at=BEFORE)
    assert refused(actions.enrol, course=made, actor=julio(), at=BEFORE) is R.FULL


@pytest.mark.parametrize(
    ("at", "code", "expected"),
    [
        (STARTS - timedelta(days=1), "", R.NOT_TODAY),
        (STARTS + timedelta(days=1), "", R.NOT_TODAY),
        (STARTS, "ZZZZZ9", R.WRONG_CODE),
        (STARTS, "", None),
    ],
)
def test_the_code_of_the_door_serves_that_day(at, code, expected):
    made = course(make.registering())
    actions.enrol(course=made, actor=rosa(), at=BEFORE)
    session = made.sessions.get()
    call = {"session": session, "code": code or session.door_code, "actor": rosa(), "at": at}
    if expected:
        assert refused(actions.check_in, **call) is expected
    else:
        assert actions.check_in(**call).means == "code"
    assert refused(actions.check_in, **{**call, "actor": julio()}) is R.NOT_ENROLLED


def test_a_material_that_does_not_reach_a_telephone_is_refused():
    made = course(make.registering())
    heavy = SimpleUploadedFile("guia.pdf", b"%PDF-1.4" + b"0" * (2 * 1024 * 1024))
    call = {"course": made, "title": "Guía", "upload": heavy, "actor": make.desk(made.space), "at": BEFORE}
    assert refused(actions.add_material, **call) is R.TOO_HEAVY
    assert actions.add_material(**{**call, "upload": make.picture()}).title == "Guía"


# Pages ---------------------------------------------------------------------------------------------


@time_machine.travel(BEFORE, tick=False)
def test_anybody_finds_the_course_and_a_person_enrols_and_knows_what_is_missing():
    space = make.registering()
    accreditation.set_rules(space=space, actor=None, at=make.DURING, requires_training=True)
    make.accredited(space, rosa(), 1)
    made = course(space)
    assert made.title in Client().get("/formacion/").content.decode()
    page = reverse("training:course", args=[space.slug, made.code])
    assert "Plaza de Chota" in Client().get(page).content.decode()
    assert b"BEGIN:VEVENT" in Client().get(reverse("training:calendar", args=[space.slug, made.code])).content
    client = sign_in(Client(), rosa())
    mine = reverse("training:mine", args=[space.slug])
    before = client.get(mine).content.decode()
    assert "1 de: capacitación" in before
    assert "Próxima fecha" in before
    detail = requests_of(rosa(), BEFORE)[0].detail  # in «Mis trámites»
    assert "te falta aprobar la capacitación." in detail
    assert "Próxima fecha: miércoles 20 de mayo, 09:00" in detail
    enrol = reverse("training:enrol", args=[space.slug, made.code])
    assert client.post(enrol).status_code == 302
    assert client.post(enrol).status_code == 422
    actions.mark_present(
        session=made.sessions.get(), enrolment=Enrolment.objects.get(), means="list", actor=make.desk(space), at=STARTS
    )
    assert "No te falta nada" in client.get(mine).content.decode()
    code = Enrolment.objects.get().certificate.code
    shown = Client().get(reverse("training:certificate", args=[code])).content.decode()
    assert "Es auténtica" in shown
    assert rosa().email not in shown
    assert Client().get(reverse("training:certificate_pdf", args=[code])).content.startswith(b"%PDF")
    assert Client().get(reverse("training:certificate", args=["NADA"])).status_code == 404


def test_the_desk_prepares_marks_and_closes_and_strangers_do_not():
    space = make.registering()
    client = sign_in(Client(), make.desk(space))
    data = {"title": "Vigilancia", "aim": "Vigilar obras", "pass_percent": 100}
    client.post(reverse("training:desk", args=[space.slug]), data)
    made = Course.objects.get()
    times = {"starts_at": "2026-05-20T09:00", "ends_at": "2026-05-20T08:00", "modality": "in_person"}
    to_session = reverse("training:desk_session", args=[space.slug, made.code])
    assert client.post(to_session, times).status_code == 422
    client.post(to_session, {**times, "ends_at": "2026-05-20T11:00"})
    client.post(reverse("training:desk_change", args=[space.slug, made.code, "publicar"]))
    client.post(reverse("training:desk_enrol", args=[space.slug, made.code]), {"name": "Elmer Díaz"})
    listed = reverse("training:desk_attendance", args=[space.slug, made.code, 1])
    client.post(listed, {"persona": [Enrolment.objects.get().pk], "papel": "1"})
    assert [one.means for one in Enrolment.objects.get().attendances.all()] == ["paper"]
    assert sign_in(Client(), carmen()).get(listed).status_code == 403
    assert Client().post(listed).status_code == 302


def test_the_pages_cost_the_same_with_many(django_assert_max_num_queries):
    space = make.registering()
    for n in range(4):
        made = course(space, title=f"Curso {n}")
    by = make.desk(space)
    for n in range(15):
        actions.enrol_other(course=made, name=f"Persona {n}", actor=by, at=BEFORE)
    client = sign_in(Client(), by)
    code = made.code
    pages = (("catalogue", []), ("course", [code]), ("desk_course", [code]), ("desk_attendance", [code, 1]))
    for name, args in pages:
        with django_assert_max_num_queries(25):
            client.get(reverse(f"training:{name}", args=[space.slug, *args]))
    assert queries.room_left(made) is None


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_the_last_place_goes_to_one():
    made = course(make.registering(), capacity=1)
    people = [person(f"p{n}@ejemplo.pe", "Ana", "Rojas", f"V{n}") for n in range(5)]
    gate, answers = threading.Barrier(5), []

    def take(user) -> None:
        gate.wait()
        try:
            answers.append(actions.enrol(course=made, actor=user, at=BEFORE))
        except Refused as no:
            answers.append(no.refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(R.FULL) == 4
    assert Enrolment.objects.count() == 1
