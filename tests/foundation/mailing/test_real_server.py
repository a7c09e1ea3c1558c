"""Django's own SMTP client against a mail server that drops, hangs, refuses, and takes a message and dies."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.factories.cast import AT
from tinkuy.foundation.mailing.actions import queue_message, send_waiting
from tinkuy.foundation.mailing.enums import Priority
from tinkuy.foundation.mailing.models import OutboxMessage
from tools.mail_simulator import FAULTS, Simulator

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    simulator = Simulator(hang=0.6).start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", simulator.server_address[1]
    settings.EMAIL_TIMEOUT = 0.3
    yield simulator
    simulator.shutdown()
    simulator.server_close()


def queue(key: str, **fields) -> OutboxMessage:
    values = {"recipient": f"{key}@ejemplo.pe", "subject": key, "body": "Hola", "kind": "x", "key": key, "at": AT}
    return queue_message(**{**values, **fields})


def send_until_quiet() -> None:
    for hour in range(200):
        send_waiting(at=AT + timedelta(hours=13 * hour))
        if not OutboxMessage.objects.filter(sent_at=None).exists():
            return


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_alone_delays_a_message_and_loses_none(server, fault):
    queue("a")
    server.faults, server.rate = (fault,), 1.0
    assert send_waiting(at=AT) == (fault == "take_and_drop")
    server.rate = 0.0
    send_until_quiet()
    message = OutboxMessage.objects.get()
    assert message.sent_at is not None
    assert {row["id"] for row in server.taken} == {message.message_id}
    assert len(server.taken) == (2 if fault == "take_and_die" else 1)


def test_forty_messages_through_every_fault_arrive_and_those_taken_twice_bear_one_name(server):
    for number in range(40):
        queue(f"m{number}")
    server.faults, server.rate = FAULTS, 0.3
    send_until_quiet()
    names = dict(OutboxMessage.objects.values_list("message_id", "key"))
    taken = Counter((names[row["id"]], row["subject"]) for row in server.taken)
    assert {key for key, _subject in taken} == {f"m{number}" for number in range(40)}
    assert {key == subject for key, subject in taken} == {True}
    deaths = sum(row["fault"] == "take_and_die" for row in server.taken)
    assert sum(taken.values()) == 40 + deaths
    assert deaths > 0


def test_what_opens_an_account_and_legal_notices_pass_before_a_thousand_digests(server):
    for number in range(5):
        queue(f"digest{number}", priority=Priority.DIGEST)
    queue("ordinary")
    queue("password", kind="accounts.password_reset_key")
    queue("legal", is_legal_notice=True)
    assert send_waiting(at=AT + timedelta(minutes=1)) == 8
    assert [row["subject"] for row in server.taken][:3] == ["password", "legal", "ordinary"]


def test_what_becomes_urgent_while_digests_go_out_passes_before_the_next_one(server, monkeypatch):
    for number in range(5):
        queue(f"digest{number}", priority=Priority.DIGEST)
    take = server.take

    def take_and_ask_for_a_password(content, recipients, fault):
        take(content, recipients, fault)
        if len(server.taken) == 2:
            server.asked = True

    server.take = take_and_ask_for_a_password
    from tinkuy.foundation.mailing.actions import sending  # noqa: PLC0415

    mark = sending._mark_sent

    def mark_and_queue(message, at):
        mark(message, at)
        if getattr(server, "asked", False):
            queue("password", kind="accounts.password_reset_key")

    monkeypatch.setattr(sending, "_mark_sent", mark_and_queue)
    send_waiting(at=AT)
    assert [row["subject"] for row in server.taken].index("password") == 2


def test_a_server_that_is_away_is_left_alone_after_three_messages(server):
    for number in range(10):
        queue(f"m{number}")
    server.faults, server.rate = ("drop",), 1.0
    assert send_waiting(at=AT) == 0
    assert OutboxMessage.objects.filter(attempts=1).count() == 3


def test_a_box_that_does_not_exist_does_not_stop_the_others(server):
    for number in range(5):
        queue(f"m{number}")
    server.faults, server.rate = ("refuse",), 1.0
    fault = server.fault
    answers = iter(["refuse", "", "refuse", "", "refuse"])
    server.fault = lambda: next(answers, "")
    send_waiting(at=AT)
    server.fault = fault
    assert OutboxMessage.objects.filter(sent_at=None).count() >= 1
    assert OutboxMessage.objects.filter(attempts=1).count() == 5


@pytest.mark.parametrize(("ahead", "sent"), [(timedelta(hours=11, minutes=59), 0), (timedelta(days=3), 1)])
def test_a_lease_written_by_a_clock_that_ran_ahead_holds_nothing(server, ahead, sent):
    queue("a")
    OutboxMessage.objects.update(leased_until=AT + ahead)
    assert send_waiting(at=AT) == sent


def test_a_second_sender_leaves_the_field_to_the_first(server):
    from tinkuy.foundation.mailing.actions import sending  # noqa: PLC0415

    queue("a")
    with sending._only_sender() as alone:
        assert alone
        assert send_waiting(at=AT) == 0
    assert send_waiting(at=AT) == 1
