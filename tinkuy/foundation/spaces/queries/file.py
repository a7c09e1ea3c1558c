"""The legal file: phases and steps in the order of the law, with dates, moves, documents, and what is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from .. import registry
from ..enums import SpaceStatus
from ..models import Space, SpaceDocument, Stage, StageMove, StatusChange
from ..registry import Phase, StageKind
from .pages import DocumentChain, document_chain


@dataclass(frozen=True)
class StepLine:
    """A step: `missing` says in sentences what it lacks; `first` are the dates it had before any move."""

    kind: StageKind
    stage: Stage | None
    moves: tuple[StageMove, ...]
    documents: tuple[DocumentChain, ...]
    look: str
    state: str
    missing: tuple[str, ...]

    @property
    def first(self) -> tuple[datetime, datetime] | None:
        if not self.moves:
            return None
        return self.moves[0].opened_before, self.moves[0].closed_before

    @property
    def title(self) -> str:
        return str(self.kind.title)


@dataclass(frozen=True)
class PhaseLines:
    phase: Phase
    steps: tuple[StepLine, ...]


@dataclass(frozen=True)
class LegalFile:
    phases: tuple[PhaseLines, ...]
    other_documents: tuple[DocumentChain, ...]
    changes: tuple[StatusChange, ...]
    owed_since: datetime | None
    owed_documents: tuple[str, ...]

    @property
    def steps(self) -> list[StepLine]:
        return [step for phase in self.phases for step in phase.steps]

    @property
    def next_step(self) -> StepLine | None:
        """The first step that lacks something or has not ended: what an official does next."""
        dated = [step for step in self.steps if step.stage is not None]
        late = next((step for step in dated if step.missing and step.look == "decided"), None)
        return late or next((step for step in dated if step.look != "done"), None)


def legal_file(space: Space, at: datetime) -> LegalFile:
    """Six queries, however many steps: stages, moves, documents and their files, changes of status."""
    component = registry.component(space.component)
    stages = {stage.kind: stage for stage in space.stages.prefetch_related("moves")}
    chains: dict[str, list[DocumentChain]] = {}
    for chain in document_chain(space):
        chains.setdefault(chain.current.kind, []).append(chain)
    placed: set[str] = set()
    phases = []
    for phase in component.phases:
        steps = []
        for kind in (row for row in component.stages if row.phase == phase.key):
            steps.append(_step(kind, stages.get(kind.key), chains, component.document_kinds, placed, at))
        phases.append(PhaseLines(phase, tuple(steps)))
    others = tuple(chain for kind, rows in chains.items() if kind not in placed for chain in rows)
    since, owed = _owed(space, list(stages.values()), set(chains), at)
    return LegalFile(tuple(phases), others, tuple(space.status_changes.all()), since, owed)


def stages_without_document(at: datetime, *, within: timedelta) -> QuerySet[Stage]:
    """Stages of published spaces that open soon, or should be open, and wait for a document that is not there."""
    published = SpaceDocument.objects.filter(space=OuterRef("space"), kind=OuterRef("required_document"))
    return (
        Stage.objects.filter(space__status=SpaceStatus.PUBLISHED, opens_at__lte=at + within, closes_at__gt=at)
        .exclude(required_document="")
        .exclude(Exists(published))
        .select_related("space__dossier")
        .order_by("pk")
    )


def _step(
    kind: StageKind,
    stage: Stage | None,
    chains: Mapping[str, list[DocumentChain]],
    words: Mapping[str, object],
    placed: set[str],
    at: datetime,
) -> StepLine:
    """Its documents are the one that opens it and the one it leaves, each shown at its first step."""
    required = stage.required_document if stage else kind.required_document
    mine = [name for name in dict.fromkeys((required, kind.deliverable)) if name]
    shown = tuple(chain for name in mine if name not in placed for chain in chains.get(name, ()))
    placed.update(mine)
    lacks_key = bool(required) and required not in chains
    lacks_trace = bool(kind.deliverable) and kind.deliverable not in chains
    look, state = _standing(stage, lacks_key, lacks_trace, at)
    missing = []
    if lacks_key:
        missing.append(_("Para abrirse falta publicar: %(document)s.") % {"document": words.get(required, required)})
    if lacks_trace and kind.deliverable != required:
        name = words.get(kind.deliverable, kind.deliverable)
        missing.append(_("Al terminar debe dejar: %(document)s.") % {"document": name})
    return StepLine(kind, stage, tuple(stage.moves.all()) if stage else (), shown, look, state, tuple(missing))


def _standing(stage: Stage | None, lacks_key: bool, lacks_trace: bool, at: datetime) -> tuple[str, str]:
    if stage is None:
        return "neutral", _("Sin fecha")
    if at < stage.opens_at:
        return "open", _("Por venir")
    if at < stage.closes_at:
        return ("decided", _("Cerrada: falta su documento")) if lacks_key else ("ongoing", _("En curso"))
    return ("decided", _("Terminó sin su documento")) if lacks_trace else ("done", _("Hecha"))


def _owed(
    space: Space, stages: Sequence[Stage], published: set[str], at: datetime
) -> tuple[datetime | None, tuple[str, ...]]:
    """Since when a process that ended owes people its account (Ley 28056, art. 11): from its last close."""
    component = registry.component(space.component)
    kinds = component.closing_documents
    if not kinds or not stages or published & set(kinds) or space.status in (SpaceStatus.DRAFT, SpaceStatus.ANNULLED):
        return None, ()
    last = max(stage.closes_at for stage in stages)
    is_over = space.status == SpaceStatus.FINISHED or last <= at
    names = tuple(str(component.document_kinds.get(kind, kind)) for kind in kinds)
    return (min(last, at), names) if is_over else (None, ())
