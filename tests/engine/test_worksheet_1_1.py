"""Worksheet 1-1 of Publication 590-B: its lines, its layout, and the form made from it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.facts import PersonYear
from planner.engine.layouts import form_layout
from planner.engine.toml_reader import DataFileError
from planner.engine.worksheet_1_1 import CircularWorksheet, worksheet_1_1
from planner.engine.worksheet_1_1_form import form_by_worksheet
from planner.engine.worksheet_1_1_layout import read_lines, worksheet_1_1_layout

GREEN = PersonYear(
    tax_year=2023,
    nondeductible_contribution=Decimal(500),
    prior_basis=Decimal(300),
    year_end_value=Decimal(20_000),
    conversion=Decimal(5_000),
)


def texts(sheet: CircularWorksheet) -> list[str]:
    return [line.text for line in sheet.lines]


def test_the_published_case() -> None:
    found = worksheet_1_1(GREEN, Decimal(2_000))
    assert [line.number for line in found.lines] == [str(number) for number in range(1, 12)]
    assert " ".join(texts(found)) == ("300 2,000 2,300 20,000 5,000 25,000 0.092 460 4,540 4,540 0")
    assert all(line.state == "filled" for line in found.lines)


def test_a_line_is_found_by_its_name() -> None:
    found = worksheet_1_1(GREEN, Decimal(2_000))
    assert found.amount("nontaxable") == 460
    with pytest.raises(KeyError, match="ira_pool"):
        found.amount("ira_pool")


def test_every_line_says_why() -> None:
    traces = [line.trace for line in worksheet_1_1(GREEN, Decimal(2_000)).lines]
    assert [trace.calculation for trace in traces] == [
        "300",
        "2,000",
        "300 + 2,000 = 2,300",
        "20,000",
        "0 + 5,000 = 5,000",
        "20,000 + 5,000 = 25,000",
        "2,300 ÷ 25,000 = 0.092, not more than 1.000",
        "5,000 × 0.092 = 460",
        "5,000 − 460 = 4,540",
        "4,540 × 5,000 ÷ 5,000 = 4,540",
        "4,540 − 4,540 = 0",
    ]
    assert traces[2].formula == "line 1 + line 2"
    assert traces[4].formula == "withdrawn + converted"
    assert traces[9].formula == "line 9 × converted ÷ line 5"
    assert traces[7].operands == (("line 5", "5,000"), ("line 7", "0.092"))
    assert "Worksheet 1-1, line 8" in traces[7].citation


def test_outstanding_rollovers_stand_on_line_4() -> None:
    facts = PersonYear(
        tax_year=2025,
        prior_basis=Decimal("0.40"),
        year_end_value=Decimal("1000.30"),
        outstanding_rollover=Decimal("500.30"),
        distribution=Decimal(100),
    )
    found = worksheet_1_1(facts, Decimal(160))
    # 1,000.30 + 500.30 = 1,500.60, rounded once; 160 / 1,601 x 100 = 9.99
    assert found.amount("year_end_value") == 1_501
    assert found.amount("prior_basis") == 0
    assert found.amount("nontaxable") == 10
    assert found.lines[3].trace.operands == (
        ("value on December 31", "1,000.30"),
        ("outstanding rollovers", "500.30"),
    )


def test_more_basis_than_pool_makes_all_nontaxable() -> None:
    facts = PersonYear(
        tax_year=2025,
        prior_basis=Decimal(9_000),
        year_end_value=Decimal(0),
        conversion=Decimal(5_000),
    )
    found = worksheet_1_1(facts, Decimal(2_000))
    assert texts(found)[6:] == ["1.000", "5,000", "0", "0", "0"]


def test_cents() -> None:
    facts = PersonYear(
        tax_year=2025,
        rounding="cents",
        prior_basis=Decimal(0),
        year_end_value=Decimal(20_000),
        conversion=Decimal(5_000),
        distribution=Decimal(2_000),
    )
    found = worksheet_1_1(facts, Decimal(2_000))
    # 2,000 / 27,000 x 7,000 = 518.5185; 6,481.48 x 5,000 / 7,000 = 4,629.6285...
    assert texts(found)[7:] == ["518.52", "6,481.48", "4,629.63", "1,851.85"]


# --- the layout -----------------------------------------------------------------------------------


def test_captions_name_the_year_and_its_neighbours() -> None:
    captions = [line.caption for line in worksheet_1_1_layout(2024)]
    assert "December 31, 2023" in captions[0]
    assert "for 2024" in captions[1]
    assert "made in 2025" in captions[1]
    assert not any("{" in caption for caption in captions)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("line = 1", "line: is not a key of this table"),
        ("[[lines]]\nnumber = '1'\nname = 'x'", "lines 1.name: is not a key of this table"),
        ("[[lines]]\nnumber = '1'", "lines 1.key: is missing"),
    ],
)
def test_a_fault_in_the_layout_is_named(text: str, problem: str) -> None:
    with pytest.raises(DataFileError, match=problem):
        read_lines(text, year=2025)


# --- the form -------------------------------------------------------------------------------------


def form(facts: PersonYear, contributed: int, disaster: int = 0) -> Any:
    circular = worksheet_1_1(facts, Decimal(contributed))
    layout = form_layout(facts.tax_year)
    return form_by_worksheet(layout, facts, circular, Decimal(disaster))


def test_the_form_of_the_published_case() -> None:
    found = form(GREEN, 2_000)
    filled = {line.number: line.text for line in found.lines if line.state == "filled"}
    part_i = {"1": "500", "2": "300", "3": "800", "4": "0", "5": "800", "13": "460", "14": "340"}
    rest = {"15a": "0", "15b": "0", "15c": "0", "16": "5,000", "17": "460", "18": "4,540"}
    assert filled == part_i | rest
    assert found.taxable == 4_540
    assert found.parts == ("I", "II")
    assert found.status == "complete"


def test_the_form_says_where_its_lines_come_from() -> None:
    found = form(GREEN, 2_000)
    assert found.line("13").trace.calculation == "Worksheet 1-1, line 8 = 460"
    assert found.line("14").trace.calculation == "800 − 460 = 340"
    assert found.line("15a").trace.formula == "Worksheet 1-1, line 11"
    assert found.line("16").trace.calculation == "5,000"
    assert found.line("17").trace.calculation == "5,000 − 4,540 = 460"
    assert found.line("17").trace.formula == "line 16 − Worksheet 1-1, line 10"


def test_part_iii_stays_as_it_is() -> None:
    changes: dict[str, Any] = {"roth_distribution": Decimal(900)}
    with_roth = PersonYear(
        tax_year=2023,
        nondeductible_contribution=Decimal(500),
        prior_basis=Decimal(300),
        year_end_value=Decimal(20_000),
        distribution=Decimal(5_000),
        roth_contribution_basis=Decimal(200),
        roth_conversion_basis=Decimal(300),
        **changes,
    )
    found = form(with_roth, 2_000)
    assert found.line("25c").text == "400"  # 900 - 200 - 300
    assert found.taxable == 4_540 + 400
    assert found.parts == ("I", "III")
    unknown = PersonYear(
        tax_year=2023,
        nondeductible_contribution=Decimal(500),
        prior_basis=Decimal(300),
        year_end_value=Decimal(20_000),
        distribution=Decimal(5_000),
        **changes,
    )
    assert form(unknown, 2_000).taxable is None
    assert form(unknown, 2_000).line("13").text == "460"


amounts = st.integers(0, 60_000).map(Decimal)
positive = st.integers(1, 60_000).map(Decimal)


@given(
    prior=amounts,
    contributed=positive,
    left=amounts,
    withdrawn=amounts,
    converted=positive,
    places=st.none() | st.integers(3, 10),
)
def test_the_lines_add_up(
    *,
    prior: Decimal,
    contributed: Decimal,
    left: Decimal,
    withdrawn: Decimal,
    converted: Decimal,
    places: int | None,
) -> None:
    facts = PersonYear(
        tax_year=2025,
        nondeductible_contribution=contributed,
        prior_basis=prior,
        year_end_value=left,
        distribution=withdrawn,
        conversion=converted,
        ratio_places=places,
    )
    circular = worksheet_1_1(facts, contributed)
    out = withdrawn + converted
    assert circular.amount("nontaxable") + circular.amount("taxable") == out
    assert 0 <= circular.amount("taxable_distribution") <= withdrawn
    assert 0 <= circular.amount("taxable_conversion") <= converted
    if places is None:
        share = min(Fraction(1), Fraction(prior + contributed) / Fraction(left + out))
        assert abs(Fraction(circular.amount("nontaxable")) - share * Fraction(out)) <= Fraction(
            1, 2
        )
    found = form(facts, int(contributed))
    assert found.taxable == circular.amount("taxable")
    assert found.value("basis_used") - found.value("converted_basis") == (
        withdrawn - found.value("distribution_above_basis")
    )
    assert found.value("basis_carried_forward") + found.value("basis_used") == prior + contributed
