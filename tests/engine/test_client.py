"""How each person of a client stands: the state, what moves, into what, and by when.

Figures are worked out by hand beside each case.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.client import ClientYear, client_years
from planner.engine.state import state
from tests.engine.clean_households import clean_households
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    rollover,
    value,
)

TODAY = date(2026, 11, 22)
BACKDOOR = (contribution("2026-02-01", 2026, "7500"), conversion("2026-02-10", "7500"))
BEGUN = [
    {"year": year, "deducted": "0", "first_year": year == 2026, "compensation": "200000"}
    for year in range(2024, 2027)
]
HIGH: Object = {"year": 2026, "filing_status": "single", "magi": "300000", "marginal_rate": "0.32"}


def someone(*events: Object, **more: Any) -> Object:
    return person(*events, **{"years": BEGUN, "born": "1980-05-01"} | more)


def of(made: Object, *, returns: Object | None = None, today: date = TODAY) -> ClientYear:
    home = read(household(made, years=[HIGH if returns is None else returns]))
    [found] = client_years(home, 2026, today)
    return found


def plan(*, accepts: bool | None, name: str = "Acme 401(k)") -> Object:
    return {"key": name.lower().split()[0], "kind": "401k", "name": name} | (
        {} if accepts is None else {"accepts_rollovers": accepts}
    )


def messy(*plans: Object, **more: Any) -> Object:
    """A backdoor of 7,500 beside 92,500 in the same IRA on December 31."""
    values = [value(2026, "92500")]
    return someone(*BACKDOOR, year_end_values=values, more_accounts=plans, **more)


# --- The state -----------------------------------------------------------------------------------


def test_the_state_is_the_engines() -> None:
    """But for those who need no backdoor, and who have no account."""
    for made, _ in clean_households(60):
        home = read(made)
        for one, whose in zip(client_years(home, 2026, TODAY), home.people, strict=True):
            if one.code != "no_backdoor_needed":
                engines = state(home, whose, 2026, TODAY)
                assert (one.person, one.code) == (whose.key, engines.code)
                assert one.sentence == engines.sentence


LOW: Object = HIGH | {"magi": "60000"}


def test_no_backdoor_is_needed_where_all_of_it_may_go_directly() -> None:
    """Single, 60,000: below 153,000, where the range of 2026 begins (Notice 2025-67)."""
    quiet = someone(accounts="ira roth", year_end_values=[value(2026, "50000")])
    assert of(quiet, returns=LOW).code == "no_backdoor_needed"
    assert of(quiet, returns=LOW).sentence.startswith("A direct Roth contribution is allowed")
    assert of(quiet, returns=LOW).move.dollars == 0
    assert of(quiet).code != "no_backdoor_needed"


@pytest.mark.parametrize("event", BACKDOOR)
def test_a_backdoor_that_was_begun_is_followed_to_its_end(event: Object) -> None:
    made = someone(event, year_end_values=[value(2025), value(2026, "50000")])
    assert of(made, returns=LOW).code == "pre_tax_present"


def test_whoever_has_no_account_is_incomplete() -> None:
    found = of(someone(accounts=""))
    assert (found.code, found.sentence) == ("incomplete", "No account is entered yet.")


@pytest.mark.parametrize(
    ("made", "code", "due"),
    [
        (messy(), "pre_tax_present", date(2026, 12, 31)),
        (messy(years=[]), "history_unknown", date(2027, 4, 15)),
        (someone(*BACKDOOR), "clean", None),
        (someone(*BACKDOOR, BACKDOOR[0], year_end_values=[value(2026)]), "excess", None),
    ],
)
def test_by_when(made: Object, code: str, due: date | None) -> None:
    """An excess can be returned until October 15, the return is due on April 15."""
    found = of(made)
    assert found.code == code
    assert found.due == (date(2027, 10, 15) if code == "excess" else due)


# --- What moves ----------------------------------------------------------------------------------


def test_the_dollars_of_a_messy_pool() -> None:
    """Line 9: 92,500 + 7,500 = 100,000, line 5: 7,500, so 92,500 may go.

    If nothing goes, 7.5 % of the 7,500 converted is tax-free: 562.50, printed 563, and 6,937 is
    taxed at 32 %: 2,219.84. If 92,500 goes, nothing is. All that stays was converted in February.
    """
    move = of(messy(plan(accepts=True))).move
    assert [move.pool, move.basis, move.dollars] == [100_000, 7_500, 92_500]
    assert move.convert == 0
    assert move.tax == 2_220
    assert (move.destination, move.into, move.obstacle) == ("accepts", "Acme 401(k)", "")


def test_without_a_rate_there_is_no_tax() -> None:
    returns = {key: said for key, said in HIGH.items() if key != "marginal_rate"}
    found = of(messy(), returns=returns)
    assert [found.move.dollars, found.move.tax] == [92_500, None]


@pytest.mark.parametrize(
    ("plans", "years", "expected"),
    [
        ([plan(accepts=None)], {}, ("unknown", "Acme 401(k)", "plan-acceptance-not-known")),
        ([plan(accepts=False)], {}, ("refuses", "Acme 401(k)", "plan-does-not-accept")),
        ([], {}, ("none", "", "no-plan")),
        (
            [plan(accepts=False), plan(accepts=True, name="Zeta 401(k)")],
            {},
            ("accepts", "Zeta 401(k)", ""),
        ),
        (
            [plan(accepts=None), plan(accepts=None, name="Zeta 401(k)")],
            {},
            ("unknown", "Acme 401(k) or Zeta 401(k)", "plan-acceptance-not-known"),
        ),
        ([], {"self_employed": True, "has_employees": False}, ("solo", "", "")),
        ([], {"self_employed": True}, ("solo", "", "employees-not-known")),
        ([], {"self_employed": True, "has_employees": True}, ("none", "", "no-plan")),
        (
            [plan(accepts=True)],
            {"can_finish": False},
            ("accepts", "Acme 401(k)", "not-done-by-year-end"),
        ),
    ],
)
def test_where_to(plans: list[Object], years: Object, expected: tuple[str, str, str]) -> None:
    told = [one | (years if one["year"] == 2026 else {}) for one in BEGUN]
    move = of(messy(*plans, years=told)).move
    assert (move.destination, move.into, move.obstacle) == expected


def test_what_is_only_planned_is_to_be_done_still() -> None:
    """92,500 is to leave for the plan on December 1: until then it is here, and has to move."""
    values = [value(2026, "0")]
    out = rollover("ira", "k", "2026-12-01", "92500", completed="2026-12-01")
    made = someone(*BACKDOOR, out, accounts="ira roth k", year_end_values=values)
    assert of(made).move.dollars == 92_500
    done = someone(
        *BACKDOOR,
        out | {"date": "2026-11-01", "completed": "2026-11-01"},
        accounts="ira roth k",
        year_end_values=values,
    )
    assert of(done).move.dollars == 0


def test_a_few_dollars_are_nobodys_business() -> None:
    made = someone(*BACKDOOR, year_end_values=[value(2026, "99")])
    assert of(made).move.dollars == 0


def test_nothing_moves_any_more_once_the_year_is_over() -> None:
    found = of(messy(plan(accepts=True)), today=date(2027, 1, 1))
    assert found.code == "pre_tax_present"
    assert [found.move.dollars, found.move.pool] == [0, 100_000]


def test_what_is_not_known_is_not_counted() -> None:
    years = [one | {"first_year": False} for one in BEGUN]
    unknown = of(messy(years=years)).move
    assert [unknown.pool, unknown.basis, unknown.dollars] == [100_000, None, 0]
    nothing = of(messy(years=[])).move
    assert (nothing.pool, nothing.basis) == (None, None)


def test_mistakes_are_counted_for_whoever_made_them() -> None:
    """Two contributions of 7,500 are 7,500 above the limit of 2026."""
    twice = someone(*BACKDOOR, BACKDOOR[0], year_end_values=[value(2026)])
    home = read(household(twice, someone(key="p2"), years=[HIGH]))
    first, second = client_years(home, 2026, TODAY)
    assert ("contributed-over-the-limit", "p1", 2026) in first.mistakes
    assert second.mistakes == ()


def test_amounts_are_decimals() -> None:
    assert isinstance(of(messy()).move.dollars, Decimal)
