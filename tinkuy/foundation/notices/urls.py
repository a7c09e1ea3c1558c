from django.urls import path

from . import views

app_name = "notices"
_MINE = "cuenta/avisos/"
urlpatterns = [
    path(_MINE, views.index, name="index"),
    path(_MINE + "leer-todo/", views.read_all, name="read_all"),
    path(_MINE + "preferencias/", views.preferences, name="preferences"),
    path(_MINE + "temas/activar/", views.unmute, name="unmute"),
    path(_MINE + "plazos.ics", views.calendar, name="calendar"),
    path(_MINE + "<int:pk>/", views.notice, name="notice"),
    path(_MINE + "<int:pk>/constancia/", views.proof, name="proof"),
    path(_MINE + "<int:pk>/silenciar/", views.mute, name="mute"),
    path("avisos/silenciar/<str:token>/", views.mute_by_link, name="mute_by_link"),
    path("panel/avisos-legales/", views.legal, name="legal"),
    path("panel/avisos-legales/<int:pk>/", views.legal_proof, name="legal_proof"),
]
