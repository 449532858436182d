"""A card for each person: the year in a state, the pool, and accounts in groups."""

from datetime import date
from decimal import Decimal

import pytest

from planner.bridge import household_records
from planner.models import Event, PersonYear, YearEndValue
from planner.services.history.changes import recording
from planner.services.households.overview import overview
from tests.counting import calls
from tests.households import account, cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(people, ana):
    return account(ana, people.owner)


@pytest.fixture
def roth(people, ana):
    return account(ana, people.owner, "roth")


def write(people, ana, model, **fields):
    with recording(people.household, people.owner, "Written", person=ana):
        return model.objects.create(household=people.household, person=ana, **fields)


def contributed(people, ira, year=2025, amount=7000, **fields):
    at = {"kind": "contribution", "on": date(year, 3, 1), "tax_year": year} | fields
    write(people, ira.person, Event, account=ira, amount=Decimal(amount), **at)


def returned(people, ana, year=2025, **fields):
    write(people, ana, PersonYear, year=year, **({"deducted": Decimal(0)} | fields))


def worth(people, ira, amount, year=2025):
    write(people, ira.person, YearEndValue, account=ira, year=year, amount=Decimal(amount))


def card(people, year=2025):
    (found,) = overview(household_records(people.household), year, date(year, 11, 22))
    return found


def test_nobody_has_no_card(people):
    assert overview(household_records(people.household), 2025, date(2025, 11, 22)) == []


def test_without_an_account(people, ana):
    assert (card(people).state, card(people).groups) == ("new", ())


def test_nothing_has_happened(people, ira):
    assert card(people).state == "untouched"
    with recording(people.household, people.owner, "Start"):
        ira.person.basis_after_year = 2019
        ira.person.basis_amount = Decimal(12_500)
        ira.person.save()
    worth(people, ira, 50_000, 2024)
    found = card(people)
    assert (found.state, found.carried) == ("untouched", 12_500)
    assert found.inside
    assert (found.inside.year, found.inside.pre_tax) == (2024, 37_500)


def test_contributed_and_carried(people, ira):
    contributed(people, ira)
    returned(people, ira.person, first_year=True)
    worth(people, ira, 7100)
    found = card(people)
    assert (found.state, found.carried) == ("carried", 7000)
    assert found.inside
    assert (found.inside.pool, found.inside.basis, found.inside.pre_tax) == (7100, 7000, 100)


def test_what_was_contributed_late_was_not_inside(people, ira):
    contributed(people, ira, on=date(2026, 3, 1))
    returned(people, ira.person, first_year=True)
    worth(people, ira, 100)
    found = card(people, 2026)
    assert found.inside
    assert (found.inside.basis, found.inside.pre_tax) == (0, 100)


def test_taxed_in_part(people, ira, roth):
    contributed(people, ira)
    write(
        people,
        ira.person,
        Event,
        kind="conversion",
        on=date(2025, 6, 1),
        account=ira,
        to=roth,
        amount=Decimal(7000),
    )
    returned(people, ira.person, first_year=True)
    worth(people, ira, 93_000)
    found = card(people)
    assert found.state == "partly"
    assert found.summary
    assert found.summary.taxable == 6510


def test_quiet_since(people, ira):
    contributed(people, ira, 2020)
    returned(people, ira.person, 2020, first_year=True)
    found = card(people)
    assert (found.state, found.since, found.carried) == ("quiet", 2020, 7000)


def test_waiting_for_what_is_missing(people, ira, roth):
    contributed(people, ira)
    found = card(people)
    assert (found.state, found.since) == ("waiting", 2025)
    assert found.waits == ("how much of the contributions for 2025 was deducted; 0 if nothing was",)
    returned(people, ira.person)
    write(
        people,
        ira.person,
        Event,
        kind="conversion",
        on=date(2025, 6, 1),
        account=ira,
        to=roth,
        amount=None,
    )
    assert card(people).waits == ("the amount of the conversion of 2025-06-01 is not known",)
    with recording(people.household, people.owner, "Amount"):
        event = Event.objects.get(kind="conversion")
        event.amount = Decimal(5)
        event.save()
    assert card(people).waits == (
        "the basis from before 2025: line 14 of the last Form 8606, or 0",
        "the value of Traditional IRA on December 31, 2025",
    )


def test_a_later_year_waits_for_the_first_that_is_open(people, ira):
    contributed(people, ira, 2023)
    contributed(people, ira, 2025)
    returned(people, ira.person, 2025)
    found = card(people)
    assert (found.state, found.since) == ("waiting", 2023)


def test_accounts_in_groups_with_their_latest_value(people, ira, roth):
    worth(people, ira, 5, 2024)
    worth(people, ira, 7, 2025)
    counted, other = card(people).groups
    assert counted.is_counted
    assert not other.is_counted
    (line,) = counted.lines
    assert line.latest
    assert (line.account, line.latest.amount) == (ira, 7)
    assert other.because.startswith("not counted, because Roth")
    assert other.lines[0].latest is None


def test_twenty_years_of_two_people_take_no_time(people):
    for name in ("Ana", "Ben"):
        one = person(people.household, people.owner, name)
        accounts = [account(one, people.owner) for _ in range(5)]
        for year in range(2005, 2025):
            contributed(people, accounts[0], year)
            returned(people, one, year, first_year=year == 2005)
            for each in accounts:
                worth(people, each, 1000, year)
    records, day = household_records(people.household), date(2024, 11, 22)
    overview(records, 2024, day)  # reads the tables and forms of the years
    records = household_records(people.household)
    assert calls(lambda: overview(records, 2024, day)) < 60_000
