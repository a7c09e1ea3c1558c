"""Following is counted once a person; the thread is walked from both ends and never shows a draft."""

import pytest

from tests.factories import cast
from tests.factories.dossiers import AT, dossier
from tinkuy.foundation.dossiers.actions import follow, link, open_dossiers, publish_dossier, unfollow
from tinkuy.foundation.dossiers.models import Dossier, Follow
from tinkuy.foundation.dossiers.queries import by_code, follows, thread

pytestmark = pytest.mark.django_db


def test_following_twice_is_following_once():
    record, rosa = dossier("Puente"), cast.rosa()
    follow(dossier=record, actor=rosa)
    follow(dossier=record, actor=rosa)
    record.refresh_from_db()
    assert (record.follower_count, Follow.objects.count(), follows(rosa, record)) == (1, 1, True)


def test_leaving_what_one_does_not_follow_changes_nothing():
    record = dossier("Puente")
    follow(dossier=record, actor=cast.rosa())
    unfollow(dossier=record, actor=cast.julio())
    unfollow(dossier=record, actor=cast.rosa())
    unfollow(dossier=record, actor=cast.rosa())
    record.refresh_from_db()
    assert (record.follower_count, follows(cast.rosa(), record), follows(cast.nobody(), record)) == (0, False, False)


def test_many_records_are_opened_at_once_in_their_order():
    rows = [{"kind": "project", "title": f"Proyecto {n}", "path": f"/p/{n}/"} for n in range(30)]
    opened = open_dossiers(rows=rows)
    assert [record.title for record in opened] == [row["title"] for row in rows]
    assert Dossier.objects.values("code").distinct().count() == 30


def test_publishing_again_keeps_the_first_moment():
    record = dossier("Puente")
    publish_dossier(dossier=record, at=AT.replace(year=2030))
    assert Dossier.objects.get(pk=record.pk).published_at == AT


@pytest.mark.parametrize("typed", ["", "x" * 50, "\x00", "%", "no existe"])
def test_a_code_of_nothing_is_nothing(typed):
    assert by_code(typed) is None


def test_a_draft_has_no_public_code():
    assert by_code(dossier("Puente", published=False).code) is None


def test_the_thread_goes_back_to_the_origin_and_on_to_the_outcome():
    idea, project, work = dossier("Idea"), dossier("Proyecto"), dossier("Obra")
    link(source=idea, target=project, kind="becomes")
    link(source=project, target=work, kind="becomes")
    from_the_middle = thread(project)
    assert [step.dossier.title for step in from_the_middle.before] == ["Idea"]
    assert [step.dossier.title for step in from_the_middle.after] == ["Obra"]
    assert [step.dossier.title for step in thread(work).before] == ["Idea", "Proyecto"]
    assert [step.dossier.title for step in thread(idea).after] == ["Proyecto", "Obra"]


def test_the_thread_skips_drafts_and_does_not_go_round_in_circles():
    one, other, draft = dossier("Uno"), dossier("Otro"), dossier("Borrador", published=False)
    link(source=one, target=other, kind="becomes")
    link(source=other, target=one, kind="answers")
    link(source=one, target=draft, kind="becomes")
    assert [step.dossier.title for step in thread(one).after] == ["Otro"]
    assert not thread(dossier("Sola"))
