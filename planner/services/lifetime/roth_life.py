"""The Roth IRAs of a person, ready to be shown: each year's figures and what they come to today.

Nothing is computed here that the engine has not computed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.household import Household, Person
from planner.engine.money import CENT, to_unit
from planner.engine.printing import entered
from planner.engine.roth_events import comes_in, comes_out, is_own_roth
from planner.engine.roth_gaps import Gap, Layer
from planner.engine.roth_ledger import RothLedger, RothLedgerYear, roth_ledger
from planner.engine.roth_today import FreeToday, free_on
from planner.models import Account
from planner.services.lifetime.evidence import Mark
from planner.services.lifetime.ledger import household_of, known_through

NONE = "–"
"""What a cell shows where there is rightly nothing."""


@dataclass(frozen=True, slots=True)
class RothColumn:
    """One column of numbers: its key, its heading and the line it has to do with, if any."""

    key: str
    heading: str
    line: str = ""


COLUMNS = (
    RothColumn("contributed", "Contributed"),
    RothColumn("taxed", "Converted, taxed", "18"),
    RothColumn("untaxed", "Converted, not taxed", "17"),
    RothColumn("out", "Came out"),
    RothColumn("regular", "Contributions left"),
    RothColumn("conversions", "Conversions left"),
    RothColumn("25c", "Taxable", "25c"),
    RothColumn("tax", "10% tax", "5329"),
)


@dataclass(frozen=True, slots=True)
class RothFigure:
    """One number of a row; ``key`` names the line of the year that explains it."""

    key: str
    text: str
    is_known: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether there is rightly nothing."""
        return self.text == NONE


@dataclass(frozen=True)
class RothLifeYear:
    """One year: the ledger's, and whether what came in in it is known."""

    found: RothLedgerYear
    contributed: Decimal | None
    converted: Decimal | None

    @property
    def year(self) -> int:
        """The tax year."""
        return self.found.year

    @property
    def taxed(self) -> Decimal | None:
        """What was income of all that was converted in the year, in dollars."""
        layer = self.found.roth.converted
        return self.converted and layer.taxable if layer else self.converted

    @property
    def untaxed(self) -> Decimal | None:
        """The rest of it, in dollars."""
        if self.converted is None or self.taxed is None:
            return None
        return self.converted - self.taxed

    @property
    def out(self) -> Decimal | None:
        """All that came out, in dollars; ``None`` while an amount is not known."""
        out = self.found.roth.out
        return None if out.unknown else out.early + out.of_age + out.undecided + out.qualified

    @property
    def taxable(self) -> Decimal | None:
        """Line 25c, in dollars."""
        roth = self.found.roth
        return roth.taxable if roth.nonqualified != 0 else Decimal(0)

    @property
    def tax(self) -> Decimal | None:
        """The additional tax in dollars; not known while it is not known what was qualified."""
        roth = self.found.roth
        return None if roth.nonqualified is None else roth.tax.amount

    @property
    def is_quiet(self) -> bool:
        """Whether nothing came in and nothing went out."""
        return not (self.found.roth.out.events or self.contributed != 0 or self.converted != 0)

    @property
    def is_qualified(self) -> bool:
        """Whether money came out and all of it was qualified, so that Part III stays blank."""
        return bool(self.found.roth.out.qualified) and self.found.roth.nonqualified == 0

    @property
    def state(self) -> Mark:
        """What the year means for the form."""
        if not self.found.is_known:
            return Mark("incomplete", "cost")
        if self.is_qualified:
            return Mark("qualified, Part III blank", "ok")
        return Mark("Part III", "calm") if self.found.roth.nonqualified else Mark("")

    @cached_property
    def figures(self) -> tuple[RothFigure, ...]:
        """The numbers of the row, one for each of ``COLUMNS``."""
        after, events = self.found.roth.after, self.found.roth.out.events
        amounts = {
            "contributed": self.contributed,
            "taxed": self.taxed,
            "untaxed": self.untaxed,
            "out": self.out,
            "regular": after.regular,
            "conversions": after.converted,
            "25c": self.taxable,
            "tax": self.tax,
        }
        left = {"regular", "conversions"} | ({"25c", "tax"} if events else set())
        return tuple(_figure(key, amount, key in left) for key, amount in amounts.items())


