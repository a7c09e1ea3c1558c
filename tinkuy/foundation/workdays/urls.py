from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from tinkuy.foundation.accounts.access import operator
from tinkuy.foundation.organizations.access import entity_role

from .views import public, staff

app_name = "workdays"
_DESK = (
    ("", staff.days, "days"),
    ("subir/", staff.upload, "upload"),
    ("<int:pk>/retirar/", staff.withdraw, "withdraw"),
    ("suspensiones/", staff.suspensions, "suspensions"),
    ("suspensiones/<int:pk>/retirar/", staff.withdraw_suspension, "withdraw_suspension"),
    ("distancias/", staff.distances, "distances"),
    ("plazos/", staff.terms, "terms"),
    ("plazos/<int:pk>/", staff.term, "term"),
)


def _of_platform(view: Any) -> Any:
    def inner(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return view(request, None, **kwargs)

    return operator(inner)


def _desk() -> list[URLPattern]:
    """Each page twice: for who runs the platform, and for the administrators of an entity in its territory."""
    of_entity = entity_role("administrator")
    own = "panel/entidades/<slug:entity>/dias-habiles/"
    patterns = []
    for way, view, name in _DESK:
        patterns.append(path(f"panel/dias-habiles/{way}", _of_platform(view), name=f"platform_{name}"))
        if name != "distances":
            patterns.append(path(f"{own}{way}", of_entity(view), name=f"entity_{name}"))
    return patterns


urlpatterns = [
    path("dias-habiles/", public.calendar, name="calendar"),
    path("dias-habiles/feriados-<int:year>.ics", public.holidays_file, name="holidays_file"),
    path("dias-habiles/vence.ics", public.term_file, name="term_file"),
    *_desk(),
]
