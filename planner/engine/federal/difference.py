"""What more income from IRAs costs: the return with it less the one without, and where it lands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planner.engine.federal.premiums import NOBODY, Medicare, PremiumIncrease, premium_increase
from planner.engine.federal.returns import FederalReturn, FederalTax, federal_tax
from planner.engine.money import CENT, WIDE, ZERO, to_unit
from planner.engine.tables import Bracket


@dataclass(frozen=True, slots=True)
class Segment:
    """Dollars of income that land in one bracket, at its rate; the deductions' part at nothing.

    ``floor`` and ``top`` are the bracket's edges in taxable income, ``top`` open for the last.
    """

    rate: Decimal
    dollars: Decimal
    floor: Decimal
    top: Decimal | None

    @property
    def tax(self) -> Decimal:
        """The tax on them, exact."""
        return self.rate * self.dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class FederalDifference:
    """Two returns of one year, and what tells them apart; dollars.

    ``segments`` tell where each dollar of ordinary income lands, lowest first: first what the
    deductions still cover, then bracket by bracket. ``lost_deduction`` is what the added income
    takes off the senior deduction; it lands in the brackets too.
    """

    without: FederalTax
    with_it: FederalTax
    segments: tuple[Segment, ...]
    lost_deduction: Decimal
    premiums_without: PremiumIncrease
    premiums_with: PremiumIncrease
    state: Decimal

    @property
    def income(self) -> Decimal:
        """How much more income there is."""
        return self.with_it.facts.agi - self.without.facts.agi

    @property
    def federal(self) -> Decimal:
        """How much more federal tax there is: on income, on investments, on early distributions."""
        return self.with_it.total - self.without.total

    @property
    def pushed_gains(self) -> Decimal:
        """The part of it that comes from gains pushed into a higher rate."""
        return self.with_it.gains_tax - self.without.gains_tax

    @property
    def premiums(self) -> Decimal:
        """How much more Medicare costs two years later, for everyone covered."""
        return self.premiums_with.dollars - self.premiums_without.dollars

    @property
    def total(self) -> Decimal:
        """Federal tax, state tax and premiums together."""
        return self.federal + self.state + self.premiums

    @property
    def is_projected(self) -> bool:
        """Whether amounts of the tax year or of the premiums' year are not published yet."""
        return self.with_it.amounts.is_projected or self.premiums_with.is_projected


def difference(
    without: FederalReturn,
    ira_income: Decimal,
    *,
    early: Decimal = ZERO,
    state_rate: Decimal = ZERO,
    medicare: Medicare = NOBODY,
) -> FederalDifference:
    """What ``ira_income`` more dollars from IRAs cost on top of the return ``without`` them.

    ``early`` is the part of them that the additional tax of IRC 72(t) is on: never a conversion,
    but what was withheld from one before 59½. State tax is the flat ``state_rate`` on all of them.
    By the rate schedules. Raises as ``federal_tax`` does.
    """
    more = replace(
        without,
        ira_income=without.ira_income + ira_income,
        early_distribution=without.early_distribution + early,
    )
    before = federal_tax(without)
    after = federal_tax(more)
    lost = before.senior_deduction - after.senior_deduction
    brackets = after.amounts.brackets[without.filing_status]
    low, high = before.ordinary_taxable, after.ordinary_taxable
    covered = ira_income + lost - (high - low)
    return FederalDifference(
        without=before,
        with_it=after,
        segments=(*_covered(covered), *landing(brackets, low, high)),
        lost_deduction=lost,
        premiums_without=premium_increase(without, medicare),
        premiums_with=premium_increase(more, medicare),
        state=to_unit(WIDE.multiply(ira_income, state_rate), CENT),
    )


def landing(brackets: Sequence[Bracket], low: Decimal, high: Decimal) -> Iterator[Segment]:
    """Taxable income from ``low`` to ``high`` dollars, bracket by bracket (IRC 1)."""
    tops = [*(one.floor for one in brackets[1:]), None]
    for bracket, top in zip(brackets, tops, strict=True):
        end = high if top is None else min(high, top)
        dollars = end - max(low, bracket.floor)
        if dollars > 0:
            yield Segment(bracket.rate, dollars, bracket.floor, top)


def _covered(dollars: Decimal) -> Iterator[Segment]:
    """What deductions that were not used up take in."""
    if dollars > 0:
        yield Segment(ZERO, dollars, ZERO, ZERO)
