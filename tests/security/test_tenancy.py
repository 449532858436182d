"""Every address of a household as every member, as a stranger and as a visitor.

Strangers and visitors learn nothing anywhere: 404 for whoever is signed in, the way to sign in for
whoever is not. A route of a household without a row in ``MEMBERS`` fails here.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from planner.models import (
    Account,
    ChosenWay,
    Deletion,
    Dismissal,
    Engagement,
    EngagementOffer,
    Event,
    FiledForm,
    GuestLink,
    Household,
    Invitation,
    Membership,
    NotRecordedError,
    Paper,
    Person,
    PersonYear,
    Practice,
    Role,
    User,
    YearEndValue,
)
from planner.services.history.changes import recording
from planner.services.practice.staff import remove_staff
from tests.households import Cast, account, cast, person
from tests.practices import practices
from tests.security.routes import ASKED, ROUTES

pytestmark = pytest.mark.django_db

# Statuses of GET and POST for an owner, an editor and a reader. A POST carries nothing, so that
# where one is let in it is told what is missing (422), or what it asks for without fields is done.
MEMBERS: dict[str, tuple[tuple[int, int], tuple[int, int], tuple[int, int]]] = {
    "account": ((200, 422), (200, 422), (200, 403)),
    "account-delete": ((200, 302), (200, 302), (403, 403)),
    "account-new": ((200, 422), (200, 422), (403, 403)),
    "ask-practice": ((405, 422), (405, 403), (405, 403)),
    "basis-start": ((200, 422), (200, 422), (403, 403)),
    "basis-statement": ((200, 405), (200, 405), (200, 405)),
    "bin": ((200, 405), (200, 405), (200, 405)),
    "both-ways": ((200, 422), (200, 422), (200, 403)),
    "cell": ((200, 404), (200, 404), (200, 403)),
    "correct-year": ((200, 200), (200, 200), (403, 403)),
    "cpa": ((200, 405), (200, 405), (200, 405)),
    "cpa-document": ((200, 405), (200, 405), (200, 405)),
    "dismiss-mistake": ((405, 404), (405, 404), (405, 403)),
    "dismiss-practice": ((200, 302), (403, 403), (403, 403)),
    "export": ((200, 405), (200, 405), (200, 405)),
    "file-year": ((200, 422), (200, 422), (403, 403)),
    "filed-document": ((200, 405), (200, 405), (200, 405)),
    "guest-withdraw": ((405, 302), (405, 403), (405, 403)),
    "guests": ((200, 422), (403, 403), (403, 403)),
    "history": ((200, 405), (200, 405), (200, 405)),
    "household": ((200, 405), (200, 405), (200, 405)),
    "household-delete": ((200, 422), (403, 403), (403, 403)),
    "household-practice": ((200, 405), (200, 405), (200, 405)),
    "household-log": ((200, 405), (403, 405), (403, 405)),
    "household-work": ((404, 405), (404, 405), (404, 405)),  # the practice's own papers
    "household-restore": ((405, 404), (405, 404), (405, 404)),
    "household-settings": ((200, 422), (200, 422), (200, 403)),
    "invitation-withdraw": ((405, 302), (405, 403), (405, 403)),
    "invite": ((405, 422), (405, 403), (405, 403)),
    "keep-options": ((405, 302), (405, 302), (405, 403)),
    "ledger": ((200, 405), (200, 405), (200, 405)),
    "ledger-person": ((200, 405), (200, 405), (200, 405)),
    "ledger-year": ((200, 405), (200, 405), (200, 405)),
    "ledger-csv": ((200, 405), (200, 405), (200, 405)),
    "lock-year": ((405, 302), (405, 302), (405, 403)),
    "member-remove": ((405, 302), (405, 403), (405, 302)),
    "member-role": ((405, 302), (405, 403), (405, 403)),
    "members": ((200, 405), (200, 405), (200, 405)),
    "missed": ((200, 200), (200, 200), (200, 200)),
    "missed-kit": ((405, 422), (405, 422), (405, 422)),
    "mistakes": ((200, 405), (200, 405), (200, 405)),
    "new-1099-r": ((200, 422), (200, 422), (403, 403)),
    "new-5498": ((200, 422), (200, 422), (403, 403)),
    "offer-withdraw": ((405, 302), (405, 403), (405, 403)),
    "official-document": ((302, 405), (302, 405), (302, 405)),
    "official-form": ((200, 405), (200, 405), (200, 405)),
    "options": ((200, 200), (200, 200), (200, 200)),
    "options-comparison": ((200, 200), (200, 200), (200, 200)),
    "options-forms": ((405, 404), (405, 404), (405, 404)),
    "packet": ((422, 405), (422, 405), (422, 405)),
    "papers": ((200, 405), (200, 405), (200, 405)),
    "plan": ((200, 405), (200, 405), (200, 405)),
    "plan-calendar": ((200, 405), (200, 405), (200, 405)),
    "plan-choose": ((405, 404), (405, 404), (405, 403)),
    "plan-drop": ((405, 302), (405, 302), (405, 403)),
    "plan-letter": ((200, 405), (200, 405), (200, 405)),
    "plan-step": ((200, 422), (200, 422), (403, 403)),
    "plans": ((200, 405), (200, 405), (200, 405)),
    "person": ((200, 422), (200, 422), (200, 403)),
    "person-delete": ((200, 302), (200, 302), (403, 403)),
    "person-new": ((200, 422), (200, 422), (403, 403)),
    "return-check": ((200, 200), (200, 200), (200, 200)),
    "roth": ((200, 405), (200, 405), (200, 405)),
    "roth-year": ((200, 405), (200, 405), (200, 405)),
    "restore": ((405, 302), (405, 302), (405, 403)),
    "tax-paper": ((200, 422), (200, 422), (200, 403)),
    "tax-paper-delete": ((405, 302), (405, 302), (405, 403)),
    "tax-paper-value": ((405, 302), (405, 302), (405, 403)),
    "tax-papers": ((200, 405), (200, 405), (200, 405)),
    "take-up-mistake": ((405, 302), (405, 302), (405, 403)),
    "undo": ((405, 302), (405, 302), (405, 403)),
    "unlock-year": ((405, 422), (405, 422), (405, 403)),
    "worksheet-year": ((200, 405), (200, 405), (200, 405)),
    "year": ((200, 302), (200, 302), (200, 403)),
    "year-now": ((302, 405), (302, 405), (302, 405)),
}

# The people of a practice stand as members do, but for these.
STAFF: dict[str, tuple[Role, dict[str, tuple[int, int]]]] = {
    "principal": (
        Role.OWNER,
        {
            "ask-practice": (405, 403),
            "dismiss-practice": (403, 403),
            "household-log": (403, 405),
            "household-delete": (403, 403),
            "household-work": (302, 405),
            "offer-withdraw": (405, 403),
        },
    ),
    "advisor": (Role.EDITOR, {"household-work": (302, 405)}),
    "assistant": (
        Role.EDITOR,
        {
            "export": (403, 405),
            "file-year": (403, 403),
            "household-work": (302, 405),
            "lock-year": (405, 403),
            "undo": (405, 403),  # it would take back what was filed
            "unlock-year": (405, 403),
        },
    ),
    "reviewer": (
        Role.READER,
        {"export": (403, 405), "household-work": (302, 405), "member-remove": (405, 403)},
    ),
    "compliance": (Role.READER, {"household-work": (302, 405), "member-remove": (405, 403)}),
}

OF_A_HOUSEHOLD = sorted(name for name, route in ROUTES.items() if route.is_of_a_household)


@pytest.fixture
def people() -> Cast:
    return cast()


def furnished(household: Household, owner: User) -> dict[str, Any]:
    """One of everything that an address can name."""
    ana = person(household, owner)
    ira = account(ana, owner)
    roth, sep = account(ana, owner, "roth"), account(ana, owner, "sep")
    with recording(household, owner, "Furnished") as change:
        owned = {"household": household, "person": ana}
        Event.objects.create(
            **owned,
            account=ira,
            kind="contribution",
            on=date(2026, 2, 1),
            tax_year=2026,
            amount="5",
        )
        Event.objects.create(
            **owned, account=ira, to=roth, kind="conversion", on=date(2026, 3, 1), amount="5"
        )
        YearEndValue.objects.create(**owned, account=ira, year=2026, amount="0")
        YearEndValue.objects.create(**owned, account=sep, year=2025, amount="9")
        record = PersonYear.objects.create(**owned, year=2025, first_year=True)
        FiledForm.objects.create(
            household=household, person_year=record, lines={"14": "0"}, document=b"%PDF-1.7"
        )
        deletion = Deletion.objects.create(household=household, by=str(owner), what="A thing")
        dismissal = Dismissal.objects.create(
            **owned, code="chain-broken", year=2025, reason="Known", by=str(owner)
        )
        paper = Paper.objects.create(**owned, account=ira, form="5498", year=2025, boxes={"5": "9"})
        ChosenWay.objects.create(**owned, year=2025, way="convert_all", chosen=date(2025, 11, 1))
        Person.objects.create(household=household, key="gone", name="Gone", deletion=deletion)
    invitation = Invitation.objects.create(
        household=household,
        email="guest@example.com",
        role=Role.READER,
        digest=f"digest-{household.pk}",
        invited_by=owner,
        expires_at=timezone.now() + timedelta(days=14),
    )
    member = Membership.objects.filter(household=household).order_by("-id")[0]
    offer = EngagementOffer.objects.create(
        household=household,
        email="cpa@example.com",
        digest=f"offer-{household.pk}",
        offered_by=owner,
        expires_at=timezone.now() + timedelta(days=14),
    )
    Engagement.objects.get_or_create(
        household=household,
        ended_at=None,
        defaults={"practice": Practice.objects.create(name="Parks CPA <b>")},
    )
    link = GuestLink.objects.create(
        household=household,
        label="CPA",
        digest=f"link-{household.pk}",
        expires_on=timezone.localdate(),
    )
    return {
        "household": household.pk,
        "person": ana.pk,
        "account": ira.pk,
        "change": change.pk,
        "deletion": deletion.pk,
        "dismissal": dismissal.pk,
        "invitation": invitation.pk,
        "link": link.pk,
        "member": member.pk,
        "offer": offer.pk,
        "paper": paper.pk,
        "year": 2025,
        "key": f"a{ira.pk}.converted",
        "reader": "custodian",
        "step": "convert",
    }


def browser_of(user: User | None) -> Client:
    """The browser of somebody who is signed in, or of a visitor."""
    client = Client()
    if user:
        client.force_login(user)
    return client


def ask_as(client: Client, method: str, address: str) -> int:
    """The status in a browser that can be used again; what it did is taken back."""
    with transaction.atomic():
        status: int = getattr(client, method.lower())(address).status_code
        transaction.set_rollback(True)
    return status


def test_every_route_of_a_household_has_a_row():
    assert sorted(MEMBERS) == OF_A_HOUSEHOLD


def test_members(people):
    ids = furnished(people.household, people.owner)
    cast_of = [browser_of(one) for one in (people.owner, people.editor, people.reader)]
    found = {}
    for name in MEMBERS:
        address = ROUTES[name].address(**ids)
        found[name] = tuple(
            (ask_as(one, "GET", address), ask_as(one, "POST", address)) for one in cast_of
        )
    assert found == MEMBERS


def test_a_stranger_finds_nothing_and_a_visitor_is_sent_to_sign_in(people):
    ids = furnished(people.household, people.owner)
    stranger, visitor = browser_of(people.stranger), browser_of(None)
    for name in MEMBERS:
        address = ROUTES[name].address(**ids)
        for method in ASKED:
            assert ask_as(stranger, method, address) in {404, 405}, name
            assert ask_as(visitor, method, address) in {302, 405}, name
        assert ask_as(stranger, "GET", address) == 404 or MEMBERS[name][0][0] == 405, name


def test_a_guessed_id_of_another_household_is_nowhere(people):
    """The household is one's own; whatever else the address names belongs to somebody else."""
    furnished(people.household, people.owner)
    theirs = furnished(people.others, people.stranger)
    owner, guessed = browser_of(people.owner), []
    for name in MEMBERS:
        named = {key for key in theirs if f":{key}>" in ROUTES[name].pattern}
        if not named - {"household", "year"}:
            continue
        guessed.append(name)
        address = ROUTES[name].address(**theirs | {"household": people.household.pk})
        for method in ASKED:
            assert ask_as(owner, method, address) in {404, 405}, name
    assert len(guessed) > len(MEMBERS) / 2


