"""A project that cannot go on gives its place to the next of the reserve that fits; the councils are told."""

from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.dossiers.actions import link, refresh_dossier
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.mailing.actions import queue_message
from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.enums import SpaceRole

from ..enums import AgreementState
from ..models import AgreementCommitment, BudgetProcess, BudgetProject, ProjectReplacement
from ..queries.formalization import choice_for
from ..refusals import FormalizationRefusal
from ..rules.formalization import ONLY_REMAINDER, OTHER_LIST, TAKEN, TAKES, TOO_BIG, Choice, why_not_replace
from .acts import record_act
from .followup import follow_project
from .papers import publish_paper

# Who must know: the conduct of the process, the technical team, the oversight committee.
INFORMED = (SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT, SpaceRole.OVERSIGHT)
_WORDS = {
    TAKES: _later("%(cui)s, orden %(order)s, pide %(amount)s: cabe, toma el lugar."),
    TOO_BIG: _later("%(cui)s, orden %(order)s, pide %(amount)s: no cabe."),
    TAKEN: _later("%(cui)s, orden %(order)s: ya tomó el lugar de otro."),
    ONLY_REMAINDER: _later("%(cui)s, orden %(order)s: solo puede tomar un saldo menor que el mínimo de la norma."),
    OTHER_LIST: _later("%(cui)s, orden %(order)s: es de una lista con otro techo."),
}


@transaction.atomic
def replace_project(
    *,
    project: BudgetProject,
    reason: str,
    act: str,
    act_on: date,
    document: StoredFile | None,
    actor: User,
    at: datetime,
) -> ProjectReplacement:
    """The result stays as published: this is a new fact, with its act, its reason and the working of the choice."""
    process = BudgetProcess.objects.select_for_update().select_related("space__body").get(pk=project.process_id)
    held = process.projects.select_related("list", "dossier").get(pk=project.pk)
    held.process = process
    choice = choice_for(held)
    refusal = why_not_replace(
        is_standing=choice is not None,
        is_replaced=ProjectReplacement.objects.filter(outgoing=held).exists(),
        reason=reason,
        act=act,
        has_document=document is not None,
    )
    if refusal or choice is None or document is None:
        raise Refused(refusal or FormalizationRefusal.NOT_STANDING, cui=held.cui)
    if choice.refusal:
        raise Refused(choice.refusal, available=soles(choice.available))
    incoming = process.projects.select_related("list", "dossier").get(cui=choice.chosen)
    row = _written(process, held, incoming, choice, reason, act, act_on, at)
    row.document = publish_paper(
        process,
        kind=f"acto_reemplazo_{row.number}",
        title=_("Acto que reemplaza el proyecto %(cui)s") % {"cui": held.cui},
        number=act,
        on=act_on,
        file=document,
        actor=actor,
        at=at,
    )
    row.save(update_fields=["document"])
    _follow(row, at)
    payload = {
        "outgoing": held.cui,
        "incoming": incoming.cui,
        "reason": row.reason,
        "act": act,
        "available": choice.available,
        "amount": row.amount,
        "remainder": row.remainder,
        "sha256": document.sha256,
        "working": row.working,
    }
    record_act(process, "replaced_project", actor=actor, at=at, payload=payload)
    _inform(row, at)
    return row


def working_of(choice: Choice) -> list[str]:
    """The choice as sentences, in the order in which the reserve was looked at."""
    first = _("Hay %(available)s: lo que libera el proyecto más el saldo de su techo.") % {
        "available": soles(choice.available)
    }
    steps = [
        str(_WORDS[step.outcome]) % {"cui": step.key, "order": step.order, "amount": soles(step.amount)}
        for step in choice.steps
    ]
    last = [_("Queda un saldo de %(left)s.") % {"left": soles(choice.remainder)}] if choice.chosen else []
    return [first, *steps, *last]


def _written(
    process: BudgetProcess,
    outgoing: BudgetProject,
    incoming: BudgetProject,
    choice: Choice,
    reason: str,
    act: str,
    act_on: date,
    at: datetime,
) -> ProjectReplacement:
    last = process.replacements.order_by("-number").first()
    try:
        with transaction.atomic():
            return ProjectReplacement.objects.create(
                process=process,
                number=last.number + 1 if last else 1,
                outgoing=outgoing,
                incoming=incoming,
                reason=reason.strip(),
                act=act.strip(),
                act_on=act_on,
                available=choice.available,
                amount=choice.available - choice.remainder,
                remainder=choice.remainder,
                working=working_of(choice),
                replaced_at=at,
            )
    except IntegrityError as error:
        raise Refused(FormalizationRefusal.RESERVE_TAKEN) from error


def _follow(row: ProjectReplacement, at: datetime) -> None:
    """The thread tells it from both ends; the agreement of the one ends and that of the other is born."""
    link(source=row.outgoing.dossier, target=row.incoming.dossier, kind="replaced_by")
    refresh_dossier(dossier=row.outgoing.dossier, state=str(AgreementState.REPLACED.label))
    refresh_dossier(dossier=row.incoming.dossier, state=_("Reemplaza a %(cui)s") % {"cui": row.outgoing.cui})
    mine = AgreementCommitment.objects.filter(project=row.outgoing)
    mine.update(state=AgreementState.REPLACED, updated_at=at)
    agreement = mine.order_by("-agreement__prioritization__version").values_list("agreement", flat=True).first()
    if agreement:
        follow_project(agreement_id=agreement, project=row.incoming)


def _inform(row: ProjectReplacement, at: datetime) -> None:
    space = row.process.space
    body = _(
        "En %(process)s, el proyecto «%(out)s» no puede continuar y lo reemplaza «%(into)s» (%(amount)s).\n\n"
        "Motivo: %(reason)s\nActo: %(act)s\n\nMíralo con su cuenta: %(url)s"
    ) % {
        "process": space.title,
        "out": f"{row.outgoing.cui} {row.outgoing.title}",
        "into": f"{row.incoming.cui} {row.incoming.title}",
        "amount": soles(row.amount),
        "reason": row.reason,
        "act": row.act,
        "url": f"{settings.BASE_URL}{reverse('budgeting:agreements', args=[space.slug])}",
    }
    members = space.memberships.filter(role__in=INFORMED, user__is_active=True).select_related("user")
    for user in {member.user for member in members}:
        queue_message(
            recipient=user.email,
            subject=_("Reemplazo de un proyecto en %(process)s") % {"process": space.title},
            body=body,
            kind="project_replacement",
            key=f"replacement-{row.pk}-{user.pk}",
            at=at,
            is_legal_notice=True,
        )
