from datetime import datetime

from .actions import remind, revoke_ended


def committees(*, at: datetime) -> str:
    """Reminders of reports, and roles whose mandate is over; run twice it does nothing twice."""
    return f"{remind(at=at)} reminders, {revoke_ended(at=at)} roles"
