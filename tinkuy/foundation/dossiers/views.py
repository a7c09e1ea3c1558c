"""Short codes: the address that fits on a wall. A code leads to its record, gives its QR and a sheet to print."""

from io import BytesIO

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.accounts.access import signed_in
from tinkuy.foundation.shared.routes import public

from . import actions, queries, registry
from .models import Dossier
from .templatetags.dossiers import short_url


@public
@require_safe
def by_code(request: HttpRequest, code: str) -> HttpResponse:
    return redirect(_path(_published(code)))


@public
@require_safe
@cache_control(public=True, max_age=86400)
def qr(request: HttpRequest, code: str) -> HttpResponse:
    drawing, svg = segno.make(short_url(_published(code)), error="m", micro=False), BytesIO()
    drawing.save(svg, kind="svg", border=3, omitsize=True, dark="#000", light="#fff")
    return HttpResponse(svg.getvalue(), content_type="image/svg+xml")


@public
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    dossier = _published(code)
    context = {"dossier": dossier, "short_url": short_url(dossier), "kind": registry.kind(dossier.kind)}
    return render(request, "dossiers/sheet.html", context)


@signed_in
@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    dossier = _published(code)
    actions.follow(dossier=dossier, actor=request.user)
    messages.success(
        request, _("Lo sigues: sus novedades estarán en «Avisos». Ahí mismo eliges si también llegan por correo.")
    )
    return redirect(_path(dossier))


@signed_in
@require_POST
def unfollow(request: HttpRequest, code: str) -> HttpResponse:
    dossier = _published(code)
    actions.unfollow(dossier=dossier, actor=request.user)
    messages.success(request, _("Ya no lo sigues."))
    return redirect(_path(dossier))


def _published(code: str) -> Dossier:
    dossier = queries.by_code(code)
    if dossier is None:
        raise Http404
    return dossier


def _path(dossier: Dossier) -> str:
    """Only pages of this site: a record cannot lead elsewhere."""
    return dossier.path if url_has_allowed_host_and_scheme(dossier.path, allowed_hosts=None) else "/"
