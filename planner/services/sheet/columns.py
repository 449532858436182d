"""The columns of the year's grid: which entries of an account each one holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.engine.deadlines import contribution_deadline
from planner.engine.household import OWN_IRAS, ROTH_IRAS
from planner.models import Account, Event


@dataclass(frozen=True, slots=True)
class Column:
    """One kind of entry: how it is headed, which events it shows, and what typing in it makes.

    ``kind`` is the kind of event that a typed amount becomes; empty where an amount alone does not
    say enough. ``first`` and ``last`` are the days its events can have, by the year of the page.
    """

    key: str
    kind: str
    holds: Callable[[Event, int], bool]
    first: Callable[[int], date]
    last: Callable[[int], date]

    def day(self, year: int, today: date) -> date:
        """The day an entry is given while nobody has said one: today, or the last it can have."""
        return today if self.first(year) <= today <= self.last(year) else self.last(year)


def _new_year(year: int) -> date:
    return date(year, 1, 1)


def _year_end(year: int) -> date:
    return date(year, 12, 31)


def _is_made(event: Event, year: int) -> bool:
    return event.kind == "contribution" and event.tax_year == year == event.on.year


def _is_late(event: Event, year: int) -> bool:
    return event.kind == "contribution" and event.tax_year == year != event.on.year


def _is_moved(event: Event, year: int) -> bool:
    if event.kind == "recharacterization":
        return event.tax_year == year
    return event.kind == "rollover" and event.on.year == year


def _is(kind: str) -> Callable[[Event, int], bool]:
    return lambda event, year: event.kind == kind and event.on.year == year


COLUMNS: Mapping[str, Column] = {
    column.key: column
    for column in (
        Column("made", "contribution", _is_made, _new_year, _year_end),
        Column(
            "late",
            "contribution",
            _is_late,
            lambda year: _new_year(year + 1),
            contribution_deadline,
        ),
        Column("converted", "conversion", _is("conversion"), _new_year, _year_end),
        Column("withdrawn", "distribution", _is("distribution"), _new_year, _year_end),
        Column("moved", "", _is_moved, _new_year, _year_end),
    )
}


def applies(column: str, account: Account, *, is_counted: bool) -> bool:
    """Whether the account can have entries in the column at all."""
    if column in ("made", "late"):
        return is_counted or account.kind in ROTH_IRAS
    if column == "converted":
        return is_counted or account.kind in OWN_IRAS
    return True
