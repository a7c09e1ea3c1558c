"""An organisation changes who speaks for it: it asks from its account or comes to the desk, which accepts or not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinkuy.foundation.files.queries import file_response
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.text import read_code
from tinkuy.foundation.spaces.access import signed_in_space
from tinkuy.foundation.spaces.models import Space

from .. import actions
from ..enums import EvidenceKind
from ..forms import PaperPersonForm, ReasonForm
from ..forms.procedure import DelegateForm
from ..models import Accreditation, AccreditationRequest
from ..queries import replacements
from .desk import at_the_desk


@signed_in_space
def ask(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """For whoever holds a credential of that organisation; to others the page does not exist."""
    found = get_object_or_404(Accreditation.objects.select_related("space"), space=space, code=read_code(code))
    if not replacements.speaks_for(request.user, found):  # type: ignore[arg-type]
        raise Http404
    sent = replacements.waiting(space).filter(replaces=found).first()
    done = _("Pediste el cambio. La mesa lo revisa y te escribe; mientras tanto nada cambia.")
    return _form(request, found, actions.ask_replacement, "accreditation/delegate.html", done, sent=sent)


@at_the_desk
def replace(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    """The organisation came with its paper."""
    found = get_object_or_404(Accreditation.objects.select_related("space"), space=space, request__code=code)
    done = _("El cambio quedó hecho: la credencial anterior terminó y la nueva está emitida.")
    return _form(request, found, actions.replace_accreditation, "accreditation/desk/delegate.html", done)


@at_the_desk
@require_POST
def decide(request: HttpRequest, space: Space, code: str, what: str) -> HttpResponse:
    """Accepting or refusing what an organisation asked from its account. `code`: the proposal's."""
    row = get_object_or_404(replacements.waiting(space), code=code)
    back = row.replaces.request.code if row.replaces else ""
    try:
        if what == "aceptar":
            actions.accept_replacement(request=row, actor=request.user, at=timezone.now())
            messages.success(request, _("El cambio quedó hecho y la organización fue avisada."))
        elif what == "no-aceptar":
            form = ReasonForm(request.POST, prefix="replacement")
            reason = form.cleaned_data["reason"] if form.is_valid() else ""
            actions.refuse_replacement(request=row, reason=reason, actor=request.user, at=timezone.now())
            messages.success(request, _("El cambio no se hizo y la organización fue avisada."))
        else:
            raise Http404
    except Refused as refused:
        context = {"space": space, "refused": refused, "back": back}
        return render(request, "accreditation/desk/delegate_refused.html", context, status=refused.status)
    return redirect("accreditation:review", space.slug, back)


@at_the_desk
@require_GET
def evidence_file(request: HttpRequest, space: Space, code: str, pk: int) -> FileResponse:
    row = get_object_or_404(replacements.waiting(space), code=code)
    return file_response(get_object_or_404(row.evidence.select_related("file"), pk=pk).file)


def _form(
    request: HttpRequest, found: Accreditation, act: Callable[..., Any], template: str, done: str, **more: Any
) -> HttpResponse:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    entry, person, refused = DelegateForm(data, files), PaperPersonForm(data), None
    if data is not None and all([entry.is_valid(), person.is_valid()]):
        given = entry.cleaned_data
        try:
            act(
                accreditation=found,
                person=person.cleaned_data,
                uploads=[(EvidenceKind.MANDATE.value, given["mandate_file"])],
                reason=given["reason"],
                post=given["post"],
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, done)
            return redirect(request.path if act is actions.ask_replacement else _desk_url(found))
        except Refused as refusal:
            refused = refusal
    context = {"space": found.space, "credential": found, "entry": entry, "person": person, "refused": refused, **more}
    context["forms"] = [entry, person]
    status = refused.status if refused else 422 if data is not None else 200
    return render(request, template, context, status=status)


def _desk_url(found: Accreditation) -> str:
    new = AccreditationRequest.objects.get(replaces=found)
    return reverse("accreditation:review", args=[found.space.slug, new.code])
