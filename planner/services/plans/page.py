"""A plan as its page shows it: each step with its state, and what changed since it was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.bridge import HouseholdRecords, PersonRecords, chosen_facts
from planner.engine.findings import Finding
from planner.engine.fixes.unpriced import UnpricedError
from planner.engine.form_1040 import ReturnLines, beside
from planner.engine.money import ZERO
from planner.engine.printing import day, dollars
from planner.engine.todo import (
    ExpectedPaper,
    Standing,
    Step,
    expected_papers,
    on_the_return,
    standing,
    steps,
)
from planner.models import ChosenWay
from planner.models.chosen import WAY_NAMES
from planner.services.plans.names import step_name


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step, the day somebody marked it done, and its dollars at the choice if they differ."""

    step: Step
    marked: date | None
    was: Decimal | None
    today: date

    @property
    def name(self) -> str:
        """What it is called."""
        return step_name(self.step.code)

    @property
    def is_done(self) -> bool:
        """Whether the ledger has it, or somebody said so."""
        return self.step.is_done or self.marked is not None

    @property
    def is_over(self) -> bool:
        """Whether more is entered than the step asks for."""
        return bool(self.step.records and self.step.dollars is not None) and (
            self.step.entered > (self.step.dollars or ZERO)
        )

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without it."""
        latest = self.step.latest
        return not self.is_done and latest is not None and latest < self.today

    @property
    def is_now(self) -> bool:
        """Whether the recommended day has come without it."""
        advised = self.step.advised
        return not self.is_done and not self.is_late and bool(advised) and self._has_come

    @property
    def _has_come(self) -> bool:
        return self.step.advised is not None and self.step.advised <= self.today

    @property
    def state(self) -> str:
        """How it stands, in words."""
        if self.is_over:
            return f"{dollars(self.step.entered)} is entered, more than this"
        if self.step.is_done and self.step.done_on:
            return f"done on {day(self.step.done_on)}, as entered"
        if self.marked:
            return f"marked as done on {day(self.marked)}"
        if self.step.entered and self.step.left:
            return f"{dollars(self.step.entered)} done, {dollars(self.step.left)} left"
        if self.step.planned_on:
            return f"entered as planned for {day(self.step.planned_on)}"
        return "too late" if self.is_late else "to do"


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A chosen way with its list; without ``found`` a fact is missing that ``missing`` names."""

    row: ChosenWay
    person: PersonRecords
    found: Standing | None
    missing: tuple[Finding, ...]
    steps: tuple[ShownStep, ...]
    because: tuple[str, ...]

    @property
    def name(self) -> str:
        """What was chosen."""
        return WAY_NAMES[self.row.way]

    @property
    def has_days(self) -> bool:
        """Whether a day is left for a calendar."""
        return any(not one.is_done and (one.step.latest or one.step.advised) for one in self.steps)

    @property
    def next(self) -> ShownStep | None:
        """The first step that is not done."""
        return next((one for one in self.steps if not one.is_done), None)

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(one.is_done for one in self.steps)

    @property
    def papers(self) -> tuple[ExpectedPaper, ...]:
        """What will be in the mail."""
        return tuple(expected_papers(self.found)) if self.found else ()

    @property
    def on_the_return(self) -> ReturnLines | None:
        """Form 1040, lines 4a and 4b, of these IRAs."""
        return on_the_return(self.found) if self.found else None

    @property
    def beside(self) -> tuple[str, ...]:
        """What the return says next to the two lines."""
        lines = self.on_the_return
        return beside(lines) if lines else ()

    @property
    def letters(self) -> tuple[str, ...]:
        """To whom there is a letter to write."""
        if self.found is None or self.found.bars:
            return ()
        administrator = ("administrator",) if self.found.roll_in else ()
        custodian = ("custodian",) if self.found.roll_in or self.found.convert else ()
        return (*administrator, *custodian)

    def step(self, code: str) -> ShownStep | None:
        """The step with this code."""
        return next((one for one in self.steps if one.step.code == code), None)


def shown_plan(
    records: HouseholdRecords, person: PersonRecords, year: int, today: date
) -> ShownPlan | None:
    """The plan of ``person`` for ``year``, worked out anew; ``None`` where nothing was chosen."""
    row = next((one for one in person.plans if one.year == year), None)
    if row is None:
        return None
    fact = chosen_facts(row)
    try:
        found = standing(records.facts, person.facts, fact, today)
    except UnpricedError as error:
        return ShownPlan(row, person, None, error.findings, (), ())
    shown = tuple(
        ShownStep(step, fact.done.get(step.code), _was(step, fact.amounts), today)
        for step in steps(found)
    )
    because = tuple(_because(found)) if any(one.was is not None for one in shown) else ()
    return ShownPlan(row, person, found, (), shown, because)


def _was(step: Step, amounts: dict[str, Decimal]) -> Decimal | None:
    """The dollars when it was chosen, where they are others now."""
    had = amounts.get(step.code)
    return had if had is not None and step.dollars is not None and had != step.dollars else None


_CAUSES = {"pool": "all IRAs together", "basis": "the basis in them"}


def _because(found: Standing) -> Iterator[str]:
    """What the dollars follow from that is otherwise than when it was chosen."""
    for key, words in _CAUSES.items():
        had, has = found.chosen.amounts.get(key), found.amounts[key]
        if had is not None and had != has:
            verb = "come" if key == "pool" else "comes"
            was = "were" if key == "pool" else "was"
            yield f"{words} {verb} to {dollars(has)} now and {was} {dollars(had)}"
