from django.urls import path

from . import views

app_name = "spaces"
urlpatterns = [
    path("espacios/", views.index, name="index"),
    path("espacios/<slug:slug>/", views.detail, name="detail"),
    path("espacios/<slug:slug>/documentos/", views.documents, name="documents"),
    path("espacios/<slug:slug>/documentos/<int:document>/", views.document_file, name="document_file"),
    path("espacios/<slug:slug>/registro/", views.log, name="log"),
    path("espacios/<slug:slug>/registro/actos.jsonl", views.log_export, name="log_export"),
    path("espacios/<slug:slug>/calendario.ics", views.calendar, name="calendar"),
]
