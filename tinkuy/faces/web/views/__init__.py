from .errors import csrf_failure, forbidden, not_found, server_error
from .home import home, my_requests, results
from .search import search
from .static import about, accessibility, favicon, language, levels, offline, privacy, robots, sitemap
from .territory import place, territory

__all__ = [
    "about",
    "accessibility",
    "csrf_failure",
    "forbidden",
    "home",
    "language",
    "levels",
    "my_requests",
    "not_found",
    "offline",
    "place",
    "privacy",
    "results",
    "favicon",
    "robots",
    "search",
    "server_error",
    "sitemap",
    "territory",
]
