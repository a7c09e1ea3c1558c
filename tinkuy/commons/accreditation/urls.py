from django.urls import path

from .views import adherents, applicant, credential, desk, desk_lists, desk_papers, desk_sheets, lists, public

app_name = "accreditation"
_MINE = "espacios/<slug:slug>/inscripcion/"
_ONE = _MINE + "<str:code>/"
_DESK = "panel/espacios/<slug:slug>/acreditacion/"

urlpatterns = [
    path(_MINE, applicant.start, name="start"),
    path(_MINE + "empezar/", applicant.begin, name="begin"),
    path(_ONE, applicant.detail, name="request"),
    path(_ONE + "datos/", applicant.person, name="person"),
    path(_ONE + "representacion/", applicant.representation, name="representation"),
    path(_ONE + "adherentes/", adherents.mine, name="adherents"),
    path(_ONE + "documentos/", applicant.evidence, name="evidence"),
    path(_ONE + "documentos/<int:pk>/", applicant.evidence_file, name="evidence_file"),
    path(_ONE + "documentos/<int:pk>/quitar/", applicant.evidence_remove, name="evidence_remove"),
    path(_ONE + "revisar/", applicant.check, name="check"),
    path(_ONE + "constancia/", applicant.receipt, name="receipt"),
    path(_ONE + "subsanar/", applicant.cure, name="cure"),
    path(_ONE + "descartar/", applicant.discard, name="discard"),
    path("espacios/<slug:slug>/padron/", public.roster, name="roster"),
    path("espacios/<slug:slug>/padron.csv", public.roster_csv, name="roster_csv"),
    path("espacios/<slug:slug>/padron/fecha/", lists.register_on, name="register"),
    path("espacios/<slug:slug>/listas/", lists.lists, name="lists"),
    path("espacios/<slug:slug>/listas/<int:pk>/", lists.one_list, name="list"),
    path("espacios/<slug:slug>/listas/tachar/<int:pk>/", lists.challenge, name="challenge"),
    path("espacios/<slug:slug>/tachas/<str:code>/", lists.challenge_followed, name="challenge_followed"),
    path("acreditacion/<str:code>/", public.credential, name="credential"),
    path("acreditacion/<str:code>/credencial.pdf", credential.pdf, name="credential_pdf"),
    path(_DESK, desk.queue, name="queue"),
    path(_DESK + "reglas/", desk_papers.rules, name="rules"),
    path(_DESK + "papel/", desk_papers.paper, name="paper"),
    path(_DESK + "padron.csv", desk_papers.roster_csv, name="desk_roster_csv"),
    path(_DESK + "padron.xlsx", desk_papers.roster_xlsx, name="desk_roster_xlsx"),
    path(_DESK + "planillas/", desk_sheets.loads, name="loads"),
    path(_DESK + "planillas/<int:number>/", desk_sheets.load, name="load"),
    path(_DESK + "planillas/<int:number>/aceptar/", desk_sheets.accept, name="load_accept"),
    path(_DESK + "planillas/<int:number>/<str:what>/", desk_sheets.decide, name="load_decide"),
    path(_DESK + "juntas/<str:what>/", desk_sheets.bulk, name="bulk"),
    path(_DESK + "imprimir/", desk_sheets.ask_for_print, name="ask_for_print"),
    path(_DESK + "imprimir/<int:pk>/", desk_sheets.printed, name="printed"),
    path(_DESK + "listas/", desk_lists.lists, name="desk_lists"),
    path(_DESK + "tachas/<str:code>/", desk_lists.challenge, name="desk_challenge"),
    path(_DESK + "tachas/<str:code>/descargo/", desk_lists.answer, name="desk_answer"),
    path(_DESK + "tachas/<str:code>/resolver/", desk_lists.rule, name="desk_rule"),
    path(_DESK + "tachas/<str:code>/<str:which>/", desk_lists.challenge_file, name="desk_challenge_file"),
    path(_DESK + "<str:code>/", desk.review, name="review"),
    path(_DESK + "<str:code>/archivo/<int:pk>/", desk.evidence_file, name="review_file"),
    path(_DESK + "<str:code>/observar/", desk.observe, name="observe"),
    path(_DESK + "<str:code>/admitir/", desk.admit, name="admit"),
    path(_DESK + "<str:code>/rechazar/", desk.reject, name="reject"),
    path(_DESK + "<str:code>/acreditar/", desk.grant, name="grant"),
    path(_DESK + "<str:code>/vencer/", desk.expire, name="expire"),
    path(_DESK + "<str:code>/credencial/", desk.change_credential, name="change_credential"),
]
