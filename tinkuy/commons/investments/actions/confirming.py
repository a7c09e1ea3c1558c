"""A person decides on a preview: it becomes the portfolio in force, or nothing."""

from datetime import datetime
from os.path import commonprefix
from typing import Any

from django.db import transaction

from tinkuy.foundation.dossiers.actions import open_dossiers, publish_dossiers, refresh_dossiers
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import fold

from ..enums import PortfolioState, VersionStatus
from ..models import Investment, InvestmentRecord, PortfolioDraft, PortfolioVersion, RecordPlace
from ..queries import latest_confirmed
from ..refusals import PortfolioRefusal
from ..rules.drafts import DraftEntry, unpack
from .receiving import record_act

_BATCH = 500
_DOSSIER_FIELDS = ("title", "summary", "body", "state", "ubigeo")


@transaction.atomic
def confirm_portfolio(*, version: PortfolioVersion, actor: Any, at: datetime) -> PortfolioVersion:
    """Puts the preview in force: identities for new codes, a record for each, the gone ones out of the portfolio
    (never deleted), all of it public at once. Refuses what is not waiting, or was compared with another version."""
    version = _waiting(version)
    base = latest_confirmed(version.body)
    if (base.pk if base else None) != version.compared_with_id:
        raise Refused(PortfolioRefusal.OUTDATED_PREVIEW)
    entries = unpack(bytes(version.draft.content))
    if not entries:
        raise Refused(PortfolioRefusal.NOTHING_TO_CONFIRM)
    investments = _identities(version.body, entries, at)
    _write_records(version, entries, investments)
    _take_out(version.body, {entry.cui for entry in entries}, at)
    _decide(version, VersionStatus.CONFIRMED, actor, at)
    record_act(version, "confirmed", actor=actor, at=at, payload=_figures(version))
    return version


@transaction.atomic
def discard_portfolio(*, version: PortfolioVersion, actor: Any, at: datetime) -> PortfolioVersion:
    """Leaves the preview without effect; what was said of its rows stays for whoever must correct the file."""
    version = _waiting(version)
    _decide(version, VersionStatus.DISCARDED, actor, at)
    record_act(version, "discarded", actor=actor, at=at)
    return version


def _waiting(version: PortfolioVersion) -> PortfolioVersion:
    """The version, locked after its body so that two confirmations of one body cannot cross."""
    PublicBody.objects.select_for_update().get(pk=version.body_id)
    version = PortfolioVersion.objects.select_for_update(of=("self",)).select_related("body").get(pk=version.pk)
    if version.status != VersionStatus.PREVIEW:
        raise Refused(PortfolioRefusal.NOT_WAITING)
    return version


def _decide(version: PortfolioVersion, status: str, actor: Any, at: datetime) -> None:
    version.status, version.decided_at, version.decided_by = status, at, actor
    version.save(update_fields=["status", "decided_at", "decided_by"])
    PortfolioDraft.objects.filter(version=version).delete()


def _identities(body: PublicBody, entries: list[DraftEntry], at: datetime) -> dict[str, Investment]:
    known = {row.cui: row for row in body.investments.select_related("dossier")}
    _refresh([(known[entry.cui], entry) for entry in entries if entry.cui in known], at)
    fresh = [entry for entry in entries if entry.cui not in known]
    dossiers = open_dossiers(rows=[_new_dossier(body, entry) for entry in fresh])
    publish_dossiers(dossiers=dossiers, at=at)
    rows = [
        Investment(body=body, cui=entry.cui, dossier=dossier) for entry, dossier in zip(fresh, dossiers, strict=True)
    ]
    return known | {row.cui: row for row in Investment.objects.bulk_create(rows, batch_size=_BATCH)}


def _refresh(pairs: list[tuple[Investment, DraftEntry]], at: datetime) -> None:
    """Known investments: back in the portfolio, their public record as the new version says."""
    back = [investment.pk for investment, _entry in pairs if not investment.in_portfolio]
    Investment.objects.filter(pk__in=back).update(in_portfolio=True)
    changed: list[Dossier] = []
    for investment, entry in pairs:
        said = _dossier_words(entry)
        if any(getattr(investment.dossier, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(investment.dossier, name, value)
            changed.append(investment.dossier)
    refresh_dossiers(dossiers=changed, fields=_DOSSIER_FIELDS, at=at)


def _new_dossier(body: PublicBody, entry: DraftEntry) -> dict[str, Any]:
    path = f"/inversiones/{body.slug}/{entry.cui}/"
    return {"kind": "investment", "path": path, "entity_slug": body.slug, **_dossier_words(entry)}


def _dossier_words(entry: DraftEntry) -> dict[str, Any]:
    values = entry.values
    said = [f"Código único {entry.cui}", values.get("state"), soles(entry.amount) if entry.amount is not None else ""]
    more = [values.get(name) for name in ("kind", "function", "sector", "executing_unit", "situation")]
    return {
        "title": entry.name[:400],
        "summary": " · ".join(str(part) for part in said if part),
        "body": ". ".join(str(part) for part in (entry.name[400:], *more) if part),
        "state": PortfolioState.IN,
        "ubigeo": shared_place(entry.places),
    }


def shared_place(codes: list[str]) -> str:
    """The code of the narrowest place that holds all of them: «0604» for two districts of Chota; empty when none."""
    prefix = commonprefix(codes)
    return prefix[: len(prefix) // 2 * 2]


def _write_records(version: PortfolioVersion, entries: list[DraftEntry], investments: dict[str, Investment]) -> None:
    for start in range(0, len(entries), _BATCH):
        part = entries[start : start + _BATCH]
        records = InvestmentRecord.objects.bulk_create([_record(version, entry, investments) for entry in part])
        places = [
            RecordPlace(record=row, ubigeo=code)
            for row, entry in zip(records, part, strict=True)
            for code in dict.fromkeys(entry.places)
        ]
        RecordPlace.objects.bulk_create(places, batch_size=_BATCH)


def _record(version: PortfolioVersion, entry: DraftEntry, investments: dict[str, Investment]) -> InvestmentRecord:
    return InvestmentRecord(
        version=version,
        investment=investments[entry.cui],
        name=entry.name,
        is_multiprovincial=entry.is_multiprovincial,
        unknown_places=entry.unknown_places,
        extras=entry.extras,
        lines=entry.lines,
        search_text=f"{entry.cui} {fold(entry.name)}",
        **entry.values,
    )


def _take_out(body: PublicBody, listed: set[str], at: datetime) -> None:
    """What the new version does not list stays, marked «fuera de cartera» (law.md 2.5, rule 6)."""
    gone = [
        row for row in body.investments.filter(in_portfolio=True).select_related("dossier") if row.cui not in listed
    ]
    for start in range(0, len(gone), _BATCH):
        Investment.objects.filter(pk__in=[row.pk for row in gone[start : start + _BATCH]]).update(in_portfolio=False)
    for row in gone:
        row.dossier.state = PortfolioState.OUT
    refresh_dossiers(dossiers=[row.dossier for row in gone], fields=("state",), at=at)


def _figures(version: PortfolioVersion) -> dict[str, Any]:
    names = ("rows_read", "investment_count", "rejected_count", "new_count", "changed_count", "gone_count")
    return {**{name: getattr(version, name) for name in names}, "total_amount": str(version.total_amount)}
