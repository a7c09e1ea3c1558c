"""How organisations are recognised: the RUC's check digit, and names without their legal form."""

import re

from stdnum.pe import ruc as peru_ruc

from tinkuy.foundation.shared.text import fold

# Legal forms and initials that people write or leave out.
_FORMS = re.compile(
    r"\b(asociacion civil|s\.?a\.?c\.?|s\.?a\.?|e\.?i\.?r\.?l\.?|s\.?r\.?l\.?|o\.?n\.?g\.?d?\.?)(?=\W|$)", re.IGNORECASE
)


def is_ruc(number: str) -> bool:
    """Eleven digits with a known prefix and the right check digit (law.md 7.2)."""
    return bool(peru_ruc.is_valid(number))


def clean_ruc(typed: str) -> str:
    return re.sub(r"\D", "", typed)


def name_key(name: str) -> str:
    """«Asociación Civil "Mujeres de Chota" S.A.C.» and «mujeres de chota» have the same key."""
    bare = re.sub(r"[^a-z0-9 ]", " ", _FORMS.sub(" ", fold(name)))
    return re.sub(r"\s+", " ", bare).strip() or fold(name)
