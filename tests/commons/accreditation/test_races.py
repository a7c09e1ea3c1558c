"""Two at once: one passes, the other reads a sentence. On PostgreSQL the threads really run side by side; on SQLite
they queue. One test takes away the look before writing and finds the constraint still standing."""

import pytest

from tests.factories import accreditation as make
from tests.factories.cast import AT, julio, person, rosa
from tests.factories.races import at_once
from tinkuy.commons.accreditation import actions
from tinkuy.commons.accreditation.actions import sending
from tinkuy.commons.accreditation.models import Accreditation, AccreditationRequest
from tinkuy.commons.accreditation.refusals import AccreditationRefusal as R
from tinkuy.foundation.audit.queries import chain_breaks_at
from tinkuy.foundation.organizations.actions import find_or_register_organization
from tinkuy.foundation.organizations.models import CivilSocietyOrganization
from tinkuy.foundation.shared.refusals import Refused

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
DURING = make.DURING


def refusals(answers: list[object]) -> list[object]:
    return [answer for answer in answers if isinstance(answer, R)]


def test_two_titulars_of_one_organisation_at_once() -> None:
    space = make.registering()
    people = [person(f"titular{n}@ejemplo.pe", "Ana", "Rojas", "Vela") for n in range(6)]
    drafts = [make.draft(space, user, n) for n, user in enumerate(people, start=1)]
    answers = at_once(
        *[
            lambda row=row, user=user: actions.send_request(request=row, actor=user, at=DURING)
            for row, user in zip(drafts, people, strict=True)
        ]
    )
    assert refusals(answers) == [R.SEAT_TAKEN] * 5
    assert AccreditationRequest.objects.filter(state="sent").count() == 1
    assert CivilSocietyOrganization.objects.count() == 1
    assert chain_breaks_at(space.chain) is None


def test_the_same_person_twice_at_once_on_the_web_and_at_the_desk() -> None:
    space = make.registering()
    web = make.draft(space, julio(), 1)
    by = make.desk(space)
    paper = {
        "space": space, "reason": "Mesa de Chota", "person": make.person_data(1), "representation": make.alone(),
        "uploads": [], "actor": by, "at": DURING,
    }  # fmt: skip
    answers = at_once(
        lambda: actions.send_request(request=web, actor=julio(), at=DURING),
        lambda: actions.register_on_paper(**paper),
        lambda: actions.register_on_paper(**paper),
        lambda: actions.register_on_paper(**paper),
    )
    assert refusals(answers) == [R.ALREADY_REQUESTED] * 3
    assert AccreditationRequest.objects.filter(state="sent").count() == 1


def test_starting_from_two_tabs_is_one_draft() -> None:
    space = make.registering()
    user = julio()
    answers = at_once(*[lambda: actions.start_request(space=space, actor=user, at=DURING).pk] * 5)
    assert len(set(answers)) == 1
    assert AccreditationRequest.objects.count() == 1


def test_sending_twice_at_once_is_one_request_and_one_message() -> None:
    space = make.registering()
    row = make.draft(space, julio())
    answers = at_once(*[lambda: actions.send_request(request=row, actor=julio(), at=DURING)] * 4)
    assert refusals(answers) == [R.NOT_FROM_THIS_STATE] * 3
    assert row.events.count() == 1


def test_two_of_the_desk_grant_at_once_and_numbers_do_not_repeat() -> None:
    space = make.registering()
    rows = [make.admitted(space, julio(), 1), make.admitted(space, rosa(), 2, organization_name="Mesa de Mujeres")]
    desks = [make.desk(space, 1), make.desk(space, 2)]
    answers = at_once(
        *[
            lambda row=row, by=by: actions.grant_accreditation(request=row, actor=by, at=DURING, identity_means="DNI")
            for row in rows
            for by in desks
        ]
    )
    assert refusals(answers) == [R.NOT_FROM_THIS_STATE] * 2
    assert sorted(Accreditation.objects.values_list("number", flat=True)) == [1, 2]


def test_one_organisation_named_by_many_at_once_is_one_row() -> None:
    user = rosa()

    def name_it() -> int:
        return find_or_register_organization(
            name="Rondas de Chota", kind="territorial", ubigeo="0604", actor=user, at=AT
        ).pk

    assert len(set(at_once(*[name_it] * 6))) == 1


