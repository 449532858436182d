"""Up to how much more income a return stays in its bracket, below a threshold or a tier."""

from datetime import date

from planner.engine.federal import FederalReturn, Medicare
from planner.engine.fixes.edges import (
    FIRST_DOLLAR,
    Edge,
    bracket_edges,
    record_edges,
    return_edges,
    tier_edges,
)
from planner.engine.household import HouseholdYear, Person
from planner.engine.tables import Bracket
from tests.engine.people import D

# 32,200 are deducted: 157,800 of ordinary taxable income, and the gains on top of it.
JOINT = FederalReturn(
    year=2026,
    filing_status="married_jointly",
    ordinary_income=D(190_000),
    gains=D(20_000),
    investment_income=D(30_000),
)


def rates(edges):
    return [(one.rate, one.room) for one in edges if one.key == "bracket"]


def test_no_income_stays_below_the_first_taxable_dollar():
    assert Edge("taxable", D(0), "Form 8606, lines 15c and 18") == FIRST_DOLLAR


def test_brackets_begin_above_taxable_income():
    brackets = [Bracket(D(0), D("0.1")), Bracket(D(50), D("0.2")), Bracket(D(80), D("0.3"))]
    assert rates(bracket_edges(brackets, D(49))) == [(D("0.2"), 1), (D("0.3"), 31)]
    assert rates(bracket_edges(brackets, D(50))) == [(D("0.3"), 30)]
    assert rates(bracket_edges(brackets, D(80))) == []


def test_a_return_leaves_its_bracket_by_its_ordinary_income():
    # 211,400 - 157,800, 403,550 - 157,800, 512,450 - 157,800, 768,700 - 157,800.
    assert rates(return_edges(JOINT)) == [
        (D("0.24"), 53_600),
        (D("0.32"), 245_750),
        (D("0.35"), 354_650),
        (D("0.37"), 610_900),
    ]


def test_a_senior_deduction_that_shrinks_moves_the_bracket():
    # One is 65: 33,850 are deducted, and 6,000 more, less 6 % of all above 150,000. Nothing is left
    # of that at 250,000. 211,400 + 33,850 - 190,000 = 55,250 of income, with the gains 265,250.
    one = FederalReturn(
        year=2026,
        filing_status="married_jointly",
        ordinary_income=D(190_000),
        gains=D(20_000),
        investment_income=D(30_000),
        aged=1,
    )
    assert rates(return_edges(one))[0] == (D("0.24"), 55_250)


def test_deductions_that_are_not_used_up_come_first():
    # 16,100 are deducted; 12,400 more are in the lowest bracket.
    alone = FederalReturn(year=2026, filing_status="single", ordinary_income=D(10_000))
    assert rates(return_edges(alone))[0] == (D("0.12"), 18_500)


def test_the_tax_on_investments_begins_above_its_threshold():
    # 250,000 - 210,000.
    assert [one for one in return_edges(JOINT) if one.key == "niit"] == [
        Edge("niit", D(40_000), "IRC §1411(b)")
    ]
    without = FederalReturn(year=2026, filing_status="married_jointly", ordinary_income=D(210_000))
    above = FederalReturn(
        year=2026,
        filing_status="married_jointly",
        ordinary_income=D(250_001),
        investment_income=D(1),
    )
    assert [
        one for each in (without, above) for one in return_edges(each) if one.key == "niit"
    ] == []


def test_each_tier_above_the_income():
    # 218,000, 274,000, 342,000, 410,000 for a joint return; 750,000 is in the last tier itself.
    alone = [(one.tier, one.room) for one in tier_edges(JOINT)]
    assert alone[0] == (1, D(8_000))
    assert alone[-1] == (5, D("539999.99"))
    more = Medicare(part_b=1, tax_exempt_interest=D(8_001))
    assert [one.tier for one in tier_edges(JOINT, more)] == [2, 3, 4, 5]


def entered(born=None, **record):
    """The edges of 2026 above what is entered, for somebody born then: rates and tiers."""
    fact = HouseholdYear(year=record.pop("year", 2026), **record)
    return [one.rate or one.tier for one in record_edges(fact, Person(key="p", born=born))]


def test_the_edges_of_what_is_entered():
    joint = {"filing_status": "married_jointly", "magi": D(300_000)}
    old, young = date(1963, 6, 1), date(1964, 1, 1)
    assert entered(**joint, taxable_income=D(512_450)) == [D("0.37")]
    assert entered(old, **joint) == [3, 4, 5]
    assert entered(young, **joint) == entered(**joint) == []
    assert entered(taxable_income=D(1)) == []
    assert entered(**joint, taxable_income=D(1), year=2017) == []
