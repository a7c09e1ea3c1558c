#!/usr/bin/env python3
"""Checks a result package and recounts it. Only Python's own library, nothing of the platform: this one file is also
copied into each package as `verify.py`. The format is described in docs/package.md of the platform.

    python verify.py PACKAGE [--head HASH] [--json] [--other-verifier]

PACKAGE is the ZIP or a folder with its files. Ends with 0 (everything holds), 1 (names what does not) or 2 (unusable).
"""

import argparse
import hashlib
import json
import re
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

README = """PAQUETE DEL RESULTADO

Este archivo contiene todo lo que hace falta para volver a contar la votación, rehacer los puntajes y el orden de
prioridad, y comprobar que nada cambió después del cierre. No hay que creerle a nadie: se puede rehacer.

Para comprobarlo (solo necesita Python 3.11 o posterior, sin internet):

    python verify.py EL_ARCHIVO_QUE_DESCARGASTE.zip

Para que la comprobación sea completa, añade la cabeza del registro de actos que está impresa en el acta:

    python verify.py EL_ARCHIVO_QUE_DESCARGASTE.zip --head CABEZA

Archivos: rules.json (reglas congeladas antes de votar), lists (cédulas anónimas de cada lista, formato Pabulib),
commitments (compromisos de cada cédula), batches.json (lotes de papel y de asamblea), seals.json (sellos),
turnout.json (participación), roll.json (padrón publicado), projects.json (candidatos y reglas de impacto),
evaluations.json (evaluación técnica), result.json (resultado, con cada versión), acts.jsonl (registro encadenado de
actos), manifest.json y SHA256SUMS (lista y huellas).
"""

FIXED = {
    "README.txt", "SHA256SUMS", "acts.jsonl", "batches.json", "evaluations.json", "manifest.json", "projects.json",
    "result.json", "roll.json", "rules.json", "seals.json", "turnout.json", "verify.py",
}  # fmt: skip
ACT_FIELDS = (
    "chain", "sequence", "at", "kind", "actor_role", "actor_number",
    "subject_kind", "subject_number", "subject_label", "payload", "previous_hash",
)  # fmt: skip
CONTENTS = re.compile(
    r"(lists/.*|commitments/.*|batches\.json|rules\.json|roll\.json|seals\.json|turnout\.json|projects\.json"
    r"|evaluations\.json|result\.json)"
)
BATCH_FIELDS = {
    "act_hash", "ballots", "blank", "box", "channel", "declared_ballots", "incidents", "null", "number", "place",
    "reason", "replaces", "scope", "signatures", "state", "valid", "votes",
}  # fmt: skip
UNREADABLE = (KeyError, ValueError, TypeError, IndexError, AttributeError, InvalidOperation, ArithmeticError, OSError)
CHUNK = 1 << 20
# Above this many hashes the roots of intermediate seals are left out (and said so), unless --all-seals.
HASH_BUDGET = 60_000_000


class Unusable(Exception):
    """What was given is not a package that can be read at all."""


class Broken(Exception):
    """Something does not hold; the words say what."""


# ------------------------------------------------------------------------------------------- reading


class Part:
    """A slice of an open file, read from its start each time it is asked for."""

    def __init__(self, path: Path, start: int, size: int) -> None:
        self.path, self.start, self.size = path, start, size

    def chunks(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            file.seek(self.start)
            left = self.size
            while left:
                piece = file.read(min(CHUNK, left))
                if not piece:
                    raise Broken("El archivo termina antes de tiempo.")
                left -= len(piece)
                yield piece

    def read(self) -> bytes:
        return b"".join(self.chunks())

    def lines(self) -> Iterator[bytes]:
        """Lines without their line feed; the last one must have it."""
        rest = b""
        for piece in self.chunks():
            *whole, rest = (rest + piece).split(b"\n")
            yield from whole
        if rest:
            raise Broken("La última línea no termina en un salto de línea.")

    def digest(self) -> str:
        total = hashlib.sha256()
        for piece in self.chunks():
            total.update(piece)
        return total.hexdigest()

    def checksum(self) -> int:
        total = 0
        for piece in self.chunks():
            total = zlib.crc32(piece, total)
        return total


def open_package(path: Path) -> dict[str, Part]:
    """Path inside the package → its bytes. A ZIP must be byte by byte the one that its content makes."""
    if path.is_dir():
        return {
            found.relative_to(path).as_posix(): Part(found, 0, found.stat().st_size)
            for found in sorted(path.rglob("*"))
            if not found.is_dir()
        }
    try:
        with path.open("rb") as file:
            start = file.read(2)
    except OSError as error:
        raise Unusable(f"No se puede abrir «{path}»: {error.strerror}.") from error
    if start != b"PK":
        raise Unusable(f"«{path}» no es un paquete: no es un ZIP ni una carpeta.")
    return read_container(path)


def read_container(path: Path) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    directory = b""
    size = path.stat().st_size
    with path.open("rb") as file:
        while True:
            offset = file.tell()
            head = file.read(30)
            if head[:4] == b"PK\x01\x02" or head[:4] == b"PK\x05\x06":
                break
            if len(head) < 30 or head[:4] != b"PK\x03\x04":
                raise Broken("El contenedor ZIP no es el que corresponde: hay bytes de más o cambiados entre archivos.")
            crc, packed, plain, name_size, _extra = struct.unpack("<IIIHH", head[14:30])
            raw = file.read(name_size)
            name = raw.decode("utf-8", "strict")
            if head != local_header(raw, crc, plain) or packed != plain or name in parts:
                raise Broken(f"El contenedor ZIP no es el que corresponde: encabezado de «{name}».")
            part = Part(path, file.tell(), plain)
            if part.start + plain > size or part.checksum() != crc:
                raise Broken(f"El contenedor ZIP no es el que corresponde: contenido de «{name}».")
            parts[name] = part
            directory += directory_entry(raw, crc, plain, offset)
            file.seek(plain, 1)
        expected = directory + end_record(len(parts), len(directory), offset)
        file.seek(offset)
        if file.read(len(expected) + 1) != expected:
            raise Broken("El contenedor ZIP no es el que corresponde: el directorio final fue cambiado.")
    if list(parts) != sorted(parts, key=str.encode):
        raise Broken("El contenedor ZIP no es el que corresponde: los archivos no están en orden.")
    return parts


def local_header(name: bytes, crc: int, size: int) -> bytes:
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0x0800, 0, 0, 33, crc, size, size, len(name), 0)


