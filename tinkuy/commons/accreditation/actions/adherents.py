"""The list of adherents: loaded whole, counted, deleted when its time is over (Ley 29733)."""

import tempfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.queries.sealing import Sealer
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.files.actions import Upload
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.sheets.readers.kinds import MAX_BYTES, kind_of
from tinkuy.foundation.sheets.readers.process import open_table
from tinkuy.foundation.sheets.rules import UnreadableSheet

from .. import queries
from ..enums import ListKind, RequestState
from ..models import AccreditationRequest, Adherent, AdherentList, RosterList
from ..refusals import AccreditationRefusal
from ..rules.adherents import AdherentLine, purge_on, sheet_lines
from .steps import lock_request


def read_adherents(*, upload: Upload) -> list[AdherentLine]:
    """The lines of a spreadsheet. The file itself is not kept."""
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(upload.read(MAX_BYTES + 1))
        copy.flush()
        try:
            kind_of(Path(copy.name))
            with open_table(Path(copy.name), headings="tinkuy.commons.accreditation.text.adherents") as table:
                return list(sheet_lines(table.rows))
        except UnreadableSheet as problem:
            raise Refused(AccreditationRefusal.SHEET_UNREADABLE, sentence=str(problem)) from problem


@transaction.atomic
def load_adherents(
    *, request: AccreditationRequest, lines: Iterable[AdherentLine], actor: User, at: datetime
) -> AdherentList:
    """Puts this list in the place of the one there was. Repeated people count once; what cannot be read does not."""
    row = lock_request(request)
    if row.state not in (RequestState.DRAFT, RequestState.OBSERVED):
        raise Refused(AccreditationRefusal.NOT_EDITABLE)
    kept, _new = AdherentList.objects.get_or_create(request=row, defaults={"loaded_at": at})
    if kept.purged_at:
        raise Refused(AccreditationRefusal.ADHERENTS_PURGED)
    kept.adherents.all().delete()
    people: dict[str, Adherent] = {}
    unreadable: list[Adherent] = []
    kept.repeated, sealer = 0, Sealer()
    for line in lines:
        one = _sealed(kept, line, sealer)
        if line.problem:
            unreadable.append(one)
        elif one.document_fingerprint in people:
            kept.repeated += 1
        else:
            people[one.document_fingerprint] = one
    Adherent.objects.bulk_create([*people.values(), *unreadable], batch_size=500)
    kept.counted, kept.unreadable, kept.loaded_at = len(people), len(unreadable), at
    kept.save()
    row.adherents = kept.counted
    row.save(update_fields=["adherents"])
    _record(row, "loaded_adherents", "participant", at, counted=kept.counted, repeated=kept.repeated)
    return kept


def _sealed(kept: AdherentList, line: AdherentLine, sealer: Sealer) -> Adherent:
    one = Adherent(adherent_list=kept, line=line.line, name=line.name, problem=line.problem)
    if not line.problem:
        sealed = sealer.seal_number(kind="dni", number=line.number)
        one.document_fingerprint, one.document_cipher = sealed.fingerprint, sealed.cipher
        one.document_last_four = sealed.last_four
    return one


def purge_adherents(*, at: datetime) -> str:
    """Every list whose time is over: the people go, the totals stay. Run twice it finds nothing."""
    today, gone = timezone.localdate(at), 0
    first = RosterList.objects.filter(kind=ListKind.DEFINITIVE, version=1).select_related("space")
    for published in first:
        days = queries.rules_of(published.space).adherents_kept_days
        if today >= purge_on(published.published_on, days):
            kept = AdherentList.objects.filter(request__space=published.space, purged_at__isnull=True)
            gone += sum(_purge(one, at) for one in kept.select_related("request__space"))
    return f"{gone} listas de adherentes borradas"


@transaction.atomic
def _purge(kept: AdherentList, at: datetime) -> bool:
    if not AdherentList.objects.filter(pk=kept.pk, purged_at__isnull=True).update(purged_at=at):
        return False
    kept.adherents.all().delete()
    _record(kept.request, "purged_adherents", "system", at, counted=kept.counted)
    return True


def _record(row: AccreditationRequest, verb: str, role: str, at: datetime, **payload: object) -> None:
    record(
        chain=row.space.chain,
        kind=f"accreditation.{verb}",
        at=at,
        actor_role=role,
        subject_kind="accreditation_request",
        subject_number=row.pk,
        subject_label=row.code,
        payload=payload,
    )
