"""What the page of Roth IRAs shows: the answer, the clocks, what is not known, and the table."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.bridge import HouseholdRecords, PersonRecords
from planner.engine.printing import day
from planner.engine.roth_findings import PART_III_NOT_KNOWN
from planner.engine.roth_gaps import Gap
from planner.services.lifetime.roth_life import COLUMNS, RothColumn, RothLife
from planner.services.lifetime.roth_words import (
    CLOCKS,
    FREE,
    conversion_words,
    free_amount,
    free_words,
    qualified_words,
)


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something that is not known, and the year on whose page it is entered."""

    reason: str
    year: int


@dataclass(frozen=True)
class RothPage:
    """The Roth IRAs of one person beside the tabs of all."""

    records: HouseholdRecords
    life: RothLife
    free: str
    free_words: tuple[str, ...]
    clock: tuple[str, ...]
    conversions: tuple[tuple[str, str], ...]
    open_points: tuple[OpenPoint, ...]

    @property
    def person(self) -> PersonRecords:
        """The person's rows."""
        return self.life.records

    @property
    def columns(self) -> tuple[RothColumn, ...]:
        """The columns of numbers."""
        return COLUMNS

    @property
    def free_law(self) -> str:
        """What the answer rests on."""
        return FREE

    @property
    def clock_law(self) -> str:
        """What the clocks rest on."""
        return CLOCKS

    @property
    def first(self) -> str:
        """The first money that is entered, which is taken for the first there was."""
        event = self.life.ledger.history.first
        return f"the {event.kind} of {day(event.on)}"


def roth_page(records: HouseholdRecords, life: RothLife) -> RothPage:
    """Everything the page of ``life`` shows."""
    return RothPage(
        records=records,
        life=life,
        free=free_amount(life),
        free_words=tuple(free_words(life)),
        clock=tuple(qualified_words(life)),
        conversions=tuple(conversion_words(life)),
        open_points=tuple(_open_points(life)),
    )


def _open_points(life: RothLife) -> Iterator[OpenPoint]:
    """Everything that is not known, from what came before all to the single years."""
    yield from (_point(life, gap) for gap in life.gaps)
    for one in life.years:
        for finding in one.found.findings:
            if finding.code in PART_III_NOT_KNOWN:
                yield OpenPoint(finding.message.removesuffix("."), one.year)
        if one.converted and one.taxed is None:
            reason = f"How much of what was converted in {one.year} was taxed"
            yield OpenPoint(f"{reason}: its Form 8606 is incomplete", one.year)


def _point(life: RothLife, gap: Gap) -> OpenPoint:
    first = life.years[0].year if life.years else life.today.year
    return OpenPoint(gap.reason, first if gap.is_before_all else gap.year)
