"""Charts drawn on the server as SVG, the same for page and PDF.

A function here takes names and ``Decimal`` values and returns a ``Chart``: a title, sentences
that say what it shows, a table with every figure, a legend, and its geometry. One template draws
any of them::

    from planner.charts import Series, stacked_columns

    chart = stacked_columns(
        "The IRAs year by year",
        (2026, 2027),
        (Series("pre-tax", "coffee", (Decimal(93_000), None)),
         Series("already taxed", "cream", (Decimal(7_000), Decimal(14_000)))),
        said="With nothing done, the basis stays behind.",
    )

    {% include "planner/_chart.html" with key="ahead-anna" only %}            a page
    {% include "planner/_chart.html" with key="ahead" paper=True only %}      a PDF

(both with ``chart=chart`` before ``only``). ``key`` is unique on the page. A page links
``css/charts.css`` in its ``household_head``; a PDF takes its looks from ``css/charts_paper.css``
by itself, and prints the table unless ``bare`` says that its figures stand beside it.

- ``stacked_columns``: amounts upon each other, year by year.
- ``columns_around_zero``: years ahead and behind.
- ``lines_over_years``, ``lines_over_dollars``: lines; over dollars with ``Mark`` where something
  turns and a ``Span`` that is likely, all in a ``Range``.
- ``bands``: segments end to end, such as the brackets that income and a conversion fill.
- ``named_bars``: a row for each name, its bar and its exact figure.
- ``brackets``: where added dollars land, as wide as they are and as high as their rate.
- ``cup``, ``bars``: the pictures of the calculator and the ledger, drawn by templates of their own.

Looks carry meaning: coffee is pre-tax and cream already taxed, pine gained and stop lost.
``None`` is not known: it leaves a gap or a question mark and is said, never taken for zero.
"""

from planner.charts.bands import Band, Segment, bands
from planner.charts.basis import Bar, Bars, bars
from planner.charts.brackets import Landed, brackets
from planner.charts.columns import columns_around_zero, stacked_columns
from planner.charts.cup import Cup, cup
from planner.charts.geometry import Chart, Look
from planner.charts.lines import Range, Span, lines_over_dollars, lines_over_years
from planner.charts.named_bars import Amount, named_bars
from planner.charts.series import Mark, Series

__all__ = [
    "Amount",
    "Band",
    "Bar",
    "Bars",
    "Chart",
    "Cup",
    "Landed",
    "Look",
    "Mark",
    "Range",
    "Segment",
    "Series",
    "Span",
    "bands",
    "bars",
    "brackets",
    "columns_around_zero",
    "cup",
    "lines_over_dollars",
    "lines_over_years",
    "named_bars",
    "stacked_columns",
]
