from django.urls import path

from . import views

app_name = "organizations"
urlpatterns = [
    path("organizaciones/", views.organizations, name="organizations"),
    path("entidades/", views.bodies, name="bodies"),
    path("entidades/<slug:entity>/", views.body, name="body"),
]
