"""The desk's other pages: registering from paper, the rules of the space, and the rosters with personal data."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import why_not as why_not_stage

from .. import actions, exports, queries
from ..enums import AppliesTo, EvidenceKind
from ..forms import PaperEntryForm, PaperPersonForm, RepresentationForm, RulesForm

at_the_desk = space_role("desk", "coordinator", "technical_team")
# Evidence that only one kind of applicant can have.
_APPLIES = {
    EvidenceKind.MANDATE: AppliesTo.ORGANIZATION,
    EvidenceKind.ORGANIZATION_LIFE: AppliesTo.ORGANIZATION,
    EvidenceKind.ADHERENTS: AppliesTo.SELF,
}


@at_the_desk
def paper(request: HttpRequest, space: Space) -> HttpResponse:
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    entry = PaperEntryForm(data, files)
    person = PaperPersonForm(data)
    representation = RepresentationForm(data, space=space, rules=queries.rules_of(space))
    refused = None
    if data is not None and all([entry.is_valid(), person.is_valid(), representation.is_valid()]):
        uploads = [(EvidenceKind.FORM.value, entry.cleaned_data["form_file"])]
        if entry.cleaned_data["mandate_file"]:
            uploads.append((EvidenceKind.MANDATE.value, entry.cleaned_data["mandate_file"]))
        try:
            row = actions.register_on_paper(
                space=space,
                reason=entry.cleaned_data["entry_reason"],
                person=person.cleaned_data,
                representation=representation.cleaned_data,
                uploads=uploads,
                actor=request.user,
                at=timezone.now(),
            )
            messages.success(request, _("Quedó registrada con el código %(code)s.") % {"code": row.code})
            return redirect("accreditation:review", space.slug, row.code)
        except Refused as refusal:
            refused = refusal
    shut = why_not_stage(space, "register", timezone.now())
    context = {
        "space": space,
        "forms": [entry, person, representation],
        "entry": entry,
        "person": person,
        "representation": representation,
        "refused": refused,
        "shut": Refused(shut) if shut else None,
    }
    status = refused.status if refused else 422 if data is not None else 200
    return render(request, "accreditation/desk/paper.html", context, status=status)


@space_role("coordinator")
def rules(request: HttpRequest, space: Space) -> HttpResponse:
    """What the ordinance says about agents. Requests already sent keep what was decided on them."""
    current = queries.rules_of(space)
    initial = {
        "evidence": list(current.evidence.values_list("kind", flat=True)) if current.pk else [],
        "voice_only": list(current.voice_only_classes.values_list("agent_class", flat=True)) if current.pk else [],
        "segments": "\n".join(current.segments.values_list("title", flat=True)) if current.pk else "",
    }
    form = RulesForm(request.POST or None, instance=current, initial=initial)
    if request.method == "POST" and form.is_valid():
        columns = {name: form.cleaned_data[name] for name in RulesForm.Meta.fields}
        evidence = [
            (kind, str(_APPLIES.get(EvidenceKind(kind), AppliesTo.ALL))) for kind in form.cleaned_data["evidence"]
        ]
        actions.set_rules(
            space=space,
            actor=request.user,
            at=timezone.now(),
            evidence=evidence,
            segments=form.segment_titles,
            voice_only=form.cleaned_data["voice_only"],
            **columns,
        )
        messages.success(request, _("Las reglas quedaron guardadas; el cambio está en los actos del proceso."))
        return redirect("accreditation:rules", space.slug)
    status = 422 if form.errors else 200
    return render(request, "accreditation/desk/rules.html", {"space": space, "form": form}, status=status)


@at_the_desk
@require_GET
def roster_csv(request: HttpRequest, space: Space) -> StreamingHttpResponse:
    _record_reading(request, space, "csv")
    lines = exports.csv_lines(exports.staff_roster_rows(space))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="padron-completo-{space.slug}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@at_the_desk
@require_GET
def roster_xlsx(request: HttpRequest, space: Space) -> HttpResponse:
    _record_reading(request, space, "xlsx")
    content = exports.workbook(exports.staff_roster_rows(space), sheet=_("Padrón"))
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="padron-completo-{space.slug}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@at_the_desk
@require_GET
def masked_csv(request: HttpRequest, space: Space) -> StreamingHttpResponse:
    """Without personal data beyond the name: for working with it, not an act."""
    lines = exports.csv_lines(exports.masked_roster_rows(space))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="padron-de-trabajo-{space.slug}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


@at_the_desk
@require_GET
def masked_xlsx(request: HttpRequest, space: Space) -> HttpResponse:
    content = exports.workbook(exports.masked_roster_rows(space), sheet=_("Padrón"))
    response = HttpResponse(content, content_type=exports.XLSX)
    response["Content-Disposition"] = f'attachment; filename="padron-de-trabajo-{space.slug}.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


def _record_reading(request: HttpRequest, space: Space, kind: str) -> None:
    """Who took the personal data out, and when (DS 016-2024-JUS, art. 46)."""
    record(
        chain=space.chain,
        kind="accreditation.exported_personal_data",
        at=timezone.now(),
        actor_role="desk",
        actor_number=request.user.pk,
        subject_kind="space",
        subject_number=space.pk,
        subject_label=space.title,
        payload={"format": kind, "rows": sum(queries.counts_by_state(space).values())},
    )
