"""What a packet holds: for each person and each decedent, the years of a range in order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Final

from planner.documents.names import printable
from planner.documents.year_remarks import Remark
from planner.documents.year_sheets import NO_FORM, YearSheet, sheets_by_decedent, span
from planner.engine.household import Household, Person

_NAME_ROOM: Final = 22.0
"""Ems for a name in a heading or a table of the packet."""

NOTHING: Final = "Nothing is entered"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the contents: a year with a form, or years without one.

    ``anchor`` is where the form begins, empty for years without one.
    """

    years: str
    text: str
    filed: str = ""
    taxable: str = ""
    carried: str = ""
    anchor: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The years of one form: a person's own, or that for one ``decedent``.

    ``name`` is the whole name; ``title`` has it printable, with whom the IRAs came from.
    """

    name: str
    decedent: str
    title: str
    anchor: str
    sheets: tuple[YearSheet, ...]
    entries: tuple[Entry, ...]

    @property
    def forms(self) -> tuple[YearSheet, ...]:
        """The years that have pages."""
        return tuple(sheet for sheet in self.sheets if not sheet.is_quiet)

    @property
    def last(self) -> YearSheet | None:
        """The last year of which anything is known."""
        return self.sheets[-1] if self.sheets else None

    @property
    def unfinished(self) -> int:
        """How many of the forms are not complete."""
        return sum(not form.found.is_complete for form in self.forms)

    @property
    def misfiled(self) -> int:
        """How many of the forms were filed with other amounts than they should have."""
        return sum(bool(form.found.differences) for form in self.forms)

    def anchor_of(self, sheet: YearSheet) -> str:
        """Where the form of the year begins."""
        return f"{self.anchor}-{sheet.found.year}"


def groups(
    household: Household, years: range, people: Collection[str] | None = None
) -> tuple[Group, ...]:
    """Everyone's forms in ``years``; of those whose keys are in ``people``, if it is given.

    Raises ``ValueError`` when nobody has one of the keys.
    """
    known = {person.key for person in household.people}
    if strangers := set(people or ()) - known:
        raise ValueError(f"Nobody is called {', '.join(map(repr, sorted(strangers)))}.")
    found: list[Group] = []
    for person in household.people:
        if people is None or person.key in people:
            found += _groups_of(household, person, years, len(found))
    return tuple(found)


def _groups_of(household: Household, person: Person, years: range, before: int) -> Iterator[Group]:
    chains = sheets_by_decedent(household, person, years)
    for at, (decedent, sheets) in enumerate(chains.items(), start=before + 1):
        yield _group(person, decedent, f"form-{at}", sheets, years)


def _group(
    person: Person, decedent: str, anchor: str, sheets: list[YearSheet], years: range
) -> Group:
    name = person.name or person.key
    title = printable(name, ems=_NAME_ROOM)
    if decedent:
        title += f": IRAs inherited from {printable(decedent, ems=_NAME_ROOM)}"
        years = range(sheets[0].found.year, sheets[-1].found.year + 1)
    entries = tuple(_entries(sheets, years, anchor))
    return Group(name, decedent, title, anchor, tuple(sheets), entries)


def _entries(sheets: list[YearSheet], years: range, anchor: str) -> Iterator[Entry]:
    """One entry for each form, and one for each run of years that read the same."""
    by_year = {sheet.found.year: sheet for sheet in sheets}
    rows = [(year, _entry(by_year.get(year), anchor)) for year in years]
    for entry, run in groupby(rows, key=itemgetter(1)):
        yield replace(entry, years=span([year for year, _ in run]))


def _entry(sheet: YearSheet | None, anchor: str) -> Entry:
    """What the contents say of a year, apart from its number."""
    if sheet is None:
        return Entry("", NOTHING)
    if sheet.is_quiet:
        return Entry("", NO_FORM, "", sheet.taxable, sheet.carried, remarks=sheet.remarks)
    return Entry(
        years="",
        text="Complete" if sheet.found.is_complete else "Not complete",
        filed=_as_filed(sheet),
        taxable=sheet.taxable,
        carried=sheet.carried,
        anchor=f"{anchor}-{sheet.found.year}",
    )


def _as_filed(sheet: YearSheet) -> str:
    if sheet.filed is None:
        return "Not entered"
    if sheet.found.differences:
        numbers = [difference.line for difference in sheet.found.differences]
        return f"Differs: {'line' if len(numbers) == 1 else 'lines'} {', '.join(numbers)}"
    if not sheet.filed.lines:
        return "No form filed"
    return "Agrees" if sheet.found.is_complete else "Not compared"