def directory_entry(name: bytes, crc: int, size: int, offset: int) -> bytes:
    mode = 0o100644 << 16
    fields = (0x02014B50, 0x0314, 20, 0x0800, 0, 0, 33, crc, size, size, len(name), 0, 0, 0, 0, mode, offset)
    return struct.pack("<IHHHHHHIIIHHHHHII", *fields) + name


def end_record(files: int, size: int, offset: int) -> bytes:
    return struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, files, files, size, offset, 0)


# ------------------------------------------------------------------------------------------- words


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def parse(raw: bytes, name: str) -> Any:
    """JSON in canonical form: what is read says the same bytes when written again. Floats do not exist."""

    def no_float(text: str) -> Any:
        raise Broken(f"{name}: hay un número con decimales fuera de comillas ({text}).")

    text = raw.decode("utf-8")
    value = json.loads(text, parse_float=no_float, parse_constant=no_float)
    if canonical(value) != text:
        raise Broken(f"{name}: no está en forma canónica.")
    return value


def rounded(value: Fraction) -> str:
    """Half up, four decimals."""
    scaled = value * 10**4
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return f"{whole // 10**4}.{whole % 10**4:04d}"


def amount(value: Any) -> Decimal:
    """Soles with at most two decimals, as text."""
    if not isinstance(value, str) or not re.fullmatch(r"\d+(\.\d\d?)?", value):
        raise Broken(f"«{value}» no es un monto.")
    return Decimal(value).quantize(Decimal("0.01"))


def demand(holds: bool, sentence: str) -> None:
    if not holds:
        raise Broken(sentence)


def merkle_levels() -> tuple[Callable[[str], None], Callable[[], str]]:
    """Feeds sorted commitments one by one; the memory is that of one branch (the tree of RFC 6962)."""
    branch: list[tuple[int, bytes]] = []

    def add(commitment: str) -> None:
        height, node = 0, hashlib.sha256(b"\x00" + bytes.fromhex(commitment)).digest()
        while branch and branch[-1][0] == height:
            node = hashlib.sha256(b"\x01" + branch.pop()[1] + node).digest()
            height += 1
        branch.append((height, node))

    def root() -> str:
        if not branch:
            return hashlib.sha256(b"").hexdigest()
        node = branch[-1][1]
        for _height, left in reversed(branch[:-1]):
            node = hashlib.sha256(b"\x01" + left + node).digest()
        return node.hex()

    return add, root


# ------------------------------------------------------------------------------------------- checks


