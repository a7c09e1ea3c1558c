"""Ideas, their supports and answers."""

from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class IdeaRefusal(Refusal):
    NO_DOCUMENT = Reason(
        _("Para presentar o apoyar ideas necesitamos saber que eres una sola persona, y tu cuenta no tiene documento."),
        _("Registra tu documento en «Mi cuenta» y vuelve: toma un minuto."),
        way="accounts:document",
        way_words=_("Registrar mi documento"),
    )
    LIMITS = Reason(_("Cada límite va de 1 a 100."), _("Corrígelo en «Reglas del proceso»."))
    NO_MORE_IDEAS = Reason(
        _("Ya presentaste %(limit)s ideas en este proceso, que es el máximo."),
        _("Puedes retirar una que ya no quieras sostener, o apoyar las de otras personas."),
    )
    NO_MORE_SUPPORTS = Reason(
        _("Ya usaste tus %(limit)s apoyos en este proceso."), _("Retira uno de otra idea para apoyar esta.")
    )
    ALREADY_SUPPORTED = Reason(_("Ya apoyas esta idea."), _("Tu apoyo cuenta una sola vez."), status=409)
    NOT_SUPPORTED = Reason(_("No apoyas esta idea, así que no hay nada que retirar."), status=409)
    OWN_IDEA = Reason(_("Esta idea es tuya: el apoyo es de otras personas."), _("Compártela con quienes la apoyarían."))
    WITHDRAWN = Reason(_("Su autor retiró esta idea."), _("Mira otras ideas parecidas en la lista."))
    ANSWERED = Reason(
        _("Esta idea ya tiene respuesta: no cambia ni se retira."),
        _("Lee la respuesta y su motivo en la misma página."),
    )
    NO_MORE_NEEDED = Reason(
        _("Esta idea ya tiene respuesta: no recibe más apoyos."), _("Lee la respuesta y su motivo en la misma página.")
    )
    NOT_AUTHOR = Reason(_("Solo su autor puede retirar una idea."), status=403)
    UNKNOWN_PLACE = Reason(_("Ese lugar no es de esta región."), _("Elige una provincia o un distrito de la lista."))
    NO_REASON = Reason(_("Falta el motivo de la respuesta."), _("Escríbelo: es público y lo recibe su autor."))
    NOT_AN_ANSWER = Reason(_("Esa no es una respuesta que se pueda dar a una idea."))
    NO_DESTINATION = Reason(_("Falta decir a quién se deriva la idea."), _("Escribe la entidad o unidad que la verá."))
