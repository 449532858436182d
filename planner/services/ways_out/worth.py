"""Whether a way out is worth it: against doing nothing, and doing nothing against stopping."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.fixes import UnpricedError
from planner.engine.fixes.pool import basis_inside, whole_pool
from planner.engine.fixes.worth import Later, Turn, Wealth, Worth, turn, wealth, worth
from planner.engine.money import CENT, ONE, UNITS, WIDE, ZERO, to_unit
from planner.engine.printing import dollars
from planner.services.ways_out.ahead import NOTHING, STOPPING, Course, Outlook, course_of
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.price import percent

LONGEST = 50
"""Years; nobody looks further."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A way against another over the same years, everything after tax.

    ``beyond`` is the year from which on it would be ahead if one looked for longer, where it is
    behind at the end of the years that somebody looks at.
    """

    way: Course
    other: Course
    worth: Worth
    wealth: tuple[Wealth, ...]
    others: tuple[Wealth, ...]
    turn: Turn | None
    beyond: int | None = None

    @property
    def outlook(self) -> Outlook:
        """What both rest on."""
        return self.way.outlook

    @property
    def is_even(self) -> bool:
        """Whether what is between them is no more than the rounding of each year's form."""
        return abs(self.worth.at_the_end) <= self.rounding

    @property
    def rounding(self) -> Decimal:
        """The most dollars that the rounding of each year's form comes to."""
        return self.outlook.years * self.unit

    @property
    def unit(self) -> Decimal:
        """What the forms are rounded to, a dollar or a cent."""
        return UNITS[self.way.outcome.years[0].facts.rounding]

    @property
    def does_rate_matter(self) -> bool:
        """Whether one leaves more to be taxed later than the other."""
        return self.wealth[-1].untaxed != self.others[-1].untaxed

    @property
    def deducted(self) -> Decimal:
        """Planned contributions with a deduction that stopping leaves out too, in dollars."""
        at = self.way.side.at
        if at is None or STOPPING not in {self.way.key, self.other.key}:
            return ZERO
        late = at.planned.spring - at.stopped.spring
        planned, stopped = at.planned.facts, at.stopped.facts
        basis = basis_inside(planned) - basis_inside(stopped)
        return max(ZERO, whole_pool(planned) - whole_pool(stopped) - basis + late)


def comparison_of(found: WaysOut, person: str, key: str) -> Comparison | None:
    """The way ``key`` against doing nothing, doing nothing against stopping the backdoors.

    ``None`` where a fact is missing, or nobody has said what income costs.
    """
    compared = _compared(found, person, key)
    if compared is None or compared.worth.at_the_end >= 0:
        return compared
    side = compared.way.side.person.key
    last = compared.outlook.first + LONGEST - 1
    assumed = replace(found.assumed, until={**found.assumed.until, side: last})
    longer = _compared(replace(found, assumed=assumed), person, key)
    return replace(compared, beyond=longer.worth.break_even if longer else None)


def _compared(found: WaysOut, person: str, key: str) -> Comparison | None:
    way = course_of(found, person, key)
    other = course_of(found, person, STOPPING if key == NOTHING else NOTHING)
    if way is None or other is None or way.outlook.later_rate is None:
        return None
    outlook = way.outlook
    later = Later(rate=way.outlook.later_rate, growth=outlook.growth, outside=outlook.outside)
    try:
        one, two = wealth(way.outcome, later), wealth(other.outcome, later)
        found_worth = worth(way.outcome, other.outcome, later)
    except UnpricedError:
        return None
    return Comparison(way, other, found_worth, one, two, turn(one[-1], two[-1]))


# --- The parts, and their why ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what there is after tax, in either way, with the sums it comes from; dollars."""

    name: str
    formula: str
    way: Decimal
    other: Decimal
    way_step: str
    other_step: str

    @property
    def ahead(self) -> Decimal:
        """How much more the way has of it."""
        return self.way - self.other


