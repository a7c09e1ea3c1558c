"""A list is walked forwards and back without losing or repeating a row; a wrong cursor is the first page."""

import pytest

from tinkuy.foundation.shared.paging import keyset_page
from tinkuy.foundation.territory.models import Department

pytestmark = pytest.mark.django_db
ORDER = ("-population", "name")


@pytest.fixture
def departments() -> list[str]:
    """Seven departments; three share their population, so that only the name tells them apart."""
    people = {"01": 100, "02": 900, "03": 500, "04": 500, "05": 500, "06": 50, "07": 700}
    for code, population in people.items():
        Department.objects.create(code=code, name=f"Departamento {code}", population=population)
    return ["02", "07", "03", "04", "05", "01", "06"]


def codes(page) -> list[str]:
    return [row.code for row in page.rows]


def page_at(cursor: str):
    return keyset_page(Department.objects.all(), cursor=cursor, size=3, order=ORDER)


def test_every_row_comes_once_and_in_order(departments):
    seen, cursor = [], ""
    while True:
        page = page_at(cursor)
        seen += codes(page)
        if not page.next_cursor:
            break
        cursor = page.next_cursor
    assert seen == departments


def test_going_back_shows_what_was_there(departments):
    first = page_at("")
    second = page_at(first.next_cursor)
    third = page_at(second.next_cursor)
    assert [first.previous_cursor, third.next_cursor] == ["", ""]
    assert codes(page_at(third.previous_cursor)) == codes(second)
    assert codes(page_at(second.previous_cursor)) == codes(first)
    assert page_at(second.previous_cursor).previous_cursor == ""


def test_a_row_that_appears_meanwhile_does_not_repeat_another(departments):
    first = page_at("")
    Department.objects.create(code="08", name="Nuevo", population=5000)
    assert codes(page_at(first.next_cursor)) == departments[3:6]


@pytest.mark.parametrize("cursor", ["x", "'; drop table", "a:b:c", "é" * 500, "W10:abc", "\x00"])
def test_a_cursor_that_is_not_ours_is_the_first_page(departments, cursor):
    assert codes(page_at(cursor)) == departments[:3]


def test_a_cursor_of_another_order_is_the_first_page(departments):
    other = keyset_page(Department.objects.all(), cursor="", size=3, order=("name",)).next_cursor
    assert codes(page_at(other)) == departments[:3]


@pytest.mark.parametrize("pages", [0, 2])
def test_any_page_costs_one_query(departments, django_assert_num_queries, pages):
    cursor = ""
    for _page in range(pages):
        cursor = page_at(cursor).next_cursor
    with django_assert_num_queries(1):
        page_at(cursor)
