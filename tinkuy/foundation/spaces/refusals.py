from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class StageRefusal(Refusal):
    NOT_PUBLISHED = Reason(
        _("Este proceso todavía no está publicado."),
        _("Vuelve cuando la entidad lo convoque."),
    )
    NOT_YET_OPEN = Reason(
        _("Esta etapa todavía no empieza."),
        _("Mira el cronograma del proceso: ahí están las fechas."),
    )
    ALREADY_CLOSED = Reason(
        _("Esta etapa ya cerró; lo que llega después del cierre no se recibe."),
        _("Mira en el proceso qué puedes hacer ahora, o pregunta a la unidad responsable."),
    )
    DOCUMENT_MISSING = Reason(
        _("Esta etapa sigue cerrada: falta publicar el documento que la abre."),
        _("La unidad responsable debe publicarlo en la pestaña «Documentos»."),
    )
    SUSPENDED = Reason(
        _("Este proceso está suspendido: nada se abre mientras dure."),
        _("Mira en el expediente qué norma lo suspendió y por qué."),
    )
    PROCESS_ENDED = Reason(
        _("Este proceso ya concluyó."),
        _("Mira su resultado y sus documentos: siguen publicados."),
    )
    NO_SUCH_STAGE = Reason(
        _("Este proceso no tiene esa etapa."),
        _("Mira el cronograma del proceso."),
    )


class SpaceRefusal(Refusal):
    CLOSES_BEFORE_IT_OPENS = Reason(
        _("Esa etapa terminaría antes de empezar."),
        _("Pon una fecha de cierre posterior a la de inicio."),
    )
    REASON_MISSING = Reason(
        _("El proceso ya está publicado: para mover una fecha hace falta decir por qué."),
        _("Escribe el motivo; quedará a la vista de todos en el registro de actos."),
    )
    SPACE_IS_OVER = Reason(
        _("Este proceso ya concluyó: su cronograma no se mueve."),
        _("Si hace falta continuar, convoca un proceso nuevo."),
    )
    ALREADY_PUBLISHED = Reason(
        _("Este proceso ya está publicado."), _("Lo que falte se publica como documento o como cambio de fecha.")
    )
    NOT_PUBLISHED_YET = Reason(_("Este proceso no está abierto."), _("Publícalo antes de darlo por concluido."))
    NO_STAGES = Reason(
        _("Falta el cronograma: un proceso sin etapas no se puede publicar."), _("Pon fechas al menos a una etapa.")
    )
    LEGAL_BASIS_MISSING = Reason(
        _("Falta la base legal: todo proceso dice con qué norma se convoca."),
        _("Escribe la ordenanza o la norma en «Datos del proceso»."),
        _("Ley 28056, art. 6"),
    )
    UNIT_MISSING = Reason(
        _("Falta la unidad responsable."), _("Escribe en «Datos del proceso» qué oficina responde por él.")
    )
    NO_SUCH_ACCOUNT = Reason(
        _("No encontramos una cuenta activa con ese correo."),
        _("Pide a la persona que cree su cuenta y confirme su correo; luego vuelve a intentarlo."),
    )
    LAST_COORDINATOR = Reason(
        _("Es la única persona que coordina este proceso."), _("Nombra antes a otra persona en la coordinación.")
    )
    STAGE_CLOSED = Reason(
        _("Esa etapa ya cerró: lo que precluyó no se reabre solo con mover la fecha."),
        _("Escribe el acto motivado que la reabre (resolución o acuerdo), además del motivo."),
        _("Principio de preclusión"),
    )
    STAGE_TWICE = Reason(_("La misma etapa está dos veces en las fechas."), _("Deja una sola línea por etapa."))
    RULES_CONTRADICT = Reason(
        _("Las reglas de este proceso se contradicen y nadie lo ha explicado."),
        _("Corrige la regla, o explica en «Reglas» por qué la ordenanza es así: la explicación será pública."),
    )
    NO_CONTRADICTION = Reason(
        _("Esa contradicción ya no está en las reglas."), _("Vuelve a «Reglas» y mira las que quedan."), status=409
    )
    GROUND_MISSING = Reason(_("Falta la explicación."), _("Escríbela: se publica junto a la regla."))
    NORM_MISSING = Reason(
        _("Suspender, reanudar o anular un proceso necesita la norma que lo dispone y su motivo."),
        _("Escribe los dos datos: quedarán a la vista de todos."),
    )
    NOT_THAT_STEP = Reason(
        _("Un proceso en ese estado no puede pasar al que se pide."),
        _("Se suspende o anula lo publicado; se reanuda lo suspendido."),
        status=409,
    )


class PresetRefusal(Refusal):
    UNKNOWN = Reason(_("No encontramos esa plantilla."), _("Elige una de la lista."), status=404)
    NOT_A_VALUE = Reason(_("«%(label)s»: %(why)s."), _("Corrígelo y guarda otra vez."))
    UNKNOWN_KEY = Reason(
        _("El archivo trae la regla «%(key)s» en un formato que no se entiende."), _("Revisa el archivo y vuelve.")
    )
    BAD_FILE = Reason(
        _("Ese archivo no es una plantilla de reglas exportada de aquí."), _("Sube el archivo .json que descargaste.")
    )
    ALREADY_READY = Reason(
        _("Esa plantilla ya está lista y no cambia: hay quien puede haber empezado con ella."),
        _("Empieza otra a partir de ella."),
        status=409,
    )
    TITLE_MISSING = Reason(_("Falta el nombre de la plantilla."), _("Ponle uno que se reconozca en la lista."))
    ALREADY_HAS_RULES = Reason(_("Este proceso ya tiene reglas de origen."), status=409)
