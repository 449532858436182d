"""Problems that the engine finds in a household, put at the rows they come from."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from planner.bridge import HouseholdRecords
from planner.engine import household as facts
from planner.services.households.imports import locked_and_changed, locked_refusal
from planner.services.practice.book.columns import CODES
from planner.services.practice.book.matching import Item
from planner.services.practice.book.merging import Merging
from planner.services.practice.book.rows import Said

_LISTS: Final = ("accounts", "year_end_values", "events", "years")
_AT: Final = {"value": "year", "return": "year", "event": "date"}
_KEY: Final = re.compile(r"([\w.]*)(\[\d+\])?\s*(.*)", re.DOTALL)


def refuse_problems(merging: Merging, rows: list[Said], problems: Sequence[str]) -> None:
    """Put each problem at the row that wrote the item it is about, or at the client's first.

    What a row that is refused already leaves out is no other problem.
    """
    items = dict(_items(merging.household))
    refused = {id(row) for row in rows if row.problems}
    for problem in problems:
        path = _longest(items, problem)
        found = merging.rows_of.get(id(items[path])) or rows
        if not refused or (found is not rows and id(found[0]) not in refused):
            _refuse(found[0], problem[len(path) :].lstrip("."), problem)


def _items(household: Item) -> Iterator[tuple[str, Item]]:
    yield "", household
    for place, item in enumerate(household.get("years", [])):
        yield f"years[{place}]", item
    for at, person in enumerate(household.get("people", [])):
        path = f"people[{at}]"
        yield path, person
        for name in _LISTS:
            for place, item in enumerate(person.get(name, [])):
                yield f"{path}.{name}[{place}]", item


def _longest(items: dict[str, Item], problem: str) -> str:
    """The path of the innermost item that the problem is about."""
    parts = problem.split(" ", 1)[0].split(".")
    tries = (".".join(parts[:many]) for many in range(len(parts), 0, -1))
    return next((path for path in tries if path in items), "")


def _refuse(row: Said, rest: str, problem: str) -> None:
    found = _KEY.fullmatch(rest)
    key, reason = (found[1], found[3]) if found else ("", problem)
    code = CODES.get((str(row.record), key))
    if code is None:
        row.refuse("record", problem)
    else:
        row.refuse(code, reason)


def refuse_locked_years(
    records: HouseholdRecords, fact: facts.Household, rows: Sequence[Said]
) -> None:
    """Refuse the rows that would change a year that was filed and locked."""
    for one, year in locked_and_changed(records, fact):
        changing = [row for row in rows if row.status != "same"]
        touching = [row for row in changing if year in _years(row)]
        for row in touching or changing[:1]:
            row.refuse(_AT.get(str(row.record), "record"), locked_refusal(one, year))
    for row in rows:
        if row.record == "income" and row.status != "same":
            _refuse_locked_income(records, row)


def _refuse_locked_income(records: HouseholdRecords, row: Said) -> None:
    """Refuse a household's figures of a year for which one of them filed; no form holds them."""
    year = int(row.values["year"])
    for one in records.people:
        if one.is_locked(year):
            row.refuse("year", locked_refusal(one, year))


def _years(row: Said) -> set[int]:
    """The years that a value, a return or an event bears on."""
    if row.record in {"value", "return"}:
        return {int(row.values["year"])}
    if row.record != "event":
        return set()
    days = (row.values.get("date"), row.values.get("completed"))
    found = {int(day[:4]) for day in days if day}
    return found | {int(row.values["tax_year"])} if "tax_year" in row.values else found
