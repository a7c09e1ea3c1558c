from django.urls import path

from .views import batches, desk, public, staff, voter

_DESK = "panel/espacios/<slug:slug>/votacion/"

app_name = "voting"
urlpatterns = [
    path("espacios/<slug:slug>/votar/", voter.choose, name="choose"),
    path("espacios/<slug:slug>/votar/<str:scope>/", voter.ballot, name="ballot"),
    path("espacios/<slug:slug>/votar/<str:scope>/guardar/", voter.save, name="save"),
    path("espacios/<slug:slug>/votar/<str:scope>/revisar/", voter.review, name="review"),
    path("espacios/<slug:slug>/votar/<str:scope>/confirmar/", voter.cast, name="cast"),
    path("espacios/<slug:slug>/votar/<str:scope>/recibo/", voter.receipt, name="receipt"),
    path("espacios/<slug:slug>/votar/<str:scope>/recibo.txt", voter.receipt_file, name="receipt_file"),
    path("espacios/<slug:slug>/mi-voto/", voter.mine, name="mine"),
    path("espacios/<slug:slug>/votacion/", public.poll_page, name="poll"),
    path("espacios/<slug:slug>/votacion/reglas.json", public.rules_file, name="rules_file"),
    path("espacios/<slug:slug>/votacion/sellos.json", public.seals_file, name="seals_file"),
    path("mesa/", desk.kiosk, name="kiosk"),
    path("mesa/terminar/", desk.kiosk_end, name="kiosk_end"),
    path("mesa/cedula/<str:scope>/", desk.kiosk_ballot, name="kiosk_ballot"),
    path("recibos/", public.receipts, name="receipts"),
    path("recibos/clave.txt", public.public_key_file, name="public_key"),
    path("panel/espacios/<slug:slug>/votacion/", staff.overview, name="staff"),
    path("panel/espacios/<slug:slug>/votacion/abrir/", staff.open_, name="open"),
    path("panel/espacios/<slug:slug>/votacion/prorrogar/", staff.extend, name="extend"),
    path("panel/espacios/<slug:slug>/votacion/cerrar/", staff.close, name="close"),
    path("panel/espacios/<slug:slug>/votacion/llave/", staff.destroy, name="destroy"),
    path("panel/espacios/<slug:slug>/votacion/publicar/", staff.publish, name="publish"),
    path("panel/espacios/<slug:slug>/votacion/padron/", staff.roll, name="roll"),
    path("panel/espacios/<slug:slug>/votacion/padron/<int:entry>/anular/", staff.annul, name="annul"),
    path(_DESK + "mesa/", desk.desk, name="desk"),
    path(_DESK + "padron/<str:scope>/imprimir/", batches.printed_roll, name="printed_roll"),
    path(_DESK + "lotes/", batches.index, name="batches"),
    path(_DESK + "lotes/<int:number>/", batches.detail, name="batch"),
    path(_DESK + "lotes/<int:number>/resolver/", batches.settle, name="batch_settle"),
    path(_DESK + "lotes/<int:number>/extornar/", batches.reverse, name="batch_reverse"),
    path(_DESK + "lotes/<int:number>/acta/<int:keying>/", batches.sheet, name="batch_sheet"),
]
