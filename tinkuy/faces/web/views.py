from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tinkuy.foundation.accounts.access import signed_in
from tinkuy.foundation.shared.routes import public


@public
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@signed_in
def my_requests(request: HttpRequest) -> HttpResponse:
    return render(request, "web/my_requests.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/403.html", {"reason": str(exception or "")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "web/500.html", status=500)
