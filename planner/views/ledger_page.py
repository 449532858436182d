"""What the ledger shows: the table row by row with states and links, and the chart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse

from planner.bridge import HouseholdRecords, PersonRecords
from planner.charts import Bars, bars
from planner.engine.deadlines import contribution_deadline
from planner.engine.ledger import ledger_at
from planner.engine.state import State, blocking, states
from planner.forms.fields import money_text
from planner.models import Person
from planner.services.lifetime.evidence import Mark
from planner.services.lifetime.figures import COLUMNS, Column
from planner.services.lifetime.ledger import Fold, Life, Lifetime, LifeYear, lifetime
from planner.services.lifetime.summary import LifeSummary, line_14, summary

_TIMES = ("never", "once", "twice", "three times", "four times", "five times", "six times")


@dataclass(frozen=True, slots=True)
class Row:
    """One year of the table: its figures, its state in a few words, and where it is explained.

    ``line`` is the same address up to the number of the line that it is to open.
    """

    year: LifeYear
    state: Mark
    url: str
    line: str
    is_first_wrong: bool


@dataclass(frozen=True, slots=True)
class FoldedRows:
    """Quiet years in one row that opens."""

    fold: Fold
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Table:
    """The table of one pool."""

    life: Life
    key: str
    rows: tuple[Row | FoldedRows, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of numbers."""
        return COLUMNS


@dataclass(frozen=True)
class LedgerPage:
    """The ledger of one person beside the tabs of all."""

    records: HouseholdRecords
    person: PersonRecords
    lifetime: Lifetime
    tables: tuple[Table, ...]
    summary: LifeSummary | None
    chart: Bars | None
    today: date
    standing: State

    @property
    def start(self) -> str:
        """What the ledger starts from, in words; empty where nothing is stated."""
        return start_words(self.person.person)

    @property
    def left_at_zero(self) -> str:
        """How often line 2 was left at 0, in words."""
        times = self.summary.left_at_zero if self.summary else 0
        return _TIMES[times] if times < len(_TIMES) else f"{times} times"


def start_words(person: Person) -> str:
    """The stated start of the basis: year, amount and evidence."""
    if person.basis_after_year is None:
        return ""
    amount = person.basis_amount
    text = "not known" if amount is None else f"${money_text(amount)}"
    by = f"by {person.get_basis_evidence_display()}"
    evidence = "without evidence" if person.basis_evidence == "none" else by
    return f"line 14 for {person.basis_after_year}: {text}, {evidence}"


def ledger_page(records: HouseholdRecords, person: PersonRecords, today: date) -> LedgerPage:
    """Everything the ledger of ``person`` shows on the day ``today``."""
    found = lifetime(records, person, today.year)
    home = records.facts
    years = {one.key: ledger_at(home, one, today.year).years for one in home.people}
    return LedgerPage(
        records=records,
        person=person,
        lifetime=found,
        tables=tuple(_table(person, at, life, today) for at, life in enumerate(found.lives)),
        summary=summary(found.own, today),
        chart=chart(found.own),
        today=today,
        standing=states(home, today.year, today, years)[person.person.key],
    )


def chart(life: Life) -> Bars | None:
    """The basis year by year; nothing to draw where there never was any."""
    points = [(year.year, _float(year.found.carried), _float(line_14(year))) for year in life.years]
    return bars(points) if any(amount for _, *both in points for amount in both) else None


def _float(amount: object) -> float | None:
    return None if amount is None else float(str(amount))


def _table(person: PersonRecords, at: int, life: Life, today: date) -> Table:
    # One address with the years put behind it: asking for each would cost more than drawing them.
    where = {"household": person.person.household_id, "person": person.person.pk}
    base = reverse("ledger-person", kwargs=where)
    return Table(life, f"t{at}", tuple(_rows(life, base, today)))


def _rows(life: Life, base: str, today: date) -> Iterator[Row | FoldedRows]:
    first_wrong = life.first_wrong
    for one in life.rows:
        if isinstance(one, Fold):
            inside = tuple(_row(year, base, today, first_wrong) for year in one.years)
            yield FoldedRows(one, inside)
        else:
            yield _row(one, base, today, first_wrong)


def _row(year: LifeYear, base: str, today: date, first_wrong: int | None) -> Row:
    url = f"{base}{year.year}/"
    of = f"?of={quote(year.found.decedent)}" if year.found.decedent else ""
    line = f"{url}{of}&line=" if of else f"{url}?line="
    return Row(year, state(year, today), url + of, line, year.year == first_wrong)


def state(year: LifeYear, today: date) -> Mark:
    """Where the year stands: filed, due, or incomplete."""
    form = year.filed
    if form and not form.lines:
        return Mark("no form filed", "stop" if year.found.form_due else "")
    if form:
        when = f" {form.on:%b} {form.on.day}, {form.on.year}" if form.on else ""
        return Mark(f"filed{when}" if form.is_locked else f"filed{when}, unlocked", "ok")
    if blocking(year.found, is_over=today.year > year.year):
        return Mark("incomplete", "cost")
    if not year.found.form_due or year.found.decedent:
        return Mark("form due" if year.found.form_due else "no form due")
    deadline = contribution_deadline(year.year)
    if today <= deadline:
        return Mark(f"due {deadline:%b} {deadline.day}, {deadline.year}", "calm")
    return Mark("not marked as filed", "cost")
