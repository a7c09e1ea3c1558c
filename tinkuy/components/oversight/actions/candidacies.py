"""Standing for the committee: by the person on the web, or by the desk from paper."""

from datetime import datetime

from django.db import IntegrityError, transaction

from tinkuy.commons.accreditation.models import Accreditation
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from .. import queries
from ..enums import CandidacyState
from ..models import Candidacy
from ..refusals import CandidacyRefusal
from ..rules import why_not_stand
from .committee import act, ensure_committee, locked

LIVE = (CandidacyState.SUBMITTED, CandidacyState.ADMITTED)


def submit_candidacy(
    *,
    space: Space,
    accreditation: Accreditation | None,
    resides: bool,
    no_conviction: bool,
    not_public_servant: bool,
    actor: User,
    at: datetime,
    statement: str = "",
    from_paper: bool = False,
) -> Candidacy:
    """The requirements are asked one by one; a person with two credentials (DNI and CE) stands once."""
    declared = {"resides": resides, "no_conviction": no_conviction, "not_public_servant": not_public_servant}
    try:
        with transaction.atomic():
            return _submit(space, accreditation, declared, statement, actor, at, from_paper=from_paper)
    except IntegrityError as error:
        raise Refused(CandidacyRefusal.TWICE) from error


def _submit(
    space: Space,
    accreditation: Accreditation | None,
    declared: dict[str, bool],
    statement: str,
    actor: User,
    at: datetime,
    *,
    from_paper: bool,
) -> Candidacy:
    committee = locked(ensure_committee(space=space))
    if committee.rounds.exists() or not queries.call_is_open(committee, at):
        raise Refused(CandidacyRefusal.CALL_SHUT)
    facts = queries.facts_of(committee, accreditation, declared)
    refusal = why_not_stand(facts, queries.candidacy_rules(committee))
    if refusal or accreditation is None or accreditation.space_id != space.pk:
        raise Refused(refusal or CandidacyRefusal.NOT_AN_AGENT)
    key = queries.person_key(accreditation)
    _refuse_twice(committee.pk, key)
    row = Candidacy.objects.create(
        committee=committee,
        number=committee.candidacies.count() + 1,
        accreditation=accreditation,
        person_key=key,
        user=accreditation.user,
        public_name=accreditation.public_name,
        organization_name=accreditation.organization_name,
        province_code=accreditation.province_code,
        sex=accreditation.request.sex,
        statement=statement.strip(),
        entered_by=actor if from_paper else None,
        submitted_at=at,
        **declared,
    )
    role = "desk" if from_paper else "participant"
    payload = {"number": row.number, "province": row.province_code, "channel": "paper" if from_paper else "web"}
    act(committee, "submitted_candidacy", actor, at, payload, role=role, number=row.pk)
    return row


def _refuse_twice(committee_id: int, key: str) -> None:
    if Candidacy.objects.filter(committee=committee_id, person_key=key, state__in=LIVE).exists():
        raise Refused(CandidacyRefusal.TWICE)


@transaction.atomic
def decide_candidacy(
    *, candidacy: Candidacy, is_admitted: bool, actor: User, at: datetime, reason: str = ""
) -> Candidacy:
    """The desk admits, or refuses with its reason, before the election."""
    committee = locked(candidacy.committee)
    row = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if row.state not in LIVE or committee.rounds.exists():
        raise Refused(CandidacyRefusal.NOT_PENDING)
    if not is_admitted and not reason.strip():
        raise Refused(CandidacyRefusal.REASON_MISSING)
    row.state = CandidacyState.ADMITTED if is_admitted else CandidacyState.REJECTED
    row.reason, row.decided_at = reason.strip(), at
    row.save(update_fields=["state", "reason", "decided_at"])
    act(committee, f"{row.state}_candidacy", actor, at, {"number": row.number}, role="desk", number=row.pk)
    return row


@transaction.atomic
def withdraw_candidacy(*, candidacy: Candidacy, actor: User, at: datetime) -> Candidacy:
    """Before the election by who stands; after it, who waits as alternate may say they no longer want to."""
    committee = locked(candidacy.committee)
    row = Candidacy.objects.select_for_update().get(pk=candidacy.pk)
    if row.state not in LIVE or (committee.rounds.exists() and committee.decided_at is None):
        raise Refused(CandidacyRefusal.NOT_PENDING)
    row.state, row.decided_at = CandidacyState.WITHDRAWN, at
    row.save(update_fields=["state", "decided_at"])
    act(committee, "withdrawn_candidacy", actor, at, {"number": row.number}, role="participant", number=row.pk)
    return row
