"""The steps of the count and of the election, in sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _

_STEPS = {
    "province_taken": _("%(name)s no entra: su provincia ya tiene a %(by)s, con más votos."),
    "woman_enters": _("La cuota pide %(needed)s mujeres: %(name)s entra en lugar de %(for)s."),
    "women_short": _("La cuota pide %(needed)s mujeres y hay %(have)s: no postularon más. Queda anotado."),
}


def working_words(steps: list[Any]) -> list[str]:
    return [str(_STEPS[key]) % facts for key, facts in steps]
