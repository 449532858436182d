"""What stands before every page: a second step where a practice asks for one, time, guests."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import signing
from django.test import Client
from django.utils import timezone

from planner.models import Engagement, GuestLink
from planner.services.households.guests import make_guest_link, withdraw_guest_link
from planner.services.households.users import create_account
from planner.services.practice.engagements import dismiss, offer
from prorata_site import gates
from tests.html import Page
from tests.practices import practices
from tests.profile.visitor import PASSWORD, Visitor, stop_clock
from tests.security.routes import EXPECTED, ROUTES
from tests.security.test_tenancy import OF_A_HOUSEHOLD, furnished

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
NEEDED = "/practices/second-step/"


@pytest.fixture
def world():
    return practices()


def browser_of(user):
    client = Client()
    client.force_login(user)
    return client


def ask_for_a_second_step(world):
    world.oaks.practice.requires_second_factor = True
    world.oaks.practice.save()


# --- A second step -------------------------------------------------------------------------------


def test_without_one_nothing_opens_but_the_way_to_one(world):
    ask_for_a_second_step(world)
    client = browser_of(world.oaks.user("assistant"))
    ids = furnished(world.people.household, world.people.owner)
    ids |= {"practice": world.oaks.practice.pk, "client": world.client.pk}
    ones = ("arrival", "book", "colleague", "hold", "job", "note", "pk", "saved", "task")
    ids |= dict.fromkeys(ones, 1) | {"kind": "csv"}
    for_members = {name for name, row in EXPECTED.items() if row.visitor != row.stranger}
    closed = {name for name in for_members if EXPECTED[name].visitor.get == 302}
    closed |= set(OF_A_HOUSEHOLD)
    closed -= gates._SETTING_UP
    assert len(closed) > 80
    for name in sorted(closed):
        address = ROUTES[name].address(**ids)
        for method in ("get", "post"):
            response = getattr(client, method)(address)
            assert (response.status_code, response.headers.get("Location")) == (302, NEEDED), name


def test_without_one_letters_are_read_and_not_answered(world):
    ask_for_a_second_step(world)
    user = world.oaks.user("principal")
    home, owner = world.people.household, world.people.owner
    dismiss(household=home, user=owner, now=timezone.now())
    _, token = offer(household=home, user=owner, email=user.email, now=timezone.now())
    client = browser_of(user)
    address = f"/practices/offers/{token}/"
    assert client.get(address).status_code == 200
    response = client.post(address, {"practice": world.oaks.practice.pk})
    assert (response.status_code, response.headers["Location"]) == (302, NEEDED)
    assert not Engagement.objects.live().filter(household=home).exists()
    for letter in ("/invitations/x/", "/practices/invitations/x/"):
        assert client.post(letter).headers["Location"] == NEEDED


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_with_an_app_or_a_passkey_everything_opens(world, kind):
    ask_for_a_second_step(world)
    user = world.oaks.user("assistant")
    client = browser_of(user)
    assert client.get("/households/").headers["Location"] == NEEDED
    Authenticator.objects.create(user=user, type=kind, data={})
    address = f"/practices/{world.oaks.practice.pk}/"
    assert client.get(address).status_code == 200
    assert client.get(NEEDED).headers["Location"] == "/households/"


def test_recovery_codes_are_no_second_step(world):
    ask_for_a_second_step(world)
    user = world.oaks.user("assistant")
    Authenticator.objects.create(user=user, type="recovery_codes", data={})
    assert browser_of(user).get("/households/").headers["Location"] == NEEDED


def test_the_page_says_why_and_leads_to_the_ways(world):
    ask_for_a_second_step(world)
    client = browser_of(world.oaks.user("assistant"))
    page = Page(client.get("/households/", follow=True).content.decode())
    assert "asks everyone for a passkey or an authenticator app" in page.words
    links = [one["href"] for one in page.tags("a")]
    assert {"/account/passkeys/add/", "/account/app/"} <= set(links)
    for address in ("/account/app/", "/account/passkeys/add/", "/account/email/"):
        response = client.get(address)
        assert response.headers.get("Location") != NEEDED, address


def test_an_update_of_a_page_is_told_to_leave_it(world):
    ask_for_a_second_step(world)
    client = browser_of(world.oaks.user("assistant"))
    response = client.post(f"/households/{world.people.household.pk}/years/2026/", headers=HTMX)
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, NEEDED)
    assert response.content == b""


def test_it_is_asked_of_nobody_else(world):
    ask_for_a_second_step(world)
    for user in (world.people.owner, world.firs.user("principal")):
        assert browser_of(user).get("/households/?all=1").status_code == 200


# --- Being away ----------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch):
    """Seconds that a test sets."""
    now = {"at": 1_800_000_000}
    monkeypatch.setattr(gates, "time", lambda: now["at"])
    return now


def limit(world, firm, minutes):
    practice = getattr(world, firm).practice
    practice.idle_minutes = minutes
    practice.save()


def test_after_the_time_of_the_practice_one_is_signed_out(world, clock):
    limit(world, "oaks", 15)
    client = browser_of(world.oaks.user("assistant"))
    address = f"/practices/{world.oaks.practice.pk}/?q=lee"
    assert client.get(address).status_code == 200
    clock["at"] += 14 * 60
    assert client.get(address).status_code == 200
    clock["at"] += 15 * 60
    assert client.get(address).status_code == 200
    clock["at"] += 15 * 60 + 1
    response = client.get(address)
    assert response.headers["Location"] == (
        f"/account/sign-in/?next=/practices/{world.oaks.practice.pk}/%3Fq%3Dlee"
    )
    assert "_auth_user_id" not in client.session
    page = client.get("/account/sign-in/")
    assert "signed out after 15 minutes without a request" in Page(page.content.decode()).words


@pytest.mark.parametrize("path", ["years/2026/", "papers/packet.pdf"])
def test_nothing_is_done_and_no_file_is_sent_after_it(world, clock, path):
    limit(world, "oaks", 5)
    client = browser_of(world.oaks.user("principal"))
    address = f"/households/{world.people.household.pk}/{path}"
    client.get("/households/")
    for method, options in (("post", {}), ("get", {}), ("post", {"headers": HTMX})):
        client.force_login(world.oaks.user("principal"))
        client.get("/households/?all=1")
        clock["at"] += 301
        response = getattr(client, method)(address, **options)
        if options:
            assert response.headers["HX-Redirect"] == "/account/sign-in/"
        else:
            assert response.headers["Location"].startswith("/account/sign-in/")
        assert "_auth_user_id" not in client.session


def test_the_shortest_time_of_ones_practices_counts(world, clock):
    limit(world, "oaks", 120)
    limit(world, "firs", 10)
    user = world.oaks.user("assistant")
    world.firs.practice.staff.create(user=user, role="reviewer")
    client = browser_of(user)
    client.get("/households/")
    clock["at"] += 11 * 60
    assert client.get("/households/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_practice_without_a_time_takes_the_sites(world, clock, settings):
    settings.STAFF_IDLE_MINUTES = 30
    client = browser_of(world.oaks.user("assistant"))
    client.get("/households/?all=1")
    clock["at"] += 31 * 60
    assert client.get("/households/?all=1").status_code == 302


def test_members_of_households_stay_as_long_as_their_session(world, clock):
    limit(world, "oaks", 5)
    client = browser_of(world.people.owner)
    client.get("/households/?all=1")
    clock["at"] += 86_400
    assert client.get("/households/?all=1").status_code == 200


def test_what_is_asked_of_somebody_costs_no_query(world, django_assert_num_queries):
    client = browser_of(world.people.owner)
    client.get("/practices/new/")
    with django_assert_num_queries(2):  # the session and the user
        client.get("/practices/new/")


# --- Guests --------------------------------------------------------------------------------------

GUESTS = {
    "basis-statement",
    "cpa",
    "cpa-document",
    "filed-document",
    "ledger",
    "ledger-csv",
    "ledger-person",
    "ledger-year",
    "mistakes",
    "official-document",
    "official-form",
    "options",
    "options-comparison",
    "options-forms",
    "packet",
    "papers",
    "worksheet-year",
    "year",
    "year-now",
}
"""What a guest may read; everything else leads to signing in, as for any visitor."""


@pytest.fixture
def link(world):
    today = timezone.localdate()
    made, token = make_guest_link(
        household=world.people.household,
        user=world.people.owner,
        label="Olive Chen, CPA",
        expires_on=today,
        today=today,
    )
    return made, f"/guests/{token}/"


def test_every_route_as_a_guest_and_after_the_link_has_ended(world, link):
    ids = furnished(world.people.household, world.people.owner)
    client = Client()
    client.post(link[1])
    for name in OF_A_HOUSEHOLD:
        address = ROUTES[name].address(**ids)
        got, posted = client.get(address), client.post(address)
        if name in GUESTS:
            assert got.status_code in {200, 302, 405, 422}, name
            assert "sign-in" not in got.headers.get("Location", ""), name
        else:
            assert "sign-in" in got.headers["Location"], name
        if not name.startswith("options"):  # which work out what is posted, and keep nothing
            assert posted.status_code == 405 or "sign-in" in posted.headers["Location"], name
    withdraw_guest_link(
        household=world.people.household, user=world.people.owner, link=link[0], now=timezone.now()
    )
    for name in GUESTS - {"options-forms"}:
        assert client.get(ROUTES[name].address(**ids)).status_code == 404, name
    for name in ("options", "options-comparison", "options-forms"):
        assert client.post(ROUTES[name].address(**ids)).status_code == 404, name
    assert client.get(link[1]).status_code == 404


def test_the_next_day_it_opens_nothing(world, link):
    client = Client()
    client.post(link[1])
    home = f"/households/{world.people.household.pk}/ledger/"
    assert client.get(home).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    GuestLink.objects.update(expires_on=yesterday)
    assert client.get(home).status_code == 404
    assert client.get(link[1]).status_code == 404


def test_another_household_is_not_there(world, link):
    client = Client()
    client.post(link[1])
    for page in ("ledger/", "years/2026/", "papers/"):
        assert client.get(f"/households/{world.people.others.pk}/{page}").status_code == 404
    assert client.get("/households/").status_code == 302


def test_the_secret_leaves_the_address_and_no_page_is_kept_or_found(world, link):
    client = Client()
    landing = client.get(link[1])
    assert "The Garcias" in Page(landing.content.decode()).words
    response = client.post(link[1])
    home = f"/households/{world.people.household.pk}/ledger/"
    assert response.headers["Location"] == home
    page = client.get(home)
    for answer in (landing, page):
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    words = Page(page.content.decode()).words
    assert "guest" in words
    assert "Settings" not in words
    assert "Owner" not in words
    link[0].refresh_from_db()
    assert link[0].opened_at is not None
    assert client.session.get_expire_at_browser_close()


def test_who_is_signed_in_is_signed_out_first(world, link):
    client = browser_of(world.firs.user("principal"))
    assert "signed out here first" in Page(client.get(link[1]).content.decode()).words
    client.post(link[1])
    assert "_auth_user_id" not in client.session
    assert client.get(f"/practices/{world.firs.practice.pk}/").status_code == 302


def test_signing_in_ends_being_a_guest(world, link):
    client = Client()
    client.post(link[1])
    client.force_login(world.people.stranger)
    home = f"/households/{world.people.household.pk}/ledger/"
    assert client.get(home).status_code == 404


@pytest.mark.parametrize(
    "token",
    ["", "x", "é" * 5, "a" * 3000, signing.dumps("x")],
    ids=["empty", "short", "accents", "long", "signed for something else"],
)
def test_a_guessed_link_opens_nothing(db, token):
    assert Client().get(f"/guests/{token}/").status_code == 404
    assert Client().post(f"/guests/{token}/").status_code == 404


def test_a_guest_reads_papers(world, link):
    ids = furnished(world.people.household, world.people.owner)
    client = Client()
    client.post(link[1])
    response = client.get(f"/households/{ids['household']}/papers/{ids['person']}/basis.pdf")
    assert response.content.startswith(b"%PDF-1.7")
    assert "no-store" in response.headers["Cache-Control"]


def test_the_whole_way_to_a_second_step_stays_open(world, monkeypatch):
    """Signed in with a password alone, an app is added, and the practice opens."""
    stop_clock(monkeypatch)
    ask_for_a_second_step(world)
    user = create_account(email="ada@example.com", password=PASSWORD)
    world.oaks.practice.staff.create(user=user, role="assistant")
    ada = Visitor()
    ada.sign_in()
    assert "One thing first" in ada.see("households").words
    ada.add_app()
    assert "1 client" in ada.see("mfa_index").words
    assert "Authenticator app" in ada.see("mfa_index").words


def test_done_leads_back_to_the_page_that_was_asked_for(world, monkeypatch):
    stop_clock(monkeypatch)
    ask_for_a_second_step(world)
    user = create_account(email="ada@example.com", password=PASSWORD)
    world.oaks.practice.staff.create(user=user, role="assistant")
    ada = Visitor()
    ada.sign_in()
    board = f"/practices/{world.oaks.practice.pk}/board/?q=Lee"
    for closed in (board, "/account/", "/households/"):
        assert ada.client.get(closed).headers["Location"] == NEEDED
    ada.add_app()
    assert ada.client.get("/account/security/").headers["Location"] == board
    assert ada.client.get("/account/security/").headers["Location"] == "/account/"
