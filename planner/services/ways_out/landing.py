"""Where each extra dollar of a year lands: a picture of brackets, and the two returns behind it."""

from dataclasses import dataclass
from decimal import Decimal

from planner.charts import Chart
from planner.engine.federal import NOT_COUNTED, Filers
from planner.engine.findings import Finding
from planner.engine.fixes import OutcomeYear
from planner.engine.fixes.together import JointYear
from planner.engine.printing import dollars
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.federal_return import OnReturns
from planner.services.ways_out.picture import by_schedule, on_return
from planner.services.ways_out.price import AtRates, Pricing
from planner.services.ways_out.rows import Row, rows
from planner.services.ways_out.why import year_of

PART = "tax"
"""In what is asked for: ``p1/spread/tax`` for the first year, ``p1/spread/tax-2027``."""


@dataclass(frozen=True, slots=True)
class Landing:
    """One year of a way: what ``taxable`` more costs, and where it lands.

    ``key`` is that of the way, ``years`` are all that it has. Without a ``chart`` nothing lands.
    ``rows`` are both returns, line by line, on whole returns only.
    """

    key: str
    year: int
    years: tuple[int, ...]
    taxable: Decimal
    tax: Decimal
    steps: str
    chart: Chart | None
    rows: tuple[Row, ...]
    is_projected: bool

    @property
    def slug(self) -> str:
        """The key as an element's id can hold it."""
        return f"landing-{self.key.replace('/', '-')}"

    @property
    def not_counted(self) -> tuple[Finding, ...]:
        """What a return may have that is left out."""
        return NOT_COUNTED

    @property
    def total(self) -> str:
        """How the last row comes to the tax that is shown."""
        exact = self.rows[-1].more if self.rows else self.tax
        return "" if exact == self.tax else f"{dollars(exact)}, rounded to {dollars(self.tax)}."


def landing_of(asked: str) -> str:
    """The way of which it is asked where each dollar lands; empty where something else is."""
    key, _, part = asked.rpartition("/")
    return key if part.partition("-")[0] == PART else ""


def landing(found: WaysOut, asked: str) -> Landing | None:
    """What is asked for by the keys of person and way; a joint way has no person.

    ``None`` where there is no such year, where it has no price, or none that differs by bracket.
    """
    key, _, part = asked.rpartition("/")
    person, _, way = key.partition("/")
    name, _, year = part.partition("-")
    if name != PART:
        return None
    years = {str(year_of(one)): one for one in _years(found, person, way)}
    one = years.get(year) if year else next(iter(years.values()), None)
    if one is None or one.tax is None:
        return None
    chosen = next((side.person for side in found.sides if side.person.key == person), None)
    pricing = found.pricing.alone(chosen) if chosen else found.pricing
    return _landing(pricing, key, one, tuple(map(int, years)))


def _years(found: WaysOut, person: str, way: str) -> tuple[OutcomeYear | JointYear, ...]:
    if not person:
        return next((one.years for one in found.joint if one.key == way), ())
    side = next((one for one in found.sides if one.person.key == person), None)
    option = side.way(way) if side else None
    return option.outcome.years if option and option.outcome else ()


def _landing(
    pricing: Pricing, key: str, one: OutcomeYear | JointYear, years: tuple[int, ...]
) -> Landing | None:
    year, tax = year_of(one), one.tax
    if tax is None:
        return None
    chart, told = None, tuple[Row, ...]()
    match pricing:
        case OnReturns(filers=Filers() as filers):
            between = pricing.between(filers, year, one.taxable, one.early)
            chart = on_return(between, filers.medicare(year)) if one.taxable else None
            told = tuple(rows(between))
        case AtRates() if pricing.rate_of(year) is None and (record := pricing.record(year)):
            chart = by_schedule(record, year, one.taxable) if one.taxable else None
        case _:
            return None
    projected, steps = pricing.is_projected(year), pricing.steps(year, one.taxable, tax)
    return Landing(key, year, years, one.taxable, tax, steps, chart, told, projected)
