"""The reader is kind to what real files have and strict with what would change a count."""

import json
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tinkuy.commons.voting.rules.pabulib import MalformedElection, read_election, write_election

DATA = Path(__file__).parents[2] / "data" / "pabulib"
SMALL = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;"Agua; y riego"
b;40.50;Bosque
VOTES
voter_id;vote
1;a,b
2;
"""


@pytest.mark.parametrize("text", [SMALL, "\ufeff" + SMALL, SMALL.replace("\n", "\r\n"), SMALL.replace("META", "meta")])
def test_marks_line_ends_and_quotes_are_read(text):
    found = read_election(text.encode())
    assert found.projects["a"].name == "Agua; y riego"
    assert found.projects["b"].cost == Decimal("40.50")
    assert [vote.choices for vote in found.votes] == [("a", "b"), ()]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1;a,b", "1;a,z", "Línea 11: el voto nombra el proyecto «z», que no está en la lista."),
        ("1;a,b", "1;a,a", "Línea 11: el voto nombra dos veces el mismo proyecto."),
        ("a;60", "a;sesenta", "Línea 7: el costo del proyecto «a» no es un monto: «sesenta»."),
        ("b;40.50", "a;40.50", "Línea 8: el proyecto «a» está dos veces."),
        ("project_id;cost", "project_id;price", "Línea 6: a la sección PROJECTS le falta la columna «cost»."),
        ("budget;100\n", "", "Falta el presupuesto («budget») en la sección META."),
        ("approval", "runes", "No se sabe contar votos de tipo «runes»."),
        ('"Agua; y riego"', '"Agua', "Línea 7: hay unas comillas que se abren y no se cierran."),
        ("approval", "cumulative", "Línea 11: el voto tiene 2 proyectos y 0 puntajes."),
        ("approval", "choose-1", "Línea 11: el voto nombra más de un proyecto y la votación es de uno solo."),
    ],
)
def test_what_would_change_a_count_is_refused_with_its_line(old, new, message):
    with pytest.raises(MalformedElection) as refusal:
        read_election(SMALL.replace(old, new))
    assert str(refusal.value) == message


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"una carta\nque no es\n", b"META\nkey;value\nbudget;1\n"])
def test_other_files_are_refused(raw):
    with pytest.raises(MalformedElection):
        read_election(raw)


def test_unknown_sections_and_counts_that_differ_are_told():
    found = read_election(
        SMALL.replace("VOTES\n", "DISTRICTS\nid;name\n1;Jesús\nVOTES\n").replace("100\n", "100\nnum_votes;3\n")
    )
    assert found.warnings == (
        "Línea 10: la sección «DISTRICTS» no se conoce y no se leyó.",
        "META dice 3 votos y el archivo tiene 2.",
    )


def test_what_is_written_is_read_back():
    lines = write_election(
        meta={"budget": 100, "vote_type": "approval"},
        projects=[{"project_id": "a", "cost": "60", "name": 'Agua; «y» "riego"'}],
        votes=[{"voter_id": 1, "vote": "a"}, {"voter_id": 2, "vote": ""}],
        project_columns=("project_id", "cost", "name"),
    )
    found = read_election("".join(lines))
    assert found.projects["a"].name == 'Agua; «y» "riego"'
    assert [vote.choices for vote in found.votes] == [("a",), ()]


def test_the_command_counts_a_file_without_a_database():
    out = StringIO()
    call_command("count", DATA / "Netherlands_Assen_2024.pb", "--rule", "equal-shares", "--json", stdout=out)
    data = json.loads(out.getvalue())
    assert data["selected"] == ["3", "9", "11", "2", "13", "14", "5", "6", "12"]
    assert data["cost"] == 76700
    assert data["tally"]["3"] == 43
    assert data["ties"] == [{"projects": ["2", "11"], "chosen": ["11"], "score": "1/24"}]


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    bad = tmp_path / "malo.pb"
    bad.write_text(SMALL.replace("1;a,b", "1;z"))
    with pytest.raises(CommandError, match=r"malo.pb: Línea 11: el voto nombra el proyecto «z»"):
        call_command("count", bad, "--rule", "greedy")
    with pytest.raises(CommandError, match="No se puede leer"):
        call_command("count", tmp_path / "no.pb", "--rule", "greedy")
