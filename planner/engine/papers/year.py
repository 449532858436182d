"""The papers of a person for a year: what came, what differs, and what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.engine.household import Household, Person
from planner.engine.papers.case import Case, Kept, replaced
from planner.engine.papers.difference import Difference
from planner.engine.papers.expected import Expected, expected, provisional
from planner.engine.papers.match_1099_r import match_1099_r
from planner.engine.papers.match_5498 import match_5498
from planner.engine.papers.match_each_other import match_each_other
from planner.engine.papers.match_value import match_value
from planner.engine.papers.paper import Paper
from planner.engine.papers.remark import Remark
from planner.engine.papers.remarks import remarks
from planner.engine.papers.strangers import match_strangers


@dataclass(frozen=True, slots=True)
class Came:
    """One paper, its place among the person's, and what there is to say of it by itself."""

    place: int
    paper: Paper
    is_replaced: bool
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class YearPapers:
    """The papers of one person for one year.

    ``provisional`` names the accounts whose year-end value waits for a Form 5498; one that has come
    and says another value is a difference instead.
    """

    person: Person
    year: int
    came: tuple[Came, ...]
    expected: tuple[Expected, ...]
    differences: tuple[Difference, ...]
    provisional: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Whether every paper has come and says what is entered."""
        return bool(self.came) and not (self.expected or self.differences or self.provisional)


def year_papers(household: Household, person: Person, year: int, today: date) -> YearPapers:
    """What the papers of ``person`` for ``year`` say beside the entries and each other.

    Source: Instructions for Forms 1099-R and 5498; Form 8606, lines 1, 6, 7 and 8.
    """
    case = Case.of(household, person, year)
    differences = tuple(_differences(case))
    told = {one.account for one in differences if one.topic == "value"}
    return YearPapers(
        person=person,
        year=year,
        came=tuple(_came(person, year)),
        expected=tuple(expected(case, today)),
        differences=differences,
        provisional=tuple(account for account in provisional(case) if account not in told),
    )


def waits_for_5498(household: Household, person: Person, year: int) -> bool:
    """Whether line 6 of ``year`` rests on a value that no Form 5498 has confirmed.

    It takes no papers: a value says itself where it is from.
    """
    return bool(provisional(Case(household, person, year, ())))


def _came(person: Person, year: int) -> Iterator[Came]:
    accounts = {account.key: account for account in person.accounts}
    kept = [Kept(at, paper) for at, paper in enumerate(person.papers) if paper.year == year]
    gone = replaced(kept)
    for one in kept:
        found = remarks(one.paper, accounts.get(one.paper.account), person.born)
        yield Came(one.place, one.paper, one.place in gone, found)


def _differences(case: Case) -> Iterator[Difference]:
    for account in case.person.accounts:
        yield from match_1099_r(case, account)
        yield from match_5498(case, account)
        yield from match_value(case, account)
    yield from match_each_other(case)
    yield from match_strangers(case)
