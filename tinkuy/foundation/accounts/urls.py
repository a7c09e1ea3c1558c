from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("datos/", views.edit_profile, name="edit_profile"),
    path("documento/", views.document, name="document"),
    path("consentimientos/<str:purpose>/", views.consent, name="consent"),
    path("mis-datos.json", views.download, name="download"),
    path("cerrar/", views.close, name="close"),
    path("textos/<str:purpose>/", views.text, name="text"),
]
