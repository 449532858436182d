"""What the page of a year shows: the sheet, each person's form, and the way to other years."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.text import slugify

from planner.bridge import HouseholdRecords, PersonRecords
from planner.documents.official.folder import kept
from planner.engine.eligibility import Eligibility
from planner.engine.eligibility_household import household_eligibility
from planner.engine.employer_limits import EmployerLimits, employer_limits
from planner.engine.fact_names import fact_names
from planner.engine.findings import Finding
from planner.engine.household import Household
from planner.engine.json_node import EARLIEST
from planner.engine.ledger import LedgerYear, ledger_at
from planner.engine.money import CENT, ZERO, to_unit
from planner.engine.papers.year import waits_for_5498
from planner.engine.printing import entered
from planner.engine.state import State, states
from planner.engine.summary import Summary, summarize
from planner.engine.timeline import Timeline, TimelineItem, timeline
from planner.models import Change, Role
from planner.services.sheet.all_cells import column_name
from planner.services.sheet.grid import Band, Grid, basis_changes, year_grid
from planner.services.sheet.return_cells import ReturnCell, household_cells, person_cells

HEADS = ("made", "late", "converted", "withdrawn", "moved", "value", "source")
_NEIGHBOURS = 3


@dataclass(frozen=True)
class Form:
    """One form of a person for the year: their own, or one for an inherited pool."""

    found: LedgerYear
    summary: Summary
    heading: str
    key: str

    @property
    def circular(self) -> dict[str, str]:
        """What tells the lines of Worksheet 1-1 from those of the form."""
        return {"key": f"{self.key}-worksheet-1-1"}

    @property
    def is_shown(self) -> bool:
        """Whether lines are filled in that can be shown."""
        return bool(self.found.parts)

    @property
    def blocking(self) -> list[Finding]:
        """What is missing or not supported."""
        return [one for one in self.found.all_findings if one.severity == "blocks"]

    @property
    def remarks(self) -> list[Finding]:
        """What costs money or is good to know."""
        return [one for one in self.found.all_findings if one.severity != "blocks"]


@dataclass(frozen=True)
class Side:
    """One person: their band of the sheet, figures of the return, forms and events."""

    band: Band
    figures: list[ReturnCell]
    forms: list[Form]
    carried: Decimal | None
    timeline: Timeline
    eligibility: Eligibility
    employer: EmployerLimits
    state: State
    is_provisional: bool

    @property
    def person(self) -> PersonRecords:
        """The person's rows."""
        return self.band.records

    @property
    def not_known(self) -> str:
        """What the limits would need, in words."""
        return fact_names(self.eligibility.missing)

    @property
    def deducted_above(self) -> Decimal:
        """What was deducted above what income allows, in dollars; 0 while not known."""
        record, limit = self.person.year(self.eligibility.year), self.eligibility.deductible_limit
        if record is None or record.deducted is None or limit is None:
            return ZERO
        return max(ZERO, record.deducted - limit)

    @property
    def answer(self) -> str:
        """The person's year in a few words, for where there is no room."""
        if not all(form.found.is_complete for form in self.forms):
            return "not known yet"
        taxable = sum((form.found.sheet.taxable or ZERO for form in self.forms), ZERO)
        return f"${taxable:,} taxable" if taxable else "nothing taxable"

    @property
    def sentences(self) -> list[str]:
        """Where each event of both lanes lands, once each, in the order of the days."""
        items = [*self.timeline.designated, *self.timeline.happened]
        return list(dict.fromkeys(_told(item) for item in sorted(items, key=lambda one: one.on)))

    @property
    def basis_key(self) -> str:
        """The key of the details that hold changes of basis."""
        return f"p{self.person.person.pk}.basis"

    @property
    def state_key(self) -> str:
        """The id of the chip that says how the year stands."""
        return f"p{self.person.person.pk}-state"

    @property
    def basis_text(self) -> str:
        """How many changes of basis the year has."""
        count = len(basis_changes(self.person, self.band.year))
        return "none" if not count else f"{count} change{'s' if count > 1 else ''}"


