"""A household and its practice, and guests, as everyone sees their pages, without a script."""

import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from planner.models import Engagement, EngagementOffer, GuestLink, Household
from planner.services.history.changes import recording
from planner.services.households.guests import guest_links, make_guest_link
from planner.services.sheet.filing import mark_filed
from tests.households import account, person
from tests.html import Page
from tests.practices import practices
from tests.security.test_tenancy import furnished

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return practices()


@pytest.fixture
def home(world):
    return f"/households/{world.people.household.pk}/"


@pytest.fixture
def enter(client):
    def as_(user):
        client.logout()
        client.force_login(user)
        return client

    return as_


def page_of(response):
    return Page(response.content.decode())


# --- A practice ----------------------------------------------------------------------------------


def test_everyone_in_the_household_sees_who_looks_after_it(world, home, enter):
    for name in ("owner", "reader"):
        words = page_of(enter(getattr(world.people, name)).get(f"{home}practice/")).words
        assert "Oaks Advisors looks after this household" in words
        assert "Oaks-Advisor is assigned." in words
        assert "Elms & Sons" in words
        assert ("Dismiss Oaks Advisors" in words) == (name == "owner")


def test_an_owner_is_told_what_stays_dismisses_and_asks_another(world, home, enter, client):
    owner = enter(world.people.owner)
    words = page_of(owner.get(f"{home}practice/dismiss/")).words
    for kept in (
        "the papers and files that its people have downloaded;",
        "the record of what they did here;",
        "that it looked after a household of this name",
    ):
        assert kept in words
    response = owner.post(f"{home}practice/dismiss/", follow=True)
    assert "Oaks Advisors opens nothing here any more." in page_of(response).words
    for staff in world.oaks.staff.values():
        assert enter(staff.user).get(home).status_code == 404
        words = page_of(client.get(f"/practices/{world.oaks.practice.pk}/?q=garcia")).words
        assert "The Garcias" not in words
    principal = world.firs.user("principal")
    EmailAddress.objects.create(user=principal, email=principal.email, verified=True)
    response = enter(world.people.owner).post(
        f"{home}practice/ask/", {"email": principal.email}, follow=True
    )
    assert f"A letter is on its way to {principal.email}." in page_of(response).words
    link = re.search(r"http://testserver(/practices/offers/\S+/)", str(mail.outbox[-1].body))[1]  # type: ignore[index]
    client.logout()
    assert "asks your practice" in page_of(client.get(link)).words
    page = page_of(enter(principal).get(link))
    assert "Look after The Garcias" in page.words
    assert client.get(home).status_code == 404
    place = world.firs.staff["principal"].pk
    response = client.post(link, {"practice": place}, follow=True)
    assert "Firs LLC looks after The Garcias now." in page_of(response).words
    assert client.get(home).status_code == 200
    assert client.get(link).status_code == 404


def test_who_runs_no_practice_is_shown_the_way(world, home, enter, client):
    home_of_others = f"/households/{world.people.others.pk}/"
    stranger = enter(world.people.stranger)
    stranger.post(f"{home_of_others}practice/dismiss/")
    reader = world.people.reader
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True)
    stranger.post(f"{home_of_others}practice/ask/", {"email": reader.email})
    link = re.search(r"http://testserver(/practices/offers/\S+/)", str(mail.outbox[-1].body))[1]  # type: ignore[index]
    page = page_of(enter(reader).get(link))
    assert "You run no practice on Prorata." in page.words
    foreign = world.oaks.staff["principal"].pk
    assert client.post(link, {"practice": foreign}).status_code == 422
    response = enter(world.oaks.user("principal")).post(link, {"practice": foreign})
    assert response.status_code == 403
    assert "another address" in page_of(response).words
    assert not Engagement.objects.filter(household=world.people.others, ended_at=None).exists()


def test_asking_says_what_is_wrong_and_is_the_same_for_every_address(world, home, enter):
    """Nobody finds out who runs a practice: any address gets a letter."""
    owner = enter(world.people.owner)
    assert owner.post(f"{home}practice/ask/", {"email": "x@example.org"}).status_code == 422
    owner.post(f"{home}practice/dismiss/")
    response = owner.post(f"{home}practice/ask/", {"email": "x"})
    page = page_of(response)
    assert page.words_of("id_email_error") == "This is not an email address."
    assert page.by_id("id_email")["value"] == "x"
    answers = {
        page_of(owner.post(f"{home}practice/ask/", {"email": email}, follow=True)).words_of("main")
        for email in ("oaks-principal@example.com",)
    }
    EngagementOffer.objects.all().delete()
    answers |= {
        page_of(owner.post(f"{home}practice/ask/", {"email": email}, follow=True)).words_of("main")
        for email in ("nobody-at-all@example.com",)
    }
    told = {re.sub(r"\S+@example\.com", "…", words) for words in answers}
    assert len(told) == 1


def test_an_offer_is_withdrawn(world, home, enter):
    owner = enter(world.people.owner)
    owner.post(f"{home}practice/dismiss/")
    owner.post(f"{home}practice/ask/", {"email": "x@example.org"})
    made = EngagementOffer.objects.get()
    response = owner.post(f"{home}practice/offers/{made.pk}/withdraw/", follow=True)
    assert "The link sent to x@example.org is void now." in page_of(response).words


# --- What roles of a practice may not do ---------------------------------------------------------


