"""The result package as bytes (docs/package.md): pure, so that one content always gives one file.

`contents` are the files that say what happened; their joint digest goes into the act of publication. `package` adds
the acts up to that one, the verifier and the sums; `container` puts them in a ZIP without any freedom left.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from tinkuy.commons.voting.rules.pabulib import write_election
from tinkuy.foundation.shared.canonical import canonical_json, sha256

CHANNELS = ("assembly", "desk", "paper", "web")
PROJECT_COLUMNS = ("project_id", "cost", "votes", "name", "selected")


@dataclass(frozen=True)
class Box:
    """One list after the close. Ballots are those that count, as sorted option keys; a commitment comes with the
    number of its seal and whether a second thought replaced it."""

    key: str
    ballots: Sequence[tuple[str, ...]]
    commitments: Sequence[tuple[str, int, bool]]
    roll_valid: int
    roll_annulled: int
    annulled: int
    # Participants by channel: web and desk are in `ballots`, paper and assembly in the batches.
    channels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class PackageFacts:
    """Everything published of a finished process. `process` has space, title, entity, fiscal_year, is_demo; `rules` is
    the frozen text and `frozen` the same as data."""

    process: Mapping[str, Any]
    rules: str
    frozen: Mapping[str, Any]
    boxes: Sequence[Box]
    seals: Sequence[Mapping[str, Any]]
    snapshot: Mapping[str, Any]
    people: Sequence[Mapping[str, Any]]
    rule_set: Mapping[str, Any] | None
    projects: Sequence[Mapping[str, Any]]
    evaluations: Mapping[str, Any]
    versions: Sequence[Mapping[str, Any]]
    batches: Sequence[Mapping[str, Any]] = ()


def contents(facts: PackageFacts) -> dict[str, bytes]:
    """Path → bytes of every file that says what happened."""
    files = {
        "rules.json": facts.rules.encode(),
        "roll.json": _json(_roll(facts)),
        "batches.json": _json({"batches": facts.batches}),
        "seals.json": _json(_seals(facts)),
        "turnout.json": _json({"scopes": [_turnout(facts, box) for box in facts.boxes]}),
        "projects.json": _json(
            {"rule_set": facts.rule_set, "projects": sorted(facts.projects, key=lambda project: project["cui"])}
        ),
        "evaluations.json": _json(facts.evaluations),
        "result.json": _json({"process": facts.process, "versions": facts.versions}),
    }
    for box in facts.boxes:
        files[f"lists/{box.key}.pb"] = "".join(_ballots(facts, box)).encode()
        files[f"commitments/{box.key}.txt"] = "".join(_commitments(box)).encode()
    return files


def digest(files: Mapping[str, bytes]) -> str:
    """One hash of all contents: SHA-256 of their lines of SHA256SUMS, in path order."""
    return sha256(_sums(files))


def package(
    files: Mapping[str, bytes],
    *,
    manifest: Mapping[str, Any],
    acts: Iterable[Mapping[str, Any]],
    verifier: bytes,
    readme: str,
) -> dict[str, bytes]:
    """All the files. `acts` ends with the publication; its hash is the head of the manifest."""
    lines, last = [], None
    for last in acts:
        lines.append(canonical_json(last) + "\n")
    whole = {**files, "acts.jsonl": "".join(lines).encode(), "verify.py": verifier, "README.txt": readme.encode()}
    head = {"sequence": last["sequence"], "hash": last["hash"]} if last else {"sequence": 0, "hash": ""}
    listed = [{"path": path, "bytes": len(whole[path]), "sha256": sha256(whole[path])} for path in _in_order(whole)]
    whole["manifest.json"] = _json(
        {**manifest, "format": "tinkuy-package", "format_version": 2, "head": head, "files": listed}
    )
    whole["SHA256SUMS"] = _sums(whole).encode()
    return whole


def container(files: Mapping[str, bytes], sink: BinaryIO) -> None:
    """Writes the ZIP: stored, in path order, fixed dates and modes, nothing else."""
    directory, offset = b"", 0
    for path in _in_order(files):
        name, content = path.encode(), files[path]
        crc, size = zlib.crc32(content), len(content)
        sink.write(struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0x0800, 0, 0, 33, crc, size, size, len(name), 0) + name)
        sink.write(content)
        common = (0x02014B50, 0x0314, 20, 0x0800, 0, 0, 33, crc, size, size, len(name))
        directory += struct.pack("<IHHHHHHIIIHHHHHII", *common, 0, 0, 0, 0, 0o100644 << 16, offset) + name
        offset += 30 + len(name) + size
    sink.write(directory)
    sink.write(struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, len(files), len(files), len(directory), offset, 0))


def _json(value: object) -> bytes:
    return (canonical_json(value) + "\n").encode()


def _in_order(files: Mapping[str, bytes]) -> list[str]:
    return sorted(files, key=str.encode)


def _sums(files: Mapping[str, bytes]) -> str:
    return "".join(f"{sha256(files[path])}  {path}\n" for path in _in_order(files))


def _roll(facts: PackageFacts) -> dict[str, Any]:
    return {
        "poll": facts.frozen["poll"],
        "snapshot": facts.snapshot,
        "scopes": [{"key": box.key, "valid": box.roll_valid, "annulled": box.roll_annulled} for box in facts.boxes],
        "people": sorted(facts.people, key=canonical_json),
    }


def _seals(facts: PackageFacts) -> list[Mapping[str, Any]]:
    order = {scope["key"]: place for place, scope in enumerate(facts.frozen["scopes"])}
    return sorted(facts.seals, key=lambda seal: (order[seal["scope"]], seal["number"]))


def _turnout(facts: PackageFacts, box: Box) -> dict[str, Any]:
    own = [batch for batch in facts.batches if batch["scope"] == box.key]
    counted = [batch for batch in own if batch["state"] == "counted"]
    by_hand = {name: sum(batch[name] for batch in counted) for name in ("ballots", "valid", "blank", "null")}
    blank = sum(1 for ballot in box.ballots if not ballot)
    return {
        "key": box.key,
        "title": _scope(facts, box)["title"],
        "roll": box.roll_valid,
        "marks": len(box.ballots) + box.annulled,
        "ballots": len(box.ballots) + by_hand["ballots"],
        "valid": len(box.ballots) - blank + by_hand["valid"],
        "blank": blank + by_hand["blank"],
        "null": by_hand["null"],
        "incidents": sum(len(batch["incidents"]) for batch in counted),
        "observed": sum(1 for batch in own if batch["state"] == "observed"),
        "participants": {channel: box.channels.get(channel, 0) for channel in CHANNELS},
        "annulled": box.annulled,
        "replaced": sum(1 for _commitment, _seal, replaced in box.commitments if replaced),
    }


def _scope(facts: PackageFacts, box: Box) -> Mapping[str, Any]:
    return next(scope for scope in facts.frozen["scopes"] if scope["key"] == box.key)


def _commitments(box: Box) -> Iterable[str]:
    for commitment, seal, was_replaced in sorted(box.commitments):
        yield f"{commitment} {seal}{' replaced' if was_replaced else ''}\n"


def _ballots(facts: PackageFacts, box: Box) -> Iterable[str]:
    scope, current = _scope(facts, box), facts.versions[-1]
    ceilings = {item["key"]: item["ceiling"] for item in current["inputs"]["lists"]}
    won = {row["project"] for row in current["rows"] if row["outcome"] == "prioritized"}
    names = {project["cui"]: project["title"] for project in facts.projects}
    tally = Counter(choice for ballot in box.ballots for choice in ballot)
    meta = {
        "description": facts.frozen["title"],
        "country": "Peru",
        "unit": facts.process["entity"],
        "subunit": scope["title"],
        "instance": facts.process["fiscal_year"],
        "num_projects": len(scope["options"]),
        "num_votes": len(box.ballots),
        "budget": ceilings[box.key] or facts.frozen["settings"]["ceiling"],
        "vote_type": "approval",
        "rule": "tinkuy-weighted",
        "date_begin": _day(facts.frozen["opens_at"]),
        "date_end": _day(facts.frozen["closes_at"]),
        "min_length": 0,
        "max_length": scope["max_choices"],
        "language": "es",
        "currency": "PEN",
        "rules_hash": sha256(facts.rules),
    }
    projects = (
        {
            "project_id": option["key"],
            "cost": option["cost"],
            "votes": tally[option["key"]],
            "name": names[option["key"]],
            "selected": int(option["key"] in won),
        }
        for option in scope["options"]
    )
    votes = sorted(",".join(sorted(ballot)) for ballot in box.ballots)
    rows = ({"voter_id": number, "vote": vote} for number, vote in enumerate(votes, start=1))
    return write_election(meta=meta, projects=projects, votes=rows, project_columns=PROJECT_COLUMNS)


def _day(instant: str) -> str:
    return f"{instant[8:10]}.{instant[5:7]}.{instant[:4]}"
