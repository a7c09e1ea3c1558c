from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_ASK = _("Si crees que es un error, escribe a la unidad responsable: está en la página del proceso.")


class VoteRefusal(Refusal):
    """Why a vote is not received, in the order a voter should hear it."""

    NOT_PREPARED = Reason(
        _("La votación todavía se está preparando."), _("Mira el cronograma del proceso: ahí está la fecha.")
    )
    NOT_YET_OPEN = Reason(
        _("La votación todavía no empieza: abre el %(opens)s."), _("Vuelve ese día; mientras tanto, lee los proyectos.")
    )
    ALREADY_CLOSED = Reason(
        _("La votación cerró el %(closes)s; lo que llega desde ese instante no se recibe."),
        _("El resultado se publica en la página del proceso, con todo lo necesario para volver a contarlo."),
    )
    SPACE_SHUT = Reason(
        _("Este proceso no está abierto, y por eso no recibe votos."),
        _("Mira en la página del proceso qué pasó y quién responde."),
    )
    NO_DOCUMENT = Reason(
        _("Para votar necesitamos saber quién eres, y tu cuenta no tiene documento."),
        _("Registra tu documento en «Mi cuenta» y pide tu acreditación."),
    )
    NOT_VERIFIED = Reason(
        _("Tu documento todavía no está verificado."),
        _("La mesa de acreditación lo compara con tu persona: mira en «Mis trámites» qué falta."),
    )
    NOT_ON_ROLL = Reason(
        _("No estás en el padrón de esta votación."),
        _(
            "Votan las personas acreditadas antes del cierre del padrón. Si crees que es un error, escribe a la unidad "
            "responsable: está en la página del proceso."
        ),
    )
    NOT_ON_THIS_LIST = Reason(
        _("Esta lista no te corresponde: cada persona vota en la de su provincia y en la multiprovincial."),
        _("Vuelve a la votación: ahí están tus listas."),
    )
    ANNULLED_ENTRY = Reason(_("Tu registro en el padrón fue anulado por una resolución."), _ASK)
    ALREADY_VOTED = Reason(
        _("Tu voto en esta lista ya está dentro. Se recibe uno por persona, y vale el primero."),
        _("Puedes volver a ver tu recibo. Si no fuiste tú, avisa en «¿Se votó a mi nombre?»."),
        status=409,
    )
    TOO_MANY = Reason(
        _("Marcaste %(chosen)s y en esta lista se puede marcar hasta %(allowed)s."),
        _("Quita los que sobran y vuelve a confirmar."),
    )
    NOTHING_CHOSEN = Reason(
        _("No marcaste ningún proyecto."), _("Marca al menos uno o, si así lo quieres, «Voto en blanco».")
    )
    BLANK_AND_CHOICES = Reason(
        _("Marcaste proyectos y también «Voto en blanco»."), _("Deja uno de los dos y vuelve a confirmar.")
    )
    UNKNOWN_OPTION = Reason(
        _("Una de las marcas no es de esta lista."), _("Vuelve a abrir la cédula y marca de nuevo.")
    )


class PollRefusal(Refusal):
    """Why those who conduct a poll cannot take a step."""

    NOT_DRAFT = Reason(
        _("La votación ya se abrió: sus reglas, sus listas y su padrón están congelados."),
        _("Una corrección es un acto nuevo con su motivo; no un cambio de lo ya publicado."),
        status=409,
    )
    NOT_OPEN = Reason(_("La votación no está abierta."), status=409)
    CLOSED_BEFORE_OPENING = Reason(
        _("La fecha de cierre ya pasó."), _("Cambia las fechas de la votación antes de abrirla.")
    )
    BAD_DATES = Reason(_("La votación debe cerrar después de abrir."), _("Revisa las dos fechas."))
    WEIGHTS = Reason(
        _("Los pesos suman %(total)s y deben sumar 1."),
        _("Corrige los pesos del proceso y vuelve a preparar la votación."),
    )
    EMPTY_SCOPE = Reason(
        _("La lista «%(scope)s» no tiene ninguna opción."), _("Agrega opciones, o quita la lista de la votación.")
    )
    NO_SCOPES = Reason(_("La votación no tiene ninguna lista."), _("Prepara las listas antes de abrir."))
    BAD_KEY = Reason(_("La clave «%(key)s» tiene signos que no se admiten o está repetida."))
    EMPTY_ROLL = Reason(
        _("El padrón está vacío: nadie podría votar."), _("Acredita participantes y carga el padrón antes de abrir.")
    )
    REPEATED_PERSON = Reason(
        _("«%(label)s» está dos veces en la lista «%(scope)s»."),
        _("Deja un solo registro por persona y vuelve a cargar."),
    )
    REPEATED_SEAT = Reason(
        _("«%(organization)s» tiene dos personas para el mismo puesto en la lista «%(scope)s»."),
        _("Deja una titular (o un alterno) por organización y vuelve a cargar."),
    )
    BAD_DOCUMENT = Reason(
        _("El documento de «%(label)s» no se puede leer. %(problem)s"),
        _("Corrígelo y vuelve a cargar el padrón."),
    )
    UNKNOWN_SCOPE = Reason(_("«%(label)s» figura en una lista que no existe: «%(scope)s»."))
    STILL_OPEN = Reason(
        _("La votación sigue abierta hasta el %(closes)s: nadie puede ver conteos antes del cierre."),
        _("Vuelve después de esa hora."),
    )
    NOT_CLOSED_YET = Reason(
        _("Nadie ve conteos antes del cierre: la votación todavía no está cerrada y sellada."),
        _("Cuando cierre, el resultado completo se publica aquí."),
    )
    NO_REASON = Reason(_("Falta el motivo."), _("Escribe por qué: se publica junto con el acto."))
    NOT_LATER = Reason(_("La nueva hora de cierre debe ser posterior a la que rige."))
    TOO_LATE_TO_EXTEND = Reason(_("La votación ya llegó a su hora de cierre: no se puede prorrogar."), status=409)
    WINDOW_SHUT = Reason(
        _("La etapa de impugnación no está abierta."), _("Corre desde el cierre y por el plazo que dicen las reglas.")
    )
    WINDOW_STILL_OPEN = Reason(
        _("La etapa de impugnación corre hasta el %(until)s."), _("La llave se destruye después de esa hora.")
    )
    SAME_SIGNATURE = Reason(
        _("Ya firmaste esta resolución: la segunda firma debe ser de otra persona."),
        _("Pide a otro funcionario del proceso que la revise y firme."),
        status=409,
    )
    ALREADY_ANNULLED = Reason(_("Ese registro ya fue anulado."), status=409)
    KEY_GONE = Reason(_("La llave de la votación ya fue destruida: ningún voto puede ubicarse."), status=409)
    ALREADY_PUBLISHED = Reason(_("La votación ya está publicada."), status=409)
    MISMATCH = Reason(
        _("Las cédulas (%(ballots)s) y las marcas (%(marks)s) no son el mismo número."),
        _("No se puede sellar: abre una incidencia y avisa al comité de vigilancia."),
        status=409,
    )
