"""Days are declared with their norm, withdrawn with a reason, and move no term by themselves."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from tests.factories.cast import AT, operator
from tests.foundation.workdays.ground import administrator, declare, places, term
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays import actions, queries
from tinkuy.foundation.workdays.actions.calendar import DeclaredDay
from tinkuy.foundation.workdays.models import NonWorkingDay, Term, TermChange, TermSuspension
from tinkuy.foundation.workdays.refusals import CalendarRefusal, TermRefusal
from tinkuy.foundation.workdays.signals import term_moved

pytestmark = pytest.mark.django_db
START, DUE, LATER = date(2026, 7, 22), date(2026, 8, 11), date(2026, 8, 12)


def refused(call, **arguments):
    with pytest.raises(Refused) as caught:
        call(**arguments)
    return caught.value.refusal


def acts() -> list[tuple[str, str]]:
    return list(Act.objects.order_by("id").values_list("kind", "actor_role"))


def test_who_declared_when_and_by_which_norm_is_kept_and_recorded():
    row = declare()
    assert (row.declared_by, row.declared_at, row.norm) == (operator(), AT, "DS 001-2026-PCM")
    act = Act.objects.get()
    assert (act.kind, act.actor_number, act.at) == ("workdays.declared_day", operator().pk, AT)
    assert json.loads(act.payload)["norm"] == "DS 001-2026-PCM"
    assert queries.due_date(START, 10).due == LATER


def test_a_day_without_a_norm_is_not_declared():
    assert refused(declare, norm="  ") is CalendarRefusal.NORM_MISSING
    assert NonWorkingDay.objects.count() == 0


def test_a_day_is_declared_once_in_a_place():
    declare()
    assert refused(declare) is CalendarRefusal.ALREADY_DECLARED
    declare(ubigeo="06")


def test_a_place_that_does_not_exist_is_refused():
    assert refused(declare, ubigeo="99") is CalendarRefusal.PLACE_UNKNOWN


@pytest.mark.parametrize(("ubigeo", "goes"), [("06", True), ("0601", True), ("", False), ("01", False)])
def test_an_entity_declares_in_its_territory_alone(ubigeo, goes):
    user, body = administrator()
    if goes:
        row = declare(ubigeo=ubigeo, actor=user, body=body)
        assert (row.source, acts()) == ("GORE de Cajamarca", [("workdays.declared_day", "administrator")])
    else:
        assert refused(declare, ubigeo=ubigeo, actor=user, body=body) is CalendarRefusal.OUTSIDE_TERRITORY


def test_a_day_is_withdrawn_with_a_reason_and_stays_in_sight():
    row = declare()
    withdraw = {"row": row, "actor": operator(), "at": AT + timedelta(days=1)}
    assert refused(actions.withdraw_non_working_day, reason=" ", **withdraw) is CalendarRefusal.REASON_MISSING
    actions.withdraw_non_working_day(reason="Derogado por DS 009", **withdraw)
    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_reason) == (operator(), "Derogado por DS 009")
    assert queries.due_date(START, 10).due == DUE
    assert row in queries.days_of_year(2026, inside="")
    assert row not in queries.days_of_year(2026)
    assert refused(actions.withdraw_non_working_day, reason="x", **withdraw) is CalendarRefusal.ALREADY_WITHDRAWN
    declare()


def test_a_national_holiday_and_what_another_declared_are_not_withdrawn_by_an_entity():
    actions.load_holidays()
    holiday, user_and_body = NonWorkingDay.objects.get(day=date(2026, 7, 28)), administrator()
    asked = {"reason": "x", "actor": user_and_body[0], "at": AT, "body": user_and_body[1]}
    assert refused(actions.withdraw_non_working_day, row=holiday, **asked) is CalendarRefusal.SHIPPED_STAYS
    assert refused(actions.withdraw_non_working_day, row=declare(), **asked) is CalendarRefusal.OUTSIDE_TERRITORY


def test_a_list_of_days_is_all_or_nothing():
    declare()
    days = [DeclaredDay(date(2026, 9, 1), "Uno", "DS 2"), DeclaredDay(date(2026, 7, 27), "Otra vez", "DS 2")]
    asked = {"actor": operator(), "at": AT}
    assert refused(actions.declare_days, days=days, **asked) is CalendarRefusal.ALREADY_DECLARED
    assert NonWorkingDay.objects.count() == 1
    assert len(actions.declare_days(days=days[:1], **asked)) == 1


def test_a_declared_day_does_not_make_its_year_known():
    declare(day=date(2036, 1, 2))
    with pytest.raises(Refused) as caught:
        queries.due_date(date(2035, 12, 28), 10)
    assert caught.value.refusal is CalendarRefusal.YEAR_UNKNOWN


def test_a_term_keeps_its_working_and_is_one_however_often_it_is_opened():
    first = term()
    assert (first.due_on, first.amount, first.norm) == (DUE, 10, "Ordenanza 012-2025")
    assert first.steps[2]["reason"] == "día hábil 1 de 10"
    assert first.steps[-1] == {
        "day": "2026-08-11", "weekday": "martes", "counted": 10, "reason": "día hábil 10 de 10", "article": "145.1",
    }  # fmt: skip
    assert term() == first
    assert refused(term, working_days=5) is TermRefusal.ALREADY_OPEN
    actions.close_term(term=first, at=AT)
    assert term(working_days=5) != first


def test_a_day_declared_after_a_term_was_counted_flags_it_and_moves_nothing():
    inside, other_place, over = term(1), term(2, ubigeo="01"), term(3, working_days=2)
    closed = term(4)
    actions.close_term(term=closed, at=AT)
    declare(ubigeo="06")
    for row in (inside, other_place, over, closed):
        row.refresh_from_db()
    assert (inside.due_on, inside.flagged_due_on, inside.flagged_because) == (DUE, LATER, "Puente (DS 001-2026-PCM)")
    assert [row.flagged_at for row in (other_place, closed)] == [None, None]
    # Two days from the 22nd end on the 27th itself: it moves too.
    assert (over.due_on, over.flagged_due_on) == (date(2026, 7, 27), date(2026, 7, 30))
    assert list(queries.flagged_terms()) == [over, inside] or set(queries.flagged_terms()) == {over, inside}


def test_a_day_before_the_start_or_after_the_end_flags_nothing():
    term()
    declare(day=START)
    declare(day=LATER)
    assert queries.flagged_terms().count() == 0


def test_an_official_recomputes_with_a_reason_and_what_stood_before_stays(django_capture_on_commit_callbacks):
    heard = []

    def listen(term, **kwargs):
        heard.append(term.due_on)

    row = term()
    declare()
    decide = {"term": row, "actor": operator(), "at": AT}
    assert refused(actions.recompute_term, reason="", **decide) is CalendarRefusal.REASON_MISSING
    term_moved.connect(listen)
    with django_capture_on_commit_callbacks(execute=True):
        moved = actions.recompute_term(reason="El decreto alcanza al plazo", **decide)
    assert (moved.due_on, moved.flagged_at, heard) == (LATER, None, [LATER])
    change = TermChange.objects.get()
    assert (change.due_before, change.due_after, change.decided_by) == (DUE, LATER, operator())
    assert change.steps_before[-1]["day"] == "2026-08-11"
    assert json.loads(Act.objects.get(kind="workdays.recomputed_term").payload)["due"] == ["2026-08-11", "2026-08-12"]
    assert refused(actions.recompute_term, reason="x", **decide) is TermRefusal.NOT_FLAGGED


def test_an_official_may_keep_the_date_that_was_notified():
    row = term()
    declare()
    kept = actions.keep_term(term=row, reason="Ya se notificó", actor=operator(), at=AT)
    assert (kept.due_on, kept.flagged_at) == (DUE, None)
    assert Act.objects.filter(kind="workdays.kept_term").count() == 1


def test_withdrawing_the_day_takes_the_flag_away_and_a_closed_term_is_not_decided():
    row, day = term(), declare()
    actions.withdraw_non_working_day(row=day, reason="Derogado", actor=operator(), at=AT)
    assert queries.flagged_terms().count() == 0
    actions.close_term(term=row, at=AT)
    assert refused(actions.keep_term, term=row, reason="x", actor=operator(), at=AT) is TermRefusal.CLOSED


def suspend(**fields) -> TermSuspension:
    places()
    what = {"starts_on": date(2026, 7, 24), "ends_on": date(2026, 7, 31), "reason": "Lluvias", "norm": "DS 5"}
    return actions.suspend(**{**what, "actor": operator(), "at": AT, **fields})


def test_a_suspension_stands_in_the_working_and_flags_what_was_open():
    row = term()
    suspension = suspend(ubigeo="06")
    row.refresh_from_db()
    # 24, 27, 30 and 31 July stood still: four working days more.
    assert (row.due_on, row.flagged_due_on) == (DUE, date(2026, 8, 17))
    fresh = queries.as_steps(queries.count_again(row))
    assert fresh[2]["reason"] == "plazo suspendido: Lluvias"
    assert fresh[2]["article"] == "DS 5"
    withdraw = {"row": suspension, "actor": operator(), "at": AT}
    assert refused(actions.withdraw_suspension, reason="", **withdraw) is CalendarRefusal.REASON_MISSING
    actions.withdraw_suspension(reason="Error", **withdraw)
    assert queries.flagged_terms().count() == 0


def test_a_suspension_of_one_term_touches_no_other():
    one, other = term(1), term(2)
    suspend(term=one)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.flagged_due_on, other.flagged_due_on) == (date(2026, 8, 17), None)
    assert actions.recompute_term(term=one, reason="DS 5", actor=operator(), at=AT).due_on == date(2026, 8, 17)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"norm": ""}, CalendarRefusal.NORM_MISSING),
        ({"reason": " "}, CalendarRefusal.REASON_MISSING),
        ({"ends_on": date(2026, 7, 23)}, CalendarRefusal.SUSPENSION_BACKWARDS),
    ],
)
def test_a_suspension_needs_its_norm_its_reason_and_its_dates(fields, why):
    assert refused(suspend, **fields) is why


@pytest.mark.parametrize(
    ("residence", "working", "due"),
    [
        ("15", True, date(2026, 8, 14)),
        ("15", False, date(2026, 8, 14)),
        ("1501", True, date(2026, 8, 13)),
        ("01", True, DUE),
    ],
)
def test_the_distance_of_the_smallest_places_is_added_at_the_end(residence, working, due):
    places()
    actions.set_distance(
        residence="15", office="06", days=3, norm="Cuadro", actor=operator(), at=AT, counts_working_days=working
    )
    if residence == "1501":
        from tinkuy.foundation.territory.models import Province  # noqa: PLC0415

        Province.objects.create(code="1501", name="Lima", department_id="15")
        actions.set_distance(residence="1501", office="06", days=2, norm="Cuadro", actor=operator(), at=AT)
    row = term(residence=residence)
    assert row.due_on == due
    if due != DUE:
        assert {step["article"] for step in row.steps[-2:]} == {"146"}


def test_the_distance_needs_a_norm_and_open_terms_keep_theirs():
    places()
    asked = {"residence": "15", "office": "06", "days": 3, "actor": operator(), "at": AT}
    assert refused(actions.set_distance, norm="", **asked) is CalendarRefusal.NORM_MISSING
    actions.set_distance(norm="Cuadro", **asked)
    row = term(residence="15")
    actions.set_distance(norm="Cuadro", **{**asked, "days": 9})
    assert queries.count_again(Term.objects.get(pk=row.pk)).due == row.due_on


@pytest.mark.parametrize(
    ("options", "due"),
    [
        # law.md 4.6.
        ({"start": "2026-06-05", "working_days": 10}, "2026-06-19"),
        ({"start": "2026-07-22", "working_days": 10}, "2026-08-11"),
        ({"start": "2026-07-22", "working_days": 10, "ubigeo": "060101"}, "2026-08-11"),
        # Received on a Saturday, on a Sunday, on a holiday: day 1 is the next working day.
        ({"start": "2026-06-06", "working_days": 1}, "2026-06-08"),
        ({"start": "2026-06-07", "working_days": 1}, "2026-06-08"),
        ({"start": "2026-07-28", "working_days": 1}, "2026-07-30"),
        # Calendar days: the last one, a Saturday or a holiday, moves.
        ({"start": "2026-06-05", "calendar_days": 8}, "2026-06-15"),
        ({"start": "2026-07-20", "calendar_days": 8}, "2026-07-30"),
        ({"start": "2026-06-05", "calendar_days": 5}, "2026-06-10"),
        # Months: date to date; there is no 31 September, nor 30 February.
        ({"start": "2026-08-31", "months": 1}, "2026-09-30"),
        ({"start": "2026-01-30", "months": 1}, "2026-03-02"),
        ({"start": "2026-06-28", "months": 1}, "2026-07-30"),
    ],
)
def test_the_vectors_of_the_law_through_the_command(options, due):
    out = StringIO()
    call_command("due_date", json=True, stdout=out, **options)
    answer = json.loads(out.getvalue())
    assert answer["due"] == answer["steps"][-1]["day"] == due


def test_a_bridge_day_shifts_the_vector_by_one_and_only_where_it_was_declared():
    declare(ubigeo="06")
    dues = []
    for ubigeo in ("060101", "010101", ""):
        out = StringIO()
        call_command("due_date", start="2026-07-22", working_days=10, ubigeo=ubigeo, json=True, stdout=out)
        dues.append(json.loads(out.getvalue())["due"])
    assert dues == ["2026-08-12", "2026-08-11", "2026-08-11"]
