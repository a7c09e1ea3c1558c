from django.urls import path, re_path

from .views import public, staff

app_name = "investments"
_DESK = "panel/entidades/<slug:entity>/cartera/"
_FORMAT = r"(?P<file_format>csv|xlsx)"
urlpatterns = [
    path("inversiones/", public.index, name="index"),
    re_path(rf"^inversiones/exportar\.{_FORMAT}$", public.export, name="export"),
    path("inversiones/<slug:entity>/<slug:cui>/", public.record, name="record"),
    path(_DESK, staff.versions, name="versions"),
    path(f"{_DESK}cargar/", staff.upload, name="upload"),
    path(f"{_DESK}<int:number>/", staff.version, name="version"),
    path(f"{_DESK}<int:number>/filas/", staff.issues, name="issues"),
    re_path(
        rf"^panel/entidades/(?P<entity>[-\w]+)/cartera/(?P<number>\d+)/filas\.{_FORMAT}$",
        staff.issues_file,
        name="issues_file",
    ),
    path(f"{_DESK}<int:number>/cambios/", staff.changes, name="changes"),
    path(f"{_DESK}<int:number>/columnas/", staff.columns, name="columns"),
    path(f"{_DESK}<int:number>/archivo/", staff.file, name="file"),
    path(f"{_DESK}<int:number>/confirmar/", staff.confirm, name="confirm"),
    path(f"{_DESK}<int:number>/descartar/", staff.discard, name="discard"),
    path(f"{_DESK}<int:number>/releer/", staff.reread, name="reread"),
]
