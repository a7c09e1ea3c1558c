"""The desk's navigation inside a space: its own pages, then those that its component declares."""

from django import template
from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces import registry
from tinkuy.foundation.spaces.access import may_enter
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import page_url, roles_of

register = template.Library()

OWN = (
    (_("Resumen"), "panel:space"),
    (_("Expediente"), "panel:file"),
    (_("Cronograma"), "panel:stages"),
    (_("Reglas"), "panel:rules"),
    (_("Documentos"), "panel:documents"),
    (_("Equipo"), "panel:team"),
    (_("Actos"), "panel:acts"),
)


@register.simple_tag(takes_context=True)
def desk_tabs(context: template.Context, space: Space) -> list[dict[str, object]]:
    """The pages of the space that this person may enter, by group: what the route declares, asked of their roles."""
    roles = roles_of(context["request"].user, space)
    declared = [
        (tab.group or _("Trabajo"), tab.label, tab.url_name) for tab in registry.component(space.component).desk_tabs
    ]
    groups: dict[str, list[dict[str, str]]] = {}
    for group, label, name in (*((_("Proceso"), label, name) for label, name in OWN), *declared):
        url = page_url(name, space)
        if url and may_enter(url, roles):
            groups.setdefault(str(group), []).append({"label": str(label), "url": url})
    return [{"title": title, "tabs": tabs} for title, tabs in groups.items()]


@register.simple_tag
def document_title(space: Space, kind: str) -> str:
    """The words for a kind of document of the space; a dash when none is asked."""
    return str(registry.component(space.component).document_kinds.get(kind, kind)) if kind else "—"
