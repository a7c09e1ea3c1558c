"""Ideas for projects: the list, the form, the record, the support, the ranking; and the desk that answers them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinkuy.foundation.shared.money import soles
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refusal, Refused
from tinkuy.foundation.spaces.access import public_space, signed_in_space, space_role
from tinkuy.foundation.spaces.models import Space

from ..actions import ideas as actions
from ..enums import IdeaState
from ..exports.ideas import WRITERS
from ..forms.ideas import AnswerForm, IdeaFilter, IdeaForm
from ..models import BudgetProcess, IdeaAnswer, ProjectIdea
from ..queries import ideas as queries
from ..queries.process import process_of
from ..rules.ideas import why_not_withdraw

PAGE_SIZE = 24
RANKING_SIZE = 50
TEAM = ("coordinator", "team_president", "technical_team")


@public_space
@require_safe
def index(request: HttpRequest, space: Space) -> HttpResponse:
    process = _process_or_404(space)
    form = _filter(request, process)
    page = keyset_page(
        queries.ideas_of(process, **form.chosen()),
        cursor=request.GET.get("cursor", ""),
        size=PAGE_SIZE,
        order=("-proposed_at", "-id"),
    )
    context = {
        "space": space,
        "form": form,
        "page": page,
        "by_province": queries.counts_by_province(process),
        "refusal": queries.why_not(space, "propose_idea", timezone.now()),
        "limits": queries.idea_rules(process),
    }
    return render(request, "budgeting/ideas/index.html", context)


@public_space
@require_safe
def ranking(request: HttpRequest, space: Space) -> HttpResponse:
    """By supports. It informs; it does not prioritise."""
    process = _process_or_404(space)
    page = keyset_page(
        queries.ideas_of(process),
        cursor=request.GET.get("cursor", ""),
        size=RANKING_SIZE,
        order=("-support_count", "-id"),
    )
    return render(request, "budgeting/ideas/ranking.html", {"space": space, "page": page})


@signed_in_space
def new(request: HttpRequest, space: Space) -> HttpResponse:
    """The form; before publishing, ideas that resemble it are shown once, so that people join forces."""
    process = _process_or_404(space)
    refusal = queries.why_not_propose_now(process, request.user, timezone.now())
    if refusal:
        raise Refused(refusal, limit=queries.idea_rules(process).idea_limit)
    suggested = {"name": request.GET.get("nombre", "")[:200]}
    form = IdeaForm(request.POST or None, region=space.ubigeo, initial=suggested)
    similar: list[ProjectIdea] = []
    if request.method == "POST" and form.is_valid():
        similar = [] if "seen_similar" in request.POST else _similar(process, form)
        if not similar:
            idea = actions.propose_idea(process=process, draft=form.draft(), actor=request.user, at=timezone.now())
            messages.success(request, _("Tu idea está publicada. Compártela para que otras personas la apoyen."))
            return redirect("budgeting:idea", space.slug, idea.dossier.code)
    status = 422 if form.errors else 200
    return render(
        request, "budgeting/ideas/new.html", {"space": space, "form": form, "similar": similar}, status=status
    )


@public_space
@require_safe
def detail(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    idea = _idea_or_404(_process_or_404(space), code)
    standing = queries.standing_before(idea, request.user, timezone.now())
    context = {
        "space": space,
        "idea": idea,
        "look": idea.look,
        "facts": _facts(idea),
        "answers": _answers(idea),
        "standing": standing,
        "refusal_sentence": _sentence(standing.refusal, standing.limit),
        "may_withdraw": why_not_withdraw(state=idea.state, is_author=standing.is_author) is None,
    }
    return render(request, "budgeting/ideas/detail.html", context)


@signed_in_space
@require_POST
def support(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    idea = _idea_or_404(_process_or_404(space), code)
    actions.support_idea(idea=idea, actor=request.user, at=timezone.now())
    messages.success(request, _("Tu apoyo quedó registrado."))
    return redirect("budgeting:idea", space.slug, code)


@signed_in_space
@require_POST
def unsupport(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    idea = _idea_or_404(_process_or_404(space), code)
    actions.withdraw_support(idea=idea, actor=request.user, at=timezone.now())
    messages.success(request, _("Retiraste tu apoyo; puedes darlo a otra idea."))
    return redirect("budgeting:idea", space.slug, code)


@signed_in_space
@require_POST
def withdraw(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    idea = _idea_or_404(_process_or_404(space), code)
    actions.withdraw_idea(idea=idea, actor=request.user, at=timezone.now())
    messages.success(request, _("Retiraste tu idea. Su página queda, y dice que la retiraste."))
    return redirect("budgeting:idea", space.slug, code)


@public_space
@require_safe
def download(request: HttpRequest, space: Space, ending: str) -> HttpResponse:
    """The ideas that the filters leave, for other programs."""
    process = _process_or_404(space)
    if ending not in WRITERS:
        raise Http404
    rows = queries.ideas_of(process, **_filter(request, process).chosen()).select_related("author", "dossier")
    raw, content_type = WRITERS[ending](rows.order_by("-support_count", "-id"))
    name = f"{space.slug}-ideas.{ending}"
    return HttpResponse(
        raw, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@space_role(*TEAM)
@require_safe
def desk(request: HttpRequest, space: Space) -> HttpResponse:
    """What waits for an answer, the most supported first."""
    process = _process_or_404(space)
    data = request.GET.copy()
    data.setdefault("estado", IdeaState.PRESENTED.value)
    form = IdeaFilter(data, provinces=queries.provinces_with_ideas(process))
    page = keyset_page(
        queries.ideas_of(process, **form.chosen()),
        cursor=request.GET.get("cursor", ""),
        size=RANKING_SIZE,
        order=("-support_count", "-id"),
    )
    context = {"space": space, "form": form, "page": page}
    return render(request, "budgeting/ideas/desk.html", context)


@space_role(*TEAM)
def answer(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    process = _process_or_404(space)
    idea = _idea_or_404(process, code)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        cui = data.pop("cui").strip()
        project = process.projects.select_related("dossier").filter(cui=cui).first() if cui else None
        if cui and project is None:
            form.add_error("cui", _("Ese código no es de un proyecto candidato de este proceso."))
        else:
            actions.answer_idea(idea=idea, project=project, actor=request.user, at=timezone.now(), **data)
            messages.success(
                request, _("La respuesta está publicada, y va por correo a su autor y a quienes la apoyaron.")
            )
            return redirect("budgeting:desk_ideas", space.slug)
    context = {
        "space": space,
        "idea": idea,
        "look": idea.look,
        "facts": _facts(idea),
        "answers": _answers(idea),
        "form": form,
    }
    return render(request, "budgeting/ideas/answer.html", context, status=422 if form.errors else 200)


def _process_or_404(space: Space) -> BudgetProcess:
    process = process_of(space)
    if process is None:
        raise Http404
    return process


def _idea_or_404(process: BudgetProcess, code: str) -> ProjectIdea:
    idea = queries.idea_by_code(process, code)
    if idea is None:
        raise Http404
    idea.process = process
    return idea


def _filter(request: HttpRequest, process: BudgetProcess) -> IdeaFilter:
    return IdeaFilter(request.GET, provinces=queries.provinces_with_ideas(process))


def _similar(process: BudgetProcess, form: IdeaForm) -> list[ProjectIdea]:
    return queries.similar_ideas(process, form.cleaned_data["name"])


def _answers(idea: ProjectIdea) -> list[IdeaAnswer]:
    return list(idea.answers.select_related("project"))


def _sentence(refusal: Refusal | None, limit: int) -> tuple[str, str]:
    """Sentence and next step of a refusal, with its figures."""
    if refusal is None:
        return "", ""
    told = Refused(refusal, limit=limit)
    return told.sentence, told.next_step


def _facts(idea: ProjectIdea) -> list[tuple[str, object]]:
    day = date_format(timezone.localdate(idea.proposed_at), "DATE_FORMAT")
    people = None if idea.beneficiaries is None else f"{idea.beneficiaries:,}"
    return [
        (_("Dónde"), idea.place),
        (_("Tema"), idea.get_theme_display()),
        (_("Acción estratégica (AER) del PDRC"), idea.strategic_action),
        (_("Personas beneficiadas"), people),
        (_("Monto aproximado"), soles(idea.amount) if idea.amount else None),
        (_("Presentada"), day),
        (_("Por"), idea.author_name),
    ]
