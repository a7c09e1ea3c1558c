"""What is known of registrations and credentials. Public functions never return personal data beyond the name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.enums import IdentityLevel
from tinkuy.foundation.accounts.models import IdentityDocument, User
from tinkuy.foundation.accounts.queries.sealing import Opener
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.organizations.queries import lookalikes
from tinkuy.foundation.shared.refusals import Refusal
from tinkuy.foundation.shared.text import fold, read_code
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import visible_to
from tinkuy.foundation.spaces.queries import why_not as why_not_stage
from tinkuy.foundation.spaces.refusals import StageRefusal
from tinkuy.foundation.spaces.registry import RequestRow

from ..enums import LIVE_STATES, AccreditationStatus, AgentClass, Channel, RequestState
from ..models import Accreditation, AccreditationRequest, AccreditationRules
from ..refusals import AccreditationRefusal
from ..registry import NAMES
from ..rules import RequestFacts, Requirements, SeatHolder, Voter, voting_ids, why_not_rule_on
from .credits import Need, missing_for, needs_of, with_credits

_LOOKS = {
    RequestState.DRAFT: "neutral",
    RequestState.SENT: "ongoing",
    RequestState.OBSERVED: "open",
    RequestState.CURED: "ongoing",
    RequestState.ADMITTED: "ongoing",
    RequestState.CHALLENGED: "open",
    RequestState.REJECTED: "decided",
    RequestState.ACCREDITED: "done",
    RequestState.VOICE_ONLY: "done",
    RequestState.SUSPENDED: "decided",
    RequestState.ENDED: "neutral",
    RequestState.REPLACED: "neutral",
    RequestState.REMOVED: "decided",
}
WAITING_FOR_DESK = (RequestState.SENT, RequestState.CURED, RequestState.ADMITTED)


def rules_of(space: Space) -> AccreditationRules:
    """The rules of the space; the defaults (not stored) while nobody set them."""
    return AccreditationRules.objects.filter(space=space).first() or AccreditationRules(space=space)


def voice_only_classes(rules: AccreditationRules) -> frozenset[str]:
    """Classes with voice and no vote; the technical team always (DS 142-2009-EF: it gives technical support)."""
    named = rules.voice_only_classes.values_list("agent_class", flat=True) if rules.pk else []
    return frozenset({AgentClass.TECHNICAL_TEAM, *named})


def read_settings(space: Space) -> dict[str, object]:
    """The settings of the space by their keys, with the defaults where nothing was written."""
    rules = rules_of(space)
    return {f"accreditation.{name}": getattr(rules, name) for name in NAMES}


def requirements_of(rules: AccreditationRules) -> Requirements:
    evidence = rules.evidence.filter(is_required=True).values_list("kind", "applies_to") if rules.pk else []
    return Requirements(
        min_age=rules.min_age,
        min_identity_level=rules.min_identity_level,
        allows_individuals=rules.allows_individuals,
        min_adherents=rules.min_adherents,
        min_organization_months=rules.min_organization_months,
        seats=rules.seats,
        evidence=tuple(evidence),
        territory=rules.space.ubigeo,
    )


def request_facts(request: AccreditationRequest, *, at: datetime) -> RequestFacts:
    """A registration as the rules read it."""
    return RequestFacts(
        on=timezone.localdate(at),
        identity_level=_identity_level(request),
        person_complete=_person_complete(request),
        birth_date=request.birth_date,
        represents=request.represents,
        organization_named=bool(request.organization_name.strip()),
        organization_founded_on=request.organization_founded_on,
        seat=request.seat,
        province_code=request.province_code,
        adherents=request.adherents or 0,
        evidence=frozenset(request.evidence.values_list("kind", flat=True)),
        consents=frozenset(request.consents.values_list("purpose", flat=True)),
    )


def request_of(user: object, space: Space) -> AccreditationRequest | None:
    """The last request of a person in a space, in whatever state."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return None
    return AccreditationRequest.objects.filter(space=space, applicant_id=pk).order_by("-id").first()


