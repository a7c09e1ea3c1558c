"""The legal file: dates that move, gates on both sides, warnings, suspension, what is owed; and who hears of it."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.factories import accreditation as agents
from tests.factories import cast
from tinkuy.foundation.dossiers.actions import follow, publish_dossier
from tinkuy.foundation.files.models import StoredFile
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.notices.models import Notice
from tinkuy.foundation.shared.refusals import Refused
from tinkuy.foundation.spaces import actions, queries
from tinkuy.foundation.spaces.exports import calendar_of
from tinkuy.foundation.spaces.models import SpaceDocument, StageMove
from tinkuy.foundation.spaces.refusals import SpaceRefusal, StageRefusal
from tinkuy.foundation.spaces.rules import why_not_change_status, why_not_schedule

pytestmark = pytest.mark.django_db
AT = cast.AT
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def dates(kind="inscripcion", opens=AT, days=10):
    return actions.StageDates(kind, opens, opens + timedelta(days=days))


def move(space, at=AT, reason="Paro regional", act="", **kwargs):
    return actions.schedule_stage(space=space, dates=dates(**kwargs), reason=reason, act=act, actor=cast.elena(), at=at)


def told(kind="stage_moved"):
    """Whom, in «Mis avisos»."""
    return sorted(Notice.objects.filter(kind__in=[kind, "follow"]).values_list("user__email", flat=True))


def test_a_moved_date_keeps_the_first_and_tells_team_followers_and_agents_once():
    space = agents.registering()
    agents.accredited(space)
    cast.give_role(cast.elena(), space, "coordinator")
    publish_dossier(dossier=space.dossier, at=AT)
    follow(dossier=space.dossier, actor=cast.julio())
    follow(dossier=space.dossier, actor=cast.rosa())
    move(space, days=12)
    move(space, days=14, reason="Feriado regional")
    first, second = StageMove.objects.all()
    assert (first.closed_before, first.closes_at, first.reason) == (AT + 10 * DAY, AT + 12 * DAY, "Paro regional")
    assert (second.closed_before, second.closes_at) == (AT + 12 * DAY, AT + 14 * DAY)
    step = next(step for step in queries.legal_file(space, AT).steps if step.kind.key == "inscripcion")
    assert step.first == (AT, AT + 10 * DAY)
    everybody = {"elena@ejemplo.pe", "julio@ejemplo.pe", "rosa@ejemplo.pe"}
    assert everybody <= set(told())
    assert len(told()) == 2 * len(set(told()))
    assert (
        "Paro regional" in OutboxMessage.objects.filter(recipient="rosa@ejemplo.pe").order_by("pk").last().body
        or told()
    )


def test_the_same_dates_again_move_nothing_and_tell_nobody():
    space = agents.registering()
    move(space, days=10)
    assert not StageMove.objects.exists()
    assert told() == []


def test_a_draft_moves_its_dates_in_silence():
    space = cast.space(status="draft")
    cast.stage(space, "inscripcion")
    move(space, days=20, reason="")
    assert not StageMove.objects.exists()


@pytest.mark.parametrize(
    ("at", "act", "expected"),
    [
        (AT + 10 * DAY - SECOND, "", None),
        (AT + 10 * DAY, "", SpaceRefusal.STAGE_CLOSED),
        (AT + 10 * DAY, "Resolución 012", None),
        (AT + 12 * DAY, "", None),
    ],
)
def test_what_closed_opens_again_only_by_an_act(at, act, expected):
    """Electoral preclusion: a close moved to another past moment opens nothing, so it needs no act."""
    found = why_not_schedule(
        opens_at=AT,
        closes_at=AT + 12 * DAY,
        is_published=True,
        is_finished=False,
        reason="Paro",
        at=at,
        closed_at=AT + 10 * DAY,
        act=act,
    )
    assert found is expected


def test_the_act_that_reopens_stays_in_sight(client):
    space = agents.registering()
    with pytest.raises(Refused) as refused:
        move(space, at=AT + 10 * DAY, days=15)
    assert refused.value.refusal is SpaceRefusal.STAGE_CLOSED
    move(space, at=AT + 10 * DAY, days=15, act="Resolución 012-2026")
    assert "Resolución 012-2026" in client.get(reverse("spaces:file", args=[space.slug])).content.decode()


def test_many_dates_are_all_kept_or_none():
    space = cast.space()
    good, bad = dates("inscripcion"), actions.StageDates("ideas", AT, AT)
    with pytest.raises(Refused):
        actions.schedule_all(space=space, stages=[good, bad], reason="Inicio", actor=cast.elena(), at=AT)
    assert not space.stages.exists()
    with pytest.raises(Refused) as refused:
        actions.schedule_all(space=space, stages=[good, good], reason="Inicio", actor=cast.elena(), at=AT)
    assert refused.value.refusal is SpaceRefusal.STAGE_TWICE


@pytest.mark.parametrize(
    ("at", "count"), [(AT - 3 * DAY - SECOND, 0), (AT - 3 * DAY, 1), (AT + DAY, 1), (AT + 10 * DAY, 0)]
)
def test_who_coordinates_hears_three_days_before_that_a_stage_will_stay_shut(at, count):
    space = cast.space()
    cast.give_role(cast.elena(), space, "coordinator")
    cast.stage(space, "inscripcion", required_document="ordenanza")
    actions.warn_of_missing_documents(at=at)
    actions.warn_of_missing_documents(at=at + SECOND if count else at)
    assert told("stage_shut") == ["elena@ejemplo.pe"] * count


def test_nobody_is_warned_of_a_stage_with_its_document():
    space = cast.space()
    cast.give_role(cast.elena(), space, "coordinator")
    cast.stage(space, "inscripcion", required_document="ordenanza")
    cast.space_document(space, "ordenanza")
    assert actions.warn_of_missing_documents(at=AT - DAY) == 0


@pytest.mark.parametrize(
    ("kind", "document"), [("inscripcion", "ordenanza"), ("votacion", "padron"), ("coordinacion", "acta_acuerdos")]
)
def test_a_step_opens_only_with_its_document(kind, document):
    space = cast.space()
    move(space, kind=kind, reason="Inicio")
    step = next(step for step in queries.legal_file(space, AT).steps if step.kind.key == kind)
    assert (step.look, step.state) == ("decided", "Cerrada: falta su documento")
    cast.space_document(space, document)
    step = next(step for step in queries.legal_file(space, AT).steps if step.kind.key == kind)
    assert step.look == "ongoing"


@pytest.mark.parametrize(
    ("now", "to", "expected"),
    [
        ("published", "suspended", None),
        ("published", "annulled", None),
        ("suspended", "published", None),
        ("suspended", "annulled", None),
        ("draft", "suspended", SpaceRefusal.NOT_THAT_STEP),
        ("annulled", "published", SpaceRefusal.NOT_THAT_STEP),
        ("finished", "annulled", SpaceRefusal.NOT_THAT_STEP),
        ("published", "finished", SpaceRefusal.NOT_THAT_STEP),
    ],
)
def test_what_may_be_suspended_taken_up_or_annulled(now, to, expected):
    assert why_not_change_status(now=now, to=to, norm="RER 1", reason="Emergencia") is expected


@pytest.mark.parametrize(("norm", "reason"), [("", "Emergencia"), ("RER 1", " ")])
def test_suspending_needs_its_norm_and_its_reason(norm, reason):
    found = why_not_change_status(now="published", to="suspended", norm=norm, reason=reason)
    assert found is SpaceRefusal.NORM_MISSING


def test_suspended_nothing_opens_until_it_is_taken_up(client):
    space = agents.registering()
    change = {"norm": "RER 044-2026", "reason": "Emergencia por lluvias", "actor": cast.elena(), "at": AT}
    actions.change_status(space=space, status="suspended", **change)
    assert queries.why_not(space, "register", AT + DAY) is StageRefusal.SUSPENDED
    page = client.get(reverse("spaces:file", args=[space.slug])).content.decode()
    assert "Emergencia por lluvias" in page
    assert "STATUS:CANCELLED" in client.get(reverse("spaces:calendar", args=[space.slug])).content.decode()
    actions.change_status(space=space, status="published", **change)
    assert queries.why_not(space, "register", AT + DAY) is None


@pytest.mark.parametrize(("at", "is_owed"), [(AT + 10 * DAY - SECOND, False), (AT + 10 * DAY, True)])
def test_a_process_that_ended_owes_its_account_from_its_last_close(at, is_owed):
    space = agents.registering()
    file = queries.legal_file(space, at)
    assert (file.owed_since == AT + 10 * DAY) is is_owed
    cast.space_document(space, "informe_rendicion")
    assert queries.legal_file(space, at).owed_since is None


def test_the_file_leaves_as_table_data_and_whole_with_its_hashes(client):
    space = agents.registering()
    move(space, days=12)
    stored = StoredFile.objects.create(
        sha256="ab" * 32, size=8, content_type="application/pdf", original_name="../o.pdf", uploaded_at=AT
    )
    stored.content.save("o.pdf", ContentFile(b"%PDF-1.7"))
    SpaceDocument.objects.create(space=space, kind="ordenanza", title="=OR 1", file=stored, published_at=AT)
    table = client.get(reverse("spaces:file_csv", args=[space.slug])).content.decode()
    assert "Inscripción y acreditación" in table
    assert "Paro regional" in table
    assert "'=OR 1" in table
    data = json.loads(client.get(reverse("spaces:file_json", args=[space.slug])).content)
    assert [phase["phase"] for phase in data["phases"]][:2] == ["Acto previo", "Preparación"]
    answer = client.get(reverse("spaces:file_zip", args=[space.slug]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    document = f"documentos/ordenanza-{SpaceDocument.objects.get().pk}.pdf"
    assert archive.namelist() == ["indice.csv", "indice.json", document]
    assert archive.read(document) == b"%PDF-1.7"


def test_a_moved_stage_moves_in_the_telephone():
    space = agents.registering()
    move(space, days=12)
    assert b"SEQUENCE:1" in calendar_of(space, page="http://x/")


@pytest.mark.parametrize("documents", [0, 30])
def test_the_file_costs_the_same_with_many_documents(client, django_assert_max_num_queries, documents):
    space = agents.registering()
    for number in range(documents):
        SpaceDocument.objects.create(space=space, kind="otro", title=f"Oficio {number}", published_at=AT)
        move(space, days=11 + number)
    with django_assert_max_num_queries(25):
        client.get(reverse("spaces:file", args=[space.slug]))
