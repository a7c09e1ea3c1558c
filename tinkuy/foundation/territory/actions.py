from collections.abc import Iterable

from django.db import transaction

from tinkuy.foundation.shared.text import fold

from . import readers
from .models import Department, District, Place, Province
from .readers import PlaceRow

_FIGURES = ("reniec_code", "name", "capital", "population", "area_km2", "poverty_pct", "extreme_poverty_pct", "hdi")


@transaction.atomic
def load_territory() -> dict[str, int]:
    """The country as `data/` says it; what is there already is brought up to date. Returns rows by level."""
    return {
        "departments": _load(Department, readers.departments(), parent=""),
        "provinces": _load(Province, readers.provinces(), parent="department_id"),
        "districts": _load(District, readers.districts(), parent="province_id"),
    }


def _load(model: type[Place], rows: Iterable[PlaceRow], *, parent: str) -> int:
    places = [_place(model, row, parent) for row in rows]
    changed = [*_FIGURES, "folded_name", *([parent] if parent else [])]
    model._default_manager.bulk_create(
        places, update_conflicts=True, unique_fields=["code"], update_fields=changed, batch_size=500
    )
    return len(places)


def _place(model: type[Place], row: PlaceRow, parent: str) -> Place:
    fields = {name: getattr(row, name) for name in _FIGURES}
    if parent:
        fields[parent] = row.parent
    return model(code=row.code, folded_name=fold(row.name), **fields)
