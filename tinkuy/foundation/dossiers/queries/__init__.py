from .records import by_code, follows, published, recent
from .search import Facet, Hit, SearchPage, search
from .threads import Step, Thread, thread

__all__ = [
    "Facet",
    "Hit",
    "SearchPage",
    "Step",
    "Thread",
    "by_code",
    "follows",
    "published",
    "recent",
    "search",
    "thread",
]
