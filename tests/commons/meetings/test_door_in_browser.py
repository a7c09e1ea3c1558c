"""A real phone at the door: the network goes, people come in, the page is even opened again, the network comes back."""

import os
import shutil

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from tests.factories import cast
from tests.factories import meetings as make
from tinkuy.commons.meetings import actions
from tinkuy.commons.meetings.models import Attendance, DoorEntry, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CONTROLLED = """() => new Promise(done => navigator.serviceWorker.controller
  ? done() : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def phone(live_server):
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps a loop that the ORM would refuse
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
        context.set_default_timeout(30_000)
        yield context
        browser.close()


def door_of(context: BrowserContext, live_server, meeting: Meeting) -> tuple[Page, list[str]]:
    client = cast.sign_in(Client(), make.door_keeper())
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security" in message.text else None)
    page.goto(f"/panel/reuniones/{meeting.code}/puerta/")
    page.wait_for_selector("html[data-door=ready]")
    page.evaluate(CONTROLLED)
    return page, complaints


def type_in(page: Page, number: object) -> None:
    page.fill("#id_typed", str(number))
    page.press("#id_typed", "Enter")
    expect(page.locator("#id_typed")).to_have_value("")


def test_people_come_in_without_a_network_and_are_sent_when_it_is_back(live_server, phone) -> None:
    now = timezone.now()
    meeting = make.called(at=now, starts_at=now + 8 * make.DAY, ends_at=now + 8 * make.DAY + make.HOUR)
    people = [make.roll_person(n) for n in range(1, 6)]
    actions.load_entitled(meeting=meeting, people=people, source="Padrón", actor=None, at=now)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now, ends_at=now + make.HOUR)
    actions.open_door(meeting=make.fresh(meeting), actor=None, at=now)
    page, complaints = door_of(phone, live_server, meeting)
    phone.set_offline(True)
    for number in (1, 2, 2):
        type_in(page, number)
    expect(page.locator("#door-pending")).to_have_text("3", timeout=30_000)
    page.reload()  # the phone was put away and the page opened again, still without a network
    page.wait_for_selector("html[data-door=ready]")
    type_in(page, meeting.attendees.get(number=3).code.lower())
    page.click("summary")
    page.fill("#newcomer-form [name=name]", "Ana Vela Ruiz")
    page.click("#newcomer-form button")
    expect(page.locator("#door-pending")).to_have_text("5", timeout=30_000)
    assert Attendance.objects.count() == 0
    phone.set_offline(False)
    expect(page.locator("#door-pending")).to_have_text("0", timeout=30_000)
    inside = set(Attendance.objects.values_list("attendee__name", flat=True))
    assert inside == {"Persona 1", "Persona 2", "Persona 3", "Ana Vela Ruiz"}
    assert DoorEntry.objects.count() == 5
    assert page.text_content("#door-inside") == "4"
    assert complaints == []
