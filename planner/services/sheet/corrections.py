"""Correcting a year: what it would move in every later one, and then one change for all of it.

A locked year can be corrected with a reason. It stays locked, and what was filed stays as it was:
the ledger shows both.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords, household_records
from planner.engine.filed import Difference
from planner.engine.household_reading import LINE_NUMBERS
from planner.engine.ledger import LedgerYear
from planner.engine.money import CENT, to_unit
from planner.engine.moved import MovedLine, moved_lines
from planner.engine.printing import entered
from planner.engine.timeline import years_touched
from planner.models import Change, Household, User, changing
from planner.services.history.changes import RefusedChangeError, change_of, needed, taking_turns
from planner.services.households.entries import facts_of, refuse_locked
from planner.services.lifetime.ledger import household_of, ledger_through
from planner.services.sheet.all_cells import EMPTY, Place, places
from planner.services.sheet.cell_writing import Write, write_of
from planner.services.sheet.cells import Edit
from planner.services.sheet.correcting import put


@dataclass(frozen=True, slots=True)
class MovedDifference:
    """A line that differs from what was filed in another way than before.

    ``was`` and ``becomes`` are what should be on it; empty where that is what was filed.
    """

    year: int
    line: str
    filed: str
    was: str
    becomes: str


@contextmanager
def unlocked(person: PersonRecords, year: int) -> Iterator[None]:
    """Let the sheet take entries of the year; the record is not saved, so it stays locked."""
    form = person.filed(year)
    was_locked = bool(form and form.is_locked)
    if form:
        form.is_locked = False
    yield
    if form:
        form.is_locked = was_locked


@dataclass(slots=True)
class Preview:
    """What the edits would do: the lines that move, and what cannot be taken, by cell."""

    moved: list[MovedLine] = field(default_factory=list)
    differences: list[MovedDifference] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def preview(
    *,
    records: HouseholdRecords,
    person: PersonRecords,
    year: int,
    edits: Iterable[Edit],
    today: date,
) -> Preview:
    """What ``edits`` to entries of ``year`` would move. The records change, nothing is written."""
    found = Preview()
    before = _ledger(records, person, today)
    with unlocked(person, year):
        for place, edit in _taken(records, person, year, edits, found):
            try:
                _refuse_removal(place, edit)
                write_of(place, edit.value, year=year, today=today, by="")
                told = place.told(edit.value)
                put(place, edit.value, year=year, today=today)
            except RefusedChangeError as error:
                found.problems[edit.key] = str(error)
            else:
                found.told.append(told)
    after = _ledger(records, person, today)
    found.moved = moved_lines(before, after)
    found.differences = list(_moved_differences(before, after))
    return found


def correct_year(  # noqa: PLR0913
    *,
    household: Household,
    user: User,
    person: int,
    year: int,
    edits: Iterable[Edit],
    reason: str,
    today: date,
) -> Change | None:
    """Write all of ``edits`` as one change, or none; ``None`` where they say what stands there.

    ``RefusedChangeError`` tells by cell what cannot be, and ``reason`` where one is needed.
    """
    with taking_turns(household):
        records = household_records(household)
        one = records.person(person)
        if one is None:
            raise RefusedChangeError("This person is gone. Reload the page.")
        reason = needed(reason) if one.is_locked(year) else reason.strip()
        found = Preview()
        with unlocked(one, year):
            taken = list(_taken(records, one, year, edits, found))
            writes = list(_writes(taken, found, year, today, str(user)))
        if found.problems:
            raise RefusedChangeError(found.problems)
        if not writes:
            return None
        change = _change(household, user, one, year, taken)
        change.reason = reason
        with changing(change):
            for write in writes:
                write()
    return change


def _change(
    household: Household,
    user: User,
    person: PersonRecords,
    year: int,
    taken: list[tuple[Place, Edit]],
) -> Change:
    """The entry in the history that all the writes belong to."""
    told = "; ".join(place.told(edit.value) for place, edit in taken)
    summary = f"Corrected {year} of {person.person}: {told}"
    return change_of(household, user, summary, person=person.person, year=year)


def _taken(
    records: HouseholdRecords,
    person: PersonRecords,
    year: int,
    edits: Iterable[Edit],
    found: Preview,
) -> Iterator[tuple[Place, Edit]]:
    """The edits that say something new of cells that can be typed in; the rest are problems."""
    here = places(records, year)
    for edit in edits:
        place = here.get(edit.key)
        if place is None or place.person is not person:
            found.problems[edit.key] = "This cell is gone. Reload the page."
        elif edit.value != place.kept:
            if problem := _problem(place, edit, year):
                found.problems[edit.key] = problem
            else:
                yield place, edit


def _problem(place: Place, edit: Edit, year: int) -> str:
    if place.state != "open":
        return f"This is changed with its details, on the page of {year}."
    if edit.seen != place.seen:
        return f"Somebody changed this meanwhile. It says {place.text or EMPTY} now."
    return ""


def _writes(
    taken: list[tuple[Place, Edit]], found: Preview, year: int, today: date, by: str
) -> Iterator[Write]:
    """What is to be written; nothing is yet, and what cannot be is a problem."""
    for place, edit in taken:
        try:
            _refuse_removal(place, edit)
            yield write_of(place, edit.value, year=year, today=today, by=by)
        except RefusedChangeError as error:
            found.problems[edit.key] = str(error)


def _refuse_removal(place: Place, edit: Edit) -> None:
    """Refuse to take away an entry that bears on another year, which is locked, too."""
    if edit.value is None and place.cell and place.person:
        for event in place.cell.events:
            refuse_locked(place.person, years_touched(facts_of(event, place.person)))


def _ledger(records: HouseholdRecords, person: PersonRecords, today: date) -> list[LedgerYear]:
    return ledger_through(household_of(records), person.facts, today.year)


def _moved_differences(
    before: Iterable[LedgerYear], after: Iterable[LedgerYear]
) -> Iterator[MovedDifference]:
    """In the order of the years and of the form."""
    old, new = _differences(before), _differences(after)
    for year, line in sorted({*old, *new}, key=lambda key: (key[0], LINE_NUMBERS.index(key[1]))):
        was, becomes = old.get((year, line)), new.get((year, line))
        if was != becomes and (either := was or becomes):
            texts = (
                either.filed,
                was.should_be if was else "",
                becomes.should_be if becomes else "",
            )
            yield MovedDifference(year, line, *(_amount(text) for text in texts))


def _differences(years: Iterable[LedgerYear]) -> dict[tuple[int, str], Difference]:
    return {(year.year, one.line): one for year in years for one in year.differences}


def _amount(text: str | None) -> str:
    """An amount in plain text as people write it."""
    return entered(to_unit(Decimal(text), CENT)) if text else ""
