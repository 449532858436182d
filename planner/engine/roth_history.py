"""What came into and went out of the Roth IRAs of a person, by year, and what nobody knows of it.

The household format cannot state what was in a Roth IRA before its first event. The events are
taken for the whole history where money came in before any went out and no account held anything
before that; missing is not zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from planner.engine import pool as pools
from planner.engine.contributions import Lot
from planner.engine.grouping import grouped
from planner.engine.household import PLANS, ROTH_IRAS, Event, Person
from planner.engine.money import ZERO
from planner.engine.moves import arrived_in_time
from planner.engine.pool import Pool
from planner.engine.roth_clocks import QualifiedClock
from planner.engine.roth_events import comes_in, comes_out
from planner.engine.roth_gaps import Gap, Layer, gaps


@dataclass(frozen=True)
class RothHistory:
    """The Roth side of a person's ``pool``, which is their own."""

    # No slots: what is looked up year after year is arranged once and kept beside the fields.

    pool: Pool

    @property
    def person(self) -> Person:
        """Whose Roth IRAs they are."""
        return self.pool.person

    def regular(self, year: int) -> Decimal:
        """Contributions for the tax year after recharacterizations and returns, in dollars.

        What an employer puts into a Roth SEP IRA is none, as the Instructions have no line for it.
        """
        lots = self.pool.contributions(year).lots
        return sum((lot.amount for lot in lots if self._is_regular(lot)), ZERO)

    def rolled_over(self, year: int) -> tuple[Event, ...]:
        """What went from employer plans to Roth IRAs in the calendar year, and arrived in time."""
        return self._rolled_over.get(year, ())

    @property
    def plan_years(self) -> tuple[int, ...]:
        """The calendar years in which something came from employer plans, in order."""
        return tuple(self._rolled_over)

    def distributions(self, year: int) -> tuple[Event, ...]:
        """What came out in the calendar year and is neither returned nor rolled over, in order."""
        return self._distributions.get(year, ())

    def first_home(self, year: int) -> Decimal | None:
        """What Roth IRAs are said to have paid for a first home; ``None`` if nothing is said."""
        return self.person.record(year).first_home_expenses

    def is_disabled(self, year: int) -> bool:
        """Whether what came out in the year is said to be due to a disability."""
        return self.person.record(year).disabled is True

    def is_known(self, layer: Layer, year: int) -> bool:
        """Whether a layer is known as far as the events for years up to ``year`` go."""
        return not any(self.gaps(layer, year))

    def gaps(self, layer: Layer, year: int) -> Iterator[Gap]:
        """What is not known of a layer by the end of ``year``."""
        return (gap for gap in self._gaps if gap.year <= year and gap.layer in (layer, "both"))

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing tells that there was something before the first event."""
        return not any(gap.is_before_all for gap in self._gaps)

    @property
    def first(self) -> Event:
        """The first event that brings money into a Roth IRA; ``IndexError`` where none does."""
        return self._came_in[0]

    @cached_property
    def clock(self) -> QualifiedClock:
        """The five tax years of qualified distributions.

        What was returned or recharacterized away counts as never contributed (Treas. Reg.
        1.408A-6, Q&A 2), so it starts nothing.
        """
        years = sorted({event.tax_year or event.on.year for event in self._came_in})
        known = [year for year in years if self._is_contributed(year)]
        unclear = [gap.year for gap in self._gaps]
        earliest = min([*known, *unclear], default=None)
        return QualifiedClock(min(known, default=None), earliest, self.is_whole)

    def _is_contributed(self, year: int) -> bool:
        """Whether something was certainly contributed or converted for ``year``."""
        is_clear = not any(gap.year == year for gap in self._gaps)
        regular = is_clear and bool(self.regular(year))
        rolled = any(event.amount for event in self.rolled_over(year))
        return regular or rolled or bool(pools.conversions(self.pool, year))

    def is_regular_of(self, account: str) -> bool:
        """Whether a contribution to the account called that is a regular one to a Roth IRA."""
        return self.person.account(account).kind in ROTH_IRAS - {"roth_sep"}

    def _is_regular(self, lot: Lot) -> bool:
        return lot.is_roth and self.is_regular_of(lot.account)

    @cached_property
    def _gaps(self) -> tuple[Gap, ...]:
        return tuple(gaps(self.pool))

    @cached_property
    def _came_in(self) -> tuple[Event, ...]:
        return tuple(one for one in self.person.ordered_events if comes_in(self.person, one))

    @cached_property
    def _rolled_over(self) -> dict[int, tuple[Event, ...]]:
        rolled = (event for event in self._came_in if self._is_from_plan(event))
        return grouped(rolled, lambda event: event.on.year)

    def _is_from_plan(self, event: Event) -> bool:
        from_plan = self.person.account(event.account).kind in PLANS
        return from_plan and (event.kind == "conversion" or arrived_in_time(event))

    @cached_property
    def _distributions(self) -> dict[int, tuple[Event, ...]]:
        out = (event for event in self.person.ordered_events if comes_out(self.person, event))
        return grouped(out, lambda event: event.on.year)
