"""What the page of the return check shows of each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.household import Household
from planner.engine.ledger import ledger
from planner.engine.money import ZERO
from planner.engine.printing import entered
from planner.engine.return_check import (
    Figure,
    ReturnCheck,
    Steps,
    TypedReturn,
    check_return,
    steps_for,
)


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in words; amounts as they are typed."""

    figure: Figure
    name: str
    typed: str
    computed: str

    @property
    def steps(self) -> tuple[Steps, ...]:
        """Where to mend it."""
        return steps_for(self.figure.cause.topic) if self.figure.cause else ()

    @property
    def difference(self) -> str:
        """How far the return is above what is right, or below it."""
        amount = self.figure.difference or ZERO
        return f"{'−' if amount < 0 else '+'}{_text(abs(amount))}"

    @property
    def cost(self) -> str:
        """What it costs, in a sentence; empty where that is not known or nothing."""
        if self.figure.taxable:
            more = "more" if self.figure.taxable > 0 else "less"
            return f"${entered(abs(self.figure.taxable))} {more} taxable income than is right."
        if self.figure.lost:
            return f"${entered(self.figure.lost)} of basis is lost and would be taxed later."
        return ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The check as the page shows it: differences first."""

    different: list[ShownFigure]
    unknown: list[ShownFigure]
    same: list[ShownFigure]

    @property
    def heading(self) -> str:
        """The whole in a sentence."""
        if self.different:
            count = len(self.different)
            return f"{count} figure{'s differ' if count > 1 else ' differs'}."
        if self.unknown:
            return "Not known yet."
        return "What you typed agrees." if self.same else "Type what the return says."

    @property
    def gaps(self) -> list[str]:
        """What is missing, once each."""
        return list(dict.fromkeys(one.figure.note for one in self.unknown))


def checked(household: Household, year: int, typed: TypedReturn) -> Shown:
    """The typed figures held against the whole ledgers of everybody."""
    ledgers = {one.key: ledger(household, one) for one in household.people}
    found: ReturnCheck = check_return(household, year, ledgers, typed)
    return Shown(
        _shown(household, found.different),
        _shown(household, found.unknown),
        _shown(household, found.same),
    )


def _shown(household: Household, figures: Sequence[Figure]) -> list[ShownFigure]:
    names = {one.key: f"Form 8606 of {one.name or one.key}" for one in household.people}
    return [
        ShownFigure(one, names.get(one.person, "Form 1040"), _text(one.typed), _text(one.computed))
        for one in figures
    ]


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else f"${entered(amount)}"
