from django.utils.translation import gettext_lazy as _

from tinkuy.foundation.shared.refusals import Reason, Refusal


class CalendarRefusal(Refusal):
    YEAR_UNKNOWN = Reason(
        _("No se conocen los feriados de %(year)s, y el plazo llega hasta ahí."),
        _("Quien administra la plataforma debe cargar los feriados de ese año."),
        _("TUO de la Ley 27444, artículo 145.1"),
    )
