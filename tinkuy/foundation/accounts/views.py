"""«Mi cuenta»: what one told us, what one agreed to, how sure we are of who one is, and the way out."""

import json
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public

from . import actions, queries
from .access import has_second_factor, signed_in
from .enums import NEEDED_PURPOSES, TEXT_VERSION, ConsentPurpose, IdentityLevel
from .forms.profile import CloseAccountForm, DocumentForm, ProfileForm

_TEXTS = {"terms": "accounts/texts/terms.html", "data": "accounts/texts/data.html"}


@signed_in
@require_GET
def profile(request: HttpRequest) -> HttpResponse:
    in_force = queries.consents_in_force(request.user)
    consents = [
        {"purpose": purpose, "given": in_force.get(purpose), "needed": purpose in NEEDED_PURPOSES}
        for purpose in ConsentPurpose
    ]
    context = {
        "consents": consents,
        "identity": getattr(request.user, "identity", None),
        "level": queries.identity_level(request.user),
        "levels": IdentityLevel,
        "has_second_factor": has_second_factor(request.user),
    }
    return render(request, "accounts/profile.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def edit_profile(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(request.user)
    if form.is_bound and form.is_valid():
        actions.update_profile(user=request.user, **form.cleaned_data, at=timezone.now())
        messages.success(request, _("Tus datos quedaron guardados."))
        return redirect("accounts:profile")
    return _form_page(request, "accounts/edit_profile.html", form)


@signed_in
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest) -> HttpResponse:
    form = DocumentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        now = timezone.now()
        try:
            actions.count_lookup(source=get_adapter(request).get_client_ip(request) or "", at=now)
            actions.declare_document(user=request.user, **form.cleaned_data, at=now)
        except Refused as refused:
            return _form_page(request, "accounts/document.html", form, refused)
        messages.success(request, _("Tu documento quedó registrado."))
        asked = request.GET.get("next", "")
        return redirect(asked if get_adapter(request).is_safe_url(asked) else "accounts:profile")
    identity = getattr(request.user, "identity", None)
    return _form_page(request, "accounts/document.html", form, identity=identity, levels=IdentityLevel)


@signed_in
@require_POST
def consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """One click to agree, one click to take it back."""
    if purpose not in ConsentPurpose.values:
        raise Http404
    if request.POST.get("answer") == "give":
        actions.give_consent(user=request.user, purpose=purpose, at=timezone.now())
        messages.success(request, _("Quedó anotado que estás de acuerdo."))
    else:
        actions.withdraw_consent(user=request.user, purpose=purpose, at=timezone.now())
        messages.success(request, _("Quedó anotado que ya no estás de acuerdo."))
    return redirect("accounts:profile")


@signed_in
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    body = json.dumps(queries.personal_data(request.user), ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mis-datos.json"'
    return response


@signed_in
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    form = CloseAccountForm(request.POST or None)
    if not request.user.has_usable_password():
        del form.fields["password"]
    if form.is_bound and form.is_valid():
        try:
            actions.close_account(user=request.user, password=form.cleaned_data.get("password"), at=timezone.now())
        except Refused as refused:
            return _form_page(request, "accounts/close.html", form, refused)
        logout(request)
        messages.success(request, _("Tu cuenta quedó cerrada."))
        return redirect("web:home")
    return _form_page(request, "accounts/close.html", form)


@public
@require_GET
def text(request: HttpRequest, purpose: str) -> HttpResponse:
    if purpose not in _TEXTS:
        raise Http404
    return render(request, _TEXTS[purpose], {"version": TEXT_VERSION})


def _form_page(
    request: HttpRequest, template: str, form: Form, refused: Refused | None = None, **context: Any
) -> HttpResponse:
    if refused:
        form.add_error(None, f"{refused.sentence} {refused.next_step}".strip())
    status = refused.status if refused else 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
