"""Two people's ways on one return."""

from planner.engine.fixes import Terms, convert_all, do_nothing, spread
from planner.engine.fixes.price import household_price
from planner.engine.fixes.together import JointYear, together
from tests.engine.households import household, person, read
from tests.engine.people import D, person_year

HERS = person_year(tax_year=2026, prior_basis=0, year_end_value=60_000)
HIS = person_year(tax_year=2026, prior_basis=0, year_end_value=40_000)
HOME = read(
    household(
        person(),
        years=[{"year": 2026, "filing_status": "married_jointly", "taxable_income": "360000"}],
    )
)


def test_both_at_once_climb_further():
    price = household_price(HOME, 2026)
    ways = [convert_all(HERS, Terms(price=price)), convert_all(HIS, Terms(price=price))]
    # Alone: 43,550 at 24% and 16,450 at 32%; and 40,000 at 24%. Together: 56,450 at 32%.
    assert [way.tax for way in ways] == [15_716, 9_600]
    assert together(ways, price) == (JointYear(2026, D(100_000), D(100_000), D(28_516)),)


def test_years_of_one_alone_are_there():
    price = household_price(HOME, 2026)
    found = together([spread(HERS), do_nothing(HIS)], price)
    assert [one.year for one in found] == [2026, 2027, 2028]
    assert [one.convert for one in found] == [one.taxable for one in found] == [20_000] * 3
    assert [one.tax for one in found] == [4_800] * 3


def test_without_a_price_no_tax_is_told():
    [found] = together([convert_all(HERS)], Terms().price)
    assert found.tax is None
