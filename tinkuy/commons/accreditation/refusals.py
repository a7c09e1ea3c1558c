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
