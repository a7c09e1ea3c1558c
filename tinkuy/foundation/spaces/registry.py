"""What components offer a space: data, never a view, a model or a callable. Filled in each component's `apps.ready`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tinkuy.foundation.shared.text import Words


@dataclass(frozen=True)
class StageKind:
    """A step: what it opens, the document it waits for, and for the legal file its phase, who answers for it, the norm
    that asks for it and the kind of document that it leaves behind."""

    key: str
    title: Words
    opens: frozenset[str]
    required_document: str = ""
    phase: str = ""
    actor: Words = ""
    norm: Words = ""
    deliverable: str = ""


@dataclass(frozen=True)
class Phase:
    """A phase of the law, with its steps by `StageKind.phase`."""

    key: str
    title: Words
    norm: Words = ""


@dataclass(frozen=True)
class NextStep:
    """What a person can do while an act is open: the button's words and the name of the page."""

    act: str
    label: Words
    url_name: str


@dataclass(frozen=True)
class Tab:
    """A page of a space in its navigation; `shown_when` names a document kind that must be published, or is empty.

    `group`: the heading under which it stands, once the pages are many."""

    label: Words
    url_name: str
    shown_when: str = ""
    group: Words = ""


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
    phases: tuple[Phase, ...] = ()
    # Kinds of document that close a process: without one of them it «owes» its account to people.
    closing_documents: tuple[str, ...] = ()
    # Path of a pure function (values by key, windows by stage) -> [(Refusal, facts)]: how its rules contradict
    # themselves. A window is (opens, closes), days or instants.
    contradictions: str = ""
    # Where an entity starts a process of this kind from a preset: an entity page.
    start_url_name: str = ""

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
    # Kept and shown, and applied by people: nothing in the program computes with it. Its page says so.
    is_manual: bool = False


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


@dataclass(frozen=True)
class PresetRow:
    """A value of a preset as text, with where it comes from: `mark` is a value of `enums.SourceMark`."""

    key: str
    value: str
    mark: str
    source: str = ""
    article: str = ""


@dataclass(frozen=True)
class PresetSheet:
    """The rules of an ordinance, ready to start a process. Keys «calendar.<stage>» hold days: «01-22/01-29»."""

    key: str
    component: str
    title: str
    norm: str
    rows: tuple[PresetRow, ...]
    level: str = ""
    note: str = ""

    @property
    def values(self) -> dict[str, str]:
        return {row.key: row.value for row in self.rows}


_presets: dict[str, PresetSheet] = {}
_names: dict[str, str] = {}


def register_preset(sheet: PresetSheet) -> None:
    _presets[sheet.key] = sheet


def shipped_presets(component: str = "") -> tuple[PresetSheet, ...]:
    return tuple(sheet for sheet in _presets.values() if component in ("", sheet.component))


def name_rules(names: Mapping[str, str]) -> None:
    """Words for keys that presets use and no group of settings may know yet."""
    _names.update(names)


def rule_name(key: str) -> str:
    return _names.get(key, key)


@dataclass(frozen=True)
class Question:
    """A page of the questionnaire: one thing in plain words, and the settings that answer it."""

    key: str
    title: Words
    help: Words
    settings: tuple[str, ...]


_questions: dict[str, tuple[Question, ...]] = {}


def register_questions(component: str, questions: tuple[Question, ...]) -> None:
    _questions[component] = questions


def questions(component: str) -> tuple[Question, ...]:
    """The pages whose settings some group knows; what no page asks comes last, by group."""
    known = {setting.key: group for group in setting_groups(component) for setting in group.settings}
    pages: list[Question] = []
    asked: set[str] = set()
    for question in _questions.get(component, ()):
        keys = tuple(key for key in question.settings if key in known)
        asked.update(keys)
        if keys:
            pages.append(replace(question, settings=keys))
    for group in setting_groups(component):
        rest = tuple(setting.key for setting in group.settings if setting.key not in asked)
        if rest:
            pages.append(Question(f"otras-{group.key}", group.title, "", rest))
    return tuple(pages)


def settings_of(component: str) -> dict[str, Setting]:
    return {setting.key: setting for group in setting_groups(component) for setting in group.settings}
