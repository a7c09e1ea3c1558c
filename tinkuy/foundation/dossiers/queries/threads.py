"""The thread: from any record, what it came from and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from tinkuy.foundation.shared.text import Words

from ..models import Dossier, Link
from ..registry import RecordKind, kind, link_kind

MAX_DEPTH = 5
MAX_STEPS = 60


@dataclass(frozen=True)
class Step:
    dossier: Dossier
    words: Words
    depth: int
    kind: RecordKind


@dataclass(frozen=True)
class Thread:
    """`before` from the most distant origin to the nearest; `after` from the nearest outcome on."""

    before: tuple[Step, ...]
    after: tuple[Step, ...]

    def __bool__(self) -> bool:
        return bool(self.before or self.after)


def thread(dossier: Dossier) -> Thread:
    """Published records only; five steps each way, each record once."""
    before = _walk(dossier, here="target", there="source")
    after = _walk(dossier, here="source", there="target")
    return Thread(tuple(reversed(before)), tuple(after))


def _walk(dossier: Dossier, *, here: str, there: str) -> Sequence[Step]:
    seen, front, steps = {dossier.pk}, [dossier.pk], []
    for depth in range(1, MAX_DEPTH + 1):
        links = (
            Link.objects.filter(**{f"{here}__in": front, f"{there}__published_at__isnull": False})
            .select_related(there)
            .order_by("since", "id")[:MAX_STEPS]
        )
        front = []
        for link in links:
            other: Dossier = getattr(link, there)
            if other.pk in seen:
                continue
            seen.add(other.pk)
            front.append(other.pk)
            names = link_kind(link.kind)
            steps.append(Step(other, names.forward if there == "target" else names.back, depth, kind(other.kind)))
        if not front or len(steps) >= MAX_STEPS:
            break
    return steps[:MAX_STEPS]