@dataclass(frozen=True)
class RothLife:
    """The Roth side of one person; ``years`` is empty while no money went into or out of it.

    ``earlier`` are the years of the ledger before the first of it.
    """

    records: PersonRecords
    facts: Person
    ledger: RothLedger
    years: tuple[RothLifeYear, ...]
    free: FreeToday
    today: date
    earlier: tuple[RothLifeYear, ...] = ()

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The Roth IRAs that the law takes for one."""
        return tuple(_accounts(self.records, self.facts, own=True))

    @property
    def inherited(self) -> tuple[Account, ...]:
        """The Roth IRAs that are not in it, as they are inherited."""
        return tuple(_accounts(self.records, self.facts, own=False))

    @property
    def from_529(self) -> tuple[tuple[int, str], ...]:
        """The years in which something came from a 529 plan, with the amount."""
        found = ((record.year, record.from_529) for record in self.facts.years)
        return tuple((year, dollars(amount)) for year, amount in found if amount)

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is not known of what is inside today, each once."""
        year = self.years[-1].year if self.years else self.today.year
        layers: tuple[Layer, ...] = ("regular", "conversions")
        found = [gap for layer in layers for gap in self.ledger.history.gaps(layer, year)]
        return tuple(dict.fromkeys(found))

    def year(self, year: int) -> RothLifeYear | None:
        """The year, if it is part of the ledger."""
        return next((one for one in (*self.earlier, *self.years) if one.year == year), None)


def roth_life(records: HouseholdRecords, person: PersonRecords, today: date) -> RothLife:
    """The Roth IRAs of ``person`` from the first money in or out to ``today`` and its plans."""
    facts, household = person.facts, household_of(records)
    found = roth_ledger(household, known_through(facts, today.year))
    earlier, years = roth_years(found)
    free = _free(household, facts, found, today)
    return RothLife(person, facts, found, years, free, today, earlier)


def roth_years(
    ledger: RothLedger,
) -> tuple[tuple[RothLifeYear, ...], tuple[RothLifeYear, ...]]:
    """The years before the first money in or out, and those from it on."""
    years = tuple(_year(ledger, one) for one in ledger.years)
    first = _first_year(ledger.history.person)
    at = next((at for at, one in enumerate(years) if first == one.year), len(years))
    return years[:at], years[at:]


def _free(household: Household, facts: Person, found: RothLedger, today: date) -> FreeToday:
    """What is free today, without what is only planned for later."""
    done = tuple(event for event in facts.events if event.on <= today)
    if len(done) < len(facts.events):
        found = roth_ledger(household, replace(facts, events=done))
    return free_on(today, found.layers, found.clock, facts.born)


def _first_year(facts: Person) -> int | None:
    """The year of the first money in or out."""
    moved = (one for one in facts.events if comes_in(facts, one) or comes_out(facts, one))
    return min((min(one.tax_year or one.on.year, one.on.year) for one in moved), default=None)


def _year(ledger: RothLedger, found: RothLedgerYear) -> RothLifeYear:
    roth = found.roth
    layer = roth.converted.amount if roth.converted else Decimal(0)
    return RothLifeYear(
        found=found,
        contributed=None if _is_open(ledger, "regular", roth.year) else roth.contributed,
        converted=None if _is_open(ledger, "conversions", roth.year) else layer,
    )


def _is_open(ledger: RothLedger, layer: Layer, year: int) -> bool:
    """Whether something of the year itself is not known of the layer."""
    return any(gap.year == year for gap in ledger.history.gaps(layer, year))


def _figure(key: str, amount: Decimal | None, is_shown: bool) -> RothFigure:  # noqa: FBT001
    if amount is None:
        return RothFigure(key, "", is_known=False)
    return RothFigure(key, dollars(amount) if amount or is_shown else NONE)


def dollars(amount: Decimal) -> str:
    """An amount as cells write it: cents only where there are any."""
    return entered(to_unit(amount, CENT))


def _accounts(records: PersonRecords, facts: Person, *, own: bool) -> Iterator[Account]:
    for row, account in zip(records.accounts, facts.accounts, strict=True):
        if is_own_roth(account) if own else _is_inherited(account.kind, account.treated_as_own):
            yield row


def _is_inherited(kind: str, treated_as_own: bool) -> bool:  # noqa: FBT001
    return kind == "inherited_roth" and not treated_as_own
