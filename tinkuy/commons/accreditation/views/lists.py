"""What anybody reads of the procedure: the lists, the challenges, the register of a past date; and filing and
answering a challenge."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import public_space, signed_in_space
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..enums import ChallengeBy
from ..forms import province_choices
from ..forms.procedure import AnswerForm, ChallengeForm, DayForm
from ..models import RosterEntry, RosterList
from ..queries import procedure, register
from ..rules.procedure import why_not_challenge

PAGE = 50


@public_space
@require_GET
def lists(request: HttpRequest, space: Space) -> HttpResponse:
    context = {
        "space": space,
        "rules": queries.rules_of(space),
        "lists": procedure.published_lists(space),
        "challenges": procedure.published_challenges(space)[:100],
    }
    return render(request, "accreditation/lists.html", context)


@public_space
@require_GET
def one_list(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    found = get_object_or_404(RosterList, space=space, pk=pk)
    page = keyset_page(found.entries.all(), cursor=request.GET.get("cursor", ""), size=PAGE, order=("position",))
    provinces = dict(province_choices(space))
    today = timezone.localdate()
    context = {
        "space": space,
        "list": found,
        "page": page,
        "rows": [(row, provinces.get(row.province_code, "")) for row in page.rows],
        "may_challenge": bool(found.challenges_until and today <= found.challenges_until),
        "working": [{**step, "date": date.fromisoformat(step["day"])} for step in found.working],
    }
    return render(request, "accreditation/list.html", context)


@signed_in_space
def challenge(request: HttpRequest, space: Space, pk: int) -> HttpResponse:
    """Filing a challenge against a line of the provisional list; when one may not, why."""
    entry = get_object_or_404(
        RosterEntry.objects.select_related("request__space__body"), pk=pk, roster_list__space=space
    )
    form, refused = ChallengeForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            filed = actions.file_challenge(
                request=entry.request,
                ground=data["ground"],
                text=data["text"],
                upload=data["file"],
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("accreditation:challenge_followed", space.slug, filed.code)
        except Refused as refusal:
            refused = refusal
    rules = queries.rules_of(space)
    facts = procedure.challenge_facts(entry.request, rules, request.user, timezone.now())
    shut = why_not_challenge(facts)
    words = {"until": facts.until or "", "who": ChallengeBy(rules.challenged_by).label.lower()}
    context = {
        "space": space,
        "entry": entry,
        "form": form,
        "refused": refused or (Refused(shut, **words) if shut else None),
        "shut": bool(shut),
        "until": facts.until,
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/challenge.html", context, status=status)


@signed_in_space
def challenge_followed(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """One's own challenge, as who filed it or as who must answer it."""
    row = procedure.challenge_for(code, space, request.user)
    if row is None:
        return render(request, "accreditation/challenge_unknown.html", {"space": space}, status=404)
    is_challenged = row.request.applicant_id == request.user.pk
    form, refused = AnswerForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and is_challenged and form.is_valid():
        try:
            actions.answer_challenge(
                challenge=row,
                answer=form.cleaned_data["answer"],
                upload=form.cleaned_data["file"],
                actor=request.user,
                at=timezone.now(),
            )
            return redirect("accreditation:challenge_followed", space.slug, row.code)
        except Refused as refusal:
            refused = refusal
    context = {"space": space, "row": row, "form": form, "refused": refused, "is_challenged": is_challenged}
    context["may_answer"] = is_challenged and row.state == "filed" and timezone.localdate() <= row.answer_due_on
    return render(request, "accreditation/challenge_followed.html", context, status=refused.status if refused else 200)


@public_space
@require_GET
def register_on(request: HttpRequest, space: Space) -> HttpResponse:
    """The register as it was at the end of a day; a day that has not come is today."""
    today = timezone.localdate()
    form = DayForm(request.GET if "dia" in request.GET else None, initial={"dia": today.isoformat()})
    day = min(form.cleaned_data["dia"], today) if form.is_bound and form.is_valid() else today
    rows = register.roster_on(space, day, text=request.GET.get("q", "")[:120])
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=PAGE, order=("folded_name", "pk"))
    context = {"space": space, "form": form, "day": day, "page": page, "count": register.count_on(space, day)}
    return render(request, "accreditation/register.html", context, status=422 if form.errors else 200)