def live_request_of(user: User, space: Space) -> AccreditationRequest | None:
    """The request that keeps a person from starting another: a draft, or one that still counts."""
    states = [RequestState.DRAFT, *LIVE_STATES]
    return AccreditationRequest.objects.filter(space=space, applicant=user, state__in=states).first()


def my_requests(user: User) -> QuerySet[AccreditationRequest]:
    """Every registration of a person, the newest first."""
    mine = AccreditationRequest.objects.filter(applicant=user).select_related("space")
    return mine.order_by("-started_at", "-id")


def requests_of(user: User, at: datetime | None = None) -> list[RequestRow]:
    """The person's registrations as «Mis trámites» shows them; of an accredited one, what is missing to vote."""
    rows = list(my_requests(user)[:50])
    needs = _needs_by_request(user, at or timezone.now())
    return [
        RequestRow(
            title=_("Inscripción en %(space)s") % {"space": row.space.title},
            look=look_of(row),
            state=row.get_state_display(),
            detail=_what_is_missing(needs[row.pk]) if row.pk in needs else _what_comes_next(row),
            url=reverse("accreditation:request", args=[row.space.slug, row.code]),
            at=row.decided_at or row.sent_at or row.started_at,
        )
        for row in rows
    ]


def _needs_by_request(user: User, at: datetime) -> dict[int, list[Need]]:
    """Only of the processes that ask for attendance before the vote."""
    asking = AccreditationRules.objects.filter(Q(requires_training=True) | Q(min_workshops__gt=0))
    held = Accreditation.objects.filter(user=user, status=AccreditationStatus.ACTIVE)
    held = held.filter(space__accreditation_rules__in=asking).select_related("space__accreditation_rules")
    found = {row.request_id: needs_of(row, row.space.accreditation_rules, at) for row in held.order_by("-id")[:10]}
    return {number: needs for number, needs in found.items() if needs}


def _what_is_missing(needs: list[Need]) -> str:
    said = []
    for need in needs:
        words = _("Para votar te falta %(what)s.") % {"what": need.words}
        if need.next:
            day = date_format(timezone.localtime(need.next.starts_at), r"l j \d\e F, H:i")
            words += " " + _("Próxima fecha: %(day)s.") % {"day": day}
        said.append(words)
    return " ".join(said)


def look_of(row: AccreditationRequest) -> str:
    """The shape and colour of its state (docs/howto/pages.md)."""
    return _LOOKS[RequestState(row.state)]


def _what_comes_next(row: AccreditationRequest) -> str:
    if row.state == RequestState.DRAFT:
        return _("Falta enviarla: sigue donde la dejaste.")
    if row.state == RequestState.OBSERVED and row.cure_due_on:
        return _("Corrige lo observado hasta el %(day)s.") % {"day": date_format(row.cure_due_on)}
    if row.state in (RequestState.ACCREDITED, RequestState.VOICE_ONLY):
        return _("Tu credencial está lista: descárgala en PDF.")
    return _("Código de tu inscripción: %(code)s") % {"code": row.code}


def holder_of(request: AccreditationRequest) -> AccreditationRequest | None:
    """Who already has the seat of that organisation in the space."""
    return (
        AccreditationRequest.objects.filter(
            space_id=request.space_id,
            organization_id=request.organization_id,
            seat=request.seat,
            state__in=LIVE_STATES,
            organization__isnull=False,
        )
        .exclude(pk=request.pk)
        .first()
    )


def same_person(request: AccreditationRequest) -> AccreditationRequest | None:
    """Another live request of the space under the same document."""
    live = AccreditationRequest.objects.filter(
        space_id=request.space_id, document_fingerprint=request.document_fingerprint, state__in=LIVE_STATES
    )
    return live.exclude(pk=request.pk).first() if request.document_fingerprint else None


