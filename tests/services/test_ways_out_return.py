"""Ways out on whole federal returns: by hand, line by line, and where each dollar lands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.filing_status import FILING_STATUSES
from planner.engine.money import CENT, ZERO
from planner.engine.printing import dollars
from planner.forms.options import OptionsForm
from planner.services.ways_out.assumed import Assumptions, ReturnFacts
from planner.services.ways_out.comparison import ways_out
from planner.services.ways_out.landing import landing, landing_of
from planner.services.ways_out.words import shown_joint, shown_sides
from tests.counting import calls
from tests.engine.households import household, person, read, start, value
from tests.services.whole_returns import cases, home, typed

NOVEMBER = date(2026, 11, 22)
INCOME = ReturnFacts(ordinary_income=Decimal(350_000))
ON_RETURN = Assumptions(year=2026, on=NOVEMBER, pricing="return", federal=INCOME)


def assumed(case):
    form = OptionsForm(typed(case), household=home(case), year=2026, today=NOVEMBER)
    assert form.is_valid(), form.errors
    return form.assumptions


def people(*born, inside="50000", status="married_jointly", **year):
    found = [
        person(
            key=key,
            **({"born": day} if day else {}),
            basis_start=start("0", 2025),
            year_end_values=[value(2026, inside)],
        )
        for key, day in zip(("ann", "ben"), born, strict=False)
    ]
    years = [{"year": 2026, "filing_status": status} | year] if status else []
    return read(household(*found, years=years))


def seen_of(found, asked):
    return landing(found, asked)


def tax_of(side):
    return side.way("convert_all").outcome.tax


def years_of(shown):
    return shown.option.outcome.years


def dollars_of(cell):
    return Decimal(cell.replace("$", "").replace(",", "").replace("−", "-"))


# --- By hand -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", cases())
def test_a_way_costs_what_was_worked_out_by_hand(case):
    found = ways_out(home(case), assumed(case))
    shown = next(one for one in shown_sides(found)[0].ways if one.option.key == case["way"])
    assert [
        {
            "year": one.facts.tax_year,
            "convert": f"{one.convert:f}",
            "taxable": f"{one.taxable:f}",
            "tax": f"{one.tax:f}",
            "projected": one.facts.tax_year in shown.projected,
        }
        for one in years_of(shown)
    ] == case["years"]


@pytest.mark.parametrize("case", cases())
def test_each_dollar_lands_where_it_was_worked_out_by_hand(case):
    found = ways_out(home(case), assumed(case))
    part = f"tax-{case['look']}" if "look" in case else "tax"
    seen = seen_of(found, f"ann/{case['way']}/{part}")
    assert [list(row) for row in seen.chart.rows] == case["lands"]
    more = {row.name: dollars(row.more) for row in seen.rows}
    assert {name: more.get(name) for name in case["more"]} == case["more"]
    marks = [key.name for key in seen.chart.legend if key.name.startswith("above")]
    assert marks == case.get("marks", [])
    assert seen.year == case.get("look", 2026)
    assert seen.rows[-1].more.quantize(1, "ROUND_HALF_UP") == seen.tax


# --- What always holds ---------------------------------------------------------------------------

amounts = st.integers(0, 900_000).map(Decimal)
returns = st.builds(
    ReturnFacts,
    ordinary_income=amounts,
    gains=st.none() | amounts,
    investment_income=st.none() | amounts,
    itemized=st.none() | st.integers(0, 90_000).map(Decimal),
    tax_exempt_interest=st.none() | amounts,
    medicare_part_b=st.none() | st.integers(0, 2),
    medicare_part_d=st.none() | st.integers(0, 2),
    blind=st.integers(0, 2),
)


@given(
    returns,
    st.sampled_from(FILING_STATUSES),
    st.sampled_from(["1955-03-01", "1963-03-01", "1990-03-01"]),
    st.sampled_from([("0", "0.25"), ("0.05", "0"), ("0.093", "0.1")]),
    st.integers(1, 900_000),
)
def test_what_lands_is_what_it_costs(facts, status, born, rates, inside):
    state, withheld = rates
    on = replace(
        ON_RETURN,
        federal=facts,
        withheld=Decimal(withheld),
        state_rate=Decimal(state),
        bracket_growth=Decimal("0.02"),
        spread_years=2,
    )
    found = ways_out(people(born, status=status, inside=str(inside)), on)
    for year in (2026, 2027):
        seen = seen_of(found, f"ann/spread/tax-{year}")
        if not seen.taxable:
            assert seen.chart is None
            continue
        rows = {row.name: row.more for row in seen.rows}
        ordinary = [row for row in seen.chart.rows if "bracket" in row[0] or "Covered" in row[0]]
        lost = rows.get("Senior deduction", ZERO)
        assert sum(dollars_of(row[2]) for row in ordinary) == seen.taxable + lost
        taxes = sum(dollars_of(row[3]) for row in seen.chart.rows)
        beside = ("10% on what is withheld before 59½", "State tax on what is added")
        premiums = sum(more for name, more in rows.items() if name.startswith("Medicare"))
        told = taxes + premiums + sum(rows.get(name, ZERO) for name in beside)
        assert abs(told - rows["What it costs"]) <= 5 * CENT
        assert abs(rows["What it costs"] - seen.tax) <= Decimal("0.5")


# --- Who is on the return ------------------------------------------------------------------------


def test_both_at_once_climb_into_the_next_bracket():
    # 317,800 of taxable income; 50,000 each stay at 24%, 12,000. Together 85,750 at 24% are 20,580
    # and 14,250 at 32% are 4,560.
    found = ways_out(people("1980-05-01", "1981-05-01"), ON_RETURN)
    assert [tax_of(side) for side in found.sides] == [12_000, 12_000]
    (both,) = [one for one in found.joint if one.key == "convert_all"]
    assert (both.taxable, both.tax) == (Decimal(100_000), Decimal(25_140))
    seen = seen_of(found, "/convert_all/tax")
    assert [row[3] for row in seen.chart.rows] == ["$20,580", "$4,560"]
    assert (seen.taxable, seen.rows[-1].more) == (100_000, 25_140)


def test_what_both_withhold_before_59_and_a_half_counts_together():
    # 10% of 10,000 each on top of the 25,140.
    found = ways_out(
        people("1980-05-01", "1981-05-01"), replace(ON_RETURN, withheld=Decimal("0.2"))
    )
    (both,) = [one for one in found.joint if one.key == "convert_all"]
    assert both.tax == 27_140
    seen = seen_of(found, "/convert_all/tax-2026")
    (early,) = [row.more for row in seen.rows if row.name.startswith("10% on what is withheld")]
    assert early == 2_000


def test_who_files_alone_is_of_their_own_age():
    # 100,000 - 16,100 = 83,900; 10,000 at 22%. Over 65: 77,350, and 600 of the senior deduction go:
    # 10,600 at 22% = 2,332; 110,000 is above 109,000: 12 x 95.70 = 1,148.40.
    found = ways_out(
        people("1980-05-01", "1950-05-01", status="single", inside="10000"),
        replace(ON_RETURN, federal=ReturnFacts(ordinary_income=Decimal(100_000))),
    )
    assert [tax_of(side) for side in found.sides] == [2_200, 3_480]
    assert found.joint == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"federal": ReturnFacts()}, "ordinary income, under “The rest of the return”"),
        ({"year": 2017}, "a year from 2018 on"),
    ],
)
def test_what_a_return_needs_is_asked_for(change, words):
    found = ways_out(people("1980-05-01"), replace(ON_RETURN, **change))
    told = [one for one in found.sides[0].findings if one.code == "return-not-known"]
    assert words in " ".join(one.message for one in told)
    assert found.sides[0].rooms == {}
    assert landing(found, "ann/convert_all/tax") is None
    assert all(
        year.tax is None for way in found.sides[0].ways if way.outcome for year in way.outcome.years
    )


def test_without_a_filing_status_there_is_no_return():
    found = ways_out(people("1980-05-01", status=None), ON_RETURN)
    [told] = [one for one in found.sides[0].findings if one.code == "return-not-known"]
    assert told.message == "For a whole return it takes the filing status, on the page of 2026."


@pytest.mark.parametrize(
    ("born", "status", "is_told"),
    [
        (["1980-05-01", "1981-05-01"], "married_jointly", False),
        (["1980-05-01", None], "married_jointly", True),
        (["1980-05-01"], "married_jointly", True),
        (["1980-05-01", None], "single", False),
    ],
)
def test_an_age_that_is_not_known_is_said(born, status, is_told):
    found = ways_out(people(*born, status=status), ON_RETURN)
    codes = {one.code for one in found.sides[0].findings}
    assert ("age-not-known" in codes) == is_told


def test_a_state_rate_that_is_entered_counts_until_another_is_typed():
    entered = people("1980-05-01", "1981-05-01", state_rate="0.05")
    for typed_rate, tax in ((None, 14_500), (Decimal("0.1"), 17_000), (ZERO, 12_000)):
        found = ways_out(entered, replace(ON_RETURN, state_rate=typed_rate))
        assert tax_of(found.sides[0]) == tax


def test_projected_amounts_are_said_with_their_growth():
    on = replace(ON_RETURN, spread_years=3)
    for growth, words in ((ZERO, "go on, without growth"), (Decimal("0.025"), "by 2.5% a year")):
        found = ways_out(people("1980-05-01"), replace(on, bracket_growth=growth))
        told = [one for one in found.sides[0].findings if one.code == "federal-amounts-projected"]
        assert [words in one.message for one in told] == [True]


# --- Nothing to draw -----------------------------------------------------------------------------


def test_by_the_schedules_the_same_picture_stands_on_taxable_income():
    on = replace(ON_RETURN, pricing="schedule")
    found = ways_out(people("1980-05-01", taxable_income="380000"), on)
    # 23,550 up to 403,550 at 24% = 5,652, 26,450 at 32% = 8,464.
    seen = seen_of(found, "ann/convert_all/tax")
    assert [list(row[1:]) for row in seen.chart.rows] == [
        ["24%", "$23,550", "$5,652"],
        ["32%", "$26,450", "$8,464"],
    ]
    assert (seen.rows, seen.tax, seen.total) == ((), 14_116, "")
    later = seen_of(found, "ann/spread/tax-2028")
    assert later.is_projected
    assert later.chart.title == "Where each extra dollar of 2028 lands, on projected amounts"
    assert seen_of(found, "ann/roll_in/tax").chart is None


@pytest.mark.parametrize(
    "asked",
    ["", "ann", "ann/spread", "ann/spread/2026", "ann/spread/tax-2035", "eve/spread/tax",
     "ann/other/tax", "/other/tax", "ann/spread/tax-soon"],
)  # fmt: skip
def test_what_is_not_there_lands_nowhere(asked):
    found = ways_out(people("1980-05-01", "1981-05-01"), ON_RETURN)
    assert landing(found, asked) is None
    assert landing_of(asked) == (asked.rpartition("/")[0] if "/tax" in asked else "")


@pytest.mark.parametrize("rate", [None, Decimal("0.3")])
def test_at_one_rate_there_are_no_brackets(rate):
    found = ways_out(people("1980-05-01"), replace(ON_RETURN, pricing="rate", rate=rate))
    assert landing(found, "ann/convert_all/tax") is None


# --- Words and speed -----------------------------------------------------------------------------


def test_each_tax_says_which_returns_it_lies_between():
    found = ways_out(people("1980-05-01", "1981-05-01"), ON_RETURN)
    [ann, _] = shown_sides(found)
    tax = {way.option.key: way.figures[3] for way in ann.ways}
    # $350,000 − $32,200 = $317,800: $35,932 up to $211,400, and 24% of the $106,400 above.
    assert tax["convert_all"].steps == (
        "the return with $50,000 more, $73,468 − the return without, $61,468 = $12,000",
    )
    assert tax["roll_in"].steps == ("nothing more is taxable: $0",)
    assert not tax["convert_all"].is_projected
    assert tax["spread"].is_projected
    spread = next(one for one in shown_joint(found) if one.joint.key == "spread")
    assert spread.is_projected


def test_whole_returns_of_two_over_ten_years_take_less_than_15_milliseconds():
    facts = ReturnFacts(ordinary_income=Decimal(190_000), gains=Decimal(20_000))
    couple = people("1959-05-01", "1960-05-01", inside="200000", state_rate="0.05")
    on = replace(ON_RETURN, federal=facts, spread_years=10, growth=Decimal("0.05"))
    shown_sides(ways_out(couple, on))
    assert calls(lambda: shown_sides(ways_out(couple, on))) < 15 * 8_000
