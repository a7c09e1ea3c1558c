from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.rules import MalformedDocument, normalize_document
from tinkuy.foundation.keys.actions import destroy_key, ensure_key
from tinkuy.foundation.shared.canonical import canonical_json, instant, sha256
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not
from tinkuy.foundation.spaces.refusals import StageRefusal

from ..enums import Channel, PollStatus, RollState
from ..models import Poll, PollOption, PollScope, RollEntry, RollSnapshot
from ..refusals import PollRefusal, SettingsRefusal
from ..rules import tokens
from ..rules.runoffs import RunOffRule
from ..rules.specs import RollPerson, ScopeSpec, bad_key, rules_document, weights_total
from .acts import locked, record_act


@transaction.atomic
def create_poll(
    *,
    space: Space,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    scopes: Sequence[ScopeSpec],
    actor: User | None,
    at: datetime,
    key: str = "main",
    settings: dict[str, Any] | None = None,
    is_nominal: bool = False,
    allows_revote: bool = False,
    challenge_hours: int = 72,
    channels: Sequence[str] = (Channel.WEB,),
    run_off: RunOffRule | None = None,
    run_off_of: Poll | None = None,
) -> Poll:
    """A poll in preparation, with its rules written down and hashed. Nothing is frozen until it opens."""
    if closes_at <= opens_at:
        raise Refused(PollRefusal.BAD_DATES)
    wrong = bad_key(scopes)
    if wrong is not None:
        raise Refused(PollRefusal.BAD_KEY, key=wrong)
    poll = Poll(
        space=space,
        key=key,
        title=title,
        opens_at=opens_at,
        closes_at=closes_at,
        is_nominal=is_nominal,
        allows_revote=allows_revote,
        challenge_hours=challenge_hours,
        run_off_of=run_off_of,
        **{f"takes_{channel}": channel in channels for channel in Channel},
    )
    if not poll.channels:
        raise Refused(SettingsRefusal.NO_CHANNEL)
    if is_nominal and poll.takes_paper:
        raise Refused(SettingsRefusal.NOMINAL_PAPER)
    poll.rules = canonical_json(_rules_of(poll, scopes, settings or {}, run_off))
    poll.rules_hash = sha256(poll.rules)
    poll.save()
    for position, scope in enumerate(scopes, start=1):
        _add_scope(poll, scope, position)
    record_act(poll, "poll_created", actor=actor, at=at, payload={"rules_hash": poll.rules_hash})
    return poll


@transaction.atomic
def discard_poll(*, poll: Poll, actor: User | None, at: datetime) -> None:
    """Drops a poll in preparation, to prepare it again with other lists or dates."""
    poll = locked(poll)
    if poll.status != PollStatus.DRAFT:
        raise Refused(PollRefusal.NOT_DRAFT)
    record_act(poll, "poll_discarded", actor=actor, at=at, payload={"rules_hash": poll.rules_hash})
    names = [poll.vote_key_name] if poll.run_off_of else [poll.roll_key_name, poll.vote_key_name]
    poll.delete()
    for name in names:
        transaction.on_commit(partial(destroy_key, name))


@transaction.atomic
def enroll(*, poll: Poll, source: str, people: Sequence[RollPerson], actor: User | None, at: datetime) -> RollSnapshot:
    """Takes the roll anew: the whole list replaces the one before, as a numbered snapshot with its hash."""
    poll = locked(poll)
    if poll.status != PollStatus.DRAFT:
        raise Refused(PollRefusal.NOT_DRAFT)
    RollEntry.objects.filter(poll=poll).delete()
    return _take_roll(poll, source, _entries(poll, people, ensure_key(poll.roll_key_name)), actor, at)


def _take_roll(poll: Poll, source: str, entries: list[RollEntry], actor: User | None, at: datetime) -> RollSnapshot:
    number = poll.snapshots.count() + 1
    snapshot = RollSnapshot.objects.create(
        poll=poll,
        number=number,
        source=source,
        row_count=len(entries),
        sorted_hash=sha256("\n".join(sorted(f"{entry.scope.key}|{entry.person}" for entry in entries))),
        taken_at=at,
    )
    for entry in entries:
        entry.snapshot = snapshot
    # In the order of the HMAC: the place of a row tells nothing about the person either.
    RollEntry.objects.bulk_create(sorted(entries, key=lambda entry: entry.person), batch_size=1000)
    payload = {"number": number, "source": source, "rows": len(entries), "sorted_hash": snapshot.sorted_hash}
    record_act(poll, "roll_taken", actor=actor, at=at, payload=payload)
    return snapshot


@transaction.atomic
def copy_roll(*, source: Poll, poll: Poll, actor: User | None, at: datetime) -> RollSnapshot:
    """The roll of another poll of the space, for a second round: the same people under the same key, without the rows
    that a resolution annulled, in the lists that this poll has."""
    scopes = {scope.key: scope for scope in poll.scopes.all()}
    rows = RollEntry.objects.filter(poll=source, state=RollState.VALID, scope__key__in=scopes).select_related("scope")
    names = ("person", "label", "organization_number", "organization_name", "seat")
    entries = [
        RollEntry(poll=poll, scope=scopes[row.scope.key], **{name: getattr(row, name) for name in names})
        for row in rows.order_by("person")
    ]
    return _take_roll(poll, f"Padrón de «{source.title}»"[:200], entries, actor, at)


