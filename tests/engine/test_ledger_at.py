"""One year of a ledger is the same whether the years before are shown or only walked through."""

import json
import tomllib

import pytest
from hypothesis import given, settings

from planner.engine.household_reading import read_household
from planner.engine.ledger import LedgerYear, ledger, ledger_at
from tests.engine.households import (
    contribution,
    conversion,
    household,
    households,
    person,
    read,
    start,
)
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
    home = read_household(text)
    for one in home.people:
        every = ledger(home, one)
        years = sorted({found.year for found in every})
        for year in years:
            at = ledger_at(home, one, year)
            assert [told(it) for it in at.years] == [told(it) for it in every if it.year == year]
            earlier = [it for it in every if it.year == year - 1 and not it.decedent]
            if earlier:
                assert at.before == earlier[0].carried
        for year in (years[0] - 1, years[-1] + 1) if years else ():
            assert ledger_at(home, one, year).years == ()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_gold_households(path):
    holds(json.dumps(tomllib.loads(path.read_text("utf-8"))["household"]))


@pytest.mark.slow
@given(households())
@settings(max_examples=150, deadline=None)
def test_random_households(found):
    holds(json.dumps(found))


def test_what_was_carried_reaches_a_year_in_which_nothing_happened():
    text = (FOLDER / "filed_wrong.toml").read_text("utf-8")
    home = read_household(json.dumps(tomllib.loads(text)["household"]))
    one = home.people[0]
    last = ledger(home, one)[-1]
    assert ledger_at(home, one, last.year + 3).before == last.carried


@pytest.mark.parametrize(("contributed", "brought"), [("6500", 6500), (None, None)])
def test_an_amount_that_nobody_knows_leaves_the_basis_of_later_years_open(contributed, brought):
    """Form 8606 for 2023, line 14: 0 on line 2 and what was contributed; not 0 where that is open.

    2023 is only walked through, as it is 2024 that is asked for.
    """
    made = contribution("2023-05-01", 2023, contributed)
    moved = conversion("2024-02-01", "7000")
    found = read(household(person(made, moved, basis_start=start("0", 2022))))
    at = ledger_at(found, found.people[0], 2024)
    assert at.before == brought
    [year] = at.years
    assert (year.brought, year.lines.get("2")) == (brought, contributed)
