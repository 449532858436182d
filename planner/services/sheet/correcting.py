"""Putting a value into a cell of records in memory, as ``cell_writing`` does in the database."""

from datetime import date
from decimal import Decimal
from typing import cast

from planner.bridge import PersonRecords
from planner.engine.money import CENT, to_unit
from planner.models import Account, PersonYear, YearEndValue
from planner.services.sheet.all_cells import Place
from planner.services.sheet.cell_writing import event_of
from planner.services.sheet.return_cells import Kept


def put(place: Place, value: Kept, *, year: int, today: date) -> None:
    """Make the records say ``value``; ``RefusedChangeError`` when they cannot. Nothing is saved."""
    person = cast("PersonRecords", place.person)
    if place.figure:
        _put_figure(place, person, value, year)
    elif place.column in ("value", "source"):
        _put_value(place, person, value, year)
    elif isinstance(value, Decimal):
        event = event_of(place, to_unit(value, CENT), year, today)
        is_new = event.pk is None
        event.amount = to_unit(value, CENT)
        if is_new:
            person.events.append(event)
    else:
        for event in place.cell.events if place.cell else ():
            person.events.remove(event)


def _put_figure(place: Place, person: PersonRecords, value: Kept, year: int) -> None:
    record = person.year(year)
    if record is None:
        record = PersonYear(household=place.records.household, person=person.person, year=year)
        person.years.append(record)
    setattr(record, place.column, value)


def _put_value(place: Place, person: PersonRecords, value: Kept, year: int) -> None:
    account = cast("Account", place.account)
    kept = next(
        (one for one in person.year_end_values if (one.account_id, one.year) == (account.pk, year)),
        None,
    )
    if kept is None:
        kept = YearEndValue(
            household=place.records.household, person=person.person, account=account, year=year
        )
        person.year_end_values.append(kept)
    if place.column == "source":
        kept.source = str(value)
    elif isinstance(value, Decimal):
        kept.amount = to_unit(value, CENT)
    else:
        person.year_end_values.remove(kept)