@dataclass(frozen=True)
class Screen:
    """The page of one household and year."""

    records: HouseholdRecords
    year: int
    today: date
    grid: Grid
    sides: list[Side]
    figures: list[ReturnCell]
    filed: frozenset[int]
    last_change: Change | None
    is_read_only: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_blank(self) -> bool:
        """Whether the official blank of the year is here to be filled."""
        return kept(self.year) is not None

    def is_fixed(self, state: str) -> bool:
        """Whether a cell in this state cannot be typed in by who is looking."""
        return self.is_read_only or state == "locked"

    @property
    def heads(self) -> list[tuple[str, str]]:
        """The columns with their headings."""
        return [(key, column_name(key, self.year)) for key in HEADS]

    @property
    def days_left(self) -> int | None:
        """Days to December 31 of the year, while it has not passed."""
        left = (date(self.year, 12, 31) - self.today).days
        return left if 0 <= left <= 366 else None  # noqa: PLR2004

    @property
    def months(self) -> list[str]:
        """The months along the lane of what happened."""
        return [date(self.year, month, 1).strftime("%b") for month in range(1, 13)]

    @property
    def years(self) -> list[int]:
        """The years nearby."""
        last = min(max(self.year + _NEIGHBOURS, self.today.year), self.today.year + 1)
        last = max(last, self.year)
        return list(range(max(last - 2 * _NEIGHBOURS, EARLIEST), last + 1))

    @property
    def all_years(self) -> list[int]:
        """Every year that something happened in, to next year."""
        events = (event for person in self.records.people for event in person.events)
        first = min((event.on.year for event in events), default=self.today.year)
        return list(range(max(min(first, self.year) - 1, EARLIEST), self.today.year + 2))


def year_screen(
    records: HouseholdRecords, year: int, today: date, change: Change | None = None
) -> Screen:
    """Everything the page of ``year`` shows; ``change`` is its last one, where that is known."""
    household = records.facts
    grid = year_grid(records, year)
    return Screen(
        records=records,
        year=year,
        today=today,
        grid=grid,
        sides=list(_sides(household, grid, today)),
        figures=household_cells(records, year),
        filed=frozenset(_filed(records)),
        last_change=change or records.household.changes.filter(year=year).first(),
        is_read_only=not Role(records.household.role).allows(Role.EDITOR),
    )


def _sides(household: Household, grid: Grid, today: date) -> Iterator[Side]:
    ledgers = {one.key: ledger_at(household, one, grid.year) for one in household.people}
    years = {key: found.years for key, found in ledgers.items()}
    standing = states(household, grid.year, today, years)
    for band, person in zip(grid.bands, household.people, strict=True):
        found = ledgers[person.key]
        yield Side(
            band=band,
            figures=person_cells(band.records, grid.year),
            forms=[_form(one, band.records) for one in found.years],
            carried=found.before,
            timeline=timeline(person, grid.year),
            eligibility=household_eligibility(household, person, grid.year, known=ledgers),
            employer=employer_limits(person, grid.year),
            state=standing[person.key],
            is_provisional=grid.year < today.year and waits_for_5498(household, person, grid.year),
        )


def _form(found: LedgerYear, person: PersonRecords) -> Form:
    of = f", inherited from {found.decedent}" if found.decedent else ""
    return Form(
        found=found,
        summary=summarize(found.sheet),
        heading=f"{person.person}{of}",
        key=f"p{person.person.pk}" + (f"-{slugify(found.decedent)}" if of else ""),
    )


def _told(item: TimelineItem) -> str:
    event, day = item.event, f"{item.on:%b} {item.on.day}, {item.on.year}"
    amount = "" if event.amount is None else f"{entered(to_unit(event.amount, CENT))} "
    return f"{day}: {amount}{event.kind.replace('_', ' ')}. {item.sentence}"


def _filed(records: HouseholdRecords) -> Iterator[int]:
    """The years in which everybody who has a record of the year filed a form."""
    for person in records.people:
        for record in person.years:
            if person.filed(record.year):
                yield record.year
