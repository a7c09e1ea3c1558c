"""Separated values in the encodings and separators that officials' programs write (law.md 2.5, STACK.md P14)."""

import csv
import io
from itertools import islice
from pathlib import Path

from charset_normalizer import from_bytes

from ..rules import UnreadableSheet
from ..rules.headers import LINES_TO_LOOK_AT, Headings

_SEPARATORS = ",;\t|"
_ENCODINGS = ["cp1252", "cp850", "utf_16", "utf_16_le", "utf_16_be"]
# Letters that Spanish text has in each of the two old encodings; the wrong one shows box lines and odd signs.
_SPANISH = "áéíóúñüÁÉÍÓÚÑÜ¿¡°ºª«»–—“”´"


def read_delimited(path: Path, headings: Headings) -> tuple[str, list[list[str]]]:
    """How it was read («utf-8, separado por ;») and its rows."""
    text, encoding = decode(path.read_bytes())
    first, _newline, rest = text.partition("\n")
    separator = ""
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        separator, text = first.strip()[4:] or "\t", rest
    separator = separator or best_separator(text, headings)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UnreadableSheet(
            "El archivo de texto está dañado: hay comillas que se abren y no se cierran. Guárdalo de nuevo como CSV."
        ) from error
    name = {"\t": "tabulaciones", "|": "barras"}.get(separator, f"«{separator}»")
    return f"{encoding}, separado por {name}", rows


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8 when it can be; else what reads as Spanish."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig")
    try:
        if b"\x00" not in content[:4096]:
            return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    encoding = _old_encoding(content)
    return content.decode(encoding, errors="replace"), encoding.replace("_", "-")


def _old_encoding(content: bytes) -> str:
    """Of the two old western encodings, the one under which the letters beyond ASCII are those of Spanish."""
    if b"\x00" not in content[:4096]:
        beyond = bytes(byte for byte in content if byte > 127)[:200_000]
        score = {name: _share_of_spanish(beyond, name) for name in ("cp1252", "cp850")}
        if max(score.values()) > 0.8:
            return max(score, key=lambda name: score[name])
    best = from_bytes(content[:400_000], cp_isolation=_ENCODINGS).best()
    return best.encoding if best else "cp1252"


def _share_of_spanish(beyond: bytes, encoding: str) -> float:
    letters = beyond.decode(encoding, errors="replace")
    return sum(letter in _SPANISH for letter in letters) / max(len(letters), 1)


def best_separator(text: str, headings: Headings) -> str:
    """The separator under which most columns are recognised; of equals, the one with most columns."""
    head = "\n".join(islice(io.StringIO(text), 3 * LINES_TO_LOOK_AT))

    def merit(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=separator))
        except csv.Error:
            return (0, 0)
        return (headings.find_header(rows).known, max((len(row) for row in rows), default=0))

    return max(_SEPARATORS, key=merit)
