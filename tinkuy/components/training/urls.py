from django.urls import path

from .views import desk, public

app_name = "training"
_SPACE = "espacios/<slug:slug>/formacion/"
_DESK = "panel/espacios/<slug:slug>/formacion/"

urlpatterns = [
    path("formacion/", public.everywhere, name="everywhere"),
    path("formacion/constancia/<str:code>/", public.certificate, name="certificate"),
    path("formacion/constancia/<str:code>/constancia.pdf", public.certificate_pdf, name="certificate_pdf"),
    path(_SPACE, public.catalogue, name="catalogue"),
    path(_SPACE + "mi-avance/", public.mine, name="mine"),
    path(_SPACE + "<str:code>/", public.course, name="course"),
    path(_SPACE + "<str:code>/fechas.ics", public.calendar, name="calendar"),
    path(_SPACE + "<str:code>/inscribirme/", public.enrol, name="enrol"),
    path(_SPACE + "<str:code>/organizacion/", public.enrol_people, name="enrol_people"),
    path(_SPACE + "<str:code>/material/<int:pk>/", public.material, name="material"),
    path(_SPACE + "<str:code>/sesion/<int:number>/presente/", public.check_in, name="check_in"),
    path(_DESK, desk.courses, name="desk"),
    path(_DESK + "<str:code>/", desk.course, name="desk_course"),
    path(_DESK + "<str:code>/sesiones/", desk.add_session, name="desk_session"),
    path(_DESK + "<str:code>/materiales/", desk.add_material, name="desk_material"),
    path(_DESK + "<str:code>/inscribir/", desk.enrol, name="desk_enrol"),
    path(_DESK + "<str:code>/asistencia/<int:number>/", desk.attendance, name="desk_attendance"),
    path(_DESK + "<str:code>/<str:what>/", desk.change, name="desk_change"),
]
