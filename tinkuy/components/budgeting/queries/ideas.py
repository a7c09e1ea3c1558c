"""What is known of ideas. The space is already visible to whoever asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.accounts.queries import identity_level
from tinkuy.foundation.shared.refusals import Refusal
from tinkuy.foundation.shared.text import fold
from tinkuy.foundation.spaces.queries import visible_to, why_not
from tinkuy.foundation.spaces.registry import RequestRow
from tinkuy.foundation.territory.queries import place, provinces_of

from ..enums import IdeaState
from ..models import BudgetProcess, IdeaParticipant, IdeaRules, IdeaSupport, ProjectIdea
from ..rules.ideas import SupportFacts, alike, key_words, why_not_propose, why_not_support


@dataclass(frozen=True)
class IdeaStanding:
    """One person before one idea: may they support it, or why not; and what is left of their supports."""

    has_supported: bool
    is_author: bool
    refusal: Refusal | None
    left: int
    limit: int


def idea_rules(process: BudgetProcess) -> IdeaRules:
    """Its limits; the defaults when nobody set them."""
    return IdeaRules.objects.filter(process=process).first() or IdeaRules(process=process)


def ideas_of(
    process: BudgetProcess, *, text: str = "", province: str = "", theme: str = "", state: str = ""
) -> QuerySet[ProjectIdea]:
    """Ideas that stand, filtered; the withdrawn ones only when they are asked for."""
    rows = ProjectIdea.objects.filter(process=process).select_related("dossier")
    rows = rows.filter(state=state) if state else rows.exclude(state=IdeaState.WITHDRAWN)
    for word in fold(text).split():
        rows = rows.filter(search_text__contains=word)
    if province:
        rows = rows.filter(ubigeo__startswith=province[:4])
    return rows.filter(theme=theme) if theme else rows


def idea_by_code(process: BudgetProcess, code: str) -> ProjectIdea | None:
    rows = ProjectIdea.objects.filter(process=process).select_related("dossier", "author")
    return rows.filter(dossier__code=code).first()


def similar_ideas(process: BudgetProcess, text: str, *, limit: int = 3) -> list[ProjectIdea]:
    """Ideas that share the words of this one: shown before publishing, so that people join forces."""
    folded = fold(text)
    condition = Q()
    for word in key_words(folded)[:8]:
        condition |= Q(search_text__contains=word[:6])
    if not condition:
        return []
    rows = {row.pk: row for row in ideas_of(process).filter(condition)[:200]}
    return [rows[pk] for pk in alike(folded, ((pk, fold(row.name)) for pk, row in rows.items()))[:limit]]


def why_not_propose_now(process: BudgetProcess, user: object, at: datetime) -> Refusal | None:
    """The stage first, then the person."""
    used = participant_of(process, user)
    return why_not(process.space, "propose_idea", at) or why_not_propose(
        level=identity_level(user), used=used.ideas, limit=idea_rules(process).idea_limit
    )


def standing_before(idea: ProjectIdea, user: object, at: datetime) -> IdeaStanding:
    used, limit = participant_of(idea.process, user).supports, idea_rules(idea.process).support_limit
    has_supported = isinstance(user, User) and IdeaSupport.objects.filter(idea=idea, user=user).exists()
    is_author = isinstance(user, User) and idea.author_id == user.pk
    facts = SupportFacts(identity_level(user), idea.state, is_author, has_supported, used, limit)
    refusal = why_not(idea.process.space, "propose_idea", at) or why_not_support(facts)
    return IdeaStanding(has_supported, is_author, refusal, max(limit - used, 0), limit)


def participant_of(process: BudgetProcess, user: object) -> IdeaParticipant:
    found = IdeaParticipant.objects.filter(process=process, user=user).first() if isinstance(user, User) else None
    return found or IdeaParticipant(process=process)


def place_names(code: str, *, within: str) -> tuple[str, str] | None:
    """(province, district or ""), when the code is of a province or a district inside `within`."""
    if not code.startswith(within[:2]) or len(code) not in (4, 6):
        return None
    found, province = place(code), place(code[:4])
    if found is None or province is None:
        return None
    return province.name, found.name if len(code) == 6 else ""


def provinces_with_ideas(process: BudgetProcess) -> list[tuple[str, str]]:
    """Code and name of every province of the region, for the filter."""
    return [(row.code, row.name) for row in provinces_of(process.space.ubigeo[:2])]


def counts_by_province(process: BudgetProcess) -> list[tuple[str, int]]:
    rows = ideas_of(process).order_by().values_list("province_name").annotate(count=Count("id"))
    return list(rows.order_by("-count", "province_name"))


def requests_of(user: User) -> list[RequestRow]:
    """The ideas somebody proposed, as «Mis trámites» shows them, the latest first."""
    mine = ProjectIdea.objects.filter(author=user, process__space__in=visible_to(user))
    rows = mine.select_related("dossier", "process__space").order_by("-proposed_at", "-id")[:50]
    return [
        RequestRow(
            title=_("Tu idea: %(name)s") % {"name": idea.name},
            look=idea.look,
            state=idea.get_state_display(),
            detail=_what_comes_next(idea),
            url=reverse("budgeting:idea", args=[idea.process.space.slug, idea.dossier.code]),
            at=idea.proposed_at,
        )
        for idea in rows
    ]


def _what_comes_next(idea: ProjectIdea) -> str:
    if idea.state == IdeaState.PRESENTED:
        return _("Apoyos: %(count)s. El equipo técnico responde a cada idea con su motivo.") % {
            "count": idea.support_count
        }
    return _("La retiraste.") if idea.state == IdeaState.WITHDRAWN else _("Lee la respuesta y su motivo.")


def personal_data_of(user: User) -> dict[str, Any]:
    """Every idea of a person and every support, wherever they are: it is that person's own data."""
    mine = ProjectIdea.objects.filter(author=user).select_related("dossier", "process__space").order_by("id")
    given = IdeaSupport.objects.filter(user=user).select_related("idea__dossier").order_by("id")
    return {
        "presentadas": [
            {
                "codigo": idea.dossier.code,
                "proceso": idea.process.space.title,
                "nombre": idea.name,
                "detalle": idea.detail,
                "lugar": idea.place,
                "estado": str(idea.get_state_display()),
                "muestra_tu_nombre": idea.shows_author,
                "presentada": idea.proposed_at.isoformat(),
            }
            for idea in mine
        ],
        "apoyadas": [
            {"codigo": row.idea.dossier.code, "nombre": row.idea.name, "desde": row.since.isoformat()} for row in given
        ],
    }
