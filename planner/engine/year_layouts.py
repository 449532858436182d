"""The form of any year: its own layout, or the nearest one, worded for the year.

A borrowed layout leaves out what held in single years only: addresses on the return, disaster
forms, repayments.
"""

import re
from dataclasses import replace
from functools import cache, partial
from typing import Final

from planner.engine.layouts import FormLayout, LineLayout, PartLayout, form_layout, form_years

_OF_SINGLE_YEARS: Final = re.compile(
    r" \(but (?:certain \d{4}|repayments of)[^)]*\)"
    r"|; less (?:certain \d{4}|repayments of)[^;.]*(?:; 0 if zero or less)?"
    r"|, less certain \d{4}[^(.]*\(not those on Form [^)]*\)"
    r"|,? and \d{4} retirement plan distributions whose repayments are treated as rollovers"
    r"| \(\d{4} Forms? 8915[^)]*\)(?:; it also goes on .*)?"
)
_ON_THE_RETURN: Final = re.compile(
    r"on \d{4} Form 1040[^.]*, line 4b(?:; or Form 1040-?NR, line \d+b)?"
)
_LINE_4B: Final = "Form 1040, line 4b"


@cache
def layout_for(year: int) -> FormLayout:
    """The layout of Form 8606 for ``year``; for a year without one, the nearest, worded for it.

    The numbers of the lines are the same (Form 8606, 2018 and later).
    """
    years = form_years()
    nearest = form_layout(min(max(year, years[0]), years[-1]))
    return nearest if nearest.year == year else _borrowed(nearest, year)


def _borrowed(layout: FormLayout, year: int) -> FormLayout:
    word = partial(_worded, layout, year)
    lines = tuple(_line(line, layout, year) for line in layout.lines)
    return replace(
        layout,
        year=year,
        sources=(f"Form 8606 ({layout.year})",),
        certainty=(
            f"There is no layout of the {year} form here. The lines stand as on the form of"
            f" {layout.year}, without its rules for single years; the official form of {year} may"
            " number or word them otherwise.",
        ),
        attach=f"Attach to the {year} income tax return.",
        note_above=word(layout.note_above),
        due_date=f"the due date in {year + 1}",
        short_return_line="the tax return",
        gate=replace(layout.gate, question=word(layout.gate.question)),
        parts=tuple(_part(part, layout, year) for part in layout.parts),
        lines=lines,
    )


def _part(part: PartLayout, layout: FormLayout, year: int) -> PartLayout:
    word = partial(_worded, layout, year)
    conditions = tuple(map(word, part.conditions))
    return replace(part, title=word(part.title), intro=word(part.intro), conditions=conditions)


def _line(line: LineLayout, layout: FormLayout, year: int) -> LineLayout:
    word = partial(_worded, layout, year)
    return replace(line, caption=word(line.caption), short=word(line.short))


def _worded(layout: FormLayout, year: int, text: str) -> str:
    """``text`` of the layout's year as it would be said of ``year``."""
    text = _ON_THE_RETURN.sub(f"with the taxable IRA distributions of the {year} return", text)
    text = _OF_SINGLE_YEARS.sub("", text).replace(_LINE_4B, "the tax return")
    text = text.replace(layout.due_date, f"the due date in {year + 1}")
    return text.replace(str(layout.year), str(year))
