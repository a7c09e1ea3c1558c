"""Told once, stopped with one tap, gathered in few mails, reminded on each day: whoever, whenever, whatever fails."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.timezone import localdate

from tests.factories.cast import AT, julio, person, rosa
from tinkuy.foundation.accounts.actions import close_account
from tinkuy.foundation.accounts.queries import personal_data
from tinkuy.foundation.dossiers.actions import follow, open_dossier, publish_dossier, tell_followers
from tinkuy.foundation.mailing.enums import Priority
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.notices import actions, queries
from tinkuy.foundation.notices.models import Deadline, Mute, Notice, NoticeMail, Reminder

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 5, 9, 12, 0, tzinfo=UTC)  # seven in Lima, the day after AT
DAY = timedelta(days=1)


def tell(users=None, key="hecho:1", **fields) -> int:
    what = {"topic": "space:pp-2027", "kind": "x", "title": "Pasó algo", "text": "Esto.", "url": "/espacios/pp-2027/"}
    return actions.notify(users=users or [rosa()], key=key, at=fields.pop("at", AT), **{**what, **fields})


def letters() -> list[tuple[str, int]]:
    return list(OutboxMessage.objects.order_by("id").values_list("recipient", "priority"))


def test_the_same_fact_is_told_to_each_person_once():
    assert tell([rosa(), julio()]) == 2
    assert tell([rosa(), julio(), person("ana@ejemplo.pe", "Ana", "Paz", "Ruiz")]) == 1
    assert Notice.objects.count() == 3
    notice = Notice.objects.get(user=rosa())
    assert (notice.title, notice.created_at, notice.read_at, notice.is_legal) == ("Pasó algo", AT, None, False)


def test_who_closed_the_account_is_told_nothing_and_loses_what_was_told(django_capture_on_commit_callbacks):
    tell()
    tell(is_legal=True, key="legal")
    with django_capture_on_commit_callbacks(execute=True):
        close_account(user=rosa(), password="una-clave-larga-7", at=AT)
    assert list(Notice.objects.values_list("key", flat=True)) == ["legal"]
    assert tell([Notice.objects.get().user], key="hecho:2") == 0


def test_a_person_reads_in_their_data_what_they_were_told():
    tell()
    assert personal_data(rosa())["avisos"]["avisos"][0]["título"] == "Pasó algo"


def test_what_is_not_urgent_waits_for_one_mail_in_the_morning_behind_everybody_elses():
    for number in range(5):
        tell(key=f"hecho:{number}")
    assert actions.send_digests(at=MORNING - timedelta(seconds=1)) == 0
    assert letters() == []
    assert actions.send_digests(at=MORNING) == 1
    assert actions.send_digests(at=MORNING) == 0
    assert letters() == [("rosa@ejemplo.pe", Priority.DIGEST)]
    message = OutboxMessage.objects.get()
    assert message.subject == "5 avisos de Tinkuy"
    assert message.body.count("Pasó algo\n") == 5


def test_a_legal_notice_goes_at_once_apart_and_leaves_its_proof():
    night = datetime(2026, 5, 9, 4, 0, tzinfo=UTC)
    tell(is_legal=True, at=night)
    message = OutboxMessage.objects.get()
    assert (message.is_legal_notice, message.priority, message.queued_at) == (True, Priority.FIRST, night)
    notice = Notice.objects.get()
    assert (notice.message, notice.mail_due_at) == (message, None)
    assert "No quiero" not in message.body
    assert actions.send_digests(at=MORNING) == 0


def test_at_once_means_three_mails_a_day_and_the_rest_tomorrow():
    actions.set_preference(actor=rosa(), preset="mine", cadence="at_once", at=AT)
    for number in range(5):
        at = AT + timedelta(minutes=number)
        tell(key=f"hecho:{number}", at=at)
        actions.send_digests(at=at)
    assert NoticeMail.objects.filter(user=rosa()).count() == 3
    assert Notice.objects.filter(mail=None).count() == 2
    assert actions.send_digests(at=AT + timedelta(hours=5)) == 0
    assert actions.send_digests(at=MORNING) == 1
    assert [mail.notices.count() for mail in NoticeMail.objects.order_by("id")] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    ("preset", "mailed"),
    [("mine", {"mine"}), ("followed", {"mine", "followed"}), ("all", {"mine", "followed", "general"})],
)
def test_the_preset_decides_what_goes_by_mail_and_never_what_stands_in_the_list(preset, mailed):
    actions.set_preference(actor=rosa(), preset=preset, cadence="daily", at=AT)
    for reach in ("mine", "followed", "general"):
        tell(key=reach, reach=reach)
    actions.send_digests(at=MORNING)
    assert Notice.objects.count() == 3
    assert set(Notice.objects.exclude(mail=None).values_list("reach", flat=True)) == mailed


def test_choosing_less_keeps_out_of_the_mail_what_already_waited():
    actions.set_preference(actor=rosa(), preset="all", cadence="daily", at=AT)
    tell(reach="general")
    actions.set_preference(actor=rosa(), preset="mine", cadence="daily", at=AT)
    assert actions.send_digests(at=MORNING) == 0


def test_one_tap_stops_a_topic_and_only_what_is_legal_passes():
    tell()
    actions.mute(actor=rosa(), topic="space:pp-2027", at=AT)
    actions.mute(actor=rosa(), topic="space:pp-2027", at=AT)
    assert Mute.objects.count() == 1
    assert tell(key="hecho:2") == 0
    assert tell(key="hecho:3", topic="otro") == 1
    assert tell(key="legal", is_legal=True) == 1
    actions.send_digests(at=MORNING)
    assert set(Notice.objects.exclude(mail=None).values_list("key", flat=True)) == {"hecho:3"}
    actions.unmute(actor=rosa(), topic="space:pp-2027")
    assert tell(key="hecho:4") == 1


def test_the_link_of_a_mail_stops_its_topic_for_its_person_and_no_other_link_does():
    tell()
    token = queries.mute_link(Notice.objects.get()).rstrip("/").rsplit("/", 1)[1]
    assert actions.mute_by_link(token=f"{token}x", at=AT) is None
    assert actions.mute_by_link(token="nada", at=AT) is None
    assert Mute.objects.count() == 0
    assert actions.mute_by_link(token=token, at=AT).user == rosa()


def test_reading_keeps_the_first_moment_and_all_but_the_legal_are_read_at_once():
    tell()
    tell(key="legal", is_legal=True)
    assert queries.unread_count(rosa()) == 2
    assert actions.read_all(actor=rosa(), at=AT) == 1
    notice = Notice.objects.get(is_legal=True)
    actions.read_notice(notice=notice, at=AT + DAY)
    actions.read_notice(notice=notice, at=AT + 2 * DAY)
    assert Notice.objects.get(is_legal=True).read_at == AT + DAY
    assert queries.unread_count(rosa()) == 0


def test_who_follows_a_record_is_told_and_a_draft_has_no_news():
    dossier = open_dossier(kind="idea", title="Agua para Chota", path="/ideas/1/")
    follow(dossier=dossier, actor=rosa())
    news = {"title": "Tiene respuesta", "text": "Se tomó en cuenta.", "key": "respuesta:1", "at": AT}
    dossier.refresh_from_db()
    assert tell_followers(dossier=dossier, **news) == 0
    publish_dossier(dossier=dossier, at=AT)
    assert tell_followers(dossier=dossier, **news) == 1
    assert tell_followers(dossier=dossier, **news) == 0
    notice = Notice.objects.get()
    assert (notice.user, notice.reach, notice.topic_label) == (rosa(), "followed", "Agua para Chota")


def watch(due_in: int = 20, **fields) -> Deadline:
    what = {"subject_kind": "request", "subject_number": 7, "kind": "cure", "topic": "t", "title": "Subsanar"}
    due = localdate(AT) + timedelta(days=due_in)
    return actions.watch_deadline(users=[rosa()], due_on=due, at=AT, **{**what, **fields})


def told() -> list[int]:
    return list(Reminder.objects.filter(is_sent=True).order_by("id").values_list("offset", flat=True))


def test_a_deadline_is_told_on_each_of_its_days_once_also_by_mail():
    watch()
    for day in range(30):
        actions.remind(at=AT + day * DAY)
        actions.remind(at=AT + day * DAY)
    assert told() == [-7, -3, 0, 1]
    titles = list(Notice.objects.order_by("id").values_list("title", flat=True))
    assert titles == [
        "Faltan 7 días: Subsanar",
        "Faltan 3 días: Subsanar",
        "Vence hoy: Subsanar",
        "Plazo vencido: Subsanar",
    ]
    assert OutboxMessage.objects.filter(priority=Priority.FIRST).count() == 4


def test_days_that_passed_while_nothing_ran_are_one_reminder_that_says_how_things_stand():
    watch()
    actions.remind(at=AT + 25 * DAY)
    assert told() == [1]
    assert Reminder.objects.count() == 4
    assert Notice.objects.get().title == "Plazo vencido: Subsanar"


def test_a_deadline_that_moves_is_told_anew_and_one_that_is_met_no_more():
    watch()
    actions.remind(at=AT + 13 * DAY)
    watch(40)
    assert actions.remind(at=AT + 20 * DAY) == 0
    assert actions.remind(at=AT + 33 * DAY) == 1
    actions.close_deadline(subject_kind="request", subject_number=7, kind="cure", at=AT + 34 * DAY)
    assert actions.remind(at=AT + 40 * DAY) == 0
    assert told() == [-7, -7]


def test_what_had_passed_when_the_deadline_was_opened_is_not_told():
    watch(2)
    assert actions.remind(at=AT) == 0
    actions.remind(at=AT + 2 * DAY)
    assert told() == [0]


def test_a_person_sees_the_state_of_their_deadlines_whatever_ran_or_not():
    watch(2)
    states = [
        [state for _row, state in queries.deadlines_of(rosa(), localdate(AT) + timedelta(days=day))]
        for day in (1, 2, 3)
    ]
    assert states == [["open"], ["today"], ["overdue"]]
