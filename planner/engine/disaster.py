"""The part of a taxable distribution that is taxed through Form 8915: lines 15b and 25b."""

from decimal import Decimal

from planner.engine.money import Ratio


def disaster_part(
    *, taxable: Decimal, disaster: Decimal, distributed: Decimal, unit: Decimal
) -> Decimal:
    """The share of ``taxable`` that ``disaster`` has in ``distributed``; dollars, to ``unit``.

    Line 15b: line 15a times qualified disaster distributions over line 7. Line 25b: line 25a times
    them over line 21. The published example: 22,000 of 33,000 distributed, 30,000 taxable, gives
    20,000 (Instructions for Form 8606, lines 15b and 25b).

    Not verified at the source: ``form-8915-lines``.
    """
    return Ratio(disaster, distributed).of(taxable, unit)
