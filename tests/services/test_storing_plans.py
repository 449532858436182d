"""Answers, whole returns and assumptions: stored, told, taken back, and free of locked years."""

import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from planner.bridge import household_facts
from planner.engine.household import Outlook
from planner.engine.household_reading import RefusedError
from planner.engine.household_writing import write_household
from planner.models import Change, Household, HouseholdYear, PersonYear
from planner.services.history.changes import RefusedChangeError
from planner.services.history.reading import changes, entries
from planner.services.history.undo import undo
from planner.services.households.drafts import unsign
from planner.services.households.imports import do_import, preview, read_file
from planner.services.households.storing import store_new, store_over
from tests.engine.households import contribution, household, person, read
from tests.households import user

pytestmark = pytest.mark.django_db

PLAN = {"self_employed": True, "has_employees": False, "can_finish": True} | {
    "until": 2040,
    "value_low": "190000",
    "value_high": "240000.50",
}
OUTLOOK = {
    "pricing": "return",
    "growth": "0.06",
    "outside_growth": "-0.01",
    "bracket_growth": "0.02",
    "later_rate": "0.22",
    "withheld": "0.1",
    "backdoor": "7500",
    "spread_years": 4,
}
RETURN = {
    "ordinary_income": "210000",
    "gains": "4000.5",
    "investment_income": "5000",
    "itemized": "0",
    "tax_exempt_interest": "120",
    "medicare_part_b": 2,
    "medicare_part_d": 0,
    "blind": 1,
}


def file_of(plan=None, outlook=None, **more):
    """A household whose 2025 is filed; the plans are of 2025."""
    filed = {"year": 2025, "deducted": "0", "filed": {"lines": {"1": "7000", "14": "7000"}}}
    ann = person(contribution("2025-02-01", 2025), name="Ann", years=[filed | (plan or {})])
    year = {"year": 2025, "outlook": outlook} | more
    return household(ann, name="Home", years=[year])


FULL = file_of(PLAN, OUTLOOK, **RETURN)


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    """Stored, with 2025 filed and locked, and nothing said of plans."""
    return store_new(owner=owner, fact=read(file_of()), summary="Imported")


def fresh(home):
    return household_facts(Household.objects.get(pk=home.pk))


def over(home, owner, found):
    store_over(household=home, user=owner, fact=read(found), summary="Again")
    return Change.objects.first()


def told(home):
    """The newest change as the history tells it: row, then each figure."""
    [entry] = entries(home, changes(home, person=None, year=None)[:1])
    return {
        one.name: {figure.label: (figure.was, figure.now) for figure in one.figures}
        for one in entry.told
    }


def test_everything_reads_back_byte_for_byte(owner):
    home = store_new(owner=owner, fact=read(FULL), summary="Imported")
    text = write_household(fresh(home))
    assert text == write_household(read(FULL))
    found = json.loads(text)
    assert found["years"][0]["outlook"] == OUTLOOK
    assert PLAN.items() <= found["people"][0]["years"][0].items()


def test_the_history_tells_each_figure_in_words(home, owner):
    over(home, owner, FULL)
    assert told(home) == {
        "Return for 2025 of Ann": {
            "Income from self-employment": ("", "yes"),
            "Employees other than a spouse": ("", "no"),
            "A transfer can be done by December 31": ("", "yes"),
            "Looked ahead through": ("", "2040"),
            "Value on December 31, at least": ("", "$190,000"),
            "Value on December 31, at most": ("", "$240,000.50"),
        },
        "Return for 2025": {
            "Ordinary income": ("", "$210,000"),
            "Long-term gains and qualified dividends": ("", "$4,000.50"),
            "Net investment income": ("", "$5,000"),
            "Itemized deductions": ("", "$0"),
            "Tax-exempt interest": ("", "$120"),
            "People with Medicare Part B two years on": ("", "2"),
            "People with Medicare Part D two years on": ("", "0"),
            "People who are blind": ("", "1"),
            "What income costs": ("", "on a whole federal return"),
            "Growth of the money inside": ("", "6%"),
            "Growth of other money after tax": ("", "-1%"),
            "Growth of amounts not published": ("", "2%"),
            "Tax rate when pre-tax money comes out": ("", "22%"),
            "Share of a conversion withheld": ("", "10%"),
            "Backdoor of each later year": ("", "$7,500"),
            "Years of the spread": ("", "4"),
        },
    }


