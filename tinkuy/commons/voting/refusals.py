from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_ASK = _("Si crees que es un error, escribe a la unidad responsable: está en la página del proceso.")


class VoteRefusal(Refusal):
    """Why a vote is not received, in the order a voter should hear it."""

    NOT_PREPARED = Reason(
        _("La votación todavía se está preparando."), _("Mira el cronograma del proceso: ahí está la fecha.")
    )
    NOT_YET_OPEN = Reason(
        _("La votación todavía no empieza: abre el %(opens)s."), _("Vuelve ese día; mientras tanto, lee las opciones.")
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
    CHANNEL_NOT_TAKEN = Reason(
        _("Esta votación no recibe votos por este canal; los recibe así: %(channels)s."),
        _("Mira en la página de la votación dónde y hasta cuándo se vota."),
    )
    TOO_MANY = Reason(
        _("Marcaste %(chosen)s y en esta lista se puede marcar hasta %(allowed)s."),
        _("Quita los que sobran y vuelve a confirmar."),
    )
    NOTHING_CHOSEN = Reason(
        _("No marcaste ninguna opción."), _("Marca al menos una o, si así lo quieres, «Voto en blanco».")
    )
    BLANK_AND_CHOICES = Reason(
        _("Marcaste opciones y también «Voto en blanco»."), _("Deja uno de los dos y vuelve a confirmar.")
    )
    UNKNOWN_OPTION = Reason(
        _("Una de las marcas no es de esta lista."), _("Vuelve a abrir la cédula y marca de nuevo.")
    )


class DeskRefusal(Refusal):
    """Why the assisted desk cannot open, or go on with, a session."""

    NOT_ON_ROLL = Reason(
        _("Ese documento no está en el padrón de esta votación."),
        _("Revisa el tipo y el número. Votan las personas acreditadas antes del cierre del padrón."),
    )
    BAD_DOCUMENT = Reason(_("El documento no se puede leer. %(problem)s"), _("Escríbelo completo, como está impreso."))
    ALL_VOTED = Reason(
        _("El voto de esa persona ya está dentro en todas sus listas."),
        _("Vale el primero. Si dice que no votó, puede mirarlo en «¿Se votó a mi nombre?» e impugnar."),
        status=409,
    )
    ALREADY_OPEN = Reason(
        _("Esa persona ya tiene una sesión asistida abierta."),
        _("Termínala en la otra pantalla, o espera a que venza: dura 30 minutos."),
        status=409,
    )
    SESSION_OVER = Reason(
        _("La sesión asistida terminó: dura 30 minutos o hasta que la persona la cierra."),
        _("Pide en la mesa que abran otra."),
        status=409,
    )
    UNKNOWN_CODE = Reason(
        _("Ese código no abre ninguna sesión."), _("Revisa las letras, o pide otro en la mesa: sirve una sola vez.")
    )
    STAFF_SCREEN = Reason(
        _("En esta pantalla hay una cuenta abierta."),
        _("Ciérrala antes de entregar la pantalla: así la persona vota sola."),
        status=409,
    )


class BatchRefusal(Refusal):
    """Why a box or a show of hands is not received, keyed or counted. Nothing is corrected in silence."""

    NOT_TAKEN = Reason(
        _("Esta votación no recibe votos así; los recibe: %(channels)s."),
        _("Los canales se fijan antes de abrir y quedan congelados con las reglas."),
    )
    NOT_RECEIVING = Reason(
        _("La votación no está en un estado en que se puedan recibir actas de escrutinio."),
        _("Se reciben desde que abre y hasta que se publican los conteos."),
        status=409,
    )
    LATE = Reason(
        _("La votación cerró el %(closes)s y este lote no fue entregado antes."),
        _("Si se entregó antes de esa hora, indica el acta que lo prueba y la hora de entrega."),
    )
    NOT_YET_HANDED_IN = Reason(_("La hora de entrega todavía no llega."), _("Revisa la fecha y la hora de entrega."))
    NO_SIGNATURES = Reason(
        _("La lista de firmas está vacía."), _("Escribe los números del padrón de quienes firmaron.")
    )
    UNKNOWN_NUMBER = Reason(
        _("El número %(number)s no está en el padrón impreso de la lista «%(scope)s»."),
        _("Revisa la hoja firmada: los números llegan hasta %(last)s."),
    )
    REPEATED_NUMBER = Reason(
        _("El número %(number)s figura dos veces en la lista de firmas."), _("Cada persona firma una sola vez.")
    )
    UNREADABLE_NUMBERS = Reason(
        _("No se entiende «%(text)s» en la lista de firmas."), _("Escribe números y rangos, como 1-25, 27, 30.")
    )
    TOO_FEW_ON_PAPER = Reason(
        _("Una caja con menos de %(least)s cédulas dejaría ver por quién votó cada persona."),
        _("Júntala con otra de la misma lista antes de abrirla, o recibe esos votos en la mesa asistida."),
    )
    SAME_BOX = Reason(
        _("Ya hay un lote de esa lista, ese lugar y esa caja."),
        _("Si hay que corregirlo, extórnalo: se reemplaza por otro y los dos quedan a la vista."),
        status=409,
    )
    BOX_STILL_SEALED = Reason(
        _("Las cajas se abren después del cierre, el %(closes)s: nadie ve conteos antes."),
        _("Vuelve después de esa hora, con el acta de escrutinio y su foto."),
    )
    NOT_PENDING = Reason(
        _("Este lote ya no espera conteo."), _("Una corrección es un extorno con su motivo."), status=409
    )
    SAME_OFFICIAL = Reason(
        _("Ya digitaste este lote: la segunda digitación debe ser de otra persona."),
        _("Pide a otro funcionario que lo digite sin mirar la tuya."),
        status=409,
    )
    NO_SHEET = Reason(
        _("Falta la foto del acta de escrutinio."), _("Sube una foto o un PDF donde se lean los números.")
    )
    UNKNOWN_OPTION = Reason(_("Una de las cuentas no es de una opción de esta lista."))
    SIGNATURES_DIFFER = Reason(
        _("Firmaron %(signatures)s personas y hay %(ballots)s cédulas."),
        _("Revisa las dos cuentas. Si así está en el acta, guárdalo como observado con su motivo: no entra al conteo."),
    )
    PARTS_DIFFER = Reason(
        _("Válidas, blancas y nulas suman %(parts)s y el acta dice %(ballots)s cédulas."),
        _("Revisa las cuentas. Si así está en el acta, guárdalo como observado con su motivo: no entra al conteo."),
    )
    TOO_MANY_CHOICES = Reason(
        _("Hay %(choices)s marcas y con %(valid)s cédulas válidas puede haber %(allowed)s como máximo."),
        _("Revisa las cuentas. Si así está en el acta, guárdalo como observado con su motivo: no entra al conteo."),
    )
    TOO_FEW_CHOICES = Reason(
        _("Hay %(choices)s marcas y %(valid)s cédulas válidas: cada cédula válida marca por lo menos una opción."),
        _("Las que no marcan nada van en blanco. Revisa las cuentas, o guárdalo como observado con su motivo."),
    )
    MORE_THAN_BALLOTS = Reason(
        _("Una opción tiene más votos que cédulas válidas."),
        _("Revisa las cuentas. Si así está en el acta, guárdalo como observado con su motivo: no entra al conteo."),
    )
    NO_REASON = Reason(_("Falta el motivo."), _("Escribe por qué: se publica junto con el acto."))
    NOT_DIFFERENT = Reason(_("Este lote no tiene dos digitaciones distintas que resolver."), status=409)
    ALREADY_REVERSED = Reason(_("Este lote ya fue extornado."), status=409)
    PENDING = Reason(
        _("Falta contar %(count)s lotes de papel o de asamblea ya recibidos."),
        _("Cada uno necesita dos digitaciones iguales; o quedar observado, con su motivo."),
        status=409,
    )
    NOT_NOMINAL_HERE = Reason(
        _("Esta votación es nominal: se publica quién votó por qué, y un conteo sin nombres no sirve."),
        _("Registra la mano alzada con nombre y opción."),
    )


class DrawRefusal(Refusal):
    """Why a draw is not announced, or not held."""

    TOO_FEW = Reason(_("Un sorteo es entre dos o más."), _("Elige a los empatados."))
    NO_SOURCE = Reason(
        _("Falta decir qué texto público decidirá, y para qué es el sorteo."),
        _("Que nadie lo conozca todavía: por ejemplo, el número que gane la lotería del domingo."),
    )
    NO_TEXT = Reason(_("Falta el texto público anunciado."), _("Escríbelo como se publicó."))
    ALREADY_HELD = Reason(_("El sorteo ya se hizo: no se repite."), status=409)
    BEFORE_THE_CLOSE = Reason(
        _("Un empate se conoce cuando la votación está cerrada."), _("Vuelve cuando esté cerrada y sellada.")
    )


class RunOffRefusal(Refusal):
    """Why there is no second round."""

    NO_RULE = Reason(
        _("Las reglas congeladas de esta votación no prevén segunda vuelta."),
        _("La regla se fija antes de abrir; si hay empate, se resuelve como ellas dicen."),
    )
    NOT_NEEDED = Reason(
        _("Ninguna lista la necesita: nadie quedó empatado en el último lugar."), _("El resultado es el de la primera.")
    )
    ALREADY_CALLED = Reason(_("La segunda vuelta ya fue convocada."), status=409)


class SettingsRefusal(Refusal):
    """Why the settings of the vote do not hold."""

    NO_CHANNEL = Reason(_("La votación no recibiría votos por ningún canal."), _("Deja por lo menos uno."))
    HOURS = Reason(_("La etapa de impugnación va de 1 a 720 horas."))
    NOMINAL_PAPER = Reason(
        _("Una votación nominal no recibe cédulas de papel: la cédula no lleva nombre."),
        _("Quita el papel, o haz la votación secreta."),
    )
    FROZEN = Reason(
        _("La votación ya está preparada: sus canales y sus reglas están congelados."),
        _("Rigen los que se publicaron con ella."),
        status=409,
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
    ON_TWO_LISTS = Reason(
        _("«%(label)s» figura en dos filas del padrón, en %(scopes)s: cada persona tiene una sola."),
        _("Decide en cuál queda y vuelve a cargar; nada se corrige solo."),
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
