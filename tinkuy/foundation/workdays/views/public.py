"""The calendar of working days, for anybody: the days, where each comes from, and a calculator that shows its work."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinkuy.foundation.documents.calendars import CalendarEvent, render_calendar
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.shared.routes import public
from tinkuy.foundation.territory.models import Province
from tinkuy.foundation.territory.queries import names_by_code

from .. import queries, rules
from ..enums import DayKind, TermUnit
from ..forms import CalculatorForm

FIRST_YEAR, LAST_YEAR = 2015, 2035


@public
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    asked = request.GET if "inicio" in request.GET or "plazo" in request.GET else None
    places = _places()
    form = CalculatorForm(asked, places=places, initial={"unidad": TermUnit.WORKING})
    result, refused = None, None
    if asked is not None and form.is_valid():
        try:
            result = _count(form.cleaned_data)
        except Refused as refusal:
            refused = refusal
    year, place = _year(request.GET.get("anio", "")), _place(request.GET.get("donde", ""))
    days = list(queries.days_of_year(year, ubigeo=place))
    names = names_by_code({row.ubigeo for row in days})
    context = {
        "form": form,
        "result": result,
        "refused": refused,
        "year": year,
        "place": place,
        "places": places,
        "days": [(row, names.get(row.ubigeo, "")) for row in days],
        "suspensions": [row for row in queries.suspensions() if row.withdrawn_at is None][:20],
        "earlier": year - 1 if year > FIRST_YEAR else None,
        "later": year + 1 if year < LAST_YEAR else None,
        "kinds": dict(DayKind.choices),
        **_keep(request, result, form),
    }
    status = 422 if refused or form.errors else 200
    return render(request, "workdays/calendar.html", context, status=status)


@public
@require_GET
def holidays_file(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year as an .ics, for the telephone."""
    place = _place(request.GET.get("donde", ""))
    events = [
        CalendarEvent(
            uid=f"dia-{row.day.isoformat()}-{row.ubigeo or 'pe'}-{row.kind}@tinkuy",
            title=row.name,
            starts_at=row.day,
            ends_at=row.day + timedelta(days=1),
            changed_at=row.declared_at or _midnight(date(year, 1, 1)),
            text=row.norm,
        )
        for row in queries.days_of_year(_known(year), ubigeo=place)
    ]
    return _ics(render_calendar(events, name=_("Días no laborables %(year)s") % {"year": year}), f"feriados-{year}")


@public
@require_GET
def term_file(request: HttpRequest) -> HttpResponse:
    """A computed due date as an .ics."""
    form = CalculatorForm(request.GET, places=_places())
    if not form.is_valid():
        raise Http404
    due = _count(form.cleaned_data)
    start = form.cleaned_data["inicio"]
    event = CalendarEvent(
        uid=f"plazo-{start.isoformat()}-{form.cleaned_data['plazo']}-{due.due.isoformat()}@tinkuy",
        title=_("Vence el plazo"),
        starts_at=due.due,
        ends_at=due.due + timedelta(days=1),
        changed_at=_midnight(start),
        text=_("Contado desde el %(start)s. %(norm)s")
        % {"start": formats.date_format(start, "DATE_FORMAT"), "norm": rules.NORM},
    )
    return _ics(render_calendar([event], name=_("Vence el plazo")), "vence-el-plazo")


def _count(asked: dict) -> rules.DueDate:
    place = asked["lugar"]
    added = queries.distance(asked["residencia"], place)
    unit = asked["unidad"] or TermUnit.WORKING
    return queries.count(asked["inicio"], unit, asked["plazo"], queries.calendar_of(ubigeo=place), added)


def _keep(request: HttpRequest, result: rules.DueDate | None, form: CalculatorForm) -> dict[str, object]:
    if result is None:
        return {}
    query = urlencode({name: request.GET.get(name, "") for name in form.fields})
    due = formats.date_format(result.due, "DATE_FORMAT")
    return {
        "steps": queries.as_steps(result),
        "norm": rules.NORM,
        "calendar_url": f"{reverse('workdays:term_file')}?{query}",
        "share_text": _("El plazo vence el %(due)s. La cuenta, día por día:") % {"due": due},
        "share_url": f"{settings.BASE_URL}{reverse('workdays:calendar')}?{query}",
    }


def _places() -> list[tuple[str, object]]:
    """Regions, each with its provinces."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for province in Province.objects.select_related("department").order_by("department__name", "name"):
        region = province.department
        whole = (region.code, _("Toda la región %(name)s") % {"name": region.name})
        groups.setdefault(region.name, [whole]).append((province.code, province.name))
    return list(groups.items())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _year(text: str) -> int:
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else timezone.localdate().year
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _known(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


def _place(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) in (2, 4, 6) else ""


def _ics(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
