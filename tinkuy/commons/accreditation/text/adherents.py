"""The words over the columns of a list of adherents. Read in a process of its own, so it needs nothing else."""

from collections.abc import Sequence

from tinkuy.foundation.sheets.rules.cells import Cell
from tinkuy.foundation.sheets.rules.headers import Columns, Vocabulary

WORDS = Vocabulary(
    {
        "document": ("DNI", "N° de documento", "número de documento", "documento de identidad", "documento"),
        "name": ("apellidos y nombres", "nombres y apellidos", "nombre completo", "nombre", "adherente", "nombres"),
    },
    needed=("document", "name"),
)


def find_header(rows: Sequence[Sequence[Cell]]) -> Columns:
    return WORDS.find(rows)


def why_no_header(columns: Columns) -> str:
    return "No se encontró una cabecera con «DNI» y «Apellidos y nombres». Escribe esos títulos encima de los datos."