class Verification:
    """Each `check_` is one promise; what an earlier one read is kept for the later ones."""

    def __init__(self, parts: dict[str, Part], *, head: str, other_verifier: bool, all_seals: bool) -> None:
        self.parts, self.head, self.other_verifier, self.all_seals = parts, head, other_verifier, all_seals
        self.problems: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.digests: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        self.acts: list[dict[str, Any]] = []
        self.tally: dict[str, Counter[str]] = {}
        self.ballots: dict[str, tuple[int, int]] = {}
        self.by_hand: dict[str, Counter[str]] = {}
        self.issued: dict[str, tuple[int, int]] = {}

    CHECKS = (
        ("archivos", "check_files"),
        ("huellas", "check_sums"),
        ("lectura", "check_json"),
        ("verificador", "check_program"),
        ("reglas", "check_rules"),
        ("actos", "check_acts"),
        ("contenido publicado", "check_contents"),
        ("padrón", "check_roll"),
        ("cédulas", "check_ballots"),
        ("lotes contados a mano", "check_batches"),
        ("compromisos y sellos", "check_seals"),
        ("sorteos", "check_draws"),
        ("participación", "check_turnout"),
        ("proyectos", "check_projects"),
        ("evaluación técnica", "check_evaluations"),
        ("datos del resultado", "check_inputs"),
        ("resultado", "check_result"),
    )
    NEEDED = frozenset({"check_files", "check_json"})

    def run(self) -> None:
        for title, name in self.CHECKS:
            try:
                getattr(self, name)()
            except Broken as error:
                self.problems.append((title, str(error)))
            except UNREADABLE as error:
                self.problems.append((title, f"no se puede leer ({type(error).__name__}: {error})."))
            if self.problems and name in self.NEEDED:
                return

    def complain(self, title: str, sentence: str) -> None:
        self.problems.append((title, sentence))

    # ---- files

    def check_files(self) -> None:
        missing = FIXED - set(self.parts)
        demand(not missing, f"faltan archivos: {', '.join(sorted(missing))}.")
        keys = [scope["key"] for scope in json.loads(self.parts["rules.json"].read())["scopes"]]
        expected = FIXED | {f"lists/{key}.pb" for key in keys} | {f"commitments/{key}.txt" for key in keys}
        demand(not expected - set(self.parts), f"faltan archivos: {', '.join(sorted(expected - set(self.parts)))}.")
        demand(not set(self.parts) - expected, f"sobran archivos: {', '.join(sorted(set(self.parts) - expected))}.")

    def check_sums(self) -> None:
        self.digests = {name: part.digest() for name, part in self.parts.items()}
        names = sorted((name for name in self.parts if name != "SHA256SUMS"), key=str.encode)
        expected = "".join(f"{self.digests[name]}  {name}\n" for name in names)
        if self.parts["SHA256SUMS"].read() != expected.encode():
            lines = (line.partition("  ") for line in self._text("SHA256SUMS").splitlines())
            written = {name: digest for digest, _, name in lines if name}
            wrong = [name for name in names if written.get(name) != self.digests[name]]
            raise Broken(f"SHA256SUMS no corresponde: {', '.join(wrong) or 'su lista de archivos'}.")

    def check_json(self) -> None:
        for name in sorted(FIXED):
            if name.endswith(".json"):
                raw = self.parts[name].read()
                if name != "rules.json":
                    demand(raw.endswith(b"\n"), f"{name}: no termina en un salto de línea.")
                    raw = raw[:-1]
                self.data[name[:-5]] = parse(raw, name)
        names = sorted((name for name in self.parts if name not in ("manifest.json", "SHA256SUMS")), key=str.encode)
        listed = [{"bytes": self.parts[n].size, "path": n, "sha256": self.digests.get(n, "")} for n in names]
        manifest = self.data["manifest"]
        demand(manifest["format"] == "tinkuy-package" and manifest["format_version"] == 2, "el formato no es el 2.")
        if manifest["files"] != listed:
            self.complain("huellas", "manifest.json no lista los archivos que hay, con su tamaño y su huella.")

    def check_program(self) -> None:
        demand(self._text("README.txt") == README, "README.txt no es el de este formato.")
        if self.other_verifier:
            return
        own = Path(__file__).read_bytes()
        demand(
            self.parts["verify.py"].read() == own,
            "verify.py no es idéntico a este verificador. Si el paquete es de otra versión del programa, consigue el "
            "verificador de una fuente de confianza y usa --other-verifier.",
        )

    # ---- rules and acts

    def check_rules(self) -> None:
        rules, manifest = self.data["rules"], self.data["manifest"]
        digest = self.parts["rules.json"].digest()
        demand(digest == manifest["rules_hash"], "rules.json no tiene la huella que dice manifest.json.")
        for key in ("poll", "space"):
            demand(rules[key] == manifest[key], f"rules.json y manifest.json no dicen el mismo «{key}».")
        settings = rules["settings"]
        weights = Decimal(settings["technical_weight"]) + Decimal(settings["vote_weight"])
        demand(weights == 1, f"los pesos suman {weights} y deben sumar 1.")
        demand(settings["tie_order"][-1] == "draw", "el orden de desempate no termina en el sorteo.")
        for version in self.data["result"]["versions"]:
            demand(version["rules_hash"] == digest, "una versión del resultado se hizo con otras reglas.")
        for scope in rules["scopes"]:
            keys = [option["key"] for option in scope["options"]]
            demand(len(set(keys)) == len(keys) and scope["max_choices"] >= 1, f"la lista {scope['key']} no es válida.")

    def check_acts(self) -> None:
        previous, manifest = "", self.data["manifest"]
        for number, line in enumerate(self.parts["acts.jsonl"].lines(), start=1):
            act = parse(line, f"acts.jsonl, línea {number}")
            demand(set(act) == {*ACT_FIELDS, "hash"}, f"el acto {number} no tiene los campos que debe.")
            hashed = sha256(canonical({name: act[name] for name in ACT_FIELDS}))
            demand(act["sequence"] == number, f"el acto {number} no está en su lugar.")
            demand(act["previous_hash"] == previous, f"el acto {number} no sigue al anterior.")
            demand(act["hash"] == hashed, f"el acto {number} no tiene la huella que dice.")
            demand(act["chain"] == manifest["chain"], f"el acto {number} es de otro registro.")
            previous = act["hash"]
            self.acts.append({**act, "payload": parse(act["payload"].encode(), f"acto {number}")})
        demand(bool(self.acts), "no hay ningún acto.")
        head = manifest["head"]
        demand(
            head == {"sequence": len(self.acts), "hash": previous}, "la cabeza del registro no es la de manifest.json."
        )
        demand(manifest["chain"] == f"space:{manifest['space']}", "el registro no es el de este espacio.")
        if self.head:
            demand(
                any(act["hash"] == self.head for act in self.acts),
                "la cabeza que diste no está en el registro: este no es el registro que se publicó.",
            )
        opened = self._act("voting.poll_opened")
        demand(opened["payload"]["rules_hash"] == manifest["rules_hash"], "la votación se abrió con otras reglas.")

    def check_contents(self) -> None:
        """The act that published this version holds one hash of all the contents and the hash of the inputs."""
        manifest, version = self.data["manifest"], self.data["result"]["versions"][-1]
        demand(
            version["version"] == manifest["result_version"], "manifest.json y result.json no dicen la misma versión."
        )
        demand(version["published_at"] == manifest["published_at"], "no coincide el momento de publicación.")
        published = self.acts[-1]
        demand(published["kind"] == "budgeting.published_result", "el último acto no es la publicación del resultado.")
        payload = published["payload"]
        demand(payload["version"] == version["version"], "el acto de publicación es de otra versión.")
        demand(payload["inputs_hash"] == version["inputs_hash"], "el acto de publicación es de otros datos.")
        demand(published["at"] == version["published_at"], "el acto de publicación es de otro momento.")
        names = sorted((name for name in self.parts if CONTENTS.fullmatch(name)), key=str.encode)
        listed = "".join(f"{self.parts[name].digest()}  {name}\n" for name in names)
        demand(
            payload["contents_sha256"] == sha256(listed),
            "lo que hay en el paquete no es lo que quedó registrado al publicarlo.",
        )
        process = self.data["result"]["process"]
        for key in ("entity", "fiscal_year", "is_demo", "space", "title"):
            demand(process[key] == manifest[key], f"manifest.json y result.json no dicen el mismo «{key}».")
        demand(len(process) == 5, "result.json dice del proceso más de lo que debe.")

    def check_roll(self) -> None:
        roll = self.data["roll"]
        snapshot, people = roll["snapshot"], roll["people"]
        taken = [act["payload"] for act in self._acts("voting.roll_taken")][-1]
        facts = {"number": taken["number"], "source": taken["source"], "row_count": taken["rows"]}
        demand(snapshot == {**facts, "sorted_hash": taken["sorted_hash"]}, "el padrón no es el que se registró.")
        rows = Counter(scope for person in people for scope in person["scopes"])
        known = {scope["key"]: scope["valid"] + scope["annulled"] for scope in roll["scopes"]}
        demand(dict(rows) == {key: count for key, count in known.items() if count}, "el padrón publicado no suma.")
        demand(sum(rows.values()) == snapshot["row_count"], "el padrón tiene otra cantidad de filas.")
        fields = {"annulled", "name", "organization", "scopes", "seat"}
        demand(all(set(person) == fields for person in people), "el padrón trae datos que no debe.")
        demand(people == sorted(people, key=canonical), "el padrón no está en orden.")
        demand(
            self._act("voting.poll_opened")["payload"]["roll"] == snapshot["row_count"], "el padrón creció al abrir."
        )

    # ---- the box

    def check_ballots(self) -> None:
        for scope in self._scopes():
            try:
                self._count(scope)
            except Broken as error:
                self.complain("cédulas", f"lista {scope['key']}: {error}")

    def _count(self, scope: dict[str, Any]) -> None:
        """Two readings: the ballots are counted, then the head of the file is compared with what they say."""
        options = {option["key"] for option in scope["options"]}
        tally: Counter[str] = Counter()
        ballots = blank = repeated = 0
        previous, in_votes = b"", False
        header: list[bytes] = []
        choices: list[str] = []
        for line in self.parts[f"lists/{scope['key']}.pb"].lines():
            if not in_votes:
                header.append(line)
                in_votes = line == b"voter_id;vote"
                continue
            number, _, vote = line.partition(b";")
            ballots += 1
            if number != b"%d" % ballots:
                raise Broken(f"la cédula {ballots} no lleva su número.")
            if vote == previous and ballots > 1:
                repeated += 1
                continue
            if vote < previous:
                raise Broken(f"la cédula {ballots} no está en orden.")
            tally.update(dict.fromkeys(choices, repeated))
            blank += 0 if choices else repeated
            previous, repeated = vote, 1
            choices = vote.decode("utf-8").split(",") if vote else []
            if choices != sorted(set(choices)) or not options.issuperset(choices):
                raise Broken(f"la cédula {ballots} no es válida: «{vote.decode()}».")
            if len(choices) > scope["max_choices"]:
                raise Broken(f"la cédula {ballots} marca más de {scope['max_choices']}.")
        tally.update(dict.fromkeys(choices, repeated))
        blank += 0 if choices else repeated
        self.tally[scope["key"]], self.ballots[scope["key"]] = tally, (ballots, blank)
        demand(header == self._pb_head(scope, tally, ballots), "el encabezado del archivo no es el que corresponde.")

    def _pb_head(self, scope: dict[str, Any], tally: Counter[str], ballots: int) -> list[bytes]:
        rules, manifest = self.data["rules"], self.data["manifest"]
        rows = self.data["result"]["versions"][-1]["rows"]
        won = {row["project"] for row in rows if row["outcome"] == "prioritized"}
        names = {project["cui"]: project["title"] for project in self.data["projects"]["projects"]}
        ceilings = {item["key"]: item["ceiling"] for item in self.data["result"]["versions"][-1]["inputs"]["lists"]}
        meta = {
            "description": rules["title"], "country": "Peru", "unit": manifest["entity"], "subunit": scope["title"],
            "instance": manifest["fiscal_year"], "num_projects": len(scope["options"]), "num_votes": ballots,
            "budget": ceilings[scope["key"]] or rules["settings"]["ceiling"], "vote_type": "approval",
            "rule": "tinkuy-weighted", "date_begin": _day(rules["opens_at"]), "date_end": _day(rules["closes_at"]),
            "min_length": 0, "max_length": scope["max_choices"], "language": "es", "currency": "PEN",
            "rules_hash": manifest["rules_hash"],
        }  # fmt: skip
        lines = ["META", "key;value", *(f"{key};{_cell(value)}" for key, value in meta.items()), "PROJECTS"]
        lines.append("project_id;cost;votes;name;selected")
        for option in scope["options"]:
            key = option["key"]
            cells = (key, option["cost"], tally[key], names[key], int(key in won))
            lines.append(";".join(_cell(cell) for cell in cells))
        return [part.encode() for line in (*lines, "VOTES", "voter_id;vote") for part in line.split("\n")]

    def check_batches(self) -> None:
        """Paper and assemblies: each adds up, is what its act says, and adds to the count of its list."""
        scopes = {scope["key"]: scope for scope in self._scopes()}
        self.by_hand = {key: Counter() for key in scopes}
        batches = self.data["batches"]["batches"]
        demand(set(self.data["batches"]) == {"batches"}, "batches.json trae datos de más.")
        demand([row["number"] for row in batches] == list(range(1, len(batches) + 1)), "falta un lote.")
        demand(len(self._acts("voting.batch_received")) == len(batches), "no están todos los lotes recibidos.")
        for row in batches:
            demand(set(row) == BATCH_FIELDS, f"lote {row['number']}: no tiene los campos que debe.")
            self._batch_act(row)
            if row["state"] == "counted":
                self._batch_sum(row, scopes[row["scope"]])
            else:
                empty = {row[name] for name in ("ballots", "valid", "blank", "null")} == {None} and row["votes"] == {}
                demand(empty, f"lote {row['number']}: no cuenta y trae cuentas.")

    def _batch_act(self, row: dict[str, Any]) -> None:
        """What was received, and the last act on it: counted, observed or reversed, in that order of weight."""
        name, number = f"lote {row['number']}", row["number"]
        received = [act["payload"] for act in self._acts("voting.batch_received") if act["payload"]["batch"] == number]
        demand(len(received) == 1, f"{name}: no consta su recepción.")
        for key in ("box", "channel", "declared_ballots", "incidents", "place", "replaces", "scope", "signatures"):
            demand(received[0][key] == row[key], f"{name}: «{key}» no es lo que se recibió.")
        states = ("reversed", "counted", "observed")
        acts = {
            state: [act for act in self._acts(f"voting.batch_{state}") if act["payload"]["batch"] == number]
            for state in states
        }
        demand(all(len(found) <= 1 for found in acts.values()), f"{name}: hay dos actos que lo cuentan.")
        last = next((state for state in states if acts[state]), "received")
        demand(last == row["state"] and last != "received", f"{name}: dice «{row['state']}» y consta «{last}».")
        act = acts[last][0]
        demand(act["hash"] == row["act_hash"], f"{name}: no es el acto que dice.")
        demand(act["payload"]["reason"] == row["reason"], f"{name}: el motivo no es el que consta.")
        if last == "counted":
            said = {key: row[key] for key in ("ballots", "blank", "channel", "null", "scope", "signatures", "valid")}
            said |= {"votes": row["votes"], "incidents": len(row["incidents"])}
            demand({**act["payload"], **said} == act["payload"], f"{name}: no es lo que se contó.")
            demand(act["payload"]["keyings"] >= 2, f"{name}: no tiene dos digitaciones.")

    def _batch_sum(self, row: dict[str, Any], scope: dict[str, Any]) -> None:
        name, votes = f"lote {row['number']}", row["votes"]
        demand(row["channel"] in self.data["rules"]["channels"], f"{name}: las reglas no admiten ese canal.")
        demand(all(isinstance(count, int) and count >= 0 for count in votes.values()), f"{name}: cuentas negativas.")
        demand(set(votes) == {option["key"] for option in scope["options"]}, f"{name}: otras opciones que la lista.")
        demand(row["signatures"] == row["ballots"], f"{name}: {row['signatures']} firmas y {row['ballots']} cédulas.")
        parts = row["valid"] + row["blank"] + row["null"]
        demand(parts == row["ballots"], f"{name}: válidas, blancas y nulas suman {parts}.")
        total = sum(votes.values())
        demand(row["valid"] <= total <= row["valid"] * scope["max_choices"], f"{name}: {total} marcas no pueden ser.")
        demand(max(votes.values(), default=0) <= row["valid"], f"{name}: una opción pasa de las cédulas válidas.")
        self.tally[scope["key"]].update(votes)
        own = {name: row[name] for name in ("ballots", "valid", "blank", "null", "signatures")}
        self.by_hand[scope["key"]].update({**own, "incidents": len(row["incidents"])})

    def check_draws(self) -> None:
        """A draw was announced with the head of the log before its text was public; its order follows from both."""
        announced = {act["payload"]["draw"]: act for act in self._acts("voting.draw_announced")}
        for held in self._acts("voting.draw_held"):
            facts, number = held["payload"], held["payload"]["draw"]
            before = announced[number]
            demand(before["sequence"] < held["sequence"], f"sorteo {number}: se anunció después.")
            heads = {before["payload"]["head"], before["previous_hash"], facts["head"]}
            demand(len(heads) == 1, f"sorteo {number}: se hizo con otra cabeza del registro.")
            seed = sha256(f"{facts['head']}|{facts['text']}")
            demand(seed == facts["seed"], f"sorteo {number}: la semilla no es la de su cabeza y su texto.")
            order = sorted(before["payload"]["keys"], key=lambda key: sha256(f"{seed}|{key}"))
            demand(order == facts["order"], f"sorteo {number}: rehecho, el orden es otro.")

    def check_seals(self) -> None:
        seals = self.data["seals"]
        order = [scope["key"] for scope in self._scopes()]
        demand(
            [*seals] == sorted(seals, key=lambda seal: (order.index(seal["scope"]), seal["number"])),
            "sellos en desorden.",
        )
        seen: set[bytes] = set()
        for key in order:
            own = [seal for seal in seals if seal["scope"] == key]
            try:
                self._seals_of(key, own, seen)
            except Broken as error:
                self.complain("compromisos y sellos", f"lista {key}: {error}")

    def _seals_of(self, key: str, seals: list[dict[str, Any]], seen: set[bytes]) -> None:
        demand(bool(seals) and [seal["number"] for seal in seals] == list(range(1, len(seals) + 1)), "faltan sellos.")
        size = self.parts[f"commitments/{key}.txt"].size // 67
        everyone = self.all_seals or size * len(seals) <= HASH_BUDGET
        checked = seals if everyone else seals[-1:]
        if not everyone:
            self.notes.append(f"Lista {key}: se comprobó el último sello; los anteriores, con --all-seals.")
        trees = {seal["number"]: merkle_levels() for seal in checked}
        added: Counter[int] = Counter()
        replaced, previous = 0, ""
        for line in self.parts[f"commitments/{key}.txt"].lines():
            match = re.fullmatch(rb"([0-9a-f]{64}) ([1-9]\d{0,6})( replaced)?", line)
            if match is None:
                raise Broken(f"hay una línea que no es un compromiso: «{line[:80].decode(errors='replace')}».")
            commitment, number = match[1].decode(), int(match[2])
            demand(commitment > previous, "los compromisos no están en orden o se repiten.")
            previous = commitment
            replaced += match[3] is not None
            added[number] += 1
            for place, (add, _root) in trees.items():
                if place >= number:
                    add(commitment)
        total = 0
        last = (0, 0)
        for seal in seals:
            total += added[seal["number"]]
            name = f"el sello {seal['number']}"
            demand(seal["commitments"] == total, f"{name} dice {seal['commitments']} compromisos y hay {total}.")
            demand(seal["ballots"] == seal["marks"], f"{name}: cédulas y marcas no son iguales.")
            demand(last[0] <= seal["marks"] <= total and seal["marks"] >= last[1], f"{name}: sus cuentas no crecen.")
            last = (0, seal["marks"])
            if seal["number"] in trees:
                demand(trees[seal["number"]][1]() == seal["root"], f"{name}: la raíz no es la de sus compromisos.")
            self._sealed(seal, name)
        demand(set(added) <= {seal["number"] for seal in seals}, "hay compromisos de un sello que no existe.")
        self.issued[key] = (total, replaced)
        closed = self._act("voting.poll_closed")["payload"]["scopes"][key]
        final = {name: seals[-1][name] for name in ("ballots", "marks", "root")}
        demand(closed == final, "el último sello no es el que se registró al cierre.")

    def _sealed(self, seal: dict[str, Any], name: str) -> None:
        act = next((act for act in self.acts if act["hash"] == seal["act_hash"]), None)
        if act is None or act["kind"] != "voting.batch_sealed":
            raise Broken(f"{name} no está en el registro de actos.")
        facts = {key: seal[key] for key in ("ballots", "commitments", "marks", "number", "root", "scope")}
        demand({**act["payload"], **facts} == act["payload"], f"{name} no es el que se registró.")
        demand(act["payload"]["poll"] == self.data["rules"]["poll"], f"{name} es de otra votación.")
        demand(act["at"] == seal["sealed_at"], f"{name} dice otro momento que su acto.")

    def check_turnout(self) -> None:
        roll = {scope["key"]: scope for scope in self.data["roll"]["scopes"]}
        annulled: Counter[str] = Counter()
        for act in self._acts("voting.roll_entry_annulled"):
            annulled[act["payload"]["scope"]] += bool(act["payload"]["had_voted"])
        scopes = self.data["turnout"]["scopes"]
        demand(
            [row["key"] for row in scopes] == [scope["key"] for scope in self._scopes()], "no están todas las listas."
        )
        for row, scope in zip(scopes, self._scopes(), strict=True):
            key = row["key"]
            ballots, blank = self.ballots[key]
            issued, replaced = self.issued[key]
            hand, participants = self.by_hand[key], row["participants"]
            own = [batch for batch in self.data["batches"]["batches"] if batch["scope"] == key]
            expected = {
                "key": key, "title": scope["title"], "roll": roll[key]["valid"], "marks": ballots + annulled[key],
                "ballots": ballots + hand["ballots"], "valid": ballots - blank + hand["valid"],
                "blank": blank + hand["blank"], "null": hand["null"], "incidents": hand["incidents"],
                "observed": len([batch for batch in own if batch["state"] == "observed"]),
                "participants": participants, "annulled": annulled[key], "replaced": replaced,
            }  # fmt: skip
            demand(sorted(participants) == ["assembly", "desk", "paper", "web"], f"lista {key}: faltan canales.")
            for channel in ("assembly", "paper"):
                signed = sum(
                    batch["signatures"] - len(batch["incidents"])
                    for batch in own
                    if batch["channel"] == channel and batch["state"] != "reversed"
                )
                demand(participants[channel] == signed, f"lista {key}: otra participación ({channel}).")
            for name, value in expected.items():
                demand(row.get(name) == value, f"lista {key}: «{name}» dice {row.get(name)} y es {value}.")
            demand(set(row) == set(expected), f"lista {key}: hay datos de más.")
            demand(issued == row["marks"] + replaced, f"lista {key}: {issued} compromisos y {row['marks']} marcas.")
            demand(participants["web"] + participants["desk"] == row["marks"], f"lista {key}: otra participación.")
            everyone = sum(participants.values())
            demand(everyone <= roll[key]["valid"] + roll[key]["annulled"], f"lista {key}: más votos que padrón.")

    # ---- projects and scores

    def check_projects(self) -> None:
        projects = self.data["projects"]["projects"]
        cuis = [project["cui"] for project in projects]
        demand(cuis == sorted(set(cuis)), "los proyectos no están en orden o se repiten.")
        by_cui = {project["cui"]: project for project in projects}
        for scope in self._scopes():
            for option in scope["options"]:
                project = by_cui[option["key"]]
                name = f"proyecto {option['key']}"
                demand(project["list"] == scope["key"], f"{name}: está en otra lista que en la cédula.")
                demand(Decimal(project["amount"]) == Decimal(option["cost"]), f"{name}: otro monto que en la cédula.")
                frozen = Decimal(option["technical_score"])
                demand(Decimal(project["technical_score"]) == frozen, f"{name}: otro puntaje que en la cédula.")
        for project in projects:
            self._impact(project)

    def _impact(self, project: dict[str, Any]) -> None:
        rules = self.data["projects"]["rule_set"]
        if rules is None:
            return
        facts = {
            "amount": (project["total_cost"], rules["minimum_amount"], True),
            "districts": (project["districts"], rules["minimum_districts"], project["places_are_exact"]),
            "provinces": (project["provinces"], rules["minimum_provinces"], project["places_are_exact"]),
        }
        for finding in project["eligibility"]:
            name = f"proyecto {project['cui']}, regla «{finding['rule']}»"
            if finding["rule"] == "viable":
                words = {True: "meets", False: "does_not", None: "cannot_be_verified"}
                demand(finding["outcome"] == words[project["is_viable"]], f"{name}: el dato dice otra cosa.")
            if finding["rule"] not in facts or finding["outcome"] == "not_applied":
                continue
            value, threshold, is_exact = facts[finding["rule"]]
            if value is None or threshold is None:
                expected = "cannot_be_verified"
            elif Decimal(value) >= Decimal(threshold):
                expected = "meets"
            else:
                expected = "does_not" if is_exact else "cannot_be_verified"
            demand(finding["outcome"] == expected, f"{name}: con {value} y mínimo {threshold} resulta «{expected}».")

    def check_evaluations(self) -> None:
        evaluations, settings = self.data["evaluations"], self.data["rules"]["settings"]
        weights = {item["code"]: Fraction(item["weight"]) for item in evaluations["matrix"]["criteria"]}
        demand(sum(weights.values()) == 100, "los pesos de la matriz no suman 100.")
        for key in ("minimum_evaluators", "spread_threshold"):
            demand(settings.get(key, evaluations[key]) == evaluations[key], f"«{key}» no es el que se congeló.")
        if "matrix" in settings:
            frozen = {item["code"]: Fraction(item["weight"]) for item in settings["matrix"]["criteria"]}
            demand(frozen == weights, "la matriz no es la que se congeló.")
        order = [(sheet["project"], sheet["evaluator"], sheet["round"]) for sheet in evaluations["sheets"]]
        demand(order == sorted(set(order)), "las fichas no están en orden o se repiten.")
        for project in self.data["projects"]["projects"]:
            if project["technical_score"] is not None:
                found = self._technical_score(project["cui"], weights)
                demand(
                    found == project["technical_score"],
                    f"proyecto {project['cui']}: las fichas dan {found} y dice {project['technical_score']}.",
                )

    def _technical_score(self, cui: str, weights: dict[str, Fraction]) -> str:
        evaluations = self.data["evaluations"]
        sheets = [sheet for sheet in evaluations["sheets"] if sheet["project"] == cui]
        last = dict.fromkeys({sheet["evaluator"] for sheet in sheets}, 0)
        for sheet in sheets:
            last[sheet["evaluator"]] = max(last[sheet["evaluator"]], sheet["round"])
        worth = []
        for sheet in sheets:
            if sheet["status"] != "submitted" or sheet["is_annulled"] or sheet["round"] != last[sheet["evaluator"]]:
                continue
            name = f"proyecto {cui}, evaluador {sheet['evaluator']}"
            demand(set(sheet["points"]) == set(weights), f"{name}: faltan criterios; lo que falta no es cero.")
            points = {code: Fraction(value) for code, value in sheet["points"].items()}
            demand(all(0 <= points[code] <= weights[code] for code in points), f"{name}: puntos fuera de rango.")
            worth.append(100 * sum(points.values(), Fraction(0)) / sum(weights.values(), Fraction(0)))
        demand(len(worth) >= evaluations["minimum_evaluators"] > 0, f"proyecto {cui}: faltan evaluadores.")
        spread = max(worth) - min(worth)
        demand(spread <= evaluations["spread_threshold"], f"proyecto {cui}: los evaluadores distan demasiado.")
        return rounded(sum(worth, Fraction(0)) / len(worth))

    # ---- the result

    def check_inputs(self) -> None:
        """What the current version was computed from is what the rest of the package says."""
        settings = self.data["rules"]["settings"]
        version = self.data["result"]["versions"][-1]
        inputs = version["inputs"]
        for key in ("technical_weight", "vote_weight", "ceiling", "remainder_below"):
            if key in settings:
                demand(_number(inputs[key]) == _number(settings[key]), f"«{key}» no es el que se congeló.")
        for key in ("normalization", "tie_order", "fill_rule"):
            demand(inputs[key] == settings[key], f"«{key}» no es el que se congeló.")
        if "lists" in settings:
            frozen = {item["key"]: _number(item["ceiling"]) for item in settings["lists"]}
            now = {item["key"]: _number(item["ceiling"]) for item in inputs["lists"]}
            demand(frozen == now, "los techos de las listas no son los que se congelaron.")
        demand(version["draw_seed"] == version["rules_hash"], "la semilla del sorteo no es la huella de las reglas.")
        turnout = {row["key"]: row for row in self.data["turnout"]["scopes"]}
        for facts in inputs["lists"]:
            row = turnout.get(facts["key"], {"valid": 0, "roll": 0})
            same = facts["valid_ballots"] == row["valid"] and facts["roll"] == row["roll"]
            demand(same, f"lista {facts['key']}: otras cédulas u otro padrón.")
        projects = {project["cui"]: project for project in self.data["projects"]["projects"]}
        on_ballot = {option["key"] for scope in self._scopes() for option in scope["options"]}
        keys = [candidate["key"] for candidate in inputs["candidates"]]
        demand(set(keys) == on_ballot and len(keys) == len(on_ballot), "los candidatos no son los de la cédula.")
        for candidate in inputs["candidates"]:
            project = projects[candidate["key"]]
            expected = {
                "key": project["cui"], "list_key": project["list"], "technical_score": project["technical_score"],
                "votes": self.tally[project["list"]][project["cui"]], "amount": project["amount"],
                "provinces": project["provinces"], "beneficiaries": project["beneficiaries"],
                "viable_on": project["viable_on"], "meets_coverage": project["meets_coverage"],
                "remainder_only": project["remainder_only"],
            }  # fmt: skip
            for name in ("technical_score", "amount"):
                expected[name], candidate = _number(expected[name]), {**candidate, name: _number(candidate[name])}
            for name, value in expected.items():
                demand(
                    candidate.get(name) == value,
                    f"proyecto {candidate['key']}: «{name}» dice {candidate.get(name)} y es {value}.",
                )

    def check_result(self) -> None:
        """Every version is computed again from its inputs and the file written anew, byte by byte."""
        result = self.data["result"]
        numbers = [version["version"] for version in result["versions"]]
        demand(numbers == list(range(1, len(numbers) + 1)), "falta una versión del resultado.")
        demand(all(bool(version["reason"]) for version in result["versions"][1:]), "una corrección no dice su motivo.")
        versions = [recompute(version) for version in result["versions"]]
        again = canonical({"process": result["process"], "versions": versions}) + "\n"
        if again.encode() != self.parts["result.json"].read():
            self.complain("resultado", "rehecho con las mismas reglas, result.json es otro.")
            self._differences(json.loads(again)["versions"])

    def _differences(self, versions: list[dict[str, Any]]) -> None:
        for old, new in zip(self.data["result"]["versions"], versions, strict=True):
            for key in sorted(set(old) | set(new)):
                if key != "rows" and old.get(key) != new.get(key):
                    words = f"versión {new['version']}: «{key}» dice {old.get(key)} y es {new.get(key)}."
                    self.complain("resultado", words[:300])
            for before, after in zip(old["rows"], new["rows"], strict=False):
                if before != after:
                    wrong = [key for key in after if before.get(key) != after[key]]
                    words = f"versión {new['version']}, proyecto {after['project']}: no es {', '.join(wrong)}."
                    self.complain("resultado", words)

    # ---- small things

    def _scopes(self) -> list[dict[str, Any]]:
        return self.data["rules"]["scopes"]

    def _text(self, name: str) -> str:
        return self.parts[name].read().decode("utf-8")

    def _acts(self, kind: str) -> list[dict[str, Any]]:
        poll = self.data["rules"]["poll"]
        return [act for act in self.acts if act["kind"] == kind and act["payload"].get("poll") == poll]

    def _act(self, kind: str) -> dict[str, Any]:
        found = self._acts(kind)
        demand(len(found) == 1, f"en el registro debe haber un acto «{kind}» y hay {len(found)}.")
        return found[0]


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if re.search(r'[;"\r\n]', text) else text


