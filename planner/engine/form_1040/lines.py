"""Lines 4a and 4b added up, and what the two lines are called on the form of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from planner.engine.form_1040.left import Left, LeftKind
from planner.engine.money import ZERO, to_unit

_SINCE = 2018
"""The first return on which the two lines are 4a and 4b."""

_NO_EXCEPTION = frozenset({"withdrawn"})
_PENSIONS = "Pensions and annuities are on these lines of 2018 too, and are added."
_SHORT_FORM = "On Form 1040A they are lines 11a and 11b."


@dataclass(frozen=True, slots=True)
class LineNames:
    """What the lines of a year are called, and what has to be known about them."""

    gross: str
    taxed: str
    remark: str = ""


def line_names(year: int) -> LineNames:
    """The two lines on the return for ``year``: 4a and 4b since 2018, 15a and 15b before.

    Not verified at the source: ``line-4a-shared-in-2018``, ``lines-before-2018``.
    """
    if year < _SINCE:
        return LineNames("15a", "15b", _SHORT_FORM)
    return LineNames("4a", "4b", _PENSIONS if year == _SINCE else "")


def deduction_line(year: int) -> str:
    """Where the IRA deduction stands on the return for ``year``.

    Not verified at the source: ``ira-deduction-line``.
    """
    if year < _SINCE:
        return "Form 1040, line 32, or Form 1040A, line 17"
    numbers = {2018: "32", 2019: "19", 2020: "19"}
    return f"Schedule 1 of Form 1040, line {numbers.get(year, '20')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLines:
    """Lines 4a and 4b for ``year``: ``gross`` and ``taxed`` in dollars, ``None`` while not known.

    ``missing`` says in sentences why they are not.
    """

    year: int
    gross: Decimal | None
    taxed: Decimal | None
    left: tuple[Left, ...]
    missing: tuple[str, ...] = ()

    @property
    def names(self) -> LineNames:
        """What the two lines are called."""
        return line_names(self.year)

    @property
    def may_be_blank(self) -> bool:
        """Whether line 4a stays empty: all of it is taxable, and no exception applies.

        Not verified at the source: ``line-4a-blank``.
        """
        kinds = {one.kind for one in self.left}
        return bool(self.gross) and self.gross == self.taxed and kinds <= _NO_EXCEPTION

    @property
    def rolled_over(self) -> Decimal:
        """What of line 4a is a rollover, in dollars."""
        return self.total("rolled_over")

    def total(self, kind: LeftKind) -> Decimal:
        """What is known to have left as ``kind``, in dollars."""
        return sum((one.amount or ZERO for one in self.left if one.kind == kind), ZERO)


def lines_of(
    year: int,
    left: Iterable[Left],
    taxed: Decimal,
    *,
    unit: Decimal,
    missing: tuple[str, ...] = (),
) -> ReturnLines:
    """The two lines from what ``left`` and what of it is ``taxed``, rounded once to ``unit``.

    Amounts behind a line are added with their cents. Nothing is said of either line while
    something is ``missing``. Source: Instructions for Form 1040, lines 4a and 4b.
    """
    kept = tuple(left)
    is_known = not missing and all(one.amount is not None for one in kept)
    gross = sum((one.amount or ZERO for one in kept), ZERO)
    return ReturnLines(
        year=year,
        gross=to_unit(gross, unit) if is_known else None,
        taxed=to_unit(taxed, unit) if is_known else None,
        left=kept,
        missing=missing,
    )