def likely_twins(request: AccreditationRequest) -> QuerySet[AccreditationRequest]:
    """Other requests with the same name and birth date under another document (a DNI and a CE): for the desk to see."""
    others = AccreditationRequest.objects.filter(
        space_id=request.space_id,
        folded_name=request.folded_name,
        birth_date=request.birth_date,
        state__in=LIVE_STATES,
        birth_date__isnull=False,
    )
    return others.exclude(pk=request.pk).exclude(folded_name="").order_by("id")


def twin_keys(space: Space) -> frozenset[tuple[str, date | None]]:
    """Names with birth date that more than one live request of the space has."""
    live = AccreditationRequest.objects.filter(space=space, state__in=LIVE_STATES, birth_date__isnull=False)
    doubled = live.values("folded_name", "birth_date").annotate(n=Count("id")).filter(n__gt=1).order_by()
    return frozenset((row["folded_name"], row["birth_date"]) for row in doubled)


def likely_same_organizations(request: AccreditationRequest) -> list[CivilSocietyOrganization]:
    return list(lookalikes(request.organization)[:5]) if request.organization else []


# The desk ------------------------------------------------------------------------------------------


def why_not_review(space: Space, at: datetime) -> Refusal | None:
    """When the desk may work. What was filed in time is resolved also after the stage: «el vencimiento del plazo no
    exime de sus obligaciones» (TUO Ley 27444, art. 151.3)."""
    refusal = why_not_stage(space, "review", at)
    return None if refusal is StageRefusal.ALREADY_CLOSED else refusal


def why_not_rule(request: AccreditationRequest, actor: User) -> AccreditationRefusal | None:
    own = request.applicant_id == actor.pk
    identity = IdentityDocument.objects.filter(user=actor).values_list("fingerprint", flat=True).first()
    if identity and identity == request.document_fingerprint:
        own = True
    mine = AccreditationRequest.objects.filter(
        Q(applicant=actor) | Q(document_fingerprint=identity or "-"),
        organization__isnull=False,
        organization_id=request.organization_id,
        space_id=request.space_id,
    )
    return why_not_rule_on(is_own=own, is_own_organization=mine.exclude(pk=request.pk).exists())


ALL_STATES = "todos"


def desk_queue(space: Space, *, state: str = "", text: str = "", province: str = "") -> QuerySet[AccreditationRequest]:
    """Sent requests of a space in that state; without one, those that still wait for somebody."""
    rows = AccreditationRequest.objects.filter(space=space).exclude(state=RequestState.DRAFT)
    if state != ALL_STATES:
        rows = rows.filter(state__in=[state] if state else [*WAITING_FOR_DESK, RequestState.OBSERVED])
    rows = rows.filter(province_code=province) if province else rows
    for word in fold(text).split():
        found = Q(folded_name__contains=word) | Q(organization_name__icontains=word) | Q(code=read_code(word))
        rows = rows.filter(found)
    return rows


def counts_by_state(space: Space) -> dict[str, int]:
    rows = AccreditationRequest.objects.filter(space=space).exclude(state=RequestState.DRAFT)
    return {row["state"]: row["n"] for row in rows.values("state").annotate(n=Count("id")).order_by()}


@dataclass(frozen=True)
class DeskLoad:
    """What waits at the desk of a space: how many, and since when the oldest does."""

    count: int
    oldest_at: datetime | None


def desk_loads(spaces: QuerySet[Space]) -> list[tuple[Space, DeskLoad]]:
    """What each desk has to resolve now (new, cured, admitted without credential); desks with nothing left out."""
    waiting = Q(accreditation_requests__state__in=WAITING_FOR_DESK)
    counted = spaces.annotate(
        waiting=Count("accreditation_requests", filter=waiting, distinct=True),
        oldest=Min("accreditation_requests__sent_at", filter=waiting),
    )
    return [(space, DeskLoad(space.waiting, space.oldest)) for space in counted if space.waiting]


def overdue(space: Space, on: date) -> QuerySet[AccreditationRequest]:
    """Observed requests whose term to cure is over."""
    observed = AccreditationRequest.objects.filter(space=space, state=RequestState.OBSERVED, cure_due_on__lt=on)
    return observed.order_by("cure_due_on", "id")


