"""A load from its file to the portfolio in force: who, when, what is recorded, and nothing half stored."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests.factories.cast import AT, carmen, public_body
from tests.factories.investments import (
    ROAD,
    SCHOOL,
    WATER,
    confirmed,
    pilar,
    portfolio,
    previewed,
    text,
    upload,
)
from tinkuy.commons.investments import queries
from tinkuy.commons.investments.actions import (
    confirm_portfolio,
    discard_portfolio,
    read_again,
    read_portfolio,
    receive_portfolio,
)
from tinkuy.commons.investments.actions.confirming import shared_place
from tinkuy.commons.investments.models import (
    Investment,
    InvestmentRecord,
    PortfolioDraft,
    PortfolioVersion,
)
from tinkuy.commons.investments.refusals import PortfolioRefusal
from tinkuy.foundation.audit.queries import acts_of, chain_breaks_at
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db


def with_cost(row: tuple, cost: object) -> tuple:
    return (*row[:4], cost, *row[5:])


def acts() -> list[str]:
    return [act["kind"] for act in acts_of("entity:gore-cajamarca")]


def test_a_preview_stores_no_investment() -> None:
    version = previewed()
    assert (version.status, version.rows_read, version.investment_count, version.new_count) == ("preview", 3, 3, 3)
    assert str(version.total_amount) == "5600000.25"
    assert (Investment.objects.count(), InvestmentRecord.objects.count()) == (0, 0)
    assert queries.latest_confirmed(version.body) is None
    assert acts() == ["investments.portfolio_received"]


def test_confirming_makes_identities_records_places_and_public_files() -> None:
    version = confirmed()
    road = Investment.objects.get(cui="2234235")
    record = version.records.get(investment=road)
    assert (record.name, str(record.updated_cost), str(record.viable_amount)) == (ROAD[1], "3500000.00", "3000000.50")
    assert [place.ubigeo for place in record.places.all()] == ["060417"]
    assert (road.dossier.path, road.dossier.ubigeo) == ("/inversiones/gore-cajamarca/2234235/", "060417")
    assert road.dossier.published_at == AT
    assert (version.decided_by.email, version.decided_at) == ("pilar@ejemplo.pe", AT)
    assert not PortfolioDraft.objects.exists()
    assert queries.latest_confirmed(version.body) == version


def test_the_confirmation_is_on_the_chain_of_the_entity() -> None:
    version = confirmed()
    act = list(acts_of("entity:gore-cajamarca"))[-1]
    payload = json.loads(act["payload"])
    assert (act["kind"], act["actor_role"], act["actor_number"]) == (
        "investments.portfolio_confirmed",
        "planning",
        pilar().pk,
    )
    assert (payload["investment_count"], payload["total_amount"], payload["file_sha256"]) == (
        3,
        "5600000.25",
        version.file_sha256,
    )
    assert chain_breaks_at("entity:gore-cajamarca") is None


def test_a_second_load_shows_new_changed_and_gone() -> None:
    confirmed(portfolio(ROAD, SCHOOL))
    second = previewed(portfolio(with_cost(ROAD, 4000000), WATER))
    assert (second.new_count, second.changed_count, second.gone_count) == (1, 1, 1)
    changed = second.changes.get(kind="changed")
    assert (changed.cui, changed.fields) == (
        "2234235",
        [["Costo actualizado", "S/ 3,500,000.00", "S/ 4,000,000.00"]],
    )
    assert second.changes.get(kind="gone").cui == "2324969"
    assert Investment.objects.filter(in_portfolio=True).count() == 2


def test_what_is_gone_stays_out_of_the_portfolio_and_may_come_back() -> None:
    confirmed(portfolio(ROAD, SCHOOL))
    confirmed(portfolio(ROAD))
    school = Investment.objects.select_related("dossier").get(cui="2324969")
    assert (school.in_portfolio, school.dossier.state, school.records.count()) == (False, "out_of_portfolio", 1)
    confirmed(portfolio(ROAD, SCHOOL))
    school = Investment.objects.select_related("dossier").get(cui="2324969")
    assert (school.in_portfolio, school.dossier.state, school.records.count()) == (True, "in_portfolio", 2)
    assert Investment.objects.count() == 2


def test_a_confirmed_version_is_frozen_by_the_next() -> None:
    first = confirmed(portfolio(ROAD))
    confirmed(portfolio(with_cost(ROAD, 4000000)))
    assert str(queries.records_of(first).get().updated_cost) == "3500000.00"


def test_the_same_file_again_is_said() -> None:
    content = portfolio(ROAD)
    confirmed(content)
    again = previewed(content)
    assert [issue.reason for issue in again.issues.all()] == [
        "Es el mismo archivo de la versión 1, que está vigente.",
    ]
    assert (again.new_count, again.changed_count, again.gone_count) == (0, 0, 0)


def test_two_previews_of_the_same_portfolio_cannot_both_win() -> None:
    first, second = previewed(portfolio(ROAD)), previewed(portfolio(SCHOOL))
    confirm_portfolio(version=first, actor=pilar(), at=AT)
    with pytest.raises(Refused) as refused:
        confirm_portfolio(version=second, actor=pilar(), at=AT)
    assert refused.value.refusal is PortfolioRefusal.OUTDATED_PREVIEW
    second = read_portfolio(version=read_again(version=second, actor=pilar(), at=AT), at=AT)
    assert (second.new_count, second.gone_count, second.compared_with) == (1, 1, first)
    confirm_portfolio(version=second, actor=pilar(), at=AT)


def test_a_decision_is_taken_once() -> None:
    version = previewed()
    discard_portfolio(version=version, actor=pilar(), at=AT)
    for decide in (confirm_portfolio, discard_portfolio, read_again):
        with pytest.raises(Refused) as refused:
            decide(version=version, actor=pilar(), at=AT)
        assert refused.value.refusal is PortfolioRefusal.NOT_WAITING
    assert (Investment.objects.count(), acts()[-1]) == (0, "investments.portfolio_discarded")


def test_a_file_without_any_good_row_cannot_be_confirmed() -> None:
    version = previewed(portfolio(("", *ROAD[1:])))
    assert (version.rows_read, version.rejected_count, version.investment_count) == (1, 1, 0)
    with pytest.raises(Refused) as refused:
        confirm_portfolio(version=version, actor=pilar(), at=AT)
    assert refused.value.refusal is PortfolioRefusal.NOTHING_TO_CONFIRM


def test_what_cannot_be_read_fails_with_its_sentence_and_may_be_tried_again() -> None:
    version = previewed(text(("a", "b"), header=("x", "y")).encode())
    assert version.status == "failed"
    assert version.failure.startswith("No encontré la fila de cabecera")
    assert read_again(version=version, actor=pilar(), at=AT).status == "reading"


@pytest.mark.parametrize(
    ("content", "refusal", "status", "word"),
    [
        (b"", PortfolioRefusal.EMPTY_FILE, 422, "está vacío"),
        (b"%PDF-1.7", PortfolioRefusal.UNREADABLE, 422, "un PDF"),
        (b"0" * (25 * 1024 * 1024 + 1), PortfolioRefusal.TOO_LARGE, 413, "más de 25 MB"),
    ],
    ids=["empty", "disguised", "huge"],
)
def test_a_bad_file_is_refused_and_nothing_is_stored(content, refusal, status, word) -> None:
    with pytest.raises(Refused) as refused:
        receive_portfolio(body=public_body(), upload=upload(content), actor=pilar(), at=AT)
    assert (refused.value.refusal, refused.value.status) == (refusal, status)
    assert word in refused.value.sentence
    assert (PortfolioVersion.objects.count(), StoredFile.objects.count(), acts()) == (0, 0, [])


def test_thousands_of_soles_are_an_option_of_the_load() -> None:
    assert str(previewed(portfolio(with_cost(ROAD, "3,500.25")), unit=1000).total_amount) == "3500250.00"


def test_each_body_has_its_own_investments() -> None:
    carmen()
    amazonas = public_body("gore-amazonas")
    confirmed(portfolio(ROAD))
    other = confirmed(portfolio(ROAD), body=amazonas)
    assert (other.number, Investment.objects.count()) == (1, 2)
    assert queries.investment_at("gore-amazonas", "2234235").body == amazonas


def test_the_narrowest_place_that_holds_all() -> None:
    places = [["060417"], ["060417", "060401"], ["0604", "0608"], ["06", "060101"], ["0601", "0101"], []]
    assert [shared_place(codes) for codes in places] == ["060417", "0604", "06", "06", "", ""]


def test_searching_by_words_code_place_and_state() -> None:
    version = confirmed()

    def codes(**asked: str) -> set[str]:
        return {row.investment.cui for row in queries.search_records(version, **asked)}

    assert codes(text="ampliacion AGUA") == {"2585850"}
    assert codes(text="2234") == {"2234235"}
    assert codes(province="0604") == codes(province="060417") == {"2234235"}
    assert codes(province="06") == {"2234235", "2324969", "2585850"}
    assert codes(state="CERRADO") == {"2585850"}
    assert codes(text="carretera", state="CERRADO") == set()


def test_the_history_of_an_investment_says_what_changed() -> None:
    confirmed(portfolio(ROAD))
    confirmed(portfolio(with_cost(ROAD, 4000000)))
    history = queries.record_history(Investment.objects.get())
    [change, first] = queries.changes_along(history, queries.place_names())
    assert [row.version.number for row in history] == [2, 1]
    assert (change.fields[0][0], first) == ("Costo actualizado", None)


def command(capsys, *arguments: str) -> dict:
    call_command("import_investments", *arguments, "--json")
    return json.loads(capsys.readouterr().out)


def test_the_command_reads_without_storing(tmp_path, capsys) -> None:
    path = tmp_path / "cartera.xlsx"
    path.write_bytes(portfolio(ROAD, ("", *SCHOOL[1:]), ROAD, (*WATER[:8], 999999)))
    answer = command(capsys, str(path), "--entity", "no-existe", "--dry-run")
    assert (answer["rows_read"], answer["investments"], answer["total_amount"]) == (4, 2, "4700000.00")
    assert answer["rejected"] == [
        {
            "row": 3,
            "column": "Código único de inversión",
            "value": "",
            "reason": "sin código: regístralo como idea",
            "cui": "",
        }
    ]
    assert [row["row"] for row in answer["duplicates"]] == [4]
    assert [row["value"] for row in answer["unknown_places"]] == ["999999"]
    assert PortfolioVersion.objects.count() == 0


def test_the_command_loads_and_confirms(tmp_path, capsys) -> None:
    body = public_body()
    path = tmp_path / "cartera.xlsx"
    path.write_bytes(portfolio(ROAD, SCHOOL))
    answer = command(capsys, str(path), "--entity", body.slug)
    assert (answer["version"], answer["status"], Investment.objects.count()) == (1, "confirmed", 2)
    assert list(acts_of("entity:gore-cajamarca"))[-1]["actor_role"] == "operator"


@pytest.mark.parametrize(("content", "entity", "word"), [(b"", "", "vacío"), (None, "nadie", "No existe la entidad")])
def test_the_command_gives_up_with_a_sentence_and_one(tmp_path, capsys, content, entity, word) -> None:
    path = tmp_path / "cartera.xlsx"
    path.write_bytes(portfolio(ROAD) if content is None else content)
    with pytest.raises(CommandError) as problem:
        call_command("import_investments", str(path), "--entity", entity, "--json", *([] if entity else ["--dry-run"]))
    assert problem.value.returncode == 1
    assert word in json.loads(capsys.readouterr().out)["error"]
