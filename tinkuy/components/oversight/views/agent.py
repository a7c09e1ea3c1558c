"""An agent stands for the committee. Where the election is by ballot, the vote is on the pages of its poll."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import signed_in_space
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..forms import CandidacyForm


@signed_in_space
def stand(request: HttpRequest, space: Space) -> HttpResponse:
    committee = queries.committee_of(space)
    form, refused = CandidacyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        mine = queries.my_accreditation(space, request.user)
        try:
            actions.submit_candidacy(
                space=space, accreditation=mine, actor=request.user, at=timezone.now(), **form.cleaned_data
            )
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("Tu candidatura llegó a la mesa. Guarda esta página: aquí verás si se admite."))
            return redirect("oversight:stand", space.slug)
    found = queries.candidacy_of(committee, request.user)
    context = {
        "space": space,
        "committee": committee,
        "form": form,
        "refused": refused,
        "candidacy": found,
        "checks": queries.checks_of(found) if found else [],
        "is_open": queries.call_is_open(committee, timezone.now()),
    }
    return render(request, "oversight/stand.html", context, status=refused.status if refused else 200)


@signed_in_space
@require_POST
def withdraw(request: HttpRequest, space: Space) -> HttpResponse:
    found = queries.candidacy_of(queries.committee_of(space), request.user)
    if found:
        actions.withdraw_candidacy(candidacy=found, actor=request.user, at=timezone.now())
        messages.success(request, _("Tu candidatura quedó retirada."))
    return redirect("oversight:stand", space.slug)
