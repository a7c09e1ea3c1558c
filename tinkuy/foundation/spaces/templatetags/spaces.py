"""Tags of the pages of a space: its tabs, and what one can do now."""

from django import template
from django.template import Context
from django.urls import reverse

from tinkuy.foundation.spaces import queries
from tinkuy.foundation.spaces.access import may_enter
from tinkuy.foundation.spaces.models import Space

register = template.Library()


@register.inclusion_tag("spaces/_tabs.html", takes_context=True)
def space_tabs(context: Context, space: Space) -> dict[str, object]:
    """The space's own navigation: its groups, and under them the pages of the one where one is."""
    request = context.get("request")
    groups = queries.tabs_of(space)
    here = max(
        (
            (len(str(tab.url)), group, tab)
            for group in groups
            for tab in group.tabs
            if request and tab.leads_to(request.path)
        ),
        key=lambda found: found[0],
        default=(0, None, None),
    )
    return {"groups": groups, "current": here[1], "tab": here[2]}


@register.inclusion_tag("spaces/_next_step.html")
def next_step(offer: queries.Offer | None, timeline_url: str = "") -> dict[str, object]:
    """One button that says what one can do and until when, or why it is shut and since or until when."""
    return {"offer": offer, "timeline_url": timeline_url}


@register.simple_tag(takes_context=True)
def reachable(context: Context, url_name: str, space: Space) -> str:
    """The address of a staff page of the space, or nothing when this person may not enter it."""
    url = reverse(url_name, args=[space.slug])
    return url if may_enter(url, queries.roles_of(context["request"].user, space)) else ""
