"""What a person, the desk and anybody else see: one success, one refusal, one stranger for each page."""

import io

import pikepdf
import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.factories import accreditation as make
from tests.factories.cast import carmen, elena, give_role, julio, rosa, sign_in
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import AccreditationRequest
from tinkuy.foundation.audit.models import Act

pytestmark = pytest.mark.django_db
DURING = make.DURING
SECRETS = ("41000001", "persona1@ejemplo.pe", "rosa@ejemplo.pe", "910000001", "1984-03-05", "05/03/1984", "Agricultora")


@pytest.fixture(autouse=True)
def _during_registration():
    cache.clear()
    with time_machine.travel(DURING, tick=False):
        yield


def as_(user) -> Client:
    return sign_in(Client(), user)


def person_post(n: int = 1, **changes: object) -> dict[str, object]:
    data = make.person_data(n, **changes)
    return data | {"birth_date": str(data["birth_date"])}


def representation_post(**changes: object) -> dict[str, object]:
    data = make.representation_data(**changes)
    return {**data, "place": data["district_code"]}


# The person ----------------------------------------------------------------------------------------


def test_anybody_reads_what_it_takes_and_is_led_to_sign_in() -> None:
    space = make.registering()
    page = Client().get(f"/espacios/{space.slug}/inscripcion/")
    assert page.status_code == 200
    assert "Tener 18 años cumplidos" in page.content.decode()
    assert f"?next=/espacios/{space.slug}/inscripcion/" in page.content.decode()


def test_a_person_registers_step_by_step_to_the_receipt() -> None:
    space = make.registering()
    client = as_(julio())
    root = f"/espacios/{space.slug}/inscripcion/"
    begun = client.post(f"{root}empezar/")
    one = root + AccreditationRequest.objects.get().code + "/"
    assert begun.url == f"{one}datos/"
    assert client.post(f"{one}datos/", person_post()).url == f"{one}representacion/"
    assert client.post(f"{one}representacion/", representation_post()).url == f"{one}documentos/"
    attached = client.post(f"{one}documentos/", {"kind": "mandate", "file": make.picture()})
    assert attached.url == f"{one}documentos/"
    check = client.get(f"{one}revisar/").content.decode()
    assert "****0001" in check
    assert "41000001" not in check
    assert "acta.png" in check
    sent = client.post(f"{one}revisar/", {"terms": "on", "data": "on", "sworn": "on"})
    assert sent.url == f"{one}constancia/"
    row = AccreditationRequest.objects.get()
    assert (row.state, row.consents.count()) == ("sent", 3)
    assert row.code in client.get(sent.url).content.decode()
    assert "Enviada" in client.get("/mis-tramites/").content.decode()


