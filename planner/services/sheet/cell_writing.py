"""What typing into a cell writes: an event, a year-end value, or a figure of a return."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

from planner.bridge import PersonRecords
from planner.engine.household import ROTH_IRAS
from planner.engine.money import CENT, to_unit
from planner.models import (
    Account,
    Deletion,
    Event,
    HouseholdYear,
    PersonYear,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, rest
from planner.services.households.entries import check, facts_of
from planner.services.sheet.all_cells import Place
from planner.services.sheet.columns import COLUMNS
from planner.services.sheet.return_cells import Kept

type Write = Callable[[], None]


def write_of(place: Place, value: Kept, *, year: int, today: date, by: str) -> Write:
    """The write that puts ``value`` into the cell; ``RefusedChangeError`` when it cannot be."""
    if place.figure:
        return lambda: _write_figure(place, value, year)
    if place.column in ("value", "source"):
        return lambda: _write_value(place, value, year, by)
    amount = to_unit(value, CENT) if isinstance(value, Decimal) else None
    if amount is None:
        return lambda: _delete(place, by)
    event = event_of(place, amount, year, today)
    return lambda: _save(place, event, amount)


# --- Events --------------------------------------------------------------------------------------


def event_of(place: Place, amount: Decimal, year: int, today: date) -> Event:
    """The cell's one event, or a new one on an assumed date; not changed yet, but checked."""
    person, account = _home(place)
    cell = place.cell
    event = cell.events[0] if cell and cell.events else _new(place, person, account, year, today)
    check(replace(facts_of(event, person), amount=amount), person)
    return event


def _new(place: Place, person: PersonRecords, account: Account, year: int, today: date) -> Event:
    column = COLUMNS[place.column]
    return Event(
        household=place.records.household,
        person=person.person,
        kind=column.kind,
        on=column.day(year, today),
        date_assumed=True,
        account=account,
        to=_roth(person) if column.kind == "conversion" else None,
        tax_year=year if column.kind == "contribution" else None,
    )


def _roth(person: PersonRecords) -> Account:
    """The Roth IRA that a conversion goes to: the one used last, else the first."""
    used = [one.to_id for one in person.events if one.kind == "conversion" and one.to_id]
    roths = {one.pk: one for one in person.accounts if one.kind in ROTH_IRAS}
    for pk in reversed(used):
        if pk in roths:
            return roths[pk]
    if not roths:
        raise RefusedChangeError(
            f"{person.person} has no Roth IRA that a conversion could go to. Add one first."
        )
    return next(iter(roths.values()))


def _save(place: Place, event: Event, amount: Decimal) -> None:
    is_new = event.pk is None
    event.amount = amount
    event.save()
    if is_new:
        _home(place)[0].events.append(event)


def _delete(place: Place, by: str) -> None:
    person, _ = _home(place)
    for event in place.cell.events if place.cell else ():
        event.deletion = _deletion(place, by)
        event.save()
        person.events.remove(event)


# --- Values --------------------------------------------------------------------------------------


def _write_value(place: Place, value: Kept, year: int, by: str) -> None:
    person, account = _home(place)
    kept = next(
        (one for one in person.year_end_values if (one.account_id, one.year) == (account.pk, year)),
        None,
    )
    if place.column == "source":
        cast("YearEndValue", kept).source = str(value)
    elif kept is None:
        kept = YearEndValue(
            household=place.records.household, person=person.person, account=account, year=year
        )
        person.year_end_values.append(kept)
    record = cast("YearEndValue", kept)
    if place.column == "value":
        record.amount = to_unit(value, CENT) if isinstance(value, Decimal) else None
        if value is None:
            record.deletion = _deletion(place, by)
            person.year_end_values.remove(record)
    record.save()


def _deletion(place: Place, by: str) -> Deletion:
    return rest(place.records.household, by, f"{place.label}: {place.text}")


# --- Figures of returns --------------------------------------------------------------------------


def _write_figure(place: Place, value: Kept, year: int) -> None:
    record = _person_year(place, year) if place.person else _household_year(place, year)
    name = place.column
    if name == "first_year":
        value = value is True
    if name in ("filing_status", "state"):
        value = value or ""
    setattr(record, name, value)
    record.save()


def _person_year(place: Place, year: int) -> PersonYear:
    person = cast("PersonRecords", place.person)
    record = person.year(year)
    if record is None:
        record = PersonYear(household=place.records.household, person=person.person, year=year)
        person.years.append(record)
    return record


def _household_year(place: Place, year: int) -> HouseholdYear:
    record = place.records.year(year)
    if record is None:
        record = HouseholdYear(household=place.records.household, year=year)
        place.records.years.append(record)
    return record


def _home(place: Place) -> tuple[PersonRecords, Account]:
    """The person and the account of a cell of an account."""
    return cast("PersonRecords", place.person), cast("Account", place.account)
