"""What to say of the way line 13 came about; stable codes, one finding each."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from planner.engine.fact_names import FACT_NAMES
from planner.engine.findings import Finding
from planner.engine.household import RouteCode
from planner.engine.printing import dollars
from planner.engine.routes import Route

_CITATION = "Instructions for Form 8606, line 7; Publication 590-B, Worksheet 1-1"

_CODES = {
    "partly": "worksheet-1-1",
    "fully": "worksheet-1-1-not-needed",
    "not": "worksheet-1-1-not-needed",
    "above_basis": "worksheet-1-1-above-basis",
    "unknown": "worksheet-1-1-facts-missing",
}

_SENTENCES = {
    "partly": (
        "Income may let one deduct only a part of the contribution for {year}, and money left the"
        " IRAs in the same year: lines 6 to 12 stay blank, and lines 13 and 17 come from Worksheet"
        " 1-1 of Publication 590-B."
    ),
    "fully": (
        "Income let one deduct all of the contribution for {year}, so not deducting a part was a"
        " choice: the form is completed line by line, without Worksheet 1-1 of Publication 590-B."
    ),
    "not": (
        "Income let one deduct nothing of the contribution for {year}, whatever the IRAs added to"
        " it: the form is completed line by line, without Worksheet 1-1 of Publication 590-B."
    ),
    "above_basis": (
        "Line 8 of Worksheet 1-1 is more than line 5 of the form, so the form for {year} is"
        " completed line by line (Publication 590-B)."
    ),
    "unknown": (
        "Part of the contribution for {year} was not deducted and money left the IRAs in the same"
        " year. If income decided that part, Worksheet 1-1 of Publication 590-B applies; whether"
        " it did cannot be said without {missing}, and Part I is completed line by line."
    ),
}

WAY_NAMES: dict[RouteCode, str] = {
    "worksheet_1_1": "Worksheet 1-1 of Publication 590-B",
    "plain_form": "Part I line by line",
}


def route_findings(route: Route, year: int) -> Iterator[Finding]:
    """Which way was used and why; where it was filed by the other one, what each carries."""
    if route.told_by == "lines" and route.mark not in (None, route.code):
        yield _overruled(route, year)
    if route.is_filed_otherwise:
        yield _filed_otherwise(route, year)
    elif route.code != route.by_law:
        yield _as_filed(route, year)
    else:
        missing = FACT_NAMES.get(route.missing, "")
        yield Finding(
            _CODES[route.why],
            "costs" if route.why == "unknown" else "info",
            _SENTENCES[route.why].format(year=year, missing=missing),
            route.missing,
            citation=_CITATION,
        )


def _as_filed(route: Route, year: int) -> Finding:
    """Filed by the worksheet, where nobody can say whether income called for it."""
    otherwise = dollars(cast("Decimal", route.carried_otherwise))
    return Finding(
        "worksheet-1-1-as-filed",
        "info",
        f"The form for {year} {_filed(route)} by {WAY_NAMES[route.code]}, which carries"
        f" {dollars(route.carried)} of basis forward ({WAY_NAMES[route.by_law]}: {otherwise})."
        f" Whether income called for it cannot be said without {FACT_NAMES[route.missing]}.",
        route.missing,
        citation=_CITATION,
    )


def _filed_otherwise(route: Route, year: int) -> Finding:
    otherwise = cast("Decimal", route.carried_otherwise)
    difference = abs(route.carried - otherwise)
    return Finding(
        "filed-by-the-other-route",
        "costs" if difference else "info",
        f"The form for {year} {_filed(route)} by {WAY_NAMES[route.code]}, which carries"
        f" {dollars(route.carried)} of basis forward; {WAY_NAMES[route.by_law]} carries"
        f" {dollars(otherwise)}. The years go on from what was filed.",
        "filed",
        difference or None,
        _CITATION,
    )


def _filed(route: Route) -> str:
    return "is marked as filed" if route.told_by == "mark" else "was filed"


def _overruled(route: Route, year: int) -> Finding:
    mark = WAY_NAMES[cast("RouteCode", route.mark)]
    return Finding(
        "filed-route-overruled",
        "info",
        f"{year} is marked as filed by {mark}, but the lines on file are those of"
        f" {WAY_NAMES[route.code]}. What was filed decides.",
        "filed_route",
        citation=_CITATION,
    )
