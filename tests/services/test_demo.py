"""The demo household: lawful, believable, and the story of the ledger."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from planner.bridge import household_facts, household_records
from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from planner.engine.ledger import ledger
from planner.engine.limits import contribution_limit
from planner.engine.tables import year_table
from planner.models import Household, Role, User
from planner.services.history.changes import recording
from planner.services.households.demo import CAST, demo_facts, ensure_demo, visitor
from tests.households import join

MAYA, DANIEL = demo_facts().people
YEARS: Any = demo_facts().years


def years(person):
    return {found.year: found for found in ledger(demo_facts(), person)}


# --- What it tells -------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [MAYA, DANIEL], ids=lambda one: one.name)
def test_nobody_contributes_more_than_the_law_allows(person):
    made: Any = defaultdict(Decimal)
    for event in person.events:
        if event.kind == "contribution":
            made[event.tax_year] += event.amount
    assert min(made) in {2018, 2021}
    for year, amount in made.items():
        assert amount == contribution_limit(year=year, age_at_year_end=year - person.born.year)
        assert person.record(year).compensation > amount


def test_they_earn_too_much_to_contribute_to_a_roth_ira():
    assert [year.year for year in YEARS] == list(range(2018, 2027))
    for year in YEARS:
        assert year.magi > year_table(year.year).roth.ranges["married_jointly"].end


def test_one_spouse_is_clean():
    found = years(MAYA)
    assert {year: int(one.sheet.taxable) for year, one in found.items()} == {
        2021: 0, 2022: 2, 2023: 0, 2024: 4, 2025: 0, 2026: 12
    }  # fmt: skip
    assert not [one for one in found.values() if one.differences]
    spring: Any = [event for event in MAYA.events if event.tax_year == event.on.year - 1]
    assert [(event.tax_year, event.amount) for event in spring] == [(2025, 7000)]


def test_the_other_has_the_history_of_the_ledger():
    found = years(DANIEL)
    assert [int(one.carried) for one in found.values()] == [
        5500, 11500, 17500, 23500, 23500, 23500, 23500, 21518, 26586
    ]  # fmt: skip
    wrong = [year for year, one in found.items() if one.differences]
    assert wrong == [2019, 2020, 2021, 2025]
    assert [year for year, one in found.items() if not one.form_due] == [2022, 2023, 2024]
    assert (found[2025].lines["18"], found[2026].lines["18"]) == ("5018", "5068")


def test_the_way_out_is_open_and_december_31_is_an_estimate():
    assert [one.key for one in DANIEL.accounts if one.accepts_rollovers] == ["plan"]
    values = [one for one in DANIEL.year_end_values if one.year == 2026]
    assert {one.source for one in values} == {"estimate"}
    assert {one.account for one in values} >= {"ira", "rollover", "sep"}


def test_everything_about_it_is_known():
    assert all(one.is_complete for person in (MAYA, DANIEL) for one in years(person).values())
    assert read_household(write_household(demo_facts())) == demo_facts()


# --- Who may open it -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_three_users_may_open_it_and_have_passwords():
    passwords = ensure_demo()
    household = Household.objects.get()
    assert household_facts(household, with_papers=True) == demo_facts()
    roles = {one.user.email: one.role for one in household.memberships.select_related("user")}
    assert roles == {email: role for role, (email, _) in CAST.items()}
    for email, password in passwords.items():
        assert len(password) >= 12
        assert User.objects.get(email=email).check_password(password)
        assert EmailAddress.objects.filter(email=email, verified=True, primary=True).count() == 1
    assert len(set(passwords.values())) == len(CAST)


@pytest.mark.django_db
def test_filed_years_are_locked():
    ensure_demo()
    maya, daniel = household_records(Household.objects.get()).people
    assert [year for year in range(2018, 2027) if maya.is_locked(year)] == [*range(2021, 2026)]
    assert [year for year in range(2018, 2027) if daniel.is_locked(year)] == [
        *(2019, 2020, 2021, 2025)
    ]


@pytest.mark.django_db
def test_a_second_time_changes_nothing_and_a_reset_begins_anew():
    passwords = ensure_demo()
    assert ensure_demo() == {}
    assert Household.objects.count() == 1
    household = Household.objects.get()
    with recording(household, User.objects.get(email="owner@example.com"), "Renamed"):
        household.name = "Others"
        household.save()
    again = ensure_demo(reset=True)
    assert again.keys() == passwords.keys()
    assert not set(again.values()) & set(passwords.values())
    assert household_facts(Household.objects.get(), with_papers=True) == demo_facts()
    assert User.objects.count() == len(CAST)


@pytest.mark.django_db
def test_each_visitor_has_a_copy_of_their_own_and_no_password():
    (one, first), (other, second) = visitor(), visitor()
    assert one.email != other.email
    assert not one.has_usable_password()
    assert list(Household.objects.visible_to(one)) == [first]
    assert list(Household.objects.visible_to(other)) == [second]
    assert first.memberships.get().role == Role.OWNER
    assert household_facts(first, with_papers=True) == demo_facts()
    assert household_facts(second, with_papers=True) == demo_facts()


@pytest.mark.django_db
def test_visitors_of_earlier_days_go_with_what_was_theirs_alone():
    ensure_demo()
    (_, old), (friendly, shared), (_, kept) = visitor(), visitor(), visitor()
    owner = User.objects.get(email="owner@example.com")
    join(shared, friendly, owner, Role.READER)
    User.objects.filter(memberships__household__in=(old, shared)).update(
        date_joined=timezone.now() - timedelta(days=2)
    )
    _, new = visitor()
    left = set(Household.objects.values_list("pk", flat=True))
    assert left >= {shared.pk, kept.pk, new.pk}
    assert old.pk not in left
    assert User.objects.filter(email__endswith="@visitor.invalid").count() == 3
    assert User.objects.filter(email__endswith="@example.com").count() == len(CAST)