def _day(instant: str) -> str:
    return f"{instant[8:10]}.{instant[5:7]}.{instant[:4]}"


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value)


# ------------------------------------------------------------------------------------------- prioritisation


def recompute(version: dict[str, Any]) -> dict[str, Any]:
    """The version as its inputs make it (docs/package.md, result.json)."""
    inputs = version["inputs"]
    demand(Decimal(inputs["technical_weight"]) + Decimal(inputs["vote_weight"]) == 1, "los pesos no suman 1.")
    rows = ranked(inputs)
    fill(rows, inputs)
    assigned = sum((amount(row["amount"]) for row in rows if row["outcome"] == "prioritized"), Decimal("0.00"))
    return {
        "version": version["version"], "reason": version["reason"], "computed_at": version["computed_at"],
        "published_at": version["published_at"], "rules_hash": version["rules_hash"],
        "inputs_hash": sha256(canonical(inputs)), "draw_seed": inputs["draw_seed"],
        "ceiling": f"{amount(inputs['ceiling']):.2f}",
        "assigned": f"{assigned:.2f}", "balance": f"{amount(inputs['ceiling']) - assigned:.2f}", "inputs": inputs,
        "rows": rows,
    }  # fmt: skip


def ranked(inputs: dict[str, Any]) -> list[dict[str, Any]]:
    bases = {facts["key"]: _base(facts, inputs) for facts in inputs["lists"]}
    candidates = {candidate["key"]: candidate for candidate in inputs["candidates"]}
    rows = [_scored(candidate, bases[candidate["list_key"]], inputs) for candidate in inputs["candidates"]]

    def ties(row: dict[str, Any]) -> list[Any]:
        return [_tie(candidates[row["project"]], name, inputs["draw_seed"]) for name in inputs["tie_order"]]

    rows.sort(key=lambda row: (-Decimal(row["total"]), ties(row)))
    seen: Counter[str] = Counter()
    for place, row in enumerate(rows, start=1):
        seen[row["list"]] += 1
        group = [other for other in rows if other["total"] == row["total"]]
        row.update(position=seen[row["list"]], fill_position=place, tie_criterion="", tied_with=[])
        if len(group) > 1:
            at = next(index for index, other in enumerate(group) if other is row)
            neighbour = group[at - 1] if at else group[1]
            pairs = zip(inputs["tie_order"], ties(row), ties(neighbour), strict=True)
            row["tie_criterion"] = next(name for name, ours, theirs in pairs if ours != theirs)
            row["tied_with"] = [other["project"] for other in group if other is not row]
    return rows


