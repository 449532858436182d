"""What a correction moves, year after year, and where the filed forms first go wrong."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from planner.engine.ledger import LedgerYear, ledger
from planner.engine.moved import MovedLine, first_wrong_year, moved_lines
from tests.engine.households import (
    adjustment,
    contribution,
    conversion,
    household,
    person,
    read,
    recharacterization,
    start,
    value,
    withdrawal,
)
from tests.engine.households import households as random_households

INHERITED = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt"}


def years_of(*events: Any, **more: Any) -> list[LedgerYear]:
    home = read(household(person(*events, **({"basis_start": start("0", 2020)} | more))))
    return ledger(home, home.people[0])


def texts(moved: list[MovedLine]) -> list[tuple[Any, ...]]:
    return [(line.year, line.number or line.key, line.was, line.becomes) for line in moved]


HELD = [value(2023, "50000"), value(2025, "90000")]
EVENTS = (
    contribution("2022-05-01", 2022, "6000"),
    withdrawal("2025-05-01", "10000"),
)


def test_nothing_moves_when_nothing_changes() -> None:
    assert moved_lines(years_of(*EVENTS), years_of(*EVENTS)) == []
    assert moved_lines([], []) == []


def test_a_correction_moves_its_year_the_quiet_ones_and_the_next_form() -> None:
    """6,000 becomes 5,000: 10,000 of 100,000 leaves, so line 12 is 500 and no longer 600."""
    corrected = contribution("2022-05-01", 2022, "5000"), EVENTS[1]
    before = years_of(*EVENTS, year_end_values=HELD)
    after = years_of(*corrected, year_end_values=HELD)
    assert texts(moved_lines(before, after)) == [
        (2022, "1", "6,000", "5,000"),
        (2022, "3", "6,000", "5,000"),
        (2022, "14", "6,000", "5,000"),
        (2023, "carried", "6,000", "5,000"),
        (2024, "carried", "6,000", "5,000"),
        (2025, "2", "6,000", "5,000"),
        (2025, "3", "6,000", "5,000"),
        (2025, "5", "6,000", "5,000"),
        (2025, "10", "0.060", "0.050"),
        (2025, "12", "600", "500"),
        (2025, "13", "600", "500"),
        (2025, "14", "5,400", "4,500"),
        (2025, "15a", "9,400", "9,500"),
        (2025, "15c", "9,400", "9,500"),
    ]


def test_a_line_says_what_it_is() -> None:
    more = contribution("2022-06-01", 2022, "1")
    line, *_, quiet = moved_lines(years_of(EVENTS[0]), years_of(EVENTS[0], more))
    assert line == MovedLine(
        2022, "", "1", "nondeductible_contribution", line.caption, "6,000", "6,001"
    )
    assert line.caption.startswith("Nondeductible contributions")
    assert quiet.number == "14"


def test_a_form_that_was_not_there() -> None:
    """A conversion in a quiet year: lines where there were none."""
    quiet = years_of(EVENTS[0], EVENTS[1], year_end_values=HELD)
    moved = conversion("2023-05-01", "10000")
    found = moved_lines(quiet, years_of(*EVENTS, moved, year_end_values=HELD))
    in_2023 = {line.number: (line.was, line.becomes) for line in found if line.year == 2023}
    # 6,000 of 60,000: a tenth of the 10,000 converted
    assert in_2023["11"] == ("", "1,000")
    assert in_2023["14"] == ("", "5,000")
    assert "" not in in_2023
    back = moved_lines(years_of(*EVENTS, moved, year_end_values=HELD), quiet)
    assert [(line.becomes, line.was) for line in back] == [(one.was, one.becomes) for one in found]


def test_what_is_not_known_any_more() -> None:
    unknown = contribution("2022-05-01", 2022, None)
    found = texts(moved_lines(years_of(EVENTS[0], EVENTS[1]), years_of(unknown, EVENTS[1])))
    assert found[:5] == [
        (2022, "1", "6,000", None),
        (2022, "2", "0", None),
        (2022, "3", "6,000", None),
        (2022, "14", "6,000", None),
        (2022, "status", "complete", "incomplete"),
    ]
    assert found[5:7] == [(2023, "carried", "6,000", None), (2024, "carried", "6,000", None)]
    missing_value = moved_lines(years_of(*EVENTS, year_end_values=HELD), years_of(*EVENTS))
    assert (2025, "6", "90,000", None) in texts(missing_value)
    assert (2025, "status", "complete", "incomplete") in texts(missing_value)
    assert {"carried", "taxable"}.isdisjoint(line.key for line in missing_value)


def test_a_taxable_amount_that_is_on_no_line() -> None:
    none, more = (years_of(withdrawal("2025-05-01", amount)) for amount in ("1000", "1500"))
    assert texts(moved_lines(none, more)) == [(2025, "taxable", "1,000", "1,500")]


def test_years_that_only_one_ledger_has() -> None:
    later = conversion("2025-05-01", "9000")
    found = texts(moved_lines(years_of(EVENTS[0]), years_of(EVENTS[0], later)))
    assert {year for year, *_ in found} == {2025}
    assert (2025, "8", "", "9,000") in found
    assert moved_lines(years_of(EVENTS[0], later), years_of(EVENTS[0]))[0].becomes == ""


def test_inherited_forms_come_after_the_own_one() -> None:
    both: dict[str, Any] = {"accounts": "ira roth", "more_accounts": [INHERITED]}
    theirs = [adjustment("2025-01-01", basis, account="inh") for basis in ("500", "600")]
    own = [contribution("2025-01-01", 2025, amount) for amount in ("1", "2")]
    before, after = (
        years_of(own[at], theirs[at], withdrawal("2025-02-01", "9", account="inh"), **both)
        for at in (0, 1)
    )
    found = moved_lines(before, after)
    assert [line.decedent for line in found if line.number == "1"] == [""]
    assert [line.decedent for line in found if line.number == "2"] == ["Aunt"]
    assert [line.decedent for line in found] == sorted(line.decedent for line in found)


def test_the_first_year_that_was_filed_wrong() -> None:
    def filed(year: int, line_14: int) -> dict[str, Any]:
        return {"year": year, "deducted": "0", "filed": {"lines": {"14": str(line_14)}}}

    roth = contribution("2021-05-01", 2021, "6000", account="roth")
    changed = recharacterization("2021-06-01", 2021, "6000")
    found = years_of(roth, changed, years=[filed(2021, 6000), filed(2022, 0), filed(2023, 1)])
    wrong = first_wrong_year(found)
    assert wrong is not None
    assert wrong.year == 2022
    assert first_wrong_year(found[:1]) is None
    assert first_wrong_year([]) is None


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(random_households())
def test_a_ledger_never_moves_against_itself(found: Any) -> None:
    home = read(found)
    for one in home.people:
        assert moved_lines(ledger(home, one), ledger(home, one)) == []


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(random_households())
def test_what_moves_there_moves_back(found: Any) -> None:
    home = read(found)
    one = home.people[0]
    before, after = ledger(home, one), ledger(home, replace(one, events=one.events[1:]))
    there, back = moved_lines(before, after), moved_lines(after, before)
    swapped = [replace(line, was=line.becomes, becomes=line.was) for line in back]
    assert swapped == there
    changed = {(line.year, line.decedent) for line in there}
    kept = {(year.year, year.decedent): year.lines for year in after}
    for year in before:
        form = (year.year, year.decedent)
        if form not in changed and form in kept:
            assert year.lines == kept[form]
