"""What an ordinance may say about its committee, in words: data for the desk and for the presets."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Setting, SettingGroup

from .enums import BarsPrevious, ElectionMethod, Recognizer, TieMethod

_UNVERIFIED = _("Configuración, no norma verificada: escribe lo que diga tu ordenanza.")


def _integer(
    key: str, label: object, low: int, high: int, help_text: object = _UNVERIFIED, unit: object = ""
) -> Setting:
    return Setting(f"oversight.{key}", label, "integer", help_text, low, high, unit=unit)  # type: ignore[arg-type]


GROUP = SettingGroup(
    key="oversight",
    title=_("Comité de vigilancia"),
    read="tinkuy.components.oversight.queries.read_settings",
    apply="tinkuy.components.oversight.actions.apply_settings",
    component="budgeting",
    settings=(
        _integer(
            "min_members", _("Integrantes, como mínimo"), 4, 30, _("Cuatro por el Instructivo 001-2010-EF/76.01.")
        ),
        _integer("max_members", _("Integrantes, como máximo"), 4, 30),
        _integer("min_women_percent", _("Mujeres, por lo menos"), 0, 100, unit="%"),
        _integer("term_months", _("Duración del mandato"), 1, 60, unit=_("meses")),
        Setting(
            "oversight.bars_previous",
            _("Integrantes de comités anteriores"),
            "choice",
            choices=tuple(BarsPrevious.choices),
        ),
        Setting("oversight.bars_public_servants", _("Excluye a quien trabaja para el Estado"), "boolean"),
        Setting("oversight.one_per_province", _("Uno por provincia"), "boolean"),
        Setting("oversight.election_method", _("Cómo se elige"), "choice", choices=tuple(ElectionMethod.choices)),
        Setting("oversight.tie_method", _("Cómo se resuelve un empate"), "choice", choices=tuple(TieMethod.choices)),
        Setting("oversight.recognizer", _("Quién lo reconoce"), "choice", choices=tuple(Recognizer.choices)),
        _integer("report_months", _("Un reporte cada"), 1, 12, _("Semestral por el Instructivo."), _("meses")),
        _integer("quorum_percent", _("Quórum de la elección a mano alzada"), 0, 100, unit="%"),
        _integer("answer_working_days", _("Días hábiles para responder un reporte"), 1, 60),
        _integer("information_working_days", _("Días hábiles para entregar información"), 1, 60),
    ),
)
