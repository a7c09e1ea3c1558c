"""An entity whose titles are its own says once which column is which."""

import pytest
from django.urls import reverse

from tests.factories.cast import AT, carmen, public_body, sign_in
from tests.factories.investments import pilar, portfolio, upload
from tinkuy.commons.investments.actions import read_portfolio, receive_portfolio, teach_columns
from tinkuy.commons.investments.models import PortfolioVersion, TaughtColumn
from tinkuy.commons.investments.refusals import PortfolioRefusal
from tinkuy.commons.investments.rules.mapping import find_header_as_taught, title_key
from tinkuy.foundation.audit.queries import acts_of
from tinkuy.foundation.shared.refusals import Refused

OWN = ("Id. interno", "Obra", "Presupuesto (en miles)", "Sede")
ROWS = ((2234235, "CARRETERA A CHOTA", 3500, "CHOTA"), (2324969, "ESCUELA DE LA COLIPA", 900, "JAÉN"))
MEANING = {"Id. interno": "cui", "Obra": "name", "Presupuesto (en miles)": "updated_cost", "Sede": ""}


@pytest.fixture
def version(db) -> PortfolioVersion:
    return load(public_body())


def load(body) -> PortfolioVersion:
    row = receive_portfolio(body=body, upload=upload(portfolio(*ROWS, header=OWN)), actor=None, at=AT)
    return read_portfolio(version=row, at=AT)


def test_titles_that_nobody_knows_are_kept_to_be_explained(version) -> None:
    assert (version.status, version.head[0]) == ("failed", list(OWN))
    assert "No encontré la fila de cabecera" in version.failure


def test_what_was_explained_is_read_and_remembered(version) -> None:
    actor = pilar()
    teach_columns(version=version, columns=MEANING, actor=actor, at=AT)
    version.refresh_from_db()
    again = read_portfolio(version=version, at=AT)
    assert (again.status, again.investment_count, again.total_amount) == ("preview", 2, 4_400_000)
    assert again.columns == [["Id. interno", "cui"], ["Obra", "name"], ["Presupuesto (en miles)", "updated_cost"]]
    assert "columns_taught" in " ".join(act["kind"] for act in acts_of("entity:gore-cajamarca"))
    assert load(version.body).investment_count == 2
    assert load(public_body(slug="gore-otra")).status == "failed"


def test_explaining_again_changes_the_meaning(version) -> None:
    teach_columns(version=version, columns=MEANING, actor=None, at=AT)
    version.refresh_from_db()
    read_portfolio(version=version, at=AT)
    teach_columns(version=version, columns={**MEANING, "Presupuesto (en miles)": "pim"}, actor=None, at=AT)
    assert TaughtColumn.objects.get(title=title_key("Presupuesto (en miles)")).field == "pim"


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"Obra": "name"}, PortfolioRefusal.NO_CODE_COLUMN),
        ({"Id. interno": "cui"}, PortfolioRefusal.NO_NAME_COLUMN),
        ({"Id. interno": "cui", "Obra": "name", "Sede": "name"}, PortfolioRefusal.REPEATED_COLUMN),
    ],
)
def test_a_choice_that_cannot_be_read_is_refused(version, columns, reason) -> None:
    with pytest.raises(Refused) as refused:
        teach_columns(version=version, columns=columns, actor=None, at=AT)
    assert refused.value.refusal is reason
    assert TaughtColumn.objects.count() == 0


def test_what_is_decided_is_not_explained_any_more(version) -> None:
    PortfolioVersion.objects.filter(pk=version.pk).update(status="discarded", decided_at=AT)
    with pytest.raises(Refused) as refused:
        teach_columns(version=version, columns=MEANING, actor=None, at=AT)
    assert refused.value.refusal is PortfolioRefusal.NOT_WAITING


def test_a_column_we_know_gives_way_to_the_one_the_entity_chose() -> None:
    rows = [["CUI", "Nombre de la inversión", "Costo actualizado", "Costo real"], [2234235, "CARRETERA", 1, 2]]
    header = find_header_as_taught(rows, {"cui": "cui", "nombre de la inversion": "name", "costo real": "updated_cost"})
    assert (header.fields["updated_cost"], header.titles[3], header.is_enough) == (3, "Costo real", True)


def test_the_page_asks_remembers_and_reads_again(version, client, django_capture_on_commit_callbacks) -> None:
    official = pilar()
    sign_in(client, official)
    page = reverse("investments:columns", args=[version.body.slug, version.number])
    assert (
        reverse("investments:columns", args=[version.body.slug, 1])
        in client.get(reverse("investments:version", args=[version.body.slug, version.number])).content.decode()
    )
    assert "Fila 1: títulos" in client.get(page).content.decode()
    assert "Fila 2: títulos" in client.get(page + "?fila=2").content.decode()
    wrong = client.post(page, {"column-0": "cui"})
    assert (wrong.status_code, "Falta decir qué columna es el nombre" in wrong.content.decode()) == (422, True)
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(page, {"column-0": "cui", "column-1": "name", "column-2": "updated_cost"})
    assert done.status_code == 302
    assert TaughtColumn.objects.filter(taught_by=official).count() == 3


def test_a_stranger_does_not_explain_columns(version, client) -> None:
    page = reverse("investments:columns", args=[version.body.slug, version.number])
    sign_in(client, carmen())
    assert client.post(page, {"column-0": "cui", "column-1": "name"}).status_code == 403
    assert TaughtColumn.objects.count() == 0
