"""What is known of a committee. Reports are public once published; drafts are the committee's."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.formats import date_format

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.commons.accreditation.queries import accreditation_of, voters_of
from tinkuy.commons.bodies.models import Mandate
from tinkuy.commons.bodies.queries import Place, composition
from tinkuy.commons.investments.models import Investment
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import roles_of

from .enums import BarsPrevious, CandidacyState, Outcome, ReportState
from .models import Candidacy, CommitteeInquiry, ElectionRound, OversightCommittee, OversightReport
from .rules import CandidacyRules, Candidate, CandidateFacts, Check, Count, CountRules, checks, count, owed, periods


def committee_of(space: Space) -> OversightCommittee:
    """The committee of the space; its defaults, not stored, while nobody touched them."""
    found = OversightCommittee.objects.filter(space=space).select_related("body").first()
    if found is not None:
        found.space = space
    return found or OversightCommittee(space=space)


SETTINGS = (
    "min_members", "max_members", "min_women_percent", "term_months", "bars_previous", "bars_public_servants",
    "one_per_province", "election_method", "tie_method", "recognizer", "report_months", "quorum_percent",
    "answer_working_days", "information_working_days",
)  # fmt: skip


def read_settings(space: Space) -> dict[str, object]:
    """«oversight.column» -> value, with the defaults where nothing was written."""
    committee = committee_of(space)
    return {f"oversight.{name}": getattr(committee, name) for name in SETTINGS}


def call_is_open(committee: OversightCommittee, at: datetime) -> bool:
    opens, closes = committee.call_opens_at, committee.call_closes_at
    return bool(opens and closes and opens <= at < closes)


def person_key(accreditation: Accreditation) -> str:
    """One key per person: name and birth date, so that DNI and CE of one person meet; the document where they lack."""
    request = accreditation.request
    if request.birth_date and request.folded_name:
        return f"{request.birth_date.isoformat()}:{request.folded_name}"[:80]
    return request.document_fingerprint or f"accreditation:{accreditation.pk}"


def was_member(committee: OversightCommittee, accreditation: Accreditation) -> bool:
    """Whether the person had a mandate in the entity's previous committee, or in any of them where the rule says so."""
    others = OversightCommittee.objects.filter(space__body=committee.space.body, body__isnull=False)
    others = others.exclude(pk=committee.pk).order_by("-starts_on", "-pk")
    bodies = list(others.values_list("body_id", flat=True))
    if committee.bars_previous == BarsPrevious.IMMEDIATE:
        bodies = bodies[:1]
    held = Mandate.objects.filter(seat__body__in=bodies)
    same = held.filter(folded_name=fold(accreditation.public_name))
    return same.exists() or (accreditation.user_id is not None and held.filter(user=accreditation.user_id).exists())


def candidacy_rules(committee: OversightCommittee) -> CandidacyRules:
    return CandidacyRules(committee.bars_public_servants, committee.bars_previous != BarsPrevious.NO)


def facts_of(
    committee: OversightCommittee, accreditation: Accreditation | None, declared: dict[str, bool]
) -> CandidateFacts:
    active = accreditation is not None and accreditation.status == "active"
    organization = accreditation.organization if accreditation else None
    return CandidateFacts(
        is_agent=active,
        organization_kind=organization.kind if organization else "",
        resides=declared.get("resides", False),
        no_conviction=declared.get("no_conviction", False),
        not_public_servant=declared.get("not_public_servant", False),
        was_member=accreditation is not None and was_member(committee, accreditation),
    )


def checks_of(candidacy: Candidacy) -> list[Check]:
    declared = {name: getattr(candidacy, name) for name in ("resides", "no_conviction", "not_public_servant")}
    facts = facts_of(candidacy.committee, candidacy.accreditation, declared)
    return checks(facts, candidacy_rules(candidacy.committee))


def candidacy_of(committee: OversightCommittee, user: User) -> Candidacy | None:
    return (
        Candidacy.objects.filter(committee=committee, user=user).order_by("-number").first() if committee.pk else None
    )


def my_accreditation(space: Space, user: object) -> Accreditation | None:
    return accreditation_of(user, space)


def admitted(committee: OversightCommittee) -> QuerySet[Candidacy]:
    return Candidacy.objects.filter(committee=committee, state=CandidacyState.ADMITTED).order_by("number")


def roll_size(space: Space) -> int:
    return len(voters_of(space))


def current_round(committee: OversightCommittee) -> ElectionRound | None:
    return ElectionRound.objects.filter(committee=committee).order_by("-number").first()


def seats_for(committee: OversightCommittee) -> int:
    """As many as stand, up to the maximum of the ordinance."""
    return min(committee.max_members, admitted(committee).count())


def count_of(committee: OversightCommittee) -> Count:
    """The count with what has been recorded so far: votes, second round, lots."""
    rows = [
        Candidate(
            number=row.number,
            name=row.public_name,
            votes=row.votes or 0,
            province=row.province_code,
            is_woman=row.sex == "female",
            runoff=row.runoff_votes,
            lot=row.lot,
        )
        for row in admitted(committee)
    ]
    rules = CountRules(seats_for(committee), committee.one_per_province, committee.min_women_percent)
    return count(rows, rules)


def alternates(committee: OversightCommittee) -> QuerySet[Candidacy]:
    return admitted(committee).filter(outcome=Outcome.ALTERNATE).order_by("place")


def members(committee: OversightCommittee, on: date) -> list[Place]:
    return composition(committee.body, on) if committee.body else []


def is_member(committee: OversightCommittee, user: object, on: date) -> bool:
    pk = getattr(user, "pk", None)
    return pk is not None and any(place.acting and place.acting.user_id == pk for place in members(committee, on))


def reports_visible_to(committee: OversightCommittee, *, insider: bool) -> QuerySet[OversightReport]:
    rows = OversightReport.objects.filter(committee=committee)
    return rows if insider else rows.filter(state=ReportState.PUBLISHED)


@dataclass(frozen=True)
class OwedPeriod:
    starts_on: date
    until_on: date


def owed_reports(committee: OversightCommittee, today: date) -> list[OwedPeriod]:
    """Periods that are over without a presented report: public, by name of the period."""
    if not (committee.pk and committee.starts_on and committee.until_on):
        return []
    done = set(committee.reports.exclude(state=ReportState.DRAFT).values_list("starts_on", flat=True))
    pairs = owed(committee.starts_on, committee.until_on, committee.report_months, done, today)
    return [OwedPeriod(*pair) for pair in pairs]


def period_choices(committee: OversightCommittee) -> list[tuple[str, str]]:
    if not (committee.starts_on and committee.until_on):
        return []
    return [
        (start.isoformat(), f"{date_format(start, 'd/m/Y')} – {date_format(end, 'd/m/Y')}")
        for start, end in periods(committee.starts_on, committee.until_on, committee.report_months)
    ]


def inquiries(committee: OversightCommittee) -> QuerySet[CommitteeInquiry]:
    return CommitteeInquiry.objects.filter(committee=committee)


def known_investments(space: Space, cuis: set[str]) -> set[str]:
    """Which of these codes the entity's portfolio knows: another one is not refused, it is marked."""
    return set(Investment.objects.filter(body=space.body, cui__in=cuis - {""}).values_list("cui", flat=True))


def insider_roles(user: object, space: Space) -> frozenset[str]:
    """The roles that read a report before it is published."""
    return roles_of(user, space) & {"oversight", "coordinator", "desk"}
