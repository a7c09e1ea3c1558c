"""Lists and challenges: what is published, what runs, who is in the way of the next step."""

from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.shared.text import read_code
from tinkuy.foundation.spaces.models import Space

from ..enums import LIVE_STATES, OPEN_CHALLENGES, ListKind, ListStanding, RequestState
from ..models import AccreditationRequest, AccreditationRules, Challenge, RosterEntry, RosterList
from ..rules.procedure import ChallengeFacts, ListFacts

UNDECIDED = (RequestState.SENT, RequestState.CURED)
LISTED = (
    RequestState.OBSERVED,
    RequestState.ADMITTED,
    RequestState.CHALLENGED,
    RequestState.REJECTED,
    RequestState.ACCREDITED,
    RequestState.VOICE_ONLY,
    RequestState.SUSPENDED,
)
FIT = (ListStanding.VOTE, ListStanding.VOICE)


def published_lists(space: Space) -> QuerySet[RosterList]:
    return RosterList.objects.filter(space=space).order_by("-published_at", "-id")


def last_list(space: Space, kind: str) -> RosterList | None:
    """The version of a list that is in force."""
    return RosterList.objects.filter(space=space, kind=kind).order_by("-version").first()


def may_still_challenge(space: Space, on: date) -> bool:
    """Whether the term to challenge the provisional list in force runs; its last day counts whole."""
    found = last_list(space, ListKind.PROVISIONAL)
    return bool(found and found.challenges_until and on <= found.challenges_until)


def entry_of(request: AccreditationRequest, kind: str) -> RosterEntry | None:
    """Its line in the version in force, when it is there as fit."""
    found = last_list(request.space, kind)
    return RosterEntry.objects.filter(roster_list=found, request=request, standing__in=FIT).first() if found else None


def to_list(space: Space) -> QuerySet[AccreditationRequest]:
    """Who goes in the next list, in the order in which it is read."""
    rows = AccreditationRequest.objects.filter(space=space, state__in=LISTED)
    return rows.order_by("paternal_surname", "maternal_surname", "given_names", "id")


def list_facts(space: Space, rules: AccreditationRules, kind: str, *, reason: str, at: datetime) -> ListFacts:
    requests = AccreditationRequest.objects.filter(space=space)
    provisional = last_list(space, ListKind.PROVISIONAL)
    waiting = (*UNDECIDED, RequestState.OBSERVED) if kind == ListKind.DEFINITIVE else UNDECIDED
    fit = RosterEntry.objects.filter(roster_list=provisional, standing__in=FIT).values("request_id")
    admitted = requests.filter(state=RequestState.ADMITTED)
    return ListFacts(
        on=timezone.localdate(at),
        allows_challenges=rules.allows_challenges,
        undecided=requests.filter(state__in=waiting).count(),
        listed=requests.filter(state__in=LISTED).count(),
        is_correction=last_list(space, kind) is not None,
        reason=reason,
        challenges_until=provisional.challenges_until if provisional else None,
        open_challenges=Challenge.objects.filter(space=space, state__in=OPEN_CHALLENGES).count(),
        not_in_provisional=admitted.exclude(pk__in=fit).count() if provisional else 0,
    )


def challenge_facts(
    request: AccreditationRequest, rules: AccreditationRules, filer: User | None, at: datetime
) -> ChallengeFacts:
    """`filer` None: the desk files from paper, and saw who signed."""
    provisional = last_list(request.space, ListKind.PROVISIONAL)
    fingerprint = IdentityDocument.objects.filter(user=filer).values_list("fingerprint", flat=True).first()
    mine = Q(applicant=filer) | Q(document_fingerprint=fingerprint or "-")
    live = AccreditationRequest.objects.filter(space=request.space, state__in=LIVE_STATES)
    listed = request.state in (RequestState.ADMITTED, RequestState.CHALLENGED)
    return ChallengeFacts(
        on=timezone.localdate(at),
        allowed=rules.allows_challenges,
        until=provisional.challenges_until if provisional else None,
        is_listed=listed and entry_of(request, ListKind.PROVISIONAL) is not None,
        is_own=bool(filer) and live.filter(mine, pk=request.pk).exists(),
        challenged_by=rules.challenged_by,
        has_document=filer is None or fingerprint is not None,
        is_agent=filer is None or live.filter(mine).exists(),
        already=bool(filer) and request.challenges.filter(filer=filer).exists(),
    )


def challenge_queue(space: Space) -> QuerySet[Challenge]:
    """Every challenge of the space for the desk: what runs first, by its term."""
    rows = Challenge.objects.filter(space=space).select_related("request", "request__space", "file", "answer_file")
    return rows.order_by("ruled_at", "ruling_due_on", "id")


def published_challenges(space: Space) -> QuerySet[Challenge]:
    """For anybody: against whom, ground, state, ruling. Never who filed, nor what they wrote."""
    return Challenge.objects.filter(space=space).select_related("request").order_by("-filed_at", "-id")


def challenge_for(code: str, space: Space, viewer: User) -> Challenge | None:
    """One's own: as who filed it, or as the person challenged."""
    rows = Challenge.objects.filter(space=space, code=read_code(code)).select_related("request", "request__space")
    return rows.filter(Q(filer=viewer) | Q(request__applicant=viewer)).first()


def open_challenges_of(request: AccreditationRequest) -> QuerySet[Challenge]:
    return request.challenges.filter(state__in=OPEN_CHALLENGES)
