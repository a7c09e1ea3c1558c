"""The settings that ordinances change about agents. Numbers without a verified norm are configuration, and say so."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.spaces.registry import Setting, SettingGroup

from .enums import ChallengeBy, FailedCure, SeatScheme, VotesPer

_UNVERIFIED = _("Configuración, no norma verificada: escribe lo que dice la ordenanza.")
_DAYS = _("días hábiles")


def _term(key: str, label: object, help: object = _UNVERIFIED) -> Setting:
    return Setting(f"accreditation.{key}", label, "integer", help=help, minimum=1, maximum=30, unit=_DAYS)  # type: ignore[arg-type]


GROUP = SettingGroup(
    key="accreditation",
    title=_("Agentes participantes"),
    read="tinkuy.commons.accreditation.queries.read_settings",
    apply="tinkuy.commons.accreditation.actions.apply_settings",
    settings=(
        _term("cure_working_days", _("Plazo para subsanar"), _("Tacna, Ica y Puno: 2; Arequipa y Huancavelica: 3.")),
        Setting("accreditation.failed_cure", _("Si nadie subsana"), "choice", choices=tuple(FailedCure.choices)),
        Setting("accreditation.votes_per", _("Quién vota"), "choice", choices=tuple(VotesPer.choices)),
        Setting("accreditation.seats", _("Puestos de cada organización"), "choice", choices=tuple(SeatScheme.choices)),
        Setting("accreditation.allows_individuals", _("Admite ciudadanía no organizada"), "boolean"),
        Setting(
            "accreditation.min_adherents",
            _("Adherentes de quien no representa a una organización"),
            "integer",
            help=_("Callao: 140 (0.02 % de las personas adultas)."),
            minimum=0,
            maximum=100_000,
            unit=_("personas"),
        ),
        Setting("accreditation.min_age", _("Edad mínima"), "integer", minimum=14, maximum=30, unit=_("años")),
        Setting("accreditation.min_identity_level", _("Nivel de identidad"), "integer", minimum=0, maximum=3),
        Setting(
            "accreditation.min_organization_months",
            _("Vida de la organización"),
            "integer",
            help=_("Callao: 6 meses; Tacna, Arequipa y Puno: 24."),
            minimum=0,
            maximum=600,
            unit=_("meses"),
        ),
        Setting("accreditation.allows_challenges", _("Hay tachas"), "boolean"),
        Setting("accreditation.challenged_by", _("Quién puede tachar"), "choice", choices=tuple(ChallengeBy.choices)),
        _term("challenge_working_days", _("Plazo para tachar"), _("Callao: 1; Puno: 2.")),
        _term("answer_working_days", _("Plazo para el descargo")),
        _term("ruling_working_days", _("Plazo para resolver la tacha"), _("Puno: 2.")),
        _term("publication_working_days", _("Plazo para publicar la lista"), _("Tacna: 4.")),
        Setting(
            "accreditation.requires_training",
            _("La capacitación es condición del voto"),
            "boolean",
            help=_("Callao 2022: requisito para las etapas siguientes."),
        ),
        Setting(
            "accreditation.min_workshops",
            _("Talleres que hay que asistir para votar"),
            "integer",
            help=_("Huancavelica: 2."),
            minimum=0,
            maximum=20,
            unit=_("talleres"),
        ),
        Setting(
            "accreditation.adherents_kept_days",
            _("Cuánto se guardan los datos de adherentes tras la lista definitiva"),
            "integer",
            help=_UNVERIFIED,
            minimum=1,
            maximum=365,
            unit=_("días"),
        ),
        Setting("accreditation.valid_until", _("Vigencia de las credenciales"), "date"),
    ),
)
NAMES = tuple(setting.key.removeprefix("accreditation.") for setting in GROUP.settings)


@dataclass(frozen=True)
class NextDate:
    """When and where the next training or workshop is that counts for the vote. `kind`: a `CreditKind`."""

    kind: str
    title: str
    starts_at: datetime
    place: str
    url: str


_date_paths: list[str] = []


def register_dates(path: str) -> None:
    """An app that holds trainings or workshops names its function `(space, at) -> Iterable[NextDate]`."""
    if path not in _date_paths:
        _date_paths.append(path)


def date_paths() -> tuple[str, ...]:
    return tuple(_date_paths)
