"""What is inside a person's Roth IRAs, by layer, and the order in which it comes out.

All Roth IRAs of a person are one (IRC 408A(d)(4)(A)). Out of it come regular contributions first,
then conversions, those of the first year first and of each year the taxable part first, and last
the earnings (IRC 408A(d)(4)(B); Treas. Reg. 1.408A-6, Q&A 8). Amounts are US dollars.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from operator import attrgetter

from planner.engine.money import ZERO


@dataclass(frozen=True, slots=True)
class ConversionLayer:
    """What is left of all that was converted in, or rolled over from plans in, one ``year``.

    ``taxable`` is what is left of the part that was income, ``None`` while that is not known.
    """

    year: int
    amount: Decimal
    taxable: Decimal | None

    @property
    def nontaxable(self) -> Decimal | None:
        """What is left of the part that was not income, in dollars."""
        return None if self.taxable is None else self.amount - self.taxable


_amount_of = attrgetter("amount")

type Conversions = tuple[ConversionLayer, ...]
"""Layers of conversions, or what came out of them, in the order of their years."""


@dataclass(frozen=True, slots=True)
class RothLayers:
    """Regular contributions and conversions that have not come out; ``None`` where not known.

    What is inside beyond them is earnings.
    """

    regular: Decimal | None = ZERO
    conversions: Conversions | None = ()

    @property
    def converted(self) -> Decimal | None:
        """Both parts of all the conversions, in dollars: what line 24 asks for."""
        if self.conversions is None:
            return None
        return sum(map(_amount_of, self.conversions), ZERO)

    def hidden(self) -> "RothLayers":
        """What is left after a distribution of nobody knows what: of nothing, still nothing."""
        regular = ZERO if self.regular == 0 else None
        return RothLayers(regular, () if self.conversions == () else None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a distribution consists of, in dollars; ``None`` where it is not known."""

    regular: Decimal | None = ZERO
    conversions: Conversions | None = ()
    earnings: Decimal | None = ZERO

    @property
    def converted(self) -> Decimal | None:
        """What came out of conversions, both parts, in dollars."""
        return RothLayers(ZERO, self.conversions).converted


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum in dollars; not known where one of them is not."""
    total = ZERO
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def draw(layers: RothLayers, amount: Decimal) -> tuple[Drawn, RothLayers]:
    """Take ``amount`` dollars out in the legal order; what it was, and what is left.

    A layer that is not known hides what comes after it, and what is left of those.
    """
    if not amount:
        return Drawn(), layers
    if layers.regular is None:
        return Drawn(None, None, None), layers.hidden()
    regular = min(amount, layers.regular)
    rest, left = amount - regular, layers.regular - regular
    if not rest:
        return Drawn(regular), replace(layers, regular=left)
    if layers.conversions is None:
        return Drawn(regular, None, None), replace(layers, regular=left)
    taken, conversions, earnings = _draw_conversions(layers.conversions, rest)
    return Drawn(regular, taken, earnings), RothLayers(left, conversions)


def _draw_conversions(
    layers: Conversions, amount: Decimal
) -> tuple[Conversions, Conversions, Decimal]:
    """First in, first out: what was taken, what is left, and the dollars it found no layer for."""
    taken: list[ConversionLayer] = []
    for at, layer in enumerate(layers):
        if amount < layer.amount:
            kept = layers[at:]
            if amount:
                taken.append(ConversionLayer(layer.year, amount, _taxable_first(layer, amount)))
                kept = (_without(layer, amount), *layers[at + 1 :])
            return tuple(taken), kept, ZERO
        taken.append(layer)
        amount -= layer.amount
    return tuple(taken), (), amount


def _taxable_first(layer: ConversionLayer, out: Decimal) -> Decimal | None:
    return None if layer.taxable is None else min(out, layer.taxable)


def _without(layer: ConversionLayer, out: Decimal) -> ConversionLayer:
    taxable = None if layer.taxable is None else max(ZERO, layer.taxable - out)
    return ConversionLayer(layer.year, layer.amount - out, taxable)
