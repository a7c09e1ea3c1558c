from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class FileRefusal(Refusal):
    EMPTY = Reason(
        _("El archivo está vacío."),
        _("Ábrelo en tu equipo para ver que tenga contenido y súbelo de nuevo."),
    )
    TOO_BIG = Reason(
        _("El archivo pesa más de %(limit)s."),
        _("Redúcelo (por ejemplo, guarda el PDF con menos calidad o divide la hoja) y súbelo de nuevo."),
        status=413,
    )
    KIND_NOT_ACCEPTED = Reason(
        _("Aquí no se recibe ese tipo de archivo: por su contenido es %(found)s, diga lo que diga su nombre."),
        _("Se recibe: %(accepted)s."),
    )
    KIND_UNKNOWN = Reason(
        _("No se reconoce qué tipo de archivo es, o está dañado."),
        _("Se recibe: %(accepted)s. Guárdalo de nuevo desde su programa y vuelve a subirlo."),
    )
    HAS_MACROS = Reason(
        _("El archivo tiene macros (programas dentro del documento) y por seguridad no se recibe."),
        _("Guárdalo «sin macros», por ejemplo como XLSX en lugar de XLSM, y súbelo de nuevo."),
    )
    HAS_PASSWORD = Reason(
        _("El archivo está protegido con contraseña y no se puede leer."),
        _("Quítale la contraseña, guárdalo y súbelo de nuevo."),
    )
    SUSPICIOUS_ARCHIVE = Reason(
        _("El archivo se infla demasiado al abrirlo y por seguridad no se recibe."),
        _("Guárdalo de nuevo desde su programa, sin hojas ni filas vacías, y vuelve a subirlo."),
    )
    DAMAGED_IMAGE = Reason(
        _("La imagen está dañada o incompleta."),
        _("Toma la foto otra vez o guárdala como JPG y súbela de nuevo."),
    )
    TOO_MANY_PIXELS = Reason(
        _("La imagen tiene demasiados puntos para procesarla."),
        _("Redúcela a menos de 40 megapíxeles y súbela de nuevo."),
    )
