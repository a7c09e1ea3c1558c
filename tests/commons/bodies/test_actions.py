"""Seats, mandates and the composition of any past day; each act on the record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.factories import bodies as make
from tests.factories.cast import AT, operator, public_body, rosa
from tinkuy.commons.bodies import actions, queries, tasks
from tinkuy.commons.bodies.models import CollegiateBody, Mandate
from tinkuy.commons.bodies.refusals import BodyRefusal as R
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
DAY = make.DAY


def refusal(call) -> R:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.refusal


def names(body, on):
    return [place.acting.public_name if place.acting else "" for place in queries.composition(body, on)]


def test_the_regional_council_of_cajamarca_has_the_seats_of_the_law():
    body = make.from_template("ccr")
    sectors = list(body.seats.values_list("sector", flat=True))
    assert (sectors.count("public"), sectors.count("authority")) == (1, 13)
    assert (sectors.count("producers"), sectors.count("social")) == (3, 6)
    assert body.seats.get(number=5).title == "Alcaldía provincial de Chota"
    assert [(quota.key, quota.needed) for quota in queries.quotas_of(body, queries.composition(body, DAY))] == [
        ("society", 9), ("producers", 0), ("women", 0),
    ]  # fmt: skip
    assert Act.objects.filter(kind="bodies.opened_body", subject_number=body.pk).count() == 1


def test_every_template_opens_and_the_forum_has_its_twelve_seats():
    sizes = {
        key: make.from_template(key).seats.count()
        for key in ("ccr", "ccl_provincial", "ccl_district", "technical_team", "forum")
    }
    # 12 officials and 40 % of them: 4.8, rounded 5; 6 and 2.4, rounded 2.
    assert sizes == {"ccr": 23, "ccl_provincial": 17, "ccl_district": 8, "technical_team": 6, "forum": 12}
    assert refusal(lambda: make.from_template("senado", slug="senado")) is R.UNKNOWN_TEMPLATE
    assert refusal(lambda: make.from_template("ccr")) is R.SLUG_TAKEN


def test_the_composition_of_a_past_day_is_rebuilt_from_the_mandates():
    body = make.small()
    seat = body.seats.get(number=1)
    first = make.seated(seat, "Ana Rojas")
    make.seated(seat, "Luis Vela", role="alternate")
    actions.end_mandate(
        mandate=first, reason="resignation", on=date(2026, 5, 31), note="Carta 3", actor=operator(), at=AT
    )
    make.seated(seat, "Eva Soto", starts_on=date(2026, 7, 1), replaces=first)
    assert names(body, date(2025, 12, 31)) == []
    assert names(body, DAY) == ["Ana Rojas", "", ""]
    assert names(body, date(2026, 5, 31)) == ["Ana Rojas", "", ""]
    assert names(body, date(2026, 6, 1)) == ["Luis Vela", "", ""]  # the alternate stands in
    assert queries.composition(body, date(2026, 6, 1))[0].stands_in is True
    assert names(body, date(2026, 7, 1)) == ["Eva Soto", "", ""]
    assert names(body, date(2028, 1, 1)) == ["", "", ""]
    act = Act.objects.get(kind="bodies.ended_mandate", subject_number=first.pk)
    assert '"reason":"resignation"' in act.payload
    assert "Ana" not in act.payload


def test_a_seat_has_one_titular_and_its_mandates_never_cross():
    seat = make.small().seats.get(number=1)
    held = make.seated(seat, "Ana Rojas")
    with pytest.raises(Refused) as caught:
        make.seated(seat, "Eva Soto", starts_on=date(2027, 12, 31))
    assert caught.value.refusal is R.SEAT_HELD
    assert "Ana Rojas" in caught.value.sentence
    # From the day after, the term that is over closes by itself.
    make.seated(seat, "Eva Soto", starts_on=date(2028, 1, 1), until_on=None)
    held.refresh_from_db()
    assert (held.ended_on, held.end_reason) == (date(2027, 12, 31), "term")
    # And nobody is put between, nor before into days that were held.
    assert refusal(lambda: make.seated(seat, "Luis Vela", until_on=date(2026, 2, 1))) is R.SEAT_HELD


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"name": " "}, R.NAME_MISSING),
        ({"act_number": ""}, R.ACT_MISSING),
        ({"until_on": date(2025, 12, 31)}, R.BAD_DATES),
    ],
)
def test_a_mandate_says_who_by_which_act_and_until_when(fields, reason):
    seat = make.small().seats.get(number=1)
    assert refusal(lambda: make.seated(seat, **fields)) is reason
    assert not Mandate.objects.exists()


def test_nobody_sits_in_the_regional_and_in_a_provincial_council():
    regional = make.from_template("ccr")
    provincial = make.from_template("ccl_provincial", entity=make.chota())
    mine, other = regional.seats.get(number=16), provincial.seats.get(number=14)
    mandate = make.seated(mine, user=rosa())
    assert refusal(lambda: make.seated(other, user=rosa())) is R.DOUBLE_ACCREDITATION
    # By the fingerprint of a document too, and by the organisation.
    make.seated(regional.seats.get(number=17), "Ana Rojas", document_fingerprint="f" * 64)
    twice = {"document_fingerprint": "f" * 64}
    assert refusal(lambda: make.seated(other, "Ana Rojas", **twice)) is R.DOUBLE_ACCREDITATION
    rondas = CivilSocietyOrganization.objects.create(name="Rondas de Chota", kind="territorial")
    make.seated(regional.seats.get(number=18), "Luis Vela", organization=rondas)
    alternate = {"organization": rondas, "role": "alternate"}
    assert refusal(lambda: make.seated(other, "Eva Soto", **alternate)) is R.DOUBLE_ACCREDITATION
    # A mayor sits in both by office; and who left one may enter the other.
    make.seated(regional.seats.get(number=5), "Alcalde de Chota", document_fingerprint="a" * 64)
    make.seated(provincial.seats.get(number=1), "Alcalde de Chota", document_fingerprint="a" * 64)
    actions.end_mandate(mandate=mandate, reason="resignation", on=DAY, note="Carta", actor=operator(), at=AT)
    assert make.seated(other, user=rosa()).pk


def test_two_of_one_name_are_flagged_and_not_refused():
    regional = make.from_template("ccr")
    provincial = make.from_template("ccl_provincial", entity=make.chota())
    make.seated(regional.seats.get(number=16), "María Rojas Vela")
    make.seated(provincial.seats.get(number=14), "MARIA ROJAS VELA")
    assert queries.namesakes(regional) == [("MARIA ROJAS VELA", "Consejo de Coordinación Local Provincial")]


def test_what_is_closed_stays_readable_and_takes_nobody():
    body, after = make.small(), make.small(slug="mesa-2")
    seat = body.seats.get(number=1)
    mandate = make.seated(seat)
    close = {"actor": operator(), "at": AT}
    assert refusal(lambda: actions.close_seat(seat=seat, on=DAY, reason="Fusión", **close)) is R.HAS_MEMBERS
    assert refusal(lambda: actions.close_seat(seat=seat, on=DAY, reason=" ", **close)) is R.REASON_MISSING
    ended = {"mandate": mandate, "on": date(2026, 3, 1), **close}
    assert refusal(lambda: actions.end_mandate(reason="removal", note="", **ended)) is R.REASON_MISSING
    actions.end_mandate(reason="removal", note="Resolución 9", **ended)
    assert refusal(lambda: actions.end_mandate(reason="removal", note="Otra", **ended)) is R.ALREADY_ENDED
    actions.close_seat(seat=seat, on=date(2026, 3, 31), reason="Fusión", **close)
    assert refusal(lambda: make.seated(seat, starts_on=date(2026, 4, 1))) is R.SEAT_CLOSED
    assert names(body, date(2026, 4, 1)) == ["", ""]
    actions.close_body(body=body, on=date(2026, 6, 30), successor=after, **close)
    assert CollegiateBody.objects.get(pk=body.pk).successor == after
    assert refusal(lambda: make.seated(body.seats.get(number=2))) is R.BODY_CLOSED
    assert names(body, date(2026, 2, 1)) == ["Rosa Huamán", "", ""]
    again = {"title": "Otro", "sector": "social", "filled_by": "election", **close}
    assert refusal(lambda: actions.open_seat(body=after, number=1, **again)) is R.NUMBER_TAKEN


def test_the_end_of_a_mandate_is_told_once_at_each_step_and_then_written():
    entity = public_body()
    type(entity).objects.filter(pk=entity.pk).update(contact_email="mesa@regioncajamarca.gob.pe")
    mandate = make.seated(make.small().seats.get(number=1), user=rosa(), until_on=date(2026, 12, 31))
    # Every six hours for a hundred days; the job is killed and repeated at will.
    moment = datetime(2026, 10, 1, 14, tzinfo=UTC)
    for step in range(400):
        tasks.mandates(at=moment + timedelta(hours=6 * step))
        if step % 7 == 0:
            tasks.mandates(at=moment + timedelta(hours=6 * step))
    told = OutboxMessage.objects.filter(kind="bodies")
    assert {(row.recipient, row.key.split(":")[4]) for row in told} == {
        (reader, days) for reader in ("mesa@regioncajamarca.gob.pe", "rosa@ejemplo.pe") for days in ("60", "30", "7")
    }
    assert told.count() == 6
    mandate.refresh_from_db()
    assert (mandate.ended_on, mandate.end_reason) == (date(2026, 12, 31), "term")
    assert Act.objects.filter(kind="bodies.ended_mandate", actor_role="system").count() == 1
