"""From which year on minimum distributions (RMDs) are required of the owner of an IRA.

How much is required: ``uniform_lifetime``.
"""

from dataclasses import dataclass
from datetime import date

_MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class StartingAge:
    """The age from whose year on distributions are required, for those born through a day."""

    born_through: date
    years: int
    months: int
    source: str

    @property
    def text(self) -> str:
        """The age in words: 73, or 70½."""
        return f"{self.years}½" if self.months else str(self.years)


STARTING_AGES = (
    StartingAge(
        date(1949, 6, 30),
        70,
        6,
        "IRC 401(a)(9)(C)(i)(I) before the SECURE Act; it went on for who reached 70½ by 2019",
    ),
    StartingAge(date(1950, 12, 31), 72, 0, "SECURE Act (P.L. 116-94, Div. O) section 114"),
    # Those born in 1959 fit both clauses of the law; the proposed regulations of July 2024
    # (REG-103529-23) read it as 73.
    StartingAge(
        date(1959, 12, 31),
        73,
        0,
        "SECURE 2.0 Act (P.L. 117-328, Div. T) section 107; IRC 401(a)(9)(C)(v)(I)",
    ),
    StartingAge(
        date.max,
        75,
        0,
        "SECURE 2.0 Act (P.L. 117-328, Div. T) section 107; IRC 401(a)(9)(C)(v)(II)",
    ),
)
"""In the order of birth. An IRA's owner starts in that year, at work or not (IRC 408(a)(6))."""

WAIVED_YEARS = {
    2009: "IRC 401(a)(9)(H); P.L. 110-458, section 201",
    2020: "IRC 401(a)(9)(I); CARES Act (P.L. 116-136) section 2203",
}
"""Years in which nothing had to come out of an IRA."""


def starting_age(born: date) -> StartingAge:
    """The age that counts for who was born on ``born`` (IRC 401(a)(9)(C)).

    Not verified at the source: ``rmd-of-those-born-in-1959``.
    """
    return next(age for age in STARTING_AGES if born <= age.born_through)


def first_required_year(born: date) -> int:
    """The calendar year of the first required distribution, which may wait until April 1 after it.

    Source: IRC 401(a)(9)(C)(i), 408(a)(6).
    """
    age = starting_age(born)
    return born.year + age.years + (1 if born.month + age.months > _MONTHS_OF_A_YEAR else 0)


def is_required(born: date, year: int) -> bool:
    """Whether something has to come out of the IRAs for ``year`` (IRC 408(a)(6), 401(a)(9))."""
    return year >= first_required_year(born) and year not in WAIVED_YEARS
