import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.engine import tables
from planner.engine.filing_status import FILING_STATUSES
from planner.engine.tables import (
    SPOUSE_STATUSES,
    PhaseOut,
    PhaseOuts,
    Source,
    TableNotPublished,
    YearTable,
    published_years,
    read_table,
    year_table,
)
from planner.engine.toml_reader import DataFileError

YEARS = range(2015, 2027)
FOLDER = Path(tables.__file__).parent / "data" / "tables"
TEXT = (FOLDER / "2025.toml").read_text("utf-8")


def sources(table: YearTable) -> list[Source]:
    groups = (
        table.ira,
        table.roth,
        table.deduction_covered,
        table.deduction_spouse_covered,
        table.sep,
        table.simple,
        table.rates,
        table.standard_deduction,
    )
    return [group.source for group in groups]


def test_there_is_a_table_for_every_year() -> None:
    assert published_years() == tuple(YEARS)


def test_other_files_are_not_years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("2031.toml", "2030.toml", "notes.toml", "2032.txt", "2033"):
        (tmp_path / name).touch()
    monkeypatch.setattr(tables, "_folder", lambda: tmp_path)
    assert published_years.__wrapped__() == (2030, 2031)


@pytest.mark.parametrize("year", YEARS)
def test_every_table_is_sound(year: int) -> None:
    table = year_table(year)
    assert table.year == year
    assert set(table.rates.brackets) == set(FILING_STATUSES) == set(table.roth.ranges)
    assert set(table.deduction_covered.ranges) == set(FILING_STATUSES)
    assert set(table.deduction_spouse_covered.ranges) == set(SPOUSE_STATUSES)
    assert set(table.standard_deduction.amounts) == set(FILING_STATUSES)


@pytest.mark.parametrize("year", YEARS)
def test_every_group_names_its_source_and_the_day_it_was_checked(year: int) -> None:
    for source in sources(year_table(year)):
        assert re.search(r"Notice|Rev\. Proc\.|P\.L\.", source.document)
        assert "IRC" in source.document
        assert source.checked >= date(2026, 11, 22)
        assert source.confidence in {"verified", "secondary"}


def test_what_is_not_fully_verified_is_marked() -> None:
    marked = {
        year
        for year in YEARS
        if any(source.confidence == "secondary" for source in sources(year_table(year)))
    }
    assert marked == {2017, 2024, 2025, 2026}
    text = (FOLDER / "2017.toml").read_text("utf-8")
    assert read_table(text, year=2017).standard_deduction.source.confidence == "secondary"


def test_a_table_is_read_once() -> None:
    assert year_table(2024) is year_table(2024)
    assert year_table.__wrapped__(2024) == year_table(2024)


def test_amounts_of_a_year_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        year_table(2025).standard_deduction.amounts["single"] = Decimal(0)  # type: ignore[index]


@pytest.mark.parametrize("year", [2014, 2027, 0, -1])
def test_a_year_without_a_table_says_so(year: int) -> None:
    with pytest.raises(TableNotPublished) as caught:
        year_table(year)
    assert str(caught.value) == f"no federal amounts for tax year {year}, only 2015 to 2026"
    assert isinstance(caught.value, LookupError)


# --- the amounts against rules of law that tie them together ----------------------------------


@pytest.mark.parametrize("year", YEARS)
def test_the_surviving_spouse_is_treated_as_joint(year: int) -> None:
    table = year_table(year)
    for amounts in (
        table.rates.brackets,
        table.roth.ranges,
        table.deduction_covered.ranges,
        table.standard_deduction.amounts,
    ):
        assert amounts["surviving_spouse"] == amounts["married_jointly"]


@pytest.mark.parametrize("year", YEARS)
def test_separate_returns_have_half_of_the_joint_amounts(year: int) -> None:
    table = year_table(year)
    joint, separate = (table.rates.brackets[status] for status in SPOUSE_STATUSES)
    assert [b.floor for b in joint] == [2 * b.floor for b in separate]
    amounts = table.standard_deduction.amounts
    assert amounts["married_jointly"] == 2 * amounts["married_separately"]
    assert amounts["single"] == amounts["married_separately"]


def width(group: PhaseOuts, status: str) -> Decimal:
    phase_out: PhaseOut = group.ranges[status]  # type: ignore[index]
    return phase_out.end - phase_out.start


