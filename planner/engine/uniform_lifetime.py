"""The Uniform Lifetime Table: how much of an IRA its owner must take out for a year, at most.

An owner whose only beneficiary is a spouse more than ten years younger may take less, by the Joint
and Last Survivor Table, which is not kept here (Treas. Reg. 1.401(a)(9)-5(c)(2)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from itertools import pairwise

from planner.engine.money import CENT, WIDE, ZERO, up_to_unit
from planner.engine.toml_reader import Section, parse

_FILE = "uniform_lifetime.toml"
FIRST_YEAR_OF_THE_NEW_TABLE = 2022
"""T.D. 9930: for distribution calendar years from 2022 on."""


@dataclass(frozen=True, slots=True)
class Divisors:
    """One edition of the table: the divisor at ``first_age`` and at each age after it."""

    first_age: int
    by_age: tuple[Decimal, ...]
    source: str

    def at(self, age: int) -> Decimal:
        """The divisor for who reaches ``age`` in the year; the last one for every higher age.

        Raises ``ValueError`` below the first age.
        """
        if age < self.first_age:
            raise ValueError(f"the table begins at age {self.first_age}, not {age}")
        return self.by_age[min(age - self.first_age, len(self.by_age) - 1)]


def required_distribution(value: Decimal, *, year: int, age: int, unit: Decimal = CENT) -> Decimal:
    """What must come out for ``year`` of one IRA worth ``value`` on the December 31 before it.

    ``age`` is the age that the owner reaches in ``year``. Dollars, rounded up to ``unit``, as no
    less will do. The published example: 100,000 at age 80 in 2024 gives 100,000 / 20.2, 4,951
    (IRC 401(a)(9), 408(a)(6); Treas. Reg. 1.408-8, 1.401(a)(9)-5 and -9).
    """
    return up_to_unit(WIDE.divide(value, divisors(year).at(age)), unit)


def required_of_all(values: Iterable[Decimal], *, year: int, age: int) -> Decimal:
    """The same for all IRAs of a person together, which may come out of any (1.408-8(e)(1))."""
    each = (required_distribution(value, year=year, age=age) for value in values)
    return sum(each, ZERO)


@cache
def divisors(year: int) -> Divisors:
    """The edition of the table that holds for ``year``.

    Raises ``DataFileError`` naming the key when the file is not sound.
    """
    text = files("planner.engine").joinpath("data", _FILE).read_text("utf-8")
    editions = parse(text, file=_FILE)
    is_new = year >= FIRST_YEAR_OF_THE_NEW_TABLE
    return read_divisors(editions.section("from_2022" if is_new else "through_2021"))


def read_divisors(edition: Section) -> Divisors:
    """One edition as its ``edition`` of the file says it; divisors fall from age to age.

    Raises ``DataFileError`` naming the key for whatever is missing or out of order.
    """
    edition.only("source", "checked", "confidence", "first_age", "divisors")
    found = tuple(Decimal(text) for text in edition.get("divisors", list))
    if any(low >= high for high, low in pairwise(found)):
        raise edition.error("divisors", "must fall from one age to the next")
    return Divisors(edition.get("first_age", int), found, edition.get("source", str))