def _base(facts: dict[str, Any], inputs: dict[str, Any]) -> int:
    if inputs["normalization"] == "highest":
        return max((c["votes"] for c in inputs["candidates"] if c["list_key"] == facts["key"]), default=0)
    return facts[{"valid_votes": "valid_ballots", "roll": "roll"}[inputs["normalization"]]]


def _scored(candidate: dict[str, Any], base: int, inputs: dict[str, Any]) -> dict[str, Any]:
    share = Fraction(100 * candidate["votes"], base) if base else Fraction(0)
    score = Fraction(candidate["technical_score"])
    demand(0 <= score <= 100 and 0 <= share <= 100, f"proyecto {candidate['key']}: una parte pasa de 100.")
    technical, vote = Fraction(inputs["technical_weight"]) * score, Fraction(inputs["vote_weight"]) * share
    return {
        "project": candidate["key"], "list": candidate["list_key"], "technical_score": rounded(score),
        "votes": candidate["votes"], "vote_base": base, "vote_score": rounded(share),
        "technical_part": rounded(technical), "vote_part": rounded(vote), "total": rounded(technical + vote),
        "amount": f"{amount(candidate['amount']):.2f}", "remainder_only": candidate["remainder_only"],
    }  # fmt: skip


def _tie(candidate: dict[str, Any], criterion: str, seed: str) -> tuple[bool, Any]:
    if criterion == "draw":
        return (False, sha256(f"{seed}|{candidate['key']}"))
    value = candidate[{"technical": "technical_score"}.get(criterion, criterion)]
    if criterion == "viable_on":
        return (value is None, value or "")
    number = Decimal(value) if value is not None else None
    return (number is None, -(number or 0))


