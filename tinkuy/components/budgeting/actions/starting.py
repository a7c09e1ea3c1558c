"""Starting a process with one click from a preset, and from the process of the year before without its people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from tinkuy.foundation.accounts.models import User
from tinkuy.foundation.organizations.models import PublicBody
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces.actions import (
    StageDates,
    apply_preset,
    create_space,
    grant_role,
    schedule_all,
)
from tinkuy.foundation.spaces.enums import ParticipationLevel
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.queries import sheet_of
from tinkuy.foundation.spaces.registry import PresetSheet
from tinkuy.foundation.spaces.rules import Window, next_year, on_working_days, proposed, windows_of
from tinkuy.foundation.workdays.queries import non_working_days

from ..models import BudgetProcess
from ..refusals import ProcessRefusal
from ..rules.settings import ListSpec, Settings
from .process import create_process
from .settings import settings_of

_OPENS, _CLOSES = time(8, 0), time(18, 0)


@dataclass(frozen=True)
class NewProcess:
    """What a preset cannot know. `ceiling` in soles."""

    fiscal_year: int
    ceiling: Decimal
    title: str
    responsible_unit: str = ""
    legal_basis: str = ""
    institutional_share: Decimal | None = None


@transaction.atomic
def start_from_preset(*, body: PublicBody, sheet: PresetSheet, new: NewProcess, actor: User, at: datetime) -> Space:
    """A draft with its stages, its rules and their sources; nothing is published, everything can still change.

    A preset that the columns cannot hold (weights that do not sum one) is refused with its reason."""
    space = _open_space(body, new, sheet.norm, actor, at)
    schedule_all(space=space, stages=_dates(proposed_calendar(body, sheet, new.fiscal_year, at)), actor=actor, at=at)
    settings = Settings(new.fiscal_year, new.ceiling, new.institutional_share)
    create_process(space=space, settings=settings, actor=actor, at=at)
    apply_preset(space=space, sheet=sheet, actor=actor, at=at)
    return space


def proposed_calendar(body: PublicBody, sheet: PresetSheet, fiscal_year: int, at: datetime) -> dict[str, Window]:
    """The preset's days in the year before the fiscal year; from today on if those have passed; on working days."""
    windows = windows_of(sheet.values, year=fiscal_year - 1)
    today = timezone.localdate(at)
    return proposed(windows, today=today, holidays=non_working_days(ubigeo=body.ubigeo))


@transaction.atomic
def clone_process(*, space: Space, new: NewProcess, keeps_team: bool, actor: User, at: datetime) -> Space:
    """The same rules and lists for another year, its stages 52 weeks later on working days. Agents, ideas, projects,
    votes and documents stay where they are; the team comes only if one says so."""
    process = BudgetProcess.objects.filter(space=space).first()
    if process is None:
        raise Refused(ProcessRefusal.NO_PROCESS)
    cloned = _open_space(space.body, new, space.legal_basis, actor, at, purpose=space.purpose, level=space.level)
    schedule_all(space=cloned, stages=_dates(shifted_calendar(space)), actor=actor, at=at)
    settings = settings_of(process)
    fresh = {"fiscal_year": new.fiscal_year, "ceiling": new.ceiling, "institutional_share": new.institutional_share}
    lists = [ListSpec(row.key, row.title) for row in process.lists.all()]
    create_process(space=cloned, settings=Settings(**{**vars(settings), **fresh}), lists=lists, actor=actor, at=at)
    sheet = sheet_of(space)
    apply_preset(space=cloned, sheet=sheet, actor=actor, at=at, cloned_from=space)
    if keeps_team:
        for row in space.memberships.select_related("user").order_by("pk"):
            if row.user.is_active:
                grant_role(space=cloned, user=row.user, role=row.role, actor=actor, at=at)
    return cloned


def shifted_calendar(space: Space) -> dict[str, Window]:
    """Each stage 52 weeks later; a day that does not work passes to the next that does."""
    holidays = non_working_days(ubigeo=space.ubigeo or space.body.ubigeo)
    windows = {}
    for stage in space.stages.all():
        opens, closes = timezone.localtime(stage.opens_at), timezone.localtime(stage.closes_at - timedelta(seconds=1))
        window = Window(next_year(opens.date()), next_year(closes.date()))
        windows[stage.kind] = on_working_days(window, timedelta(0), holidays)
    return windows


def _open_space(
    body: PublicBody, new: NewProcess, norm: str, actor: User, at: datetime, *, purpose: str = "", level: str = ""
) -> Space:
    return create_space(
        body=body,
        component="budgeting",
        title=new.title,
        level=level or ParticipationLevel.DECISION,
        purpose=purpose,
        legal_basis=new.legal_basis or norm,
        responsible_unit=new.responsible_unit,
        ubigeo=body.ubigeo,
        is_demo=body.is_demo,
        actor=actor,
        at=at,
    )


def _dates(windows: Mapping[str, Window]) -> Iterable[StageDates]:
    """From eight in the morning of the first day to six in the evening of the last, Lima time."""
    ordered = sorted(windows.items(), key=lambda item: (item[1].opens, item[1].closes))
    return [StageDates(kind, _moment(days.opens, _OPENS), _moment(days.closes, _CLOSES)) for kind, days in ordered]


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