def test_when_the_look_before_writing_misses_it_the_constraint_still_keeps_the_seat(monkeypatch) -> None:
    """One after the other and with the lock in place: what is taken away is the check that would refuse the second."""
    space = make.registering()
    first = make.draft(space, julio(), 1)
    second = make.draft(space, rosa(), 2)
    monkeypatch.setattr(sending, "_refuse_doubles", lambda row: None)
    actions.send_request(request=first, actor=julio(), at=DURING)
    with pytest.raises(Refused) as caught:
        actions.send_request(request=second, actor=rosa(), at=DURING)
    assert caught.value.refusal is R.SEAT_TAKEN
    twice = make.draft(make.registering(), person("gemela@ejemplo.pe", "Ana", "Rojas", ""), 1, organization_name="Otra")
    AccreditationRequest.objects.filter(pk=twice.pk).update(document_fingerprint=first.document_fingerprint)
    AccreditationRequest.objects.filter(pk=twice.pk).update(channel="paper", applicant=None)
    twice.refresh_from_db()
    monkeypatch.setattr(sending, "_declare_for_the_account", lambda row, actor, at: None)
    with pytest.raises(Refused) as caught:
        actions.send_request(request=twice, actor=rosa(), at=DURING)
    assert caught.value.refusal is R.ALREADY_REQUESTED


def test_two_desks_decide_the_same_request_and_one_decision_stands() -> None:
    space = make.registering()
    row = make.sent(space, julio())
    first, second = make.desk(space, 1), make.desk(space, 2)
    answers = at_once(
        lambda: actions.admit_request(request=row, actor=first, at=DURING),
        lambda: actions.admit_request(request=row, actor=second, at=DURING),
        lambda: actions.reject_request(request=row, reason="Falta el acta.", actor=second, at=DURING),
    )
    row.refresh_from_db()
    decided = [event.to_state for event in row.events.exclude(to_state="sent")]
    # An admitted request may still be rejected afterwards, never the other way round, and never admitted twice.
    assert decided in (["admitted"], ["rejected"], ["admitted", "rejected"])
    assert row.state == decided[-1]
    assert len(refusals(answers)) == 3 - len(decided)


def test_two_replacements_at_once_leave_one_credential_in_the_seat() -> None:
    space = make.registering()
    old = make.accredited(space, rosa(), 1)
    desks = [make.desk(space, 1), make.desk(space, 2)]
    answers = at_once(
        *[
            lambda n=n, by=by: actions.replace_accreditation(
                accreditation=old, person=make.person_data(n), uploads=[("mandate", make.picture())],
                reason="La asamblea eligió a otra.", actor=by, at=DURING,
            )
            for n, by in enumerate(desks, start=5)
        ]
    )  # fmt: skip
    assert refusals(answers) == [R.ONLY_ORGANIZATIONS_REPLACE]
    assert Accreditation.objects.exclude(status="ended").count() == 1
    assert sorted(Accreditation.objects.values_list("number", flat=True)) == [1, 2]


def test_granting_in_bulk_and_one_by_one_at_once_gives_one_credential_to_each() -> None:
    space = make.registering()
    rows = [
        actions.register_on_paper(
            space=space, reason="Mesa", person=make.person_data(n), representation=make.alone(),
            uploads=[("form", make.picture())], actor=make.desk(space), at=DURING,
        )
        for n in range(1, 4)
    ]  # fmt: skip
    by = make.desk(space, 2)
    assert actions.admit_all(space=space, actor=by, at=DURING) == 3
    at_once(
        lambda: actions.grant_all(space=space, actor=by, at=DURING),
        lambda: actions.grant_accreditation(request=rows[0], actor=by, at=DURING),
        lambda: actions.grant_all(space=space, actor=make.desk(space), at=DURING),
    )
    assert sorted(Accreditation.objects.values_list("number", flat=True)) == [1, 2, 3]
    assert Accreditation.objects.values("request").distinct().count() == 3
    assert chain_breaks_at(space.chain) is None


def test_an_organisation_that_asks_twice_at_once_asks_once_and_two_desks_accept_it_once() -> None:
    space = make.registering()
    old, desks = make.accredited(space, rosa(), 1), [make.desk(space, 1), make.desk(space, 2)]
    given = {"accreditation": old, "reason": "La asamblea renovó su junta.", "actor": rosa(), "at": DURING}
    calls = [
        lambda n=n: actions.ask_replacement(person=make.person_data(n), uploads=[("mandate", make.picture())], **given)
        for n in (8, 9)
    ]
    assert refusals(at_once(*calls)) == [R.REPLACEMENT_ASKED]
    row = AccreditationRequest.objects.get(state="draft", replaces=old)
    accept = [lambda by=by: actions.accept_replacement(request=row, actor=by, at=DURING) for by in desks]
    assert refusals(at_once(*accept)) == [R.NOT_FROM_THIS_STATE]
    assert Accreditation.objects.exclude(status="ended").count() == 1
    assert chain_breaks_at(space.chain) is None
