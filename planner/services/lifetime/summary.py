"""What a ledger comes to: what is wrong with the forms on file, since when, and by how much."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.bridge import filed_facts
from planner.engine.state import blocking
from planner.services.lifetime.ledger import Life, LifeYear


@dataclass(frozen=True, slots=True)
class LifeSummary:
    """The sentence above the table, as facts.

    ``compared`` counts the forms on file. ``left_at_zero`` counts those whose line 2 says 0 and
    should not; ``wrong`` are the years that are wrong in any way, ``unfiled`` those of them in
    which a form was due and none was filed. ``filed`` and ``should_be`` are the basis that the
    last form on file carries and should carry, in dollars, ``carried`` what the whole ledger
    carries out of ``last``. ``incomplete`` is the first year that something is missing of.
    """

    first: int
    last: int
    compared: int
    left_at_zero: int
    wrong: tuple[int, ...]
    unfiled: tuple[int, ...]
    filed: Decimal | None
    should_be: Decimal | None
    carried: Decimal | None
    incomplete: int | None

    @property
    def is_off(self) -> bool:
        """Whether the basis that the last form on file carries is not what it should be."""
        return None not in (self.filed, self.should_be) and self.filed != self.should_be


def summary(life: Life, today: date) -> LifeSummary | None:
    """What ``life`` comes to, seen from ``today``; ``None`` while it has no years."""
    if not life.years:
        return None
    forms = [year for year in life.years if year.filed and year.filed.lines]
    last = next((year for year in reversed(forms) if line_14(year) is not None), None)
    return LifeSummary(
        first=life.years[0].year,
        last=life.years[-1].year,
        compared=len(forms),
        left_at_zero=sum(_is_left_at_zero(year) for year in forms),
        wrong=tuple(year.year for year in life.years if year.is_wrong),
        unfiled=tuple(year.year for year in life.years if year.is_due_without_form),
        filed=line_14(last) if last else None,
        should_be=last.found.carried if last else None,
        carried=life.years[-1].found.carried,
        incomplete=next((year.year for year in life.years if _is_incomplete(year, today)), None),
    )


def line_14(year: LifeYear) -> Decimal | None:
    """The basis that the form filed for ``year`` carries; 0 where none was filed."""
    if not year.filed:
        return None
    if not year.filed.lines:
        return Decimal(0)
    return filed_facts(year.filed).lines.get("14")


def _is_incomplete(year: LifeYear, today: date) -> bool:
    return bool(blocking(year.found, is_over=today.year > year.year))


def _is_left_at_zero(year: LifeYear) -> bool:
    return any(one.line == "2" and not Decimal(one.filed) for one in year.found.differences)
