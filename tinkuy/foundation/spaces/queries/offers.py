"""What a person can do in a space now, or why not: the button of its page, of its card, of the home."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from tinkuy.foundation.shared.text import Words

from .. import registry
from ..enums import SpaceStatus
from ..models import Space, Stage
from ..refusals import StageRefusal
from .visibility import why_not


@dataclass(frozen=True)
class Offer:
    """An act with its door. Open: until `closes_at`. Shut: for `refusal`, and perhaps from `opens_at` on."""

    act: str
    label: Words
    url: str
    refusal: StageRefusal | None
    opens_at: datetime
    closes_at: datetime

    @property
    def is_open(self) -> bool:
        return self.refusal is None


def offers(space: Space, at: datetime) -> list[Offer]:
    """Every act its component offers to people and that has a page, in the component's order."""
    component = registry.component(space.component)
    found = []
    for step in component.next_steps:
        stages = [stage for stage in space.stages.all() if step.act in component.acts_opened_by(stage.kind)]
        url = page_url(step.url_name, space)
        if not stages or not url:
            continue
        refusal = why_not(space, step.act, at)
        stage = _relevant(stages, at)
        found.append(Offer(step.act, step.label, url, refusal, stage.opens_at, stage.closes_at))
    return found


def main_offer(found: Sequence[Offer]) -> Offer | None:
    """The one to show: the open one that closes first, else the next to open, else the last that shut."""
    if not found:
        return None
    live = [offer for offer in found if offer.is_open]
    if live:
        return min(live, key=lambda offer: offer.closes_at)
    waiting = [offer for offer in found if offer.refusal == StageRefusal.DOCUMENT_MISSING]
    coming = [offer for offer in found if offer.refusal == StageRefusal.NOT_YET_OPEN]
    if waiting or coming:
        return min(waiting or coming, key=lambda offer: offer.opens_at)
    return max(found, key=lambda offer: offer.closes_at)


def result_url(space: Space) -> str:
    """Where the result of a process that ended is; nothing while it runs."""
    name = registry.component(space.component).result_url_name
    return page_url(name, space) if name and space.status == SpaceStatus.FINISHED else ""


def page_url(url_name: str, space: Space) -> str:
    """The address of a page of the space, or nothing while nobody has built it."""
    try:
        return reverse(url_name, kwargs={"slug": space.slug})
    except NoReverseMatch:
        return ""


def _relevant(stages: Sequence[Stage], at: datetime) -> Stage:
    """The stage that is running, else the next one, else the last."""
    ordered = sorted(stages, key=lambda stage: stage.opens_at)
    return next((stage for stage in ordered if stage.closes_at > at), ordered[-1])