def test_an_assistant_is_shown_no_way_to_what_they_may_not_do(world, home, enter):
    ana = person(world.people.household, world.people.owner)
    ira = account(ana, world.people.owner)
    with recording(world.people.household, world.people.owner, "Contributed"):
        ira.events.create(
            household=ana.household, person=ana, kind="contribution", on=date(2024, 3, 1)
        )
    for name, may in (("advisor", True), ("assistant", False)):
        client = enter(world.oaks.user(name))
        assert ("Export" in page_of(client.get(f"{home}settings/")).words) == may
        assert ("Mark as filed" in page_of(client.get(f"{home}ledger/{ana.pk}/2024/")).words) == may
        assert f"Settings {name}" in page_of(client.get(home)).words


def test_an_assistant_cannot_take_back_what_was_filed(world, home, enter):
    ana = person(world.people.household, world.people.owner)
    where = {"household": world.people.household, "user": world.people.owner, "person": ana}
    mark_filed(**where, year=2024, lines={"14": "0"}, on=None, document=None)
    change = world.people.household.changes.latest("id")
    undo = f"{home}undo/{change.pk}/"
    assert enter(world.oaks.user("assistant")).post(undo).status_code == 403
    assert enter(world.oaks.user("advisor")).post(undo).status_code == 302


def test_import_replaces_a_client_only_for_who_may_file(world, home, enter):
    pk = world.people.household.pk
    for name, may in (("advisor", True), ("assistant", False), ("idle", False)):
        page = enter(world.oaks.user(name)).get(f"/households/import/?into={pk}")
        assert (b"the contents of The Garcias" in page.content) == may, name
    huge = "9" * 30
    assert (
        enter(world.oaks.user("advisor")).get(f"/households/import/?into={huge}").status_code == 200
    )


def test_a_principal_deletes_and_restores_a_client_nobody_owns(world, enter):
    client = enter(world.oaks.user("principal"))
    data = {"name": "The Lees", "rounding": "dollars", "first-name": "Kim"}
    client.post(f"/practices/{world.oaks.practice.pk}/clients/new/", data)
    lees = Household.objects.get(name="The Lees")
    assert "Delete the household" in page_of(client.get(f"/households/{lees.pk}/settings/")).words
    response = client.post(f"/households/{lees.pk}/delete/", {"name": "The Lees"}, follow=True)
    assert "Restore The Lees" in page_of(response).words
    client.post(f"/households/{lees.pk}/restore/")
    assert client.get(f"/households/{lees.pk}/").status_code == 200


# --- Guests --------------------------------------------------------------------------------------


def test_a_link_is_made_shown_once_and_withdrawn(world, home, enter):
    owner = enter(world.people.owner)
    today = timezone.localdate()
    data = {"label": "Olive Chen, CPA", "expires_on": f"{today}"}
    response = owner.post(f"{home}guests/", data)
    page = page_of(response)
    link = page.by_id("link")["value"]
    assert re.fullmatch(r"http://testserver/guests/[\w-]{43}/", link)
    assert "It is kept nowhere and not shown again." in page.words
    again = owner.get(f"{home}guests/")
    assert link not in again.content.decode()
    assert "Olive Chen, CPA" in page_of(again).words
    (made,) = guest_links(world.people.household, today)
    response = owner.post(f"{home}guests/{made.pk}/withdraw/", follow=True)
    assert "The link of Olive Chen, CPA opens nothing any more." in page_of(response).words
    assert owner.post(f"{home}guests/{made.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"label": ""}, "Type a name."),
        ({"expires_on": ""}, "Choose a day."),
        ({"expires_on": "2020-01-01"}, "Choose a day from today on"),
        ({"expires_on": "soon"}, "This is not a day."),
    ],
)
def test_what_is_wrong_with_a_link_is_said_and_nothing_lost(world, home, enter, wrong, said):
    data = {"label": "Olive", "expires_on": f"{timezone.localdate()}"} | wrong
    response = enter(world.people.owner).post(f"{home}guests/", data)
    page = page_of(response)
    assert response.status_code == 422
    assert said in page.words
    assert page.by_id("id_label").get("value", "") == data["label"]
    assert not GuestLink.objects.exists()


def test_a_principal_makes_links_for_clients_and_an_advisor_does_not(world, home, enter):
    assert enter(world.oaks.user("principal")).get(f"{home}guests/").status_code == 200
    assert enter(world.oaks.user("advisor")).get(f"{home}guests/").status_code == 403


def _is_near(address):
    """Whether it is of the years that the household was furnished with, where it is of a year."""
    found = re.search(r"/(?:years|ledger/\d+)/(\d{4})/", address)
    return not found or found[1] in ("2025", "2026")


def test_no_link_that_a_guest_is_shown_leads_out_of_what_they_may_read(world, home, client):
    people, today = world.people, timezone.localdate()
    furnished(people.household, people.owner)
    _, token = make_guest_link(
        household=people.household, user=people.owner, label="CPA", expires_on=today, today=today
    )
    client.post(f"/guests/{token}/")
    waiting, seen = [f"{home}years/2025/"], set()
    while waiting:
        address = waiting.pop()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert answer.request["PATH_INFO"].startswith(home), address
        seen.add(address)
        if answer.headers["Content-Type"].startswith("text/html"):
            links = {one.get("href", "").partition("#")[0] for one in page_of(answer).tags("a")}
            ours = {one for one in links if one.startswith(home) and _is_near(one)}
            waiting += sorted(ours - seen - set(waiting))
    assert {f"{home}ledger/", f"{home}papers/", f"{home}mistakes/"} <= seen
