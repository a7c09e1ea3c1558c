from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("mis-tramites/", views.my_requests, name="my_requests"),
]
