"""The words that people write over the columns of a roster. Read in a process of its own, so it needs nothing else."""

from collections.abc import Sequence

from tinkuy.foundation.sheets.rules.cells import Cell
from tinkuy.foundation.sheets.rules.headers import Columns, Vocabulary

WORDS = Vocabulary(
    {
        "document": (
            *("DNI", "N° de documento", "número de documento", "documento de identidad", "nro doc", "documento"),
            "DNI/CE",
        ),
        "document_kind": ("tipo de documento", "tipo doc", "tipo documento"),
        "full_name": ("apellidos y nombres", "nombres y apellidos", "nombre completo", "participante", "agente"),
        "paternal_surname": ("apellido paterno", "paterno", "ap paterno", "primer apellido"),
        "maternal_surname": ("apellido materno", "materno", "ap materno", "segundo apellido"),
        "given_names": ("nombres", "nombre", "prenombres"),
        "sex": ("sexo", "género"),
        "birth_date": ("fecha de nacimiento", "nacimiento", "f nacimiento", "fecha nac", "fec nac"),
        "email": ("correo electrónico", "correo", "email", "e-mail"),
        "phone": ("celular", "teléfono", "móvil", "telefono celular"),
        "organization": (
            *("organización", "nombre de la organización", "institución", "organización o institución", "entidad"),
        ),
        "ruc": ("RUC", "RUC de la organización", "N° RUC"),
        "registry": ("partida registral", "número de registro", "registro", "partida"),
        "founded_on": ("fecha de fundación", "fundación", "fecha de constitución", "constitución"),
        "post": ("cargo", "cargo en la organización"),
        "seat": ("condición", "puesto", "titular/alterno", "titular o alterno", "tipo de delegado"),
        "province": ("provincia",),
        "district": ("distrito",),
    },
    needed=("document", "birth_date", "province"),
)  # fmt: skip


def find_header(rows: Sequence[Sequence[Cell]]) -> Columns:
    return WORDS.find(rows)


def why_no_header(columns: Columns) -> str:
    names = {"document": "«DNI»", "birth_date": "«Fecha de nacimiento»", "province": "«Provincia»"}
    missing = ", ".join(names[name] for name in columns.missing)
    where = f"En la cabecera (fila {columns.line}) falta" if columns.fields else "No se encontró una cabecera con"
    return f"{where} {missing}. Escribe esos títulos en una fila, encima de los datos."
