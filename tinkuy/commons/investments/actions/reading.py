"""The file becomes a preview: what it holds, what is wrong with it, what it would change."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db import transaction

from tinkuy.foundation.shared.refusals import Refused

from ..enums import ChangeKind, IssueKind, VersionStatus
from ..models import PortfolioChange, PortfolioDraft, PortfolioIssue, PortfolioVersion
from ..queries import facts_of, latest_confirmed, place_names, taught_titles
from ..readers import open_table
from ..refusals import PortfolioRefusal
from ..rules.changes import Change, compare, facts
from ..rules.drafts import pack
from ..rules.places import Catalogue
from ..rules.portfolio import NoHeader, Portfolio, UnreadablePortfolio
from ..rules.portfolio import read_portfolio as read_rows
from ..rules.rows import Note
from .receiving import record_act

_UNEXPECTED = "No pudimos leer el archivo por una falla nuestra. Vuelve a intentarlo; si se repite, avísanos."
_BATCH = 1_000


def read_file(
    path: Path, *, near: str = "", unit: int = 1, taught: Mapping[str, str] = MappingProxyType({})
) -> Portfolio:
    """Reads a spreadsheet without storing anything. `near`: the department of the entity (2 digits), for names that
    several departments have; `taught`: titles it explained before. Raises UnreadablePortfolio with a sentence."""
    catalogue = Catalogue(place_names())
    with open_table(path) as table:
        portfolio = read_rows(table.rows, catalogue=catalogue, sheet=table.sheet, unit=unit, near=near, taught=taught)
        portfolio.notes[:0] = [Note("warning", 0, "", "", remark) for remark in table.remarks]
    return portfolio


def read_portfolio(*, version: PortfolioVersion, at: datetime) -> PortfolioVersion:
    """Leaves the version in preview, or failed with the sentence that says why. Reading twice is reading once."""
    if version.status != VersionStatus.READING:
        return version
    try:
        taught = taught_titles(version.body)
        portfolio = read_file(_path(version), near=version.body.ubigeo[:2], unit=version.unit, taught=taught)
    except NoHeader as problem:
        version.head = problem.head
        return _fail(version, str(problem))
    except UnreadablePortfolio as problem:
        return _fail(version, str(problem))
    except Exception:
        _fail(version, _UNEXPECTED)
        raise
    _store(version, portfolio)
    return version


def _path(version: PortfolioVersion) -> Path:
    if version.file is None:
        raise UnreadablePortfolio("El archivo de esta versión ya no está.")
    return Path(version.file.content.path)


@transaction.atomic
def read_again(*, version: PortfolioVersion, actor: Any, at: datetime) -> PortfolioVersion:
    """Sends an undecided version to be read once more (the comparison aged, or the reading was cut short)."""
    version = PortfolioVersion.objects.select_for_update().get(pk=version.pk)
    if version.status not in (VersionStatus.PREVIEW, VersionStatus.READING, VersionStatus.FAILED):
        raise Refused(PortfolioRefusal.NOT_WAITING)
    version.status, version.failure = VersionStatus.READING, ""
    version.save(update_fields=["status", "failure"])
    record_act(version, "reread", actor=actor, at=at)
    return version


def _fail(version: PortfolioVersion, sentence: str) -> PortfolioVersion:
    version.status, version.failure = VersionStatus.FAILED, sentence
    version.save(update_fields=["status", "failure", "head"])
    return version


@transaction.atomic
def _store(version: PortfolioVersion, portfolio: Portfolio) -> None:
    PortfolioVersion.objects.select_for_update().get(pk=version.pk)
    base = latest_confirmed(version.body)
    changes = _changes(base, portfolio)
    notes = [*_same_file(version, base), *portfolio.notes]
    _clear(version)
    _describe(version, portfolio, notes, changes, base)
    PortfolioDraft.objects.create(version=version, content=pack(portfolio.entries.values()))
    PortfolioIssue.objects.bulk_create([_issue(version, note) for note in notes], batch_size=_BATCH)
    told = [change for change in changes if base or change.kind != ChangeKind.NEW]
    PortfolioChange.objects.bulk_create(
        [PortfolioChange(version=version, **_as_row(change)) for change in told], batch_size=_BATCH
    )


def _clear(version: PortfolioVersion) -> None:
    version.issues.all().delete()
    version.changes.all().delete()
    PortfolioDraft.objects.filter(version=version).delete()


def _changes(base: PortfolioVersion | None, portfolio: Portfolio) -> list[Change]:
    names = place_names()
    now = {cui: facts(entry.name, entry.values, entry.places, names) for cui, entry in portfolio.entries.items()}
    return compare(facts_of(base, names) if base else {}, now)


def _same_file(version: PortfolioVersion, base: PortfolioVersion | None) -> list[Note]:
    if base is None or base.file_sha256 != version.file_sha256:
        return []
    return [Note("warning", 0, "", "", f"Es el mismo archivo de la versión {base.number}, que está vigente.")]


def _describe(
    version: PortfolioVersion,
    portfolio: Portfolio,
    notes: list[Note],
    changes: list[Change],
    base: PortfolioVersion | None,
) -> None:
    def count(kind: str, rows: list[Any]) -> int:
        return sum(row.kind == kind for row in rows)

    header = portfolio.header
    version.status, version.failure = VersionStatus.PREVIEW, ""
    version.compared_with = base
    version.sheet, version.header_line = portfolio.sheet[:100], header.line
    version.head = portfolio.head
    version.columns = [[header.titles[number], name] for name, number in header.fields.items()]
    version.rows_read, version.rows_skipped = portfolio.rows_read, portfolio.rows_skipped
    version.investment_count, version.total_amount = len(portfolio.entries), portfolio.total
    version.rejected_count = count(IssueKind.REJECTED, notes)
    version.warning_count = count(IssueKind.WARNING, notes)
    version.duplicate_count = count(IssueKind.DUPLICATE, notes)
    version.unknown_place_count = count(IssueKind.UNKNOWN_PLACE, notes)
    version.new_count = count(ChangeKind.NEW, changes)
    version.changed_count = count(ChangeKind.CHANGED, changes)
    version.gone_count = count(ChangeKind.GONE, changes)
    version.save()


def _issue(version: PortfolioVersion, note: Note) -> PortfolioIssue:
    return PortfolioIssue(
        version=version,
        kind=note.kind,
        line=note.line,
        cui=note.cui[:20],
        column=note.column[:200],
        value=note.value[:300],
        reason=note.reason,
        name=note.name,
    )


def _as_row(change: Change) -> dict[str, Any]:
    return {"kind": change.kind, "cui": change.cui, "name": change.name, "fields": [list(row) for row in change.fields]}
