"""Each agreement has an owner and a follow-up: born with the act, moved by updates with their evidence."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import readable

from ..enums import AgreementState, RowOutcome
from ..models import AgreementCommitment, AgreementRecord, BudgetProject, CommitmentUpdate, ProjectReplacement
from ..rules.formalization import Update, why_not_update
from .acts import record_act


def follow_agreement(agreement: AgreementRecord) -> None:
    """Every commitment gets its owner, and every prioritised project a commitment of its own (in the caller's
    transaction). What was already replaced under an earlier version of the result is followed in its place."""
    for commitment in agreement.commitments.filter(owner=""):
        commitment.owner = commitment.actor
        commitment.save(update_fields=["owner"])
    rows = agreement.prioritization.rows.filter(outcome=RowOutcome.PRIORITIZED).select_related("project")
    replaced = dict(
        ProjectReplacement.objects.filter(process=agreement.prioritization.process_id).values_list(
            "outgoing_id", "incoming_id"
        )
    )
    for row in rows.order_by("fill_position"):
        if row.project_id not in replaced:
            follow_project(agreement_id=agreement.pk, project=row.project)
    for project in BudgetProject.objects.filter(pk__in=set(replaced.values()) - set(replaced)):
        follow_project(agreement_id=agreement.pk, project=project)


def follow_project(*, agreement_id: int, project: BudgetProject) -> AgreementCommitment:
    """The follow-up of a project: the unit in charge of the process answers for it until the budget names another."""
    last = AgreementCommitment.objects.filter(agreement=agreement_id).order_by("-position").first()
    space = project.process.space
    return AgreementCommitment.objects.get_or_create(
        agreement_id=agreement_id,
        project=project,
        defaults={
            "actor": space.body.name,
            "owner": space.responsible_unit or space.body.name,
            "text": _("Ejecutar «%(title)s» (CUI %(cui)s)") % {"title": readable(project.title), "cui": project.cui},
            "due_on": date(project.process.fiscal_year, 12, 31),
            "evidence": _("Avance físico y financiero, con su fuente"),
            "position": last.position + 1 if last else 1,
        },
    )[0]


@transaction.atomic
def report_progress(
    *, commitment: AgreementCommitment, update: Update, actor: User, at: datetime, file: StoredFile | None = None
) -> CommitmentUpdate:
    """News of an agreement, with its evidence: added to its history, which is never rewritten."""
    held = AgreementCommitment.objects.select_for_update().get(pk=commitment.pk)
    today = timezone.localdate(at)
    refusal = why_not_update(update, state=held.state, progress=held.progress, today=today)
    if refusal:
        facts: dict[str, Any] = {"before": held.progress, "after": update.progress}
        raise Refused(refusal, state=AgreementState(held.state).label.lower(), **facts)
    row = CommitmentUpdate.objects.create(
        commitment=held, file=file, reported_by=actor, reported_at=at, **{**vars(update), "text": update.text.strip()}
    )
    held.state, held.progress, held.updated_at = update.state, update.progress, at
    held.save(update_fields=["state", "progress", "updated_at"])
    process = held.agreement.prioritization.process
    payload = {
        "commitment": held.position,
        "cui": held.project.cui if held.project else "",
        "state": update.state,
        "progress": update.progress,
        "happened_on": update.happened_on,
        "sha256": file.sha256 if file else "",
    }
    record_act(process, "reported_progress", actor=actor, at=at, payload=payload)
    return row
