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
    NO_SUCH_STAGE = Reason(
        _("Este proceso no tiene esa etapa."),
        _("Mira el cronograma del proceso."),
    )
