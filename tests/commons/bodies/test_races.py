"""Two at once for one seat, and one person for two councils: one passes, the other reads why."""

import pytest

from tests.commons.accreditation.test_races import at_once
from tests.factories import bodies as make
from tests.factories.cast import rosa
from tinkuy.commons.bodies import actions
from tinkuy.commons.bodies.models import Mandate
from tinkuy.commons.bodies.refusals import BodyRefusal as R
from tinkuy.foundation.shared.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_six_people_for_one_seat_at_once():
    seat = make.small().seats.get(number=1)
    answers = at_once(*[lambda n=n: make.seated(seat, f"Persona {n}") for n in range(6)])
    assert answers.count(R.SEAT_HELD) == 5
    assert Mandate.objects.count() == 1


def test_one_person_into_two_councils_at_once():
    user = rosa()
    regional = make.from_template("ccr")
    provincial = make.from_template("ccl_provincial", entity=make.chota())
    seats = [regional.seats.get(number=16), provincial.seats.get(number=14)] * 2
    answers = at_once(*[lambda seat=seat: make.seated(seat, user=user) for seat in seats])
    assert sum(isinstance(answer, Mandate) for answer in answers) == 1
    assert Mandate.objects.filter(user=user).count() == 1


def test_without_the_look_before_the_constraints_still_stand(monkeypatch):
    seat = make.small().seats.get(number=1)
    monkeypatch.setattr(actions, "_who_overlaps", lambda mandate: None)
    make.seated(seat, "Ana Rojas")
    with pytest.raises(Refused) as caught:
        make.seated(seat, "Eva Soto")
    assert caught.value.refusal is R.SEAT_HELD
    regional = make.from_template("ccr")
    provincial = make.from_template("ccl_provincial", entity=make.chota())
    monkeypatch.setattr(actions.queries, "clash_of", lambda **facts: None)
    make.seated(regional.seats.get(number=16), user=rosa())
    with pytest.raises(Refused) as caught:
        make.seated(provincial.seats.get(number=14), user=rosa())
    assert caught.value.refusal is R.DOUBLE_ACCREDITATION
