"""The desk's pages for what comes on paper and for who already has a credential; and an organisation that asks."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import accreditation as make
from tests.factories import roster
from tests.factories.cast import carmen, julio, person, rosa, sign_in
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.models import Accreditation, AccreditationRequest, Challenge, Sanction
from tinkuy.commons.accreditation.queries import replacements
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.commons.accreditation.rules.adherents import typed_lines
from tinkuy.foundation.audit.models import Act
from tinkuy.foundation.mailing.models import OutboxMessage
from tinkuy.foundation.shared.refusals import Refused

pytestmark = pytest.mark.django_db
TYPED = {
    "document_kind": "dni", "document_number": "46000009", "given_names": "Elmer", "paternal_surname": "Díaz",
    "maternal_surname": "Vera", "birth_date": "1990-04-02", "sex": "male", "email": "", "phone": "",
    "education": "", "profession": "", "reason": "La asamblea renovó su junta.", "post": "Presidente",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _now(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: roster.PUBLISHED)


def at_desk(space, name, *args, data=None, n=1):
    client = sign_in(Client(), make.desk(space, n))
    url = reverse(f"accreditation:{name}", args=[space.slug, *args])
    return client.get(url) if data is None else client.post(url, data, follow=True)


def asked(space, holder, **changes) -> AccreditationRequest:
    given = {"uploads": [("mandate", make.picture())], "reason": "La asamblea renovó su junta.", "actor": rosa()}
    person = make.person_data(9, given_names="Elmer")
    return actions.ask_replacement(accreditation=holder, person=person, at=make.DURING, **{**given, **changes})


def refused(call, **named) -> R:
    with pytest.raises(Refused) as caught:
        call(**named)
    assert "%(" not in caught.value.sentence
    return caught.value.refusal


def test_a_challenge_on_paper_is_filed_in_the_name_of_who_signed():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    typed = {"on_paper_by": "Nélida Soto", "ground": "mandate", "text": "La asamblea eligió a otra persona."}
    shut = at_desk(space, "desk_file_challenge", row.code, data=typed)
    assert (shut.status_code, Challenge.objects.count()) == (422, 0)
    roster.provisional(space)
    assert "Registrar una tacha que llegó en papel" in at_desk(space, "review", row.code).content.decode()
    at_desk(space, "desk_file_challenge", row.code, data=typed)
    filed = Challenge.objects.get()
    assert (filed.filer, filed.filer_name, filed.entered_by) == (None, "Nélida Soto", make.desk(space))
    assert row.events.get(to_state="challenged").actor_role == "desk"
    url = reverse("accreditation:desk_file_challenge", args=[space.slug, row.code])
    assert sign_in(Client(), carmen()).get(url).status_code == 403


def test_the_desk_sanctions_with_a_reason_and_the_file_shows_it():
    space = make.registering()
    row = make.accredited(space, rosa(), 1).request
    empty = at_desk(space, "sanction", row.code, data={"sanction-kind": "warning", "sanction-reason": ""})
    assert (empty.status_code, Sanction.objects.count()) == (422, 0)
    given = {"sanction-kind": "suspension", "sanction-reason": "Faltó a tres talleres."}
    page = at_desk(space, "sanction", row.code, data=given).content.decode()
    assert "Faltó a tres talleres." in page
    assert Accreditation.objects.get().status == "suspended"
    at_desk(space, "sanction", row.code, data={**given, "sanction-kind": "removal"})
    row.refresh_from_db()
    assert (row.state, Accreditation.objects.get().status) == ("removed", "ended")


def test_the_desk_changes_a_delegate_with_the_act_of_the_organisation():
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    missing = at_desk(space, "desk_replace", old.request.code, data=TYPED)
    assert (missing.status_code, Accreditation.objects.count()) == (422, 1)
    done = at_desk(space, "desk_replace", old.request.code, data={**TYPED, "mandate_file": make.picture()})
    assert "la nueva está emitida" in done.content.decode()
    old.refresh_from_db()
    new = Accreditation.objects.exclude(pk=old.pk).get()
    assert (old.status, new.public_name, new.seat) == ("ended", "Elmer Díaz Vera", old.seat)


def test_an_organisation_asks_from_its_account_and_nothing_changes_until_the_desk_accepts():
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    client = sign_in(Client(), rosa())
    url = reverse("accreditation:replace", args=[space.slug, old.code])
    page = client.post(url, {**TYPED, "mandate_file": make.picture()}, follow=True).content.decode()
    assert "La mesa revisa el acta" in page
    assert "46000009" not in page
    old.refresh_from_db()
    assert (old.status, Accreditation.objects.count()) == ("active", 1)
    row = replacements.waiting(space).get()
    review = at_desk(space, "review", old.request.code).content.decode()
    assert "Elmer Díaz Vera" in review
    assert "46000009" not in review
    file = reverse("accreditation:desk_replacement_file", args=[space.slug, row.code, row.evidence.get().pk])
    assert sign_in(Client(), make.desk(space)).get(file).status_code == 200
    assert sign_in(Client(), carmen()).get(file).status_code == 403
    at_desk(space, "desk_replacement", row.code, "aceptar", data={})
    old.refresh_from_db()
    assert (old.status, replacements.waiting(space).count()) == ("ended", 0)
    assert Accreditation.objects.exclude(pk=old.pk).get().public_name == "Elmer Díaz Vera"
    assert OutboxMessage.objects.filter(key=f"accreditation:replacement:{row.pk}", recipient=rosa().email).count() == 1


def test_what_the_desk_does_not_accept_is_erased_and_the_organisation_reads_why():
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    row = asked(space, old)
    without = at_desk(space, "desk_replacement", row.code, "no-aceptar", data={})
    assert "El cambio no se hizo" in without.content.decode()
    at_desk(space, "desk_replacement", row.code, "no-aceptar", data={"replacement-reason": "El acta no tiene firmas."})
    assert not AccreditationRequest.objects.filter(pk=row.pk).exists()
    old.refresh_from_db()
    assert old.status == "active"
    assert "El acta no tiene firmas." in OutboxMessage.objects.get(key=f"accreditation:replacement:{row.pk}").body
    assert Act.objects.get(kind="accreditation.refused_replacement").actor_role == "desk"
    assert asked(space, old).pk != row.pk


def test_only_the_organisation_asks_once_with_its_act_and_a_decided_one_is_not_decided_again():
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    assert refused(asked, space=space, holder=old, actor=julio()) is R.NOT_YOUR_ORGANIZATION
    stranger = sign_in(Client(), julio()).get(reverse("accreditation:replace", args=[space.slug, old.code]))
    assert stranger.status_code == 404
    assert refused(asked, space=space, holder=old, reason=" ") is R.REASON_MISSING
    assert refused(asked, space=space, holder=old, uploads=[]) is R.EVIDENCE_MISSING
    row = asked(space, old)
    assert refused(asked, space=space, holder=old) is R.REPLACEMENT_ASKED
    by = make.desk(space)
    actions.accept_replacement(request=row, actor=by, at=make.DURING)
    again = {"request": row, "actor": by, "at": make.DURING}
    assert refused(actions.accept_replacement, **again) is R.NOT_FROM_THIS_STATE
    assert refused(actions.refuse_replacement, reason="Tarde", **again) is R.NOT_FROM_THIS_STATE


def test_the_desk_sees_how_many_adherents_count_and_who_backs_two():
    space = make.registering()
    actions.set_rules(space=space, actor=None, at=make.DURING, min_adherents=2)
    one = make.draft(space, julio(), 1, **make.alone())
    other = make.draft(space, person("otra@ejemplo.pe", "Ana", "Rojas", "Vela"), 2, **make.alone())
    for row, text in ((one, "41000101 Ana Rojas\n41000102 Luz Díaz\nsin número"), (other, "41000101 Ana Rojas\n")):
        actions.load_adherents(request=row, lines=typed_lines(text), actor=row.applicant, at=make.DURING)
    row = actions.send_request(request=one, actor=julio(), at=make.DURING)
    page = at_desk(space, "review", row.code).content.decode()
    assert "Cuentan 2 personas; la ordenanza pide 2." in page
    assert "Alcanza" in page
    assert "Ana Rojas, ****0101" in page
    assert "41000101" not in page
    assert "1 línea que no se pudo leer" in page
