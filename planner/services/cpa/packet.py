"""The packet put together: everything that the page and the paper say, in the same words."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.form_1040 import HouseholdReturn, PersonReturn, household_return
from planner.engine.household import Household
from planner.engine.ledger import ledger
from planner.engine.mistakes import Mistake, mistakes
from planner.engine.papers.year import year_papers
from planner.engine.printing import day
from planner.models import Dismissal
from planner.services.cpa.forms import FormDue, inherited_form, own_form
from planner.services.cpa.happened import Happened, Held, brought, deducted, happened, held
from planner.services.cpa.on_return import OnReturn, on_return
from planner.services.cpa.papers import PaperRow, paper_remarks, paper_rows, provisional
from planner.services.lifetime.why import names_of

_KINDS: Final = {
    "blocks": "No right number without it",
    "costs": "Costs money",
    "info": "Good to know",
}
_COUNTS: Final = defaultdict(lambda: "Several", {2: "Two", 3: "Three", 4: "Four"})
_ORDER: Final = {"blocks": 0, "costs": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Issue:
    """A mistake that was found: how grave, whose, what is wrong, what to do, and by what rule."""

    kind: str
    severity: str
    name: str
    code: str
    message: str
    what_to_do: str
    until: str
    citation: str
    aside: str = ""


@dataclass(frozen=True, slots=True)
class PersonPart:
    """What the packet says of one person."""

    records: PersonRecords
    name: str
    brought: str
    happened: tuple[Happened, ...]
    held: tuple[Held, ...]
    deducted: str
    forms: tuple[FormDue, ...]
    provisional: str
    papers: tuple[PaperRow, ...]
    paper_remarks: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def due(self) -> tuple[str, ...]:
        """The forms that are due, as a sentence names them."""
        return tuple(
            f"{self.name}’s" + (f" for IRAs inherited from {one.decedent}" if one.decedent else "")
            for one in self.forms
            if one.is_due
        )


@dataclass(frozen=True, slots=True)
class CpaPacket:
    """A household and year for whoever prepares the return."""

    year: int
    today: date
    people: tuple[PersonPart, ...]
    on_return: OnReturn | None
    issues: tuple[Issue, ...]

    @property
    def answer(self) -> str:
        """The year in two sentences: both lines of the return, and for whom a form is due."""
        due = [whose for one in self.people for whose in one.due]
        count = "One Form 8606 is" if len(due) == 1 else f"{_COUNTS[len(due)]} Forms 8606 are"
        forms = f"{count} due: {' and '.join(due)}." if due else "No Form 8606 is due."
        return f"{self.on_return.answer} {forms}" if self.on_return else forms

    @property
    def standing(self) -> str:
        """As of when it holds, and whether it may change."""
        said = f"As entered on {day(self.today)}."
        if self.today.year <= self.year:
            return f"{said} Provisional: {self.year} is not over."
        is_open = any(one.provisional for one in self.people)
        return f"{said} Provisional: a Form 5498 is to come." if is_open else said

    @property
    def is_settled(self) -> bool:
        """Whether nothing is open and nothing to mend was found."""
        return not self.issues and not any(one.missing for one in self.people)


def cpa_packet(records: HouseholdRecords, year: int, today: date) -> CpaPacket:
    """The packet for ``year``; ``records`` hold papers and what was set aside."""
    household = records.facts
    ledgers = {one.key: ledger(household, one) for one in household.people}
    found = household_return(household, year, ledgers)
    wrong = mistakes(household, today, ledgers)
    pairs = zip(records.people, found.people, strict=True)
    return CpaPacket(
        year=year,
        today=today,
        people=tuple(_person(household, person, one, today) for person, one in pairs),
        on_return=on_return(household, found, wrong) if found.people else None,
        issues=tuple(_issues(records, found, wrong)),
    )


def _person(
    household: Household, records: PersonRecords, one: PersonReturn, today: date
) -> PersonPart:
    own = one.own
    names = names_of(records, own.person)
    papers = year_papers(household, own.person, own.year, today)
    form = own_form(own)
    return PersonPart(
        records=records,
        name=own.name,
        brought=brought(own),
        happened=happened(names, own.year),
        held=held(names, own.year),
        deducted=deducted(own.person, own.year),
        forms=(form, *(inherited_form(own.person, each) for each in one.inherited)),
        provisional=provisional(papers, names) if form.has_line_6 else "",
        papers=paper_rows(household, papers, names),
        paper_remarks=paper_remarks(papers, names),
        missing=one.lines.missing,
    )


def _issues(
    records: HouseholdRecords, found: HouseholdReturn, wrong: Sequence[Mistake]
) -> Iterator[Issue]:
    """What was found, the gravest first; what somebody set aside says so."""
    names = {one.own.person.key: one.own.name for one in found.people}
    aside = {
        (one.code, person.person.key, one.year): one
        for person in records.people
        for one in person.dismissals
    }
    of_year = (one for one in wrong if one.year == found.year)
    for one in sorted(of_year, key=lambda one: (_ORDER[one.severity], one.person, one.code)):
        yield _issue(one, names[one.person], aside.get(one.key))


def _issue(one: Mistake, name: str, aside: Dismissal | None) -> Issue:
    return Issue(
        kind=_KINDS[one.severity],
        severity=one.severity,
        name=name,
        code=one.code,
        message=one.message,
        what_to_do=one.what_to_do,
        until=day(one.mend_by) if one.mend_by else "",
        citation=one.citation,
        aside=f"Set aside by {aside.by}: {aside.reason}" if aside else "",
    )
