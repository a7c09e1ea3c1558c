from django.urls import path

from .views import file, home, presets, rules, space

app_name = "panel"
urlpatterns = [
    path("", home.home, name="home"),
    path("entidades/<slug:entity>/procesos/nuevo/", home.new_space, name="new_space"),
    path("espacios/<slug:slug>/", space.overview, name="space"),
    path("espacios/<slug:slug>/datos/", space.describe, name="describe"),
    path("espacios/<slug:slug>/publicar/", space.publish, name="publish"),
    path("espacios/<slug:slug>/concluir/", space.finish, name="finish"),
    path("espacios/<slug:slug>/cronograma/", space.stages, name="stages"),
    path("espacios/<slug:slug>/cronograma/fechas/", file.dates, name="dates"),
    path("espacios/<slug:slug>/expediente/", file.file, name="file"),
    path("espacios/<slug:slug>/estado/", file.status, name="status"),
    path("espacios/<slug:slug>/reglas/", rules.rules, name="rules"),
    path("espacios/<slug:slug>/reglas/explicar/<slug:code>/", rules.explain, name="explain"),
    path("espacios/<slug:slug>/reglas/<slug:question>/", rules.edit, name="rules_edit"),
    path("entidades/<slug:entity>/plantillas/", presets.index, name="presets"),
    path("entidades/<slug:entity>/plantillas/subir/", presets.upload, name="preset_upload"),
    path("entidades/<slug:entity>/plantillas/<slug:preset>/", presets.check, name="preset"),
    path("entidades/<slug:entity>/plantillas/<slug:preset>/lista/", presets.finish, name="preset_finish"),
    path("entidades/<slug:entity>/plantillas/<slug:preset>/plantilla.json", presets.download, name="preset_json"),
    path("entidades/<slug:entity>/plantillas/<slug:preset>/<int:number>/", presets.question, name="preset_question"),
    path("espacios/<slug:slug>/documentos/", space.documents, name="documents"),
    path("espacios/<slug:slug>/equipo/", space.team, name="team"),
    path("espacios/<slug:slug>/equipo/<int:membership>/quitar/", space.revoke, name="revoke"),
    path("espacios/<slug:slug>/actos/", space.acts, name="acts"),
]
