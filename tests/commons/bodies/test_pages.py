"""The public composition on any day, its exports, and the desk."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests.factories import bodies as make
from tests.factories import cast
from tinkuy.commons.bodies.models import CollegiateBody, Mandate

pytestmark = pytest.mark.django_db
PUBLIC = ("gore-cajamarca", "mesa")


def boss(client):
    user = cast.person("planea@ejemplo.pe", "Paula", "Terán", "Ruiz")
    return cast.sign_in(client, cast.give_entity_role(user, cast.public_body(), "planning"))


def test_anybody_reads_who_sat_on_a_day_and_never_the_sex(client):
    seat = make.small(min_women_percent=30).seats.get(number=1)
    make.seated(seat, "Ana Rojas", sex="female", until_on=date(2026, 3, 31), organization_name="=Rondas")
    text = client.get(reverse("bodies:body", args=PUBLIC), {"fecha": "2026-03-31"}).content.decode()
    assert "Ana Rojas" in text
    assert "1 de 3 asientos" in text
    assert "Mujeres:</strong> 1 de 1" in text
    assert "Ana Rojas" not in client.get(reverse("bodies:body", args=PUBLIC), {"fecha": "2026-04-01"}).content.decode()
    csv = client.get(reverse("bodies:composition_csv", args=PUBLIC), {"fecha": "2026-03-31"}).content.decode()
    assert "Ana Rojas" in csv
    assert "'=Rondas" in csv
    assert "female" not in csv
    xlsx = client.get(reverse("bodies:composition_xlsx", args=PUBLIC), {"fecha": "2026-03-31"}).content
    rows = CalamineWorkbook.from_filelike(BytesIO(xlsx)).get_sheet_by_index(0).to_python()
    assert rows[1][5] == "Ana Rojas"
    assert len(rows) == 4


def test_a_date_that_is_none_is_said_and_a_stranger_body_is_not_found(client):
    make.small()
    assert client.get(reverse("bodies:body", args=PUBLIC), {"fecha": "ayer"}).status_code == 422
    assert client.get(reverse("bodies:composition_csv", args=PUBLIC), {"fecha": "ayer"}).status_code == 404
    assert client.get(reverse("bodies:body", args=("gore-cajamarca", "otra"))).status_code == 404


def test_a_body_of_a_space_in_preparation_is_only_its_teams(client):
    make.small(space=cast.space(status="draft"))
    assert client.get(reverse("bodies:body", args=PUBLIC)).status_code == 404
    assert "Mesa de" not in client.get(reverse("bodies:bodies", args=PUBLIC[:1])).content.decode()
    boss(client)
    assert client.get(reverse("bodies:body", args=PUBLIC)).status_code == 200


def test_planning_opens_a_council_seats_somebody_and_ends_it(client):
    make.cajamarca()
    boss(client)
    data = {"template-template": "ccr", "template-slug": "ccr-2026", "template-opened_on": "2026-01-01"}
    client.post(reverse("bodies:desk_template", args=PUBLIC[:1]), data)
    body = CollegiateBody.objects.get(slug="ccr-2026")
    where = ("gore-cajamarca", "ccr-2026")
    seat = body.seats.get(number=16)
    form = {"seat": seat.pk, "role": "titular", "public_name": "Ana Rojas", "starts_on": "2026-01-02", "sex": "female"}
    form |= {"act_number": "RER 100-2026", "until_on": "2027-12-31"}
    data = {f"mandate-{name}": value for name, value in form.items()}
    assert client.post(reverse("bodies:desk_mandate", args=where), data).status_code == 302
    answer = client.post(reverse("bodies:desk_mandate", args=where), data)
    assert answer.status_code == 422
    assert "ya tiene titular" in answer.content.decode()
    mandate = Mandate.objects.get()
    end = reverse("bodies:desk_end", args=(*where, mandate.pk))
    answer = client.post(end, {"reason": "removal", "on": "2026-02-01", "note": ""})
    assert answer.status_code == 422
    assert "Falta la razón" in answer.content.decode()
    assert client.post(end, {"reason": "removal", "on": "2026-02-01", "note": "Acuerdo 4"}).status_code == 302
    assert "Separación" in client.get(reverse("bodies:history", args=where)).content.decode()


def test_who_works_at_the_front_desk_only_may_not(client):
    make.small()
    user = cast.person("mesa@ejemplo.pe", "Marta", "Quispe", "Ruiz")
    cast.sign_in(client, cast.give_entity_role(user, cast.public_body(), "desk"))
    assert client.get(reverse("bodies:desk_body", args=PUBLIC)).status_code == 403


def count(client, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["bodies:body", "bodies:history"])
def test_a_large_body_asks_no_more_of_the_database(client, name):
    body = make.small()
    address = reverse(name, args=PUBLIC)
    make.seated(body.seats.get(number=1))
    few = count(client, address)
    for number in range(4, 60):
        seat = body.seats.create(number=number, title="x", sector="social", filled_by="election", opened_on=make.DAY)
        Mandate.objects.create(seat=seat, public_name="Ana", folded_name="ana", starts_on=make.DAY, act_number="1")
    assert count(client, address) <= few + 1
