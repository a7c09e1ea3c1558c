"""The desk's navigation inside a space: its own pages, then those that its component declares."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces import registry
from tinkuy.foundation.spaces.access import may_enter
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

register = template.Library()

OWN = (
    (_("Resumen"), "panel:space"),
    (_("Cronograma"), "panel:stages"),
    (_("Documentos"), "panel:documents"),
    (_("Equipo"), "panel:team"),
)


@register.simple_tag(takes_context=True)
def desk_tabs(context: template.Context, space: Space) -> list[dict[str, str]]:
    """The pages of the space that this person may enter: what the route declares, asked of their roles."""
    roles = roles_of(context["request"].user, space)
    declared = [(tab.label, tab.url_name) for tab in registry.component(space.component).desk_tabs]
    tabs = []
    for label, name in (*OWN, *declared, (_("Actos"), "panel:acts")):
        url = reverse(name, args=[space.slug])
        if may_enter(url, roles):
            tabs.append({"label": str(label), "url": url})
    return tabs


@register.simple_tag
def document_title(space: Space, kind: str) -> str:
    """The words for a kind of document of the space; a dash when none is asked."""
    return str(registry.component(space.component).document_kinds.get(kind, kind)) if kind else "—"
