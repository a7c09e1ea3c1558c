"""Many taps at once leave one support, and nobody spends more than they have."""

import threading

import pytest
from django.db import connections

from tests.factories import ideas as make
from tinkuy.components.budgeting.actions.ideas import support_idea
from tinkuy.components.budgeting.models import IdeaParticipant, IdeaSupport, ProjectIdea
from tinkuy.components.budgeting.refusals import IdeaRefusal
from tinkuy.foundation.shared.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def together(*calls) -> list[object]:
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait()
        try:
            call()
            results[place] = "in"
        except Refused as refused:
            results[place] = refused.refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_eight_taps_at_once_are_one_support():
    make.receiving()
    idea, person = make.idea(), make.neighbor(1)
    results = together(*[lambda: support_idea(idea=idea, actor=person, at=make.DURING)] * 8)
    assert sorted(map(str, results)) == sorted(["in", *[str(IdeaRefusal.ALREADY_SUPPORTED)] * 7])
    assert ProjectIdea.objects.get().support_count == IdeaSupport.objects.count() == 1


def test_six_ideas_at_once_do_not_pass_the_limit():
    make.receiving(supports=2)
    ideas, person = [make.idea(number) for number in range(6)], make.neighbor(1)
    results = together(*[lambda idea=idea: support_idea(idea=idea, actor=person, at=make.DURING) for idea in ideas])
    assert sorted(map(str, results)) == sorted(["in"] * 2 + [str(IdeaRefusal.NO_MORE_SUPPORTS)] * 4)
    assert IdeaSupport.objects.count() == IdeaParticipant.objects.get(user=person).supports == 2


def test_five_people_at_once_are_five_supports():
    make.receiving()
    idea, people = make.idea(), [make.neighbor(number) for number in range(5)]
    results = together(*[lambda p=p: support_idea(idea=idea, actor=p, at=make.DURING) for p in people])
    assert results == ["in"] * 5
    assert ProjectIdea.objects.get().support_count == 5