def test_what_was_typed_is_not_lost_on_error_and_says_where() -> None:
    space = make.registering()
    row = actions.start_request(space=space, actor=julio(), at=DURING)
    page = as_(julio()).post(
        f"/espacios/{space.slug}/inscripcion/{row.code}/datos/",
        person_post(document_number="123", given_names="Ana Lucía", phone="12"),
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert 'value="Ana Lucía"' in text
    assert "El DNI tiene 8 dígitos" in text
    assert "El celular tiene nueve dígitos" in text


def test_a_stage_that_closes_while_the_form_is_open_refuses_with_a_sentence_and_keeps_the_draft() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    client = as_(julio())
    with time_machine.travel(make.AFTER, tick=False):
        client = as_(julio())
        page = client.post(
            f"/espacios/{space.slug}/inscripcion/{row.code}/revisar/", {"terms": "on", "data": "on", "sworn": "on"}
        )
        assert page.status_code == 422
        assert "Esta etapa ya cerró" in page.content.decode()
    row.refresh_from_db()
    assert (row.state, row.given_names) == ("draft", "Rosa A")


def test_a_missing_box_keeps_the_others_and_is_422() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    page = as_(julio()).post(f"/espacios/{space.slug}/inscripcion/{row.code}/revisar/", {"terms": "on"})
    assert page.status_code == 422
    assert "Marca esta casilla" in page.content.decode()


def test_nobody_asks_number_after_number_who_is_registered() -> None:
    space = make.registering()
    make.sent(space, rosa(), n=1)
    one = f"/espacios/{space.slug}/inscripcion/{make.draft(space, julio(), n=1, seat='alternate').code}/"
    client = as_(julio())
    boxes = {"terms": "on", "data": "on", "sworn": "on"}
    statuses = []
    for number in range(1, 23):
        statuses.append(client.post(f"{one}datos/", person_post(number)).status_code)
        statuses.append(client.post(f"{one}revisar/", boxes | {"terms": "on" if number == 1 else ""}).status_code)
    assert (statuses[0], statuses[1], statuses[-2]) == (302, 422, 429)


def test_a_disguised_file_is_refused_with_a_sentence() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    fake = make.SimpleUploadedFile("acta.pdf", b"MZ" + bytes(range(256)) * 4, content_type="application/pdf")
    page = as_(julio()).post(
        f"/espacios/{space.slug}/inscripcion/{row.code}/documentos/", {"kind": "mandate", "file": fake}
    )
    assert page.status_code == 422
    assert "Se recibe:" in page.content.decode()


@pytest.mark.parametrize(
    "page",
    ["", "datos/", "representacion/", "documentos/", "documentos/1/", "revisar/", "constancia/", "subsanar/"],
)
def test_another_persons_request_does_not_exist(page: str) -> None:
    space = make.registering()
    row = make.draft(space, julio())
    assert as_(rosa()).get(f"/espacios/{space.slug}/inscripcion/{row.code}/{page}").status_code == 404
    assert Client().get(f"/espacios/{space.slug}/inscripcion/{row.code}/{page}").status_code == 302


def test_the_observed_person_sees_the_term_with_its_working_and_cures() -> None:
    space = make.registering()
    row = actions.observe_request(
        request=make.sent(space), reason="Falta la firma en el acta.", actor=make.desk(space), at=DURING
    )
    client = as_(julio())
    root = f"/espacios/{space.slug}/inscripcion/{row.code}/"
    page = client.get(f"{root}subsanar/").content.decode()
    assert "Falta la firma en el acta." in page
    assert "miércoles 13 de mayo de 2026" in page
    assert "día hábil 2 de 2" in page
    assert client.get(f"{root}datos/").status_code == 200
    assert client.post(f"{root}subsanar/", {"note": ""}).status_code == 422
    assert client.post(f"{root}subsanar/", {"note": "Adjunté el acta firmada."}).url == root
    assert "Subsanada" in client.get(root).content.decode()


def test_after_the_term_the_answer_is_refused_with_its_date() -> None:
    space = make.registering()
    row = actions.observe_request(request=make.sent(space), reason="Falta.", actor=make.desk(space), at=DURING)
    with time_machine.travel(DURING.replace(day=14, hour=15), tick=False):
        page = as_(julio()).post(f"/espacios/{space.slug}/inscripcion/{row.code}/subsanar/", {"note": "Tarde"})
    assert page.status_code == 422
    assert "El plazo para subsanar terminó el miércoles 13 de mayo" in page.content.decode()


# The desk ------------------------------------------------------------------------------------------


def test_the_desk_takes_a_request_from_the_queue_to_the_credential() -> None:
    space = make.registering()
    row = make.sent(space)
    client = as_(make.desk(space))
    root = f"/panel/espacios/{space.slug}/acreditacion/"
    assert row.code in client.get(root).content.decode()
    page = client.get(f"{root}{row.code}/").content.decode()
    assert "****0001" in page
    assert "41000001" not in page
    assert client.post(f"{root}{row.code}/admitir/").url == f"{root}{row.code}/"
    unchecked = client.post(f"{root}{row.code}/acreditar/", {"grant-standing": "vote"})
    assert unchecked.status_code == 422
    assert "falta comprobar la identidad" in unchecked.content.decode()
    granted = client.post(f"{root}{row.code}/acreditar/", {"grant-standing": "vote", "grant-identity": "desk"})
    assert granted.url == f"{root}{row.code}/"
    row.refresh_from_db()
    assert (row.state, row.accreditation.number) == ("accredited", 1)


def test_the_queue_opens_with_what_waits_and_finds_the_rest_by_filter() -> None:
    space = make.registering()
    done, waiting = make.accredited_on_paper(space, 1).request, make.sent(space, julio(), n=2)
    client = as_(make.desk(space))
    url = f"/panel/espacios/{space.slug}/acreditacion/"
    first = client.get(url).content.decode()
    assert waiting.code in first
    assert done.code not in first
    assert done.code in client.get(url, {"estado": "todos"}).content.decode()
    assert waiting.code not in client.get(url, {"estado": "todos", "q": done.code}).content.decode()


def test_who_goes_alone_needs_no_organisation_and_who_represents_one_does() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    client = as_(julio())
    url = f"/espacios/{space.slug}/inscripcion/{row.code}/representacion/"
    assert client.post(url, {"represents": "self", "place": "0604"}).status_code == 302
    missing = client.post(url, {"represents": "organization", "place": "0604"})
    assert missing.status_code == 422
    assert "Escribe el nombre de la organización." in missing.content.decode()


def test_a_reason_that_is_missing_comes_back_on_the_same_page() -> None:
    space = make.registering()
    row = make.sent(space)
    page = as_(make.desk(space)).post(
        f"/panel/espacios/{space.slug}/acreditacion/{row.code}/rechazar/", {"reject-reason": ""}
    )
    assert page.status_code == 422
    row.refresh_from_db()
    assert row.state == "sent"


def test_an_impossible_step_is_a_sentence_and_a_409() -> None:
    space = make.registering()
    row = make.sent(space)
    page = as_(make.desk(space)).post(
        f"/panel/espacios/{space.slug}/acreditacion/{row.code}/acreditar/", {"grant-standing": "vote"}
    )
    assert page.status_code == 409
    assert "La inscripción está «enviada»" in page.content.decode()


@pytest.mark.parametrize("verb", ["observar", "admitir", "rechazar", "acreditar", "vencer", "credencial"])
def test_decisions_are_posts_of_the_desk_only(verb: str) -> None:
    space = make.registering()
    row = make.sent(space)
    url = f"/panel/espacios/{space.slug}/acreditacion/{row.code}/{verb}/"
    assert as_(make.desk(space)).get(url).status_code == 405
    assert as_(carmen()).post(url).status_code == 403
    for stranger in (as_(rosa()), as_(julio()), Client()):
        assert stranger.post(url).status_code == 302
    assert AccreditationRequest.objects.get().state == "sent"


@pytest.mark.parametrize("page", ["", "papel/", "padron.csv", "padron.xlsx", "reglas/"])
def test_the_desks_pages_are_shut_to_strangers(page: str) -> None:
    space = make.registering()
    url = f"/panel/espacios/{space.slug}/acreditacion/{page}"
    assert as_(carmen()).get(url).status_code == 403
    assert as_(give_role(elena(), space, "coordinator")).get(url).status_code == 200


def test_the_desk_of_one_space_does_not_find_requests_of_another() -> None:
    one, other = make.registering(), make.registering("pp-2028")
    row = make.sent(one)
    assert as_(make.desk(other)).get(f"/panel/espacios/{other.slug}/acreditacion/{row.code}/").status_code == 404


def test_the_desk_opens_evidence_and_others_do_not() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    item = actions.attach_evidence(request=row, kind="mandate", upload=make.picture(), actor=julio(), at=DURING)
    actions.send_request(request=row, actor=julio(), at=DURING)
    mine = f"/espacios/{space.slug}/inscripcion/{row.code}/documentos/{item.pk}/"
    theirs = f"/panel/espacios/{space.slug}/acreditacion/{row.code}/archivo/{item.pk}/"
    assert as_(julio()).get(mine).status_code == 200
    assert as_(make.desk(space)).get(theirs)["Content-Type"] == "image/png"
    assert as_(carmen()).get(theirs).status_code == 403
    assert as_(julio()).get(theirs).status_code == 302
    assert as_(rosa()).get(mine).status_code == 404


def test_the_desk_types_a_paper_form() -> None:
    space = make.registering()
    client = as_(make.desk(space))
    url = f"/panel/espacios/{space.slug}/acreditacion/papel/"
    data = person_post(5, email="", phone="", education="") | {
        "represents": "self", "place": "060408", "entry_reason": "Ficha de la mesa de Chota",
    }  # fmt: skip
    empty = client.post(url, data)
    assert empty.status_code == 422
    assert 'value="Rosa E"' in empty.content.decode()
    done = client.post(url, {**data, "form_file": make.picture("ficha.png")})
    row = AccreditationRequest.objects.get()
    assert done.url == f"/panel/espacios/{space.slug}/acreditacion/{row.code}/"
    assert (row.channel, row.state, row.agent_class) == ("paper", "sent", "citizen")


def test_taking_out_personal_data_is_on_record() -> None:
    space = make.registering()
    make.accredited(space)
    client = as_(make.desk(space))
    csv = b"".join(client.get(f"/panel/espacios/{space.slug}/acreditacion/padron.csv").streaming_content).decode()
    assert "41000001" in csv
    book = client.get(f"/panel/espacios/{space.slug}/acreditacion/padron.xlsx").content
    assert book.startswith(b"PK")
    acts = Act.objects.filter(kind="accreditation.exported_personal_data").order_by("id")
    assert [act.payload for act in acts] == ['{"format":"csv","rows":1}', '{"format":"xlsx","rows":1}']


def test_the_coordinator_writes_the_rules() -> None:
    space = make.registering()
    client = as_(give_role(elena(), space, "coordinator"))
    url = f"/panel/espacios/{space.slug}/acreditacion/reglas/"
    data = {
        "source": "OR 012-2025", "cure_working_days": 3, "failed_cure": "archived", "votes_per": "organization",
        "seats": "two_titulars", "min_adherents": 0, "min_age": 18, "min_identity_level": 1,
        "min_organization_months": 24, "valid_until": "", "challenged_by": "resident", "challenge_working_days": 2,
        "answer_working_days": 2, "ruling_working_days": 2, "publication_working_days": 4, "min_workshops": 0,
        "adherents_kept_days": 30, "evidence": ["mandate"], "segments": "Juventud\nMujeres",
    }  # fmt: skip
    assert client.post(url, data).url == url
    rules = space.accreditation_rules
    assert (rules.cure_working_days, rules.seats, rules.allows_individuals) == (3, "two_titulars", False)
    assert client.post(url, {**data, "cure_working_days": 99}).status_code == 422


# Anybody -------------------------------------------------------------------------------------------


def test_the_roster_the_csv_and_the_credential_never_tell_personal_data() -> None:
    space = make.registering()
    credential = make.accredited(space)
    make.accredited_on_paper(space, 9)
    page = Client().get(f"/espacios/{space.slug}/padron/").content.decode()
    csv = b"".join(Client().get(f"/espacios/{space.slug}/padron.csv").streaming_content).decode()
    public = Client().get(f"/acreditacion/{credential.code}/").content.decode()
    for text in (page, csv, public):
        assert "Rosa A Huamán Chávez" in text
        assert "Central Única Provincial de Rondas de Chota" in text
        for secret in (*SECRETS, "41000009", "0001\n"):
            assert secret not in text


def test_the_roster_is_searched_and_filtered() -> None:
    space = make.registering()
    make.accredited(space, rosa(), n=1)
    make.accredited(space, julio(), n=2, organization_name="Mesa de Mujeres", province_code="0601", district_code="")
    url = f"/espacios/{space.slug}/padron/"
    assert "Rosa B" not in Client().get(url, {"q": "rondas chota"}).content.decode()
    assert "Rosa B" in Client().get(url, {"q": "MESA mujerés"}).content.decode()
    assert "Rosa A" not in Client().get(url, {"provincia": "0601"}).content.decode()
    assert "Nadie con ese filtro" in Client().get(url, {"q": "nadie así"}).content.decode()


def test_the_roster_costs_the_same_with_three_as_with_thirty(django_assert_max_num_queries) -> None:
    space = make.registering()
    for n in range(1, 4):
        make.accredited_on_paper(space, n)
    with django_assert_max_num_queries(25) as three:
        Client().get(f"/espacios/{space.slug}/padron/")
    for n in range(4, 31):
        make.accredited_on_paper(space, n)
    with django_assert_max_num_queries(25) as thirty:
        Client().get(f"/espacios/{space.slug}/padron/")
    assert len(thirty) == len(three)


def test_the_queue_costs_the_same_with_three_as_with_twelve(django_assert_max_num_queries) -> None:
    space = make.registering()
    client = as_(make.desk(space))
    for n in range(1, 4):
        make.accredited_on_paper(space, n)
    with django_assert_max_num_queries(30) as three:
        client.get(f"/panel/espacios/{space.slug}/acreditacion/", {"estado": "todos"})
    for n in range(4, 13):
        make.accredited_on_paper(space, n)
    with django_assert_max_num_queries(30) as twelve:
        client.get(f"/panel/espacios/{space.slug}/acreditacion/", {"estado": "todos"})
    assert len(twelve) == len(three)


def test_the_credential_says_whether_it_holds() -> None:
    space = make.registering()
    credential = make.accredited(space)
    url = f"/acreditacion/{credential.code}/"
    assert "Vigente hoy" in Client().get(url).content.decode()
    assert "Vigente hoy" in Client().get(f"/acreditacion/{credential.code.lower()}/").content.decode()
    actions.suspend_accreditation(accreditation=credential, reason="x", actor=make.desk(space), at=DURING)
    assert "No vigente: está suspendida" in Client().get(url).content.decode()
    assert Client().get("/acreditacion/ZZZZZZZZ/").status_code == 404


def test_a_credential_of_a_draft_space_is_not_known_to_exist() -> None:
    space = make.registering()
    credential = make.accredited(space)
    space.status = "draft"
    space.save()
    assert Client().get(f"/acreditacion/{credential.code}/").status_code == 404
    assert Client().get(f"/espacios/{space.slug}/padron/").status_code == 404
    assert Client().get(f"/espacios/{space.slug}/padron.csv").status_code == 404


def test_the_credential_pdf_is_tagged_and_only_for_its_owner_and_the_desk() -> None:
    space = make.registering()
    credential = make.accredited(space)
    url = f"/acreditacion/{credential.code}/credencial.pdf"
    response = as_(rosa()).get(url)
    assert response["Content-Type"] == "application/pdf"
    assert as_(make.desk(space)).get(url).content == response.content
    for stranger in (julio(), carmen()):
        assert as_(stranger).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    with pikepdf.open(io.BytesIO(response.content)) as pdf:
        assert str(pdf.Root.Lang) == "es-PE"
        assert bool(pdf.Root.MarkInfo.Marked) is True
        assert str(pdf.docinfo["/Title"]) == "Credencial N.º 1 de agente participante"
        alternatives = [
            str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
        assert "Código QR que lleva a la página que verifica esta credencial" in alternatives


def test_a_formula_in_a_name_is_neutral_in_the_spreadsheet() -> None:
    space = make.registering()
    make.accredited(space, rosa(), n=1, organization_name='=HYPERLINK("http://malo")')
    csv = b"".join(Client().get(f"/espacios/{space.slug}/padron.csv").streaming_content).decode()
    assert "\"'=HYPERLINK" in csv


def test_the_panel_says_how_many_wait() -> None:
    space = make.registering()
    make.sent(space)
    page = as_(make.desk(space)).get("/panel/").content.decode()
    assert "Inscripciones por atender" in page
    assert "1 pendiente" in page
    assert f"/panel/espacios/{space.slug}/acreditacion/" in page
    assert "Inscripciones por atender" not in as_(carmen()).get("/panel/").content.decode()


def test_an_organisation_is_in_the_directory_once_somebody_is_accredited_for_it() -> None:
    space = make.registering()
    row = make.admitted(space, rosa())
    assert "Rondas" not in Client().get("/organizaciones/").content.decode()
    actions.grant_accreditation(request=row, actor=make.desk(space), at=DURING, identity_means="DNI")
    assert "Rondas" in Client().get("/organizaciones/").content.decode()
