"""What the pages of a client's working papers share: whose they are, and what they show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from planner.access import client_of, household_for, staff_for
from planner.bridge import HouseholdRecords, household_records
from planner.models import Engagement, Person, Right, Staff
from planner.services.practice.workflow import (
    Standing,
    filings_of,
    standings,
    steps_of,
    who_words,
)

SHOWN_YEARS = 4
"""Years that a note or a task can be about, beside those that are open."""


@dataclass(frozen=True, slots=True)
class YearWork:
    """Where one year stands, and by whom it came there."""

    at: Standing
    who: str


@dataclass(frozen=True, slots=True)
class PersonWork:
    """One person's years: those with something to do, and the others, the latest first."""

    person: Person
    open: Sequence[YearWork]
    others: Sequence[YearWork]


@dataclass(frozen=True, slots=True)
class Work:
    """A client, for one of the people of the practice; pages show ``last`` as the latest year."""

    staff: Staff
    client: Engagement
    today: date

    @property
    def last(self) -> int:
        """The latest year that is over."""
        return self.today.year - 1

    @property
    def may_write(self) -> bool:
        """Whether they write notes and tasks."""
        return Right.NOTE in self.staff.powers.rights

    @property
    def context(self) -> dict[str, object]:
        """What each of the pages gives its template."""
        return {
            "staff": self.staff,
            "practice": self.staff.practice,
            "area": "clients",
            "client": self.client,
            "household": self.client.home,
            "work": self,
            "today": self.today,
        }

    def records(self) -> HouseholdRecords:
        """All that is entered of the household."""
        return household_records(self.client.home)

    def years(self) -> list[int]:
        """Those that a note or a task can be about."""
        return [self.today.year, *(self.last - ago for ago in range(SHOWN_YEARS))]


def work_of(request: HttpRequest, practice: int, client: int, right: Right | None = None) -> Work:
    """The working papers of a client; the log is told that the household was looked at."""
    staff = staff_for(request.user, practice)
    found = client_of(staff, client)
    if right and right not in staff.powers.rights:
        raise PermissionDenied(f"Your role does not allow to {right.value}.")
    found.household = household_for(request.user, found.home.pk)
    found.practice = staff.practice
    return Work(staff, found, timezone.localdate())


def people_at_work(work: Work, records: HouseholdRecords) -> Iterator[PersonWork]:
    """Each person of the household with all years that are over."""
    steps, filings = steps_of(work.client), filings_of(work.client)
    for one in records.people:
        found = standings(records, one, steps, work.last).values()
        years = [YearWork(at, who_words(at, filings)) for at in found]
        is_open = [each.at.is_open or each.at.year == work.last for each in years]
        yield PersonWork(
            one.person,
            [year for year, shown in zip(years, is_open, strict=True) if shown],
            [year for year, shown in zip(years, is_open, strict=True) if not shown],
        )
