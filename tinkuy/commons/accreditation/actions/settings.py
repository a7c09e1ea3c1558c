from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.spaces.models import Space

from ..models import AccreditationRules, EvidenceRequirement, Segment, VoiceOnlyClass
from ..registry import NAMES
from .steps import lock_space


@transaction.atomic
def set_rules(
    *,
    space: Space,
    actor: User | None,
    at: datetime,
    evidence: list[tuple[str, str]] | None = None,
    segments: list[str] | None = None,
    voice_only: list[str] | None = None,
    **columns: Any,
) -> AccreditationRules:
    """Writes what the ordinance says about the agents of a space. `evidence`: (kind, applies to), each required;
    `segments`: titles in order; `voice_only`: classes without vote. None leaves what there was. What changed is
    public, with its old value."""
    lock_space(space.pk)
    rules = AccreditationRules.objects.filter(space=space).first() or AccreditationRules(space=space)
    changed = {
        name: [str(getattr(rules, name)), str(value)]
        for name, value in columns.items()
        if str(getattr(rules, name)) != str(value)
    }
    for name, value in columns.items():
        setattr(rules, name, value)
    rules.save()
    if evidence is not None:
        _replace_evidence(rules, evidence)
    if segments is not None:
        _set_segments(rules, segments)
    if voice_only is not None:
        rules.voice_only_classes.exclude(agent_class__in=voice_only).delete()
        for agent_class in voice_only:
            VoiceOnlyClass.objects.get_or_create(rules=rules, agent_class=agent_class)
    record(
        chain=space.chain,
        kind="accreditation.set_rules",
        at=at,
        actor_role="coordinator",
        actor_number=actor.pk if actor else None,
        subject_kind="accreditation_rules",
        subject_number=rules.pk,
        subject_label=space.title,
        payload={
            "changed": changed,
            "evidence": [list(pair) for pair in rules.evidence.values_list("kind", "applies_to")],
            "voice_only": list(rules.voice_only_classes.values_list("agent_class", flat=True)),
            "segments": list(rules.segments.values_list("title", flat=True)),
        },
    )
    return rules


def _replace_evidence(rules: AccreditationRules, evidence: list[tuple[str, str]]) -> None:
    rules.evidence.all().delete()
    for kind, applies_to in evidence:
        EvidenceRequirement.objects.create(rules=rules, kind=kind, applies_to=applies_to)


def _set_segments(rules: AccreditationRules, titles: list[str]) -> None:
    """Adds and orders; a segment that is no longer named goes, unless a request holds it (the key protects it)."""
    rules.segments.exclude(title__in=titles).delete()
    for position, title in enumerate(titles):
        Segment.objects.update_or_create(rules=rules, title=title, defaults={"position": position})


def apply_settings(*, space: Space, values: dict[str, Any], actor: User | None, at: datetime) -> None:
    """Writes the settings it is given, by their keys; the columns' constraints hold whatever reaches them."""
    columns = {key.removeprefix("accreditation."): value for key, value in values.items()}
    set_rules(space=space, actor=actor, at=at, **{name: value for name, value in columns.items() if name in NAMES})
