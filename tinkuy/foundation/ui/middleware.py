"""What every answer carries, and the page of a refusal that no view caught."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinkuy.foundation.shared.refusals import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}

_SECRET = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code"}


class HeadersMiddleware:
    """The headers that Django and django-csp do not set (INTEGRITY 3). Pages of somebody signed in stay in no cache."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class RefusalMiddleware:
    """Turns a refusal into a page with its sentence, its rule and the next step."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            context = {"refused": exception, "written": _written(request)}
            return render(request, "ui/refused.html", context, status=exception.status)
        return None


def _written(request: HttpRequest) -> list[str]:
    """What somebody wrote in sentences and would have to write again. Never a password, a code or a document number:
    those are one word, and words chosen from a list come back with the form."""
    if request.method != "POST":
        return []
    texts = [text.strip() for name, texts in request.POST.lists() if name not in _SECRET for text in texts]
    return list(dict.fromkeys(text for text in texts if " " in text))
