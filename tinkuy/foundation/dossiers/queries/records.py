from collections.abc import Sequence

from django.db.models import Count, QuerySet
from django.db.models.functions import Left

from tinkuy.foundation.shared.text import read_code

from ..models import Dossier, Follow


def published() -> QuerySet[Dossier]:
    """What anybody may see. Every public question starts here."""
    return Dossier.objects.exclude(published_at=None)


def by_code(typed: str) -> Dossier | None:
    """The published record of a short code, typed as people copy it from paper (O for 0, I for 1, dashes)."""
    code = read_code(typed.replace("\x00", ""))
    return published().filter(code=code).first() if 0 < len(code) <= 8 else None


def follows(viewer: object, dossier: Dossier) -> bool:
    pk = getattr(viewer, "pk", None)
    return pk is not None and Follow.objects.filter(user_id=pk, dossier=dossier).exists()


def recent(*, kind: str = "", ubigeo: str = "", limit: int = 5) -> Sequence[Dossier]:
    found = published().filter(ubigeo__startswith=ubigeo)
    found = found.filter(kind=kind) if kind else found
    return list(found.order_by("-published_at", "-id")[:limit])


def counts_by_place(*, digits: int, within: str = "") -> dict[str, int]:
    """Published records by the first digits of their place, without those of wider places."""
    inside = published().filter(ubigeo__startswith=within).exclude(ubigeo="").order_by()
    rows = inside.annotate(place=Left("ubigeo", digits)).values_list("place").annotate(count=Count("id"))
    return {place: count for place, count in rows if len(place) == digits}


def counts_by_kind() -> dict[str, int]:
    return dict(published().order_by().values_list("kind").annotate(count=Count("id")))


def followed_by(user: object) -> Sequence[Dossier]:
    """What the person follows and may still be seen, the latest followed first."""
    number = getattr(user, "pk", None)
    if number is None:
        return []
    return list(published().filter(follows__user_id=number).order_by("-follows__since")[:50])
