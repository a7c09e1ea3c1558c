"""What the database itself refuses, on SQLite and on PostgreSQL: a change of frozen rules, a vote outside an open
poll, a ballot that changes or leaves the box (INTEGRITY 2). Conditions are SQL that both engines read."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guard:
    """Refuses the operation on the table when the condition holds. `{share}` is a row lock where there is one."""

    table: str
    operation: str
    when: str
    message: str

    @property
    def name(self) -> str:
        return f"{self.table}_guards_{self.operation.lower()}"


_FROZEN_COLUMNS = (
    "public_id", "space_id", "key", "title", "opens_at", "closes_at", "rules", "rules_hash",
    "is_nominal", "allows_revote", "challenge_hours", "opened_at",
    "takes_web", "takes_desk", "takes_paper", "takes_assembly", "run_off_of_id",
)  # fmt: skip
_CHANGED = " OR ".join(
    f"(OLD.{column} IS NULL) <> (NEW.{column} IS NULL) OR OLD.{column} <> NEW.{column}" for column in _FROZEN_COLUMNS
)
_ORDER = "CASE {row}.status WHEN 'draft' THEN 0 WHEN 'open' THEN 1 WHEN 'closed' THEN 2 ELSE 3 END"
_BACKWARDS = f"({_ORDER.format(row='NEW')}) < ({_ORDER.format(row='OLD')})"


def _written_once(column: str) -> str:
    return f"(OLD.{column} IS NOT NULL AND (NEW.{column} IS NULL OR NEW.{column} <> OLD.{column}))"


_EXTENDED_WITHOUT_ACT = (
    "(NEW.extended_until IS NOT NULL AND (OLD.extended_until IS NULL OR OLD.extended_until <> NEW.extended_until)"
    " AND NOT EXISTS (SELECT 1 FROM voting_pollextension e WHERE e.poll_id = NEW.id"
    " AND e.closes_at = NEW.extended_until))"
)
_POLL_UPDATE = (
    f"OLD.status <> 'draft' AND ({_CHANGED} OR {_BACKWARDS} OR {_EXTENDED_WITHOUT_ACT}"
    " OR (OLD.extended_until IS NOT NULL AND NEW.extended_until IS NULL)"
    f" OR {_written_once('closed_at')} OR {_written_once('challenge_until')} OR {_written_once('published_at')}"
    f" OR {_written_once('key_destroyed_at')})"
)

FROZEN = "tinkuy: frozen since the poll opened"
GROWS = "tinkuy: this table only grows"
SHUT = "tinkuy: the box is not open"


def _poll_is(row: str, *statuses: str, share: bool = False) -> str:
    listed = ", ".join(f"'{status}'" for status in statuses)
    lock = " {share}" if share else ""
    return f"(SELECT p.status FROM voting_poll p WHERE p.id = {row}.poll_id{lock}) IN ({listed})"  # noqa: S608


def _poll_of_scope_is_draft(row: str) -> str:
    scope = f"JOIN voting_pollscope s ON s.poll_id = p.id WHERE s.id = {row}.scope_id"
    return f"(SELECT p.status FROM voting_poll p {scope}) = 'draft'"  # noqa: S608


_REPLACED = (
    "EXISTS (SELECT 1 FROM voting_ballotreplacement r JOIN voting_poll p ON p.id = r.poll_id"
    " WHERE r.old_commitment = OLD.commitment AND r.new_commitment = NEW.commitment AND r.poll_id = OLD.poll_id"
    " AND p.allows_revote AND p.status = 'open')"
    " AND NEW.id = OLD.id AND NEW.poll_id = OLD.poll_id AND NEW.scope_id = OLD.scope_id AND NEW.token = OLD.token"
)
# An annulled ballot goes on without what it said: the annulment names its voter.
_REWRITTEN = (
    "EXISTS (SELECT 1 FROM voting_shuffledballot b WHERE b.poll_id = OLD.poll_id AND b.scope_id = OLD.scope_id"
    " AND b.commitment = OLD.commitment AND ((b.choices = OLD.choices AND b.nonce = OLD.nonce) OR"
    " (b.choices = '[]' AND b.nonce = '' AND"
    " EXISTS (SELECT 1 FROM voting_annulledballot a WHERE a.commitment = OLD.commitment))))"
)
_IN_THE_BOX = (
    "EXISTS (SELECT 1 FROM voting_ballot b WHERE b.poll_id = NEW.poll_id AND b.scope_id = NEW.scope_id"
    " AND b.commitment = NEW.commitment AND ((b.choices = NEW.choices AND b.nonce = NEW.nonce) OR"
    " (NEW.choices = '[]' AND NEW.nonce = '' AND"
    " EXISTS (SELECT 1 FROM voting_annulledballot a WHERE a.commitment = NEW.commitment))))"
)
_MARK_REWRITTEN = (
    "EXISTS (SELECT 1 FROM voting_shuffledmark m WHERE m.poll_id = OLD.poll_id AND m.scope_id = OLD.scope_id"
    " AND m.roll_entry_id = OLD.roll_entry_id AND m.channel = OLD.channel AND m.marked_on = OLD.marked_on)"
)
_MARK_IS_THERE = (
    "EXISTS (SELECT 1 FROM voting_votingmark m WHERE m.poll_id = NEW.poll_id AND m.scope_id = NEW.scope_id"
    " AND m.roll_entry_id = NEW.roll_entry_id AND m.channel = NEW.channel AND m.marked_on = NEW.marked_on)"
)
# A paper or assembly list may come in after the close, if it was handed in before it; never once the key is gone.
_BY_HAND = (
    "(NEW.channel IN ('paper', 'assembly') AND EXISTS (SELECT 1 FROM voting_poll p WHERE p.id = NEW.poll_id"
    " AND p.status = 'closed' AND p.key_destroyed_at IS NULL)"
    " AND EXISTS (SELECT 1 FROM voting_batchsignature s JOIN voting_batch b ON b.id = s.batch_id"
    " WHERE s.roll_entry_id = NEW.roll_entry_id AND b.poll_id = NEW.poll_id AND b.channel = NEW.channel))"
)
# The only way out of the roll of marks: the counter-entry of the batch that made it.
_MARK_REVERSED = (
    "(OLD.channel IN ('paper', 'assembly') AND EXISTS (SELECT 1 FROM voting_batchsignature s"
    " JOIN voting_batchreversal r ON r.batch_id = s.batch_id JOIN voting_batch b ON b.id = s.batch_id"
    " WHERE s.roll_entry_id = OLD.roll_entry_id AND b.channel = OLD.channel))"
)
_BATCH_CHANGED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "poll_id", "scope_id", "number", "channel", "place", "box", "signatures", "incident_count",
        "declared_ballots", "handed_in_at", "act_reference", "received_at", "received_by_id",
    )
)  # fmt: skip
_BATCH_GOES_BACK = (
    "(OLD.state <> NEW.state AND NOT (OLD.state = 'received' OR NEW.state = 'reversed')) OR OLD.state = 'reversed'"
)
_REVERSED_WITHOUT_ENTRY = (
    "(NEW.state = 'reversed' AND NOT EXISTS (SELECT 1 FROM voting_batchreversal r WHERE r.batch_id = NEW.id))"
)
# A batch that does not add up is not counted, whoever asks the database.
_DOES_NOT_ADD_UP = (
    "(NEW.state = 'counted' AND NOT EXISTS (SELECT 1 FROM voting_keying k WHERE k.id = NEW.accepted_id"
    " AND k.batch_id = NEW.id AND k.ballots = NEW.signatures AND k.ballots = k.valid + k.blank + k.null_votes"
    " AND (SELECT COALESCE(SUM(c.votes), 0) FROM voting_keyedcount c WHERE c.keying_id = k.id)"
    " <= k.valid * (SELECT s.max_choices FROM voting_pollscope s WHERE s.id = NEW.scope_id)))"
)
_ROLL_CHANGED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in ("poll_id", "scope_id", "snapshot_id", "person", "label", "organization_name", "seat")
)
_ANNULLED_WITHOUT_ACT = (
    "(NEW.state <> OLD.state AND NOT EXISTS (SELECT 1 FROM voting_annulment a"
    " WHERE a.roll_entry_id = NEW.id AND a.signed_by_id IS NOT NULL))"
)


def _only_grows(table: str) -> list[Guard]:
    return [Guard(table, operation, "1 = 1", GROWS) for operation in ("UPDATE", "DELETE")]


GUARDS: tuple[Guard, ...] = (
    Guard("voting_poll", "UPDATE", _POLL_UPDATE, FROZEN),
    Guard("voting_poll", "DELETE", "OLD.status <> 'draft'", FROZEN),
    *_only_grows("voting_pollextension"),
    Guard("voting_pollscope", "INSERT", f"NOT {_poll_is('NEW', 'draft')}", FROZEN),
    Guard("voting_pollscope", "UPDATE", f"NOT {_poll_is('OLD', 'draft')}", FROZEN),
    Guard("voting_pollscope", "DELETE", f"NOT {_poll_is('OLD', 'draft')}", FROZEN),
    Guard("voting_polloption", "INSERT", f"NOT {_poll_of_scope_is_draft('NEW')}", FROZEN),
    Guard("voting_polloption", "UPDATE", f"NOT {_poll_of_scope_is_draft('OLD')}", FROZEN),
    Guard("voting_polloption", "DELETE", f"NOT {_poll_of_scope_is_draft('OLD')}", FROZEN),
    Guard("voting_rollsnapshot", "INSERT", f"NOT {_poll_is('NEW', 'draft')}", FROZEN),
    Guard("voting_rollsnapshot", "UPDATE", f"NOT {_poll_is('OLD', 'draft')}", FROZEN),
    Guard("voting_rollsnapshot", "DELETE", f"NOT {_poll_is('OLD', 'draft')}", FROZEN),
    Guard("voting_rollentry", "INSERT", f"NOT {_poll_is('NEW', 'draft')}", FROZEN),
    Guard(
        "voting_rollentry",
        "UPDATE",
        f"NOT {_poll_is('OLD', 'draft')} AND ({_ROLL_CHANGED} OR {_ANNULLED_WITHOUT_ACT})",
        FROZEN,
    ),
    Guard("voting_rollentry", "DELETE", f"NOT {_poll_is('OLD', 'draft')}", FROZEN),
    Guard("voting_votingmark", "INSERT", f"NOT {_poll_is('NEW', 'open', share=True)} AND NOT {_BY_HAND}", SHUT),
    Guard("voting_votingmark", "UPDATE", "1 = 1", GROWS),
    Guard("voting_votingmark", "DELETE", f"NOT {_MARK_REWRITTEN} AND NOT {_MARK_REVERSED}", GROWS),
    Guard("voting_ballot", "INSERT", f"NOT {_poll_is('NEW', 'open', share=True)}", SHUT),
    Guard("voting_ballot", "UPDATE", f"NOT ({_REPLACED})", GROWS),
    Guard("voting_ballot", "DELETE", f"NOT {_REWRITTEN}", GROWS),
    Guard("voting_nominalvote", "INSERT", f"NOT {_poll_is('NEW', 'open', share=True)}", SHUT),
    *_only_grows("voting_nominalvote"),
    Guard("voting_shuffledballot", "INSERT", f"NOT {_IN_THE_BOX}", GROWS),
    *_only_grows("voting_shuffledballot"),
    Guard("voting_shuffledmark", "INSERT", f"NOT {_MARK_IS_THERE}", GROWS),
    *_only_grows("voting_shuffledmark"),
    Guard("voting_ballotreplacement", "INSERT", f"NOT {_poll_is('NEW', 'open')}", SHUT),
    *_only_grows("voting_ballotreplacement"),
    *_only_grows("voting_annulledballot"),
    *_only_grows("voting_seal"),
    *_only_grows("voting_sealedcommitment"),
    Guard("voting_batch", "INSERT", f"NOT {_poll_is('NEW', 'open', 'closed')}", SHUT),
    Guard(
        "voting_batch",
        "UPDATE",
        f"{_BATCH_CHANGED} OR {_BATCH_GOES_BACK} OR {_REVERSED_WITHOUT_ENTRY} OR {_DOES_NOT_ADD_UP}",
        GROWS,
    ),
    Guard("voting_batch", "DELETE", "1 = 1", GROWS),
    *_only_grows("voting_batchsignature"),
    *_only_grows("voting_batchreversal"),
    *_only_grows("voting_incident"),
    *_only_grows("voting_keying"),
    *_only_grows("voting_keyedcount"),
    Guard("voting_draw", "UPDATE", "OLD.held_at IS NOT NULL OR OLD.head_hash <> NEW.head_hash", GROWS),
    Guard("voting_draw", "DELETE", "1 = 1", GROWS),
    Guard("voting_drawentry", "UPDATE", "OLD.place IS NOT NULL OR OLD.key <> NEW.key", GROWS),
    Guard("voting_drawentry", "DELETE", "1 = 1", GROWS),
)


def install(connection: Any) -> None:
    """Puts every guard in place; again after a migration that rebuilds a table (SQLite drops its triggers then)."""
    remove(connection)
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in (guard for guard in GUARDS if guard.table in present):
            for statement in _create(guard, connection.vendor):
                cursor.execute(statement)


def remove(connection: Any) -> None:
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in (guard for guard in GUARDS if guard.table in present):
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}" ON "{guard.table}"')
                cursor.execute(f'DROP FUNCTION IF EXISTS "{guard.name}"()')
            else:
                cursor.execute(f'DROP TRIGGER IF EXISTS "{guard.name}"')


def _create(guard: Guard, vendor: str) -> list[str]:
    if vendor != "postgresql":
        when = guard.when.replace("{share}", "")
        return [
            f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" FOR EACH ROW '
            f"WHEN ({when}) BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
        ]
    when = guard.when.replace("{share}", "FOR SHARE")
    row = "OLD" if guard.operation == "DELETE" else "NEW"
    return [
        f'CREATE OR REPLACE FUNCTION "{guard.name}"() RETURNS trigger AS $$ BEGIN '
        f"IF {when} THEN RAISE EXCEPTION '{guard.message}'; END IF; RETURN {row}; END $$ LANGUAGE plpgsql",
        f'CREATE TRIGGER "{guard.name}" BEFORE {guard.operation} ON "{guard.table}" '
        f'FOR EACH ROW EXECUTE FUNCTION "{guard.name}"()',
    ]
