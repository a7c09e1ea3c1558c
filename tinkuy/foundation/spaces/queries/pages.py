"""What the public pages of spaces show: lists, tabs, documents with their earlier versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from .. import registry
from ..enums import SpaceStatus
from ..models import Space, SpaceDocument, Stage
from .offers import Offer, main_offer, offers, page_url, result_url
from .visibility import visible_to


@dataclass(frozen=True)
class Standing:
    """A space on a card: what one can do in it, and the stage it is in."""

    space: Space
    offer: Offer | None
    stage: Stage | None
    is_running: bool = False
    result_url: str = ""


@dataclass(frozen=True)
class TabLink:
    label: object
    url: str
    exact: bool = False

    def leads_to(self, path: str) -> bool:
        return path == self.url if self.exact else path.startswith(self.url)


@dataclass(frozen=True)
class TabGroup:
    """A heading of the space's navigation and its pages; the heading leads to the first of them."""

    label: object
    tabs: tuple[TabLink, ...]


@dataclass(frozen=True)
class DocumentChain:
    """The document in force and, the newest first, those that it replaced."""

    current: SpaceDocument
    earlier: tuple[SpaceDocument, ...]
    kind_label: object


def listed(viewer: object, *, state: str = "", ubigeo: str = "") -> QuerySet[Space]:
    """Public spaces for a list, with what their cards need. `state`: a status.

    `ubigeo`: those that reach the place: what lies inside it, and the wider ones it lies in."""
    found = visible_to(viewer).exclude(status=SpaceStatus.DRAFT).prefetch_related("stages", "documents")
    if state in SpaceStatus.values:
        found = found.filter(status=state)
    if ubigeo:
        code = ubigeo.replace("\x00", "")[:6]
        found = found.filter(Q(ubigeo__startswith=code) | Q(ubigeo__in=["", code[:2], code[:4]]))
    return found


def open_now(viewer: object, at: datetime, *, limit: int = 6) -> list[Standing]:
    """Published spaces with a stage running at this moment: first those where one can do something, by their close."""
    running = Stage.objects.filter(space=OuterRef("pk"), opens_at__lte=at, closes_at__gt=at)
    spaces = listed(viewer, state=SpaceStatus.PUBLISHED).filter(Exists(running)).order_by("-created_at")[: limit * 3]
    rows = [standing(space, at) for space in spaces]
    return sorted(rows, key=_urgency)[:limit]


def _urgency(row: Standing) -> tuple[bool, datetime]:
    if row.offer and row.offer.is_open:
        return False, row.offer.closes_at
    return True, row.stage.closes_at if row.stage else datetime.max.replace(tzinfo=UTC)


def standing(space: Space, at: datetime) -> Standing:
    stages = list(space.stages.all())
    running = next((stage for stage in stages if stage.opens_at <= at < stage.closes_at), None)
    coming = next((stage for stage in stages if stage.opens_at > at), None)
    return Standing(space, main_offer(offers(space, at)), running or coming, running is not None, result_url(space))


def tabs_of(space: Space) -> list[TabGroup]:
    """The process and its papers, then the pages of its component by group: what has no page yet has no tab."""
    component = registry.component(space.component)
    process = str(_("Proceso"))
    groups = {process: _own_tabs(space, has_file=bool(component.phases))}
    own = groups[process][0].url
    kinds = {document.kind for document in space.documents.all()}
    for tab in component.tabs:
        url = page_url(tab.url_name, space)
        if url and url != own and (not tab.shown_when or tab.shown_when in kinds):
            groups.setdefault(str(tab.group or tab.label), []).append(TabLink(tab.label, url))
    return [TabGroup(label, tuple(tabs)) for label, tabs in groups.items()]


def _own_tabs(space: Space, *, has_file: bool) -> list[TabLink]:
    tabs = [TabLink(_("En una mirada"), page_url("spaces:detail", space), exact=True)]
    if has_file:
        tabs.append(TabLink(_("Expediente"), page_url("spaces:file", space)))
        tabs.append(TabLink(_("Reglas"), page_url("spaces:rules", space)))
    tabs.append(TabLink(_("Documentos"), page_url("spaces:documents", space)))
    tabs.append(TabLink(_("Registro de actos"), page_url("spaces:log", space)))
    return tabs


def document_chain(space: Space) -> Sequence[DocumentChain]:
    """The documents in force, the latest first, each with its earlier versions: nothing published is hidden."""
    documents = {document.pk: document for document in space.documents.select_related("file")}
    replaced = {document.replaces_id for document in documents.values()}
    labels = registry.component(space.component).document_kinds
    chains = []
    for document in documents.values():
        if document.pk in replaced:
            continue
        earlier, before = [], document.replaces_id
        while before:
            earlier.append(documents[before])
            before = documents[before].replaces_id
        chains.append(DocumentChain(document, tuple(earlier), labels.get(document.kind, document.kind)))
    return sorted(chains, key=lambda chain: chain.current.published_at, reverse=True)
