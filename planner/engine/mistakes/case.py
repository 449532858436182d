"""What a check looks at: one person and year, in the middle of the household's ledgers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from planner.engine.facts import PersonYear
from planner.engine.household import Event, FiledForm, Household, Person
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.mistakes.mistake import (
    NOTHING_MISSING,
    NOTHING_SEEN,
    Evidence,
    Mistake,
    NotRun,
    Without,
    Words,
)
from planner.engine.pool import Pool, own_pool
from planner.engine.worksheets import Worksheet

type Ledgers = Mapping[str, Sequence[LedgerYear]]
"""The ledger of each person, by the person's key."""


@dataclass(frozen=True)
class Books:
    """One person with everything that is known of them."""

    # No slots: what is looked up year after year is arranged once and kept beside the fields.

    person: Person
    years: Sequence[LedgerYear]

    @cached_property
    def own(self) -> dict[int, LedgerYear]:
        """The person's own forms by year, those for inherited IRAs left aside."""
        return {found.year: found for found in self.years if not found.decedent}

    @cached_property
    def pool(self) -> Pool:
        """The person's own traditional, SEP and SIMPLE IRAs."""
        return own_pool(self.person)

    @cached_property
    def filed_years(self) -> tuple[int, ...]:
        """The years of which a filed form is entered, in order."""
        return tuple(sorted(one.year for one in self.person.years if one.filed))


@dataclass(frozen=True)
class Case:
    """One person and year of ``household``, seen from ``today``."""

    household: Household
    everybody: Mapping[str, Books]
    books: Books
    year: int
    today: date

    @property
    def person(self) -> Person:
        """Whose year it is."""
        return self.books.person

    @property
    def pool(self) -> Pool:
        """The person's own IRAs."""
        return self.books.pool

    @property
    def found(self) -> LedgerYear:
        """The person's own form as it should be."""
        return self.books.own[self.year]

    @property
    def sheet(self) -> Worksheet:
        """The lines of it."""
        return self.found.sheet

    @property
    def facts(self) -> PersonYear:
        """The entries of it."""
        return self.sheet.facts

    @property
    def filed(self) -> FiledForm | None:
        """The form as it was filed, if it is entered."""
        return self.person.record(self.year).filed

    @cached_property
    def off(self) -> Mapping[str, Decimal]:
        """How far the filed lines are above what they should be, in dollars; by number."""
        return {
            one.line: Decimal(one.filed) - Decimal(one.should_be) for one in self.found.differences
        }

    @property
    def year_end(self) -> date:
        """December 31."""
        return date(self.year, 12, 31)

    @property
    def is_over(self) -> bool:
        """Whether the year is over today."""
        return self.today > self.year_end

    def amount(self, key: str) -> Decimal | None:
        """The line called ``key`` in dollars; ``None`` where it is blank or not known."""
        return cast("Decimal | None", self.sheet.value(key)) if self.found.is_known else None

    def events(self, kind: str) -> tuple[Event, ...]:
        """What left the person's own IRAs in the calendar year."""
        return self.pool.events(kind, self.year)

    def not_run(self, code: str, *missing: str) -> NotRun:
        """That the check ``code`` lacks these facts."""
        return NotRun(code, self.person.key, self.year, missing)

    def mistake(  # noqa: PLR0913 - what a mistake consists of, all by name
        self,
        code: str,
        words: Words,
        *,
        dollars: Decimal | None = None,
        mend_by: date | None = None,
        without: Without = NOTHING_MISSING,
        evidence: Evidence = NOTHING_SEEN,
    ) -> Mistake:
        """A mistake of this person and year that costs money; it can be mended from today on.

        ``without`` says why there is no ``mend_by`` or there are no ``dollars``.
        """
        is_open = mend_by is not None and mend_by >= self.today
        return Mistake(
            code=code,
            severity="costs",
            person=self.person.key,
            year=self.year,
            message=words.message,
            what_to_do=words.what_to_do,
            dollars=dollars,
            no_dollars="" if dollars is not None else without.dollars,
            mend_by=mend_by if is_open else None,
            missed=None if is_open else mend_by,
            no_day="" if mend_by else without.day,
            citation=words.citation,
            evidence=evidence,
        )


def everybody(household: Household, ledgers: Ledgers | None) -> dict[str, Books]:
    """The books of each person by key; a ledger that is not passed in is worked out."""
    known = ledgers or {}
    return {
        person.key: Books(
            person, known[person.key] if person.key in known else ledger(household, person)
        )
        for person in household.people
    }


def cases(household: Household, today: date, ledgers: Ledgers | None) -> Iterator[Case]:
    """Every person and year that there is a form or a quiet year of."""
    found = everybody(household, ledgers)
    for books in found.values():
        for year in books.own:
            yield Case(household, found, books, year, today)