@pytest.mark.parametrize("year", YEARS)
def test_phase_outs_have_the_widths_of_the_statute(year: int) -> None:
    table = year_table(year)
    assert [width(table.roth, status) for status in FILING_STATUSES] == [
        15_000,
        10_000,
        10_000,
        15_000,
        10_000,
    ]
    assert [width(table.deduction_covered, status) for status in FILING_STATUSES] == [
        10_000,
        20_000,
        10_000,
        10_000,
        20_000,
    ]
    assert [width(table.deduction_spouse_covered, s) for s in SPOUSE_STATUSES] == [10_000] * 2


@pytest.mark.parametrize("year", YEARS)
def test_separate_phase_outs_are_never_indexed(year: int) -> None:
    table = year_table(year)
    for group in (table.roth, table.deduction_covered, table.deduction_spouse_covered):
        assert group.ranges["married_separately"] == PhaseOut(Decimal(0), Decimal(10_000))


@pytest.mark.parametrize("year", YEARS)
def test_the_roth_range_of_a_couple_is_that_of_an_uncovered_spouse(year: int) -> None:
    table = year_table(year)
    spouse = table.deduction_spouse_covered.ranges["married_jointly"]
    assert table.roth.ranges["married_jointly"] == spouse


AMOUNTS: dict[str, Callable[[YearTable], Decimal]] = {
    "contribution": lambda table: table.ira.contribution,
    "catch-up": lambda table: table.ira.catch_up,
    "Roth, single": lambda table: table.roth.ranges["single"].start,
    "Roth, joint": lambda table: table.roth.ranges["married_jointly"].start,
    "SEP": lambda table: table.sep.contribution,
    "SEP, compensation": lambda table: table.sep.compensation,
    "SEP, least compensation": lambda table: table.sep.minimum_compensation,
    "SIMPLE": lambda table: table.simple.deferral,
    "SIMPLE, catch-up": lambda table: table.simple.catch_up,
    "covered, single": lambda table: table.deduction_covered.ranges["single"].start,
    "covered, joint": lambda table: table.deduction_covered.ranges["married_jointly"].start,
    "deduction": lambda table: table.standard_deduction.amounts["head_of_household"],
}


@pytest.mark.parametrize("amount", AMOUNTS.values(), ids=AMOUNTS)
def test_indexed_amounts_never_fall_from_one_year_to_the_next(
    amount: Callable[[YearTable], Decimal],
) -> None:
    amounts = [amount(year_table(year)) for year in YEARS]
    assert amounts == sorted(amounts)


@pytest.mark.parametrize("year", YEARS)
def test_a_sep_takes_what_415_allows_of_what_401_counts(year: int) -> None:
    sep = year_table(year).sep
    assert sep.contribution < sep.compensation / 4  # so the dollar limit binds the highest paid


def test_what_secure_2_added_to_simple_iras() -> None:
    simple = {year: year_table(year).simple for year in YEARS}
    assert [year for year in YEARS if simple[year].catch_up_60_to_63] == [2025, 2026]
    assert [year for year in YEARS if simple[year].enhanced_deferral] == [2024, 2025, 2026]
    # 110 % of 16,000 and of 3,500 (IRC 408(p)(2)(E)(i)(I)); 150 % of 3,500 (IRC 414(v)(2)(E))
    assert simple[2024].enhanced_deferral == Decimal(17_600)
    assert simple[2024].enhanced_catch_up == Decimal(3_850)
    assert simple[2025].catch_up_60_to_63 == 5_250


def test_the_rates_of_two_laws() -> None:
    before, since = (year_table(year).rates.brackets["single"] for year in (2017, 2018))
    assert [str(b.rate) for b in before] == [
        "0.10",
        "0.15",
        "0.25",
        "0.28",
        "0.33",
        "0.35",
        "0.396",
    ]
    assert [str(b.rate) for b in since] == ["0.10", "0.12", "0.22", "0.24", "0.32", "0.35", "0.37"]


@pytest.mark.parametrize(
    ("year", "single", "head", "married", "unmarried"),
    [
        (2015, 6_300, 9_250, 1_250, 1_550),
        (2018, 12_000, 18_000, 1_300, 1_600),
        (2024, 14_600, 21_900, 1_550, 1_950),
        (2025, 15_750, 23_625, 1_600, 2_000),
        (2026, 16_100, 24_150, 1_650, 2_050),
    ],
)
def test_standard_deductions(
    year: int, single: int, head: int, married: int, unmarried: int
) -> None:
    deduction = year_table(year).standard_deduction
    assert deduction.amounts["single"] == single
    assert deduction.amounts["head_of_household"] == head
    assert deduction.additional_married == married
    assert deduction.additional_unmarried == unmarried


# --- a file that is not sound -----------------------------------------------------------------


