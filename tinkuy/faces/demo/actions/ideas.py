"""Ideas that invented people propose, support, and that the team answers."""

import random
from datetime import datetime, timedelta
from decimal import Decimal

from tinkuy.components.budgeting.actions.ideas import IdeaDraft, answer_idea, propose_idea, support_idea
from tinkuy.components.budgeting.models import BudgetProcess, ProjectIdea
from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.territory.models import Province

from .people import make_person, names

ANSWERS = (
    ("accepted", "La Unidad Formuladora la registrará como idea en el banco de inversiones y la estudiará.", ""),
    ("not_accepted", "Ya existe un proyecto viable que atiende lo mismo en esos caseríos; se prioriza ese.", ""),
    ("referred", "Es competencia de la municipalidad provincial: se le envía tu idea.", "Municipalidad provincial"),
    ("in_part", "Se acoge la parte de agua segura; el lavadero corresponde al mantenimiento de cada local.", ""),
)


def propose_ideas(
    *, process: BudgetProcess, first: int, count: int, answered: int, team: dict[str, User], at: datetime
) -> None:
    """`count` ideas over the provinces, each with some support; the first ones answered, with reasons."""
    provinces = list(Province.objects.filter(department_id=process.space.ubigeo).order_by("code"))
    people = [make_person(number=first + place, desk=team["mesa"], at=at)[0] for place in range(count)]
    ideas = [_propose(process, people[place], provinces[place % len(provinces)], place, at) for place in range(count)]
    _support(ideas, people, at + timedelta(hours=5))
    for place, idea in enumerate(ideas[:answered]):
        outcome, reason, referred_to = ANSWERS[place % len(ANSWERS)]
        answer_idea(
            idea=idea,
            outcome=outcome,
            reason=reason,
            referred_to=referred_to,
            actor=team["tecnica"],
            at=at + timedelta(days=2, minutes=place),
        )


def _propose(process: BudgetProcess, author: User, province: Province, place: int, at: datetime) -> ProjectIdea:
    ideas = names()["ideas"]
    name, theme, detail = ideas[place % len(ideas)]
    draft = IdeaDraft(
        name=name.format(place=province.name),
        ubigeo=province.code,
        theme=theme,
        strategic_action="Mejorar el acceso a servicios de calidad en el ámbito rural",
        detail=detail,
        beneficiaries=120 + 85 * (place % 9),
        amount=Decimal(180_000 + 95_000 * (place % 7)),
    )
    return propose_idea(process=process, draft=draft, actor=author, at=at + timedelta(minutes=11 * place))


def _support(ideas: list[ProjectIdea], people: list[User], at: datetime) -> None:
    for number, person in enumerate(people):
        chance = random.Random(f"support-{number}")  # noqa: S311 - invented support
        for idea in chance.sample(ideas, min(4, len(ideas))):
            if idea.author_id != person.pk:
                support_idea(idea=idea, actor=person, at=at + timedelta(minutes=number))
