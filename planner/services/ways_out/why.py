"""Why each figure of a way out is what it is: the formula, its numbers, and the law behind it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.fixes import Outcome, OutcomeYear, most_to_roll_in
from planner.engine.fixes.pool import basis_inside, still_inside, whole_pool
from planner.engine.fixes.standpoint import Standpoint
from planner.engine.fixes.together import JointYear
from planner.engine.money import UNITS, ZERO, to_unit
from planner.engine.printing import dollars
from planner.services.ways_out.comparison import ROLLING
from planner.services.ways_out.price import Pricing

_IN_BRIEF = {"taxable": "taxable", "tax": "of tax", "carried": "basis left"}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in dollars with its why; ``None`` is not known."""

    key: str
    name: str
    amount: Decimal | None
    formula: str
    steps: tuple[str, ...]
    citation: str
    is_projected: bool = False

    @property
    def in_brief(self) -> str:
        """What follows the amount where a way is one line; nothing where it is not in it."""
        return _IN_BRIEF.get(self.key, "")


def figures(at: Standpoint, outcome: Outcome, pricing: Pricing) -> Iterator[Figure]:
    """The five amounts of a way (Form 8606, lines 8, 14, 15c and 18, and IRC 408(d)(3))."""
    yield _rolled(at, outcome)
    yield _converted(at, outcome)
    taxable = [(one.facts.tax_year, _taxable(one), one.taxable) for one in outcome.years]
    yield Figure(
        "taxable",
        "Taxable",
        outcome.taxable,
        "what comes out − the basis in it",
        tuple(_each_year(taxable)),
        "Form 8606, lines 15c and 18; IRC §408(d)(2), §408A(d)(3)",
    )
    steps = tuple(tax_steps(pricing, outcome.years))
    yield Figure(
        "tax",
        "Tax",
        outcome.tax,
        "what is taxable, at what income costs" if steps else "what income costs is not known",
        steps,
        pricing.citation if steps else "",
        bool(projected_years(pricing, outcome.years)),
    )
    yield _carried(outcome)


def amounts(outcome: Outcome, *, is_projected: bool) -> Iterator[Figure]:
    """The same five without their whys: what a table shows."""
    for key, name, amount in (
        ("roll_in", "Rolled in", outcome.roll_in),
        ("convert", "Converted", outcome.convert),
        ("taxable", "Taxable", outcome.taxable),
        ("tax", "Tax", outcome.tax),
        ("carried", "Basis carried on", outcome.basis_carried_forward),
    ):
        yield Figure(key, name, amount, "", (), "", is_projected and key == "tax")


def still_to_convert(at: Standpoint, outcome: Outcome) -> Decimal:
    """What of the first year's conversion (line 8) is not done yet, in dollars and cents."""
    return (outcome.years[0].facts.conversion or ZERO) - (at.settled.facts.conversion or ZERO)


def tax_steps(pricing: Pricing, years: Sequence[OutcomeYear | JointYear]) -> Iterator[str]:
    """The tax of each year with its numbers, and their sum; nothing without a price."""
    found = []
    for one in years:
        if one.tax is None:
            return
        year = year_of(one)
        found.append((year, pricing.steps(year, one.taxable, one.tax), one.tax))
    yield from _each_year(found)


def projected_years(pricing: Pricing, years: Sequence[OutcomeYear | JointYear]) -> frozenset[int]:
    """The years whose tax rests on amounts that are not published."""
    taxed = (year_of(one) for one in years if one.tax and one.taxable)
    return frozenset(year for year in taxed if pricing.is_projected(year))


def year_of(one: OutcomeYear | JointYear) -> int:
    """Which year it is."""
    return one.year if isinstance(one, JointYear) else one.facts.tax_year


def _rolled(at: Standpoint, outcome: Outcome) -> Figure:
    facts = at.settled.facts
    if outcome.key not in ROLLING:
        return Figure("roll_in", "Rolled in", ZERO, "nothing goes to a plan in this way.", (), "")
    most, pool, basis = most_to_roll_in(facts), whole_pool(facts), basis_inside(facts)
    words = f"{dollars(pool)} − {dollars(basis)}, at most {dollars(still_inside(facts))}"
    steps = [f"{words} = {dollars(most)}"]
    if outcome.key == "part_roll_in_part_convert":
        steps.append(f"half of {dollars(most)} = {dollars(outcome.roll_in)}")
    return Figure(
        "roll_in",
        "Rolled in",
        outcome.roll_in,
        "pool − basis, never below zero, at most what is still inside, rounded down",
        tuple(steps),
        "IRC §408(d)(3)(A)(ii) and (H): a plan takes pre-tax money only",
    )


def _converted(at: Standpoint, outcome: Outcome) -> Figure:
    done, more = at.settled.facts.conversion or ZERO, still_to_convert(at, outcome)
    first = outcome.years[0]
    words = f"{dollars(done)} + {dollars(more)} = {dollars(first.convert)}"
    later = [(one.facts.tax_year, dollars(one.convert), one.convert) for one in outcome.years[1:]]
    return Figure(
        "convert",
        "Converted",
        outcome.convert,
        "done already + still to convert",
        tuple(_each_year([(first.facts.tax_year, words, first.convert), *later])),
        "Form 8606, line 8",
    )


def _taxable(year: OutcomeYear) -> str:
    if year.facts.distribution or year.otherwise:
        return f"lines 15c and 18 of the form = {dollars(year.taxable)}"
    free = year.convert - year.taxable
    return f"{dollars(year.convert)} − {dollars(free)} = {dollars(year.taxable)}"


def _carried(outcome: Outcome) -> Figure:
    """Line 14 of the last year, or the basis that waits where there is no such line."""
    last, carried = outcome.years[-1].facts, outcome.basis_carried_forward
    steps: tuple[str, ...] = ()
    if carried is not None:
        unit = UNITS[last.rounding]
        entries = (last.nondeductible_contribution or ZERO, last.prior_basis or ZERO)
        basis = sum((to_unit(one, unit) for one in entries), ZERO)
        steps = (f"{dollars(basis)} − {dollars(basis - carried)} = {dollars(carried)}",)
    return Figure(
        "carried",
        "Basis carried on",
        carried,
        f"basis of {last.tax_year} − the part of it that comes out",
        steps,
        "Form 8606, line 14",
    )


def _each_year(years: Sequence[tuple[int, str, Decimal]]) -> Iterator[str]:
    """The words of each year, and the sum of all; those alone where there is one year."""
    if len(years) == 1:
        yield years[0][1]
        return
    for year, words, _amount in years:
        yield f"{year}: {words}"
    amounts = [amount for _year, _words, amount in years]
    if amounts:
        yield f"{' + '.join(map(dollars, amounts))} = {dollars(sum(amounts, ZERO))}"
