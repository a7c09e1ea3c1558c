"""Which kinds of record exist and how they are called: data, registered by the app that publishes them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tinkuy.foundation.shared.text import Words


@dataclass(frozen=True)
class State:
    """A state in a word; `look` is one of done, ongoing, decided, open, neutral."""

    label: Words
    look: str = "neutral"


@dataclass(frozen=True)
class RecordKind:
    """`key` is what `Dossier.kind` holds; `states` names what `Dossier.state` may hold."""

    key: str
    singular: Words
    plural: Words
    states: Mapping[str, State] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkKind:
    """A step of the thread, read from both ends: «se convirtió en» / «viene de»."""

    key: str
    forward: Words
    back: Words


_kinds: dict[str, RecordKind] = {}
_links: dict[str, LinkKind] = {}


def register_kind(kind: RecordKind) -> None:
    _kinds[kind.key] = kind


def register_link(link: LinkKind) -> None:
    _links[link.key] = link


def kind(key: str) -> RecordKind:
    """An unknown kind answers with its own key: a record is never lost for want of a name."""
    return _kinds.get(key) or RecordKind(key, key, key)


def link_kind(key: str) -> LinkKind:
    return _links.get(key) or LinkKind(key, key, key)
