"""The last whole dollar at which something holds that holds no more further up."""

from collections.abc import Callable
from decimal import Decimal

from planner.engine.money import ONE, down_to_unit


def last_that(holds: Callable[[Decimal], bool], within: Decimal, beyond: Decimal) -> Decimal:
    """The last value, in whole dollars above ``within``, before one at which it does not hold.

    It holds at ``within`` and not at ``beyond``. Where it changes more than once in between, one
    of the changes is found: it holds at the value that is returned, and not one dollar above.
    """
    while beyond - within > ONE:
        middle = within + max(ONE, down_to_unit((beyond - within) / 2, ONE))
        if holds(middle):
            within = middle
        else:
            beyond = middle
    return within
