"""Whole households into rows and back: equal, in order, as one change, and only what differs."""

import json
import time
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from planner.bridge import household_facts, household_records
from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from planner.models import (
    Account,
    Change,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Membership,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError
from planner.services.history.undo import undo
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new, store_over
from tests.counting import calls
from tests.engine.households import contribution, households, person, read, value
from tests.engine.households import household as file_of
from tests.households import user

pytestmark = pytest.mark.django_db

RECORDED = (
    Household,
    Membership,
    Person,
    Account,
    Event,
    YearEndValue,
    PersonYear,
    FiledForm,
    HouseholdYear,
)
GOLD = sorted((Path(__file__).parents[1] / "engine/gold/households").glob("*.toml"))


@pytest.fixture
def owner():
    return user("owner")


def new(owner, fact):
    return store_new(owner=owner, fact=fact, summary="Imported")


def over(household, fact):
    owner = household.memberships.get().user
    store_over(household=household, user=owner, fact=fact, summary="Imported again")
    return Change.objects.first()


def fresh(household):
    return household_facts(Household.objects.get(pk=household.pk), with_papers=True)


def written(change):
    """How many versions of each model the change has."""
    found = {model.__name__: model.history.filter(change=change).count() for model in RECORDED}
    return {name: count for name, count in found.items() if count}


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_a_gold_household_reads_back_byte_for_byte(owner, path):
    fact = read(tomllib.loads(path.read_text("utf-8"))["household"])
    household = new(owner, fact)
    text = write_household(fresh(household))
    assert text == write_household(fact)
    again = new(owner, read_household(text))
    assert write_household(fresh(again)) == text


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=households(), second=households())
def test_any_household_reads_back_and_can_become_any_other(db, first, second):
    owner = user(f"owner{Household.objects.count()}-{time.monotonic_ns()}")
    household = new(owner, read(first))
    assert fresh(household) == read(first)
    over(household, read(second))
    assert write_household(fresh(household)) == write_household(read(second))


def many(count):
    events = [
        contribution(str(date(2018 + at % 8, 1 + at % 12, 1 + at % 28)), 2018 + at % 8, str(at))
        for at in range(count)
    ]
    return read(file_of(person(*events)))


def test_five_hundred_events_are_quick_and_few_queries(owner):
    fact = many(500)
    made = []
    with CaptureQueriesContext(connection) as queries:
        assert calls(lambda: made.append(new(owner, fact))) < 1_000_000
    assert len(queries) < 60
    change = Change.objects.get()
    assert written(change) == {
        "Household": 1, "Membership": 1, "Person": 1, "Account": 2, "Event": 500, "PersonYear": 13
    }  # fmt: skip
    assert {row.history_user for row in Event.history.all()} == {owner}
    assert Event.objects.filter(household=made[0]).count() == 500


@pytest.fixture
def ann(owner):
    years = [
        {"year": 2024, "deducted": "0", "filed": {"lines": {"1": "7000", "14": "7000"}}},
        {"year": 2025, "deducted": "0"},
    ]
    events = [contribution("2024-02-01", 2024), contribution("2025-02-01", 2025)]
    values = [value(2024, "7100"), value(2025, "15000")]
    return new(owner, read(file_of(person(*events, years=years, year_end_values=values))))


def edited(household, change):
    found = json.loads(write_household(fresh(household)))
    change(found["people"][0])
    return read(found)


def test_the_same_again_writes_nothing(ann):
    change = over(ann, fresh(ann))
    assert written(change) == {}
    assert not ann.deletions.exists()


def test_an_event_that_differs_is_changed_in_its_place(ann):
    was = list(Event.objects.values_list("pk", flat=True))

    def edit(one):
        one["events"][0]["amount"] = "6500"

    assert written(over(ann, edited(ann, edit))) == {"Event": 1}
    assert list(Event.objects.values_list("pk", flat=True)) == was
    assert Event.objects.values_list("amount", flat=True)[0] == 6500


def test_an_event_that_is_gone_rests_and_the_others_stay(ann):
    change = over(ann, edited(ann, lambda one: one["events"].pop(0)))
    assert written(change) == {"Event": 1}
    assert Event.objects.live().count() == 1
    assert ann.deletions.get().what == "Imported again"


def test_an_event_in_between_keeps_the_order_of_the_file(ann):
    def edit(one):
        one["events"].insert(1, contribution("2024-03-01", 2024, "250"))

    fact = edited(ann, edit)
    over(ann, fact)
    assert fresh(ann) == fact


def test_people_and_accounts_in_another_order(ann, owner):
    def edit(one):
        one["accounts"].reverse()

    fact = edited(ann, edit)
    over(ann, fact)
    assert fresh(ann) == fact
    two = replace(fact, people=(read(file_of(person(key="p0"))).people[0], *fact.people))
    over(ann, two)
    assert fresh(ann) == two
    assert Person.objects.live().count() == 2


def test_a_value_a_year_and_a_form_that_are_gone(ann):
    def edit(one):
        one["year_end_values"].pop()
        one["years"].pop(0)

    fact = edited(ann, edit)
    over(ann, fact)
    assert fresh(ann) == fact
    assert YearEndValue.objects.live().count() == 1
    assert PersonYear.objects.count() == 1
    assert not FiledForm.objects.exists()


def test_a_filed_form_arrives_locked_and_without_a_document(ann):
    form = FiledForm.objects.get()
    assert (form.is_locked, form.document) == (True, None)


def test_a_form_stored_again_keeps_its_document(ann):
    FiledForm.objects.update(document=b"%PDF")
    fact = fresh(ann)
    two = replace(fact, people=(read(file_of(person(key="p0"))).people[0], *fact.people))
    over(ann, two)
    form = FiledForm.objects.get(person_year__person__deletion=None)
    assert form.document == b"%PDF"


def test_an_unlocked_form_stays_unlocked_while_it_says_the_same(ann):
    FiledForm.objects.update(is_locked=False)
    over(ann, fresh(ann))
    assert not FiledForm.objects.get().is_locked

    def edit(one):
        one["years"][0]["filed"]["lines"]["14"] = "6999"

    over(ann, edited(ann, edit))
    form = FiledForm.objects.get()
    assert (form.is_locked, form.lines["14"]) == (True, "6999")


def test_what_the_database_cannot_hold_is_refused_and_nothing_kept(ann):
    fact = edited(ann, lambda one: one.update(name="Ann"))
    finer = {"year": 2025, "marginal_rate": "0.1234567891"}
    broken = replace(fact, years=read(file_of(years=[finer])).years)
    before = fresh(ann)
    with pytest.raises(RefusedChangeError, match="does not read back"):
        over(ann, broken)
    assert fresh(ann) == before
    assert household_records(ann).people[0].person.name == ""


def test_a_replacement_can_be_taken_back(owner):
    household = new(owner, demo_facts())
    FiledForm.objects.update(is_locked=False)

    def edit(file):
        file["people"].pop(0)
        file["years"].pop(2)
        (daniel,) = file["people"]
        daniel["accounts"].insert(0, {"key": "x", "kind": "roth"})
        daniel["events"].pop(3)
        daniel["years"].pop(1)

    found = json.loads(write_household(demo_facts()))
    edit(found)
    change = over(household, read(found))
    assert fresh(household) == read(found)
    undo(household=household, user=owner, change=change)
    assert write_household(fresh(household)) == write_household(demo_facts())
