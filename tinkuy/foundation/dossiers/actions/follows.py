from django.db import transaction
from django.db.models import F

from tinkuy.foundation.accounts.models import User

from ..models import Dossier, Follow


@transaction.atomic
def follow(*, dossier: Dossier, actor: User) -> None:
    """Following twice is following once; the count is kept beside the record."""
    _follow, created = Follow.objects.get_or_create(dossier=dossier, user=actor)
    if created:
        Dossier.objects.filter(pk=dossier.pk).update(follower_count=F("follower_count") + 1)


@transaction.atomic
def unfollow(*, dossier: Dossier, actor: User) -> None:
    removed, _by_model = Follow.objects.filter(dossier=dossier, user=actor).delete()
    if removed:
        Dossier.objects.filter(pk=dossier.pk).update(follower_count=F("follower_count") - 1)
