"""What the log is told by every way to see, change, take away and share; and who reads it."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planner.models import LogEntry, Role, Staff, Verb
from planner.services.households.guests import make_guest_link
from planner.services.households.members import set_role
from planner.services.households.users import create_account
from planner.services.practice.engagements import dismiss
from planner.views.seen import FILES, PAGES
from tests.households import account, cast, person
from tests.html import Page
from tests.practices import practices
from tests.profile.visitor import HALF_MINUTE, PASSWORD, Visitor, app_code, stop_clock
from tests.security.routes import ROUTES

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def world():
    return practices()


def browser(who=None, address="198.51.100.7"):
    client = Client(headers={"user-agent": FIREFOX}, REMOTE_ADDR=address)
    if who:
        client.force_login(who)
    return client


def told(**wanted):
    """What the log holds, oldest first."""
    return list(LogEntry.objects.filter(**wanted).order_by("pk"))


def latest():
    return max(LogEntry.objects.values_list("pk", flat=True))


@pytest.fixture
def start(world):
    """The id from which on a test looks."""
    return latest()


@pytest.fixture
def home(world):
    return f"/households/{world.people.household.pk}/"


# --- What is told --------------------------------------------------------------------------------


def test_a_page_that_staff_opens_is_told_once_in_a_quarter_of_an_hour(world, home, start):
    advisor = world.oaks.user("advisor")
    client = browser(advisor)
    for _ in range(3):
        assert client.get(f"{home}ledger/").status_code == 200
    client.get(f"{home}years/2025/")
    client.get(f"{home}years/2024/")
    first, second = told(pk__gt=start)
    assert (first.verb, first.what) == ("opened", "Ledger")
    assert (second.verb, second.what) == ("opened", "Year")
    assert (first.by, first.user, first.role, first.is_staff) == (
        "Oaks-Advisor",
        advisor.pk,
        "advisor",
        True,
    )
    assert (first.practice, first.household, first.name) == (
        world.oaks.practice.pk,
        world.people.household.pk,
        "The Garcias",
    )
    assert (first.address, first.browser) == ("198.51.100.7", "Firefox on Linux")


def test_looking_at_many_people_is_told_with_how_many(world, start):
    """The board works out the Garcias first; what a search shows of it afterwards is no news."""
    advisor = browser(world.oaks.user("advisor"))
    board = f"/practices/{world.oaks.practice.pk}/board/"
    for _ in range(2):
        advisor.get(board)
        advisor.get(board, {"q": "x"}, headers={"HX-Request": "true"})
    advisor.get(f"{board}december/?all=1")
    browser(world.firs.user("advisor")).get(board)
    found = told(pk__gt=start, verb=Verb.OPENED)
    assert [(one.by, one.role, one.what) for one in found] == [
        ("Oaks-Advisor", "advisor", "Board (1 person)"),
        ("Oaks-Advisor", "advisor", "December 31 list (0 people)"),
    ]
    assert {(one.practice, one.household) for one in found} == {(world.oaks.practice.pk, None)}


def test_what_is_refused_not_there_or_only_asked_about_is_not_told(world, home, start):
    stranger = browser(world.people.stranger)
    assert stranger.get(f"{home}ledger/").status_code == 404
    reviewer = browser(world.oaks.user("reviewer"))
    assert reviewer.get(f"{home}export.json").status_code == 403
    assert reviewer.head(f"{home}ledger/").status_code == 200
    assert told(pk__gt=start) == []


def test_what_owners_open_themselves_is_told_under_a_practice_only(world, home, start):
    assert browser(world.people.owner).get(f"{home}ledger/").status_code == 200
    assert [(one.by, one.role, one.is_staff) for one in told(pk__gt=start)] == [
        ("Owner", "owner", False)
    ]
    dismiss(household=world.people.household, user=world.people.owner, now=timezone.now())
    start = latest()
    browser(world.people.owner).get(f"{home}mistakes/")
    browser(world.people.reader).get(f"{home}mistakes/")
    (entry,) = told(pk__gt=start)
    assert (entry.by, entry.role, entry.practice) == ("Reader", "reader", None)
    assert entry.address is None
    assert entry.name == ""


def test_a_file_is_told_every_time_by_its_kind(world, home, start):
    client = browser(world.oaks.user("principal"))
    for _ in range(2):
        assert client.get(f"{home}export.json").status_code == 200
    assert [(one.verb, one.what) for one in told(pk__gt=start)] == [
        ("exported", "The whole household (JSON)")
    ] * 2


def test_a_file_of_the_practice_is_told(world, start):
    client = browser(world.oaks.user("compliance"))
    pk = world.oaks.practice.pk
    answer = client.get(f"/practices/{pk}/log.csv")
    assert list(answer.streaming_content)
    (entry,) = told(pk__gt=start)
    assert (entry.verb, entry.by, entry.practice) == ("exported", "Oaks-Compliance", pk)
    assert entry.household is None


def test_a_change_is_told_in_the_words_of_the_history_with_its_number(world, home, start):
    advisor = world.oaks.user("advisor")
    answer = browser(advisor).post(f"{home}settings/", {"name": "The Garcias", "rounding": "cents"})
    assert answer.status_code == 302
    change = world.people.household.changes.first()
    (entry,) = told(pk__gt=start)
    assert (entry.verb, entry.what, entry.change) == ("changed", change.summary, change.pk)
    assert (entry.is_staff, entry.role) == (True, "advisor")
    assert (entry.address, entry.browser) == ("198.51.100.7", "Firefox on Linux")


def test_changes_of_a_household_without_a_practice_are_in_its_history_alone():
    people = cast()
    account(person(people.household, people.owner), people.owner)
    assert told() == []


def test_who_may_see_is_told_as_shared(world, start):
    home, owner = world.people.household, world.people.owner
    member = home.memberships.get(user=world.people.reader)
    set_role(household=home, user=owner, member=member, role=Role.EDITOR)
    today = timezone.localdate()
    link, token = make_guest_link(
        household=home, user=owner, label="Our CPA", expires_on=today, today=today
    )
    guest = browser(address="203.0.113.9")
    assert guest.post(f"/guests/{token}/").status_code == 302
    assert guest.get(f"/households/{home.pk}/ledger/").status_code == 200
    withdraw = browser(owner).post(f"/households/{home.pk}/guests/{link.pk}/withdraw/")
    assert withdraw.status_code == 302
    dismiss(household=home, user=owner, now=timezone.now())
    found = told(pk__gt=start)
    assert [one.verb for one in found] == [
        "shared",
        "shared",
        "shared",
        "opened",
        "shared",
        "shared",
    ]
    assert [one.by for one in found] == [
        "Owner",
        "Owner",
        *["Link for Our CPA"] * 2,
        "Owner",
        "Owner",
    ]
    assert found[0].what == "Made Reader editor instead of reader"
    assert (found[3].role, found[3].user, found[3].address) == ("guest", None, "203.0.113.9")
    assert found[4].what == "Withdrew the link of Our CPA"
    assert found[5].what == "Dismissed Oaks Advisors"
    assert {one.practice for one in found} == {world.oaks.practice.pk}


def test_who_works_in_a_practice_is_told_as_shared(world, start):
    client = browser(world.oaks.user("principal"))
    pk, idle = world.oaks.practice.pk, world.oaks.staff["idle"].pk
    client.post(f"/practices/{pk}/people/{idle}/role/", {"role": "reviewer"})
    client.post(f"/practices/{pk}/people/{idle}/remove/")
    first, second = told(pk__gt=start)
    assert first.what == "Made Oaks-Idle reviewer instead of advisor"
    assert second.what == "Oaks-Idle works here no more"
    assert (first.by, first.verb, first.practice) == ("Oaks-Principal", "shared", pk)


def test_signing_in_of_staff_is_told_and_of_nobody_else(world, start):
    ada = create_account(email="ada@example.com", password=PASSWORD, name="Ada")
    create_account(email="bob@example.com", password=PASSWORD, name="Bob")
    Staff.objects.create(practice=world.oaks.practice, user=ada, role="assistant")
    for email, password in (
        ("ada@example.com", "not it at all"),
        ("ada@example.com", PASSWORD),
        ("bob@example.com", PASSWORD),
        ("nobody@example.com", "not it at all"),
    ):
        browser().post("/account/sign-in/", {"login": email, "password": password})
    wrong, right = told(pk__gt=start)
    assert (wrong.verb, wrong.by, wrong.what) == ("failed", "Ada", "Wrong password")
    assert (right.verb, right.by, right.what) == ("signed_in", "Ada", "With a password")
    assert {one.practice for one in (wrong, right)} == {world.oaks.practice.pk}


def test_a_second_step_is_told_and_a_wrong_one(world, monkeypatch):
    stop_clock(monkeypatch)
    user = create_account(email="ada@example.com", password=PASSWORD, name="Ada")
    Staff.objects.create(practice=world.oaks.practice, user=user, role="assistant")
    ada = Visitor()
    ada.sign_in()
    secret = ada.add_app()
    start = latest()
    again = Visitor()
    again.sign_in()
    assert told(pk__gt=start) == []
    again.refused("mfa_authenticate", code="nothing")
    stop_clock(monkeypatch, steps=1)
    again.send("mfa_authenticate", code=app_code(secret, HALF_MINUTE + 1))
    wrong, right = told(pk__gt=start)
    assert (wrong.verb, wrong.by) == ("failed", "Ada")
    assert wrong.what == "Wrong code of the second step"
    assert right.what == "With a password and a second step or a passkey"


def test_a_log_that_cannot_be_written_stops_nobody(world, home, start, monkeypatch, caplog):
    def broken(*_arguments, **_options):
        raise DatabaseError("The disk is full.")

    client = browser(world.oaks.user("advisor"))
    monkeypatch.setattr(type(LogEntry.objects.all()), "bulk_create", broken)
    assert client.get(f"{home}ledger/").status_code == 200
    assert "The log could not be written." in caplog.text


def test_addresses_are_left_out_where_the_site_keeps_none(world, home, start, settings):
    settings.LOG_ADDRESSES = False
    browser(world.oaks.user("advisor")).get(f"{home}ledger/")
    (entry,) = told(pk__gt=start)
    assert (entry.address, entry.browser) == (None, "Firefox on Linux")


def test_what_no_proxy_should_say_is_no_address(world, home, start):
    browser(world.oaks.user("advisor"), address="unknown").get(f"{home}ledger/")
    assert told(pk__gt=start)[0].address is None


def test_every_page_and_file_of_a_household_has_its_words():
    posted_or_elsewhere = {
        *("ask-practice", "dismiss-mistake", "guest-withdraw", "household-restore"),
        *("invitation-withdraw", "invite", "keep-options", "lock-year", "member-remove"),
        *("member-role", "offer-withdraw", "plan-choose", "plan-drop", "restore"),
        *("take-up-mistake", "tax-paper-delete", "tax-paper-value", "undo", "unlock-year"),
        "year-now",
    }
    of_a_household = {name for name, route in ROUTES.items() if route.is_of_a_household}
    assert of_a_household - set(PAGES) - set(FILES) <= posted_or_elsewhere
    of_a_client = {name for name, one in ROUTES.items() if "<int:client>/workflow/" in one.pattern}
    assert set(PAGES) - of_a_household == (of_a_client - {"client-note-new"}) | {"practice-task"}
    assert set(FILES) <= set(ROUTES)


# --- Who reads it --------------------------------------------------------------------------------


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return Page(answer.content.decode()).words


def test_a_practice_reads_its_own_log_and_of_who_left_only_what_its_people_did(world, home):
    household, oaks = world.people.household, world.oaks
    browser(oaks.user("advisor")).get(f"{home}ledger/")
    browser(world.people.reader).get(f"{home}mistakes/")
    browser(world.firs.user("advisor")).get(f"/households/{world.people.others.pk}/ledger/")
    compliance, path = browser(oaks.user("compliance")), f"/practices/{oaks.practice.pk}/log/"
    words = page_of(compliance, path)
    assert "Oaks-Advisor" in words
    assert "Reader" in words
    assert "Firs" not in words
    assert "Elms" not in words
    dismiss(household=household, user=world.people.owner, now=timezone.now())
    browser(world.people.reader).get(f"{home}papers/")
    words = page_of(compliance, path)
    assert "Oaks-Advisor" in words
    assert "The Garcias" in words
    assert "Reader" not in words


def test_the_log_is_asked_for_by_person_client_verb_and_day(world):
    practice = world.oaks.practice
    now = timezone.now()
    made = [
        ("Ada", "The Adamses", "opened", 0),
        ("Ada", "The Browns", "exported", 1),
        ("Bob", "The Browns", "exported", 40),
    ]
    for by, name, verb, days in made:
        LogEntry.objects.create(
            practice=practice.pk, is_staff=True, by=by, name=name, household=99, verb=verb,
            what="Ledger", at=now - timedelta(days=days),
        )  # fmt: skip
    client = browser(world.oaks.user("principal"))
    path = f"/practices/{practice.pk}/log.json"
    day = timezone.localtime(now - timedelta(days=1)).date()

    def found(query):
        answer = client.get(f"{path}?{query}")
        entries = json.loads(b"".join(answer.streaming_content))
        return [(one["by"], one["client"]) for one in entries if one["household"] == 99]

    assert found("by=ada") == [("Ada", "The Browns"), ("Ada", "The Adamses")]
    assert found("client=brown") == [("Bob", "The Browns"), ("Ada", "The Browns")]
    assert found("verb=opened") == [("Ada", "The Adamses")]
    assert found(f"first={day}&last={day}") == [("Ada", "The Browns")]
    assert found("verb=nonsense&first=never") == found("")


def test_an_end_before_the_beginning_is_said_at_the_field_and_stays_typed(world):
    practice = world.oaks.practice
    LogEntry.objects.create(practice=practice.pk, is_staff=True, by="Ada", verb="opened", what="x")
    client, path = browser(world.oaks.user("principal")), f"/practices/{practice.pk}/log/"
    answer = client.get(path, {"first": "2026-03-02", "last": "2026-03-01"})
    page = Page(answer.content.decode())
    assert page.words_of("id_last_error") == "This day is before “From”, and is left out."
    assert page.by_id("id_last")["aria-describedby"] == "id_last_error"
    typed = [page.by_id(name)["value"] for name in ("id_first", "id_last")]
    assert typed == ["2026-03-02", "2026-03-01"]
    assert "1 entry" in page.words
    assert "is left out" not in page_of(client, f"{path}?first=2026-03-02&last=2026-03-02")


def test_as_many_queries_for_ten_entries_as_for_ten_thousand(world):
    practice = world.oaks.practice
    client = browser(world.oaks.user("principal"))
    path, counts = f"/practices/{practice.pk}/log/", []
    words = page_of(client, path)  # the session is stored with the first page
    for more in (10, 9_990):
        LogEntry.objects.bulk_create(
            LogEntry(practice=practice.pk, is_staff=True, by="Ada", verb=Verb.OPENED, what="Year")
            for _ in range(more)
        )
        with CaptureQueriesContext(connection) as queries:
            words = page_of(client, path)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 7, counts
    assert "10,000 entries" in words
    assert "Page 1 of 100" in words


def test_no_cell_of_a_file_begins_a_formula(world):
    LogEntry.objects.create(
        practice=world.oaks.practice.pk,
        is_staff=True,
        by="=HYPERLINK(1)",
        name="@The Sums",
        verb=Verb.OPENED,
        what='+1, "quoted"\r\nand more',
    )
    client = browser(world.oaks.user("principal"))
    answer = client.get(f"/practices/{world.oaks.practice.pk}/log.csv")
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows[0]["by"] == "'=HYPERLINK(1)"
    assert rows[0]["client"] == "'@The Sums"
    assert rows[0]["what"] == '\'+1, "quoted" and more'
    assert not [
        cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))
    ]


def test_owners_read_who_has_looked_without_addresses(world, home):
    browser(world.oaks.user("reviewer")).get(f"{home}ledger/")
    words = page_of(browser(world.people.owner), f"{home}log/")
    assert "Oaks-Reviewer reviewer of a practice" in words
    assert "Opened Ledger" in words
    assert "Firefox on Linux" in words
    assert "198.51.100.7" not in words
    assert "Who has looked" in page_of(browser(world.people.owner), f"{home}settings/")
    assert "Who has looked" not in page_of(browser(world.people.editor), f"{home}settings/")
