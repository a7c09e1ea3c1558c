"""The pages of the lists: one success, one refusal, one stranger; many lines as cheap as three."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import accreditation as make
from tests.factories import roster
from tests.factories.cast import carmen, julio, nobody, rosa, sign_in
from tinkuy.commons.accreditation.models import Challenge, RosterList

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _after_the_list(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: roster.PUBLISHED)


def as_(user) -> Client:
    return sign_in(Client(), user)


def test_the_desk_publishes_and_anybody_reads_and_challenges():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    desk = as_(make.desk(space))
    page = desk.post(reverse("accreditation:desk_lists", args=[space.slug]), {"kind": "provisional"}, follow=True)
    assert "quedó publicada" in page.content.decode()
    listed = RosterList.objects.get()
    shown = Client().get(reverse("accreditation:list", args=[space.slug, listed.pk])).content.decode()
    assert row.full_name in shown
    assert listed.sha256 in shown
    assert "41000001" not in shown
    assert row.email not in shown
    url = reverse("accreditation:challenge", args=[space.slug, listed.entries.get().pk])
    filed = as_(roster.neighbor()).post(url, {"ground": "mandate", "text": "La asamblea eligió a otra."}, follow=True)
    assert Challenge.objects.get().code in filed.content.decode()
    public = Client().get(reverse("accreditation:lists", args=[space.slug])).content.decode()
    assert "La organización no la eligió representante" in public
    assert "La asamblea eligió a otra." not in public
    assert "Nélida" not in public


def test_a_second_version_without_reason_is_a_sentence():
    space = roster.with_challenges()
    roster.agent(space, 1)
    roster.provisional(space)
    answer = as_(make.desk(space)).post(reverse("accreditation:desk_lists", args=[space.slug]), {"kind": "provisional"})
    assert answer.status_code == 422
    assert "otra versión" in answer.content.decode()


def test_the_person_answers_and_the_desk_rules():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filed = roster.challenge(row)
    url = reverse("accreditation:challenge_followed", args=[space.slug, filed.code])
    answered = as_(row.applicant).post(url, {"answer": "Adjunto el acta."}, follow=True).content.decode()
    assert "Adjunto el acta." in answered
    ruling = {"upholds": "no", "reason": "El acta la nombra."}
    desk = as_(make.desk(space, 2))
    desk.post(reverse("accreditation:desk_rule", args=[space.slug, filed.code]), ruling)
    filed.refresh_from_db()
    assert (filed.state, filed.ruling) == ("dismissed", "El acta la nombra.")
    shut = desk.get(reverse("accreditation:desk_challenge", args=[space.slug, filed.code])).content.decode()
    assert "Firmar la resolución" not in shut


def test_a_challenge_is_unknown_to_strangers():
    space = roster.with_challenges()
    row = roster.agent(space, 1)
    roster.provisional(space)
    filed = roster.challenge(row)
    assert (
        as_(julio()).get(reverse("accreditation:challenge_followed", args=[space.slug, filed.code])).status_code == 404
    )
    desk = reverse("accreditation:desk_challenge", args=[space.slug, filed.code])
    assert as_(carmen()).get(desk).status_code == 403
    assert Client().post(reverse("accreditation:desk_lists", args=[space.slug])).status_code == 302
    assert nobody().is_anonymous


def test_the_register_of_a_day_before_anybody_is_an_empty_page_and_of_today_has_them():
    space = make.registering()
    holder = make.accredited(space, rosa(), 1)
    url = reverse("accreditation:register", args=[space.slug])
    before = Client().get(url, {"dia": "2026-05-01"}).content.decode()
    assert "Nadie estaba en el padrón ese día" in before
    assert holder.public_name in Client().get(url, {"dia": "2026-05-12"}).content.decode()
    assert Client().get(url, {"dia": "ayer"}).status_code == 422


def test_the_list_and_the_register_cost_the_same_with_many(django_assert_max_num_queries):
    space = make.registering()
    for n in range(1, 13):
        make.accredited_on_paper(space, n)
    listed = roster.definitive(space, roster.PUBLISHED)
    for name, args in (("list", [listed.pk]), ("register", []), ("lists", [])):
        with django_assert_max_num_queries(25):
            Client().get(reverse(f"accreditation:{name}", args=[space.slug, *args]))