@dataclass(frozen=True, slots=True)
class ComparedYear:
    """The end of a year in both ways: its parts, and last what they come to after tax."""

    year: int
    parts: tuple[Part, ...]
    unit: Decimal

    @property
    def whole(self) -> Part:
        """After tax."""
        return self.parts[-1]

    @property
    def shown(self) -> tuple[Decimal, Decimal, Decimal]:
        """Either way after tax and what lies between, each rounded as the forms are."""
        way, other, ahead = (
            to_unit(one, self.unit) for one in (self.whole.way, self.whole.other, self.whole.ahead)
        )
        return way, other, ahead


def compared_years(compared: Comparison) -> list[ComparedYear]:
    """Every year with the parts of both ways (IRC 408(d)(1)-(2), 408A(d)(1))."""
    return [
        ComparedYear(one.year, tuple(_parts(compared, at)), compared.unit)
        for at, one in enumerate(compared.wealth)
    ]


_FORMULAS = {
    "Roth IRAs": "what there was, with growth, + what is converted",
    "Employer plan": "what is rolled in, with growth",
    "Traditional IRAs": "what is inside on December 31",
    "Other money": "what was paid with it so far, with the growth it would have had, − contributed"
    " − tax + withdrawn",
    "Tax due later": "the later rate × what was never taxed: the plan and the IRAs without basis",
    "After tax": "the sum of all",
}


def _parts(compared: Comparison, at: int) -> Iterator[Part]:
    both = [
        list(_amounts(course, values, at))
        for course, values in ((compared.way, compared.wealth), (compared.other, compared.others))
    ]
    for (name, formula), one, two in zip(_FORMULAS.items(), *both, strict=True):
        yield Part(name, formula, one[0], two[0], one[1], two[1])


def _amounts(course: Course, values: tuple[Wealth, ...], at: int) -> Iterator[tuple[Decimal, str]]:
    """Each part of a year in one way: the amount, below zero where it is owed, and its sum."""
    now, before = values[at], values[at - 1] if at else None
    facts, outlook = course.outcome.years[at].facts, course.outlook
    yield (
        now.roth,
        _sum(
            _grown(before.roth if before else ZERO, outlook.growth),
            facts.conversion,
            result=now.roth,
        ),
    )
    rolled = _grown(before.plan, outlook.growth) if before else dollars(now.plan)
    yield now.plan, _sum(rolled, result=now.plan) if before else rolled
    yield now.ira, dollars(now.ira)
    paid = (-(facts.nondeductible_contribution or ZERO), -(course.years[at].tax or ZERO))
    yield (
        now.outside,
        _sum(
            _grown(before.outside if before else ZERO, outlook.outside),
            *paid,
            facts.distribution,
            result=now.outside,
        ),
    )
    untaxed = _sum(dollars(now.plan), now.ira, -min(now.basis, now.ira))
    rate = percent(outlook.later_rate or ZERO)
    yield -now.due, f"{rate} of ({untaxed}) = {dollars(now.due)}" if now.untaxed else "$0"
    whole = _sum(dollars(now.roth), now.plan, now.ira, now.outside, -now.due, result=now.after_tax)
    yield now.after_tax, whole


def _grown(amount: Decimal, growth: Decimal) -> str:
    if not (growth and amount):
        return dollars(amount)
    return f"{dollars(amount)} × {(ONE + growth).normalize():f}"


def _sum(first: str, *more: Decimal | None, result: Decimal | None = None) -> str:
    """``$7,500 × 1.06 + $7,500 = $15,450``; what is nothing is left out."""
    words = first
    for amount in more:
        if amount:
            words += f" {'+' if amount > 0 else '−'} {dollars(abs(amount))}"
    words = words.removeprefix("$0 + ").replace("$0 − ", "−", 1) if words != first else words
    return words if result is None or words == dollars(result) else f"{words} = {dollars(result)}"


def rate_words(rate: Decimal) -> str:
    """A rate with two decimals at most: ``23.15%``."""
    return percent(to_unit(WIDE.multiply(rate, Decimal(100)), CENT) / 100)
