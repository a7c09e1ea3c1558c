"""What is published can be downloaded, and a program that shares no code with us finds that it holds."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command

import verifier
from tests.factories import budgeting as make
from tests.factories import cast
from tinkuy.commons.voting.actions import annul_roll_entry, destroy_vote_key
from tinkuy.commons.voting.models import RollEntry
from tinkuy.commons.voting.queries import poll_of
from tinkuy.components.budgeting.actions.result import prioritize, publish_result
from tinkuy.components.budgeting.exports.package import build_package, write_package
from tinkuy.foundation.audit.queries import head_of

CHANGED = "lo que hay en el paquete no es lo que quedó registrado al publicarlo."
pytestmark = pytest.mark.django_db


def written(result) -> bytes:
    sink = BytesIO()
    write_package(result, sink)
    return sink.getvalue()


def problems(raw: bytes, tmp_path, **options) -> list[tuple[str, str]]:
    path = tmp_path / "package.zip"
    path.write_bytes(raw)
    return verifier.verify(path, **options)[0]


def test_the_package_of_a_published_result_holds(tmp_path):
    result = make.published_process()
    assert problems(written(result), tmp_path) == []


def test_the_page_and_the_command_give_the_same_bytes(client, tmp_path):
    result = make.published_process()
    page = client.get(f"/espacios/{result.process.space.slug}/resultado/paquete.zip")
    call_command("export_result", result.process.space.slug, "--out", tmp_path / "p.zip", verbosity=0)
    assert b"".join(page.streaming_content) == (tmp_path / "p.zip").read_bytes() == written(result)


def test_the_head_of_the_chain_is_the_act_of_publication(tmp_path):
    result = make.resolved_process()
    publish_result(result=result, actor=cast.elena(), at=make.AFTER)
    head = head_of(result.process.space.chain)
    assert problems(written(result), tmp_path, head=head.hash) == []


def test_a_correction_after_an_annulled_vote_holds_with_both_versions(tmp_path):
    result = make.published_process()
    process, poll = result.process, poll_of(result.process.space)
    entry = RollEntry.objects.filter(poll=poll, scope__key="0601").first()
    for official in (cast.elena(), cast.victor()):
        annul_roll_entry(poll=poll, entry=entry, reason="Suplantación probada", actor=official, at=make.AFTER)
    second = prioritize(process=process, actor=cast.elena(), at=make.AFTER, reason="Se anuló una cédula.")
    assert ("contenido publicado", CHANGED) in problems(written(result), tmp_path)
    publish_result(result=second, actor=cast.elena(), at=make.AFTER)
    assert problems(written(second), tmp_path) == []


def test_destroying_the_key_changes_no_byte(tmp_path):
    result = make.published_process()
    before = written(result)
    destroy_vote_key(poll=poll_of(result.process.space), actor=cast.elena(), at=make.AFTER + timedelta(days=5))
    assert written(result) == before


def test_nothing_personal_is_in_the_package():
    result = make.published_process()
    everything = b"".join(raw for path, raw in build_package(result).items() if path != "verify.py")
    numbers = [make.document_number(make.voter(number)).encode() for number in range(make.VOTERS)]
    assert [number for number in numbers if number in everything] == []
    assert b"@ejemplo.pe" not in everything


def test_before_the_publication_there_is_no_package(client, tmp_path):
    result = make.resolved_process()
    assert client.get(f"/espacios/{result.process.space.slug}/resultado/paquete.zip").status_code == 404
    with pytest.raises(CommandError, match="todavía no tiene un resultado publicado"):
        call_command("export_result", result.process.space.slug, "--out", tmp_path / "p.zip")
    with pytest.raises(CommandError, match="No hay un presupuesto participativo"):
        call_command("export_result", "otro", "--out", tmp_path / "p.zip")
