"""A message is written with its fact and sent once: 0 missed, 0 doubled, whatever dies in between."""

import contextlib
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from tests.factories.cast import AT
from tinkuy.foundation.mailing import queries
from tinkuy.foundation.mailing.actions import queue_message, send_waiting
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.mailing.rules import MAX_ATTEMPTS, message_id, wait_after

pytestmark = pytest.mark.django_db


def queue(key="acreditación:1:rosa", **fields) -> OutboxMessage:
    return queue_message(
        recipient="rosa@ejemplo.pe", subject="Estás acreditada", body="Hola", kind="x", key=key, at=AT, **fields
    )


class Down:
    """A mail server that is not there."""

    def __init__(self, *args, **kwargs):
        raise ConnectionRefusedError


def test_the_same_fact_told_twice_is_one_message():
    assert queue() == queue()
    assert send_waiting(at=AT) == 1
    assert send_waiting(at=AT) == 0
    assert [message.subject for message in mail.outbox] == ["Estás acreditada"]


def test_a_subject_with_line_ends_is_one_line_and_is_sent():
    subject = "Respuesta a la idea «Agua\r\nBcc: otra@ejemplo.pe\n»"
    queue_message(recipient="rosa@ejemplo.pe", subject=subject, body="Hola", kind="x", key="x", at=AT)
    assert send_waiting(at=AT) == 1
    assert [message.subject for message in mail.outbox] == ["Respuesta a la idea «Agua Bcc: otra@ejemplo.pe »"]
    assert mail.outbox[0].recipients() == ["rosa@ejemplo.pe"]


def test_a_fact_that_did_not_happen_is_not_told():
    def fact_that_fails():
        with transaction.atomic():
            queue()
            raise ZeroDivisionError

    pytest.raises(ZeroDivisionError, fact_that_fails)
    assert send_waiting(at=AT) == 0


def test_every_attempt_carries_the_same_name():
    message = queue()
    send_waiting(at=AT)
    assert mail.outbox[0].extra_headers["Message-ID"] == message_id(message.pk, message.key, "127.0.0.1")


def test_a_message_that_another_sender_holds_is_left_to_it_until_its_lease_ends():
    queue()
    OutboxMessage.objects.update(leased_until=AT + timedelta(minutes=5))
    assert send_waiting(at=AT + timedelta(minutes=4, seconds=59)) == 0
    assert send_waiting(at=AT + timedelta(minutes=5)) == 1


def test_while_the_mail_server_is_down_messages_wait_longer_each_time(settings):
    queue()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    assert send_waiting(at=AT) == 0
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.last_error) == (1, "ConnectionRefusedError")
    assert message.leased_until == AT + wait_after(1)
    settings.EMAIL_BACKEND = working
    assert send_waiting(at=AT + timedelta(seconds=59)) == 0
    assert send_waiting(at=AT + timedelta(minutes=1)) == 1


@pytest.mark.parametrize(("is_legal_notice", "sent"), [(False, 0), (True, 1)])
def test_only_a_legal_notice_is_tried_for_ever(is_legal_notice, sent):
    queue(is_legal_notice=is_legal_notice)
    OutboxMessage.objects.update(attempts=MAX_ATTEMPTS)
    assert queries.given_up().count() == 1 - sent
    assert send_waiting(at=AT) == sent


def test_a_body_with_a_secret_is_forgotten_once_sent():
    queue(forget_body=True)
    send_waiting(at=AT)
    assert OutboxMessage.objects.get().body == ""
    assert mail.outbox[0].body == "Hola"


def test_a_thousand_days_of_kills_miss_and_double_nothing(monkeypatch):
    """Each day one notice; every third sender dies right after the lease, before sending."""
    from tinkuy.foundation.mailing.actions import sending as actions  # noqa: PLC0415

    send = actions._as_email

    class Killed(BaseException):
        pass

    def dies(message):
        raise Killed

    for day in range(1000):
        now = AT + timedelta(days=day)
        queue(key=f"plazo:{day}", is_legal_notice=True)
        monkeypatch.setattr(actions, "_as_email", dies if day % 3 == 0 else send)
        with contextlib.suppress(Killed):
            send_waiting(at=now)
    monkeypatch.setattr(actions, "_as_email", send)
    send_waiting(at=AT + timedelta(days=1001))
    names = [message.extra_headers["Message-ID"] for message in mail.outbox]
    assert len(names) == len(set(names)) == 1000
