"""Presets: an entity's own, answered page by page; and what happens when one starts a process (decision 0004)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.text import slugify

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from .. import registry
from ..enums import PresetStatus, SourceMark
from ..models import Preset, PresetValue, RuleExplanation, RuleOrigin, RuleSource, Space
from ..queries import contradictions_of, typed_value, typed_values
from ..refusals import PresetRefusal, SpaceRefusal
from ..registry import PresetRow, PresetSheet
from ..rules import PREFIX, is_window
from .acts import record_act


@transaction.atomic
def create_preset(
    *, body: PublicBody, component: str, title: str, norm: str, base: PresetSheet | None, actor: User, at: datetime
) -> Preset:
    """A preset of the entity, in preparation, with the values of another or empty."""
    if not title.strip():
        raise Refused(PresetRefusal.TITLE_MISSING)
    preset = Preset.objects.create(
        body=body,
        slug=_free_slug(f"{body.slug}-{title}"),
        title=title.strip(),
        component=component,
        norm=norm,
        based_on=base.key if base else "",
        created_at=at,
    )
    if base:
        PresetValue.objects.bulk_create(PresetValue(preset=preset, **_columns(row)) for row in base.rows)
    _record(preset, "created_preset", actor, at, {"title": preset.title, "norm": norm, "based_on": preset.based_on})
    return preset


@transaction.atomic
def save_answers(*, preset: Preset, answers: Mapping[str, str], actor: User, at: datetime) -> None:
    """Keeps the answers of a page. One that equals what was there keeps its source; a new one is the entity's."""
    locked = _lock_draft(preset)
    before = {row.key: row for row in locked.rows.all()}
    changed = {key: text for key, text in answers.items() if key not in before or before[key].value != text}
    for key, text in changed.items():
        _check(locked.component, key, text)
        fields = {"value": text, "mark": SourceMark.ENTITY, "source": locked.norm, "article": ""}
        PresetValue.objects.update_or_create(preset=locked, key=key, defaults=fields)
    if changed:
        _record(locked, "answered_preset", actor, at, {"values": dict(sorted(changed.items()))})


@transaction.atomic
def finish_preset(*, preset: Preset, actor: User, at: datetime) -> None:
    """From now on processes may start with it. Its contradictions stay as they are: shown, never corrected here."""
    locked = _lock_draft(preset)
    locked.status, locked.finished_at = PresetStatus.READY, at
    locked.save(update_fields=["status", "finished_at"])
    _record(locked, "finished_preset", actor, at, {"title": locked.title})


@transaction.atomic
def import_preset(*, body: PublicBody, data: object, actor: User, at: datetime) -> Preset:
    """A preset from the file of another entity; keys that nobody here knows are kept, and listed."""
    if not isinstance(data, dict) or data.get("format") != "tinkuy-preset" or not isinstance(data.get("rows"), list):
        raise Refused(PresetRefusal.BAD_FILE)
    component, title = str(data.get("component", "")), str(data.get("title", ""))[:200]
    if component not in {known.key for known in registry.components()}:
        raise Refused(PresetRefusal.BAD_FILE)
    rows = tuple(_row(row) for row in data["rows"])
    for row in rows:
        _check(component, row.key, row.value)
    if len({row.key for row in rows}) != len(rows):
        raise Refused(PresetRefusal.BAD_FILE)
    sheet = PresetSheet("", component, title, str(data.get("norm", ""))[:200], rows)
    return create_preset(body=body, component=component, title=title, norm=sheet.norm, base=sheet, actor=actor, at=at)


