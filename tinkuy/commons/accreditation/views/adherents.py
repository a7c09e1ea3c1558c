"""The person's list of adherents: pasted or in a spreadsheet, with what is wrong in it line by line."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.access import signed_in_space
from tinkuy.foundation.spaces.models import Space

from .. import actions, queries
from ..forms.sheets import AdherentsForm
from ..queries import adherents as lists
from ..rules.adherents import typed_lines
from .applicant import own_editable


@signed_in_space
def mine(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    row = own_editable(request, space, code)
    form, refused = AdherentsForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lines = actions.read_adherents(upload=data["file"]) if data["file"] else list(typed_lines(data["typed"]))
            actions.load_adherents(request=row, lines=lines, actor=request.user, at=timezone.now())
            messages.success(request, _("La lista quedó guardada."))
            return redirect("accreditation:adherents", space.slug, row.code)
        except Refused as refusal:
            refused = refusal
    context = {
        "space": space,
        "row": row,
        "form": form,
        "refused": refused,
        "list": lists.list_of(row),
        "needed": queries.rules_of(space).min_adherents,
        "problems": lists.with_problems(row)[:200],
        "doubles": lists.who_back_another(row).count(),
    }
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "accreditation/adherents.html", context, status=status)
