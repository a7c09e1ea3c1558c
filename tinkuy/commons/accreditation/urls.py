from django.urls import path

from .views import applicant, credential, desk, desk_papers, public

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
    path(_ONE + "documentos/", applicant.evidence, name="evidence"),
    path(_ONE + "documentos/<int:pk>/", applicant.evidence_file, name="evidence_file"),
    path(_ONE + "documentos/<int:pk>/quitar/", applicant.evidence_remove, name="evidence_remove"),
    path(_ONE + "revisar/", applicant.check, name="check"),
    path(_ONE + "constancia/", applicant.receipt, name="receipt"),
    path(_ONE + "subsanar/", applicant.cure, name="cure"),
    path(_ONE + "descartar/", applicant.discard, name="discard"),
    path("espacios/<slug:slug>/padron/", public.roster, name="roster"),
    path("espacios/<slug:slug>/padron.csv", public.roster_csv, name="roster_csv"),
    path("acreditacion/<str:code>/", public.credential, name="credential"),
    path("acreditacion/<str:code>/credencial.pdf", credential.pdf, name="credential_pdf"),
    path(_DESK, desk.queue, name="queue"),
    path(_DESK + "reglas/", desk_papers.rules, name="rules"),
    path(_DESK + "papel/", desk_papers.paper, name="paper"),
    path(_DESK + "padron.csv", desk_papers.roster_csv, name="desk_roster_csv"),
    path(_DESK + "padron.xlsx", desk_papers.roster_xlsx, name="desk_roster_xlsx"),
    path(_DESK + "<str:code>/", desk.review, name="review"),
    path(_DESK + "<str:code>/archivo/<int:pk>/", desk.evidence_file, name="review_file"),
    path(_DESK + "<str:code>/observar/", desk.observe, name="observe"),
    path(_DESK + "<str:code>/admitir/", desk.admit, name="admit"),
    path(_DESK + "<str:code>/rechazar/", desk.reject, name="reject"),
    path(_DESK + "<str:code>/acreditar/", desk.grant, name="grant"),
    path(_DESK + "<str:code>/vencer/", desk.expire, name="expire"),
    path(_DESK + "<str:code>/credencial/", desk.change_credential, name="change_credential"),
]
