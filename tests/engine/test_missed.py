"""The missed-8606 kit: what to send for each year, worked out by hand, and what always holds."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.household_reading import read_household
from planner.engine.ledger import ledger
from planner.engine.missed import missed_kit
from planner.engine.missed.words import what_to_send, why
from tests.engine import households as h
from tests.engine.gold_cases import gold_cases
from tests.engine.households import Object, contribution, conversion, household, person, value
from tests.engine.mistakes import filed, first

TODAY = date(2026, 11, 22)


def kit(
    *events: Object, today: date = TODAY, reported: Any = None, years: Any = (), **more: Any
) -> Any:
    """The kit of one person with the returns' ``years`` and the household's ``returns``."""
    returns = more.pop("returns", [])
    home = h.read(household(person(*events, years=list(years), **more), years=returns))
    return missed_kit(home, home.people[0], today, reported)


def only(found: Any) -> Any:
    [one] = found.sending
    return one


def texts(one: Any) -> str:
    return " ".join(said.text for said in why(one))


def single(year: int, **more: Any) -> Object:
    return {"year": year, "marginal_rate": "0.24"} | more


def converted(year: int, on: str | None = None, **lines: int) -> Any:
    """7,000 contributed and converted beside 63,000 of pre-tax money: 700 free, 6,300 taxed."""
    record = first(year, filed=filed({key[1:]: amount for key, amount in lines.items()}, on))
    return {
        "events": (contribution(f"{year}-02-01", year), conversion(f"{year}-02-02")),
        "year_end_values": [value(year, "63000")],
        "years": [record],
        "returns": [single(year)],
    }


def case_of(more: Any, **others: Any) -> Any:
    more = dict(more)
    return kit(*more.pop("events"), **more | others)


# --- Worked out by hand --------------------------------------------------------------------------


@pytest.mark.parametrize("case", gold_cases("missed.toml", "case"))
def test_a_life_worked_out_by_hand(case):
    home = read_household(json.dumps(case["household"]))
    found = missed_kit(home, home.people[0], case["today"])
    seen = [
        {
            "year": one.year,
            "verdict": one.verdict,
            "send": one.send,
            "because": one.because,
            "too_much": int(one.too_much or 0),
            "tax": int(one.tax or 0),
            "penalty": int(one.penalty.amount) if one.penalty else 0,
        }
        for one in found.years
    ]
    assert seen == case["expect"]
    totals = {
        "refund": str(found.refund),
        "lost": str(found.lost),
        "owed": str(found.owed),
        "interest": str(found.interest),
        "penalties": str(found.penalties),
    }
    assert totals == case["totals"]
    assert found.claim_by == case.get("claim_by")


# --- Whether a form was due, and what is on record ------------------------------------------------


def test_a_form_alone_for_a_contribution_that_was_never_reported():
    one = only(kit(contribution("2022-02-01", 2022), years=[first(2022, filed=filed({}))]))
    assert (one.verdict, one.send, one.because) == ("missing", "form", "no_change")
    assert [reason.code for reason in one.reasons] == ["contributed"]
    assert one.penalty is not None
    assert (one.penalty.code, one.penalty.amount) == ("not-filed", 50)
    assert what_to_send(one).text == "Form 8606 for 2022 by itself, signed: no tax of 2022 changes."
    assert "It is entered that no form was filed." in texts(one)


def test_the_day_of_a_return_without_the_form_counts_too():
    """A missing form of a conversion, all of it taxed on a return of October 5, 2023."""
    late = converted(2022)
    late["years"][0]["filed"] = filed({}, "2023-10-05")
    one = only(case_of(late, reported={2022: Decimal(7000)}, today=date(2026, 10, 5)))
    assert (one.verdict, one.because) == ("missing", "refund")
    assert one.window.latest == date(2026, 10, 5)


def test_what_nothing_is_entered_of_counts_as_missing_and_says_so():
    found = kit(contribution("2022-02-01", 2022), years=[first(2022)])
    assert found.assumed == found.sending
    assert not only(found).is_on_record
    assert "Nothing is entered of a form for this year" in texts(only(found))


def test_a_year_without_its_value_waits_and_is_not_sent():
    events = (contribution("2021-02-01", 2021), *converted(2022)["events"])
    found = kit(*events, years=[first(2021), {"year": 2022, "deducted": "0"}])
    assert [one.year for one in found.sending] == [2021]
    assert [one.year for one in found.waiting] == [2022]


def test_a_later_form_on_file_is_a_record_that_this_one_is_missing():
    events = (contribution("2021-02-01", 2021), contribution("2022-02-01", 2022))
    later = {"year": 2022, "deducted": "0", "filed": filed({1: 7000, 2: 7000, 3: 14000, 14: 14000})}
    found = kit(*events, years=[first(2021), later])
    assert only(found).year == 2021
    assert found.assumed == ()
    assert "A form for a later year is entered" in texts(only(found))


@pytest.mark.parametrize(
    ("today", "verdict"), [(date(2026, 10, 15), "not_yet"), (date(2026, 10, 16), "missing")]
)
def test_until_october_a_form_may_come_with_an_extended_return(today, verdict):
    [one] = kit(contribution("2025-02-01", 2025), years=[first(2025)], today=today).years
    assert one.verdict == verdict
    if verdict == "not_yet":
        assert what_to_send(one).text == (
            "Goes with the return for 2025: due April 15, 2026, or October 15, 2026 if it is"
            " extended."
        )


def test_quiet_years_and_right_ones_need_nothing():
    right = filed({1: 7000, 2: 0, 3: 7000, 14: 7000})
    events = (contribution("2021-02-01", 2021), contribution("2023-02-01", 2023))
    years = [
        first(2021, filed=right),
        {"year": 2023, "deducted": "0", "filed": filed({1: 7000, 2: 7000, 14: 14000})},
    ]
    found = kit(*events, years=years)
    assert [one.verdict for one in found.years] == ["right", "not_due", "right"]
    assert found.sending == ()
    assert what_to_send(found.years[0]).text == "Filed as it should be. Nothing to send."
    assert what_to_send(found.years[1]).text == "No form was due. Nothing to send."
    assert why(found.years[1]) == ()


def test_a_line_that_is_off_by_a_dollar_is_off_by_rounding():
    assert case_of(converted(2024, l1=7000, l18=6301)).years[0].verdict == "right"
    assert case_of(converted(2024, l1=7000, l18=6302)).years[0].verdict == "wrong"


def test_too_little_known_is_no_verdict():
    missing_value = kit(
        contribution("2022-02-01", 2022), conversion("2022-02-02"), years=[first(2022)]
    )
    [one] = missing_value.years
    assert (one.verdict, one.send) == ("incomplete", "nothing")
    assert "Too little is known" in what_to_send(one).text
    assert one.penalty is None
    unknown = kit(contribution("2022-02-01", 2022, None), years=[first(2022)]).years[0]
    assert [reason.code for reason in unknown.reasons] == ["unknown"]


def test_every_reason_has_its_own_words():
    """A withdrawal with basis, a Roth withdrawal before 59 1/2, and basis from a divorce."""
    events = (
        contribution("2020-02-01", 2020),
        h.withdrawal("2023-03-01", "1000"),
        contribution("2020-02-01", 2020, account="roth"),
        h.withdrawal("2024-03-01", "1000", account="roth"),
        h.adjustment("2022-05-01", "3000", reason="divorce"),
    )
    years = [first(2020), *({"year": year, "deducted": "0"} for year in range(2021, 2026))]
    found = kit(*events, years=years, born="1985-05-01", year_end_values=[value(2023, "50000")])
    reasons = {one.year: [reason.code for reason in one.reasons] for one in found.years}
    assert reasons == {
        2020: ["contributed"],
        2021: [],
        2022: ["divorced"],
        2023: ["withdrew"],
        2024: ["roth"],
    }


def test_inherited_forms_are_named_and_left_alone():
    found = kit(
        h.adjustment("2024-06-01", "4000", account="inh", reason="inherited"),
        h.withdrawal("2025-05-01", "2000", account="inh"),
        accounts="ira roth",
        more_accounts=[
            {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt Rose"}
        ],
        year_end_values=[value(2025, "38000", "inh")],
        years=[first(2024), {"year": 2025, "deducted": "0"}],
    )
    assert found.decedents == ("Aunt Rose",)
    assert all(not one.found.decedent for one in found.years)


# --- What was taxed ------------------------------------------------------------------------------


def test_too_much_taxed_is_claimed_back_with_an_amended_return():
    """All 7,000 was taxed where 6,300 should have been: 700 at 24% is 168."""
    one = only(case_of(converted(2024, l1=7000, l18=7000)))
    assert (one.send, one.because, one.too_much, one.tax) == ("amended", "refund", 700, 168)
    assert one.interest is None
    said = texts(one)
    assert "As filed $7,000 of these IRAs was taxed; it should be $6,300." in said
    assert "$700 × 24% = $168 of tax too much" in said
    assert "until April 18, 2028 for a return that was filed by April 15, 2025." in said
    assert "The IRS pays interest on a refund by itself" in said


def test_the_last_day_of_a_claim_and_the_day_after():
    """April 15 to 17, 2028: a Saturday, a Sunday, and Emancipation Day as observed."""
    wrong = converted(2024, l1=7000, l18=7000)
    wrong["years"][0]["filed"]["on"] = "2025-04-02"
    last = only(case_of(wrong, today=date(2028, 4, 18)))
    assert (last.send, last.because) == ("amended", "refund")
    in_time = "in time until April 18, 2028: three years from the day of filing, or from April 15"
    assert f"A claim is {in_time}" in texts(last)
    late = case_of(wrong, today=date(2028, 4, 19))
    one = only(late)
    assert (one.send, one.because) == ("form", "too_late")
    assert (late.refund, late.lost, late.claim_by) == (0, 168, None)
    assert f"A claim was {in_time}" in texts(one)
    assert what_to_send(one).text == (
        "Corrected Form 8606 for 2024 by itself, signed. The tax of 2024 can no longer be claimed"
        " back."
    )


def test_a_return_of_october_says_what_an_extension_changes():
    wrong = converted(2022, l1=7000, l18=7000)
    wrong["years"][0]["filed"]["on"] = "2023-10-05"
    one = only(case_of(wrong, today=date(2026, 10, 5)))
    assert one.because == "refund"
    assert "until October 5, 2026 if the return was extended" in texts(one)
    assert "comes back only until April 15, 2026" in texts(one)


def test_too_little_taxed_is_paid_with_interest():
    """5,300 was taxed, 1,000 too little: 240 of tax; interest by hand in gold/interest.toml."""
    one = only(case_of(converted(2025, l1=7000, l18=5300), today=date(2026, 12, 23)))
    assert (one.send, one.because, one.tax) == ("amended", "owed", -240)
    assert one.interest is not None
    assert one.interest.amount == Decimal("11.36")
    said = texts(one)
    assert (
        "$11.36 of interest on $240 from April 15, 2026 to December 23, 2026, compounded daily: 76"
        " days at 6%; 176 days at 7%."
    ) in said
    assert "The IRS has until October 15, 2029 at the latest to ask for more tax of 2025" in said
    assert "and the tax with it: $1,000 too little was taxed." in what_to_send(one).text


def test_interest_that_rests_on_a_rate_carried_on_says_so():
    one = only(case_of(converted(2025, l1=7000, l18=5300), today=date(2027, 3, 1)))
    assert one.interest is not None
    assert one.interest.is_projected
    assert "60 days at 7% (carried on, not published yet)" in texts(one)


def test_nothing_is_late_on_the_last_day_to_pay():
    """Tax of 2022 could be paid on April 18, 2023; a day later interest runs from the 15th."""
    wrong = converted(2022, l1=7000, l18=5300)
    in_time, late = (only(case_of(wrong, today=date(2023, 4, day))) for day in (18, 19))
    assert in_time.interest is None
    assert "the tax is not late yet" in texts(in_time)
    assert late.interest is not None
    assert [one.days for one in late.interest.stretches] == [4]


def test_what_can_no_longer_be_asked_for_goes_without_an_amended_return():
    wrong = converted(2021, l1=7000, l18=5300)
    wrong["years"][0]["filed"]["on"] = "2022-03-01"
    assert only(case_of(wrong, today=date(2025, 4, 15))).because == "owed"
    found = case_of(wrong, today=date(2025, 4, 16))
    one = only(found)
    assert (one.send, one.because) == ("form", "not_assessable")
    assert (found.owed, found.interest) == (0, 0)
    assert "The IRS had until April 15, 2025" in texts(one)


def test_a_missing_form_of_a_conversion_asks_what_the_return_says():
    wrong = converted(2024)
    found = case_of(wrong)
    one = only(found)
    assert (one.verdict, one.send, one.too_much, one.tax) == ("missing", "ask", None, None)
    assert found.asking == (one,)
    assert what_to_send(one).text == (
        "Form 8606 for 2024: by itself if line 4b of the 2024 return holds $6,300 of these IRAs,"
        " otherwise with Form 1040-X."
    )
    assert "What it holds is not known." in texts(one)
    told = {
        amount: only(case_of(wrong, reported={2024: Decimal(amount)})) for amount in (0, 6300, 7000)
    }
    assert [one.because for one in told.values()] == ["owed", "no_change", "refund"]
    assert [one.tax for one in told.values()] == [-1512, 0, 168]
    assert "$6,300 of these IRAs was taxed, as it should be." in texts(told[6300])


def test_a_filed_form_without_its_taxable_line_asks_too():
    assert only(case_of(converted(2024, l1=6000))).send == "ask"


def test_a_taxable_withdrawal_without_basis_is_no_difference():
    """Line 15c stays blank where there is no basis; 4b is taken from the 1099-R as it stands."""
    found = kit(
        h.withdrawal("2024-03-01", "1000"),
        years=[first(2024, filed=filed({1: 500, 14: 500}))],
        year_end_values=[value(2024, "5000")],
    )
    one = only(found)
    assert one.taxed is not None
    assert (one.taxed.as_filed, one.taxed.should_be, one.because) == (1000, 1000, "no_change")


SAID = {
    "too much, of a day nobody knows": (converted(2024, l1=7000, l18=7000), TODAY),
    "too much, and too late": (
        converted(2024, "2025-04-02", l1=7000, l18=7000),
        date(2028, 4, 19),
    ),
    "too much, on a return of October": (
        converted(2022, "2023-10-05", l1=7000, l18=7000),
        date(2026, 10, 5),
    ),
    "too little, and line 1 too high": (converted(2025, l1=7500, l18=5300), date(2027, 3, 1)),
    "too little, and too late to ask": (
        converted(2021, "2022-03-01", l1=7000, l18=5300),
        date(2025, 4, 16),
    ),
    "a conversion without a form": (converted(2024), TODAY),
}


@pytest.mark.parametrize("case", gold_cases("missed_words.toml", "case"))
def test_what_is_said_to_the_word(case):
    more, today = SAID[case["name"]]
    one = only(case_of(more, today=today))
    said = [[one.text, one.citation] for one in (what_to_send(one), *why(one))]
    assert said == [[" ".join(text.split()), citation] for text, citation in case["said"]]


# --- Rates and penalties -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("returns", "tax"),
    [
        ([single(2024)], 168),
        ([single(2024, marginal_rate="0.375")], 263),  # 262.50, half up
        # 100,525 to 191,950 is taxed 24% for a single person in 2024 (Rev. Proc. 2023-34).
        ([{"year": 2024, "filing_status": "single", "taxable_income": "150000"}], 168),
        ([{"year": 2024, "filing_status": "single"}], None),
        ([{"year": 2024, "taxable_income": "150000"}], None),
        ([single(2023)], None),
    ],
)
def test_the_rate_is_that_of_the_year_or_not_known(returns, tax):
    one = only(case_of(converted(2024, l1=7000, l18=7000), returns=returns))
    assert one.tax == tax
    assert ("enter the marginal rate of 2024" in texts(one)) == (tax is None)


def test_a_rate_of_a_year_without_a_table_is_not_known():
    returns = [{"year": 2014, "filing_status": "single", "taxable_income": "150000"}]
    wrong = converted(2014, l1=7000, l18=5300)
    one = only(case_of(wrong, returns=returns, today=date(2015, 12, 1)))
    assert (one.because, one.tax, one.interest) == ("owed", None, None)
    assert "No interest is worked out" not in texts(one)
    rated = only(case_of(wrong, returns=[single(2014)], today=date(2015, 12, 1)))
    assert (rated.tax, rated.interest) == (-240, None)
    assert "no rate of that time is here" in texts(rated)


def test_contributions_overstated_cost_a_hundred():
    one = only(case_of(converted(2024, l1=7500, l18=6300)))
    assert one.penalty is not None
    assert (one.penalty.code, one.penalty.amount) == ("overstated", 100)
    assert one.because == "no_change"
    assert "$100 at most" in texts(one)
    assert "Line 1 was filed otherwise than it should have been." in texts(one)


def test_a_form_that_understates_costs_nothing():
    assert only(case_of(converted(2024, l1=6500, l18=6300))).penalty is None
    assert only(case_of(converted(2024, l18=6000))).penalty is None


def test_a_form_that_was_not_due_and_overstates():
    found = kit(
        contribution("2021-02-01", 2021),
        years=[
            first(2021, filed=filed({1: 7000, 14: 7000})),
            {"year": 2022, "deducted": "0", "filed": filed({1: 100, 14: 7100})},
        ],
    )
    one = only(found)
    assert (one.year, one.reasons, one.verdict) == (2022, (), "wrong")
    assert one.penalty is not None
    assert one.penalty.code == "overstated"


# --- What always holds ---------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(h.households(), st.dates(date(2018, 1, 1), date(2030, 12, 31)))
def test_what_holds_for_every_household(found, today):
    home = h.read(found)
    for one in home.people:
        years = ledger(home, one)
        made = missed_kit(home, one, today, years=years)
        assert [year.year for year in made.years] == [y.year for y in years if not y.decedent]
        for year in made.years:
            assert bool(year.reasons) == year.found.form_due
            assert (year.send != "nothing") == (year.verdict in ("missing", "wrong"))
            assert (year.send == "amended") == (year.because in ("refund", "owed"))
            assert (year.send == "ask") == (year.too_much is None and year.send != "nothing")
            assert all(said.text and said.citation for said in (what_to_send(year), *why(year)))
            assert year.found.is_complete or year.send == "nothing"
        assert made.penalties <= 100 * len(made.sending)
        assert min(made.refund, made.lost, made.owed, made.interest) >= 0
