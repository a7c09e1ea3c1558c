from django.urls import URLPattern

app_name = "investments"
urlpatterns: list[URLPattern] = []
