"""Pages that say what this is, and the two files that robots read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.dossiers.queries import published
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.spaces.enums import ParticipationLevel


@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "web/about.html")


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "web/privacy.html")


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "web/accessibility.html")


@public
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    return render(request, "web/levels.html", {"levels": list(ParticipationLevel)})


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """The language of the pages, remembered on this device; back to where one was."""
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    answer = redirect(back if safe else "web:home")
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=365 * 24 * 3600, samesite="Lax", httponly=True)
    return answer


@public
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "web/offline.html")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap_url = request.build_absolute_uri("/sitemap.txt")
    lines = [
        "User-agent: *",
        "Disallow: /panel/",
        "Disallow: /cuenta/",
        "Disallow: /buscar/",
        f"Sitemap: {sitemap_url}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """One address per line, the latest first."""
    paths = published().order_by("-published_at").values_list("path", flat=True)[:20_000]
    here = request.build_absolute_uri("/").rstrip("/")
    lines = dict.fromkeys(here + path for path in ("/", "/espacios/", "/territorio/", *paths))
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """What a browser asks for beside a file that is not a page."""
    return redirect(static("ui/mark.svg"), permanent=True)
