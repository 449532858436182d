"""The ledger of a person's life, ready to be shown: each year's figures, as filed beside as due.

Read by the page and by the papers. Nothing is computed here that the engine has not computed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.household import FiledForm as FiledFacts
from planner.engine.household import Household, Person, YearRecord
from planner.engine.ledger import LedgerYear, ledger
from planner.models import FiledForm
from planner.services.lifetime.evidence import Mark, evidence
from planner.services.lifetime.figures import Figure, figures
from planner.services.sheet.waiting import waits_for


@dataclass(frozen=True)
class LifeYear:
    """One year of one pool: its figures, what they rest on, and what was filed."""

    found: LedgerYear
    filed: FiledForm | None
    evidence: tuple[Mark, ...]
    missing: tuple[str, ...]

    @property
    def year(self) -> int:
        """The tax year."""
        return self.found.year

    @property
    def is_hidden(self) -> bool:
        """Whether so much is missing that no number is shown."""
        return not self.found.is_complete and (
            self.found.carried is None or not self.found.is_known
        )

    @property
    def is_due_without_form(self) -> bool:
        """Whether the person says that no form was filed, though one was due."""
        return bool(self.filed and not self.filed.lines and self.found.form_due)

    @property
    def is_wrong(self) -> bool:
        """Whether what was filed is not what it should have been."""
        return bool(self.found.differences) or self.is_due_without_form

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened and nothing was filed."""
        found = self.found
        happened = found.lines or found.all_findings or found.form_due or found.sheet.taxable
        return not (happened or self.filed)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers of the row, in the order of the columns."""
        return figures(self.found, self.filed)


@dataclass(frozen=True)
class Fold:
    """Neighboring years in which nothing happened."""

    years: tuple[LifeYear, ...]

    @property
    def first(self) -> LifeYear:
        """The earliest of them."""
        return self.years[0]

    @property
    def last(self) -> LifeYear:
        """The latest of them."""
        return self.years[-1]


@dataclass(frozen=True)
class Life:
    """All years of one pool: a person's own, or what was inherited from ``decedent``."""

    years: tuple[LifeYear, ...]
    decedent: str = ""

    @cached_property
    def rows(self) -> tuple[LifeYear | Fold, ...]:
        """The years from first to last, quiet neighbors folded into one."""
        return tuple(_folded(self.years))

    @property
    def first_wrong(self) -> int | None:
        """The first year of which what was filed is wrong."""
        return next((year.year for year in self.years if year.is_wrong), None)

    def year(self, year: int) -> LifeYear | None:
        """The year, if it is part of the ledger."""
        return next((one for one in self.years if one.year == year), None)


@dataclass(frozen=True)
class Lifetime:
    """Everything the ledger of one person shows; ``own`` has no years while nothing is entered."""

    records: PersonRecords
    facts: Person
    own: Life
    inherited: tuple[Life, ...]

    @property
    def lives(self) -> tuple[Life, ...]:
        """The person's own, then each that was inherited."""
        return (self.own, *self.inherited)


def lifetime(records: HouseholdRecords, person: PersonRecords, through: int) -> Lifetime:
    """The ledger of ``person`` from the first year that anything is known of to ``through``."""
    facts = person.facts
    years = ledger_through(household_of(records), facts, through)
    forms = _forms(person)
    lives: dict[str, list[LifeYear]] = {"": []}
    waits: dict[str, int] = {}
    for found in years:
        if not found.is_complete and found.brought is not None:
            waits[found.decedent] = found.year
        lives.setdefault(found.decedent, []).append(
            LifeYear(
                found=found,
                filed=None if found.decedent else forms.get(found.year),
                evidence=evidence(facts, found, forms.get(found.year)),
                missing=tuple(waits_for(found, facts, waits.get(found.decedent))),
            )
        )
    own, *inherited = (Life(tuple(one), decedent) for decedent, one in lives.items())
    return Lifetime(person, facts, own, tuple(inherited))


def household_of(records: HouseholdRecords) -> Household:
    """What the ledger of one person needs of the household: rounding, returns, and the spouse."""
    return records.facts


def ledger_through(household: Household, person: Person, through: int) -> list[LedgerYear]:
    """The engine's ledger, carried on through years of which nothing is entered."""
    return ledger(household, known_through(person, through))


def known_through(person: Person, through: int) -> Person:
    """The same person with an empty record where the ledger is to begin and end."""
    start = person.basis_start
    if not (start or person.events or any(record.filed for record in person.years)):
        return person
    ends = {through} | ({start.after_year + 1} if start and start.after_year < through else set())
    records = {record.year: record for record in person.years}
    for year in ends:
        record = records.get(year) or YearRecord(year=year)
        records[year] = replace(record, filed=record.filed or FiledFacts(lines={}))
    return replace(person, years=tuple(records.values()))


def _forms(person: PersonRecords) -> dict[int, FiledForm]:
    found = {record.year: person.filed(record.year) for record in person.years}
    return {year: form for year, form in found.items() if form}


def _folded(years: Iterable[LifeYear]) -> Iterator[LifeYear | Fold]:
    for is_quiet, group in groupby(years, lambda year: year.is_quiet):
        found = tuple(group)
        if is_quiet and len(found) > 1:
            yield Fold(found)
        else:
            yield from found
