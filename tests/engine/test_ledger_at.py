"""One year of a ledger is the same whether the years before are shown or only walked through."""

import json
import tomllib

import pytest
from hypothesis import given, settings

from planner.engine.household_reading import read_household
from planner.engine.ledger import LedgerYear, ledger, ledger_at
from tests.engine.households import households
from tests.engine.test_household_gold import FOLDER


def told(found: LedgerYear) -> tuple[object, ...]:
    return (
        found.year,
        found.decedent,
        found.lines,
        found.brought,
        found.carried,
        found.form_due,
        found.all_findings,
        found.differences,
        found.sheet.taxable,
    )


def holds(text: str) -> None:
    household = read_household(text)
    for person in household.people:
        every = ledger(household, person)
        years = sorted({found.year for found in every})
        for year in years:
            at = ledger_at(household, person, year)
            assert [told(one) for one in at.years] == [told(o) for o in every if o.year == year]
            earlier = [one for one in every if one.year == year - 1 and not one.decedent]
            if earlier:
                assert at.before == earlier[0].carried
        for year in (years[0] - 1, years[-1] + 1) if years else ():
            assert ledger_at(household, person, year).years == ()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_gold_households(path):
    holds(json.dumps(tomllib.loads(path.read_text("utf-8"))["household"]))


@given(households())
@settings(max_examples=150, deadline=None)
def test_random_households(household):
    holds(json.dumps(household))


def test_what_was_carried_reaches_a_year_in_which_nothing_happened():
    text = (FOLDER / "filed_wrong.toml").read_text("utf-8")
    household = read_household(json.dumps(tomllib.loads(text)["household"]))
    person = household.people[0]
    last = ledger(household, person)[-1]
    assert ledger_at(household, person, last.year + 3).before == last.carried