def test_a_deleted_household_is_nowhere(people):
    ids = furnished(people.household, people.owner)
    with recording(people.household, people.owner, "Deleted"):
        people.household.deleted_at = timezone.now()
        people.household.save()
    clients = [browser_of(user) for user in (people.owner, people.editor, people.reader)]
    for name in MEMBERS:
        address = ROUTES[name].address(**ids)
        allowed = {404, 405} | ({302} if name == "household-restore" else set())
        for client in clients:
            for method in ASKED:
                assert ask_as(client, method, address) in allowed, name


# --- Practices -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", STAFF)
def test_the_people_of_a_practice(name):
    """One set-up for all routes: what each did is taken back before the next."""
    world = practices()
    ids = furnished(world.people.household, world.people.owner)
    role, others = STAFF[name]
    column = [Role.OWNER, Role.EDITOR, Role.READER].index(role)
    client = browser_of(world.oaks.user(name))
    expected = {route: row[column] for route, row in MEMBERS.items()} | others
    found = {}
    for route in MEMBERS:
        address = ROUTES[route].address(**ids)
        found[route] = (ask_as(client, "GET", address), ask_as(client, "POST", address))
    assert found == expected


def test_whoever_has_no_part_in_it_finds_nothing():
    """Other practices, one that was dismissed, an advisor of other clients, and one who left."""
    world = practices()
    ids = furnished(world.people.household, world.people.owner)
    left = world.oaks.staff["reviewer"].user
    remove_staff(staff=world.oaks.staff["reviewer"])
    nobodies = [world.oaks.user("idle"), left, world.elms.user("principal")]
    nobodies += [world.elms.user("advisor"), *(world.firs.user(name) for name in STAFF)]
    clients = {str(user): browser_of(user) for user in nobodies}
    for route, row in MEMBERS.items():
        address = ROUTES[route].address(**ids)
        for name, client in clients.items():
            got = (ask_as(client, "GET", address), ask_as(client, "POST", address))
            assert got == tuple(405 if one == 405 else 404 for one in row[0]), (route, name)


