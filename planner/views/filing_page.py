"""What the pages of a filed year work with: the year as it should be, and what was filed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from django.http import HttpRequest
from django.utils import timezone

from planner.access import household_for, year_in
from planner.bridge import HouseholdRecords, PersonRecords, filed_facts, household_records
from planner.documents.year_pdf import year_pdf
from planner.engine.json_node import EARLIEST
from planner.engine.layouts import FormLayout, form_years
from planner.engine.year_layouts import layout_for
from planner.forms.fields import money_text
from planner.forms.filing import FiledLinesForm, typed_lines
from planner.models import FiledForm, Right, Role, User
from planner.services.lifetime.ledger import LifeYear, lifetime
from planner.services.practice.filing_steps import standing_for_staff
from planner.services.practice.letterhead import letterhead_of
from planner.services.practice.workflow import Standing
from planner.views.asking import member
from planner.views.ledger import frame, person_of


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line of the form on file beside what it should say, where that is something else."""

    number: str
    short: str
    filed: Decimal
    should_be: str

    @property
    def text(self) -> str:
        """What was filed, as people write it."""
        return f"{self.filed:f}" if self.number == "10" else money_text(self.filed)

    @property
    def should_be_text(self) -> str:
        """What should have been, as people write it."""
        return money_text(Decimal(self.should_be))


@dataclass(frozen=True)
class Filing:
    """One person's year, for whoever may edit it."""

    records: HouseholdRecords
    person: PersonRecords
    year: int
    user: User
    today: date

    @property
    def where(self) -> dict[str, Any]:
        """Whose year it is, as every service wants to know."""
        household, person = self.records.household, self.person.person
        return {"household": household, "user": self.user, "person": person, "year": self.year}

    @property
    def filed(self) -> FiledForm | None:
        """What is on file."""
        return self.person.filed(self.year)

    @cached_property
    def life(self) -> LifeYear | None:
        """The year as it should be; nothing where the ledger does not reach it."""
        return lifetime(self.records, self.person, self.today.year).own.year(self.year)

    @cached_property
    def standing(self) -> Standing | None:
        """Where the year stands, for the people of a practice."""
        if not self.records.household.staff_role:
            return None
        return standing_for_staff(self.records, self.person, self.year)

    @property
    def computed(self) -> dict[str, Decimal]:
        """The lines as worked out, of what is known."""
        lines = self.life.found.lines if self.life else {}
        return {number: Decimal(text) for number, text in lines.items()}

    @property
    def layout(self) -> FormLayout:
        """The form of the year, or that of the nearest year worded for it."""
        return layout_for(self.year)

    def form(self, data: Any = None) -> FiledLinesForm:
        """The form: what was typed, else what is on file, else what was worked out."""
        initial: dict[str, Any] = {}
        initial |= typed_lines(filed_facts(self.filed).lines if self.filed else self.computed)
        initial |= {"on": self.filed.on, "is_none": not self.filed.lines} if self.filed else {}
        return FiledLinesForm(
            data, layout=self.layout, year=self.year, today=self.today, initial=initial
        )

    def document(self, lines: dict[str, str]) -> bytes | None:
        """The worksheet to keep: only where what was filed is what was worked out."""
        can_print = self.life and self.life.found.is_complete and self.year in form_years()
        typed = {number: Decimal(text) for number, text in lines.items()}
        if not (lines and can_print and typed == self.computed):
            return None
        found = cast("LifeYear", self.life).found
        letterhead = letterhead_of(self.records.household)
        return year_pdf(self.person.facts, found, letterhead=letterhead)

    @property
    def filed_lines(self) -> list[FiledLine]:
        """The lines on file, in the order of the form."""
        if not self.filed:
            return []
        kept = filed_facts(self.filed).lines
        wrong = (
            {one.line: one.should_be for one in self.life.found.differences} if self.life else {}
        )
        return [
            FiledLine(line.number, line.short, kept[line.number], wrong.get(line.number, ""))
            for line in self.layout.lines
            if line.number in kept
        ]

    @property
    def context(self) -> dict[str, object]:
        """What every page of the year gives its template."""
        return frame(self.records.household) | {
            "filing": self,
            "person": self.person,
            "year": self.year,
        }


def filing_of(request: HttpRequest, household: int, person: int, year: int) -> Filing:
    """The year, for an editor; 404 for one that is not over."""
    home = household_for(request.user, household, Role.EDITOR, Right.FILE)
    records = household_records(home)
    today = timezone.localdate()
    return Filing(
        records,
        person_of(records, person),
        year_in(year, EARLIEST, today.year - 1),
        member(request),
        today,
    )
