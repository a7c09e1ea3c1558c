from django.urls import path

from .views import ideas, package, public, results

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
    path("espacios/<slug:slug>/ideas/", ideas.index, name="ideas"),
    path("espacios/<slug:slug>/ideas/nueva/", ideas.new, name="idea_new"),
    path("espacios/<slug:slug>/ideas/orden/", ideas.ranking, name="idea_ranking"),
    path("espacios/<slug:slug>/ideas/datos.<str:ending>", ideas.download, name="idea_file"),
    path("espacios/<slug:slug>/ideas/<str:code>/", ideas.detail, name="idea"),
    path("espacios/<slug:slug>/ideas/<str:code>/apoyar/", ideas.support, name="idea_support"),
    path("espacios/<slug:slug>/ideas/<str:code>/quitar-apoyo/", ideas.unsupport, name="idea_unsupport"),
    path("espacios/<slug:slug>/ideas/<str:code>/retirar/", ideas.withdraw, name="idea_withdraw"),
    path("panel/espacios/<slug:slug>/ideas/", ideas.desk, name="desk_ideas"),
    path("panel/espacios/<slug:slug>/ideas/<str:code>/", ideas.answer, name="idea_answer"),
]
