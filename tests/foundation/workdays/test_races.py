"""Two at once: a day is declared once, a term is opened once, a flagged term is decided once."""

import threading

import pytest
from django.db import connection

from tests.factories.cast import AT, operator
from tests.foundation.workdays.ground import declare, places, term
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.workdays import actions
from tinkuy.foundation.workdays.models import NonWorkingDay, Term, TermChange
from tinkuy.foundation.workdays.refusals import CalendarRefusal, TermRefusal

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(call, times: int = 4) -> list[object]:
    gate, answers = threading.Barrier(times), []

    def run() -> None:
        gate.wait()
        try:
            answers.append(call())
        except Refused as refused:
            answers.append(refused.refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _time in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_a_day_declared_by_four_at_once_is_one_and_three_read_a_sentence():
    places()
    operator()
    answers = at_once(declare)
    assert answers.count(CalendarRefusal.ALREADY_DECLARED) == 3
    assert NonWorkingDay.objects.count() == 1


def test_a_term_opened_by_four_at_once_is_one_for_all():
    places()
    assert len(set(at_once(term))) == Term.objects.count() == 1


def test_a_flagged_term_is_decided_once():
    row = term()
    declare()
    answers = at_once(lambda: actions.recompute_term(term=row, reason="DS 1", actor=operator(), at=AT))
    assert answers.count(TermRefusal.NOT_FLAGGED) == 3
    assert TermChange.objects.count() == 1
