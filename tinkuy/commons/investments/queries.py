"""What is known of a body's investments. The public sees confirmed versions only."""

from collections.abc import Mapping

from django.db.models import Max, Q, QuerySet

from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.territory.queries import all_names

from .enums import VersionStatus
from .models import Investment, InvestmentRecord, PortfolioVersion
from .rules.changes import LABELS, Facts, facts


def latest_confirmed(body: PublicBody) -> PortfolioVersion | None:
    """The portfolio in force: the confirmed version with the highest number."""
    return body.portfolio_versions.filter(status=VersionStatus.CONFIRMED).order_by("-number").first()


def current_versions() -> QuerySet[PortfolioVersion]:
    """The version in force of every body."""
    latest = (
        PortfolioVersion.objects.filter(status=VersionStatus.CONFIRMED)
        .order_by()
        .values("body_id")
        .annotate(last=Max("number"))
        .values_list("body_id", "last")
    )
    chosen = Q(pk__in=[])
    for body_id, number in latest:
        chosen |= Q(body_id=body_id, number=number)
    return PortfolioVersion.objects.filter(chosen)


def records_of(version: PortfolioVersion) -> QuerySet[InvestmentRecord]:
    """Records of a version by code, with their places (`record.places.all()`) and identity."""
    return version.records.select_related("investment__dossier").prefetch_related("places").order_by("investment__cui")


def search_records(
    version: PortfolioVersion | None = None,
    *,
    text: str = "",
    province: str = "",
    state: str = "",
    function: str = "",
) -> QuerySet[InvestmentRecord]:
    """Records of a version, or of every version in force: each word of `text` in the code or the name (accents do
    not matter), `province` an INEI code of 2, 4 or 6 digits (whole-department records count for its provinces)."""
    rows = (
        version.records.all() if version else InvestmentRecord.objects.filter(version__in=list(current_versions()))
    ).select_related("investment__body", "investment__dossier")
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    if province:
        rows = rows.filter(pk__in=InvestmentRecord.objects.filter(_touches(province)).values("pk"))
    if state:
        rows = rows.filter(state=state)
    return rows.filter(function=function) if function else rows


def _touches(ubigeo: str) -> Q:
    """Places inside `ubigeo`, or that contain it."""
    wider = [ubigeo[:digits] for digits in (2, 4) if digits < len(ubigeo)]
    return Q(places__ubigeo__startswith=ubigeo) | Q(places__ubigeo__in=wider)


def record_history(investment: Investment) -> QuerySet[InvestmentRecord]:
    """What each confirmed version said, newest first."""
    return investment.records.select_related("version").prefetch_related("places").order_by("-version__number")


def place_names() -> dict[str, str]:
    """INEI code → name of every place."""
    return all_names()


def facts_of(version: PortfolioVersion, names: Mapping[str, str]) -> dict[str, Facts]:
    """What a confirmed version says of each code, to be compared with a new one."""
    rows = version.records.select_related("investment").prefetch_related("places").defer("extras", "search_text")
    return {
        row.investment.cui: facts(
            row.name,
            {name: getattr(row, name) for name in LABELS if name not in ("name", "places")},
            [place.ubigeo for place in row.places.all()],
            names,
        )
        for row in rows
    }
