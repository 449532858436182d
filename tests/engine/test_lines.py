from typing import Any

import pytest

from planner.engine import Worksheet, worksheet
from planner.engine.layouts import form_layout
from planner.engine.money import Ratio
from tests.engine.people import NUMBERS, D, person_year

ARTICLE = {
    "nondeductible_contribution": 7000,
    "prior_basis": 0,
    "year_end_value": 200_000,
    "conversion": 7000,
}


def sheet(**entries: Any) -> Worksheet:
    return worksheet(person_year(**entries))


def test_a_line_says_what_its_layout_says() -> None:
    line = sheet(**ARTICLE).line("18")
    layout = next(line for line in form_layout(2025).lines if line.number == "18")
    assert (line.number, line.key, line.part) == ("18", "taxable_conversion", "II")
    assert (line.caption, line.citation) == (layout.caption, layout.citation)
    assert line.citation == "Form 8606, line 18; IRC §408A(d)(3)(A)"
    assert line.layout is layout


def test_a_filled_line() -> None:
    line = sheet(**ARTICLE).line("18")
    assert (line.state, line.value, line.text) == ("filled", D(6763), "6,763")
    assert line.plain_text == "6763"


def test_line_10_holds_a_ratio() -> None:
    line = sheet(**ARTICLE).line("10")
    assert line.value == Ratio(D(7000), D(207_000))
    assert line.text == line.plain_text == "0.0338"


@pytest.mark.parametrize(("places", "text"), [(None, "0.500"), (3, "0.500"), (5, "0.50000")])
def test_line_10_has_as_many_places_as_are_asked_for(places: int | None, text: str) -> None:
    half = {"prior_basis": 50_000, "year_end_value": 90_000, "conversion": 10_000}
    assert sheet(**half, ratio_places=places).line("10").text == text


def test_a_zero_is_filled_in() -> None:
    line = sheet(**ARTICLE).line("12")
    assert (line.state, line.value, line.text) == ("filled", D(0), "0")
    assert sheet(**ARTICLE, rounding="cents").line("12").text == "0.00"


def test_a_blank_line() -> None:
    line = sheet(**ARTICLE).line("19")
    assert (line.state, line.value, line.text, line.plain_text) == ("blank", None, "", "")


def test_a_line_that_is_not_known() -> None:
    unknown = sheet(nondeductible_contribution=7000, conversion=7000)
    states = {line.number: line.state for line in unknown.lines}
    assert [number for number in NUMBERS if states[number] == "filled"] == [
        *("1", "4", "7", "8", "15b", "16")
    ]
    assert [number for number in NUMBERS if states[number] == "blank"] == list(NUMBERS[20:])
    assert sheet(roth_distribution=1).line("22").state == "unknown"
    line = unknown.line("10")
    assert (line.state, line.value, line.text, line.plain_text) == ("unknown", None, "", "")


@pytest.mark.parametrize("year", [2018, 2025])
def test_every_year_has_its_own_captions(year: int) -> None:
    line = worksheet(person_year(tax_year=year)).line("1")
    assert f"Nondeductible contributions to traditional IRAs for {year}" in line.caption


def test_worksheets_do_not_share_what_is_filled_in() -> None:
    first, second = sheet(**ARTICLE), sheet(**ARTICLE, distribution=1)
    assert first.line("7").text == "0"
    assert second.line("7").text == "1"
    assert sheet().line("7").text == ""
