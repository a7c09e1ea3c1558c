from datetime import datetime

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.notices.actions import notify
from tinkuy.foundation.notices.enums import Reach

from ..models import Dossier


def tell_followers(*, dossier: Dossier, title: str, text: str, key: str, at: datetime) -> int:
    """News of a record for those who follow it: in «Mis avisos», and in the digest of who asked for what they follow.
    The same key tells it once. What is not published has no news."""
    if dossier.published_at is None or not dossier.follower_count:
        return 0
    return notify(
        users=User.objects.filter(follows__dossier=dossier).only("id", "email", "is_active").iterator(chunk_size=2000),
        topic=f"dossier:{dossier.code}",
        topic_label=dossier.title,
        kind="follow",
        title=title,
        text=text,
        url=dossier.path,
        key=key,
        at=at,
        reach=Reach.FOLLOWED,
    )
