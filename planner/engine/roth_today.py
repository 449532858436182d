"""How much could come out of Roth IRAs on a day without income tax and without the 10%.

In the legal order: once the five tax years are over and one is 59½ everything; at 59½ before that
contributions and conversions; before 59½ contributions and conversions up to the first one that is
still in its five years and of which a part was income, for that part comes out first. IRC
72(t)(1), 408A(d)(2)-(4); Treas. Reg. 1.408A-6, Q&A 1, 4, 5 and 8. Amounts are US dollars.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.engine.money import ZERO
from planner.engine.roth_clocks import QualifiedClock, is_of_age, is_young
from planner.engine.roth_layers import ConversionLayer, RothLayers, added


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeToday:
    """What is free on a day, in dollars.

    ``is_all`` says that it is everything that is inside, as all of it is qualified; the amounts
    are of the layers then too. ``regular`` is ``None`` while that layer is not known and
    ``converted`` while conversions are not. ``stop`` is the conversion at which it ends; from there
    on ``behind`` is what is left of conversions, of all of which ``bears`` bears the 10%.
    """

    is_all: bool
    regular: Decimal | None
    converted: Decimal | None
    stop: ConversionLayer | None = None
    behind: Decimal = ZERO
    bears: Decimal | None = ZERO

    @property
    def amount(self) -> Decimal | None:
        """Contributions and conversions together, as far as they are known; ``None`` without."""
        return None if self.regular is None else self.regular + (self.converted or ZERO)

    @property
    def is_least(self) -> bool:
        """Whether more may be free than ``amount`` says, as a layer is not known."""
        is_open = self.stop is not None and self.stop.taxable is None
        return self.regular is None or self.converted is None or is_open


def free_on(day: date, layers: RothLayers, clock: QualifiedClock, born: date | None) -> FreeToday:
    """What of ``layers`` is free on ``day``; who was born on a day not known counts as young."""
    of_age = is_of_age(born, day)
    is_all = bool(of_age and clock.is_met(day.year))
    if of_age or layers.conversions is None:
        return FreeToday(is_all=is_all, regular=layers.regular, converted=layers.converted)
    converted = ZERO
    for layer in layers.conversions:
        if is_young(layer.year, day.year) and layer.taxable != 0:
            return _stopped(day, layers, converted, layer)
        converted += layer.amount
    return FreeToday(is_all=False, regular=layers.regular, converted=converted)


def _stopped(day: date, layers: RothLayers, converted: Decimal, stop: ConversionLayer) -> FreeToday:
    """What is free before ``stop``, and what the conversions from there on would bear."""
    young = (one for one in layers.conversions or () if is_young(one.year, day.year))
    return FreeToday(
        is_all=False,
        regular=layers.regular,
        converted=converted,
        stop=stop,
        behind=(layers.converted or ZERO) - converted,
        bears=added(one.taxable for one in young),
    )
