from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.accounts.access import require_second_factor, signed_in
from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.spaces.actions import create_space

from .. import queries
from ..forms import NewSpaceForm


@signed_in
@require_second_factor
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what closes soon, and the processes and entities I work in."""
    spaces = list(queries.spaces_of(request.user))
    bodies = list(queries.bodies_of(request.user))
    if not spaces and not bodies and not request.user.is_operator:
        raise PermissionDenied(_("El panel es para quienes trabajan en una entidad o en un proceso."))
    at = timezone.now()
    context = {
        "spaces": spaces,
        "bodies": bodies,
        "closing": queries.closing_soon(request.user, at),
        "waiting": queries.waiting_for(request.user, at),
    }
    return render(request, "panel/home.html", context)


@entity_role("administrator", "planning")
def new_space(request: HttpRequest, body: PublicBody) -> HttpResponse:
    form = NewSpaceForm(request.POST or None)
    if form.is_valid():
        fields = form.cleaned_data
        space = create_space(
            body=body, actor=request.user, at=timezone.now(), ubigeo=body.ubigeo, is_demo=body.is_demo, **fields
        )
        return redirect("panel:space", slug=space.slug)
    return render(request, "panel/new_space.html", {"form": form, "body": body}, status=422 if form.errors else 200)
