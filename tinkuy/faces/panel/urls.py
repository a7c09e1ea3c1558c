from django.urls import path

from .views import home, space

app_name = "panel"
urlpatterns = [
    path("", home.home, name="home"),
    path("entidades/<slug:entity>/procesos/nuevo/", home.new_space, name="new_space"),
    path("espacios/<slug:slug>/", space.overview, name="space"),
    path("espacios/<slug:slug>/datos/", space.describe, name="describe"),
    path("espacios/<slug:slug>/publicar/", space.publish, name="publish"),
    path("espacios/<slug:slug>/concluir/", space.finish, name="finish"),
    path("espacios/<slug:slug>/cronograma/", space.stages, name="stages"),
    path("espacios/<slug:slug>/documentos/", space.documents, name="documents"),
    path("espacios/<slug:slug>/equipo/", space.team, name="team"),
    path("espacios/<slug:slug>/equipo/<int:membership>/quitar/", space.revoke, name="revoke"),
    path("espacios/<slug:slug>/actos/", space.acts, name="acts"),
]
