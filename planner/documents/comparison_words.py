"""What the comparison of the ways out says beside its amounts: reasons in short, assumptions."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from planner.engine.fixes import UnpricedError
from planner.engine.fixes.options import Option
from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.money import ZERO
from planner.engine.printing import dollars
from planner.services.ways_out.assumed import ReturnFacts
from planner.services.ways_out.comparison import Side, WaysOut
from planner.services.ways_out.price import percent

IN_SHORT: Final = {
    "no-plan": "no employer plan",
    "plan-does-not-accept": "plan takes none",
    "plan-acceptance-not-known": "ask the plan",
    "simple-start-not-known": "ask: SIMPLE start",
    "simple-two-years": "SIMPLE under 2 years",
    "employees": "other employees",
    "employees-not-known": "ask: employees",
    "no-self-employment": "not self-employed",
    "self-employment-not-known": "ask: self-employed",
    "rmd-due-first": "RMD due first",
    "year-is-over": "the year is over",
    "not-done-by-year-end": "not done in time",
}
"""What stands in a way, by the code of its finding, in at most 20 letters."""

NOT_COUNTED: Final = (
    "Not counted: alternative minimum tax, credits, the deduction for business income, Social"
    " Security benefits that become taxable, limits on itemized deductions, self-employment tax,"
    " and what an employer plan charges."
)
_RETURN: Final = {
    "ordinary_income": "ordinary income",
    "gains": "long-term gains",
    "investment_income": "net investment income",
    "itemized": "itemized deductions",
    "tax_exempt_interest": "tax-exempt interest",
}


def in_short(way: Option) -> str:
    """What stands in the way, the first of it in a few words."""
    if not way.blocked_by:
        return ""
    first, *more = way.blocked_by
    words = IN_SHORT.get(first.code, "a fact is missing")
    return f"{words}, +{len(more)}" if more else words


def in_full(found: WaysOut) -> list[str]:
    """Every sentence about what stands in a way, once."""
    ways = (way for side in found.sides for way in side.ways)
    return list(dict.fromkeys(one.message for way in ways for one in way.blocked_by))


def facts_words(side: Side) -> str:
    """What a person's amounts rest on: pool, basis, and what is planned."""
    if side.at is None:
        return "Too little is known to price a way; the page of the year says what is missing."
    settled, planned = side.at.settled.facts, side.at.planned.facts
    try:
        pool = dollars(whole_pool(settled))
    except UnpricedError:
        return "The value of December 31 is not known."
    basis = "not known" if settled.prior_basis is None else dollars(basis_inside(settled))
    words = [f"Pool {pool}", f"basis in it {basis}"]
    done = settled.conversion or ZERO
    if done:
        words.append(f"converted so far {dollars(done)}")
    words.append(f"planned to be converted {dollars((planned.conversion or ZERO) - done)}")
    if side.at.is_set:
        words.append("value of December 31 as assumed")
    elif side.at.expected:
        words.append("value of December 31 expected, not entered")
    return f"{', '.join(words)}."


def assumption_words(found: WaysOut) -> Iterator[str]:
    """What the amounts assume, a sentence each."""
    assumed = found.assumed
    yield _price_words(found)
    yield f"A spread takes {assumed.spread_years} years."
    growth = percent(assumed.growth)
    yield f"Money inside grows by {growth} a year." if assumed.growth else "Nothing grows."
    if assumed.withheld:
        yield f"{percent(assumed.withheld)} of each conversion is withheld for its tax."
    else:
        yield "The tax is paid with other money."
    if _is_projected(found):
        growth = percent(assumed.bracket_growth)
        more = f", and {growth} more each year" if assumed.bracket_growth else ""
        yield f"Federal amounts not published yet are those of the last year that is{more}."


def assuming_words(found: WaysOut) -> Iterator[str]:
    """The same in short, with the years ahead: what stands above the fields."""
    assumed = found.assumed
    yield _price_words(found)
    yield f"A spread takes {assumed.spread_years} years."
    inside = assumed.growth_ahead
    outside = inside if assumed.outside is None else assumed.outside
    yield (
        f"In the years ahead money inside grows by {percent(inside)} a year, other money by"
        f" {percent(outside)}."
    )


def _is_projected(found: WaysOut) -> bool:
    """Whether a year of a way that costs tax goes by amounts that are not published."""
    return any(
        year.taxable and found.pricing.is_projected(year.facts.tax_year)
        for side in found.sides
        for way in side.ways
        if way.outcome
        for year in way.outcome.years
    )


def _price_words(found: WaysOut) -> str:
    """What income costs."""
    assumed, year = found.assumed, found.assumed.year
    if assumed.pricing == "return":
        typed = _typed(assumed.federal)
        return f"Tax is that of a whole return with the conversion less that without it: {typed}."
    if assumed.pricing == "schedule":
        record = next((one for one in found.household.years if one.year == year), None)
        if record is None or record.taxable_income is None:
            return "What income costs is not known."
        rate = record.state_rate if assumed.state_rate is None else assumed.state_rate
        state = f", and {percent(rate)} to the state" if rate else ""
        income = dollars(record.taxable_income)
        return f"Tax is by the federal rate schedules on top of {income} of taxable income{state}."
    rate = found.pricing.rate_of(year)
    if rate is None:
        return "What income costs is not known: no rate is entered."
    return f"Every dollar of income costs {percent(rate)}, federal and state together."


def _typed(federal: ReturnFacts) -> str:
    """What the return says beside the IRAs, as far as it is known."""
    values: dict[str, Decimal | None] = {key: getattr(federal, key) for key in _RETURN}
    known = [f"{_RETURN[key]} {dollars(one)}" for key, one in values.items() if one is not None]
    return ", ".join(known) or "nothing else on it"
