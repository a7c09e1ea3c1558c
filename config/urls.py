"""Where each app's pages hang. Spanish paths, English names; no domain word decides anything here."""

from django.urls import include, path

urlpatterns = [
    path("", include("tinkuy.faces.web.urls")),
    path("cuenta/", include("tinkuy.foundation.accounts.urls")),
    path("cuenta/", include("allauth.urls")),
    path("panel/", include("tinkuy.faces.panel.urls")),
    path("datos/", include("tinkuy.faces.opendata.urls")),
    path("", include("tinkuy.foundation.dossiers.urls")),
    path("", include("tinkuy.foundation.territory.urls")),
    path("", include("tinkuy.foundation.organizations.urls")),
    path("", include("tinkuy.foundation.workdays.urls")),
    path("", include("tinkuy.foundation.notices.urls")),
    path("", include("tinkuy.foundation.audit.urls")),
    path("", include("tinkuy.commons.investments.urls")),
    path("", include("tinkuy.commons.accreditation.urls")),
    path("", include("tinkuy.commons.bodies.urls")),
    path("", include("tinkuy.commons.meetings.urls")),
    path("", include("tinkuy.commons.voting.urls")),
    path("", include("tinkuy.foundation.spaces.urls")),
    path("", include("tinkuy.components.budgeting.urls")),
    path("", include("tinkuy.components.oversight.urls")),
    path("", include("tinkuy.components.training.urls")),
]

handler403 = "tinkuy.faces.web.views.forbidden"
handler404 = "tinkuy.faces.web.views.not_found"
handler500 = "tinkuy.faces.web.views.server_error"
