from django.urls import path

from .views import file, presets, public

_SPACE = "espacios/<slug:slug>/"

app_name = "spaces"
urlpatterns = [
    path("espacios/", public.index, name="index"),
    path(_SPACE, public.detail, name="detail"),
    path(_SPACE + "documentos/", public.documents, name="documents"),
    path(_SPACE + "documentos/<int:document>/", public.document_file, name="document_file"),
    path(_SPACE + "registro/", public.log, name="log"),
    path(_SPACE + "registro/actos.jsonl", public.log_export, name="log_export"),
    path(_SPACE + "calendario.ics", public.calendar, name="calendar"),
    path(_SPACE + "expediente/", file.file, name="file"),
    path(_SPACE + "expediente/expediente.csv", file.file_csv, name="file_csv"),
    path(_SPACE + "expediente/expediente.json", file.file_json, name="file_json"),
    path(_SPACE + "expediente/expediente.zip", file.file_zip, name="file_zip"),
    path(_SPACE + "reglas/", file.rules, name="rules"),
    path(_SPACE + "reglas/reglas.csv", file.rules_csv, name="rules_csv"),
    path("plantillas/", presets.presets, name="presets"),
    path("plantillas/comparar/", presets.compare, name="compare"),
    path("plantillas/comparar/comparacion.csv", presets.compare_csv, name="compare_csv"),
    path("plantillas/<slug:key>/", presets.preset, name="preset"),
    path("plantillas/<slug:key>/plantilla.json", presets.preset_json, name="preset_json"),
]
