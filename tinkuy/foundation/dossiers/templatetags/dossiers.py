"""Tags for the page of any record: its thread, and its foot with code, QR, follow and share."""

from urllib.parse import quote, urlencode

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse

from tinkuy.foundation.dossiers import queries
from tinkuy.foundation.dossiers.models import Dossier

register = template.Library()


@register.inclusion_tag("dossiers/_thread.html")
def thread(dossier: Dossier) -> dict[str, object]:
    """What the record came from and what came of it; nothing when it stands alone."""
    return {"thread": queries.thread(dossier), "dossier": dossier}


@register.inclusion_tag("dossiers/_record_footer.html", takes_context=True)
def record_footer(context: Context, dossier: Dossier) -> dict[str, object]:
    """Short code and QR, follow, share. A record that is not published has none of it."""
    request = context.get("request")
    viewer = getattr(request, "user", None)
    url = short_url(dossier)
    return {
        "dossier": dossier,
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "is_signed_in": bool(viewer and viewer.is_authenticated),
        "is_following": queries.follows(viewer, dossier),
        "short_url": url,
        "whatsapp_url": "https://wa.me/?" + urlencode({"text": f"{dossier.title} {url}"}, quote_via=quote),
        "mail_url": "mailto:?" + urlencode({"subject": dossier.title, "body": url}, quote_via=quote),
    }


def short_url(dossier: Dossier) -> str:
    """The address to print: the site's own name and the code."""
    return settings.BASE_URL.rstrip("/") + reverse("dossiers:by_code", args=[dossier.code])
