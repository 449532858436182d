"""The page of rules and holds, as a principal and as compliance, without a script."""

import pytest

from planner.models import LegalHold, RetentionRule
from tests.html import Page
from tests.practices import practices

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return practices()


@pytest.fixture
def url(world):
    return f"/practices/{world.oaks.practice.pk}/"


def words(answer):
    return Page(answer.content.decode()).words


def test_a_principal_decides_and_sees_what_would_go(client, world, url):
    client.force_login(world.oaks.user("principal"))
    assert "everything is kept for good" in words(client.get(f"{url}retention/"))
    answer = client.post(f"{url}retention/", {"client_years": "", "log_years": "5"})
    assert answer.status_code == 302
    rule = RetentionRule.objects.get(practice=world.oaks.practice)
    assert (rule.client_years, rule.log_years) == (None, 5)
    wrong = client.post(f"{url}retention/", {"client_years": "0", "log_years": "many"})
    assert wrong.status_code == 422
    assert "The shortest time is 1 year." in words(wrong)
    assert 'value="many"' in wrong.content.decode()


def test_compliance_holds_and_lifts(client, world, url):
    client.force_login(world.oaks.user("compliance"))
    held = {"client": world.client.pk, "reason": "Matter 12"}
    assert client.post(f"{url}holds/", held).status_code == 302
    found = LegalHold.objects.get()
    assert (found.household, found.reason, found.by) == (
        world.people.household.pk,
        "Matter 12",
        "Oaks-Compliance",
    )
    assert "Matter 12" in words(client.get(f"{url}retention/"))
    assert client.post(f"{url}holds/{found.pk}/lift/").status_code == 302
    found.refresh_from_db()
    assert found.lifted_by == "Oaks-Compliance"


def test_only_a_client_of_the_practice_can_be_held(client, world, url):
    client.force_login(world.oaks.user("principal"))
    theirs = world.firs.practice.engagements.get()
    answer = client.post(f"{url}holds/", {"client": theirs.pk, "reason": "Ours"})
    assert answer.status_code == 422
    assert not LegalHold.objects.exists()
    assert "The Others" not in words(answer)


def test_a_hold_of_another_practice_is_nowhere(client, world, url):
    other = LegalHold.objects.create(
        practice=world.firs.practice, household=1, name="Theirs", reason="Matter", by="Zoe"
    )
    client.force_login(world.oaks.user("principal"))
    assert client.post(f"{url}holds/{other.pk}/lift/").status_code == 404
