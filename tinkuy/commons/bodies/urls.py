from django.urls import path

from .views import desk, public

app_name = "bodies"
_ORGAN = "entidades/<slug:entity>/organos/<slug:organ>/"
urlpatterns = [
    path("entidades/<slug:entity>/organos/", public.bodies, name="bodies"),
    path(_ORGAN, public.body, name="body"),
    path(f"{_ORGAN}historial/", public.history, name="history"),
    path(f"{_ORGAN}composicion.csv", public.composition_csv, name="composition_csv"),
    path(f"{_ORGAN}composicion.xlsx", public.composition_xlsx, name="composition_xlsx"),
    path(f"{_ORGAN}mandatos/<int:number>/documento/", public.act_file, name="act_file"),
    path("panel/entidades/<slug:entity>/organos/", desk.bodies, name="desk"),
    path("panel/entidades/<slug:entity>/organos/crear/", desk.open_body, name="desk_open"),
    path("panel/entidades/<slug:entity>/organos/plantilla/", desk.open_template, name="desk_template"),
    path(f"panel/{_ORGAN}", desk.body, name="desk_body"),
    path(f"panel/{_ORGAN}asientos/", desk.open_seat, name="desk_seat"),
    path(f"panel/{_ORGAN}mandatos/", desk.seat_person, name="desk_mandate"),
    path(f"panel/{_ORGAN}mandatos/<int:number>/terminar/", desk.end, name="desk_end"),
]
