"""A package of a finished process holds to the last byte; whatever is changed in it is named."""

import ast
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import verifier
from tests.factories.packages import made_up_package, zipped
from tinkuy.foundation.audit.rules import act_hash
from tinkuy.foundation.shared.canonical import canonical_json, sha256


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return made_up_package(ballots=40, versions=2)


@pytest.fixture
def check(tmp_path):
    def run(files: dict[str, bytes], **options) -> list[tuple[str, str]]:
        path = tmp_path / "package.zip"
        path.write_bytes(zipped(files))
        return verifier.verify(path, **options)[0]

    return run


def summed(files: dict[str, bytes]) -> dict[str, bytes]:
    """As a forger would: manifest and sums agree with whatever the files are now."""
    manifest = json.loads(files["manifest.json"])
    paths = sorted((path for path in files if path not in ("manifest.json", "SHA256SUMS")), key=str.encode)
    manifest["files"] = [{"path": p, "bytes": len(files[p]), "sha256": sha256(files[p])} for p in paths]
    manifest["rules_hash"] = sha256(files["rules.json"])
    files["manifest.json"] = (canonical_json(manifest) + "\n").encode()
    paths = sorted((path for path in files if path != "SHA256SUMS"), key=str.encode)
    files["SHA256SUMS"] = "".join(f"{sha256(files[path])}  {path}\n" for path in paths).encode()
    return files


def changed(files: dict[str, bytes], name: str, change) -> dict[str, bytes]:
    data = json.loads(files[name])
    change(data)
    return summed({**files, name: (canonical_json(data) + ("" if name == "rules.json" else "\n")).encode()})


def test_an_untouched_package_holds(files, check):
    assert check(files) == []
    assert check(files, head=json.loads(files["manifest.json"])["head"]["hash"]) == []


def test_the_same_content_makes_the_same_bytes(files):
    assert zipped(made_up_package(ballots=40, versions=2)) == zipped(files)


def test_any_zip_program_can_read_it(files, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(files))
    with zipfile.ZipFile(path) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == files


def test_a_folder_with_the_files_is_accepted(files, tmp_path):
    for name, raw in files.items():
        target = tmp_path / "package" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(raw)
    assert verifier.verify(tmp_path / "package")[0] == []
    (tmp_path / "package" / "otro.txt").write_text("x")
    assert verifier.verify(tmp_path / "package")[0] == [("archivos", "sobran archivos: otro.txt.")]


def test_the_copy_inside_runs_alone(files, tmp_path):
    (tmp_path / "verify.py").write_bytes(files["verify.py"])
    (tmp_path / "package.zip").write_bytes(zipped(files))
    done = subprocess.run(
        [sys.executable, "-I", "verify.py", "package.zip", "--json"], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "holds")


