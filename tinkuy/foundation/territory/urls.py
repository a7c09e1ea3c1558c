from django.urls import URLPattern

# The pages of places tell what happens in them, so they stand in the web face (`web:territory`, `web:place`).
app_name = "territory"
urlpatterns: list[URLPattern] = []
