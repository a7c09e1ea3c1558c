"""Which presets there are, and how two sets of rules differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import Words

from .. import registry
from ..enums import PresetStatus, SourceMark
from ..models import Preset
from ..refusals import PresetRefusal
from ..registry import PresetRow, PresetSheet
from ..rules import PREFIX
from .rules import RuleGroup, RuleLine, same_text, sheet_of, shown
from .visibility import visible_to

_PROCESS = "proceso:"


@dataclass(frozen=True)
class Difference:
    """One rule on both sides; a side without the rule is None."""

    label: Words
    left: RuleLine | None
    right: RuleLine | None
    is_same: bool


def own_presets(body: PublicBody) -> QuerySet[Preset]:
    return Preset.objects.filter(body=body).exclude(status=PresetStatus.RETIRED)


def ready_presets() -> QuerySet[Preset]:
    """Those of every entity that anybody may read and start from."""
    return Preset.objects.filter(status=PresetStatus.READY).select_related("body")


def sheet_of_preset(preset: Preset) -> PresetSheet:
    rows = tuple(PresetRow(row.key, row.value, row.mark, row.source, row.article) for row in preset.rows.all())
    return PresetSheet(preset.slug, preset.component, preset.title, preset.norm, rows)


def find_sheet(key: str, viewer: object) -> PresetSheet:
    """A shipped preset, a ready one of an entity, or the rules of a process that the viewer may know of."""
    for sheet in registry.shipped_presets():
        if sheet.key == key:
            return sheet
    if key.startswith(_PROCESS):
        space = visible_to(viewer).filter(slug=key.removeprefix(_PROCESS)).first()
        if space:
            return sheet_of(space)
    preset = ready_presets().filter(slug=key).first()
    if preset is None:
        raise Refused(PresetRefusal.UNKNOWN)
    return sheet_of_preset(preset)


def preset_data(sheet: PresetSheet) -> dict[str, object]:
    """A preset as a file that another entity reads back."""
    rows = [
        {"key": row.key, "value": row.value, "mark": row.mark, "source": row.source, "article": row.article}
        for row in sheet.rows
    ]
    return {
        "format": "tinkuy-preset",
        "version": 1,
        "component": sheet.component,
        "title": sheet.title,
        "norm": sheet.norm,
        "rows": rows,
    }


def lines_of(sheet: PresetSheet) -> list[RuleGroup]:
    """The rules of a preset by group, then what no module applies yet, then its days."""
    rows = {row.key: row for row in sheet.rows}
    groups = []
    for group in registry.setting_groups(sheet.component):
        lines = tuple(_line(sheet, rows[setting.key]) for setting in group.settings if setting.key in rows)
        if lines:
            groups.append(RuleGroup(group.title, lines))
    known = registry.settings_of(sheet.component)
    waiting = tuple(_line(sheet, row) for row in sheet.rows if row.key not in known and not row.key.startswith(PREFIX))
    days = tuple(_line(sheet, row) for row in sheet.rows if row.key.startswith(PREFIX))
    if waiting:
        groups.append(RuleGroup(_("Reglas que aplica la unidad, aún sin módulo"), waiting))
    return [*groups, *([RuleGroup(_("Calendario que propone"), days)] if days else [])]


def differences(left: PresetSheet, right: PresetSheet, *, everything: bool = False) -> list[Difference]:
    """The rules that differ, or all, in the order of the groups."""
    sides = [{line.key: line for group in lines_of(sheet) for line in group.lines} for sheet in (left, right)]
    keys = list(dict.fromkeys([*sides[0], *sides[1]]))
    known = registry.settings_of(left.component)
    order = {key: place for place, key in enumerate(known)}
    keys.sort(key=lambda key: (order.get(key, len(order)), key.startswith(PREFIX)))
    texts = [sheet.values for sheet in (left, right)]
    found = []
    for key in keys:
        pair = [_plain(known.get(key), side.get(key)) for side in texts]
        line = sides[0].get(key) or sides[1][key]
        found.append(Difference(line.label, sides[0].get(key), sides[1].get(key), pair[0] == pair[1]))
    return [row for row in found if everything or not row.is_same]


def choices_of(component: str, viewer: object) -> Sequence[tuple[str, str]]:
    """What may be compared or started from: key and title, the shipped ones first."""
    shipped = [(sheet.key, sheet.title) for sheet in registry.shipped_presets(component)]
    own = [(row.slug, row.title) for row in ready_presets().filter(component=component)[:200]]
    return [*shipped, *own]


def _line(sheet: PresetSheet, row: PresetRow) -> RuleLine:
    setting = registry.settings_of(sheet.component).get(row.key)
    if row.key.startswith(PREFIX):
        kind = row.key.removeprefix(PREFIX)
        stages = {stage.key: stage.title for stage in registry.component(sheet.component).stages}
        return RuleLine(
            row.key, stages.get(kind, kind), _days(row.value), SourceMark(row.mark), row.source, row.article
        )
    label = setting.label if setting else registry.rule_name(row.key)
    return RuleLine(
        row.key,
        label,
        shown(setting, row.value),
        SourceMark(row.mark),
        row.source,
        row.article,
        is_manual=setting is not None and setting.is_manual,
    )


def _days(text: str) -> str:
    """«01-22/01-29» as «22/01 al 29/01»; «+1:» is the year after."""
    parts = []
    for part in text.split("/"):
        later, _sign, rest = part.rpartition(":")
        month, day = rest.split("-")
        parts.append(f"{day}/{month}" + (_(" del año siguiente") if later else ""))
    return _("%(first)s al %(last)s") % {"first": parts[0], "last": parts[1]} if parts[0] != parts[1] else parts[0]


def _plain(setting: registry.Setting | None, text: str | None) -> str | None:
    return same_text(setting, text) if setting and text is not None else text
