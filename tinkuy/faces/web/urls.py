from django.urls import path

from . import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("mis-tramites/", views.my_requests, name="my_requests"),
    path("resultados/", views.results, name="results"),
    path("buscar/", views.search, name="search"),
    path("territorio/", views.territory, name="territory"),
    path("territorio/<str:code>/", views.place, name="place"),
    path("que-es/", views.about, name="about"),
    path("los-cuatro-niveles/", views.levels, name="levels"),
    path("privacidad/", views.privacy, name="privacy"),
    path("accesibilidad/", views.accessibility, name="accessibility"),
    path("idioma/", views.language, name="language"),
    path("sin-conexion/", views.offline, name="offline"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.txt", views.sitemap, name="sitemap"),
]
