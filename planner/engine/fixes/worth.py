"""Is it worth it: tax now against what it saves later, year by year, and when it has paid off.

Everything is counted after tax at one rate later: what is in Roth IRAs whole, what is in an
employer plan or an IRA less that rate on what was never taxed, so that trapped basis is worth what
it saves when it comes back. Tax and contributions are paid from money outside, which grows too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.fixes.course import grown
from planner.engine.fixes.outcome import Outcome, OutcomeYear
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.money import CENT, ONE, WIDE, ZERO, to_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What is assumed of the years ahead, all fractions.

    ``rate`` is the tax on pre-tax money when it is withdrawn, ``growth`` that of money in IRAs and
    plans, which has to be that of the ways compared, and ``outside`` that of other money after the
    tax on it.
    """

    rate: Decimal
    growth: Decimal = ZERO
    outside: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Wealth:
    """What there is at the end of a year, in dollars; ``outside`` is below zero for what was paid.

    ``after_tax`` is what all of it would be worth if it were withdrawn then.
    """

    year: int
    roth: Decimal
    plan: Decimal
    ira: Decimal
    basis: Decimal
    outside: Decimal
    after_tax: Decimal

    @property
    def whole(self) -> Decimal:
        """What there is before the tax that is due when it is withdrawn."""
        return self.roth + self.plan + self.ira + self.outside

    @property
    def untaxed(self) -> Decimal:
        """What was never taxed: the plan, and the IRAs less the basis in them."""
        return self.plan + max(ZERO, self.ira - self.basis)

    @property
    def due(self) -> Decimal:
        """The tax on what was never taxed, if all of it were withdrawn then."""
        return self.whole - self.after_tax


@dataclass(frozen=True, slots=True)
class Turn:
    """The later ``rate``, a fraction, at which a way and the other are worth the same.

    ``is_ahead_above`` says that the way is ahead where the rate is higher, else where it is lower.
    """

    rate: Decimal
    is_ahead_above: bool


@dataclass(frozen=True, slots=True)
class Worth:
    """A way against doing nothing: by how much it is ahead at the end of each year, in dollars.

    ``break_even`` is the year from which on it is never behind again; ``None`` if it is behind at
    the end of the last one.
    """

    key: str
    ahead: tuple[tuple[int, Decimal], ...]
    break_even: int | None

    @property
    def at_the_end(self) -> Decimal:
        """How far it is ahead at the end of the last year, below zero where it is behind."""
        return self.ahead[-1][1]

    @property
    def is_worth_it(self) -> bool:
        """Whether it is ahead at the end; otherwise doing nothing is as good or better."""
        return self.at_the_end > 0


def wealth(outcome: Outcome, later: Later) -> tuple[Wealth, ...]:
    """What a way leads to, year by year, on the assumptions ``later``.

    Withdrawals later are taxed less the basis in them (IRC 408(d)(1), 72); those from Roth IRAs are
    qualified and not taxed (IRC 408A(d)(1)). Raises ``UnpricedError`` where the tax of a year, or
    its basis, is not known.
    """
    return tuple(_wealth(outcome, later))


def worth(way: Outcome, nothing: Outcome, later: Later) -> Worth:
    """How ``way`` compares with doing ``nothing`` over the same years.

    Raises ``ValueError`` when the two do not look at the same years, and as ``wealth`` does.
    """
    one, other = wealth(way, later), wealth(nothing, later)
    if [year.year for year in one] != [year.year for year in other]:
        raise ValueError("both ways have to look at the same years")
    ahead = tuple((a.year, a.after_tax - b.after_tax) for a, b in zip(one, other, strict=True))
    return Worth(way.key, ahead, _break_even(ahead))


def turn(way: Wealth, other: Wealth) -> Turn | None:
    """Where the later rate turns the comparison at the end of a year; ``None`` if no rate does.

    After tax each is worth its whole less the rate on what was never taxed (IRC 72, 408(d)(1)), so
    that both are worth the same where the rate is the difference of the first over that of the
    second.
    """
    whole, untaxed = way.whole - other.whole, way.untaxed - other.untaxed
    if not untaxed:
        return None
    rate = WIDE.divide(whole, untaxed)
    return Turn(rate, untaxed < 0) if ZERO <= rate <= ONE else None


def _break_even(ahead: tuple[tuple[int, Decimal], ...]) -> int | None:
    found = None
    for year, dollars in reversed(ahead):
        if dollars < 0:
            break
        found = year
    return found


def _wealth(outcome: Outcome, later: Later) -> Iterator[Wealth]:
    roth, outside, plan = ZERO, ZERO, outcome.roll_in
    for ahead, row in enumerate(outcome.years):
        if ahead:
            roth, plan = grown(roth, later.growth), grown(plan, later.growth)
            outside = grown(outside, later.outside)
        roth += row.facts.conversion or ZERO
        outside += _paid(row)
        ira, basis = inside_of(row), _basis(row)
        before = Wealth(row.facts.tax_year, roth, plan, ira, basis, outside, ZERO)
        due = to_unit(WIDE.multiply(before.untaxed, later.rate), CENT)
        yield replace(before, after_tax=before.whole - due)


def _paid(row: OutcomeYear) -> Decimal:
    """What came from outside in the year, below zero: contributions and tax, less withdrawals."""
    if row.tax is None:
        raise UnpricedError("tax")
    facts = row.facts
    return (facts.distribution or ZERO) - (facts.nondeductible_contribution or ZERO) - row.tax


def inside_of(row: OutcomeYear) -> Decimal:
    """What is in the IRAs at the end of the year, with what is on its way into them, in dollars.

    That is line 6, and what the spring after brings (IRC 219(f)(3)).
    """
    facts = row.facts
    came = (facts.contribution_after_year_end or ZERO) + row.spring
    return (facts.year_end_value or ZERO) + (facts.outstanding_rollover or ZERO) + came


def _basis(row: OutcomeYear) -> Decimal:
    if row.basis_carried_forward is None and inside_of(row):
        raise UnpricedError("prior_basis")
    return row.basis_carried_forward or ZERO
