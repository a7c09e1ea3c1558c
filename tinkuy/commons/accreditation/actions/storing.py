"""The job that turns confirmed lines into registrations, batch by batch. Killed and run again, it goes on."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from tinkuy.foundation.organizations.actions import NamedOrganization, find_or_register_many
from tinkuy.foundation.organizations.enums import OrganizationKind
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.text import fold, short_code

from ..enums import AgentClass, Channel, ImportState, Represents, RequestState
from ..models import AccreditationRequest, RequestEvent, RosterImport, RosterImportRow
from ..queries import sheets
from .importing import day_of
from .steps import lock_space

BATCH = 250
_Key = tuple[str, str]


def store_roster(*, load: RosterImport, at: datetime) -> RosterImport:
    """Each batch is a transaction of its own: what it registered leaves the preview in the same stroke."""
    known: dict[_Key, CivilSocietyOrganization] = {}
    while load.state == ImportState.STORING:
        with transaction.atomic():
            lock_space(load.space_id)
            rows = list(sheets.ready_rows(load)[:BATCH])
            done = _store(load, rows, known, at)
            RosterImportRow.objects.filter(pk__in=[row.pk for row in rows]).delete()
            RosterImport.objects.filter(pk=load.pk).update(rows_done=F("rows_done") + done)
            if not rows:
                RosterImport.objects.filter(pk=load.pk).update(state=ImportState.CONFIRMED)
                load.rows.all().delete()
        load.refresh_from_db()
    return load


def _store(
    load: RosterImport, rows: list[RosterImportRow], known: dict[_Key, CivilSocietyOrganization], at: datetime
) -> int:
    named = [one for one in map(_named, rows) if one and one.key not in known]
    known |= find_or_register_many(named=named, actor=load.loaded_by, at=at)
    requests = [_request(load, row, _organization(row, known), at) for row in rows]
    try:
        with transaction.atomic():
            AccreditationRequest.objects.bulk_create(requests)
            stored = requests
    except IntegrityError:
        stored = [one for one in requests if _store_one(one)]
    RequestEvent.objects.bulk_create(
        RequestEvent(
            request=one, from_state=RequestState.DRAFT, to_state=RequestState.SENT, at=at, actor=load.loaded_by,
            actor_role="desk", reason=load.entry_reason,
        )
        for one in stored
    )  # fmt: skip
    return len(stored)


def _store_one(request: AccreditationRequest) -> bool:
    """Somebody registered meanwhile with that document, or in that seat: the constraint leaves this line out."""
    try:
        with transaction.atomic():
            request.pk = None
            request.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _request(
    load: RosterImport, row: RosterImportRow, organization: CivilSocietyOrganization | None, at: datetime
) -> AccreditationRequest:
    said = row.values
    name = " ".join(said[key] for key in ("given_names", "paternal_surname", "maternal_surname") if said.get(key))
    return AccreditationRequest(
        space_id=load.space_id,
        code=short_code(8),
        state=RequestState.SENT,
        channel=Channel.SHEET,
        entered_by=load.loaded_by,
        entry_reason=load.entry_reason,
        imported_by=load,
        document_kind=row.document_kind,
        document_fingerprint=row.document_fingerprint,
        document_cipher=bytes(row.document_cipher),
        document_last_four=row.document_last_four,
        paternal_surname=said["paternal_surname"],
        maternal_surname=said["maternal_surname"],
        given_names=said["given_names"],
        folded_name=fold(name),
        email=said["email"] if "@" in said["email"] else "",
        phone=said["phone"][:20],
        sex=said["sex"],
        birth_date=day_of(said["birth_date"]),
        represents=Represents.ORGANIZATION if organization else Represents.SELF,
        organization=organization,
        organization_name=organization.name if organization else "",
        organization_kind=organization.kind if organization else "",
        organization_ruc=said.get("ruc", ""),
        organization_registry=said["registry"][:60],
        organization_founded_on=day_of(said.get("founded_on", "")),
        post=said["post"],
        province_code=said["province_code"],
        district_code=said["district_code"],
        agent_class=AgentClass.ORGANIZATION if organization else AgentClass.CITIZEN,
        seat=said["seat"],
        started_at=at,
        sent_at=at,
    )


def _named(row: RosterImportRow) -> NamedOrganization | None:
    said = row.values
    if not said.get("organization"):
        return None
    return NamedOrganization(
        name=said["organization"],
        kind=OrganizationKind.TERRITORIAL,
        ruc=said["ruc"],
        registry_number=said["registry"],
        founded_on=day_of(said["founded_on"]),
        ubigeo=said["province_code"],
    )


def _organization(row: RosterImportRow, known: dict[_Key, CivilSocietyOrganization]) -> CivilSocietyOrganization | None:
    named = _named(row)
    return known[named.key] if named else None
