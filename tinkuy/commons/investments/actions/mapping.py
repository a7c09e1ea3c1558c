"""Somebody of the entity says which column is which; the file is read again, and the next ones are understood."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tinkuy.foundation.shared.refusals import Refused

from ..enums import VersionStatus
from ..models import PortfolioVersion, TaughtColumn
from ..refusals import PortfolioRefusal
from ..rules.mapping import FIELDS, title_key, why_not_map
from .reading import read_again
from .receiving import record_act

_REFUSALS = {"code": PortfolioRefusal.NO_CODE_COLUMN, "name": PortfolioRefusal.NO_NAME_COLUMN}


@transaction.atomic
def teach_columns(*, version: PortfolioVersion, columns: Mapping[str, str], actor: Any, at: datetime) -> None:
    """`columns`: title as written → field, or empty for «not that any more». Then the version is read again."""
    held = PortfolioVersion.objects.select_for_update(of=("self",)).select_related("body").get(pk=version.pk)
    if held.status not in (VersionStatus.PREVIEW, VersionStatus.FAILED):
        raise Refused(PortfolioRefusal.NOT_WAITING)
    chosen = {title_key(title): name for title, name in columns.items() if name in FIELDS}
    problem, _colon, name = why_not_map(chosen).partition(":")
    if problem:
        label = FIELDS.get(name, "")
        raise Refused(_REFUSALS.get(problem, PortfolioRefusal.REPEATED_COLUMN), field=label)
    known = TaughtColumn.objects.filter(body=held.body, title__in=[title_key(title) for title in columns])
    known.delete()
    TaughtColumn.objects.bulk_create(
        TaughtColumn(body=held.body, title=title, field=field, taught_at=at, taught_by=actor)
        for title, field in chosen.items()
    )
    record_act(held, "columns_taught", actor=actor, at=at, payload={"columns": chosen})
    read_again(version=held, actor=actor, at=at)
