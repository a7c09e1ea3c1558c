"""The desk of the procedure: publishing lists, ruling on challenges, filing them from paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..enums import ChallengeBy
from ..forms.procedure import AnswerForm, PaperChallengeForm, PublishForm, RulingForm
from ..models import AccreditationRequest, Challenge
from ..queries import procedure
from ..queries.publication import publication_term
from ..rules.procedure import why_not_challenge
from .desk import at_the_desk


@at_the_desk
def lists(request: HttpRequest, space: Space) -> HttpResponse:
    form, refused = PublishForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.publish_list(space=space, actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("%(list)s quedó publicada.") % {"list": done})
            return redirect("accreditation:desk_lists", space.slug)
        except Refused as refusal:
            refused = refusal
    rules = queries.rules_of(space)
    term = publication_term(space, rules)
    context = {
        "space": space,
        "form": form,
        "refused": refused,
        "rules": rules,
        "term": term,
        "term_is_late": bool(term and term.is_late(timezone.localdate())),
        "lists": procedure.published_lists(space),
        "challenges": procedure.challenge_queue(space)[:200],
        "today": timezone.localdate(),
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/desk/lists.html", context, status=status)


@at_the_desk
@require_GET
def challenge(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    return _page(request, _one(space, code))


@at_the_desk
def file_challenge(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """Somebody brings it on paper: the desk types it in the name of who signed."""
    rows = AccreditationRequest.objects.exclude(state="draft").select_related("space__body")
    row = get_object_or_404(rows, space=space, code=code)
    form, refused = PaperChallengeForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            filed = actions.file_challenge(
                request=row,
                ground=data["ground"],
                text=data["text"],
                upload=data["file"],
                on_paper_by=data["on_paper_by"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("La tacha quedó presentada con el código %(code)s.") % {"code": filed.code})
            return redirect("accreditation:desk_challenge", space.slug, filed.code)
        except Refused as refusal:
            refused = refusal
    shut = None if refused else _why_not_challenge(row)
    context = {"space": space, "row": row, "form": form, "refused": refused or shut, "shut": bool(shut)}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/desk/file_challenge.html", context, status=status)


def _why_not_challenge(row: AccreditationRequest) -> Refused | None:
    rules = queries.rules_of(row.space)
    facts = procedure.challenge_facts(row, rules, None, timezone.now())
    refusal, until = why_not_challenge(facts), facts.until
    who = ChallengeBy(rules.challenged_by).label.lower()
    return Refused(refusal, until=date_format(until) if until else "", who=who) if refusal else None


@at_the_desk
@require_POST
def answer(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """The answer of somebody without an account, brought to the desk."""
    row, form = _one(space, code), AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, row, answer_form=form)
    data, at = form.cleaned_data, timezone.now()
    try:
        actions.answer_challenge(challenge=row, answer=data["answer"], upload=data["file"], actor=request.user, at=at)
    except Refused as refused:
        return _page(request, row, refused=refused, answer_form=form)
    messages.success(request, _("El descargo quedó en el expediente."))
    return redirect("accreditation:desk_challenge", space.slug, row.code)


@at_the_desk
@require_POST
def rule(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row, form = _one(space, code), RulingForm(request.POST)
    if not form.is_valid():
        return _page(request, row, ruling_form=form)
    try:
        actions.rule_on_challenge(
            challenge=row,
            upholds=form.cleaned_data["upholds"] == "si",
            reason=form.cleaned_data["reason"],
            actor=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        return _page(request, row, refused=refused, ruling_form=form)
    messages.success(request, _("La tacha quedó resuelta y la persona fue avisada."))
    return redirect("accreditation:desk_challenge", space.slug, row.code)


@at_the_desk
@require_GET
def challenge_file(request: HttpRequest, space: Space, code: str, which: str) -> FileResponse:
    row = _one(space, code)
    found = {"prueba": row.file, "descargo": row.answer_file}.get(which)
    if found is None:
        raise Http404
    return file_response(found)


def _one(space: Space, code: str) -> Challenge:
    return get_object_or_404(procedure.challenge_queue(space), code=code)


def _page(
    request: HttpRequest,
    row: Challenge,
    *,
    refused: Refused | None = None,
    answer_form: AnswerForm | None = None,
    ruling_form: RulingForm | None = None,
) -> HttpResponse:
    shut = queries.why_not_rule(row.request, request.user)
    context = {
        "space": row.space,
        "row": row,
        "refused": refused or (Refused(shut) if shut else None),
        "is_open": row.ruled_at is None,
        "may_answer": row.state == "filed" and timezone.localdate() <= row.answer_due_on,
        "answer_form": answer_form or AnswerForm(),
        "ruling_form": ruling_form or RulingForm(),
    }
    forms = [one for one in (answer_form, ruling_form) if one is not None and one.errors]
    status = refused.status if refused else 422 if forms else 200
    return render(request, "accreditation/desk/challenge.html", context, status=status)
