"""What came out of the Roth IRAs in a year, told apart as the law does: qualified, and at what age.

Qualified is what comes out after the five tax years at 59½ or later, or due to a disability, which
counts as 59½ does (IRC 408A(d)(2)(A), 72(t)(2)(A)(iii)). A first home would do too and is taken
off afterwards (``roth_homes``), as line 20 does. Death would as well, but the household format
does not state it.
"""

from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Event
from planner.engine.money import ZERO, to_unit
from planner.engine.roth_clocks import is_of_age
from planner.engine.roth_history import RothHistory


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawals:
    """The distributions of one year in dollars, rounded like the worksheet.

    ``early`` came out before 59½, or at an age that is not known, and ``of_age`` later or due to a
    disability; both are nonqualified. ``undecided`` is what may be qualified or not. ``disaster``
    is the part of the nonqualified that was a qualified disaster distribution. ``unknown`` are
    those without amount.
    """

    events: tuple[Event, ...] = ()
    early: Decimal = ZERO
    of_age: Decimal = ZERO
    qualified: Decimal = ZERO
    undecided: Decimal = ZERO
    disaster: Decimal = ZERO
    unknown: tuple[Event, ...] = ()

    @property
    def nonqualified(self) -> Decimal | None:
        """Line 19; ``None`` while it is not known."""
        return None if self.undecided or self.unknown else self.early + self.of_age


_NOTHING = Withdrawals()


def withdrawals(history: RothHistory, year: int, unit: Decimal) -> Withdrawals:
    """What came out in the calendar ``year``, in multiples of ``unit``."""
    events = history.distributions(year)
    if not events:
        return _NOTHING
    sums = {"early": ZERO, "of_age": ZERO, "qualified": ZERO, "undecided": ZERO, "disaster": ZERO}
    for event in events:
        sort = _sort(history, event)
        sums[sort] += event.amount or ZERO
        if event.character == "qualified_disaster" and sort in ("early", "of_age"):
            sums["disaster"] += event.amount or ZERO
    unknown = tuple(event for event in events if event.amount is None)
    return Withdrawals(events=events, unknown=unknown, **_rounded(sums, unit))


def _sort(history: RothHistory, event: Event) -> str:
    """Which of the sums of ``Withdrawals`` an event belongs to.

    A first home may be qualified at any age, so with one the five years have to be known.
    """
    met = history.clock.is_met(event.on.year)
    disabled = history.is_disabled(event.on.year)
    of_age = disabled or is_of_age(history.person.born, event.on)
    if met and of_age:
        return "qualified"
    if met is None and history.first_home(event.on.year):
        return "undecided"
    if met is False or of_age is False:
        return "of_age" if of_age else "early"
    return "undecided"


def _rounded(sums: dict[str, Decimal], unit: Decimal) -> dict[str, Decimal]:
    """Each sum in multiples of ``unit``, so that together they are the rounded whole."""
    total, before, found = ZERO, ZERO, {"disaster": to_unit(sums["disaster"], unit)}
    for key in ("early", "of_age", "undecided", "qualified"):
        total += sums[key]
        found[key] = to_unit(total, unit) - before
        before += found[key]
    return found
