"""What a load is compared with, and what of it is ready."""

from datetime import date

from django.db.models import Q, QuerySet

from tinkuy.foundation.accounts.queries.sealing import Sealer
from tinkuy.foundation.organizations.rules import name_key
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.territory.queries import districts_of, provinces_of

from ..enums import LIVE_STATES, RowVerdict, Seat, SeatScheme
from ..models import AccreditationRequest, AccreditationRules, RosterImport, RosterImportRow
from ..rules.sheet import SheetContext, SheetRow


def context_of(space: Space, on: date) -> SheetContext:
    rules = AccreditationRules.objects.filter(space=space).first() or AccreditationRules(space=space)
    two = rules.seats == SeatScheme.TWO_TITULARS
    return SheetContext(
        on=on,
        provinces={fold(one.name): one.code for one in provinces_of(space.ubigeo[:2])},
        districts={(one.province_id, fold(one.name)): one.code for one in districts_of(space.ubigeo[:4])},
        min_age=rules.min_age,
        min_organization_months=rules.min_organization_months,
        allows_individuals=rules.allows_individuals,
        second_seat=Seat.SECOND_TITULAR if two else Seat.ALTERNATE,
    )


def compare_with_the_space(rows: list[SheetRow], space: Space) -> None:
    """A person already on file under that document, a twin under another, a seat already taken. Two queries."""
    live = AccreditationRequest.objects.filter(space=space, state__in=LIVE_STATES)
    place = ("organization__folded_name", "province_code", "seat")
    found = list(live.values_list("code", "document_fingerprint", "folded_name", "birth_date", *place))
    documents = {fingerprint: code for code, fingerprint, *_rest in found}
    people = {(name, str(born)): code for code, _print, name, born, *_rest in found if name and born}
    seats = {tuple(rest): code for code, _print, _name, _born, *rest in found if rest[0]}
    sealer = Sealer()
    for row in rows if found else []:
        _compare(row, documents, people, seats, sealer)


def _compare(
    row: SheetRow,
    documents: dict[str, str],
    people: dict[tuple[str, str], str],
    seats: dict[tuple[str, ...], str],
    sealer: Sealer,
) -> None:
    fingerprint = sealer.fingerprint(kind=row.document_kind, number=row.document_number)
    if row.document_number and fingerprint in documents:
        row.bad("Documento", f"la persona ya está inscrita: {documents[fingerprint]}")
        return
    twin = people.get((fold(row.name), row.values.get("birth_date", "")))
    if twin:
        row.doubt("Documento", f"mismo nombre y nacimiento que la inscripción {twin}, con otro documento")
    place = row.values.get("province_code", "")
    seat = (name_key(row.values.get("organization", "")), place, row.values.get("seat", ""))
    if row.values.get("organization") and seat in seats:
        row.bad("Puesto", f"la organización ya tiene inscrita a una persona en ese puesto: {seats[seat]}")


def organization_count(rows: list[SheetRow]) -> int:
    named = (row for row in rows if row.values.get("organization") and not row.is_bad)
    keys = ((row.values["ruc"] or name_key(row.values["organization"]), row.values["province_code"]) for row in named)
    return len(set(keys))


def ready_rows(load: RosterImport) -> QuerySet[RosterImportRow]:
    """What may be registered: in order, or doubtful and accepted by a person."""
    ready = Q(verdict=RowVerdict.GOOD) | Q(verdict=RowVerdict.FLAGGED, accepted_at__isnull=False)
    return RosterImportRow.objects.filter(ready, roster_import=load).order_by("line")


def rows_with_notes(load: RosterImport) -> QuerySet[RosterImportRow]:
    return load.rows.exclude(verdict=RowVerdict.GOOD)


def loads_of(space: Space) -> QuerySet[RosterImport]:
    return RosterImport.objects.filter(space=space).order_by("-number")
