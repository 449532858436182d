"""What is assumed of a year and of those after it; whatever is absent is not known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from planner.engine.fixes.feasibility import Answers
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.money import ZERO

LIKELY, LIKELY_OUTSIDE = Decimal("0.05"), Decimal("0.04")
"""Growth of the money inside and of other money after tax, where nobody has said either."""

type PricedBy = Literal["rate", "schedule", "return"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFacts:
    """What a federal return says beside the IRAs; amounts in dollars.

    ``ordinary_income`` is adjusted gross income without the ``gains``, which are net long-term
    gains and qualified dividends. ``investment_income`` has the gains in it. ``itemized`` is
    ``None`` for the standard deduction. The two of Medicare and ``blind`` count people.
    """

    ordinary_income: Decimal | None = None
    gains: Decimal | None = None
    investment_income: Decimal | None = None
    itemized: Decimal | None = None
    tax_exempt_interest: Decimal | None = None
    medicare_part_b: int | None = None
    medicare_part_d: int | None = None
    blind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What is assumed of ``year`` at the end of the day ``on``.

    Rates, growth and shares are fractions; what differs by person is by the person's key.

    ``pricing`` is at a marginal ``rate`` (that which is entered for each year where it is
    ``None``), by the federal rate schedules, or on a whole ``federal`` return; the flat
    ``state_rate`` comes on top of the last two. ``bracket_growth`` is that of federal amounts not
    published yet, ``withheld`` the share of a conversion that goes to the tax office.

    ``growth`` is that of the money inside. Where nobody has said it the ways are priced without
    any, and ``likely`` is that of the years ahead alone. ``outside`` is that of other money after
    tax (as much where it is ``None``), and ``later_rate`` the tax on pre-tax money when it comes
    out. ``backdoor`` is what is contributed and converted in each later year: that of the year
    itself where it is ``None``. ``until`` is the last year that somebody looks at.

    ``inside`` is the value of all IRAs on December 31, ``low`` and ``high`` are the ends of the
    range that it is expected in.
    """

    year: int
    on: date
    pricing: PricedBy = "rate"
    rate: Decimal | None = None
    state_rate: Decimal | None = None
    federal: ReturnFacts = ReturnFacts()
    bracket_growth: Decimal = ZERO
    withheld: Decimal = ZERO
    growth: Decimal = ZERO
    likely: Decimal | None = None
    outside: Decimal | None = None
    later_rate: Decimal | None = None
    backdoor: Decimal | None = None
    spread_years: int = DEFAULT_YEARS
    until: Mapping[str, int] = field(default_factory=dict)
    inside: Mapping[str, Decimal] = field(default_factory=dict)
    low: Mapping[str, Decimal] = field(default_factory=dict)
    high: Mapping[str, Decimal] = field(default_factory=dict)
    answers: Mapping[str, Answers] = field(default_factory=dict)

    @property
    def growth_ahead(self) -> Decimal:
        """The growth of the money inside over the years ahead."""
        return self.growth if self.likely is None else self.likely