# --- The database itself -------------------------------------------------------------------------


def store_past_every_rule(row):
    """Straight into the table, as no service does it."""
    with transaction.atomic():
        type(row).objects.bulk_create([row])
        connection.check_constraints()


def test_rows_of_two_households_cannot_be_mixed(people):
    mine, theirs = (
        person(people.household, people.owner),
        person(people.others, people.stranger, "Zoe"),
    )
    my_ira, their_ira = account(mine, people.owner), account(theirs, people.stranger)
    deletion = Deletion.objects.create(household=people.others, by="Zoe", what="theirs")
    year = PersonYear(household=people.others, person=theirs, year=2026)
    with recording(people.others, people.stranger, "a year"):
        year.save()
    home = people.household
    wrong = [
        Account(household=home, person=theirs, key="x", kind="roth"),
        Event(household=home, person=theirs, account=their_ira, kind="contribution", on=date.min),
        Event(household=home, person=mine, account=their_ira, kind="contribution", on=date.min),
        Event(
            household=home,
            person=mine,
            account=my_ira,
            to=their_ira,
            kind="conversion",
            on=date(2026, 1, 1),
        ),
        Event(
            household=home,
            person=mine,
            account=my_ira,
            kind="distribution",
            on=date(2026, 1, 1),
            deletion=deletion,
        ),
        YearEndValue(household=home, person=mine, account=their_ira, year=2026),
        YearEndValue(household=home, person=theirs, account=their_ira, year=2026),
        Paper(household=home, person=mine, account=their_ira, form="5498", year=2025),
        Paper(household=home, person=theirs, form="5498", year=2025),
        Paper(household=home, person=mine, form="5498", year=2025, deletion=deletion),
        PersonYear(household=home, person=theirs, year=2025),
        ChosenWay(household=home, person=theirs, year=2025, way="roll_in", chosen=date.min),
        ChosenWay(
            household=home,
            person=mine,
            year=2025,
            way="roll_in",
            chosen=date.min,
            deletion=deletion,
        ),
        FiledForm(household=home, person_year=year),
        Person(household=home, key="x", deletion=deletion),
    ]
    for row in wrong:
        with pytest.raises(IntegrityError):
            store_past_every_rule(row)


def test_an_advisor_of_another_practice_cannot_be_assigned():
    world = practices()
    foreign = world.firs.staff["advisor"]
    theirs = Engagement(practice=world.oaks.practice, household=world.people.others)
    theirs.advisor, theirs.ended_at = foreign, timezone.now()
    with pytest.raises(IntegrityError):
        store_past_every_rule(theirs)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "gift"},
        {"kind": "distribution", "character": "stolen"},
        {"kind": "distribution", "account": None},
    ],
)
def test_an_event_that_means_nothing_is_not_stored(people, fields):
    ana = person(people.household, people.owner)
    ira = account(ana, people.owner)
    event = Event(
        **{"household": people.household, "person": ana, "account": ira, "on": date(2026, 1, 1)}
        | fields
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.bulk_create([event])


def test_nothing_is_written_outside_of_a_recorded_change(people):
    with pytest.raises(NotRecordedError), transaction.atomic():
        Person.objects.create(household=people.household, key="p9", name="Nobody")
    assert not Person.objects.filter(key="p9").exists()
