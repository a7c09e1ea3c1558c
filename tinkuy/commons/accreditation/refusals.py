from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal

_BASIS = _("Ley 28056, su reglamento y la ordenanza de este proceso")


class AccreditationRefusal(Refusal):
    """Why a registration may not go on, in the order a person should hear it."""

    NOT_EDITABLE = Reason(
        _("Esta inscripción ya fue enviada y no se puede cambiar en este momento."),
        _("Si la mesa la observa, podrás corregirla. Si hay un error, escribe a la unidad responsable."),
    )
    IDENTITY_TOO_LOW = Reason(
        _("Este proceso pide un documento verificado y el de tu cuenta todavía no lo está."),
        _("Verifícalo con ID Perú o en la mesa de la entidad con tu documento; luego vuelve: lo escrito queda."),
        _BASIS,
    )
    DOCUMENT_DIFFERS = Reason(
        _("El documento que escribiste no es el que tiene tu cuenta (termina en %(last_four)s)."),
        _("Corrige el número aquí, o el de tu cuenta en «Mi cuenta»."),
    )
    STEP_INCOMPLETE = Reason(
        _("Falta completar el paso «%(step)s»."),
        _("Ábrelo, completa lo que falta y vuelve a esta página: lo demás queda guardado."),
    )
    UNDER_AGE = Reason(
        _("Para ser agente participante en este proceso hay que tener %(min_age)s años cumplidos."),
        _("Revisa tu fecha de nacimiento. Mientras tanto puedes presentar ideas y seguir el proceso."),
        _BASIS,
    )
    INDIVIDUALS_NOT_ALLOWED = Reason(
        _("En este proceso participan organizaciones: nadie se inscribe solo por su cuenta."),
        _("Si perteneces a una organización, elige «a una organización». También puedes presentar ideas."),
        _BASIS,
    )
    ADHERENTS_TOO_FEW = Reason(
        _("Quien no representa a una organización necesita %(needed)s adherentes y declaraste %(given)s."),
        _("Completa el padrón de adherentes y adjúntalo."),
        _BASIS,
    )
    ORGANIZATION_TOO_YOUNG = Reason(
        _("La organización debe tener al menos %(months)s meses de vida."),
        _("Revisa la fecha de fundación y adjunta la constancia."),
        _BASIS,
    )
    SEAT_NOT_OFFERED = Reason(
        _("La ordenanza de este proceso no prevé ese puesto."),
        _("Elige otro puesto en el paso «A quién representas»."),
        _BASIS,
    )
    OUTSIDE_TERRITORY = Reason(
        _("La provincia elegida no pertenece al territorio de este proceso."),
        _("Elige una provincia o un distrito de la lista."),
    )
    EVIDENCE_MISSING = Reason(
        _("Falta adjuntar: %(missing)s."),
        _("Adjúntalo en el paso «Documentos»: PDF, JPG o PNG de hasta 5 MB. Sirve una foto legible."),
        _BASIS,
    )
    TOO_MANY_FILES = Reason(
        _("Ya hay %(limit)s archivos en esta inscripción."),
        _("Quita alguno que no haga falta o junta varias páginas en un PDF."),
    )
    CONSENT_MISSING = Reason(
        _("Falta marcar una de las casillas obligatorias."),
        _("Lee cada texto y marca la casilla si estás de acuerdo; la de noticias es opcional."),
        _("Ley 29733, de protección de datos personales"),
    )
    ALREADY_REQUESTED = Reason(
        _("Ya hay una inscripción con ese documento en este proceso."),
        _("Una persona se inscribe una sola vez. Si no fuiste tú, avisa a la unidad responsable con tu documento."),
        _BASIS,
    )
    SEAT_TAKEN = Reason(
        _("%(organization)s ya tiene inscrita a una persona como %(seat)s en este proceso."),
        _("Inscríbete en otro puesto, o que la organización comunique por escrito el cambio a la mesa."),
        _BASIS,
    )
    CURE_TERM_OVER = Reason(
        _("El plazo para subsanar terminó el %(due)s."),
        _("Escribe a la unidad responsable: ella resuelve lo que sigue según la ordenanza."),
        _("TUO de la Ley 27444, artículos 136 y 145"),
    )
    NOT_FROM_THIS_STATE = Reason(
        _("La inscripción está «%(state)s»: eso ya no se puede hacer."),
        _("Actualiza la página: quizá otra persona de la mesa la atendió antes."),
        status=409,
    )
    OWN_REQUEST = Reason(
        _("Es tu propia inscripción: la resuelve otra persona de la mesa."),
        _("Pide a otra persona del equipo que la atienda."),
        _("TUO de la Ley 27444, artículo 99 (abstención)"),
    )
    OWN_ORGANIZATION = Reason(
        _("Es la inscripción de tu organización: la resuelve otra persona de la mesa."),
        _("Pide a otra persona del equipo que la atienda."),
        _("TUO de la Ley 27444, artículo 99 (abstención)"),
    )
    REASON_MISSING = Reason(
        _("Falta escribir el motivo."),
        _("Explica con palabras sencillas qué falta o por qué se decide así: la persona lo leerá."),
        _("TUO de la Ley 27444, artículo 6 (motivación)"),
    )
    TERM_TOO_SHORT = Reason(
        _("El plazo no puede ser menor que el de la ordenanza: %(days)s días hábiles."),
        _("Escribe ese número de días o uno mayor."),
    )
    IDENTITY_UNCHECKED = Reason(
        _("Para acreditar con voto falta comprobar la identidad de la persona."),
        _("Di cómo la comprobaste: viste su documento en la mesa, o comparaste la imagen que subió."),
        _("DS 029-2021-PCM: nivel de confianza de la identidad"),
    )

    # The procedure of the lists ------------------------------------------------------------------

    REQUESTS_UNDECIDED = Reason(
        _("Hay %(count)s inscripciones sin decidir: la lista no puede publicarse todavía."),
        _("Resuélvelas en la mesa; las observadas esperan a que venza su plazo."),
        _BASIS,
    )
    LIST_EMPTY = Reason(
        _("No hay ninguna inscripción decidida que publicar."),
        _("Admite o rechaza las inscripciones y vuelve a esta página."),
    )
    CORRECTION_WITHOUT_REASON = Reason(
        _("Esta lista ya se publicó y quedó cerrada: corregirla es publicar otra versión, con su motivo."),
        _("Escribe por qué se corrige; el motivo se publica con la versión nueva."),
        _("TUO de la Ley 27444, artículo 6 (motivación)"),
    )
    PROVISIONAL_FIRST = Reason(
        _("La ordenanza prevé tachas: antes de la lista definitiva se publica la provisional."),
        _("Publica la lista provisional; desde el día hábil siguiente corre el plazo para tachar."),
        _BASIS,
    )
    NOT_IN_PROVISIONAL = Reason(
        _("Hay %(count)s inscripciones admitidas que no están en la lista provisional y nadie pudo tachar."),
        _("Publica otra versión de la lista provisional que las incluya."),
        _BASIS,
    )
    CHALLENGE_TERM_RUNNING = Reason(
        _("El plazo para presentar tachas corre hasta el %(until)s."),
        _("La lista definitiva se publica desde el día siguiente."),
        _BASIS,
    )
    CHALLENGES_UNRULED = Reason(
        _("Hay %(count)s tachas sin resolver."),
        _("Resuélvelas, cada una con su motivo, y vuelve a esta página."),
        _BASIS,
    )
    LIST_CLOSED = Reason(
        _("La lista provisional ya se publicó: esta inscripción solo sale de ella por una tacha fundada."),
        _("Si hay un error de la lista, publica otra versión con su motivo."),
        _BASIS,
    )
    NOT_IN_DEFINITIVE = Reason(
        _("La credencial se entrega a quien está en la lista definitiva, y esta persona no está en la última."),
        _("Publica la lista definitiva, u otra versión de ella con su motivo."),
        _BASIS,
    )
    CHALLENGES_NOT_FORESEEN = Reason(
        _("La ordenanza de este proceso no prevé tachas."),
        _("Si crees que hay un error en la lista, escribe a la unidad responsable."),
        _BASIS,
    )
    NOT_IN_THE_LIST = Reason(
        _("Esa inscripción no está como apta en la lista provisional vigente."),
        _("Revisa la lista publicada: solo se tacha a quien figura en ella."),
        _BASIS,
    )
    CHALLENGE_TERM_OVER = Reason(
        _("El plazo para presentar tachas terminó el %(until)s."),
        _("Si conoces un hecho grave, comunícalo por escrito a la entidad: ella decide si actúa de oficio."),
        _("TUO de la Ley 27444, artículos 144 y 145"),
    )
    OWN_CHALLENGE = Reason(
        _("Nadie presenta una tacha contra su propia inscripción."),
        _("Si ya no quieres participar, pide a la mesa que termine tu inscripción."),
    )
    MAY_NOT_CHALLENGE = Reason(
        _("En este proceso puede tachar: %(who)s."),
        _("Si es tu caso, declara tu documento en «Mi cuenta» o inscríbete, y vuelve dentro del plazo."),
        _BASIS,
    )
    ALREADY_CHALLENGED = Reason(
        _("Ya presentaste una tacha contra esta inscripción."), _("Síguela con el código que recibiste.")
    )
    ANSWER_TERM_OVER = Reason(
        _("El plazo para el descargo terminó el %(due)s, o la tacha ya fue resuelta."),
        _("La resolución se publica con su motivo; contra ella caben los recursos de la ley."),
        _("TUO de la Ley 27444, artículos 144 y 145"),
    )
    ANSWER_TERM_RUNNING = Reason(
        _("La persona tachada tiene hasta el %(due)s para su descargo."),
        _("Resuelve cuando responda o cuando venza ese plazo."),
        _("TUO de la Ley 27444, Título Preliminar, artículo IV 1.2 (debido procedimiento)"),
    )
    CHALLENGE_ALREADY_RULED = Reason(_("Esta tacha ya fue resuelta."), _("La resolución no se cambia en la mesa."))
    OWN_CHALLENGE_RULING = Reason(
        _("Nadie resuelve una tacha que presentó."),
        _("Que la resuelva otra persona de la mesa."),
        _("TUO de la Ley 27444, artículo 99 (abstención)"),
    )
    # The credential and what follows -------------------------------------------------------------

    TITULARS_OF_ONE_SEX = Reason(
        _("Las dos personas titulares son una mujer y un hombre, y ya hay una inscrita del mismo sexo."),
        _("La organización elige a la otra persona titular según la ordenanza."),
        _BASIS,
    )
    ONLY_ORGANIZATIONS_REPLACE = Reason(
        _("Solo una organización cambia a quien la representa, y mientras su credencial cuenta."),
        _("Quien no representa a una organización no se reemplaza: se inscribe otra persona."),
    )
    NOT_YOUR_ORGANIZATION = Reason(
        _("El cambio lo pide quien tiene una credencial vigente de esa organización."),
        _("Si nadie de la organización la tiene, preséntense en la mesa con el acta de su asamblea."),
        _BASIS,
    )
    REPLACEMENT_ASKED = Reason(
        _("La organización ya pidió cambiar a esa persona, y la mesa todavía no responde."),
        _("Espera su respuesta: llegará a tu correo."),
    )
    # Spreadsheets --------------------------------------------------------------------------------

    SHEET_UNREADABLE = Reason(
        _("No se pudo leer el archivo. %(sentence)s"), _("Corrige el archivo y vuelve a cargarlo.")
    )
    LOAD_NOT_WAITING = Reason(
        _("Esta carga ya no espera confirmación."), _("Mira su estado; si hace falta, carga el archivo de nuevo.")
    )
    LOAD_HAS_NOTHING = Reason(
        _("Ninguna fila de esta carga puede registrarse todavía."),
        _("Confirma las filas dudosas que sean correctas, o corrige el archivo y cárgalo de nuevo."),
    )
    LOAD_ALREADY_DECIDED = Reason(
        _("La mesa ya decidió sobre %(count)s inscripciones de esta carga: no se deshace."),
        _("Resuelve una por una las que estén mal."),
    )
    ADHERENTS_PURGED = Reason(
        _("Los datos de los adherentes se borraron al cumplirse su plazo; solo quedan los totales."),
        _("Si hace falta, pide la lista de nuevo a quien se inscribió."),
        _("Ley 29733: los datos se guardan lo necesario"),
    )
