from collections.abc import Sequence

from django.db.models import QuerySet

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


def recent(*, kind: str = "", limit: int = 5) -> Sequence[Dossier]:
    found = published().filter(kind=kind) if kind else published()
    return list(found.order_by("-published_at", "-id")[:limit])
