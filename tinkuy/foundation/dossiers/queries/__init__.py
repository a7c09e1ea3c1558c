from .records import by_code, counts_by_kind, counts_by_place, followed_by, follows, published, recent
from .search import Facet, Hit, SearchPage, search
from .threads import Step, Thread, thread

__all__ = [
    "Facet",
    "Hit",
    "SearchPage",
    "Step",
    "Thread",
    "by_code",
    "counts_by_kind",
    "counts_by_place",
    "followed_by",
    "follows",
    "published",
    "recent",
    "search",
    "thread",
]
