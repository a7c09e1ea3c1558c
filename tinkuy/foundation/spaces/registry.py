"""What components offer a space: data, never a view, a model or a callable. Filled in each component's `apps.ready`."""

from dataclasses import dataclass, field
from datetime import datetime

from tinkuy.foundation.shared.text import Words


@dataclass(frozen=True)
class StageKind:
    key: str
    title: Words
    opens: frozenset[str]
    required_document: str = ""


@dataclass(frozen=True)
class NextStep:
    """What a person can do while an act is open: the button's words and the name of the page."""

    act: str
    label: Words
    url_name: str


@dataclass(frozen=True)
class Tab:
    """A page of a space in its navigation; `shown_when` names a document kind that must be published, or is empty."""

    label: Words
    url_name: str
    shown_when: str = ""


@dataclass(frozen=True)
class Component:
    key: str
    title: Words
    entry_url_name: str
    stages: tuple[StageKind, ...]
    next_steps: tuple[NextStep, ...] = ()
    document_kinds: dict[str, Words] = field(default_factory=dict)
    # Where what was decided is, once the process has ended.
    result_url_name: str = ""
    # What citizens see under a space's title, and what its team sees at its desk.
    tabs: tuple[Tab, ...] = ()
    desk_tabs: tuple[Tab, ...] = ()

    def acts_opened_by(self, stage_kind: str) -> frozenset[str]:
        return next((stage.opens for stage in self.stages if stage.key == stage_kind), frozenset())


_components: dict[str, Component] = {}


def register(component: Component) -> None:
    _components[component.key] = component


def component(key: str) -> Component:
    return _components[key]


def components() -> tuple[Component, ...]:
    return tuple(_components.values())


@dataclass(frozen=True)
class RequestRow:
    """Something a person asked for or did, in «Mis trámites». An app offers its own with `queries.requests_of(user)`.

    `look` is one of done, ongoing, decided, open, neutral; `detail` says in a sentence what comes next."""

    title: Words
    look: str
    state: Words
    detail: Words
    url: str
    at: datetime


@dataclass(frozen=True)
class Setting:
    """A rule that differs between ordinances: a typed column of some app, in words, with what it may be.

    `kind`: integer, decimal, boolean, choice, text or date. `choices`: (value, words) pairs of a choice."""

    key: str
    label: Words
    kind: str
    help: Words = ""
    minimum: int | None = None
    maximum: int | None = None
    choices: tuple[tuple[str, Words], ...] = ()
    unit: Words = ""


@dataclass(frozen=True)
class SettingGroup:
    """The settings that an app keeps for a space in columns of its own; keys are «app.column».

    `read`: path of a function `(space) -> dict[key, value]`, with the defaults where nothing was written yet.
    `apply`: path of a function `(*, space, values, actor, at) -> None` that checks and writes the keys it is given,
    in the caller's transaction, and raises `Refused` for a value that its rules do not allow.
    `component`: the component whose spaces have them; empty, all."""

    key: str
    title: Words
    read: str
    apply: str
    settings: tuple[Setting, ...]
    component: str = ""


_setting_groups: dict[str, SettingGroup] = {}


def register_settings(group: SettingGroup) -> None:
    _setting_groups[group.key] = group


def setting_groups(component: str) -> tuple[SettingGroup, ...]:
    """The groups that a space of that component has, in the order in which the apps registered them."""
    return tuple(group for group in _setting_groups.values() if group.component in ("", component))
