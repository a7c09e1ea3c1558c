"""Ideas as tests need them: fixed values, in the process of the budgeting factory."""

from datetime import timedelta
from decimal import Decimal

from tests.factories import budgeting, cast
from tests.factories.voting import verified
from tinkuy.components.budgeting.actions.ideas import IdeaDraft, propose_idea
from tinkuy.components.budgeting.models import BudgetProcess, IdeaRules, ProjectIdea
from tinkuy.foundation.accounts.models import User

# The stage of ideas closes at AT.
DURING = cast.AT - timedelta(days=5)
DRAFT = IdeaDraft(
    name="Agua potable para el caserío El Tambo",
    ubigeo="060108",
    theme="water",
    strategic_action="AER 2.1 Ampliar el acceso a agua segura",
    detail="Ochenta familias caminan una hora para traer agua.",
    beneficiaries=320,
    amount=Decimal("850000.00"),
)


def receiving(*, supports: int = 5, ideas: int = 5) -> BudgetProcess:
    process = budgeting.process()
    IdeaRules.objects.update_or_create(process=process, defaults={"support_limit": supports, "idea_limit": ideas})
    return process


def neighbor(number: int) -> User:
    return verified(cast.person(f"vecina{number}@ejemplo.pe", f"Vecina {number}", "Tanta", "Mantilla"))


def idea(number: int = 0, *, author: User | None = None, **fields: object) -> ProjectIdea:
    """Another name for each number."""
    names = {
        0: DRAFT.name,
        1: "Posta médica en Anguía",
        2: "Biblioteca y parque en Chota",
        3: "Puente sobre el Llaucano",
    }
    draft = IdeaDraft(**{**DRAFT.__dict__, "name": names.get(number, f"Idea número {number} de prueba"), **fields})
    process = BudgetProcess.objects.select_related("space__body").first() or receiving()
    return propose_idea(process=process, draft=draft, actor=author or neighbor(100 + number), at=DURING)