def fill(rows: list[dict[str, Any]], inputs: dict[str, Any]) -> None:
    """Gives out the money in order, list by list and from the common pool, then the remainder."""
    own = {facts["key"]: amount(facts["ceiling"]) for facts in inputs["lists"] if facts["ceiling"] is not None}
    pools = {**own, "": amount(inputs["ceiling"]) - sum(own.values(), Decimal(0))}
    meets = {candidate["key"]: candidate["meets_coverage"] for candidate in inputs["candidates"]}
    stopped: set[str] = set()
    for row in rows:
        pool = row["list"] if row["list"] in own else ""
        before = pools[pool]
        fits = amount(row["amount"]) <= before and pool not in stopped and not row["remainder_only"]
        if fits:
            pools[pool] = before - amount(row["amount"])
        elif inputs["fill_rule"] == "stop" and not row["remainder_only"]:
            stopped.add(pool)
        left_out = "not_prioritized" if row["remainder_only"] else "reserve"
        _place(row, "prioritized" if fits else left_out, before, pools[pool], by_remainder=False)
    left = sum(pools.values(), Decimal(0))
    below = inputs["remainder_below"]
    if below is None or not 0 < left < Decimal(below):
        return
    for row in rows:
        if row["outcome"] == "prioritized" or not meets[row["project"]]:
            continue
        before, fits = left, amount(row["amount"]) <= left
        left -= amount(row["amount"]) if fits else Decimal(0)
        _place(row, "prioritized" if fits else "reserve", before, left, by_remainder=fits)


