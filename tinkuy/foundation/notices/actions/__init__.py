from .deadlines import close_deadline, remind, watch_deadline
from .digests import send_digests
from .preferences import forget_person, mute, mute_by_link, read_all, read_notice, set_preference, unmute
from .telling import notify

__all__ = [
    "close_deadline",
    "forget_person",
    "mute",
    "mute_by_link",
    "notify",
    "read_all",
    "read_notice",
    "remind",
    "send_digests",
    "set_preference",
    "unmute",
    "watch_deadline",
]