def test_plans_of_a_locked_year_are_taken_back_while_it_stays_locked(home, owner):
    before = write_household(fresh(home))
    change = over(home, owner, FULL)
    undo(household=home, user=owner, change=change)
    assert write_household(fresh(home)) == before
    assert PersonYear.objects.get().filed.is_locked


def test_a_figure_of_the_return_in_a_locked_year_is_not(home, owner):
    found = file_of(PLAN)
    found["people"][0]["years"][0]["deducted"] = "10"
    change = over(home, owner, found)
    with pytest.raises(RefusedChangeError, match="the form for 2025, which is filed and locked"):
        undo(household=home, user=owner, change=change)


def test_a_file_with_other_plans_for_a_locked_year_is_taken(home, owner):
    shown = preview(user=owner, fact=read_file(json.dumps(FULL)), into=home)
    assert shown.refusals == ()
    said = {one.what: one.details for one in shown.differences}
    assert said["Ann: return for 2025"] == (
        "income from self-employment nothing → yes",
        "employees other than a spouse nothing → no",
        "a transfer can be done by December 31 nothing → yes",
        "looked ahead through nothing → 2040",
        "value on December 31 at least nothing → $190,000",
        "value on December 31 at most nothing → $240,000.50",
    )
    assert said["Joint or single return for 2025"] == (
        "ordinary income nothing → $210,000",
        "long-term gains and qualified dividends nothing → $4,000.50",
        "net investment income nothing → $5,000",
        "itemized deductions nothing → $0",
        "tax-exempt interest nothing → $120",
        "people with Medicare Part B nothing → 2",
        "people with Medicare Part D nothing → 0",
        "people who are blind nothing → 1",
        "assumptions for the years ahead: nothing → income on a whole federal return,"
        " growth inside 6%, growth outside -1%, growth of amounts not published 2%,"
        " tax rate later 22%, withheld 10%, backdoor of later years $7,500,"
        " years of the spread 4",
    )
    do_import(user=owner, draft=unsign(shown.draft, owner), into=home)
    assert fresh(home) == read(FULL)
    assert PersonYear.objects.get().filed.is_locked


def test_a_file_with_another_figure_for_a_locked_year_is_not(home, owner):
    found = file_of(PLAN)
    found["people"][0]["years"][0]["compensation"] = "1"
    shown = preview(user=owner, fact=read_file(json.dumps(found)), into=home)
    assert [text[:32] for text in shown.refusals] == ["Ann: 2025 is filed and locked, a"]


def test_a_rate_finer_than_is_kept_is_refused_with_its_place():
    found = file_of(None, {"growth": "0.123456789"})
    with pytest.raises(RefusedError) as caught:
        read_file(json.dumps(found))
    assert caught.value.problems == ["years[0].outlook.growth has more than 8 decimal places"]


def test_an_empty_outlook_is_none(owner):
    home = store_new(owner=owner, fact=read(file_of(None, {})), summary="Imported")
    assert fresh(home).years[0].outlook == Outlook()
    assert "outlook" not in write_household(fresh(home))


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (PersonYear, {"until": 2024}),
        (PersonYear, {"until": 2101}),
        (PersonYear, {"value_low": Decimal(2), "value_high": Decimal(1)}),
        (HouseholdYear, {"outlook_pricing": "guess"}),
    ],
)
def test_the_database_refuses_what_no_file_may_say(home, model, columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(**columns)


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (PersonYear, {"until": 2025}),
        (PersonYear, {"until": 2100}),
        (PersonYear, {"value_low": Decimal(2), "value_high": Decimal(2)}),
        (PersonYear, {"value_low": Decimal(2), "value_high": None}),
        (HouseholdYear, {"outlook_pricing": "schedule"}),
    ],
)
def test_and_takes_the_limits_themselves(home, model, columns):
    assert model.objects.update(**columns) == 1
