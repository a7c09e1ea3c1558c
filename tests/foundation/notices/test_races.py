"""Several at once, and killed in the middle: each person is told once, three mails a day are three."""

import threading
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection

from tests.factories.cast import AT, julio, rosa
from tests.foundation.notices.test_actions import MORNING, tell, watch
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.notices import actions
from tinkuy.foundation.notices.actions import digests
from tinkuy.foundation.notices.models import Notice, NoticeMail, Reminder

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def at_once(*calls) -> list:
    gate, answers = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        gate.wait()
        try:
            answers[place] = call()
        except (IntegrityError, OperationalError) as error:
            answers[place] = type(error).__name__
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_one_fact_told_by_four_at_once_is_one_notice_and_one_message():
    people = [rosa(), julio()]
    answers = at_once(*[lambda: tell(people, is_legal=True)] * 4)
    assert [answer for answer in answers if isinstance(answer, str)] == []
    assert Notice.objects.count() == OutboxMessage.objects.count() == 2


def test_four_who_compose_at_once_write_one_mail():
    for number in range(3):
        tell(key=f"hecho:{number}")
    at_once(*[lambda: actions.send_digests(at=MORNING)] * 4)
    actions.send_digests(at=MORNING)
    assert NoticeMail.objects.count() == OutboxMessage.objects.count() == 1
    assert Notice.objects.filter(mail=None).count() == 0


def test_four_who_remind_at_once_remind_once():
    watch()
    answers = at_once(*[lambda: actions.remind(at=AT + timedelta(days=13))] * 4)
    assert sum(answers) == 1
    assert Reminder.objects.count() == Notice.objects.count() == OutboxMessage.objects.count() == 1


def test_killed_between_the_mail_and_its_message_nothing_is_half_done(monkeypatch):
    tell()

    class Killed(BaseException):
        pass

    def dies(**kwargs):
        raise Killed

    queue = digests.queue_messages
    monkeypatch.setattr(digests, "queue_messages", dies)
    with pytest.raises(Killed):
        actions.send_digests(at=MORNING)
    assert NoticeMail.objects.count() == 0
    monkeypatch.setattr(digests, "queue_messages", queue)
    assert actions.send_digests(at=MORNING) == 1
