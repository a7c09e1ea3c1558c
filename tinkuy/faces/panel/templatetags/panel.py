"""The desk's navigation inside a space: its own pages, then those that its component declares."""

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces import registry
from tinkuy.foundation.spaces.models import Space

register = template.Library()

OWN = (
    (_("Resumen"), "panel:space"),
    (_("Cronograma"), "panel:stages"),
    (_("Documentos"), "panel:documents"),
    (_("Equipo"), "panel:team"),
)


@register.simple_tag
def desk_tabs(space: Space) -> list[dict[str, str]]:
    declared = [(tab.label, tab.url_name) for tab in registry.component(space.component).desk_tabs]
    tabs = []
    for label, name in (*OWN, *declared, (_("Actos"), "panel:acts")):
        try:
            tabs.append({"label": str(label), "url": reverse(name, args=[space.slug])})
        except NoReverseMatch:
            continue
    return tabs


@register.simple_tag
def document_title(space: Space, kind: str) -> str:
    """The words for a kind of document of the space; a dash when none is asked."""
    return str(registry.component(space.component).document_kinds.get(kind, kind)) if kind else "—"
