"""Error pages are pages: what happened, why, what to do next."""

import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

_SQLITE_AWAY = ("unable to open", "database is locked", "disk", "readonly")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Without the request: when the database is what failed, the page must not ask it who is reading."""
    if database_is_away(sys.exc_info()[1]):
        response = HttpResponse(loader.render_to_string("web/503.html"), status=503)
        response["Retry-After"] = "10"
        response["Cache-Control"] = "no-store"
        return response
    return HttpResponse(loader.render_to_string("web/500.html"), status=500)


def database_is_away(error: BaseException | None) -> bool:
    """The database does not answer (and will, later); a wrong query is a bug of ours and says so."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    return connection.vendor != "sqlite" or any(words in str(error) for words in _SQLITE_AWAY)
