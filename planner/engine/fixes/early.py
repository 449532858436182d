"""Below 59½: until when, and what there is to say of what is withheld from a conversion."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from planner.engine.findings import Finding
from planner.engine.household import Person
from planner.engine.moves import years_later

_YEARS, _HALF_A_YEAR = 59, 6
_JULY = 7
_LAW = "IRC §72(t)(1), (t)(2)(A)(i)"


def half_past_59(born: date) -> date:
    """The day on which one is 59½ (IRC 72(t)(2)(A)(i)): six months after the 59th birthday.

    Where that month has no such day, it is the first day of the next one.
    """
    year, month = years_later(born, _YEARS).year, born.month + _HALF_A_YEAR
    year, month = (year + 1, month - 12) if born.month >= _JULY else (year, month)
    try:
        return date(year, month, born.day)
    except ValueError:
        return date(year, month + 1, 1)


def early_through(born: date | None) -> int:
    """The last year whose December 31 finds somebody below 59½, nothing before or not known.

    In the year of that day one can withhold after it.
    """
    return 0 if born is None else half_past_59(born).year - 1


def withheld_findings(person: Person, years: range, withheld: Decimal) -> Iterator[Finding]:
    """What is not counted of the 10 % on what is ``withheld``, a share of each conversion."""
    if not withheld:
        return
    if person.born is None:
        yield Finding(
            "early-not-known",
            "info",
            "The date of birth is not known. Below 59½, 10% more is due on the taxable part of what"
            " is withheld; it is not counted.",
            "born",
            citation=_LAW,
        )
    elif half_past_59(person.born).year in years:
        day = half_past_59(person.born)
        yield Finding(
            "early-until",
            "info",
            f"What is withheld before {day:%B} {day.day}, {day.year}, the day of being 59½, costs"
            " 10% more; it is taken to be withheld after it.",
            "born",
            citation=_LAW,
        )