@transaction.atomic
def apply_preset(
    *, space: Space, sheet: PresetSheet, actor: User, at: datetime, cloned_from: Space | None = None
) -> None:
    """Copies the values into the typed columns of each app, which check them, and keeps what the preset said of each.

    Keys that no group knows yet are kept too: the unit applies them by itself until a module does."""
    if RuleOrigin.objects.filter(space=space).exists():
        raise Refused(PresetRefusal.ALREADY_HAS_RULES)
    values = typed_values(space.component, sheet.values)
    _apply(space, values, actor, at)
    RuleOrigin.objects.create(
        space=space,
        preset_key=sheet.key,
        preset_title=sheet.title,
        norm=sheet.norm,
        cloned_from=cloned_from,
        started_at=at,
    )
    RuleSource.objects.bulk_create(RuleSource(space=space, **_columns(row)) for row in sheet.rows)
    record_act(space, "spaces.applied_preset", actor, at, {"preset": sheet.title, "norm": sheet.norm})


@transaction.atomic
def change_rules(*, space: Space, answers: Mapping[str, str], actor: User, at: datetime) -> None:
    """Changes rules of a process; each app checks its own, and refuses what is frozen."""
    _apply(space, typed_values(space.component, answers), actor, at)
    record_act(space, "spaces.changed_rules", actor, at, {"values": dict(sorted(answers.items()))})


@transaction.atomic
def explain_contradiction(*, space: Space, code: str, ground: str, actor: User, at: datetime) -> RuleExplanation:
    """The coordination says in public why the rules are so; the process may then be published."""
    Space.objects.select_for_update().get(pk=space.pk)
    found = next((row for row in contradictions_of(space) if row.code == code), None)
    if found is None:
        raise Refused(SpaceRefusal.NO_CONTRADICTION)
    if not ground.strip():
        raise Refused(SpaceRefusal.GROUND_MISSING)
    fields = {"sentence": found.sentence[:500], "ground": ground.strip()[:500], "explained_at": at}
    row, _created = RuleExplanation.objects.update_or_create(space=space, code=code, defaults=fields)
    record_act(space, "spaces.explained_contradiction", actor, at, {"code": code, "ground": row.ground})
    return row


def _apply(space: Space, values: Mapping[str, object], actor: User, at: datetime) -> None:
    for group in registry.setting_groups(space.component):
        chosen = {setting.key: values[setting.key] for setting in group.settings if setting.key in values}
        if chosen:
            import_string(group.apply)(space=space, values=chosen, actor=actor, at=at)


def _check(component: str, key: str, text: str) -> None:
    if key.startswith(PREFIX):
        if not is_window(text):
            raise Refused(PresetRefusal.UNKNOWN_KEY, key=key)
    elif key in registry.settings_of(component):
        typed_value(registry.settings_of(component)[key], text)


def _row(data: object) -> PresetRow:
    """A line of an imported file; its mark never says more than that the entity cites it."""
    if not isinstance(data, dict) or not isinstance(data.get("key"), str) or not 0 < len(data["key"]) <= 80:
        raise Refused(PresetRefusal.BAD_FILE)
    mark = str(data.get("mark", ""))
    mark = mark if mark in (SourceMark.CONFIGURATION, SourceMark.DEFAULT) else SourceMark.ENTITY
    texts = [str(data.get(name, "")) for name in ("value", "source", "article")]
    return PresetRow(data["key"], texts[0][:300], mark, texts[1][:200], texts[2][:80])


def _free_slug(words: str) -> str:
    base = slugify(words)[:100]
    taken = set(Preset.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= {sheet.key for sheet in registry.shipped_presets()}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if slug not in taken)


def _columns(row: PresetRow) -> dict[str, str]:
    return {"key": row.key, "value": row.value, "mark": row.mark, "source": row.source, "article": row.article}


def _lock_draft(preset: Preset) -> Preset:
    locked = Preset.objects.select_for_update().select_related("body").get(pk=preset.pk)
    if locked.status != PresetStatus.DRAFT:
        raise Refused(PresetRefusal.ALREADY_READY)
    return locked


def _record(preset: Preset, kind: str, actor: User, at: datetime, payload: dict[str, object]) -> None:
    record(
        chain=f"entity:{preset.body.slug}",
        kind=f"spaces.{kind}",
        at=at,
        actor_role="planning",
        actor_number=actor.pk,
        subject_kind="preset",
        subject_number=preset.pk,
        subject_label=preset.title,
        payload=payload,
    )
