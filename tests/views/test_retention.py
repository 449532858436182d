"""The page of rules and holds, as a principal and as compliance, without a script."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from planner.models import (
    Engagement,
    Household,
    LegalHold,
    LogEntry,
    RetentionRule,
    RetentionRun,
    Verb,
)
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_unowned
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


# --- Ending what the rules end -------------------------------------------------------------------


@pytest.fixture
def elms(world):
    """A year is kept. The Garcias left two years ago; so did two whom nobody owns, one is held."""
    practice, user = world.elms.practice, world.elms.user("principal")
    RetentionRule.objects.create(practice=practice, client_years=1, log_years=1)
    long_ago = timezone.now() - timedelta(days=800)
    homes = [
        store_unowned(user=user, fact=replace(demo_facts(), name=name), summary="Begun")
        for name in ("The Parkers", "The Lees")
    ]
    for home in homes:
        Engagement.objects.create(
            practice=practice, household=home, name=str(home), ended_at=long_ago, ended_by="Zoe"
        )
    LegalHold.objects.create(
        practice=practice, household=homes[1].pk, name="The Lees", reason="Matter 12", by="Zoe"
    )
    practice.engagements.filter(household=world.people.household).update(ended_at=long_ago)
    LogEntry.objects.create(
        practice=practice.pk, by="Zoe", is_staff=True, verb=Verb.OPENED, what="Ledger", at=long_ago
    )
    return f"/practices/{practice.pk}/retention/"


def seen(page):
    return next(one["value"] for one in page.tags("input") if one.get("name") == "seen")


def test_what_is_listed_is_ended_once_the_name_is_typed(client, world, elms):
    client.force_login(world.elms.user("principal"))
    page = Page(client.get(elms).content.decode())
    for said in (
        "1 entry of the log, 2 records of clients, 1 household.",
        "Log of the practice itself",
        "Record and working papers of The Garcias",
        "Record and working papers of The Parkers",
        "A household without people of its own and without a practice",
        "everything of 1 held client",
    ):
        assert said in page.words
    assert "of The Lees" not in page.words
    wrong = client.post(f"{elms}apply/", {"name": "Elms", "seen": seen(page)})
    assert wrong.status_code == 422
    stale = client.post(f"{elms}apply/", {"name": "Elms & Sons", "seen": "x"})
    assert (stale.status_code, "something else by now" in words(stale)) == (422, True)
    assert not RetentionRun.objects.exists()
    client.post(f"{elms}apply/", {"name": "Elms & Sons", "seen": seen(page)})
    run = RetentionRun.objects.get()
    assert (run.by, run.entries, run.clients) == ("Elms-Principal", 1, 2)
    homes = dict(Household.objects.values_list("name", "deleted_at"))
    assert homes.pop("The Parkers") is not None
    assert set(homes.values()) == {None}, "what has people, a practice or a hold stays"
    assert [one.name for one in world.elms.practice.engagements.all()] == ["The Lees"]
    told = LogEntry.objects.get(what__startswith="Ended by its rules")
    assert told.by == "Elms-Principal"
    assert "1 household" in told.what
    assert "Nothing" in words(client.get(elms))
