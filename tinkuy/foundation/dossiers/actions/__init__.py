from .follows import follow, unfollow
from .news import tell_followers
from .records import (
    link,
    open_dossier,
    open_dossiers,
    publish_dossier,
    publish_dossiers,
    refresh_dossier,
    refresh_dossiers,
    withdraw_dossier,
)

__all__ = [
    "follow",
    "link",
    "open_dossier",
    "open_dossiers",
    "publish_dossier",
    "publish_dossiers",
    "refresh_dossier",
    "refresh_dossiers",
    "tell_followers",
    "unfollow",
    "withdraw_dossier",
]
