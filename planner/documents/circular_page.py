"""Worksheet 1-1 of Publication 590-B on paper: the page after the form that was made from it."""

from dataclasses import dataclass, replace
from decimal import Decimal

from planner.documents.worksheet_pages import Row, plain_rows
from planner.documents.worksheet_words import Words
from planner.engine import Worksheet
from planner.engine.layouts import FormLayout
from planner.engine.ledger import LedgerYear
from planner.engine.printing import printed
from planner.engine.routes import Route

_ON_THE_FORM = (
    ("13", "basis_used", "line 8"),
    ("15a", "distribution_above_basis", "line 11"),
    ("17", "converted_basis", "what was converted, less line 10"),
)
"""Lines of Form 8606 that come from the worksheet, and from which of its lines."""

_WHY = {
    "partly": "income may let one deduct only a part of the contribution for {year}, and money left"
    " the IRAs in the same year",
    "otherwise": "the form for {year} was filed this way, though income did not call for it",
    "unknown": "the form for {year} was filed this way; whether income called for it is not known",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of Form 8606 with its amount as printed, and where in the worksheet it is from."""

    number: str
    amount: str
    source: str


@dataclass(frozen=True, slots=True)
class CircularPage:
    """The page: its lines, why it is here, what goes onto the form, and how it was worked out."""

    rows: tuple[Row, ...]
    why: str
    placed: tuple[Placed, ...]
    arithmetic: tuple[tuple[str, str], ...]


def circular_page(found: LedgerYear, layout: FormLayout) -> CircularPage | None:
    """Worksheet 1-1 of ``found`` on the columns of ``layout``; ``None`` where it was not the way.

    Source: Publication 590-B, "Reporting your nontaxable distribution on Form 8606".
    """
    return route_page(found.route, found.sheet, layout)


def route_page(route: Route | None, sheet: Worksheet, layout: FormLayout) -> CircularPage | None:
    """Worksheet 1-1 of the form ``sheet``; ``None`` where it was not the way.

    Source: Publication 590-B, "Reporting your nontaxable distribution on Form 8606".
    """
    if route is None or route.code != "worksheet_1_1":
        return None
    lines = route.worksheet.lines
    return CircularPage(
        rows=plain_rows(lines, layout),
        why=_why(route).format(year=sheet.facts.tax_year),
        placed=tuple(_placed(sheet)),
        arithmetic=tuple(
            (line.number, line.trace.calculation) for line in lines if line.trace.rule
        ),
    )


def is_circular(found: LedgerYear) -> bool:
    """Whether lines 13 to 18 of the year come from Worksheet 1-1."""
    return found.route is not None and found.route.code == "worksheet_1_1"


def circular_words(said: Words) -> Words:
    """What the form says of itself where lines 6 to 12 stay blank."""
    return replace(
        said,
        ratio="Lines 6 to 12 stay blank. Lines 13, 15a and 17 come from Worksheet 1-1 of"
        " Publication 590-B, on the next page.",
        in_short=said.in_short.replace("line 10", "Worksheet 1-1, line 7"),
    )


def _why(route: Route) -> str:
    if route.why == "unknown":
        return _WHY["unknown"]
    return _WHY["otherwise" if route.is_filed_otherwise else "partly"]


def _placed(sheet: Worksheet) -> list[Placed]:
    amounts = ((number, sheet.value(key), source) for number, key, source in _ON_THE_FORM)
    return [
        Placed(number, printed(amount, sheet.unit), source)
        for number, amount, source in amounts
        if isinstance(amount, Decimal)
    ]