@transaction.atomic
def open_poll(*, poll: Poll, actor: User | None, at: datetime) -> Poll:
    """Freezes rules, lists and roll; votes are received from `opens_at` on. The act is the zero report."""
    poll = locked(poll)
    rules = _why_not_open(poll, at)
    for name in (poll.roll_key_name, poll.vote_key_name):
        ensure_key(name)
    poll.status, poll.opened_at = PollStatus.OPEN, at
    poll.save(update_fields=["status", "opened_at"])
    payload = {
        "rules_hash": poll.rules_hash,
        "opens_at": poll.opens_at,
        "closes_at": poll.closes_at,
        "scopes": len(rules),
        "roll": RollEntry.objects.filter(poll=poll).count(),
        "ballots": 0,
    }
    record_act(poll, "poll_opened", actor=actor, at=at, payload=payload)
    return poll


def _why_not_open(poll: Poll, at: datetime) -> list[PollScope]:
    """Raises the reason why the poll may not open; returns its scopes when it may."""
    if poll.status != PollStatus.DRAFT:
        raise Refused(PollRefusal.NOT_DRAFT)
    if at >= poll.closes_at:
        raise Refused(PollRefusal.CLOSED_BEFORE_OPENING)
    if why_not(poll.space, "vote", max(at, poll.opens_at)) is StageRefusal.DOCUMENT_MISSING:
        raise Refused(StageRefusal.DOCUMENT_MISSING)
    total = weights_total(poll.settings)
    if total is not None and total != 1:
        raise Refused(PollRefusal.WEIGHTS, total=total)
    scopes = list(poll.scopes.prefetch_related("options"))
    if not scopes:
        raise Refused(PollRefusal.NO_SCOPES)
    for scope in scopes:
        if not scope.options.all():
            raise Refused(PollRefusal.EMPTY_SCOPE, scope=scope.title)
    if not RollEntry.objects.filter(poll=poll).exists():
        raise Refused(PollRefusal.EMPTY_ROLL)
    return scopes


def _rules_of(
    poll: Poll, scopes: Sequence[ScopeSpec], settings: dict[str, Any], run_off: RunOffRule | None
) -> dict[str, Any]:
    facts = {
        "poll": str(poll.public_id),
        "space": poll.space.slug,
        "key": poll.key,
        "title": poll.title,
        "opens_at": instant(poll.opens_at),
        "closes_at": instant(poll.closes_at),
        "is_nominal": poll.is_nominal,
        "allows_revote": poll.allows_revote,
        "challenge_hours": poll.challenge_hours,
        "channels": [str(channel) for channel in poll.channels],
        "run_off": asdict(run_off) if run_off else None,
        "run_off_of": str(poll.run_off_of.public_id) if poll.run_off_of else None,
    }
    return rules_document(poll=facts, scopes=scopes, settings=settings)


def _add_scope(poll: Poll, spec: ScopeSpec, position: int) -> None:
    scope = PollScope.objects.create(
        poll=poll, key=spec.key, title=spec.title, max_choices=spec.max_choices, position=position
    )
    PollOption.objects.bulk_create(
        PollOption(
            scope=scope,
            key=option.key,
            title=option.title,
            detail=option.detail,
            cost=option.cost,
            technical_score=option.technical_score,
            ubigeo=option.ubigeo,
            dossier_code=option.dossier_code,
            position=place,
        )
        for place, option in enumerate(spec.options, start=1)
    )


def _entries(poll: Poll, people: Sequence[RollPerson], key: bytes) -> list[RollEntry]:
    """One row per person and scope; a repeated person or seat is refused by name, never dropped in silence."""
    scopes = {scope.key: scope for scope in poll.scopes.all()}
    entries, seen, known = [], set(), dict[str, RollPerson]()
    for row in people:
        person = _person(key, row)
        _refuse_second_row(known.setdefault(person, row), row, scopes)
        for scope_key in row.scope_keys:
            if scope_key not in scopes:
                raise Refused(PollRefusal.UNKNOWN_SCOPE, label=row.label, scope=scope_key)
            scope = scopes[scope_key]
            if (person, scope_key) in seen:
                raise Refused(PollRefusal.REPEATED_PERSON, label=row.label, scope=scope.title)
            seat = (row.organization_id, row.seat, scope_key)
            if row.organization_id is not None and seat in seen:
                raise Refused(PollRefusal.REPEATED_SEAT, organization=row.organization_name, scope=scope.title)
            seen |= {(person, scope_key), seat}
            entries.append(_entry(poll, scope, person, row))
    return entries


def _refuse_second_row(first: RollPerson, row: RollPerson, scopes: dict[str, PollScope]) -> None:
    """A document in two rows is somebody on two lists, or twice on one: said by name, with both lists."""
    if first is row or set(first.scope_keys) & set(row.scope_keys):
        return
    titles = [scopes[key].title for key in (*first.scope_keys, *row.scope_keys) if key in scopes]
    raise Refused(PollRefusal.ON_TWO_LISTS, label=row.label, scopes=", ".join(titles))


def _person(key: bytes, row: RollPerson) -> str:
    try:
        number = normalize_document(row.document_kind, row.document_number)
    except MalformedDocument as error:
        raise Refused(PollRefusal.BAD_DOCUMENT, label=row.label, problem=error) from error
    return tokens.person(key, row.document_kind, number)


def _entry(poll: Poll, scope: PollScope, person: str, row: RollPerson) -> RollEntry:
    return RollEntry(
        poll=poll,
        scope=scope,
        person=person,
        label=row.label,
        organization_number=row.organization_id,
        organization_name=row.organization_name,
        seat=row.seat,
    )
