from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_COUNT = _("TUO de la Ley 27444, artículo 145.1")


class CalendarRefusal(Refusal):
    YEAR_UNKNOWN = Reason(
        _("No se conocen los feriados de %(year)s, y el plazo llega hasta ahí."),
        _("Quien administra la plataforma debe cargar los feriados de ese año."),
        _COUNT,
    )
    NORM_MISSING = Reason(
        _("Falta la norma que lo declara."),
        _("Escribe su número como figura en El Peruano o en el portal de la entidad: «DS 042-2025-PCM»."),
        _COUNT,
    )
    OUTSIDE_TERRITORY = Reason(
        _("Tu entidad declara días solo dentro de su territorio."),
        _("Escribe el ubigeo de tu región, provincia o distrito; un día nacional lo declara quien administra."),
        _COUNT,
    )
    ALREADY_DECLARED = Reason(
        _("Ese día ya está declarado en ese lugar."),
        _("Búscalo en la lista: si la norma cambió, retíralo con su motivo y decláralo de nuevo."),
    )
    REASON_MISSING = Reason(
        _("Falta escribir el motivo."),
        _("Explica con palabras sencillas por qué: queda en el registro de actos."),
        _("TUO de la Ley 27444, artículo 6 (motivación)"),
    )
    SHIPPED_STAYS = Reason(
        _("Es un feriado nacional fijado por ley: no se retira aquí."),
        _("Si una ley lo derogó, actualiza la plataforma: los feriados nacionales vienen con ella."),
        _("Decreto Legislativo 713 y modificatorias"),
    )
    ALREADY_WITHDRAWN = Reason(
        _("Ya fue retirado."),
        _("Actualiza la página: quizá otra persona lo retiró antes."),
        status=409,
    )
    SUSPENSION_BACKWARDS = Reason(
        _("La suspensión termina antes de empezar."),
        _("Revisa las fechas: el último día no puede ser anterior al primero."),
    )
    PLACE_UNKNOWN = Reason(
        _("No existe el ubigeo «%(code)s»."),
        _("Escribe dos cifras para la región, cuatro para la provincia o seis para el distrito."),
    )


class TermRefusal(Refusal):
    ALREADY_OPEN = Reason(
        _("Ese plazo ya está abierto y vence el %(due)s."),
        _("Ciérralo antes de abrir otro igual."),
        status=409,
    )
    NOT_FLAGGED = Reason(
        _("El calendario de hoy da la misma fecha: no hay nada que decidir."),
        _("Actualiza la página: quizá otra persona lo resolvió antes."),
        status=409,
    )
    CLOSED = Reason(
        _("El plazo ya está cerrado."), _("Si hace falta otro, se abre uno nuevo con su norma."), status=409
    )
