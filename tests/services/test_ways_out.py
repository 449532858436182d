"""The ways out of two people over ten years, worked out while somebody types."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from planner.engine.household_reading import read_household
from planner.services.ways_out.comparison import Assumptions, ways_out
from planner.services.ways_out.words import shown_joint, shown_sides
from tests.counting import calls
from tests.engine.test_fixes_gold import FOLDER

ASSUMED = Assumptions(year=2026, on=date(2026, 11, 22), pricing="schedule", spread_years=10)


def couple():
    """Two with 20,000 of basis in 120,000 each, priced by the schedules."""
    text = (FOLDER / "by_the_brackets.toml").read_text("utf-8")
    household = read_household(json.dumps(tomllib.loads(text)["household"]))
    (dan,) = household.people
    return replace(household, people=(dan, replace(dan, key="eve")))


def test_ten_years_of_two_take_less_than_15_milliseconds():
    household = couple()
    ways_out(household, ASSUMED)
    assert calls(lambda: ways_out(household, ASSUMED)) < 15 * 8_000


def test_together_costs_more_than_one_by_one():
    # 200,000 on top of 360,000: 43,550 at 24%, 108,900 at 32% up to 512,450, the rest 47,550 at 35%
    # is 10,452 + 34,848 + 16,642.50; with 9.3% of 200,000, 18,600, it is 80,542.50.
    found = ways_out(couple(), ASSUMED)
    (both,) = [one for one in found.joint if one.key == "convert_all"]
    assert (both.taxable, both.tax) == (Decimal(200_000), Decimal(80_543))


def test_who_files_separately_has_nothing_together():
    household = couple()
    (record,) = household.years
    apart = replace(household, years=(replace(record, filing_status="married_separately"),))
    assert ways_out(apart, ASSUMED).joint == ()


def test_a_year_that_is_over_leaves_doing_nothing():
    found = ways_out(couple(), replace(ASSUMED, on=date(2027, 2, 1)))
    for shown in shown_sides(found):
        assert shown.side.best is None
        assert shown.sentences[0] == "No way that frees the basis is open for 2026 as things stand."
    assert next(one.name for one in shown_joint(found)) == "Do nothing"


def test_every_way_that_is_best_is_said_in_a_sentence():
    household = couple()
    household = replace(
        household, people=tuple(replace(one, accounts=one.accounts[:2]) for one in household.people)
    )
    [side, _] = shown_sides(ways_out(household, replace(ASSUMED, spread_years=2)))
    # 17,166 in each of two years; filling the bracket 14,502 twice and 4,296: 33,300 in all.
    assert side.sentences[0] == (
        "Convert $52,260 by December 31, 2026, and $67,740 in the years through 2028."
    )
    [side, _] = shown_sides(ways_out(household, replace(ASSUMED, pricing="rate", rate=Decimal(0))))
    assert side.sentences[0] == "Convert $120,000 by December 31, 2026."


def all_taxable(side):
    """What converting everything makes of income."""
    found = side.way("convert_all")
    assert found
    assert found.outcome
    return found.outcome.taxable


def test_the_value_of_december_31_can_be_set():
    # 150,000 less 20,000 of basis, so that 130,000 are income where all is converted.
    found = ways_out(couple(), replace(ASSUMED, inside={"dan": Decimal(150_000)}))
    assert list(map(all_taxable, found.sides)) == [130_000, 100_000]
    assert [side.at and side.at.is_set for side in found.sides] == [True, False]
    assert [side.december and side.december.inside for side in found.sides] == [120_000, 120_000]


def test_a_value_on_paper_is_not_set():
    household = couple()
    documented = tuple(
        replace(
            one,
            year_end_values=tuple(replace(v, source="statement") for v in one.year_end_values),
        )
        for one in household.people
    )
    household = replace(household, people=documented)
    found = ways_out(household, replace(ASSUMED, inside={"dan": Decimal(150_000)}))
    assert all_taxable(found.sides[0]) == 100_000
