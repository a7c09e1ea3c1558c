from django.urls import path

from . import views

app_name = "dossiers"
urlpatterns = [
    path("c/<str:code>/", views.by_code, name="by_code"),
    path("c/<str:code>/qr.svg", views.qr, name="qr"),
    path("c/<str:code>/hoja/", views.sheet, name="sheet"),
    path("c/<str:code>/seguir/", views.follow, name="follow"),
    path("c/<str:code>/dejar-de-seguir/", views.unfollow, name="unfollow"),
]
