from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.spaces.models import Space

from ..models import AccreditationRules, EvidenceRequirement, Segment
from .steps import lock_space


@transaction.atomic
def set_rules(
    *,
    space: Space,
    actor: User | None,
    at: datetime,
    evidence: list[tuple[str, str]] | None = None,
    segments: list[str] | None = None,
    **columns: Any,
) -> AccreditationRules:
    """Writes what the ordinance says about the agents of a space. `evidence`: (kind, applies to), each required;
    `segments`: titles in order. None leaves what there was. What changed is public, with its old value."""
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
