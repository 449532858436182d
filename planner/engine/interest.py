"""Interest on tax paid late: ``data/interest.toml``, one rate a quarter, compounded daily.

Sources: IRC 6601(a), 6621(a)(2) and 6622(a); the quarterly Revenue Rulings named in the file.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib.resources import files
from itertools import groupby

from planner.engine.money import CENT, ONE, WIDE, ZERO, to_unit
from planner.engine.toml_reader import Section, parse

_FILE = "interest.toml"
_QUARTERS, _MONTHS_OF_A_QUARTER = 4, 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class YearRates:
    """The rates of a year's four quarters (0.07 is 7 % a year), where from, and when checked."""

    rates: tuple[Decimal, ...]
    source: str
    checked: date


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` to ``last``, both counted, at one ``rate`` of a year of ``of_days``.

    ``is_projected`` where no rate is published for them and the last one is carried on.
    """

    first: date
    last: date
    rate: Decimal
    of_days: int
    is_projected: bool

    @property
    def days(self) -> int:
        """How many days they are."""
        return (self.last - self.first).days + 1

    @property
    def factor(self) -> Decimal:
        """What a dollar grows to over these days (IRC 6622(a): compounded daily)."""
        daily = WIDE.add(ONE, WIDE.divide(self.rate, Decimal(self.of_days)))
        return WIDE.power(daily, self.days)


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest in dollars and cents on ``tax`` that was due ``since`` and is paid on ``paid``."""

    tax: Decimal
    since: date
    paid: date
    amount: Decimal
    stretches: tuple[Stretch, ...]

    @property
    def is_projected(self) -> bool:
        """Whether some of it rests on a rate that is not published yet."""
        return any(one.is_projected for one in self.stretches)


def interest(tax: Decimal, since: date, paid: date) -> Interest | None:
    """What the IRS charges on ``tax`` dollars due on ``since`` and paid on ``paid``.

    The days after ``since`` up to ``paid`` count (IRC 6601(a)). ``None`` where they begin before
    the first published rate; none is guessed backwards.
    """
    if since + _DAY < date(min(published()), 1, 1):
        return None
    stretches = tuple(_stretches(since + _DAY, paid))
    grown = ONE
    for stretch in stretches:
        grown = WIDE.multiply(grown, stretch.factor)
    amount = to_unit(WIDE.multiply(tax, WIDE.subtract(grown, ONE)), CENT)
    return Interest(tax, since, paid, amount, stretches)


def _stretches(first: date, last: date) -> Iterator[Stretch]:
    """The days from ``first`` to ``last``; quarters alike that follow each other are one."""
    for alike, quarters in groupby(_quarters(first, last), lambda found: found[2:]):
        days = [(start, end) for start, end, *_ in quarters]
        yield Stretch(days[0][0], days[-1][1], *alike)


def _quarters(first: date, last: date) -> Iterator[tuple[date, date, Decimal, int, bool]]:
    """Quarter by quarter: first and last day, rate, days of the year, and whether projected."""
    while first <= last:
        end = min(last, _end_of_quarter(first))
        rate, is_projected = _rate(first)
        yield first, end, rate, _days_of(first.year), is_projected
        first = end + _DAY


def _rate(day: date) -> tuple[Decimal, bool]:
    """The rate of the day's quarter; the last one published where that is later."""
    rates = published()
    if day.year in rates:
        return rates[day.year].rates[_quarter(day)], False
    return rates[max(rates)].rates[-1], True


def _end_of_quarter(day: date) -> date:
    month = (_quarter(day) + 1) * _MONTHS_OF_A_QUARTER
    return date(day.year, month, monthrange(day.year, month)[1])


def _quarter(day: date) -> int:
    """From 0 to 3."""
    return (day.month - 1) // _MONTHS_OF_A_QUARTER


def _days_of(year: int) -> int:
    """365, or 366: interest of a leap year divides by its days (Rev. Proc. 95-17)."""
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


@cache
def published() -> Mapping[int, YearRates]:
    """The rates by year (IRC 6621(a)(2)), read once."""
    text = files("planner.engine").joinpath("data", _FILE).read_text("utf-8")
    return read_rates(text)


def read_rates(text: str) -> Mapping[int, YearRates]:
    """The rates in the TOML document ``text``: one table a year, years without a gap.

    Raises ``DataFileError`` naming the key of whatever is not so.
    """
    top = parse(text, file=_FILE)
    found = {_year(top, key): _year_rates(top.section(key)) for key in top.values}
    years = list(found)
    if not years or years != list(range(years[0], years[0] + len(years))):
        raise top.error("", "must hold years, one after the other")
    return found


def _year(top: Section, key: str) -> int:
    if not (key.isascii() and key.isdecimal()):
        raise top.error(key, "must be a year")
    return int(key)


def _year_rates(group: Section) -> YearRates:
    group.only("source", "checked", "rates")
    rates = tuple(_read_rate(group, item) for item in group.get("rates", list))
    if len(rates) != _QUARTERS:
        raise group.error("rates", "must be four, one a quarter")
    return YearRates(rates, group.get("source", str), group.get("checked", date))


def _read_rate(group: Section, item: object) -> Decimal:
    try:
        rate = Decimal(item) if isinstance(item, str) else ZERO
    except InvalidOperation:
        rate = ZERO
    if not ZERO < rate < ONE:
        raise group.error("rates", f'must hold rates written like "0.07", not {item!r}')
    return rate
