from django.http import HttpRequest, HttpResponse

from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space


@public_space
def result(request: HttpRequest, space: Space, version: int | None = None) -> HttpResponse:
    return HttpResponse("")


@public_space
def download(request: HttpRequest, space: Space, version: int, ending: str) -> HttpResponse:
    return HttpResponse("")


@public_space
def working(request: HttpRequest, space: Space, version: int, cui: str) -> HttpResponse:
    return HttpResponse("")


@public_space
def agreement(request: HttpRequest, space: Space) -> HttpResponse:
    return HttpResponse("")
