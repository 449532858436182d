"""Known wrong answers: which mistake gives a taxable amount that somebody else arrived at.

A figure from a tax program, an article or a calculator is held against the worksheet, against
the same worksheet with line 10 rounded (which the form allows), and against formulas that are
wrong in a known way.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, cast

from planner.engine.computation import compute
from planner.engine.money import DOLLAR, ZERO, Ratio
from planner.engine.worksheets import Worksheet

type Verdict = Literal["same", "rounding", "mistake", "different"]


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a figure was recognised as; ``dollars`` is how far it is above the right amount."""

    verdict: Verdict
    code: str
    message: str
    dollars: Decimal


def recognize(sheet: Worksheet, figure: Decimal) -> Recognition:
    """Hold ``figure``, a taxable amount in dollars from elsewhere, against a complete ``sheet``.

    Raises ``ValueError`` for a sheet without a taxable amount.
    """
    if sheet.taxable is None:
        raise ValueError("only a complete worksheet has a taxable amount to compare with")
    difference = figure - sheet.taxable
    for verdict, code, amount, message in _candidates(sheet):
        if abs(figure - amount) < DOLLAR:
            return Recognition(verdict, code, message, difference)
    return Recognition("different", "not-recognized", _DIFFERENT, difference)


_NO_FIGURE = Decimal("Infinity")

_DIFFERENT = (
    "It is none of the mistakes we know. Compare line by line: lines 1, 2 and 6 are where figures"
    " usually part."
)


def _candidates(sheet: Worksheet) -> Iterator[tuple[Verdict, str, Decimal, str]]:
    taxable = cast("Decimal", sheet.taxable)
    yield "same", "same", taxable, "It is the same as ours."
    if not sheet.value("ira_pool"):
        return
    for places in (3, 4, 5, 6):
        rounded = compute(replace(sheet.facts, ratio_places=places)).taxable or ZERO
        text = f"Line 10 was rounded to {places} places first; the form allows 3 or more."
        yield "rounding", f"rounded-to-{places}-places", rounded, text
    for mistake in _MISTAKES:
        code = mistake.__name__.replace("_", "-")
        yield "mistake", code, *mistake(_Lines(sheet))


class _Lines:
    """The lines of Part I as amounts in dollars, by their names."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def __getattr__(self, key: str) -> Decimal:
        return cast("Decimal", self._sheet.value(key) or ZERO)

    @property
    def left(self) -> Decimal:
        """Lines 7 and 8 together."""
        return self.distribution + self.conversion

    def taxable_at(self, basis: Decimal, pool: Decimal) -> Decimal:
        """What would be taxable if ``basis`` over ``pool`` were the nontaxable share.

        Nobody divides by an empty pool, so there it is nothing that a figure could be.
        """
        if not pool:
            return _NO_FIGURE
        return self.left - Ratio(min(basis, pool), pool).of(self.left, self._sheet.unit)


type _Mistake = tuple[Decimal, str]


def conversion_not_added_back(lines: _Lines) -> _Mistake:
    """The year-end value taken for the pool, without line 8 (Form 8606, line 9)."""
    pool = lines.year_end_value + lines.distribution
    return lines.taxable_at(lines.basis_available, pool), (
        f"The conversion was not added back: {lines.basis_available:,} ÷ {pool:,} instead of"
        f" {lines.basis_available:,} ÷ {lines.ira_pool:,}. The December 31 value no longer holds"
        " what was converted, so line 9 adds line 8 to it."
    )


def distribution_not_added_back(lines: _Lines) -> _Mistake:
    """The pool without line 7 (Form 8606, line 9)."""
    pool = lines.year_end_value + lines.conversion
    return lines.taxable_at(lines.basis_available, pool), (
        f"The other withdrawals were not added back: line 9 is {lines.ira_pool:,}, not {pool:,}."
    )


def nothing_added_back(lines: _Lines) -> _Mistake:
    """The pool without lines 7 and 8 (Form 8606, line 9)."""
    return lines.taxable_at(lines.basis_available, lines.year_end_value), (
        "Neither the conversion nor the withdrawals were added back to the December 31 value:"
        f" line 9 is {lines.ira_pool:,}, not {lines.year_end_value:,}."
    )


def line_3_instead_of_line_5(lines: _Lines) -> _Mistake:
    """Contributions made after December 31 counted as if they had been there (line 4)."""
    return lines.taxable_at(lines.total_basis, lines.ira_pool), (
        f"Line 3 ({lines.total_basis:,}) was divided instead of line 5"
        f" ({lines.basis_available:,}): what was contributed after December 31"
        f" ({lines.contribution_after_year_end:,}) was not in the pool yet and cannot come out"
        " this year."
    )


def basis_taken_first(lines: _Lines) -> _Mistake:
    """The conversion treated as if it took the already-taxed money alone (IRC 408(d)(2))."""
    return max(ZERO, lines.left - lines.basis_available), (
        "The already-taxed money was taken out first. All of a person's IRAs are one pool, and"
        " every dollar that leaves carries the same mix."
    )


def basis_forgotten(lines: _Lines) -> _Mistake:
    """Everything taxed: Form 1099-R box 2a copied to the return, or no Form 8606 at all."""
    return lines.left, (
        "Everything was taxed, as box 2a of Form 1099-R suggests. Form 8606 takes the basis off:"
        f" {lines.basis_used:,} of it was already taxed."
    )


def earlier_basis_forgotten(lines: _Lines) -> _Mistake:
    """Only this year's contribution counted as basis (Form 8606, line 2 left empty)."""
    basis = lines.basis_available - lines.prior_basis
    return lines.taxable_at(basis, lines.ira_pool), (
        f"Line 2 was left out: {lines.prior_basis:,} of already-taxed money from earlier years"
        " belongs on it."
    )


def contribution_forgotten(lines: _Lines) -> _Mistake:
    """The year's nondeductible contribution missing (Form 8606, line 1 left empty)."""
    return lines.taxable_at(lines.prior_basis, lines.ira_pool), (
        f"Line 1 was left out: the nondeductible contribution of"
        f" {lines.nondeductible_contribution:,} belongs on it."
    )


def line_13_taken_for_taxable(lines: _Lines) -> _Mistake:
    """The nontaxable part read as the taxable one (Form 8606, lines 13 and 18)."""
    return lines.basis_used or _NO_FIGURE, (
        "That is line 13, the part that is NOT taxable. What is taxable stands on lines 15c and 18."
    )


def line_14_taken_for_taxable(lines: _Lines) -> _Mistake:
    """The basis carried forward read as the taxable amount (Form 8606, lines 14 and 18)."""
    return lines.basis_carried_forward or _NO_FIGURE, (
        "That is line 14, the already-taxed money carried to next year. What is taxable stands on"
        " lines 15c and 18."
    )


_MISTAKES: tuple[Callable[[_Lines], _Mistake], ...] = (
    conversion_not_added_back,
    line_3_instead_of_line_5,
    distribution_not_added_back,
    nothing_added_back,
    basis_taken_first,
    basis_forgotten,
    earlier_basis_forgotten,
    contribution_forgotten,
    line_13_taken_for_taxable,
    line_14_taken_for_taxable,
)