def test_the_verifier_shares_no_code_with_the_platform():
    tree = ast.parse(Path(verifier.__file__).read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


CHANGES = {
    "a vote score": (
        "result.json",
        lambda data: data["versions"][-1]["rows"][0].update(vote_score="99.9999"),
        ("resultado", "rehecho con las mismas reglas, result.json es otro."),
    ),
    "an outcome": (
        "result.json",
        lambda data: data["versions"][-1]["rows"][0].update(outcome="reserve"),
        ("resultado", "rehecho con las mismas reglas, result.json es otro."),
    ),
    "an old version": (
        "result.json",
        lambda data: data["versions"][0]["rows"].reverse(),
        ("resultado", "rehecho con las mismas reglas, result.json es otro."),
    ),
    "a weight": (
        "rules.json",
        lambda data: data["settings"].update(technical_weight="0.70", vote_weight="0.30"),
        ("datos del resultado", "«technical_weight» no es el que se congeló."),
    ),
    "an amount that was on the ballot": (
        "projects.json",
        lambda data: data["projects"][0].update(amount="1.00"),
        ("proyectos", "proyecto 2400000: otro monto que en la cédula."),
    ),
    "a rule that fails said to hold": (
        "projects.json",
        lambda data: data["projects"][-1]["eligibility"][1].update(outcome="meets"),
        ("proyectos", "proyecto 2402005, regla «amount»: con 900000.00 y mínimo 3000000.00 resulta «does_not»."),
    ),
    "a missing criterion": (
        "evaluations.json",
        lambda data: data["sheets"][0]["points"].pop("A"),
        ("evaluación técnica", "proyecto 2400000, evaluador 1: faltan criterios; lo que falta no es cero."),
    ),
    "a turnout": (
        "turnout.json",
        lambda data: data["scopes"][0].update(marks=99),
        ("participación", "lista 0601: «marks» dice 99 y es 41."),
    ),
    "a seal": (
        "seals.json",
        lambda data: data[-1].update(root="0" * 64),
        ("compromisos y sellos", "lista MULTI: el sello 2: la raíz no es la de sus compromisos."),
    ),
}


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_with_all_sums_recomputed_is_named(files, check, name):
    file, change, expected = CHANGES[name]
    problems = check(changed(dict(files), file, change))
    assert expected in problems
    assert ("contenido publicado", "lo que hay en el paquete no es lo que quedó registrado al publicarlo.") in problems


@pytest.mark.parametrize("edit", ["drop", "repeat"])
def test_a_dropped_or_repeated_ballot_is_found(files, check, edit):
    head, mark, tail = files["lists/0601.pb"].partition(b"voter_id;vote\n")
    lines = tail.splitlines(keepends=True)
    lines = lines[:-1] if edit == "drop" else [*lines, lines[-1]]
    problems = check(summed({**files, "lists/0601.pb": head + mark + b"".join(lines)}))
    assert "cédulas" in {title for title, _sentence in problems}


def test_an_act_changed_and_hashed_again_breaks_the_chain(files, check):
    rows = [json.loads(line) for line in files["acts.jsonl"].splitlines()]
    rows[2]["actor_role"] = "operator"
    rows[2]["hash"] = act_hash(rows[2])
    raw = "".join(canonical_json(row) + "\n" for row in rows).encode()
    assert ("actos", "el acto 4 no sigue al anterior.") in check(summed({**files, "acts.jsonl": raw}))


def test_a_chain_written_anew_is_told_by_the_published_head(files, check):
    """What nobody can know from the package alone: an act is changed and all after it hashed again."""
    head = json.loads(files["manifest.json"])["head"]["hash"]
    rows = [json.loads(line) for line in files["acts.jsonl"].splitlines()]
    rows[-1]["actor_role"] = "operator"
    rows[-1]["hash"] = act_hash(rows[-1])
    forged = {**files, "acts.jsonl": "".join(canonical_json(row) + "\n" for row in rows).encode()}
    forged = changed(forged, "manifest.json", lambda data: data["head"].update(hash=rows[-1]["hash"]))
    assert check(forged) == []
    sentence = "la cabeza que diste no está en el registro: este no es el registro que se publicó."
    assert check(forged, head=head) == [("actos", sentence)]


def test_bytes_between_files_are_found(files, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(zipped(files) + b"x")
    assert verifier.main([str(path)]) == 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as repacked:
        for name, raw in files.items():
            repacked.writestr(name, raw)
    assert verifier.main([str(path)]) == 1


def test_what_is_no_package_is_unusable(tmp_path, capsys):
    (tmp_path / "carta.txt").write_text("hola")
    assert verifier.main([str(tmp_path / "carta.txt")]) == 2
    assert verifier.main([str(tmp_path / "no.zip")]) == 2
    assert verifier.main([str(tmp_path)]) == 2
    assert "no es un paquete" in capsys.readouterr().out


def test_another_verifier_inside_is_refused_unless_accepted(files, check):
    forged = summed({**files, "verify.py": b"print('TODO SE SOSTIENE')\n"})
    assert [title for title, _sentence in check(forged)] == ["verificador"]
    assert check(forged, other_verifier=True) == []
