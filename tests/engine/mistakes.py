"""For tests of mistakes: what is found in a household that is written in short."""

from datetime import date
from typing import Any

from planner.engine.mistakes import NotRun, mistakes, not_run
from tests.engine.households import Object, household, person, read

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
