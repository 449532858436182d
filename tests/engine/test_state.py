"""How a year stands: one word for overview, year and board."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from planner.engine.ledger import ledger, ledger_at
from planner.engine.state import State, StateCode, state, states
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    households,
    person,
    read,
    start,
    value,
    withdrawal,
)
from tests.engine.mistakes import TODAY, first, someone

BACKDOOR = (contribution("2025-02-01", 2025), conversion("2025-02-10"))


def of(made: Object, year: int = 2025, today: date = TODAY, **more: Any) -> State:
    home = read(household(made, **more))
    return state(home, home.people[0], year, today)


def word(made: Object, year: int = 2025, **more: Any) -> tuple[str, Any]:
    found = of(made, year, **more)
    return found.code, found.dollars


def test_clean() -> None:
    made = someone(*BACKDOOR, year_end_values=[value(2025)])
    assert word(made) == ("clean", None)
    assert word(someone(*BACKDOOR, year_end_values=[value(2025, "12")])) == ("clean", None)


def test_pre_tax_money() -> None:
    """93,000 + 7,000 - 7,000 of basis = 93,000 that could go to a plan."""
    made = someone(*BACKDOOR, year_end_values=[value(2025, "93000")])
    assert word(made) == ("pre_tax_present", 93_000)
    # Of 110,000 with 10,000 withdrawn 103,000 was pre-tax, and 93,000 of it is still there.
    out = withdrawal("2025-03-01", "10000")
    drawn = someone(*BACKDOOR, out, year_end_values=[value(2025, "93000")])
    assert word(drawn) == ("pre_tax_present", 93_000)
    quiet = someone(BACKDOOR[0], year_end_values=[value(2025, "7150")])
    assert word(quiet) == ("pre_tax_present", 150)


def test_split_years() -> None:
    april = (contribution("2026-04-01", 2025), conversion("2026-04-10"))
    made = someone(*april, year_end_values=[value(2025), value(2026)])
    assert of(made, 2025) == State(
        "split_year",
        "$7,000 was contributed and is carried on line 14 of 2025; its conversion belongs on the"
        " form for 2026 or later.",
        Decimal(7_000),
    )
    assert of(made, 2026) == State(
        "split_year",
        "$7,000 was contributed in 2026 for 2025: it is on line 1 of the form for 2025 and on line"
        " 2 of this one.",
        Decimal(7_000),
    )
    december = someone(contribution("2025-12-01", 2025), year_end_values=[value(2025, "7010")])
    assert word(december) == ("split_year", 7_000)
    for amount, found in ("99", ("clean", None)), ("100", ("split_year", 100)):
        small = someone(
            contribution("2025-12-01", 2025, amount), year_end_values=[value(2025, amount)]
        )
        assert word(small) == found


def test_history_unknown() -> None:
    made = person(*BACKDOOR, year_end_values=[value(2025)])
    assert word(made) == ("history_unknown", None)
    only_a_plan = person(
        contribution("2025-03-01", 2025, "500", account="k"), accounts="k", years=[]
    )
    assert word(only_a_plan)[0] != "history_unknown"


def test_incomplete() -> None:
    assert word(someone(*BACKDOOR))[0] == "incomplete"
    assert "December 31, 2024" in of(someone(withdrawal("2024-05-01")), 2024).sentence
    assert of(someone(*BACKDOOR)).sentence.startswith("Line 6 is not known: the value of all the")
    unknown = someone(contribution("2025-02-01", 2025, None), year_end_values=[value(2025)])
    assert of(unknown | {"events": [BACKDOOR[0] | {"amount": None}]}).code == "incomplete"
    this_year = someone(contribution("2026-02-01", 2026), conversion("2026-02-10"))
    held = {"year_end_values": [value(2025, "1000")]}
    assert word(this_year | held, 2026) == ("pre_tax_present", 1_000)
    assert word(this_year | {"year_end_values": [value(2024, "5")]}, 2026) == ("incomplete", None)
    nothing = of(someone(BACKDOOR[0]), 2027).sentence
    assert nothing == "What the IRAs held is known neither for December 31, 2027 nor for 2026."
    undecided = someone(contribution("2026-02-01", 2026), years=[first(2026, deducted=None)])
    assert of(undecided | held, 2026).sentence.startswith("deducted is not known")


def test_excess() -> None:
    """1,000 above 7,000 for 2025: 6 % is 60 a year."""
    record = [{"year": 2025, "deducted": "0", "first_year": True, "compensation": "90000"}]
    made = someone(contribution("2025-02-01", 2025, "8000"), years=record)
    home: Any = {"years": [{"year": 2025, "filing_status": "single", "magi": "90000"}]}
    assert word(made, **home) == ("excess", 60)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("excess", "excess"),
        ("history_unknown", "history unknown"),
        ("incomplete", "incomplete"),
        ("pre_tax_present", "pre-tax money present"),
        ("split_year", "split year"),
        ("clean", "clean"),
    ],
)
def test_a_screen_says_it_in_words(code: StateCode, words: str) -> None:
    assert State(code, "").words == words


class TestYearsWithoutEvents:
    @pytest.mark.parametrize(
        ("held", "code"),
        [
            ([value(2030, "0")], "clean"),
            ([value(2029, "50")], "clean"),
            ([value(2029, "9000")], "pre_tax_present"),
            ([], "incomplete"),
        ],
    )
    def test_after_the_last(self, held: list[Object], code: str) -> None:
        before = [value(2025, "1")]
        assert of(someone(*BACKDOOR, year_end_values=before + held), 2030).code == code

    def test_basis_without_any_event(self) -> None:
        held = [value(2025, "9000")]
        known = person(year_end_values=held, basis_start=start("8000"), years=[])
        assert word(known) == ("pre_tax_present", 1_000)
        assert word(person(year_end_values=held, years=[])) == ("history_unknown", None)
        never = [{"year": 2024, "first_year": True}]
        assert word(person(year_end_values=held, years=never)) == ("pre_tax_present", 9_000)

    def test_basis_of_years_before_outweighs_that_there_was_none_at_first(self) -> None:
        held = [value(2025, "7000"), value(2030, "9000")]
        made = someone(contribution("2025-02-01", 2025), year_end_values=held)
        assert word(made, 2030) == ("pre_tax_present", 2_000)

    def test_basis_that_no_deduction_is_known_of_is_not_none(self) -> None:
        """How much of 7,000 was deducted in 2025 is not known, so neither is line 2 of 2026."""
        years = [first(2025, deducted=None)]
        made = someone(
            contribution("2025-02-01", 2025), years=years, year_end_values=[value(2025, "7000")]
        )
        assert word(made, 2026) == ("history_unknown", None)


@pytest.mark.slow
@settings(max_examples=30, deadline=None)
@given(households())
def test_it_is_the_same_whoever_asks(found: Object) -> None:
    home = read(found)
    ledgers = {one.key: ledger(home, one) for one in home.people}
    for one in home.people:
        for year in range(2016, 2028):
            asked = state(home, one, year, TODAY, ledgers)
            assert asked == state(home, one, year, TODAY)
            alone = {who.key: ledger_at(home, who, year).years for who in home.people}
            assert asked == states(home, year, TODAY, alone)[one.key]
            assert asked.sentence.endswith(".")
