"""How investments and versions look: their state in a word."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.ui.templatetags.ui import state

from ..enums import VersionStatus
from ..models import PortfolioVersion

register = template.Library()
_LOOKS = {
    VersionStatus.READING: "ongoing",
    VersionStatus.FAILED: "neutral",
    VersionStatus.PREVIEW: "open",
    VersionStatus.CONFIRMED: "neutral",
    VersionStatus.DISCARDED: "neutral",
}


@register.filter
def at(mapping: Mapping[int, str], key: int) -> str:
    return mapping.get(key, "")


@register.simple_tag
def investment_state(text: str) -> SafeString:
    """The state as the file says it; closed and deactivated ones look finished."""
    words = fold(text)
    look = "done" if words.startswith("cerrad") else "neutral" if "desactivad" in words else "ongoing"
    return state(look, text.capitalize())


@register.simple_tag
def version_state(version: PortfolioVersion, current: PortfolioVersion | None) -> SafeString:
    if version.status == VersionStatus.CONFIRMED:
        return state("done", _("Vigente")) if version == current else state("neutral", _("Reemplazada"))
    return state(_LOOKS[VersionStatus(version.status)], str(version.get_status_display()))
