"""The Roth IRAs of a person, one year: what came in, what came out in which order, and its tax.

Form 8606, Part III, by the worksheet for line 22 and the chart for line 24 of its instructions;
IRC 408A(d)(2)-(4); Treas. Reg. 1.408A-6. Amounts are US dollars, rounded like the worksheet
wherever the form would print them.
"""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from planner.engine import pool as pools
from planner.engine.disaster import disaster_part
from planner.engine.facts import PersonYear
from planner.engine.household import Event, Person
from planner.engine.money import UNITS, ZERO, Rounding, to_unit
from planner.engine.pool import Pool
from planner.engine.roth_clocks import FIVE_YEARS, QualifiedClock
from planner.engine.roth_events import comes_out
from planner.engine.roth_history import RothHistory
from planner.engine.roth_homes import FirstHome, first_home
from planner.engine.roth_layers import ConversionLayer, Drawn, RothLayers, added, draw
from planner.engine.roth_tax import AdditionalTax, additional_tax
from planner.engine.roth_withdrawals import Withdrawals, withdrawals


@dataclass(frozen=True, slots=True, kw_only=True)
class RothYear:
    """One year of all the Roth IRAs of a person.

    ``before`` is what was inside on January 1, ``available`` that with the year's contributions
    (for the tax year) and conversions, ``after`` what is left. What came out is told apart into
    ``early`` and ``of_age``, both nonqualified, and ``other``: qualified, or not known whether.
    What a first home took, before 59½ too, is not in ``early`` but in ``at_home``. ``contributed``
    and ``converted`` are what came in by itself, where an amount not known counts as nothing.
    """

    year: int
    contributed: Decimal
    converted: ConversionLayer | None
    before: RothLayers
    available: RothLayers
    out: Withdrawals
    home: FirstHome
    early: Drawn
    at_home: Drawn
    of_age: Drawn
    other: Drawn
    after: RothLayers
    clock: QualifiedClock
    tax: AdditionalTax
    unit: Decimal

    @property
    def nonqualified(self) -> Decimal | None:
        """Line 19 in dollars; ``None`` while it is not known."""
        return self.out.nonqualified

    @property
    def earnings(self) -> Decimal | None:
        """Line 25a in dollars: earnings that came out and are not qualified."""
        if self.nonqualified is None:
            return None
        taxed = (self.early, self.of_age, *(() if self.line_20 else (self.at_home,)))
        return added(drawn.earnings for drawn in taxed)

    @property
    def line_20(self) -> Decimal:
        """First-home expenses in dollars, once the five tax years are over (Instructions)."""
        return self.home.allowed if self.clock.is_met(self.year) else ZERO

    @property
    def drawn(self) -> Drawn:
        """All that came out, in the legal order; what has no amount is not in it."""
        out = self.out
        return draw(self.available, out.early + out.of_age + out.undecided + out.qualified)[0]

    @property
    def disaster_amount(self) -> Decimal:
        """Line 25b in dollars: line 25a times disaster distributions over line 21, at most all.

        Where all of them were disaster distributions it is line 25a (Instructions, line 25b).
        """
        if not self.out.disaster or not self.earnings or not self.nonqualified:
            return ZERO
        part = disaster_part(
            taxable=self.earnings,
            disaster=self.out.disaster,
            distributed=self.nonqualified - self.line_20,
            unit=self.unit,
        )
        return min(self.earnings, part)

    @property
    def taxable(self) -> Decimal | None:
        """Line 25c in dollars: earnings taxed this year, without those of Form 8915-F."""
        return None if self.earnings is None else self.earnings - self.disaster_amount

    def on_form(self, facts: PersonYear) -> PersonYear:
        """``facts`` with the entries of Part III; unchanged without a line 19."""
        if not self.nonqualified:
            return facts
        return replace(
            facts,
            roth_distribution=self.nonqualified,
            first_home_expenses=self.line_20,
            roth_contribution_basis=self.available.regular,
            roth_conversion_basis=self.available.converted,
            roth_disaster_amount=self.disaster_amount,
        )

    @property
    def conversions_free_from(self) -> dict[int, int]:
        """For each conversion inside after the year, the first year without recapture."""
        return {layer.year: layer.year + FIVE_YEARS for layer in self.after.conversions or ()}


