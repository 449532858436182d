"""Dollars: the units, the exact ratio, and the one place that rounds.

Every amount in the engine is a ``Decimal`` in US dollars. Sums and differences of such
amounts are exact. What rounds, rounds here: half up, as the Instructions for Form 1040 do
("Rounding Off to Whole Dollars").
"""

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Context, Decimal, getcontext
from fractions import Fraction
from typing import Literal, NamedTuple

type Rounding = Literal["dollars", "cents"]

ZERO = Decimal(0)
ONE = Decimal(1)
DOLLAR = Decimal(1)
CENT = Decimal("0.01")
UNITS: dict[str, Decimal] = {"dollars": DOLLAR, "cents": CENT}

LARGEST = Decimal("999999999999.99")
"""The largest amount taken: one cent below a trillion dollars."""

FEWEST_PLACES, MOST_PLACES = 3, 10
"""Line 10 has at least 3 decimal places (Form 8606); more than 10 add nothing to dollars."""

_PLACES = {places: ONE.scaleb(-places) for places in range(FEWEST_PLACES, MOST_PLACES + 1)}

# Wide enough that a product of two amounts is never cut off; independent of the caller's context.
WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_ENOUGH_DIGITS = 28


def adds_exactly() -> bool:
    """Whether sums of amounts in the caller's context are exact, and zero has no sign."""
    context = getcontext()
    return context.prec >= _ENOUGH_DIGITS and context.rounding != ROUND_FLOOR


def to_unit(amount: Decimal, unit: Decimal) -> Decimal:
    """Round ``amount`` half up to a multiple of ``unit``, which is a power of ten in dollars."""
    return amount.quantize(unit, ROUND_HALF_UP, WIDE) if amount else ZERO


def down_to_unit(amount: Decimal, unit: Decimal) -> Decimal:
    """Round ``amount`` down to a multiple of ``unit``: for a most that must not be exceeded."""
    return amount.quantize(unit, ROUND_DOWN, WIDE)


def up_to_unit(amount: Decimal, unit: Decimal) -> Decimal:
    """Round ``amount`` up to a multiple of ``unit``: for a least that must be reached."""
    return amount.quantize(unit, ROUND_UP, WIDE)


class Ratio(NamedTuple):
    """An exact, unitless share, kept as numerator and denominator so that nothing is lost.

    The denominator is above zero.
    """

    numerator: Decimal
    denominator: Decimal

    @property
    def fraction(self) -> Fraction:
        """The same share as a ``Fraction`` in lowest terms."""
        return Fraction(self.numerator) / Fraction(self.denominator)

    def of(self, amount: Decimal, unit: Decimal) -> Decimal:
        """``amount`` times this ratio, in dollars, rounded half up to ``unit`` in one step."""
        if not amount:
            return ZERO
        # 60 digits are exact enough: a quotient that is no tie differs from one by more than
        # 1 / (200 * LARGEST), and a tie itself has few digits, so the second step sees the truth.
        product = WIDE.multiply(amount, self.numerator)
        return WIDE.divide(product, self.denominator).quantize(unit, ROUND_HALF_UP, WIDE)

    def rounded(self, places: int) -> "Ratio":
        """The same share, rounded half up to ``places`` decimal places."""
        return Ratio(self.decimal(places), ONE)

    def decimals(self) -> Iterator[Decimal]:
        """The value to 3, 4, and so on to 10 decimal places, each half up."""
        quotient = WIDE.divide(self.numerator, self.denominator)
        for places in _PLACES.values():
            yield quotient.quantize(places, ROUND_HALF_UP, WIDE)

    def decimal(self, places: int) -> Decimal:
        """The value to ``places`` (3 to 10) decimal places, half up, trailing zeros kept."""
        quotient = WIDE.divide(self.numerator, self.denominator)
        return quotient.quantize(_PLACES[places], ROUND_HALF_UP, WIDE)


WHOLE = Ratio(ONE, ONE)
NOTHING = Ratio(ZERO, ONE)
