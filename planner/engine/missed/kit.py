"""The kit of one person: every year in order, and what it all comes to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.household import Household, Person
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.missed.year import KitYear, kit_year
from planner.engine.money import ZERO
from planner.engine.pool import own_pool


@dataclass(frozen=True, slots=True)
class Kit:
    """What one person has to send, oldest first, seen from ``today``; amounts in dollars.

    ``decedents`` are those whose IRAs were inherited with basis: what was filed for them is not
    kept, so nothing is said of their forms.
    """

    person: Person
    today: date
    years: tuple[KitYear, ...]
    decedents: tuple[str, ...]

    @property
    def sending(self) -> tuple[KitYear, ...]:
        """The years of which a form is to be sent: line 2 of each rests on the one before."""
        return tuple(one for one in self.years if one.send != "nothing")

    @property
    def asking(self) -> tuple[KitYear, ...]:
        """Those of them of which line 4b of the return has to be known first."""
        return tuple(one for one in self.years if one.send == "ask")

    @property
    def waiting(self) -> tuple[KitYear, ...]:
        """The years of which too little is known to say what their form holds."""
        return tuple(one for one in self.years if one.verdict == "incomplete")

    @property
    def assumed(self) -> tuple[KitYear, ...]:
        """The years that count as missing only because nothing is entered of a form."""
        found = (one for one in self.years if one.verdict == "missing")
        return tuple(one for one in found if not one.is_on_record)

    @property
    def refund(self) -> Decimal:
        """Tax that can be claimed back (IRC 6511), as far as it is known."""
        return _sum(one.tax for one in self.years if one.because == "refund")

    @property
    def lost(self) -> Decimal:
        """Tax overpaid whose time to be claimed back has passed (IRC 6511)."""
        return _sum(one.tax for one in self.years if one.because == "too_late")

    @property
    def owed(self) -> Decimal:
        """Tax that was not paid and can still be asked for (IRC 6501)."""
        return -_sum(one.tax for one in self.years if one.because == "owed")

    @property
    def interest(self) -> Decimal:
        """Interest on ``owed`` to ``today`` (IRC 6601), to the cent."""
        return _sum(one.interest.amount for one in self.years if one.interest)

    @property
    def penalties(self) -> Decimal:
        """All penalties at their most (IRC 6693(b)), if no cause is found reasonable."""
        return _sum(one.penalty.amount for one in self.years if one.penalty)

    @property
    def claim_by(self) -> date | None:
        """The first day on which a refund is lost."""
        days = (one.window.until for one in self.years if one.because == "refund" and one.window)
        return min(days, default=None)


def missed_kit(
    household: Household,
    person: Person,
    today: date,
    reported: Mapping[int, Decimal] | None = None,
    years: Sequence[LedgerYear] | None = None,
) -> Kit:
    """What ``person`` has to send for each year, as of ``today`` (Instructions for Form 8606).

    ``reported`` is what line 4b of a year's return holds of these IRAs, where the person says it.
    ``years`` is the person's ledger, worked out here where it is not passed in.
    """
    found = ledger(household, person) if years is None else years
    said = reported or {}
    pool = own_pool(person)
    return Kit(
        person,
        today,
        tuple(
            kit_year(household, pool, year, today, said.get(year.year))
            for year in found
            if not year.decedent
        ),
        tuple(dict.fromkeys(year.decedent for year in found if year.decedent)),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount or ZERO for amount in amounts), ZERO)
