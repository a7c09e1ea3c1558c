"""An ordinance that contradicts itself."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_RULES = _("Corrige la regla, o explica en «Reglas» por qué la ordenanza es así.")
_DATES = _("Corrige las fechas en «Cronograma».")


class ContradictionRefusal(Refusal):
    """An ordinance that contradicts itself. What the database cannot hold is refused; the rest is explained or solved
    before the process is published."""

    WEIGHTS_DO_NOT_SUM = Reason(_("Los pesos suman %(total)s y deben sumar 1."), _RULES)
    VOTE_THAT_DOES_NOT_COUNT = Reason(
        _("El equipo técnico ordena los proyectos y a la vez la votación pesa %(weight)s."), _RULES
    )
    TWO_TITULARS_ONE_VOTE = Reason(
        _("Cada organización tiene un solo voto y dos titulares: no se sabe cuál de los dos vota."), _RULES
    )
    ADHERENTS_OF_NOBODY = Reason(
        _("Se piden %(number)s adherentes a la ciudadanía no organizada, y las reglas no la dejan inscribirse."), _RULES
    )
    CHALLENGES_WITHOUT_DAYS = Reason(_("Se admiten tachas, y no hay ningún día para presentarlas."), _RULES)
    CURE_LONGER_THAN_WINDOW = Reason(
        _("Hay %(cure)s días hábiles para subsanar, y la inscripción dura %(days)s."), _RULES
    )
    TRAINING_WITHOUT_DATE = Reason(
        _("La capacitación es requisito para votar, y el cronograma no le pone fecha."), _DATES
    )
    MORE_WORKSHOPS_THAN_THERE_ARE = Reason(
        _("Para votar hay que asistir a %(needed)s talleres, y el cronograma tiene %(workshops)s."), _RULES
    )
    COMMITTEE_UPSIDE_DOWN = Reason(
        _("El comité de vigilancia tendría al menos %(least)s personas y como máximo %(most)s."), _RULES
    )
    QUOTA_OVER_100 = Reason(_("La cuota de mujeres es de %(quota)s %%: ninguna cuota pasa de 100 %%."), _RULES)
    QUORUM_OVER_100 = Reason(_("El quórum es de %(quorum)s %%: ninguno pasa de 100 %%."), _RULES)
    SECOND_QUORUM_HIGHER = Reason(
        _("El quórum de la segunda citación (%(second)s %%) es mayor que el de la primera (%(first)s %%)."), _RULES
    )
    CLOSES_BEFORE_OPENING = Reason(_("La etapa «%(stage)s» cierra antes de empezar."), _DATES)
    OUT_OF_ORDER = Reason(_("«%(then)s» termina antes de que empiece «%(first)s»."), _DATES)