@dataclass(frozen=True, slots=True)
class RothIras:
    """All Roth IRAs of a person as a year begins, with ``layers`` inside.

    ``home_used`` is what a first home took before, of its lifetime limit, in dollars.
    """

    history: RothHistory
    layers: RothLayers
    unit: Decimal
    home_used: Decimal = ZERO
    _found: dict[tuple[int, Decimal | None], RothYear] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Years that were asked for before, as the ledger asks more than once."""

    def in_year(self, year: int, taxable_conversion: Decimal | None) -> RothYear:
        """The year, of which line 18 is ``taxable_conversion``, ``None`` while not known."""
        asked = (year, taxable_conversion)
        if asked not in self._found:
            self._found[asked] = self._in_year(year, taxable_conversion)
        return self._found[asked]

    def _in_year(self, year: int, taxable_conversion: Decimal | None) -> RothYear:
        out = withdrawals(self.history, year, self.unit)
        available = self._available(year, taxable_conversion, is_printed=bool(out.events))
        home = first_home(self.history.first_home(year), self.home_used, out.early, self.unit)
        early, left = draw(available, out.early - home.used)
        at_home, left = draw(left, home.used)
        of_age, left = draw(left, out.of_age)
        other, left = draw(left, out.undecided + out.qualified)
        return RothYear(
            year=year,
            contributed=self.history.regular(year),
            converted=next(iter(self._converted(year, taxable_conversion)), None),
            before=self.layers,
            available=available,
            out=out,
            home=home,
            early=early,
            at_home=at_home,
            of_age=of_age,
            other=other,
            after=left.hidden() if out.unknown else left,
            clock=self.history.clock,
            tax=additional_tax(self.history.person, year, out, early, self.unit),
            unit=self.unit,
        )

    def drawn_in(self, year: int) -> RothYear | None:
        """The year before line 18 is known, if anything came out in it."""
        return self.in_year(year, None) if self.history.distributions(year) else None

    def after(self, year: RothYear) -> "RothIras":
        """The same as the next year begins."""
        return RothIras(self.history, year.after, self.unit, year.home.after)

    def _available(self, year: int, taxable: Decimal | None, *, is_printed: bool) -> RothLayers:
        """The layers with what came in for the year; line 22 is rounded where it is printed."""
        regular, conversions = self.layers.regular, self.layers.conversions
        if not self.history.is_known("regular", year):
            regular = None
        elif regular is not None:
            regular += self.history.regular(year)
            regular = to_unit(regular, self.unit) if is_printed else regular
        if not self.history.is_known("conversions", year):
            return RothLayers(regular, None)
        if conversions is not None:
            conversions = (*conversions, *self._converted(year, taxable))
        return RothLayers(regular, conversions)

    def _converted(self, year: int, taxable: Decimal | None) -> tuple[ConversionLayer, ...]:
        """All that was converted and rolled over from plans in the year: one layer.

        The law takes the conversions of a year together (Treas. Reg. 1.408A-6, Q&A 8(b)).
        """
        amount = to_unit(pools.conversions(self.history.pool, year), self.unit)
        income: Decimal | None = taxable if amount else ZERO
        for event in self.history.rolled_over(year):
            rolled = to_unit(event.amount or ZERO, self.unit)
            amount += rolled
            income = _plus_rolled(income, rolled, event, self.unit)
        return (ConversionLayer(year, amount, income),) if amount else ()


def roth_iras(pool: Pool, rounding: Rounding) -> RothIras:
    """The Roth IRAs of the person whose own ``pool`` it is, before their first event."""
    return RothIras(RothHistory(pool), RothLayers(), UNITS[rounding])


def takes_out(person: Person, year: int | None = None) -> bool:
    """Whether anything came out of the Roth IRAs that line 19 may ask for, ever or in ``year``."""
    events = person.events if year is None else person.events_in(year)
    return any(comes_out(person, event) for event in events)


def _plus_rolled(
    income: Decimal | None, rolled: Decimal, event: Event, unit: Decimal
) -> Decimal | None:
    """The income with that of a rollover from a plan; not known without its after-tax part."""
    if income is None or event.after_tax is None:
        return None
    return income + rolled - to_unit(event.after_tax, unit)
