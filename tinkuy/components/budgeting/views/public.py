from django.http import HttpRequest, HttpResponse

from tinkuy.foundation.spaces.access import public_space
from tinkuy.foundation.spaces.models import Space


@public_space
def process(request: HttpRequest, space: Space) -> HttpResponse:
    return HttpResponse("")


@public_space
def project(request: HttpRequest, space: Space, cui: str) -> HttpResponse:
    return HttpResponse("")
