"""The pages where a team configures its space. Each asks the same rule as the action behind it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.audit import queries as audit
from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, registry
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.enums import SpaceRole
from tinkuy.foundation.spaces.models import Space, SpaceMembership
from tinkuy.foundation.spaces.queries import why_not_publish_space

from ..forms import DocumentForm, RoleForm, SpaceForm, StageForm

TEAM = tuple(SpaceRole.values)
PDF = frozenset({"application/pdf"})
DOCUMENT_LIMIT = 20 * 1024 * 1024


@space_role(*TEAM)
def overview(request: HttpRequest, space: Space) -> HttpResponse:
    """What the process is, whether it may be published, and why not yet."""
    context = {"space": space, "stages": space.stages.all(), "refusal": why_not_publish_space(space)}
    return render(request, "panel/space.html", context)


@space_role(SpaceRole.COORDINATOR)
def describe(request: HttpRequest, space: Space) -> HttpResponse:
    form = SpaceForm(request.POST or None, instance=Space.objects.get(pk=space.pk))
    if request.method == "POST" and form.is_valid():
        actions.describe_space(space=space, actor=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Guardado."))
        return redirect("panel:space", slug=space.slug)
    context = {"space": space, "form": form}
    return render(request, "panel/describe.html", context, status=422 if form.errors else 200)


@require_POST
@space_role(SpaceRole.COORDINATOR)
def publish(request: HttpRequest, space: Space) -> HttpResponse:
    actions.publish_space(space=space, actor=request.user, at=timezone.now())
    messages.success(request, _("El proceso ya está publicado: cualquiera puede verlo."))
    return redirect("panel:space", slug=space.slug)


@require_POST
@space_role(SpaceRole.COORDINATOR)
def finish(request: HttpRequest, space: Space) -> HttpResponse:
    actions.finish_space(space=space, actor=request.user, at=timezone.now())
    messages.success(request, _("El proceso concluyó. Sus páginas siguen a la vista."))
    return redirect("panel:space", slug=space.slug)


@space_role(SpaceRole.COORDINATOR)
def stages(request: HttpRequest, space: Space) -> HttpResponse:
    """The calendar: one form that sets or moves a stage, the list beside it."""
    chosen = space.stages.filter(kind=request.GET.get("etapa", "")).first()
    form = StageForm(request.POST or None, space=space, stage=chosen)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        dates = actions.StageDates(fields["kind"], fields["opens_at"], fields["closes_at"])
        try:
            actions.schedule_stage(
                space=space,
                dates=dates,
                reason=fields["reason"],
                act=fields["act"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Cronograma guardado."))
            return redirect("panel:stages", slug=space.slug)
        except Refused as refused:
            form.add_error(None, f"{refused.sentence} {refused.next_step}")
    kinds = registry.component(space.component).stages
    context = {"space": space, "form": form, "stages": space.stages.all(), "kinds": kinds}
    return render(request, "panel/stages.html", context, status=422 if form.errors else 200)


@space_role(SpaceRole.COORDINATOR, SpaceRole.TEAM_PRESIDENT)
def documents(request: HttpRequest, space: Space) -> HttpResponse:
    """The file's documents; publishing one of a kind that is there replaces it, and the old one stays in sight."""
    form = DocumentForm(request.POST or None, request.FILES or None, space=space)
    if request.method == "POST" and form.is_valid():
        fields = form.cleaned_data
        try:
            _publish_document(request, space, fields)
            messages.success(request, _("Documento publicado."))
            return redirect("panel:documents", slug=space.slug)
        except Refused as refused:
            form.add_error("upload", f"{refused.sentence} {refused.next_step}")
    required = [kind for kind in registry.component(space.component).stages if kind.required_document]
    context = {
        "space": space,
        "form": form,
        "documents": space.documents.select_related("file", "replaced_by"),
        "required": required,
    }
    return render(request, "panel/documents.html", context, status=422 if form.errors else 200)


def _publish_document(request: HttpRequest, space: Space, fields: dict) -> None:
    at = timezone.now()
    file = store_upload(upload=fields["upload"], allowed=PDF, max_size=DOCUMENT_LIMIT, uploader=request.user, at=at)
    actions.publish_document(
        space=space,
        kind=fields["kind"],
        title=fields["title"],
        number=fields["number"],
        issued_on=fields["issued_on"],
        file=file,
        actor=request.user,
        at=at,
    )


@space_role(SpaceRole.COORDINATOR)
def team(request: HttpRequest, space: Space) -> HttpResponse:
    form = RoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = User.objects.filter(email__iexact=form.cleaned_data["email"]).first()
        try:
            actions.grant_role(
                space=space, user=user, role=form.cleaned_data["role"], actor=request.user, at=timezone.now()
            )
            messages.success(request, _("Ya es parte del equipo."))
            return redirect("panel:team", slug=space.slug)
        except Refused as refused:
            form.add_error("email", f"{refused.sentence} {refused.next_step}")
    members = space.memberships.select_related("user").order_by("role", "user__paternal_surname")
    context = {"space": space, "form": form, "members": members}
    return render(request, "panel/team.html", context, status=422 if form.errors else 200)


@require_POST
@space_role(SpaceRole.COORDINATOR)
def revoke(request: HttpRequest, space: Space, membership: int) -> HttpResponse:
    row = get_object_or_404(SpaceMembership, pk=membership, space=space)
    actions.revoke_role(membership=row, actor=request.user, at=timezone.now())
    messages.success(request, _("Dejó de ser parte del equipo."))
    return redirect("panel:team", slug=space.slug)


@space_role(*TEAM)
def acts(request: HttpRequest, space: Space) -> HttpResponse:
    """The log of acts of the space, newest first, with who did each one."""
    rows = audit.acts_matching(chain=space.chain, kind=request.GET.get("tipo", ""))
    page = keyset_page(rows, cursor=request.GET.get("cursor", ""), size=50, order=("-id",))
    people = User.objects.in_bulk([act.actor_number for act in page.rows if act.actor_number])
    lines = [(act, people.get(act.actor_number)) for act in page.rows]
    return render(request, "panel/acts.html", {"space": space, "page": page, "lines": lines})
