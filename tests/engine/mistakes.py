"""For tests of mistakes: what is found in a household that is written in short."""

from datetime import date
from typing import Any

from planner.engine.mistakes import NotRun, mistakes, not_run
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    value,
)

TODAY = date(2026, 11, 22)


def found(*people: Object, today: date = TODAY, **more: Any) -> dict[tuple[str, int], Any]:
    """The mistakes of the first person by code and year."""
    home = read(household(*people, **more))
    everything = mistakes(home, today)
    assert len({one.key for one in everything}) == len(everything)
    first = home.people[0].key
    return {(one.code, one.year): one for one in everything if one.person == first}


def codes(*people: Object, **more: Any) -> set[str]:
    return {code for code, _ in found(*people, **more)}


def lacking(*people: Object, today: date = TODAY, **more: Any) -> list[NotRun]:
    return not_run(read(household(*people, **more)), today)


def first(year: int, **more: Any) -> Object:
    """A year's record that states that there was no basis before."""
    return {"year": year, "deducted": "0", "first_year": True} | more


def filed(lines: dict[Any, Any], on: str | None = None) -> Object:
    form: Object = {"lines": {str(key): str(amount) for key, amount in lines.items()}}
    return form | ({"on": on} if on else {})


def someone(*events: Object, **more: Any) -> Object:
    """Born in 1985, without basis before 2024, with an empty IRA unless values are given."""
    years = [first(2024), {"year": 2025, "deducted": "0"}, {"year": 2026, "deducted": "0"}]
    return person(*events, **{"born": "1985-05-01", "years": years} | more)


# --- Who filed a form for 2025 -------------------------------------------------------------------

BACKDOOR = (contribution("2025-02-01", 2025), conversion("2025-02-10"))
EVERY_KIND = "ira ira2 sep simple roth k inh"


def on_form(lines: dict[Any, Any], *events: Object, **more: Any) -> Object:
    """Who filed ``lines`` for 2025 and has 0 in every IRA unless values are given."""
    held = dict.fromkeys(("ira", "ira2", "sep", "simple"), "0") | more.pop("held", {})
    record = first(2025, filed=filed(lines, "2026-03-01")) | more.pop("record", {})
    return person(
        *(events or BACKDOOR),
        accounts=EVERY_KIND,
        born=more.pop("born", "1985-05-01"),
        year_end_values=[value(2025, amount, key) for key, amount in held.items()],
        years=[record, *more.pop("years", [])],
        **more,
    )


# --- Who contributed, by what the return says ----------------------------------------------------


def saver(*events: Object, year: int = 2025, **more: Any) -> Object:
    """Born in 1985, covered by a plan, with compensation of 100,000 unless ``pay`` is given."""
    pay = more.pop("pay", "100000")
    record = first(year, covered_by_plan=True) | ({"compensation": pay} if pay else {})
    return person(*events, years=[record], **{"born": "1985-05-01"} | more)


def on_return(year: int = 2025, **more: Any) -> Any:
    """The year of a single person with 100,000 of modified AGI."""
    return [{"year": year, "filing_status": "single", "magi": "100000"} | more]
