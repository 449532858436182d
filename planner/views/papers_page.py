"""What can be printed of a household: every person's forms, year by year."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404

from planner.bridge import HouseholdRecords, PersonRecords
from planner.documents.official.folder import kept
from planner.engine.layouts import form_years
from planner.engine.ledger import LedgerYear, ledger
from planner.models import Person


@dataclass(frozen=True, slots=True)
class Sheet:
    """One form of a year."""

    found: LedgerYear

    @property
    def is_quiet(self) -> bool:
        """Whether nothing calls for the form."""
        return not self.found.form_due and not self.found.parts

    @property
    def has_blank(self) -> bool:
        """Whether the official blank of the year is here to be filled."""
        return kept(self.found.year) is not None


@dataclass(frozen=True, slots=True)
class PersonPapers:
    """A person with their forms, the newest first, and the years in which none was due."""

    person: Person
    sheets: tuple[Sheet, ...]
    quiet: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """Everything on the page."""

    people: tuple[PersonPapers, ...]
    years: tuple[int, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has happened to anybody."""
        return not any(one.sheets or one.quiet for one in self.people)

    @property
    def first(self) -> int | None:
        """The first year of which there is a form to print."""
        return self.years[0] if self.years else None

    @property
    def without_blank(self) -> tuple[int, ...]:
        """The years of forms whose official blank is known, but not here."""
        return tuple(year for year in self.years if year in form_years() and not kept(year))

    @property
    def last(self) -> int | None:
        """The last of them."""
        return self.years[-1] if self.years else None


def papers_of(records: HouseholdRecords) -> Papers:
    """The papers of a household."""
    people = tuple(_person(records, person) for person in records.people)
    years = {sheet.found.year for one in people for sheet in one.sheets}
    return Papers(people, tuple(sorted(years)))


def sheet_of(
    records: HouseholdRecords, person: PersonRecords, year: int, decedent: str
) -> LedgerYear | None:
    """The form of a year, if there is one; of an inherited pool where there is a decedent."""
    for sheet in _sheets(records, person):
        if (sheet.found.year, sheet.found.decedent) == (year, decedent):
            return sheet.found
    return None


def person_of(records: HouseholdRecords, pk: int) -> PersonRecords:
    """A live person of the household; 404 for anybody else."""
    found = records.person(pk)
    if found is None:
        raise Http404
    return found


def _person(records: HouseholdRecords, person: PersonRecords) -> PersonPapers:
    sheets = list(_sheets(records, person))
    return PersonPapers(
        person=person.person,
        sheets=tuple(sheet for sheet in reversed(sheets) if not sheet.is_quiet),
        quiet=tuple(sheet.found.year for sheet in sheets if sheet.is_quiet),
    )


def _sheets(records: HouseholdRecords, person: PersonRecords) -> Iterator[Sheet]:
    yield from (Sheet(found) for found in ledger(records.facts, person.facts))
