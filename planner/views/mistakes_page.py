"""What the page of mistakes shows: each with what was decided about it."""

from dataclasses import dataclass
from datetime import date

from planner.access import dismissals_of
from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.mistakes import Mistake, NotRun, mistakes, not_run
from planner.engine.state import State, state
from planner.models import Dismissal

_ORDER = {"blocks": 0, "costs": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Item:
    """One mistake of one person, and who set it aside, if anybody did."""

    mistake: Mistake
    person: PersonRecords
    dismissal: Dismissal | None

    @property
    def lines(self) -> str:
        """The lines of the form it was seen on."""
        return ", ".join(self.mistake.evidence.lines)


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Everything found in a household, or in a part of it."""

    open: tuple[Item, ...]
    aside: tuple[Item, ...]
    not_run: tuple[tuple[PersonRecords, NotRun], ...]
    states: tuple[tuple[PersonRecords, State], ...]


def mistakes_of(
    records: HouseholdRecords, today: date, *, person: int | None = None, year: int | None = None
) -> Mistakes:
    """The mistakes of ``records``, of one person or one year where they are named."""
    household = records.facts
    people = {one.person.key: one for one in records.people}
    aside = {(one.code, one.person.key, one.year): one for one in dismissals_of(records.household)}
    items = [
        Item(found, people[found.person], aside.get(found.key))
        for found in mistakes(household, today)
        if year in (None, found.year) and person in (None, people[found.person].person.pk)
    ]
    items.sort(key=lambda one: (_ORDER[one.mistake.severity], -one.mistake.year))
    lacking = [
        (people[one.person], one)
        for one in not_run(household, today)
        if year in (None, one.year) and person in (None, people[one.person].person.pk)
    ]
    return Mistakes(
        open=tuple(one for one in items if not one.dismissal),
        aside=tuple(one for one in items if one.dismissal),
        not_run=tuple(lacking),
        states=tuple(
            (people[one.key], state(household, one, year or today.year, today))
            for one in household.people
            if person in (None, people[one.key].person.pk)
        ),
    )
