"""Two officials at once: the only one of the reserve replaces once, and one version is made at a time."""

import pytest

from tests.components.budgeting.test_formalization import replace
from tests.components.budgeting.test_ideas_races import together
from tests.factories import cast, formal
from tinkuy.components.budgeting.actions.handover import request_document
from tinkuy.components.budgeting.models import ProcessDocument, ProjectReplacement
from tinkuy.components.budgeting.refusals import FormalizationRefusal, HandoverRefusal

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_projects_at_once_and_the_reserve_replaces_once():
    formal.published()
    papers = [formal.paper(), formal.paper()]
    results = together(lambda: replace("2400001", document=papers[0]), lambda: replace("2400002", document=papers[1]))
    assert sorted(map(str, results)) == sorted(["in", str(FormalizationRefusal.EMPTY_RESERVE)])
    assert ProjectReplacement.objects.get().incoming.cui == "2400003"


def test_the_same_project_at_once_is_replaced_once():
    formal.published()
    paper = formal.paper()
    results = together(*[lambda: replace("2400001", document=paper)] * 4)
    assert sorted(map(str, results)) == sorted(["in", *[str(FormalizationRefusal.ALREADY_REPLACED)] * 3])


def test_behind_the_lock_stands_a_constraint(monkeypatch):
    """Without the lock's answer (the choice was made before), the database still lets one in: a sentence, no error."""
    formal.published()
    from tinkuy.components.budgeting.actions import replacement  # noqa: PLC0415 - to hold the choice made before

    before = replacement.choice_for(formal.project("2400002"))
    replace("2400001")
    monkeypatch.setattr(replacement, "choice_for", lambda project: before)
    results = together(lambda: replace("2400002"))
    assert results == [FormalizationRefusal.RESERVE_TAKEN]
    assert ProjectReplacement.objects.count() == 1


def test_five_requests_make_one_document():
    formal.published()
    process, actor = formal.process(), cast.elena()
    results = together(*[lambda: request_document(process=process, actor=actor, at=formal.AT)] * 5)
    assert sorted(map(str, results)) == sorted(["in", *[str(HandoverRefusal.BEING_MADE)] * 4])
    assert ProcessDocument.objects.count() == 1
