"""What is said of the ways out, held to the word."""

import tomllib
from collections.abc import Iterator
from datetime import date

from planner.engine.federal import NOT_COUNTED
from planner.engine.findings import Finding
from planner.engine.fixes.feasibility import Answers
from planner.engine.fixes.options import options
from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.standpoint import standpoint
from planner.engine.results import finding_object
from tests.engine.gold_cases import GOLD
from tests.engine.households import Object, household, person, read, start, value

NOVEMBER = date(2026, 11, 22)
NEXT_YEAR = date(2027, 1, 1)
OLD = "1950-05-01"
IRA = {"key": "ira", "kind": "traditional", "name": "My IRA"}
ROTH = {"key": "roth", "kind": "roth"}


def plan(*, accepts: bool | None) -> Object:
    return {"key": "k", "kind": "401k", "accepts_rollovers": accepts}


def simple(began: str | None = None) -> Object:
    return {"key": "simple", "kind": "simple", "participation_began": began}


def obstacles(*more: Object, on: date = NOVEMBER, **answers: bool) -> Iterator[Finding]:
    """What stands in the way of anything for who was born in 1950, with these accounts too."""
    accounts = [IRA, ROTH, *more]
    held = [value(2026, "50000", one["key"]) for one in accounts if one["key"] != "roth"]
    held = [] if answers.pop("is_valued", True) is False else held
    basis = start("0", 2025) if answers.pop("is_known", True) else None
    known: Object = {"basis_start": basis, "year_end_values": held, "born": OLD}
    home = read(household(person(accounts="", more_accounts=accounts, **known)))
    at = standpoint(home, home.people[0], 2026, on)
    for option in options(at, answers=Answers(**answers)):
        yield from option.blocked_by


def told(findings: Iterator[Finding]) -> list[Object]:
    """As the gold file writes them: without what is the same for all, or is not there."""
    return [
        {key: one for key, one in found.items() if key != "severity"}
        for found in map(finding_object, dict.fromkeys(findings))
    ]


def cases(group: str) -> list[Object]:
    found: list[Object] = tomllib.loads((GOLD / "ways_out.toml").read_text("utf-8"))[group]
    return found


def by_code(found: list[Object]) -> list[Object]:
    return sorted(found, key=lambda one: str(one["code"]))


def test_what_stands_in_the_way() -> None:
    def all_of_them() -> Iterator[Finding]:
        yield from obstacles()
        yield from obstacles(plan(accepts=False), has_employees=True, self_employed=False)
        yield from obstacles(plan(accepts=None), can_finish=False)
        yield from obstacles(simple(), on=NEXT_YEAR)
        yield from obstacles(simple("2026-06-01"))
        yield from obstacles(is_valued=False)
        yield from obstacles(is_known=False)

    assert by_code(told(all_of_them())) == by_code(cases("obstacle"))


def test_what_the_amounts_rest_on() -> None:
    def remarks(of_2026: Object) -> list[Object]:
        known: Object = {"basis_start": start("0", 2025), "year_end_values": [value(2025, "50000")]}
        home = household(person(accounts="", more_accounts=[IRA, ROTH], **known), years=[of_2026])
        [found] = fixes_result(read(home), Question(year=2026, on=NOVEMBER))["people"]
        assert {one["severity"] for one in found["findings"]} == {"info"}
        return [
            {key: one for key, one in finding.items() if key != "severity"}
            for finding in found["findings"]
        ]

    silent = remarks({"year": 2026})
    full = remarks({"year": 2026, "filing_status": "single", "taxable_income": "1"})
    assert by_code([*silent, *full[1:]]) == by_code(cases("remark"))
    assert silent[0] == full[0]


def test_what_a_return_leaves_out() -> None:
    assert told(iter(NOT_COUNTED)) == cases("not_counted")
