"""The rules of a process in words: each with its value, where it comes from, and how they contradict themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import Words

from .. import registry
from ..enums import SourceMark
from ..models import RuleSource, Space
from ..refusals import PresetRefusal
from ..registry import PresetRow, PresetSheet, Setting
from ..rules import PREFIX, NotAValue, parse_value, windows_of, written

Windows = Mapping[str, tuple[date | datetime, date | datetime]]


@dataclass(frozen=True)
class RuleLine:
    """One rule: its words, its value in words, its source, and what the preset said when it was changed."""

    key: str
    label: Words
    shown: str
    mark: SourceMark
    source: str = ""
    article: str = ""
    original: str = ""
    is_changed: bool = False
    # The unit applies it: the program keeps it and does not compute with it.
    is_manual: bool = False


@dataclass(frozen=True)
class RuleGroup:
    title: Words
    lines: tuple[RuleLine, ...]


@dataclass(frozen=True)
class Contradiction:
    """How the rules contradict themselves, the next step, and the coordination's explanation when there is one."""

    code: str
    sentence: str
    next_step: str
    explanation: str = ""

    @property
    def is_explained(self) -> bool:
        return bool(self.explanation)


def typed_value(setting: Setting, text: str) -> object:
    choices = [value for value, _words in setting.choices]
    try:
        return parse_value(text, setting.kind, minimum=setting.minimum, maximum=setting.maximum, choices=choices)
    except NotAValue as error:
        raise Refused(PresetRefusal.NOT_A_VALUE, label=str(setting.label), why=str(error)) from error


def typed_values(component: str, texts: Mapping[str, str]) -> dict[str, object]:
    """Values of their types for the keys that some group knows; the rest are left out, not lost."""
    known = registry.settings_of(component)
    return {key: typed_value(known[key], text) for key, text in texts.items() if key in known}


def values_of(space: Space) -> dict[str, object]:
    """Every rule in force, from the typed columns of the apps that hold them."""
    found: dict[str, object] = {}
    for group in registry.setting_groups(space.component):
        found.update(import_string(group.read)(space))
    return found


def shown(setting: Setting | None, text: str) -> str:
    """A value in words: «2 días hábiles», «Sí», «Titular y alterno»."""
    if text == "":
        return "—"
    if setting is None or setting.kind == "boolean":
        return {"si": _("Sí"), "no": _("No")}.get(text, text)
    if setting.kind == "choice":
        return str(dict(setting.choices).get(text, text))
    return f"{text} {setting.unit}".strip()


def rules_of(space: Space) -> list[RuleGroup]:
    """By group; at the end what the preset says and no module applies yet."""
    sources = {row.key: row for row in space.rule_sources.all()}
    groups = []
    for group in registry.setting_groups(space.component):
        texts = {key: written(value) for key, value in import_string(group.read)(space).items()}
        lines = tuple(
            replace(_line(setting, texts.get(setting.key, ""), sources.get(setting.key)), is_manual=setting.is_manual)
            for setting in group.settings
        )
        groups.append(RuleGroup(group.title, lines))
    known = registry.settings_of(space.component)
    rest = tuple(_unknown(row) for row in sources.values() if row.key not in known and not row.key.startswith(PREFIX))
    return [*groups, *([RuleGroup(_("Reglas que aplica la unidad, aún sin módulo"), rest)] if rest else [])]


def sheet_of(space: Space) -> PresetSheet:
    """The rules in force as a preset: to compare with one, or to begin another year with them."""
    sources = {row.key: row for row in space.rule_sources.all()}
    texts = {key: written(value) for key, value in values_of(space).items()}
    rows = [_row(key, text, sources.get(key), space) for key, text in texts.items()]
    rest = [row for key, row in sources.items() if key not in texts and not key.startswith(PREFIX)]
    rows += [PresetRow(row.key, row.value, row.mark, row.source, row.article) for row in rest]
    return PresetSheet(f"proceso:{space.slug}", space.component, space.title, space.legal_basis[:200], tuple(rows))


def contradictions_in(sheet: PresetSheet, *, year: int) -> list[Contradiction]:
    values: dict[str, object] = {}
    known = registry.settings_of(sheet.component)
    for key, text in sheet.values.items():
        try:
            values[key] = typed_value(known[key], text) if key in known else _guess(text)
        except Refused:
            continue
    windows = {kind: (window.opens, window.closes) for kind, window in windows_of(sheet.values, year=year).items()}
    return _contradictions(sheet.component, values, windows, {})


def contradictions_of(space: Space, *, windows: Windows | None = None) -> list[Contradiction]:
    """Of the rules in force and of the calendar, with other `windows` on top for a dry run.

    An explanation holds while the contradiction is the same."""
    values: dict[str, object] = {row.key: _guess(row.value) for row in space.rule_sources.all()}
    stages: Windows = {stage.kind: (stage.opens_at, stage.closes_at) for stage in space.stages.all()}
    explained = {(row.code, row.sentence): row.ground for row in space.rule_explanations.all()}
    return _contradictions(space.component, {**values, **values_of(space)}, {**stages, **(windows or {})}, explained)


def unexplained(space: Space) -> list[Contradiction]:
    return [row for row in contradictions_of(space) if not row.is_explained]


def _contradictions(
    component: str, values: Mapping[str, object], windows: Windows, explained: Mapping[tuple[str, str], str]
) -> list[Contradiction]:
    path = registry.component(component).contradictions
    found = []
    for refusal, facts in import_string(path)(values, windows) if path else ():
        refused = Refused(refusal, **facts)
        ground = explained.get((refusal.name, refused.sentence[:500]), "")
        found.append(Contradiction(refusal.name, refused.sentence, refused.next_step, ground))
    return found


def _line(setting: Setting, text: str, source: RuleSource | None) -> RuleLine:
    words = shown(setting, text)
    if source is None:
        return RuleLine(setting.key, setting.label, words, SourceMark.DEFAULT)
    if source.value != text and same_text(setting, source.value) != text:
        original = shown(setting, source.value)
        return RuleLine(setting.key, setting.label, words, SourceMark.ENTITY, original=original, is_changed=True)
    return RuleLine(setting.key, setting.label, words, SourceMark(source.mark), source.source, source.article)


def same_text(setting: Setting, text: str) -> str:
    try:
        return written(typed_value(setting, text))
    except Refused:
        return text


def _unknown(row: RuleSource) -> RuleLine:
    label = registry.rule_name(row.key)
    return RuleLine(row.key, label, shown(None, row.value), SourceMark(row.mark), row.source, row.article)


def _row(key: str, text: str, source: RuleSource | None, space: Space) -> PresetRow:
    if source and (source.value == text or same_text(registry.settings_of(space.component)[key], source.value) == text):
        return PresetRow(key, text, source.mark, source.source, source.article)
    if source:
        return PresetRow(
            key, text, SourceMark.ENTITY, space.legal_basis.splitlines()[0][:200] if space.legal_basis else ""
        )
    return PresetRow(key, text, SourceMark.DEFAULT)


def _guess(text: str) -> object:
    """A value whose type no group tells yet: only what contradictions ask of it."""
    if text in ("si", "no"):
        return text == "si"
    return int(text) if text.isdecimal() else text
