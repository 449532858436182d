"""Every paper about a year: what it should say, by when it comes, and how it stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planner.engine.household import Household
from planner.engine.papers.due import Due, papers_due
from planner.engine.papers.paper import Paper
from planner.engine.papers.wanted import distribution_code
from planner.engine.papers.year import year_papers
from tests.engine.clean_papers import YEARS, clean_household
from tests.engine.households import (
    contribution,
    conversion,
    event,
    household,
    person,
    read,
    recharacterization,
    rollover,
    value,
    withdrawal,
)

LATER = date(2026, 11, 22)


def due(home: Household, year: int, today: date = LATER) -> tuple[Due, ...]:
    return papers_due(home, year_papers(home, home.people[0], year, today))


def boxes(one: Due) -> Mapping[str, Decimal | None]:
    """What a form should say, by box; of a Form 1099-R by its first code."""
    return {
        box.code.split(" or ")[0].replace("J, Q", "J") or box.box: box.amount for box in one.boxes
    }


def on_paper(papers: list[Paper]) -> dict[str, Decimal | None]:
    """What Forms 1099-R say by code, and a Form 5498 by box."""
    found: dict[str, Decimal | None] = {}
    for paper in papers:
        if paper.form == "1099-R":
            found[paper.text("7").replace("7Y", "7")] = paper.dollars("1")
        else:
            counted = ("1", "2", "3", "4", "5", "8", "9", "10")
            found |= {box: paper.dollars(box) for box in counted if paper.dollars(box) is not None}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_custodians_who_write_by_their_own_rules_agree(seed: int) -> None:
    """tests/engine/clean_papers.py writes entries and forms side by side, each by its own rules."""
    home = read(clean_household(seed))
    for one in home.people:
        for year in YEARS:
            found = papers_due(home, year_papers(home, one, year, LATER))
            sent = {(paper.form, paper.account) for paper in one.papers if paper.year == year}
            from_529 = one.record(year).from_529
            assert {(x.form, x.account.key) for x in found} >= sent - {("5498", "roth")}
            for each in found:
                kept = [
                    x
                    for x in one.papers
                    if (x.form, x.account, x.year) == (each.form, each.account.key, year)
                ]
                assert each.standing == "agrees"
                if not (from_529 and each.account.kind == "roth"):
                    assert boxes(each) == on_paper(kept)


def test_the_days_and_how_a_paper_stands() -> None:
    # January 31, 2026, is a Saturday, May 31 a Sunday: February 2 and June 1.
    home = read(
        household(
            person(
                contribution("2025-02-03", 2025),
                conversion("2025-02-04"),
                year_end_values=[value(2025), value(2025, "7100", "roth")],
                born="1985-05-01",
            )
        )
    )
    first, second, third = due(home, 2025, date(2026, 2, 2))
    assert (first.form, first.account.key, first.due) == ("1099-R", "ira", date(2026, 2, 2))
    assert [(one.form, one.account.key, one.due) for one in (second, third)] == [
        ("5498", "ira", date(2026, 6, 1)),
        ("5498", "roth", date(2026, 6, 1)),
    ]
    assert [one.standing for one in (first, second, third)] == ["to_come"] * 3
    assert boxes(first) == {"2": 7000}
    assert boxes(second) == {"1": 7000, "5": 0}
    assert boxes(third) == {"3": 7000, "5": 7100}
    assert [one.standing for one in due(home, 2025, date(2026, 6, 2))] == ["overdue"] * 3


def test_a_value_that_is_from_the_form_is_at_hand() -> None:
    held = value(2025, "7100", "roth") | {"source": "form_5498"}
    home = read(household(person(conversion("2025-02-04"), year_end_values=[held])))
    assert [one.standing for one in due(home, 2025)] == ["overdue", "at_hand"]


def test_a_paper_that_says_another_amount_differs() -> None:
    home = read(household(person(conversion("2025-02-04"))))
    paper = Paper(form="1099-R", year=2025, account="ira", boxes={"1": Decimal(6000), "7": "2"})
    [one] = home.people
    home = replace(home, people=(replace(one, papers=(paper,)),))
    assert due(home, 2025)[0].standing == "differs"


OLD, YOUNG = "1950-01-01", "1990-01-01"
SIMPLE = {"key": "s", "kind": "simple", "participation_began": "2025-01-01"}


@pytest.mark.parametrize(
    ("entry", "born", "code"),
    [
        # Instructions for Forms 1099-R and 5498, Table 1.
        (conversion("2025-06-01"), YOUNG, "2"),
        (conversion("2025-06-01"), OLD, "7"),
        (conversion("2025-06-01"), None, "2 or 7"),
        # 59½ on June 1, 2025.
        (conversion("2025-05-31"), "1965-12-01", "2"),
        (conversion("2025-06-01"), "1965-12-01", "7"),
        (withdrawal("2025-06-01"), YOUNG, "1"),
        (withdrawal("2025-06-01"), None, "1 or 7"),
        (withdrawal("2025-06-01", account="s"), YOUNG, "S"),
        (withdrawal("2027-01-01", account="s"), YOUNG, "1"),
        (withdrawal("2025-06-01", character="rmd"), None, "7"),
        (withdrawal("2024-06-01", character="qcd"), OLD, "7"),
        (withdrawal("2025-06-01", character="qcd"), OLD, "7 or 7Y"),
        (withdrawal("2025-06-01", account="inh"), YOUNG, "4"),
        (withdrawal("2025-06-01", account="roth"), YOUNG, "J"),
        (withdrawal("2025-06-01", account="roth"), OLD, "Q or T"),
        (withdrawal("2025-06-01", account="roth"), None, "J, Q or T"),
        (rollover("ira", "k", "2025-06-01"), YOUNG, "G"),
        (rollover("k", "ira", "2025-06-01"), YOUNG, "G"),
        (rollover("ira", "ira2", "2025-06-01"), YOUNG, "1"),
        (recharacterization("2025-06-01", 2025), YOUNG, "N"),
        (recharacterization("2025-03-01", 2024), YOUNG, "R"),
        (
            withdrawal("2025-06-01", character="returned_contribution", tax_year=2025),
            YOUNG,
            "81",
        ),
        (withdrawal("2025-06-01", character="returned_contribution", tax_year=2025), OLD, "8"),
        (
            withdrawal("2025-03-01", character="returned_contribution", tax_year=2024),
            None,
            "P or P1",
        ),
        (
            withdrawal(
                "2025-03-01", account="roth", character="returned_contribution", tax_year=2024
            ),
            YOUNG,
            "PJ",
        ),
    ],
)
def test_the_code_of_box_7(entry: dict[str, object], born: str | None, code: str) -> None:
    more = {"born": born} if born else {}
    one = person(entry, accounts="ira ira2 roth k inh", more_accounts=[SIMPLE], **more)
    found = read(household(one)).people[0]
    assert distribution_code(found, found.events[0]) == code


def test_an_amount_that_is_not_known_leaves_its_box_open() -> None:
    back = withdrawal("2025-06-01", "500", character="returned_contribution", tax_year=2025)
    home = read(
        household(
            person(event("distribution", "ira2", "2025-03-01"), back, accounts="ira ira2", born=OLD)
        )
    )
    found = [dict(boxes(one)) for one in due(home, 2025) if one.form == "1099-R"]
    assert found == [{"8": None}, {"7": None}]


def test_the_sum_of_a_code_is_open_where_one_part_is() -> None:
    some = [withdrawal("2025-03-01", None), withdrawal("2025-04-01", "200")]
    home = read(household(person(*some, born=OLD)))
    assert boxes(due(home, 2025)[0]) == {"7": None}
