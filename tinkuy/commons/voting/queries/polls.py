from django.db import connection
from django.db.models import Count, QuerySet
from django.urls import reverse

from tinkuy.foundation.keys.queries import key as key_named
from tinkuy.foundation.spaces.models import Space

from ..models import Poll, PollOption, PollScope
from ..rules import tokens

MAIN = "main"


def poll_url(poll: Poll, page: str, *arguments: object) -> str:
    """The address of a page of the poll; what comes after the poll (a list, a batch) in `arguments`."""
    which = [] if poll.key == MAIN else [poll.key]
    return reverse(f"voting:{page}", args=[poll.space.slug, *which, *arguments])


def other_polls(poll: Poll) -> list[Poll]:
    """The rest of the polls of its space: the committee's, a second round."""
    rows = list(Poll.objects.filter(space=poll.space).exclude(pk=poll.pk).order_by("opens_at", "pk"))
    for row in rows:
        row.space = poll.space
    return rows


def poll_of(space: Space, key: str = MAIN) -> Poll | None:
    """The poll of a space; the space is already visible to whoever asks."""
    poll = Poll.objects.filter(space=space, key=key).first()
    if poll is not None:
        poll.space = space
    return poll


def poll_by_id(public_id: str) -> Poll | None:
    return Poll.objects.select_related("space").filter(public_id=public_id).first()


def scopes_of(poll: Poll) -> QuerySet[PollScope]:
    """Its lists in order, each with `option_count`."""
    return poll.scopes.annotate(option_count=Count("options")).order_by("position", "id")


def options_for(poll: Poll, scope: PollScope, person: str) -> list[PollOption]:
    """The options in an order that is random among voters and stable for each: nobody wins by being first."""
    roll_key = key_named(poll.roll_key_name) or b""
    return sorted(scope.options.all(), key=lambda option: tokens.order_key(roll_key, person, option.key))


def held_open(poll: Poll) -> Poll:
    """The poll as it is now; on PostgreSQL shared among voters and kept from closing until this vote is in. (SQLite
    lets one writer in at a time: `IMMEDIATE` holds it already.)"""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM voting_poll WHERE id = %s FOR SHARE", [poll.pk])
    fresh = Poll.objects.only("status", "opens_at", "closes_at", "extended_until").get(pk=poll.pk)
    poll.status, poll.opens_at = fresh.status, fresh.opens_at
    poll.closes_at, poll.extended_until = fresh.closes_at, fresh.extended_until
    return poll
