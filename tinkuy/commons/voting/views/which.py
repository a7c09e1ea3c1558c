"""Which poll of the space a page is about."""

from django.http import Http404
from django.utils.translation import gettext as _

from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..models import Poll


def poll_or_404(space: Space, key: str) -> Poll | None:
    """None only for the main poll, still to be prepared: its page says so. Any other exists or not."""
    poll = queries.poll_of(space, key)
    if poll is None and key != queries.MAIN:
        raise Http404(_("Este proceso no tiene esa votación."))
    return poll


def existing_poll(space: Space, key: str) -> Poll:
    poll = poll_or_404(space, key)
    if poll is None:
        raise Http404(_("Este proceso no tiene votación."))
    return poll
