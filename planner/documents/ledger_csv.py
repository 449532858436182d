"""The ledger of one person as a spreadsheet file: a row for each year and pool."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from planner.documents.csv_text import csv_text
from planner.engine.household import FiledForm, Household, Person
from planner.engine.layouts import form_layout, form_years
from planner.engine.ledger import LedgerYear, ledger
from planner.engine.money import UNITS, to_unit
from planner.engine.printing import plain

_RATIO: Final = "10"


def ledger_csv(household: Household, person: Person) -> str:
    """Every year of ``person`` as comma-separated values (RFC 4180), with a row of headers.

    Amounts are plain decimals, lines that are blank or not known are empty. ``filed_…`` columns
    are those lines that anyone in the household filed, so that the files of two spouses fit
    together. Names are quoted, and cannot start a formula.
    """
    filed = _filed_lines(household)
    header = ["person", "decedent", "year", "form_due", "status"]
    header += [f"line_{number}" for number in _lines()]
    header += ["taxable", *(f"filed_{number}" for number in filed), "findings"]
    rows = (_row(household, person, year, filed) for year in ledger(household, person))
    return "".join(f"{','.join(row)}\r\n" for row in (header, *rows))


def _lines() -> list[str]:
    """The lines of the form in printed order; the same on the form of every year."""
    return [line.number for line in form_layout(form_years()[-1]).lines]


def _filed_lines(household: Household) -> list[str]:
    filed = {
        number
        for person in household.people
        for record in person.years
        if record.filed
        for number in record.filed.lines
    }
    return [number for number in _lines() if number in filed]


def _row(household: Household, person: Person, year: LedgerYear, filed: list[str]) -> list[str]:
    form = None if year.decedent else person.record(year.year).filed
    return [
        csv_text(person.name or person.key),
        csv_text(year.decedent),
        str(year.year),
        "true" if year.form_due else "false",
        "complete" if year.is_complete else "incomplete",
        *(year.lines.get(number, "") for number in _lines()),
        _taxable(year),
        *_as_filed(form, filed, UNITS[household.rounding]),
        csv_text(" ".join(finding.code for finding in year.all_findings)),
    ]


def _taxable(year: LedgerYear) -> str:
    amount = year.sheet.taxable
    return plain(amount, year.sheet.unit) if amount is not None and year.is_complete else ""


def _as_filed(form: FiledForm | None, numbers: list[str], unit: Decimal) -> Iterator[str]:
    lines = form.lines if form else {}
    for number in numbers:
        amount = lines.get(number)
        yield "" if amount is None else _amount(amount, unit, is_ratio=number == _RATIO)


def _amount(amount: Decimal, unit: Decimal, *, is_ratio: bool) -> str:
    """As it was filed: with its cents, if it has any, and line 10 with all its places."""
    if is_ratio:
        return f"{amount:f}"
    return plain(amount, unit) if to_unit(amount, unit) == amount else f"{amount:.2f}"
