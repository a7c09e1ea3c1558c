from django.urls import path

from .views import agent, desk, member, public

app_name = "oversight"
_PUBLIC = "espacios/<slug:slug>/vigilancia/"
_PANEL = "panel/espacios/<slug:slug>/vigilancia/"
_REPORT = f"{_PANEL}reportes/<int:number>/"
urlpatterns = [
    path(_PUBLIC, public.committee, name="committee"),
    path(f"{_PUBLIC}eleccion/", public.election, name="election"),
    path(f"{_PUBLIC}reportes.csv", public.reports_csv, name="reports_csv"),
    path(f"{_PUBLIC}reportes/<int:number>/", public.report, name="report"),
    path(f"{_PUBLIC}reportes/<int:number>/reporte.pdf", public.report_pdf, name="report_pdf"),
    path(f"{_PUBLIC}reportes/<int:number>/archivos/<int:pk>/", public.evidence_file, name="evidence_file"),
    path(f"{_PUBLIC}pedidos/<int:number>/archivo/", public.inquiry_file, name="inquiry_file"),
    path(f"{_PUBLIC}postular/", agent.stand, name="stand"),
    path(f"{_PUBLIC}postular/retirar/", agent.withdraw, name="withdraw"),
    path(_PANEL, desk.overview, name="desk"),
    path(f"{_PANEL}reglas/", desk.rules, name="rules"),
    path(f"{_PANEL}convocatoria/", desk.call, name="call"),
    path(f"{_PANEL}candidaturas/papel/", desk.paper, name="paper"),
    path(f"{_PANEL}candidaturas/<int:number>/admitir/", desk.admit, name="admit"),
    path(f"{_PANEL}candidaturas/<int:number>/no-admitir/", desk.reject, name="reject"),
    path(f"{_PANEL}eleccion/", desk.election, name="desk_election"),
    path(f"{_PANEL}eleccion/abrir/", desk.open_election, name="open_election"),
    path(f"{_PANEL}eleccion/conteo/", desk.enter_count, name="enter_count"),
    path(f"{_PANEL}eleccion/cerrar-conteo/", desk.settle, name="settle"),
    path(f"{_PANEL}eleccion/sorteo/", desk.draw, name="draw"),
    path(f"{_PANEL}reconocer/", desk.recognize, name="recognize"),
    path(f"{_PANEL}integrantes/<int:pk>/terminar/", desk.end_member, name="end_member"),
    path(f"{_PANEL}reportes/", member.reports, name="reports"),
    path(_REPORT, member.report, name="member_report"),
    path(f"{_REPORT}resumen/", member.summary, name="summary"),
    path(f"{_REPORT}hallazgo/", member.finding, name="finding"),
    path(f"{_REPORT}hallazgos/<int:pk>/archivo/", member.evidence, name="evidence"),
    path(f"{_REPORT}hallazgos/<int:pk>/quitar/", member.remove, name="remove"),
    path(f"{_REPORT}hallazgos/<int:pk>/responder/", member.answer, name="answer"),
    path(f"{_REPORT}hallazgos/<int:pk>/llevar/", member.escalate, name="escalate"),
    path(f"{_REPORT}presentar/", member.present, name="present"),
    path(f"{_REPORT}recibir/", member.receive, name="receive"),
    path(f"{_REPORT}publicar/", member.publish, name="publish"),
    path(f"{_PANEL}pedidos/", member.inquiries, name="inquiries"),
    path(f"{_PANEL}pedidos/<int:number>/responder/", member.answer_inquiry, name="answer_inquiry"),
]
