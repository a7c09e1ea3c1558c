"""What a team does with its process: what changes, what is recorded, what is refused."""

import json
from datetime import timedelta

import pytest

from tests.factories import cast
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.dossiers.models import Dossier
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions
from tinkuy.foundation.spaces.models import Space
from tinkuy.foundation.spaces.refusals import SpaceRefusal

pytestmark = pytest.mark.django_db
AT = cast.AT
DATES = actions.StageDates("inscripcion", AT, AT + timedelta(days=10))


def draft(**fields: str) -> Space:
    return actions.create_space(
        body=cast.public_body(),
        component="budgeting",
        title="Presupuesto participativo 2028",
        level="decision",
        actor=cast.elena(),
        at=AT,
        **fields,
    )


def last_act(space: Space) -> tuple[str, int, dict]:
    act = Act.objects.filter(chain=space.chain).latest("sequence")
    return act.kind, act.actor_number, json.loads(act.payload)


def test_a_new_process_is_a_draft_that_its_creator_coordinates():
    space = draft()
    assert (space.status, space.slug) == ("draft", "presupuesto-participativo-2028")
    assert [(row.user, row.role) for row in space.memberships.all()] == [(cast.elena(), "coordinator")]
    assert Dossier.objects.get(space=space).published_at is None
    kind, actor, payload = last_act(space)
    assert (kind, actor, payload["level"]) == ("spaces.created_space", cast.elena().pk, "decision")


def test_two_processes_of_the_same_name_get_different_addresses():
    assert [draft().slug, draft().slug] == ["presupuesto-participativo-2028", "presupuesto-participativo-2028-2"]


def test_moving_a_published_date_keeps_the_old_one_and_the_reason():
    space = cast.space()
    stage = actions.schedule_stage(space=space, dates=DATES, reason="Primera vez", actor=cast.elena(), at=AT)
    later = actions.StageDates("inscripcion", AT, AT + timedelta(days=12))
    with pytest.raises(Refused) as refused:
        actions.schedule_stage(space=space, dates=later, reason="", actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.REASON_MISSING
    actions.schedule_stage(space=space, dates=later, reason="Paro regional", actor=cast.elena(), at=AT)
    stage.refresh_from_db()
    assert stage.closes_at == AT + timedelta(days=12)
    kind, _actor, payload = last_act(space)
    assert (kind, payload["before"], payload["after"], payload["reason"]) == (
        "spaces.scheduled_stage",
        ["2026-05-08T14:00:00Z", "2026-05-18T14:00:00Z"],
        ["2026-05-08T14:00:00Z", "2026-05-20T14:00:00Z"],
        "Paro regional",
    )


def test_a_document_of_the_same_kind_replaces_the_one_before_which_stays():
    space = cast.space()
    first = actions.publish_document(space=space, kind="ordenanza", title="OR 012", actor=cast.elena(), at=AT)
    second = actions.publish_document(space=space, kind="ordenanza", title="OR 013", actor=cast.elena(), at=AT)
    assert second.replaces == first
    assert space.documents.count() == 2
    assert last_act(space)[2]["replaces"] == first.pk


def test_a_process_is_published_once_it_has_calendar_norm_and_unit():
    space = draft(legal_basis="Ley 28056", responsible_unit="Planeamiento")
    with pytest.raises(Refused) as refused:
        actions.publish_space(space=space, actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.NO_STAGES
    actions.schedule_stage(space=space, dates=DATES, reason="", actor=cast.elena(), at=AT)
    actions.publish_space(space=space, actor=cast.elena(), at=AT)
    assert Space.objects.get(pk=space.pk).status == "published"
    assert Dossier.objects.get(space=space).published_at == AT
    assert last_act(space)[0] == "spaces.published_space"


def test_the_last_coordinator_cannot_leave_until_another_is_named():
    space = draft()
    only = space.memberships.get()
    with pytest.raises(Refused) as refused:
        actions.revoke_role(membership=only, actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.LAST_COORDINATOR
    actions.grant_role(space=space, user=cast.rosa(), role="coordinator", actor=cast.elena(), at=AT)
    actions.revoke_role(membership=only, actor=cast.rosa(), at=AT)
    assert list(space.memberships.values_list("user", flat=True)) == [cast.rosa().pk]


def test_nobody_without_an_account_joins_the_team():
    with pytest.raises(Refused) as refused:
        actions.grant_role(space=draft(), user=None, role="desk", actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.NO_SUCH_ACCOUNT


def test_a_finished_process_keeps_its_calendar_and_is_finished_once():
    space = cast.space()
    actions.finish_space(space=space, actor=cast.elena(), at=AT)
    with pytest.raises(Refused) as refused:
        actions.schedule_stage(space=space, dates=DATES, reason="Tarde", actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.SPACE_IS_OVER
    with pytest.raises(Refused) as again:
        actions.finish_space(space=space, actor=cast.elena(), at=AT)
    assert again.value.refusal is SpaceRefusal.NOT_PUBLISHED_YET
