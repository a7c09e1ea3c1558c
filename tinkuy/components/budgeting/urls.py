from django.urls import path

from .views import package, public, results

app_name = "budgeting"
urlpatterns = [
    path("espacios/<slug:slug>/presupuesto/", public.process, name="process"),
    path("espacios/<slug:slug>/presupuesto/<slug:cui>/", public.project, name="project"),
    path("espacios/<slug:slug>/resultado/", results.result, name="result"),
    path("espacios/<slug:slug>/resultado/v<int:version>/", results.result, name="result_version"),
    path("espacios/<slug:slug>/resultado/v<int:version>/datos.<str:ending>", results.download, name="result_file"),
    path("espacios/<slug:slug>/resultado/paquete.zip", package.package, name="package"),
    path("espacios/<slug:slug>/resultado/v<int:version>/<slug:cui>/", results.working, name="working"),
    path("espacios/<slug:slug>/resultado/acta.pdf", results.agreement, name="agreement"),
]