def _place(row: dict[str, Any], outcome: str, before: Decimal, after: Decimal, *, by_remainder: bool) -> None:
    row.update(outcome=outcome, by_remainder=by_remainder)
    row.update(balance_before=f"{before:.2f}", balance_after=f"{after:.2f}")


# ------------------------------------------------------------------------------------------- program


def verify(
    path: Path, *, head: str = "", other_verifier: bool = False, all_seals: bool = False
) -> tuple[list[tuple[str, str]], list[str], dict[str, Any]]:
    """What does not hold (area, sentence), what should be known, and a few figures. Raises Unusable."""
    try:
        parts = open_package(path)
    except (Broken, UnicodeDecodeError, struct.error) as error:
        return [("contenedor", str(error))], [], {}
    if "manifest.json" not in parts and "rules.json" not in parts:
        raise Unusable(f"«{path}» no es un paquete de resultado: no tiene manifest.json.")
    verification = Verification(parts, head=head, other_verifier=other_verifier, all_seals=all_seals)
    verification.run()
    figures = {
        "ballots": sum(ballots for ballots, _blank in verification.ballots.values()),
        "acts": len(verification.acts),
        "head": verification.acts[-1]["hash"] if verification.acts else "",
        "package_sha256": Part(path, 0, path.stat().st_size).digest() if path.is_file() else "",
    }
    return verification.problems, verification.notes, figures


