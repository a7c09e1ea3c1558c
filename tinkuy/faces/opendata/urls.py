from django.urls import path

from . import views

app_name = "opendata"
urlpatterns = [
    path("", views.index, name="index"),
    path("actos/", views.platform_acts, name="platform_acts"),
    path("actos.jsonl", views.platform_acts_file, name="platform_acts_file"),
    path("actos/comprobar/", views.platform_check, name="platform_check"),
    path("espacios/<slug:slug>/comprobar/", views.space_check, name="space_check"),
]
