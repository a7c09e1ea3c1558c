from collections.abc import Mapping
from typing import Any

from ..refusals import SettingsRefusal


def why_not_set(values: Mapping[str, Any], *, is_prepared: bool) -> SettingsRefusal | None:
    """The first setting of the vote that does not hold; `values` are all of them, by their «voting.» keys."""
    if is_prepared:
        return SettingsRefusal.FROZEN
    if not any(values[f"voting.takes_{channel}"] for channel in ("web", "desk", "paper", "assembly")):
        return SettingsRefusal.NO_CHANNEL
    if not 1 <= values["voting.challenge_hours"] <= 720:
        return SettingsRefusal.HOURS
    if values["voting.is_nominal"] and values["voting.takes_paper"]:
        return SettingsRefusal.NOMINAL_PAPER
    return None
