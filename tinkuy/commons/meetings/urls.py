from django.urls import path

from .views import closing, desk, door, people, plan, public

app_name = "meetings"
_ONE = "reuniones/<str:code>/"
_DESK = "panel/reuniones/<str:code>/"
_PLAN = "panel/espacios/<slug:slug>/reuniones/"
_BODY = "panel/entidades/<slug:entity>/reuniones/"

urlpatterns = [
    path("espacios/<slug:slug>/reuniones/", public.space_meetings, name="space_meetings"),
    path("espacios/<slug:slug>/reuniones.ics", public.space_calendar, name="space_calendar"),
    path("entidades/<slug:entity>/audiencias/", public.hearings, name="hearings"),
    path(_ONE, public.meeting, name="meeting"),
    path(_ONE + "reunion.ics", public.calendar, name="calendar"),
    path(_ONE + "acta/<int:number>.pdf", public.minutes_file, name="minutes_file"),
    path(_ONE + "acta/<int:number>/firmada/", public.signed_file, name="signed_file"),
    path(_ONE + "documentos/<int:pk>/", public.document_file, name="document_file"),
    path(_ONE + "temas/", people.topic, name="topic"),
    path(_ONE + "inscripcion/", people.registration, name="registration"),
    path(_ONE + "inscripcion/cancelar/", people.cancel, name="cancel"),
    path("asistencia/<str:code>/", public.certificate, name="certificate"),
    path("asistencia/<str:code>/constancia.pdf", public.certificate_file, name="certificate_file"),
    path(_PLAN, plan.space_desk, name="space_desk"),
    path(_PLAN + "nueva/", plan.space_new, name="space_new"),
    path(_BODY, plan.body_desk, name="body_desk"),
    path(_BODY + "nueva/", plan.body_new, name="body_new"),
    path("panel/reuniones/puerta.js", door.worker, name="door_worker"),
    path(_DESK, desk.meeting, name="desk"),
    path(_DESK + "datos/", plan.describe, name="describe"),
    path(_DESK + "paso/<slug:step>/", desk.step, name="step"),
    path(_DESK + "documento/", desk.document, name="document"),
    path(_DESK + "personas/", desk.people, name="people"),
    path(_DESK + "personas/<int:number>/cancelar/", desk.cancel_person, name="cancel_person"),
    path(_DESK + "padron/", desk.roll, name="roll"),
    path(_DESK + "temas/<int:pk>/<slug:decision>/", desk.topic, name="decide_topic"),
    path(_DESK + "puerta/", door.page, name="door"),
    path(_DESK + "puerta/lista.json", door.list_json, name="door_list"),
    path(_DESK + "puerta/sincronizar/", door.sync, name="door_sync"),
    path(_DESK + "puerta/llegada/", door.newcomer, name="newcomer"),
    path(_DESK + "puerta/lista.pdf", door.list_pdf, name="door_pdf"),
    path(_DESK + "palabra/", desk.floor, name="floor"),
    path(_DESK + "palabra/<int:pk>/<slug:step>/", desk.turn, name="turn"),
    path(_DESK + "preguntas/", desk.question, name="question"),
    path(_DESK + "preguntas/<int:number>/", desk.answer, name="answer"),
    path(_DESK + "votaciones/", desk.hands, name="hands"),
    path(_DESK + "votaciones/<int:pk>/", desk.count, name="count"),
    path(_DESK + "votaciones/<int:pk>/nominal/", desk.nominal, name="nominal"),
    path(_DESK + "acta/", closing.minutes, name="minutes"),
    path(_DESK + "acta/vista/", closing.preview, name="preview"),
    path(_DESK + "acta/firmada/", closing.signed, name="signed"),
    path(_DESK + "compromisos/<int:pk>/", closing.pledge, name="pledge"),
    path(_DESK + "acuerdos/<int:number>/", closing.agreement, name="agreement"),
    path(_DESK + "autoevaluacion/", closing.assessment, name="assessment"),
]
