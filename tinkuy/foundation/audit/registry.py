"""How each kind of act is called in public: data, given by the app that records it."""

from collections.abc import Mapping

from tinkuy.foundation.shared.text import Words

_names: dict[str, Words] = {}


def name_acts(names: Mapping[str, Words]) -> None:
    _names.update(names)


def act_name(kind: str) -> Words:
    """A kind that nobody named answers with its own key: an act is never left out."""
    return _names.get(kind, kind)
