"""What is assumed of the ways out, as it is typed: read, refused, and left empty."""

from datetime import date
from decimal import Decimal

import pytest

from planner.engine.fixes.feasibility import Answers
from planner.forms.options import OptionsForm
from planner.services.ways_out.assumed import Assumptions, ReturnFacts
from tests.engine.households import household, person, read

TODAY = date(2026, 11, 22)
FULL = {"filing_status": "married_jointly", "taxable_income": "360000"}


def form(data=None, **year):
    years = [{"year": 2026} | year] if year else []
    home = read(household(person(key="ann"), person(key="ben"), years=years))
    found = OptionsForm(data, household=home, year=2026, today=TODAY)
    found.is_valid()
    return found


def errors(data):
    return {name: found[0] for name, found in form(data).errors.items()}


def test_nothing_typed_is_nothing_known():
    nobody = Answers()
    assert form().assumptions == Assumptions(
        year=2026,
        on=TODAY,
        likely=Decimal("0.05"),
        outside=Decimal("0.04"),
        answers={"ann": nobody, "ben": nobody},
    )


@pytest.mark.parametrize(
    ("typed", "ways", "ahead", "outside"),
    [
        ({"growth": ""}, "0", "0.05", "0.04"),
        ({"growth": "0"}, "0", "0", None),
        ({"growth": "6"}, "0.06", "0.06", None),
        ({"outside": "3"}, "0", "0.05", "0.03"),
    ],
)
def test_growth_that_nobody_has_said_is_that_of_the_years_ahead_alone(typed, ways, ahead, outside):
    found = form(typed).assumptions
    assert (found.growth, found.growth_ahead) == (Decimal(ways), Decimal(ahead))
    assert found.outside == (outside and Decimal(outside))


def test_a_whole_return_is_a_choice_too():
    assert form({"price": "return", "rate": "24"}).assumptions.pricing == "return"


@pytest.mark.parametrize(
    ("year", "pricing"),
    [
        ({}, "rate"),
        ({"filing_status": "single"}, "rate"),
        ({"taxable_income": "1"}, "rate"),
        (FULL, "schedule"),
        (FULL | {"marginal_rate": "0.24"}, "rate"),
        (FULL | {"marginal_rate": "0"}, "rate"),
    ],
)
def test_the_page_begins_with_what_is_entered(year, pricing):
    assert form(**year).assumptions.pricing == pricing
    assert form({"growth": "5"}, **year).assumptions.pricing == pricing
    assert form({"price": "guess"}, **year).assumptions.pricing == pricing


def test_a_rate_is_that_of_its_own_way_of_pricing():
    typed = {"rate": "24", "state_rate": "9.3"}
    assert form({"rate": "10"}, **FULL).assumptions.pricing == "rate"
    by_rate = form(typed | {"price": "rate"}).assumptions
    assert (by_rate.rate, by_rate.state_rate) == (Decimal("0.24"), None)
    by_schedule = form(typed | {"price": "schedule"}).assumptions
    assert (by_schedule.rate, by_schedule.state_rate) == (None, Decimal("0.093"))


def test_what_a_return_has_beside_the_iras():
    typed = {
        "ordinary_income": "$120,000",
        "gains": "0",
        "investment_income": "5k",
        "itemized": "40,000",
        "tax_exempt_interest": "12.50",
        "medicare_part_b": "2",
        "medicare_part_d": "0",
        "blind": "1",
    }
    assert form(typed).assumptions.federal == ReturnFacts(
        ordinary_income=Decimal(120_000),
        gains=Decimal(0),
        investment_income=Decimal(5_000),
        itemized=Decimal(40_000),
        tax_exempt_interest=Decimal("12.50"),
        medicare_part_b=2,
        medicare_part_d=0,
        blind=1,
    )
    assert form({"growth": "0"}).assumptions.federal == ReturnFacts()


def test_what_is_assumed_of_the_years_ahead():
    typed = {
        "growth": "6",
        "outside": "-1.5",
        "later_rate": "22",
        "backdoor": "0",
        "bracket_growth": "2.5",
        "withheld": "10",
        "years": "5",
        "ann-until": "2060",
    }
    found = form(typed).assumptions
    assert (found.growth, found.outside) == (Decimal("0.06"), Decimal("-0.015"))
    assert (found.later_rate, found.backdoor) == (Decimal("0.22"), Decimal(0))
    assert (found.bracket_growth, found.withheld) == (Decimal("0.025"), Decimal("0.1"))
    assert (found.spread_years, found.until) == (5, {"ann": 2060})
    assert form({"growth": "6"}).assumptions.backdoor is None


def test_the_value_of_december_31_is_each_persons_own():
    found = form({"ann-inside": "212,400", "ann-low": "200k", "ben-low": "1", "ben-high": "1"})
    assert found.assumptions.inside == {"ann": Decimal(212_400)}
    assert found.assumptions.low == {"ann": Decimal(200_000), "ben": Decimal(1)}
    assert found.assumptions.high == {"ben": Decimal(1)}


@pytest.mark.parametrize(
    ("field", "typed", "error"),
    [
        ("withheld", "101", "A share is from 0 to 100 percent."),
        ("ordinary_income", "lots", "“lots” is not an amount."),
        ("ordinary_income", "-1", "This"),
        ("ann-until", "soon", "Enter a whole number from 2026 to 2075."),
        ("ann-until", "2025", "Ensure this value is greater than or equal to 2026."),
        ("ann-until", "2076", "Ensure this value is less than or equal to 2075."),
        ("medicare_part_b", "3", "Select a valid choice."),
        ("state_rate", "9,3", "“9,3” is not a percentage."),
    ],
)
def test_what_cannot_be_read_says_so_at_its_own_field(field, typed, error):
    sound = {"growth": "6", "ben-high": "1000"}
    found = form(sound | {field: typed})
    assert list(found.errors) == [field]
    assert found.errors[field][0].startswith(error)
    assert found[field].value() == typed
    assert [one.name for one in found.wrong] == [field]
    assert found.assumptions == form(sound).assumptions


def test_a_range_does_not_end_before_it_begins():
    typed = {"ann-low": "200", "ann-high": "100", "ben-low": "1", "ben-high": "2"}
    assert errors(typed) == {"ann-high": "This is less than the least."}
    assert form(typed).assumptions.high == {"ben": Decimal(2)}


def test_each_field_is_in_one_group():
    found = form()
    groups = [
        *found.assumed,
        *found.income,
        *found.ahead,
        *found.december("ann"),
        *found.december("ben"),
        *(field for one in found.asked for asking in one.questions for field in asking.fields),
    ]
    names = [field.name for field in groups]
    assert len(names) == len(set(names))
    assert set(found.fields) == set(names)
