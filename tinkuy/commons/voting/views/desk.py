"""The assisted desk (staff) and the screen that is handed over (the person, alone, without an account)."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..actions import cast_at_desk, claim_desk_session, end_desk_session, look_up, open_desk_session
from ..enums import Channel
from ..forms import BallotForm, CodeForm, DeskForm
from ..models import DeskSession, PollScope
from ..queries.desk import desk_session
from ..queries.polls import options_for
from ..queries.voters import Voter, standings
from ..refusals import DeskRefusal
from .which import poll_or_404

clerk = space_role(SpaceRole.DESK, SpaceRole.COORDINATOR)
KEY = "voting_desk"


@clerk
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: HttpRequest, space: Space, key: str = queries.MAIN) -> HttpResponse:
    """Looks somebody up; with the identity checked, opens the session and shows its code once."""
    poll = poll_or_404(space, key)
    if poll is None:
        return render(request, "voting/staff.html", {"space": space, "poll": None})
    form = DeskForm(request.POST or None)
    context: dict[str, object] = {"space": space, "poll": poll, "form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        document = {name: form.cleaned_data[name] for name in ("kind", "number")}
        now = timezone.now()
        try:
            context["found"] = look_up(poll=poll, actor=request.user, at=now, **document)
            if request.POST.get("step") == "open":
                switches = {name: form.cleaned_data[name] for name in ("reason", "identity_check")}
                opened = open_desk_session(poll=poll, actor=request.user, at=now, **document, **switches)
                context |= {"session": opened[0], "code": opened[1], "form": DeskForm()}
        except Refused as refused:
            context["refused"], status = refused, refused.status
    elif request.method == "POST":
        status = 422
    return render(request, "voting/desk.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk(request: HttpRequest) -> HttpResponse:
    """The handed screen: its code, then the person's lists. No account stays open on it."""
    session = _session(request)
    form = CodeForm(request.POST or None)
    refused = None
    if session is None and request.method == "POST" and form.is_valid():
        if request.user.is_authenticated and "close_account" not in request.POST:
            refused = Refused(DeskRefusal.STAFF_SCREEN)
        else:
            try:
                claimed = claim_desk_session(code=form.cleaned_data["code"], at=timezone.now())
            except Refused as caught:
                refused = caught
            else:
                logout(request)
                request.session[KEY] = claimed.pk
                return redirect("voting:kiosk")
    context: dict[str, object] = {"session": session, "form": form, "refused": refused}
    if session:
        rows = standings(session.poll, Voter(session.person, 2), timezone.now(), channel=Channel.DESK)
        context |= {"poll": session.poll, "rows": rows, "receipts": request.session.get("voting_receipts", [])}
    return render(request, "voting/kiosk.html", context, status=refused.status if refused else 200)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kiosk_ballot(request: HttpRequest, scope: str) -> HttpResponse:
    """Mark, look once more, confirm: three pages of one form; what is posted last is what counts."""
    session = _session(request)
    if session is None:
        return redirect("voting:kiosk")
    chosen = get_object_or_404(PollScope, poll=session.poll, key=scope)
    form = BallotForm(request.POST or None, scope=chosen)
    marked = form.marked if form.is_valid() else []
    refused, status = None, 200
    if request.method == "POST" and request.POST.get("step") == "confirm":
        try:
            receipt = cast_at_desk(
                session=session, scope=chosen, choices=marked, is_blank=form.is_blank, at=timezone.now()
            )
        except Refused as caught:
            refused, status = caught, caught.status
        else:
            kept = request.session.get("voting_receipts", [])
            request.session["voting_receipts"] = [*kept, {"list": chosen.title, "code": receipt.code}]
            return redirect("voting:kiosk")
    options = options_for(session.poll, chosen, session.person)
    context = {
        "session": session,
        "scope": chosen,
        "options": [{"option": option, "is_marked": option.key in marked} for option in options],
        "is_blank": request.method == "POST" and form.is_blank,
        "is_review": request.method == "POST" and request.POST.get("step") == "review" and refused is None,
        "refused": refused,
    }
    return render(request, "voting/kiosk_ballot.html", context, status=status)


@public
@require_POST
def kiosk_end(request: HttpRequest) -> HttpResponse:
    session = _session(request)
    if session is not None:
        end_desk_session(session=session)
    request.session.flush()
    return redirect("voting:kiosk")


def _session(request: HttpRequest) -> DeskSession | None:
    found = desk_session(request.session.get(KEY))
    return found if found and timezone.now() < found.expires_at else None
