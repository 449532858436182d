"""Households that the tests print, and what a packet of them says where."""

import json
import tomllib
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from planner.engine.household import Household
from planner.engine.household_reading import read_household
from tests.documents.reading import page_text
from tests.engine import households as h

GOLD = Path(__file__).resolve().parents[1] / "engine" / "gold" / "households"
LARGEST = "999999999999.99"


@cache
def gold_case(name: str) -> dict[str, Any]:
    """A household that was worked out by hand, with what is expected of it."""
    return tomllib.loads((GOLD / f"{name}.toml").read_text("utf-8"))


def gold(name: str) -> Household:
    return read_household(json.dumps(gold_case(name)["household"]))


def one(*events, **more) -> Household:
    """A household of one person."""
    return h.read(h.household(h.person(*events, **more)))


def unknown_amount() -> Household:
    """A contribution of an amount not known, after a year that is whole."""
    return one(
        h.contribution("2022-02-01", 2022, "6000"),
        h.contribution("2023-02-01", 2023, None),
        basis_start=h.start("0", 2021),
    )


def roth_withdrawal() -> Household:
    """Parts I and II hold; nobody knows the age on which all of Part III depends."""
    return one(
        h.contribution("2019-02-01", 2019, "6000", account="roth"),
        h.contribution("2025-02-01", 2025, "7000"),
        h.conversion("2025-02-02", "7000"),
        h.withdrawal("2025-06-01", "3000", account="roth"),
        basis_start=h.start("0"),
        year_end_values=[h.value(2025)],
    )


def nobody_knows_the_basis() -> Household:
    """A contribution and a conversion with neither basis nor the value of December 31."""
    return one(h.contribution("2024-02-01", 2024, "7000"), h.conversion("2024-03-01", "10000"))


def many_findings() -> Household:
    """A year with more to say than fits on its form."""
    return one(
        h.event("rollover", "simple", "2024-08-01", "15000", to="ira2"),
        h.contribution("2024-02-01", 2024, "7000"),
        h.withdrawal("2024-06-01", "2000", account="inh"),
        h.withdrawal("2024-07-01", "1000", account="inh"),
        h.withdrawal("2024-08-01", "500", account="inh"),
        accounts="ira ira2 inh roth",
        more_accounts=[{"key": "simple", "kind": "simple", "participation_began": "2023-05-01"}],
        basis_start=h.start("0", 2023),
        year_end_values=[
            h.value(2024, "9000", account) for account in ("ira", "ira2", "simple", "inh")
        ],
    )


def largest(**more) -> Household:
    """The largest amounts there are, filed with others."""
    lines = {"1": f"-{LARGEST}", "2": "1.5", "14": LARGEST, "15c": f"-{LARGEST}", "18": LARGEST}
    return h.read(
        h.household(
            h.person(
                h.contribution("2020-02-01", 2020, LARGEST),
                h.conversion("2020-05-01", LARGEST),
                h.withdrawal("2020-06-01", LARGEST),
                accounts="ira sep roth",
                year_end_values=[h.value(2020, LARGEST), h.value(2020, LARGEST, "sep")],
                basis_start={"after_year": 2019, "amount": LARGEST, "evidence": "memory"},
                years=[{"year": 2020, "deducted": "0", "filed": {"lines": lines}}],
                **more,
            ),
            rounding="cents",
        )
    )


def named(name: str) -> Household:
    """A form of one's own and an inherited one, where everyone has the same name."""
    found = h.read(
        h.household(
            h.person(
                h.contribution("2025-02-01", 2025),
                h.adjustment("2025-01-01", "4000", account="inh", reason="inherited"),
                h.withdrawal("2025-03-01", "100", account="inh"),
                accounts="ira inh roth",
                basis_start=h.start("0"),
                year_end_values=[h.value(2025), h.value(2025, "5000", "inh")],
            )
        )
    )
    [person] = found.people
    accounts = tuple(
        replace(account, name=name, inherited_from=name) if account.key == "inh" else account
        for account in person.accounts
    )
    return replace(found, name=name, people=(replace(person, name=name, accounts=accounts),))


def forty_years() -> Household:
    """Two people who contribute and convert in each of forty years."""
    return h.read(h.household(_forty_years("ann"), _forty_years("bob")))


def _forty_years(key: str) -> h.Object:
    years = range(1987, 2027)
    events = [
        event
        for year in years
        for event in (
            h.contribution(f"{year}-03-01", year, "2000"),
            h.conversion(f"{year}-05-01", "1000"),
        )
    ]
    return h.person(
        *events,
        key=key,
        year_end_values=[h.value(year, "50000") for year in years],
        years=[{"year": year, "deducted": "0", "first_year": year == 1987} for year in years],
    )


def flat_pages(pdf: bytes) -> list[str]:
    """The words of each page, in one line."""
    return [" ".join(text.split()) for text in page_text(pdf)]


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Depth, label and page (from 1) of every bookmark."""
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as found:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        return list(_bookmarks(found.root, pages, 0))


def _bookmarks(items, pages, depth):
    for item in items:
        yield depth, item.title, pages[item.destination[0].objgen]
        yield from _bookmarks(item.children, pages, depth + 1)


def year_pages(pdf: bytes) -> dict[str, dict[str, int]]:
    """Person -> label of the year -> the page on which the form begins."""
    found: dict[str, dict[str, int]] = {}
    who = ""
    for depth, label, page in outline(pdf):
        if depth == 0:
            who = label
            found[who] = {}
        elif depth == 1:
            found[who][label.removesuffix(": not complete")] = page
    return found