# Credentials ---------------------------------------------------------------------------------------


def accreditation_of(user: object, space: Space) -> Accreditation | None:
    """The credential that counts of a person in a space."""
    pk = getattr(user, "pk", None)
    if pk is None:
        return None
    return Accreditation.objects.filter(space=space, user_id=pk).exclude(status=AccreditationStatus.ENDED).first()


def published_roster(
    space: Space, *, text: str = "", province: str = "", agent_class: str = ""
) -> QuerySet[Accreditation]:
    """Who is accredited, for anybody: name, organisation, class, place, seat. Never document, phone, mail, birth."""
    rows = Accreditation.objects.filter(space=space).exclude(status=AccreditationStatus.ENDED)
    rows = rows.filter(province_code=province) if province else rows
    rows = rows.filter(agent_class=agent_class) if agent_class else rows
    for word in fold(text).split():
        rows = rows.filter(folded_name__contains=word)
    return rows


def credential(code: str, viewer: object) -> Accreditation | None:
    """The credential of that code, in a space that the viewer may know of."""
    rows = Accreditation.objects.filter(code=read_code(code), space__in=visible_to(viewer))
    return rows.select_related("space", "space__body", "space__dossier").first()


def next_number(space: Space) -> int:
    return (Accreditation.objects.filter(space=space).aggregate(last=Max("number"))["last"] or 0) + 1


def voters_of(space: Space) -> list[Voter]:
    """The electoral roll: active credentials with the vote, by the rules of the space, in order of number. Who still
    has to attend what the ordinance asks (`queries.credits.missing_of`) is not in it.

    Two queries for any number of people. Whose number cannot be opened (its key is missing) is an error: loud."""
    rules = rules_of(space)
    rows = list(
        with_credits(Accreditation.objects.filter(space=space, status=AccreditationStatus.ACTIVE, may_vote=True))
        .order_by("number")
        .annotate(kind=F("request__document_kind"), cipher=F("request__document_cipher"))
    )
    holders = [
        SeatHolder(row.pk, row.organization_id, row.seat, row.status, not missing_for(row, rules)) for row in rows
    ]
    voting = voting_ids(holders, votes_per=rules.votes_per)
    opener = Opener()
    return [_voter(row, opener) for row in rows if row.pk in voting]


def _voter(row: Accreditation, opener: Opener) -> Voter:
    kind, cipher = row.kind, row.cipher  # type: ignore[attr-defined]
    number = opener.open_number(kind=kind, cipher=cipher)
    if number is None:
        raise RuntimeError("The key that opens document numbers is missing.")
    return Voter(
        accreditation_id=row.pk,
        document_kind=kind,
        document_number=number,
        public_name=row.public_name,
        organization_id=row.organization_id,
        organization_name=row.organization_name,
        seat=row.seat,
        province_code=row.province_code,
    )


def _person_complete(request: AccreditationRequest) -> bool:
    asked = [
        request.document_fingerprint,
        request.given_names,
        request.paternal_surname,
        request.birth_date,
        request.sex,
    ]
    if request.channel == Channel.PAPER:
        return all(asked)
    return all([*asked, request.email, request.phone, request.education])


def _identity_level(request: AccreditationRequest) -> int:
    """At the desk an official sees the person's document; on the web, the level of the account. A document that is
    about to be declared with this very request counts as declared."""
    if request.channel == Channel.PAPER:
        return IdentityLevel.VERIFIED
    level = IdentityDocument.objects.filter(user=request.applicant).values_list("level", flat=True).first()
    return IdentityLevel.DECLARED if level is None else level


def needs_identity_check(row: AccreditationRequest) -> bool:
    """Whether the applicant's account still has no verified document. On paper the desk saw the person."""
    if row.applicant_id is None:
        return False
    return not IdentityDocument.objects.filter(user=row.applicant_id, level__gte=IdentityLevel.VERIFIED).exists()