def broken(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


BROKEN = [
    (broken("year = 2025", "year = 2024"), "year: is not 2025, the year of the file name"),
    (broken("year = 2025", ""), "year: is missing"),
    (broken("[ira]", "[iras]"), "iras: is not a key of this table"),
    (broken("catch_up = 1_000", ""), "ira.catch_up: is missing"),
    (broken("catch_up = 1_000", 'catch_up = "1"'), "ira.catch_up: must be a TOML int, not '1'"),
    (
        broken("catch_up = 1_000", "catch_up = -1"),
        "ira.catch_up: must hold whole dollars of zero or more, not -1",
    ),
    (
        broken("catch_up = 1_000", "catch_up = 1_000\ncatchup = 1"),
        "ira.catchup: is not a key of this table",
    ),
    (
        broken("surviving_spouse = [236_000, 246_000]", ""),
        "roth_phase_out.surviving_spouse: is missing",
    ),
    (
        broken("single = [150_000, 165_000]", "single = [165_000, 150_000]"),
        "roth_phase_out.single: must rise from one amount to the next",
    ),
    (
        broken("single = [150_000, 165_000]", "single = [150_000]"),
        "roth_phase_out.single: must be two amounts: where it starts and where it ends",
    ),
    (
        broken("single = [150_000, 165_000]", "single = [150_000, 165_000]\nwidow = [0, 1]"),
        "roth_phase_out.widow: is not a key of this table",
    ),
    (
        broken("[deduction_phase_out.covered]", "[deduction_phase_out.cover]"),
        "deduction_phase_out.cover: is not a key of this table",
    ),
    (
        broken("single = [79_000, 89_000]", ""),
        "deduction_phase_out.covered.single: is missing",
    ),
    (
        broken('IRC 219(g)(3), (7)"', 'IRC"\nsingle = [1, 2]'),
        "deduction_phase_out.spouse_covered.single: is not a key of this table",
    ),
    (broken('"0.12"', '"0.40"'), "brackets.rates: must rise from one rate to the next"),
    (broken('"0.12"', '"0.1"'), "brackets.rates: must rise from one rate to the next"),
    (broken('"0.12"', "0.12"), 'brackets.rates: must hold rates written like "0.24", not 0.12'),
    (
        broken('"0.12"', '"12 %"'),
        "brackets.rates: must hold rates written like \"0.24\", not '12 %'",
    ),
    (broken('"0.37"', '"37"'), "brackets.rates: must hold rates written like \"0.24\", not '37'"),
    (broken('"0.10"', '"0"'), "brackets.rates: must hold rates written like \"0.24\", not '0'"),
    (broken('"0.37"', '"1"'), "brackets.rates: must hold rates written like \"0.24\", not '1'"),
    (broken("rates = ", "rate = "), "brackets.rate: is not a key of this table"),
    (
        broken("[11_925, 48_475, 103_350, 197_300, 250_525, 626_350]", "[11_925, 48_475]"),
        "brackets.single: must be 6 amounts, one a rate but the last",
    ),
    (
        broken("single = [11_925,", "single = [0,"),
        "brackets.single: must hold amounts above zero",
    ),
    (
        broken("single = [11_925, 48_475", "single = [48_475, 11_925"),
        "brackets.single: must rise from one amount to the next",
    ),
    (broken("single = 15_750", ""), "standard_deduction.single: is missing"),
    (
        broken("additional_married = 1_600", ""),
        "standard_deduction.additional_married: is missing",
    ),
    (
        broken("additional_married = 1_600", "additional_married = 1_600\nextra = 1"),
        "standard_deduction.extra: is not a key of this table",
    ),
    (broken("checked = 2026-11-22", ""), "ira.checked: is missing"),
    (
        broken("checked = 2026-11-22", 'checked = "today"'),
        "ira.checked: must be a TOML date, not 'today'",
    ),
    (broken('"verified"\ncon', '"sure"\ncon'), 'ira.confidence: must be "verified" or "secondary"'),
    (broken('source = "Notice 2024-80; IRC 219(b)(5)"', 'source = " "'), "ira.source: is empty"),
]


@pytest.mark.parametrize(("text", "problem"), BROKEN, ids=range(len(BROKEN)))
def test_a_fault_is_named_by_file_and_key(text: str, problem: str) -> None:
    with pytest.raises(DataFileError, match=re.escape(f"2025.toml: {problem}")):
        read_table(text, year=2025)


def test_a_sound_text_is_read() -> None:
    assert read_table(TEXT, year=2025) == year_table(2025)
