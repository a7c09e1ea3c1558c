"""The list of adherents: counted once each, flagged line by line, deleted on its day and not before."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.factories import accreditation as make
from tests.factories import roster
from tests.factories.cast import julio, rosa, sign_in
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import Adherent, AdherentList
from tinkuy.commons.accreditation.queries.adherents import who_back_another
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.commons.accreditation.rules.adherents import purge_on, typed_lines
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
DURING = make.DURING
TEXT = "41000011 Ana Rojas\nLuis Paz; 41000012\n41000011 Ana Rojas\n1000013 Eva Díaz\n\nSin Documento"


def loaded(space, user, text=TEXT, n=1):
    row = make.draft(space, user, n, **make.alone())
    return row, actions.load_adherents(request=row, lines=typed_lines(text), actor=user, at=DURING)


def test_each_person_counts_once_and_what_cannot_be_read_is_named():
    row, kept = loaded(make.registering(), rosa())
    assert (kept.counted, kept.repeated, kept.unreadable) == (2, 1, 2)
    row.refresh_from_db()
    assert row.adherents == 2
    problems = {one.line: one.problem for one in kept.adherents.exclude(problem="")}
    assert "cero inicial" in problems[4]
    assert problems[6] == "falta el DNI"
    assert "41000011" not in str(list(kept.adherents.values("name", "document_fingerprint", "document_last_four")))
    assert "Ana" not in Act.objects.get(kind="accreditation.loaded_adherents").payload


def test_who_backs_two_is_flagged_for_both():
    space = make.registering()
    first, _list = loaded(space, rosa(), n=1)
    second, _list = loaded(space, julio(), "41000012 Luis Paz", n=2)
    assert [one.name for one in who_back_another(first)] == ["Luis Paz"]
    assert [one.name for one in who_back_another(second)] == ["Luis Paz"]


def test_the_minimum_is_what_the_list_counts_and_not_what_was_typed():
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=DURING, min_adherents=3)
    row, _list = loaded(space, rosa())
    actions.save_representation(request=row, actor=rosa(), at=DURING, **make.alone(adherents=500))
    with pytest.raises(Refused) as caught:
        actions.send_request(request=row, actor=rosa(), at=DURING)
    assert caught.value.refusal is R.ADHERENTS_TOO_FEW


@pytest.mark.parametrize(("days", "is_gone"), [(30, False), (31, True)])
def test_the_data_goes_thirty_days_after_the_definitive_list(days, is_gone):
    space = make.registering()
    row, _list = loaded(space, rosa())
    actions.send_request(request=row, actor=rosa(), at=DURING)
    actions.admit_request(request=row, actor=make.desk(space), at=DURING)
    roster.definitive(space, roster.PUBLISHED)
    actions.purge_adherents(at=roster.days_later(days))
    kept = AdherentList.objects.get()
    assert (kept.purged_at is not None, Adherent.objects.count()) == (is_gone, 0 if is_gone else 4)
    assert kept.counted == 2
    assert actions.purge_adherents(at=roster.days_later(days)).startswith("0")
    assert purge_on(date(2026, 5, 20), 30) == date(2026, 5, 20) + timedelta(days=31)


def test_a_purged_list_is_not_loaded_again_nor_a_sent_one():
    space = make.registering()
    row, kept = loaded(space, rosa())
    AdherentList.objects.filter(pk=kept.pk).update(purged_at=DURING)
    call = {"request": row, "lines": [], "actor": rosa(), "at": DURING}
    with pytest.raises(Refused) as caught:
        actions.load_adherents(**call)
    assert caught.value.refusal is R.ADHERENTS_PURGED
    actions.send_request(request=row, actor=rosa(), at=DURING)
    with pytest.raises(Refused) as caught:
        actions.load_adherents(**call)
    assert caught.value.refusal is R.NOT_EDITABLE


@time_machine.travel(DURING, tick=False)
def test_the_person_pastes_or_loads_it_on_a_page_of_their_own():
    space = make.registering()
    row = make.draft(space, rosa(), 1, **make.alone())
    url = reverse("accreditation:adherents", args=[space.slug, row.code])
    client = sign_in(Client(), rosa())
    assert client.post(url, {"typed": ""}).status_code == 422
    assert "Cuentan 2" in client.post(url, {"typed": TEXT}, follow=True).content.decode()
    sheet = SimpleUploadedFile("lista.csv", b"DNI,Apellidos y nombres\n41000021,Gil Mas Olga\n")
    assert "Cuentan 1" in client.post(url, {"typed": "", "file": sheet}, follow=True).content.decode()
    assert sign_in(Client(), julio()).get(url).status_code == 404
