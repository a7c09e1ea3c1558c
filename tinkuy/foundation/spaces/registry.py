"""What components offer a space: data, never a view, a model or a callable. Filled in each component's `apps.ready`."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class StageKind:
    key: str
    title: str
    opens: frozenset[str]
    required_document: str = ""


@dataclass(frozen=True)
class NextStep:
    """What a person can do while an act is open: the button's words and the name of the page."""

    act: str
    label: str
    url_name: str


@dataclass(frozen=True)
class Component:
    key: str
    title: str
    entry_url_name: str
    stages: tuple[StageKind, ...]
    next_steps: tuple[NextStep, ...] = ()
    document_kinds: dict[str, str] = field(default_factory=dict)

    def acts_opened_by(self, stage_kind: str) -> frozenset[str]:
        return next((stage.opens for stage in self.stages if stage.key == stage_kind), frozenset())


_components: dict[str, Component] = {}


def register(component: Component) -> None:
    _components[component.key] = component


def component(key: str) -> Component:
    return _components[key]


def components() -> tuple[Component, ...]:
    return tuple(_components.values())
