"""The agents of the process in its meetings."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinkuy.commons.meetings.models import Meeting
from tinkuy.foundation.spaces.access import space_role
from tinkuy.foundation.spaces.models import Space

from ..access import COORDINATION
from ..actions.meetings import bring_agents as bring


@space_role(*COORDINATION)
@require_POST
def bring_agents(request: HttpRequest, space: Space, code: str) -> HttpResponse:
    meeting = get_object_or_404(Meeting, space=space, code=code)
    entitled = bring(meeting=meeting, actor=request.user, at=timezone.now())
    messages.success(request, _("Tienen derecho a voto %(count)s agentes del padrón.") % {"count": entitled})
    return redirect("meetings:roll", code)
