"""A document as a list of blocks: written once, composed as PDF and as DOCX."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph; `is_missing` says that something the document should have is not there."""

    text: str
    is_missing: bool = False


@dataclass(frozen=True)
class Bullets:
    lines: Sequence[str]


@dataclass(frozen=True)
class Table:
    """With its caption and its header row; every cell is text. `widths`: relative, or empty for equal columns."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


Block = Heading | Text | Bullets | Table


def plain(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as plain data, each with its kind: what the composer of PDF reads."""
    return [{"kind": type(block).__name__.lower(), **asdict(block)} for block in blocks]
