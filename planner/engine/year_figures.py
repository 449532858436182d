"""The amounts that hold for a year: its own, or the last published ones for a year to come.

A year whose amounts are not published is answered with those of the last one that has them. That
is a projection and says so; nothing is indexed ahead.
"""

from dataclasses import dataclass
from functools import cache

from planner.engine.tables import YearTable, published_years, year_table


@dataclass(frozen=True, slots=True)
class YearFigures:
    """``table`` as it is used for tax year ``year``, perhaps another year's."""

    year: int
    table: YearTable

    @property
    def is_projected(self) -> bool:
        """Whether the amounts of ``year`` itself are not published."""
        return self.table.year != self.year

    @property
    def source(self) -> str:
        """The document the limits come from; for a projection, in a sentence that says so."""
        document = self.table.ira.source.document
        if not self.is_projected:
            return document
        return (
            f"Projected: the amounts for {self.year} are not published; those of"
            f" {self.table.year} are used ({document})."
        )


@cache
def year_figures(year: int) -> YearFigures:
    """What holds for tax year ``year``.

    Raises ``TableNotPublished`` for a year before the first table: those amounts are known to the
    IRS and only not entered here, so nothing else can stand for them.
    """
    return YearFigures(year, year_table(min(year, published_years()[-1])))
