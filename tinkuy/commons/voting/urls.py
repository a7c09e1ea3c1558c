"""The main poll of a space has the short addresses; any other, the same pages under its key."""

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from .views import batches, desk, public, staff, ties, voter

Page = tuple[str, Callable[..., HttpResponse], str]

_VOTER: list[Page] = [
    ("votar/", voter.choose, "choose"),
    ("votar/<str:scope>/", voter.ballot, "ballot"),
    ("votar/<str:scope>/guardar/", voter.save, "save"),
    ("votar/<str:scope>/revisar/", voter.review, "review"),
    ("votar/<str:scope>/confirmar/", voter.cast, "cast"),
    ("votar/<str:scope>/recibo/", voter.receipt, "receipt"),
    ("votar/<str:scope>/recibo.txt", voter.receipt_file, "receipt_file"),
    ("mi-voto/", voter.mine, "mine"),
]
_POLL: list[Page] = [
    ("", public.poll_page, "poll"),
    ("reglas.json", public.rules_file, "rules_file"),
    ("sellos.json", public.seals_file, "seals_file"),
]
_STAFF: list[Page] = [
    ("", staff.overview, "staff"),
    ("abrir/", staff.open_, "open"),
    ("prorrogar/", staff.extend, "extend"),
    ("cerrar/", staff.close, "close"),
    ("llave/", staff.destroy, "destroy"),
    ("publicar/", staff.publish, "publish"),
    ("padron/", staff.roll, "roll"),
    ("padron/<int:entry>/anular/", staff.annul, "annul"),
    ("empates/", ties.ties, "ties"),
    ("sorteos/anunciar/", ties.announce, "announce_draw"),
    ("sorteos/<int:number>/hacer/", ties.hold, "hold_draw"),
    ("segunda-vuelta/", ties.run_off, "run_off"),
    ("mesa/", desk.desk, "desk"),
    ("padron/<str:scope>/imprimir/", batches.printed_roll, "printed_roll"),
    ("lotes/", batches.index, "batches"),
    ("lotes/<int:number>/", batches.detail, "batch"),
    ("lotes/<int:number>/resolver/", batches.settle, "batch_settle"),
    ("lotes/<int:number>/extornar/", batches.reverse, "batch_reverse"),
    ("lotes/<int:number>/acta/<int:keying>/", batches.sheet, "batch_sheet"),
]


def _under(prefix: str, pages: list[Page]) -> list[URLPattern]:
    return [path(prefix + tail, view, name=name) for tail, view, name in pages]


app_name = "voting"
urlpatterns = [
    *_under("espacios/<slug:slug>/", _VOTER),
    *_under("espacios/<slug:slug>/votacion/", _POLL),
    *_under("espacios/<slug:slug>/votaciones/<slug:key>/", _VOTER),
    *_under("espacios/<slug:slug>/votaciones/<slug:key>/", _POLL),
    *_under("panel/espacios/<slug:slug>/votacion/", _STAFF),
    *_under("panel/espacios/<slug:slug>/votaciones/<slug:key>/", _STAFF),
    path("mesa/", desk.kiosk, name="kiosk"),
    path("mesa/terminar/", desk.kiosk_end, name="kiosk_end"),
    path("mesa/cedula/<str:scope>/", desk.kiosk_ballot, name="kiosk_ballot"),
    path("recibos/", public.receipts, name="receipts"),
    path("recibos/clave.txt", public.public_key_file, name="public_key"),
]
