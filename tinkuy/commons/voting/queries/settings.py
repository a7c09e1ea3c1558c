from typing import Any

from tinkuy.foundation.spaces.models import Space

from ..enums import Channel
from ..models import VotingSettings
from ..rules.runoffs import RunOffRule

COLUMNS = (
    "is_nominal",
    "allows_revote",
    "challenge_hours",
    "has_run_off",
    "takes_web",
    "takes_desk",
    "takes_paper",
    "takes_assembly",
)


def read_settings(space: Space) -> dict[str, Any]:
    """«voting.column» → what the space says, or the default."""
    row = VotingSettings.objects.filter(space=space).first() or VotingSettings()
    return {f"voting.{column}": getattr(row, column) for column in COLUMNS}


def poll_options(space: Space) -> dict[str, Any]:
    """The settings as `create_poll` takes them."""
    values = {key.removeprefix("voting."): value for key, value in read_settings(space).items()}
    channels = tuple(channel for channel in Channel if values.pop(f"takes_{channel}"))
    run_off = RunOffRule() if values.pop("has_run_off") else None
    return {**values, "channels": channels, "run_off": run_off}
