"""The door: a plain form that works anywhere, and the same page kept by a phone to work without a network."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.accounts.enums import DocumentType
from tinkuy.foundation.accounts.rules import MalformedDocument, normalize_document
from tinkuy.foundation.documents.actions import render_pdf
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public

from .. import actions, queries
from ..access import at_the_door
from ..actions.door import MAX_ENTRIES
from ..enums import TAKES_DOOR
from ..forms import ASKED_AT_DOOR, PersonForm, TypedForm
from ..models import Meeting
from ..refusals import MeetingRefusal

# The camera, for this page alone: to read the QR of a confirmation.
PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
MAX_BYTES = 512 * 1024


@at_the_door
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = TypedForm(request.POST or None, initial={"typed": request.GET.get("c", "")[:20]})
    if request.method == "POST" and form.is_valid():
        try:
            answer = actions.check_in(
                meeting=meeting, typed=form.cleaned_data["typed"], actor=request.user, at=timezone.now()
            )
        except Refused as refused:
            return _page(request, meeting, form=form, refused=refused, status=refused.status)
        return _done(request, meeting, answer)
    return _page(request, meeting, form=form)


@at_the_door
@require_POST
def newcomer(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = PersonForm(request.POST, meeting=meeting, asked=ASKED_AT_DOOR)
    if not form.is_valid():
        return _page(request, meeting, person_form=form, status=422)
    try:
        answer = actions.walk_in(meeting=meeting, person=form.person(), actor=request.user, at=timezone.now())
    except Refused as refused:
        return _page(request, meeting, person_form=form, refused=refused, status=refused.status)
    return _done(request, meeting, answer)


@at_the_door
@require_GET
def list_json(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What a phone keeps: number, code, name, organisation, came in. No document. And a fresh seal for its sending."""
    rows = queries.door_list(meeting)
    return JsonResponse({"meeting": meeting.code, "people": rows, "token": get_token(request)})


@at_the_door
@require_POST
def sync(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        entries, source = _read(request)
        answers = actions.sync_entries(
            meeting=meeting, entries=entries, source=source, actor=request.user, at=timezone.now()
        )
    except Refused as refused:
        return JsonResponse({"sentence": refused.sentence, "next": refused.next_step}, status=refused.status)
    inside = Meeting.objects.values_list("attended_count", flat=True).get(pk=meeting.pk)
    return JsonResponse({"answers": [vars(answer) for answer in answers], "inside": inside})


@at_the_door
@require_GET
def list_pdf(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The door on paper: a line for each person, with a box and room to sign."""
    rows = sorted(queries.door_list(meeting), key=lambda row: row[2].lower())
    data = {
        "issuer": meeting.public_body.name,
        "title": meeting.title,
        "rows": [[str(number), name, organization] for number, _code, name, organization, _in in rows],
        "demo": meeting.public_body.is_demo,
    }
    pdf = render_pdf("meetings/door.typ", data, title=_("Lista de la puerta"), code=meeting.code)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="puerta-{meeting.code}.pdf"'
    return response


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker of the door, served from the folder it may serve: a script of ours, as the policy asks."""
    path = finders.find("meetings/door-worker.js")
    source = open(path, encoding="utf-8").read() if path else _collected("meetings/door-worker.js")  # noqa: SIM115
    response = HttpResponse(source, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _collected(name: str) -> str:
    with staticfiles_storage.open(name) as file:
        return file.read().decode()


def _read(request: HttpRequest) -> tuple[list[actions.Entry], str]:
    """What the phone sent, checked to the last field; anything strange is refused whole, and nothing is lost there."""
    if len(request.body) > MAX_BYTES:
        raise Refused(MeetingRefusal.TOO_MANY_ENTRIES, limit=MAX_ENTRIES)
    try:
        sent = json.loads(request.body)
        return [_entry(row) for row in sent["entries"]], str(sent["source"])[:40]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, MalformedDocument) as error:
        raise Refused(MeetingRefusal.ENTRIES_MALFORMED) from error


def _entry(row: dict[str, Any]) -> actions.Entry:
    said_at = datetime.fromisoformat(str(row["at"]).replace("Z", "+00:00"))
    if said_at.tzinfo is None:
        raise ValueError("A moment without its zone.")
    number = UUID(str(row["id"]))
    person = row.get("person")
    if person is None:
        return actions.Entry(number, said_at, typed=_text(row["typed"], 300))
    return actions.Entry(number, said_at, person=_person(person))


def _person(sent: dict[str, Any]) -> actions.PersonSpec:
    kind, typed = _text(sent.get("document_kind", ""), 10), _text(sent.get("document_number", ""), 24)
    ubigeo = _text(sent.get("ubigeo", ""), 6)
    name = _text(sent["name"], 200).strip()
    if not name or (typed and kind not in DocumentType.values) or (ubigeo and not ubigeo.isdecimal()):
        raise ValueError("A person without a name, or with a document of no kind.")
    return actions.PersonSpec(
        name=name,
        organization=_text(sent.get("organization", ""), 200),
        document_kind=kind if typed else "",
        document_number=normalize_document(kind, typed) if typed else "",
        sex=sent.get("sex", "") if sent.get("sex") in ("female", "male", "other") else "",
        ubigeo=ubigeo,
    )


def _text(value: object, size: int) -> str:
    if not isinstance(value, str):
        raise TypeError("Not a text.")
    return value.replace("\x00", "")[:size]


def _done(request: HttpRequest, meeting: Meeting, answer: actions.Answer) -> HttpResponse:
    words = {"name": answer.name, "number": answer.attendee_number}
    if answer.state == "new":
        messages.success(request, _("Ingresó %(name)s, número %(number)s.") % words)
    else:
        messages.info(request, _("%(name)s, número %(number)s, ya había ingresado: vale la primera hora.") % words)
    if answer.flag:
        messages.warning(request, answer.sentence)
    return redirect("meetings:door", meeting.code)


def _page(request: HttpRequest, meeting: Meeting, *, status: int = 200, **more: Any) -> HttpResponse:
    latest = meeting.attendances.select_related("attendee").order_by("-first_at", "-id")[:8]
    context = {
        "meeting": meeting,
        "space": meeting.space,
        "latest": latest,
        "is_open": meeting.state in TAKES_DOOR,
        "person_form": PersonForm(meeting=meeting, asked=ASKED_AT_DOOR),
        "form": TypedForm(),
        **more,
    }
    response = render(request, "meetings/desk/door.html", context, status=status)
    response["Permissions-Policy"] = PERMISSIONS
    return response