def main(argv: list[str] | None = None, out: Any = None) -> int:
    parser = argparse.ArgumentParser(
        prog="verify", description="Comprueba un paquete de resultado y lo vuelve a contar."
    )
    parser.add_argument("package", type=Path, help="el ZIP o una carpeta con sus archivos")
    parser.add_argument("--head", default="", help="cabeza del registro de actos, como está impresa en el acta")
    parser.add_argument("--json", action="store_true", help="respuesta para programas")
    parser.add_argument("--other-verifier", action="store_true", help="acepta que verify.py sea de otra versión")
    parser.add_argument("--all-seals", action="store_true", help="rehace también los sellos intermedios muy grandes")
    options = parser.parse_args(argv)
    out = out or sys.stdout
    try:
        problems, notes, figures = verify(
            options.package,
            head=options.head.strip().lower(),
            other_verifier=options.other_verifier,
            all_seals=options.all_seals,
        )
    except Unusable as error:
        print(_json(2, [("paquete", str(error))], [], {}) if options.json else str(error), file=out)
        return 2
    code = 1 if problems else 0
    print(
        _json(code, problems, notes, figures) if options.json else _words(problems, notes, figures, options.head),
        file=out,
    )
    return code


def _json(code: int, problems: list[tuple[str, str]], notes: list[str], figures: dict[str, Any]) -> str:
    found = [{"check": title, "problem": sentence} for title, sentence in problems]
    status = {0: "holds", 1: "broken", 2: "unusable"}[code]
    return json.dumps({"status": status, "problems": found, "notes": notes, **figures}, ensure_ascii=False, indent=1)


def _words(problems: list[tuple[str, str]], notes: list[str], figures: dict[str, Any], head: str) -> str:
    if problems:
        return "\n".join(["NO SE SOSTIENE:", *(f"  [{title}] {sentence}" for title, sentence in problems), *notes])
    lines = [f"TODO SE SOSTIENE: {figures['ballots']} cédulas recontadas, {figures['acts']} actos encadenados."]
    lines.append("El resultado, rehecho con las reglas congeladas, es idéntico byte por byte.")
    lines.append(f"Cabeza del registro: {figures['head']}")
    if not head:
        lines.append("Compárala con la que está impresa en el acta, o repite con --head.")
    return "\n".join([*lines, *notes])


if __name__ == "__main__":
    sys.exit(main())
