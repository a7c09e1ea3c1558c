"""The desk of an entity's bodies: open them, seat people, end mandates."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.actions import store_upload
from tinkuy.foundation.organizations.access import entity_role
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused

from .. import actions, queries
from ..forms import ACCEPTED, MAX_SIZE, BodyForm, EndForm, MandateForm, SeatForm, TemplateForm
from ..models import CollegiateBody, Mandate

conducts = entity_role("administrator", "planning")


@conducts
@require_GET
def bodies(request: HttpRequest, entity: PublicBody) -> HttpResponse:
    return _bodies_page(request, entity)


@conducts
@require_POST
def open_template(request: HttpRequest, entity: PublicBody) -> HttpResponse:
    form = TemplateForm(request.POST, prefix="template")
    if not form.is_valid():
        return _bodies_page(request, entity, template_form=form)
    try:
        body = actions.open_from_template(
            public_body=entity, actor=request.user, at=timezone.now(), **form.cleaned_data
        )
    except Refused as refused:
        return _bodies_page(request, entity, refused, template_form=form)
    messages.success(request, _("El órgano quedó creado con sus asientos. Registra ahora a quienes lo integran."))
    return redirect("bodies:desk_body", entity.slug, body.slug)


@conducts
@require_POST
def open_body(request: HttpRequest, entity: PublicBody) -> HttpResponse:
    form = BodyForm(request.POST, prefix="body")
    if not form.is_valid():
        return _bodies_page(request, entity, body_form=form)
    try:
        body = actions.open_body(public_body=entity, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return _bodies_page(request, entity, refused, body_form=form)
    return redirect("bodies:desk_body", entity.slug, body.slug)


@conducts
@require_GET
def body(request: HttpRequest, entity: PublicBody, organ: str) -> HttpResponse:
    return _body_page(request, _one(entity, organ))


@conducts
@require_POST
def open_seat(request: HttpRequest, entity: PublicBody, organ: str) -> HttpResponse:
    found, form = _one(entity, organ), SeatForm(request.POST, prefix="seat")
    if not form.is_valid():
        return _body_page(request, found, seat_form=form)
    try:
        actions.open_seat(body=found, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Refused as refused:
        return _body_page(request, found, refused, seat_form=form)
    messages.success(request, _("El asiento quedó creado."))
    return redirect("bodies:desk_body", entity.slug, found.slug)


@conducts
@require_POST
def seat_person(request: HttpRequest, entity: PublicBody, organ: str) -> HttpResponse:
    found = _one(entity, organ)
    form = MandateForm(request.POST, request.FILES, prefix="mandate", body=found)
    if not form.is_valid():
        return _body_page(request, found, mandate_form=form)
    data, at = dict(form.cleaned_data), timezone.now()
    upload = data.pop("act_upload")
    try:
        if upload:
            data["act_file"] = store_upload(
                upload=upload, allowed=ACCEPTED, max_size=MAX_SIZE, uploader=request.user, at=at
            )
        actions.seat_person(actor=request.user, at=at, **data)
    except Refused as refused:
        return _body_page(request, found, refused, mandate_form=form)
    messages.success(request, _("El mandato quedó registrado y es público."))
    return redirect("bodies:desk_body", entity.slug, found.slug)


@conducts
def end(request: HttpRequest, entity: PublicBody, organ: str, number: int) -> HttpResponse:
    found = _one(entity, organ)
    mandate = get_object_or_404(Mandate, pk=number, seat__body=found)
    form, refused = EndForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_mandate(mandate=mandate, actor=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as error:
            refused = error
        else:
            messages.success(request, _("El mandato terminó y queda en el historial."))
            return redirect("bodies:desk_body", entity.slug, found.slug)
    context = {"body": entity, "organ": found, "mandate": mandate, "form": form, "refused": refused}
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "bodies/desk/end.html", context, status=status)


def _one(entity: PublicBody, organ: str) -> CollegiateBody:
    return get_object_or_404(CollegiateBody.objects.select_related("public_body"), public_body=entity, slug=organ)


def _bodies_page(
    request: HttpRequest, entity: PublicBody, refused: Refused | None = None, **forms: Any
) -> HttpResponse:
    context = {
        "body": entity,
        "organs": queries.bodies_of(entity, request.user)[:200],
        "refused": refused,
        "template_form": TemplateForm(prefix="template"),
        "body_form": BodyForm(prefix="body"),
        **forms,
    }
    return render(request, "bodies/desk/bodies.html", context, status=_status(refused, forms))


def _body_page(
    request: HttpRequest, found: CollegiateBody, refused: Refused | None = None, **forms: Any
) -> HttpResponse:
    places = queries.composition(found, timezone.localdate())
    context = {
        "body": found.public_body,
        "organ": found,
        "places": places,
        "quotas": queries.quotas_of(found, places),
        "namesakes": queries.namesakes(found),
        "refused": refused,
        "mandate_form": MandateForm(prefix="mandate", body=found),
        "seat_form": SeatForm(prefix="seat", initial={"number": len(places) + 1}),
        **forms,
    }
    return render(request, "bodies/desk/body.html", context, status=_status(refused, forms))


def _status(refused: Refused | None, forms: dict[str, Any]) -> int:
    return refused.status if refused else 422 if any(form.errors for form in forms.values()) else 200
