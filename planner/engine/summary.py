"""The answer in a few numbers: what left, what of it is taxed, what stays inside and why."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, cast

from planner.engine.computation import has_basis
from planner.engine.fixes.pool import basis_inside, pre_tax, whole_pool
from planner.engine.money import NOTHING, ZERO, Ratio, to_unit
from planner.engine.worksheets import Worksheet

type Kind = Literal["empty", "carried", "untaxed", "partly", "fully", "no_basis", "unknown"]


@dataclass(frozen=True, slots=True)
class Summary:
    """One person's year in a sentence; amounts in dollars, rounded like the worksheet.

    ``kind`` is ``empty`` (nothing happened), ``carried`` (contributed, nothing left), ``untaxed``,
    ``partly`` or ``fully`` taxed, ``no_basis`` (fully, for want of basis) or ``unknown``.
    ``share`` is the already-taxed share of the pool (line 10, exact). ``pre_tax`` is what makes
    it less than one: the pool minus the basis in it.
    """

    kind: Kind
    converted: Decimal
    withdrawn: Decimal
    taxable: Decimal
    untaxed: Decimal
    carried: Decimal
    pre_tax: Decimal
    pool: Decimal
    share: Ratio

    @property
    def left(self) -> Decimal:
        """Everything that left the IRAs this year."""
        return self.converted + self.withdrawn


def summarize(sheet: Worksheet) -> Summary:
    """The answer that ``sheet`` gives about Parts I and II, for a sheet that is not invalid."""
    facts, unit = sheet.facts, sheet.unit
    converted = to_unit(facts.conversion or ZERO, unit)
    withdrawn = to_unit(facts.distribution or ZERO, unit)
    untaxed = _amount(sheet, "basis_used")
    known_pool = facts.year_end_value is not None
    return Summary(
        kind=_kind(sheet, converted + withdrawn, untaxed),
        converted=converted,
        withdrawn=withdrawn,
        taxable=sheet.taxable or ZERO,
        untaxed=untaxed,
        carried=_amount(sheet, "basis_carried_forward"),
        pre_tax=to_unit(pre_tax(facts), unit) if known_pool else ZERO,
        pool=_pool(sheet),
        share=_share(sheet),
    )


def _kind(sheet: Worksheet, left: Decimal, untaxed: Decimal) -> Kind:
    if sheet.status != "complete":
        return "unknown"
    if not left:
        return "carried" if sheet.parts else "empty"
    if has_basis(sheet.facts) is False:
        return "no_basis"
    if not sheet.taxable:
        return "untaxed"
    return "partly" if untaxed else "fully"


def _pool(sheet: Worksheet) -> Decimal:
    """Line 9 where there is one, else what it would be; zero while it is not known."""
    if sheet.facts.year_end_value is None:
        return ZERO
    return _amount(sheet, "ira_pool") or to_unit(whole_pool(sheet.facts), sheet.unit)


def _share(sheet: Worksheet) -> Ratio:
    """Line 10 where there is one, else what it would be for the pool as it stands."""
    if ratio := sheet.value("nontaxable_ratio"):
        return cast("Ratio", ratio)
    facts = sheet.facts
    if not facts.year_end_value or has_basis(facts) is None:
        return NOTHING
    pool = whole_pool(facts)
    return Ratio(min(basis_inside(facts), pool), pool)


def _amount(sheet: Worksheet, key: str) -> Decimal:
    return cast("Decimal", sheet.value(key) or ZERO)
