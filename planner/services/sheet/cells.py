"""Saving cells of the year's sheet: each is kept whole, or says why it is not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from planner.bridge import HouseholdRecords, household_records
from planner.models import Change, Household, User, changing
from planner.services.history.changes import RefusedChangeError, change_of, taking_turns
from planner.services.sheet.all_cells import EMPTY, Place, places
from planner.services.sheet.cell_writing import write_of
from planner.services.sheet.return_cells import Kept


@dataclass(frozen=True, slots=True)
class Edit:
    """What was typed into a cell, already read; ``seen`` is the fingerprint it was typed over."""

    key: str
    value: Kept
    seen: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of an edit: ``saved``, ``same``, ``conflict`` or ``refused``, and why."""

    key: str
    state: str
    reason: str = ""


@dataclass(slots=True)
class Saved:
    """The household after the edits, the reply to each, and the change, if anything changed."""

    records: HouseholdRecords
    replies: list[Reply] = field(default_factory=list)
    change: Change | None = None


@dataclass(slots=True)
class _Planned:
    """A write that nothing speaks against, and how the history tells it."""

    write: Callable[[], None]
    place: Place
    told: str


def save_cells(
    *, household: Household, user: User, year: int, edits: Iterable[Edit], today: date
) -> Saved:
    """Save what was typed into cells of ``year``: what can be is, the rest says why not."""
    with taking_turns(household):
        saved = Saved(household_records(household))
        planned = _plan(saved, user, year, edits, today)
        if planned:
            saved.change = _change(household, user, year, planned)
            with changing(saved.change):
                for one in planned:
                    one.write()
    return saved


def _plan(
    saved: Saved, user: User, year: int, edits: Iterable[Edit], today: date
) -> list[_Planned]:
    """The writes to be made; the replies go to ``saved``."""
    here = places(saved.records, year)
    planned = []
    for edit in edits:
        reply, write = _judge(here.get(edit.key), edit, user, year, today)
        saved.replies.append(reply)
        if write:
            planned.append(write)
    return planned


def _judge(
    place: Place | None, edit: Edit, user: User, year: int, today: date
) -> tuple[Reply, _Planned | None]:
    if place is None:
        return Reply(edit.key, "refused", "This cell is gone. Reload the page."), None
    if edit.value == place.kept:
        return Reply(edit.key, "same"), None
    if reason := _refusal(place, year):
        return Reply(edit.key, "refused", reason), None
    if edit.seen != place.seen:
        return Reply(edit.key, "conflict", _conflict(place, user)), None
    try:
        write = write_of(place, edit.value, year=year, today=today, by=str(user))
    except RefusedChangeError as error:
        return Reply(edit.key, "refused", str(error)), None
    return Reply(edit.key, "saved"), _Planned(write, place, place.told(edit.value))


def _refusal(place: Place, year: int) -> str:
    """Why nothing can be typed into the cell; empty when it can."""
    return {
        "locked": f"{year} is filed and locked. Unlock it on the ledger, or correct it there.",
        "several": "This holds more than one entry. Open its details to change them.",
        "off": "This account cannot have such an entry.",
    }.get(place.state, "")


def _conflict(place: Place, user: User) -> str:
    """Who was faster, and what stands there now."""
    latest = place.latest_change()
    who = latest.by if latest and latest.user_id != user.pk else "You, in another window,"
    return f"{who} changed this to {place.text or EMPTY} meanwhile."


def _change(household: Household, user: User, year: int, planned: list[_Planned]) -> Change:
    """The entry in the history that all the writes belong to."""
    told = "; ".join(one.told for one in planned)
    if len(planned) > 1:
        told = f"{len(planned)} cells: {told}"
    people = {one.place.person.person for one in planned if one.place.person}
    person = people.pop() if len(people) == 1 else None
    return change_of(household, user, told, person=person, year=year)
