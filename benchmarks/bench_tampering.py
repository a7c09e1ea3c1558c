"""How many of 1,000 random mutations of a published package does the verifier find? Last line: the figure.

    python benchmarks/bench_tampering.py [--mutations 1000] [--seed 1]

The package comes from the platform's own writer (a finished process in memory: three lists, two versions of the
result). The classes go by what the forger knows: raw bytes; files edited and zipped again; sums and manifest recomputed
too; one act changed and its hash recomputed; the chain recomputed from there on; and everything recomputed, also the
digest of the contents in the act of publication. Some of the last two make another valid package: only the published
head gives them away, so the figure is that of `verify --head`, and the count without it is printed above.
"""

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.factories.packages import made_up_package, zipped
from tinkuy.components.budgeting.rules.package import digest
from tinkuy.foundation.audit.rules import act_hash
from tinkuy.foundation.shared.canonical import canonical_json, sha256
from verifier import CONTENTS, Unusable, verify

JSON = ("batches.json", "roll.json", "seals.json", "turnout.json", "projects.json", "evaluations.json", "result.json")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    original = made_up_package(ballots=60, versions=2)
    head = json.loads(original["manifest.json"])["head"]["hash"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "package.zip"
        path.write_bytes(zipped(original))
        assert found(path, head) is False, "the untouched package must hold"
        tried, with_head, without = Counter(), Counter(), Counter()
        for _ in range(options.mutations):
            name, raw = mutate(original, dice)
            path.write_bytes(raw)
            tried[name] += 1
            with_head[name] += found(path, head)
            without[name] += found(path, "")
    for name in sorted(tried):
        print(
            f"{name:34} {with_head[name]:4}/{tried[name]:<4} without the published head {without[name]}/{tried[name]}"
        )
    print(f"without the published head: {without.total()}/{tried.total()}")
    print(f"{with_head.total()}/{tried.total()}")
    return 0 if with_head.total() == tried.total() else 1


def found(path: Path, head: str) -> bool:
    try:
        return bool(verify(path, head=head)[0])
    except Unusable:
        return True


def mutate(original: dict[str, bytes], dice: random.Random) -> tuple[str, bytes]:
    """A class of forgery, and the bytes of the forged package; never the original's."""
    while True:
        name = dice.choice(tuple(MUTATIONS))
        raw = MUTATIONS[name](dict(original), dice)
        if raw is not None and raw != zipped(original):
            return name, raw


# ---- what the forger changes


def flip(raw: bytes, dice: random.Random, times: int = 1) -> bytes:
    changed = bytearray(raw)
    for _ in range(times):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def raw_bytes(files, dice):
    raw = zipped(files)
    match dice.randrange(5):
        case 0:
            return flip(raw, dice)
        case 1:
            return flip(raw, dice, times=dice.randrange(2, 40))
        case 2:
            return raw[: dice.randrange(4, len(raw))]
        case 3:
            return raw + dice.randbytes(dice.randrange(1, 30))
    at = dice.randrange(len(raw) - 40)
    return raw[:at] + dice.randbytes(20) + raw[at + 20 :]


def edit(files, dice):
    """One file changed the way a person with a text editor would; the name says which."""
    path = dice.choice([*JSON, *JSON, "rules.json", *[p for p in files if "/" in p], *[p for p in files if "/" in p]])
    if path.endswith(".json"):
        files[path] = edited_json(files[path], dice)
    else:
        files[path] = edited_lines(files[path], dice)
    return files


def edited_json(raw: bytes, dice: random.Random) -> bytes:
    data = json.loads(raw)
    holders = [*leaves(data)]
    holder, key = dice.choice(holders)
    holder[key] = other(holder[key], dice)
    if dice.random() < 0.2:
        lists = [value for value in nested(data) if isinstance(value, list) and len(value) > 1]
        if lists:
            chosen = dice.choice(lists)
            dice.choice((lambda: chosen.pop(), lambda: chosen.append(chosen[0]), lambda: dice.shuffle(chosen)))()
    return (canonical_json(data) + ("\n" if raw.endswith(b"\n") else "")).encode()


def edited_lines(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case _:
            lines[at] = flip(lines[at][:-1] or b"x", dice) + b"\n"
    return b"".join(lines)


def ballots(files, dice):
    """A forged vote, done well: lines sorted and numbered again, and the head of the file made to agree."""
    path = dice.choice([path for path in files if path.startswith("lists/")])
    head, _, tail = files[path].decode().partition("voter_id;vote\n")
    votes = [line.split(";", 1)[1] for line in tail.splitlines()]
    options = [line.split(";")[0] for line in head.split("PROJECTS\n")[1].splitlines()[1:-1]]
    match dice.randrange(3):
        case 0:
            votes.pop(dice.randrange(len(votes)))
        case 1:
            votes.append(dice.choice(votes))
        case _:
            votes[dice.randrange(len(votes))] = ",".join(sorted(dice.sample(options, 2)))
    lines = head.splitlines()
    tally = Counter(option for vote in votes for option in vote.split(",") if option)
    for at, line in enumerate(lines):
        if line.startswith("num_votes;"):
            lines[at] = f"num_votes;{len(votes)}"
        elif line.split(";")[0] in options:
            cells = line.split(";")
            lines[at] = ";".join([*cells[:2], str(tally[cells[0]]), *cells[3:]])
    rows = [f"{number};{vote}" for number, vote in enumerate(sorted(votes), start=1)]
    files[path] = "\n".join([*lines, "voter_id;vote", *rows, ""]).encode()
    return files


def acts(files, dice, *, chain: bool):
    """One act changed and hashed again; with `chain`, all that follow and the head of the manifest too."""
    rows = [json.loads(line) for line in files["acts.jsonl"].splitlines()]
    at = dice.randrange(len(rows))
    payload = json.loads(rows[at]["payload"])
    holder, key = dice.choice([*leaves(payload), (rows[at], "kind"), (rows[at], "actor_role"), (rows[at], "at")])
    holder[key] = other(holder[key], dice)
    rows[at]["payload"] = canonical_json(payload)
    if dice.random() < 0.2 and len(rows) > 2:
        del rows[at]
    return written(files, rehashed(rows, only=None if chain else at), chain=chain)


def rehashed(rows, *, only=None):
    for number, row in enumerate(rows, start=1):
        if only is None:
            row["sequence"] = number
            row["previous_hash"] = rows[number - 2]["hash"] if number > 1 else ""
        if only is None or number - 1 == only:
            row["hash"] = act_hash(row)
    return rows


def written(files, rows, *, chain: bool):
    files["acts.jsonl"] = "".join(canonical_json(row) + "\n" for row in rows).encode()
    if chain:
        manifest = json.loads(files["manifest.json"])
        manifest["head"] = {"sequence": len(rows), "hash": rows[-1]["hash"]}
        files["manifest.json"] = (canonical_json(manifest) + "\n").encode()
    return files


def everything(files, dice):
    """Contents changed, the chain rewritten around them: seals, closing, digest of the contents, head."""
    before = dict(files)
    changed = dice.choice((edit, ballots))(files, dice)
    rows = [json.loads(line) for line in before["acts.jsonl"].splitlines()]
    last = json.loads(rows[-1]["payload"])
    try:
        last["inputs_hash"] = json.loads(changed["result.json"])["versions"][-1]["inputs_hash"]
    except (KeyError, TypeError, IndexError, AttributeError, ValueError):
        return None
    last["contents_sha256"] = digest({path: raw for path, raw in changed.items() if CONTENTS.fullmatch(path)})
    rows[-1]["payload"] = canonical_json(last)
    return written(changed, rehashed(rows), chain=True)


def summed(files):
    """Manifest and SHA256SUMS made to agree with whatever the files are now."""
    manifest = json.loads(files["manifest.json"])
    paths = sorted((path for path in files if path not in ("manifest.json", "SHA256SUMS")), key=str.encode)
    manifest["files"] = [{"path": p, "bytes": len(files[p]), "sha256": sha256(files[p])} for p in paths]
    if "rules.json" in files:
        manifest["rules_hash"] = sha256(files["rules.json"])
    files["manifest.json"] = (canonical_json(manifest) + "\n").encode()
    return sums_only(files)


def sums_only(files):
    paths = sorted((path for path in files if path != "SHA256SUMS"), key=str.encode)
    files["SHA256SUMS"] = "".join(f"{sha256(files[path])}  {path}\n" for path in paths).encode()
    return files


def manifest_field(files, dice):
    manifest = json.loads(files["manifest.json"])
    holder, key = dice.choice(list(leaves(manifest)))
    holder[key] = other(holder[key], dice)
    files["manifest.json"] = (canonical_json(manifest) + "\n").encode()
    return files


def file_set(files, dice):
    paths = [path for path in files if path not in ("manifest.json", "SHA256SUMS")]
    path = dice.choice(paths)
    match dice.randrange(3):
        case 0:
            del files[path]
        case 1:
            files[f"extra/{dice.randrange(1000)}.txt"] = b"x"
        case _:
            files[path], files["README.txt"] = files["README.txt"], files[path]
    return files


def program(files, dice):
    """A verifier that says yes to everything, or words that mislead."""
    path = dice.choice(("verify.py", "README.txt"))
    files[path] = flip(files[path], dice) if dice.random() < 0.5 else b"print('TODO SE SOSTIENE')\n"
    return files


def or_nothing(forged):
    return None if forged is None else zipped(summed(forged))


MUTATIONS = {
    "1 raw bytes": raw_bytes,
    "2 edited, sums left": lambda files, dice: zipped(edit(files, dice)),
    "2 files added, removed, swapped": lambda files, dice: zipped(file_set(files, dice)),
    "3 edited, sums recomputed": lambda files, dice: zipped(summed(edit(files, dice))),
    "3 ballots forged, sums recomputed": lambda files, dice: zipped(summed(ballots(files, dice))),
    "3 files swapped, sums recomputed": lambda files, dice: zipped(summed(file_set(files, dice))),
    "3 verifier or readme replaced": lambda files, dice: zipped(summed(program(files, dice))),
    "3 manifest edited": lambda files, dice: zipped(sums_only(manifest_field(files, dice))),
    "4 one act, its hash recomputed": lambda files, dice: zipped(summed(acts(files, dice, chain=False))),
    "5 an act and the chain after it": lambda files, dice: zipped(summed(acts(files, dice, chain=True))),
    "6 contents, chain and sums": lambda files, dice: or_nothing(everything(files, dice)),
}


# ---- small things


def nested(value):
    yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nested(item)


def leaves(value):
    """Holder and key of each value that is neither a list nor an object."""
    for holder in nested(value):
        items = holder.items() if isinstance(holder, dict) else enumerate(holder) if isinstance(holder, list) else ()
        for key, item in items:
            if not isinstance(item, dict | list):
                yield holder, key


def other(value, dice):
    if isinstance(value, bool) or value is None:
        return not value
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 2, 100))
    if not value:
        return "x"
    at = dice.randrange(len(value))
    letter = dice.choice("0123456789abcdef")
    return value[:at] + (letter if letter != value[at] else "z") + value[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
