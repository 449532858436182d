"""On what terms a way out is looked at: what income costs, how far ahead, and what grows."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.facts import PersonYear
from planner.engine.money import WIDE, ZERO
from planner.engine.worksheets import Worksheet

type Price = Callable[[int, Decimal], Decimal | None]
"""The tax of a year on so much more income, in dollars and not rounded; ``None`` if not known."""

type Form = Callable[[PersonYear], Worksheet | None]
"""The form of the first year where it is not completed line by line, else ``None``."""


def without_price(_year: int, _taxable: Decimal) -> None:
    """Nobody has said what income costs."""


def line_by_line(_facts: PersonYear) -> None:
    """Every form is completed line by line."""


def at_flat_rate(rate: Decimal | None) -> Price:
    """Every dollar of income costs ``rate``, a fraction such as 0.24, in every year."""
    if rate is None:
        return without_price
    return lambda _year, taxable: WIDE.multiply(taxable, rate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a way out is worked out.

    ``years`` is how many are looked at, the first one included. ``growth`` is a fraction a year
    and begins after the first December 31, which has a value of its own. ``backdoor`` is what is
    contributed and converted again in each later year, in dollars, where the way goes on with it.
    ``withheld`` is the fraction of each conversion that is withheld for tax; nothing where the tax
    is paid with other money. Through ``early_through`` the owner is below 59½, and 10 % more is due
    on what is withheld (IRC 72(t)(1)), though never on what is converted. ``spring`` is what is
    contributed for the first year after its December 31 and deducted: no basis, and not in the
    pool before the year after.
    """

    price: Price = without_price
    years: int = 1
    growth: Decimal = ZERO
    backdoor: Decimal = ZERO
    withheld: Decimal = ZERO
    early_through: int = 0
    form: Form = line_by_line
    spring: Decimal = ZERO


PLAIN = Terms()
"""This year alone, without a price."""
