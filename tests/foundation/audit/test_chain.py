"""The log of acts: what is recorded follows from what was, and nobody can change it."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from tinkuy.foundation.audit import queries
from tinkuy.foundation.audit.actions import record
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.audit.rules import first_break
from tinkuy.foundation.shared.canonical import canonical_json

AT = datetime(2026, 5, 8, 14, 0, tzinfo=UTC)


def three_acts() -> None:
    for number in (1, 2, 3):
        record(
            chain="space:x",
            kind="voting.sealed_batch",
            at=AT,
            actor_role="system",
            payload={"ballots": number},
        )


@pytest.mark.django_db
def test_each_act_carries_the_hash_of_the_one_before():
    three_acts()
    acts = list(queries.acts_of("space:x"))
    assert [act["sequence"] for act in acts] == [1, 2, 3]
    assert acts[2]["previous_hash"] == acts[1]["hash"]
    assert queries.chain_breaks_at("space:x") is None


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "number"), [("coordinator", 7), ("desk", 7), ("citizen", None), ("person", None)])
def test_who_takes_part_is_in_the_public_chain_by_role_and_who_conducts_by_number(role, number):
    record(chain="space:x", kind="budgeting.proposed_idea", at=AT, actor_role=role, actor_number=7)
    assert [act["actor_number"] for act in queries.acts_of("space:x")] == [number]


@pytest.mark.django_db
def test_a_changed_payload_breaks_the_chain_where_it_was_changed():
    three_acts()
    acts = list(queries.acts_of("space:x"))
    acts[1]["payload"] = acts[1]["payload"].replace("2", "20")
    assert first_break(acts) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("change", [lambda: Act.objects.update(kind="x"), lambda: Act.objects.all().delete()])
def test_the_database_refuses_to_change_or_remove_an_act(change):
    three_acts()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        change()
    assert Act.objects.count() == 3


def test_floats_are_refused_in_what_is_hashed():
    with pytest.raises(TypeError, match="floats"):
        canonical_json({"amount": 1.5})
