"""Typing into the year's sheet: what is kept, what is refused, and who was first."""

from datetime import date
from decimal import Decimal

import pytest

from planner.bridge import household_facts, household_records
from planner.models import Change, Deletion, Event, YearEndValue
from planner.services.history.undo import undo
from planner.services.sheet.all_cells import places
from planner.services.sheet.cells import Edit, save_cells
from tests.households import account, cast, person

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(ana, people):
    return account(ana, people.owner)


@pytest.fixture
def roth(ana, people):
    return account(ana, people.owner, "roth")


def seen(household, key, year=2026):
    return places(household_records(household), year)[key].seen


def save(people, key, value, *, user=None, was=None, year=2026):
    saved = save_cells(
        household=people.household,
        user=user or people.owner,
        year=year,
        edits=[Edit(key, value, was or seen(people.household, key, year))],
        today=TODAY,
    )
    (reply,) = saved.replies
    return reply


def test_a_contribution_is_kept_with_an_assumed_date(people, ira):
    assert save(people, f"a{ira.pk}.made", Decimal(7500)).state == "saved"
    event = Event.objects.get()
    assert (event.kind, event.on, event.tax_year) == ("contribution", TODAY, 2026)
    assert event.date_assumed
    assert event.amount == 7500


@pytest.mark.parametrize(
    ("column", "year", "on"),
    [
        ("made", 2024, date(2024, 12, 31)),
        ("late", 2024, date(2025, 4, 15)),
        ("late", 2026, date(2027, 4, 15)),
        ("late", 2019, date(2020, 7, 15)),
        ("withdrawn", 2025, date(2025, 12, 31)),
    ],
)
def test_an_assumed_date_is_one_the_entry_can_have(people, ira, column, year, on):
    assert save(people, f"a{ira.pk}.{column}", Decimal(5), year=year).state == "saved"
    assert Event.objects.get().on == on


def test_a_conversion_goes_to_the_roth(people, ira, roth):
    save(people, f"a{ira.pk}.converted", Decimal(7000))
    assert Event.objects.get().to == roth


def test_a_conversion_needs_a_roth(people, ira):
    reply = save(people, f"a{ira.pk}.converted", Decimal(7000))
    assert reply.state == "refused"
    assert reply.reason == ("Ana has no Roth IRA that a conversion could go to. Add one first.")
    assert not Event.objects.exists()


def test_typing_again_changes_the_entry_and_emptying_deletes_it(people, ira):
    key = f"a{ira.pk}.withdrawn"
    save(people, key, Decimal(100))
    save(people, key, Decimal("250.50"))
    assert Event.objects.get().amount == Decimal("250.50")
    assert save(people, key, None).state == "saved"
    assert not Event.objects.live().exists()
    assert Deletion.objects.get().what == ("Withdrawn in 2026, Traditional IRA of Ana: 250.50")


def test_zero_is_not_empty(people, ira):
    save(people, f"a{ira.pk}.value", Decimal(0))
    assert YearEndValue.objects.get().amount == 0
    (ana,) = household_facts(people.household).people
    assert ana.year_end_values[0].amount == 0


def test_the_same_again_writes_nothing(people, ira):
    save(people, f"a{ira.pk}.value", Decimal(5))
    count = Change.objects.count()
    assert save(people, f"a{ira.pk}.value", Decimal("5.00")).state == "same"
    assert Change.objects.count() == count


def test_the_second_of_two_is_told_and_nothing_is_overwritten(people, ira):
    key = f"a{ira.pk}.value"
    was = seen(people.household, key)
    assert save(people, key, Decimal(5), was=was).state == "saved"
    reply = save(people, key, Decimal(6), was=was, user=people.editor)
    assert reply.state == "conflict"
    assert reply.reason == "Owner changed this to 5 meanwhile."
    assert YearEndValue.objects.get().amount == 5


def test_a_figure_of_the_return(people, ana):
    save(people, f"p{ana.pk}.deducted", Decimal(0))
    save(people, f"p{ana.pk}.covered_by_plan", value=True)
    save(people, "h.filing_status", "married_jointly")
    save(people, "h.marginal_rate", Decimal("0.24"))
    facts = household_facts(people.household)
    record = facts.people[0].record(2026)
    assert record.deducted == 0
    assert record.covered_by_plan
    assert facts.years[0].filing_status == "married_jointly"
    assert facts.years[0].marginal_rate == Decimal("0.24")


def test_a_first_home_is_asked_for_once_money_left_a_roth_ira(people, ana, roth):
    key = f"p{ana.pk}.first_home_expenses"
    assert key not in places(household_records(people.household), 2026)
    save(people, f"a{roth.pk}.withdrawn", Decimal(9000), year=2025)
    assert save(people, key, Decimal(8000), year=2025).state == "saved"
    latest = Change.objects.order_by("-id")[0]
    assert latest.summary == "First home paid from Roth IRAs, Ana (2025): nothing → 8,000"
    assert household_facts(people.household).people[0].record(2025).first_home_expenses == 8000
    undo(household=people.household, change=latest, user=people.owner)
    save(people, f"p{ana.pk}.disabled", value=True, year=2025)
    assert household_facts(people.household).people[0].record(2025).disabled
    assert household_facts(people.household).people[0].record(2025).first_home_expenses is None


def test_a_change_says_who_did_what(people, ira):
    save(people, f"a{ira.pk}.value", Decimal(5), user=people.editor)
    save(people, f"a{ira.pk}.value", Decimal(9), user=people.editor)
    change = Change.objects.order_by("-id")[0]
    assert change.summary == "December 31, 2026, Traditional IRA of Ana: 5 → 9"
    assert (change.by, change.year, change.person) == ("Editor", 2026, ira.person)
