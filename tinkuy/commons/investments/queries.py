"""What is known of a body's investments. The public sees confirmed versions only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Count, DecimalField, Max, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, Length, Substr

from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.paging import Page, keyset_page
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.territory.queries import all_names, names_by_code

from .enums import IssueKind, VersionStatus
from .models import Investment, InvestmentRecord, PortfolioIssue, PortfolioVersion, RecordPlace
from .rules.changes import LABELS, Change, Facts, compare, facts
from .rules.places import in_words
from .rules.rows import NO_CODE

_ZERO = Value(Decimal(0), output_field=DecimalField(max_digits=16, decimal_places=2))
WEIGHT = Coalesce("updated_cost", "viable_amount", "pim", _ZERO)


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
    return PortfolioVersion.objects.filter(chosen).select_related("body")


def records_of(version: PortfolioVersion) -> QuerySet[InvestmentRecord]:
    """Records of a version by code, with their places (`record.places.all()`) and identity."""
    return version.records.select_related("investment__dossier").prefetch_related("places").order_by("investment__cui")


def search_records(
    version: PortfolioVersion | None = None,
    *,
    versions: Iterable[PortfolioVersion] | None = None,
    text: str = "",
    province: str = "",
    state: str = "",
    function: str = "",
) -> QuerySet[InvestmentRecord]:
    """Records of a version, of some, or of every version in force: each word of `text` in the code or the name
    (accents do not matter), `province` an INEI code of 2, 4 or 6 digits (what covers its whole department counts).

    Each row has `weight`, its amount with zero for unknown, to order and add by."""
    among = [version] if version else list(current_versions() if versions is None else versions)
    rows = InvestmentRecord.objects.filter(version__in=among).annotate(weight=WEIGHT)
    for word in fold(text.replace("\x00", "")).split()[:12]:
        rows = rows.filter(search_text__contains=word)
    if province:
        rows = rows.filter(pk__in=RecordPlace.objects.filter(_touches(province)).values("record_id"))
    if state:
        rows = rows.filter(state=state)
    return rows.filter(function=function) if function else rows


def _touches(ubigeo: str) -> Q:
    """Places inside `ubigeo`, or that contain it."""
    wider = [ubigeo[:digits] for digits in (2, 4) if digits < len(ubigeo)]
    return Q(ubigeo__startswith=ubigeo) | Q(ubigeo__in=wider)


def with_everything(rows: QuerySet[InvestmentRecord]) -> QuerySet[InvestmentRecord]:
    """What a list or an export shows of each record, in a fixed number of queries."""
    places = Prefetch("places", queryset=RecordPlace.objects.order_by("ubigeo"))
    return rows.select_related("investment__body", "version").prefetch_related(places)


def page_of(rows: QuerySet[InvestmentRecord], *, cursor: str, size: int) -> Page[InvestmentRecord]:
    """The largest first. The database orders thin rows, and only those of the page are read whole."""
    page = keyset_page(rows.only("pk"), cursor=cursor, size=size, order=("-weight", "pk"))
    chosen = InvestmentRecord.objects.filter(pk__in=[row.pk for row in page.rows])
    whole = {row.pk: row for row in with_everything(chosen.annotate(weight=WEIGHT))}
    return replace(page, rows=[whole[row.pk] for row in page.rows])


@dataclass(frozen=True)
class Figures:
    count: int
    total: Decimal


def figures_of(rows: QuerySet[InvestmentRecord]) -> Figures:
    """How many and how much, in soles."""
    found = rows.order_by().aggregate(count=Count("pk"), total=Sum("weight"))
    return Figures(found["count"], Decimal(found["total"] or 0).quantize(Decimal("0.01")))


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    count: int


def provinces_among(rows: QuerySet[InvestmentRecord]) -> list[Choice]:
    """Provinces with investments, the most first. One that lies in two provinces counts in both."""
    found = (
        RecordPlace.objects.filter(record__in=rows.order_by().values("pk"))
        .annotate(digits=Length("ubigeo"))
        .filter(digits__gte=4)
        .annotate(province=Substr("ubigeo", 1, 4))
        .values("province")
        .annotate(count=Count("record_id", distinct=True))
    )
    counts = {row["province"]: row["count"] for row in found}
    names = names_by_code(set(counts))
    choices = [Choice(code, names.get(code, code), count) for code, count in counts.items()]
    return sorted(choices, key=lambda choice: (-choice.count, choice.key))


def values_among(rows: QuerySet[InvestmentRecord], field: str) -> list[Choice]:
    """The different values of a text column (state, function), the most frequent first."""
    found = rows.order_by().exclude(**{field: ""}).values(field).annotate(count=Count("pk"))
    choices = [Choice(row[field], row[field], row["count"]) for row in found]
    return sorted(choices, key=lambda choice: (-choice.count, choice.key))


def where_of(records: Sequence[InvestmentRecord]) -> dict[int, str]:
    """Where each record is, in words: record id → «Tacabamba (Chota)»."""
    codes = {row.pk: [place.ubigeo for place in row.places.all()] for row in records}
    wanted = {code for places in codes.values() for code in places}
    names = names_by_code(wanted | {code[:digits] for code in wanted for digits in (2, 4) if digits < len(code)})
    return {pk: in_words(places, names) for pk, places in codes.items()}


def investment_at(entity: str, cui: str) -> Investment | None:
    """The investment of a public address; only what some confirmed version has listed exists."""
    rows = Investment.objects.select_related("body", "dossier")
    return rows.filter(body__slug=entity, cui=cui, dossier__published_at__isnull=False).first()


def record_history(investment: Investment) -> list[InvestmentRecord]:
    """What each confirmed version said, newest first."""
    rows = investment.records.select_related("version").prefetch_related("places")
    return list(rows.order_by("-version__number"))


def changes_along(history: Sequence[InvestmentRecord], names: Mapping[str, str]) -> list[Change | None]:
    """What each record of a history (newest first) changed against the one before it; None for the first of all."""
    said = [_facts(row, names) for row in history]
    steps: list[Change | None] = []
    for now, before in zip(said, said[1:], strict=False):
        found = compare({"": before}, {"": now})
        steps.append(found[0] if found else Change("same", "", now.name))
    return [*steps, None] if said else []


def place_names() -> dict[str, str]:
    """INEI code → name of every place."""
    return all_names()


def facts_of(version: PortfolioVersion, names: Mapping[str, str]) -> dict[str, Facts]:
    """What a confirmed version says of each code, to be compared with a new one."""
    rows = version.records.select_related("investment").prefetch_related("places").defer("extras", "search_text")
    return {row.investment.cui: _facts(row, names) for row in rows}


def _facts(row: InvestmentRecord, names: Mapping[str, str]) -> Facts:
    values = {name: getattr(row, name) for name in LABELS if name not in ("name", "places")}
    return facts(row.name, values, [place.ubigeo for place in row.places.all()], names)


def taught_titles(body: PublicBody) -> dict[str, str]:
    """What the entity said its titles mean: title without accents → field."""
    return dict(body.taught_columns.values_list("title", "field"))


def rows_without_code(body: PublicBody) -> QuerySet[PortfolioIssue]:
    """Rows of the portfolio in force that have a name and no code: not investments yet, maybe ideas."""
    version = latest_confirmed(body)
    rows = PortfolioIssue.objects.filter(version=version, kind=IssueKind.REJECTED, reason=NO_CODE)
    return rows.exclude(name="") if version else rows.none()
