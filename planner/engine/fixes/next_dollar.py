"""What the next dollar of ordinary income costs on a whole federal return: its marginal rate."""

from dataclasses import replace
from decimal import Decimal

from planner.engine.federal import FederalReturn, federal_tax
from planner.engine.federal.amounts import NIIT_THRESHOLDS
from planner.engine.fixes.return_rooms import room_in_bracket
from planner.engine.money import CENT, ONE, WIDE, ZERO, to_unit

_STEP = Decimal(1_000)
"""Over so many dollars cents are no matter; fewer below a bracket or the tax on investments."""

_PLACES = CENT * CENT


def next_dollar(facts: FederalReturn, state_rate: Decimal = ZERO) -> Decimal:
    """The rate on the next dollar of ordinary income, a fraction to four places.

    With what it takes off the senior deduction, the tax on investments and the flat ``state_rate``
    (IRC 1, 151(d)(5), 1411), without Medicare premiums: a tier is one step of dollars, no rate.
    Raises as ``federal_tax`` does.
    """
    tops = [_STEP, room_in_bracket(facts)]
    if facts.investment_income:
        tops.append(NIIT_THRESHOLDS[facts.filing_status] - facts.agi)
    step = min(top for top in tops if top is not None and top >= ONE)
    more = replace(facts, ira_income=facts.ira_income + step)
    cost = federal_tax(more).total - federal_tax(facts).total
    return to_unit(WIDE.divide(cost, step) + state_rate, _PLACES)
