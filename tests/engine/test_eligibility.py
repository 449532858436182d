import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.engine.eligibility import Eligibility, eligibility
from planner.engine.eligibility_facts import Contributor, Filing
from planner.engine.fact_names import FACT_NAMES
from planner.engine.filing_status import FILING_STATUSES
from planner.engine.tables import published_years, year_table
from planner.engine.year_figures import year_figures
from tests.engine.gold_cases import gold_cases

USUAL = Contributor(born=date(1985, 5, 1), compensation=Decimal(200_000), covered_by_plan=True)


def amounts(found: dict[str, Any]) -> dict[str, Any]:
    return {key: _amount(key, value) for key, value in found.items()}


def _amount(key: str, value: Any) -> Any:
    is_amount = isinstance(value, int) and not isinstance(value, bool) and key != "year"
    return Decimal(value) if is_amount else value


def answered(case: dict[str, Any]) -> Eligibility:
    filing = Filing(**amounts(case["filing"]))
    if case.get("conversion_income_unknown"):
        filing = replace(filing, conversion_income=None)
    person = replace(USUAL, **amounts(case.get("person", {})))
    if case.get("born_unknown"):
        person = replace(person, born=None)
    if case.get("compensation_unknown"):
        person = replace(person, compensation=None)
    if case.get("contributions_unknown"):
        person = replace(person, traditional=None)
    spouse = replace(USUAL, **amounts(case["spouse"])) if "spouse" in case else None
    return eligibility(filing, person, spouse)


def value(found: Eligibility, key: str) -> Any:
    """What the gold file calls by a short name."""
    if key == "missing":
        return list(found.missing)
    if key == "excess":
        return found.excess.total if found.excess else None
    parts = {
        "excise": "excise",
        "roth_excess": "roth",
        "traditional_excess": "traditional",
        "excess_from_529": "rolled_from_529",
    }
    return getattr(found.excess, parts[key]) if key in parts else getattr(found, key)


@pytest.mark.parametrize("case", gold_cases("eligibility.toml", "case"))
def test_gold(case: dict[str, Any]) -> None:
    found = answered(case)
    assert {key: value(found, key) for key in case["expected"]} == case["expected"]
    assert [key for key in case.get("unknown", ()) if value(found, key) is not None] == []
    assert (found.answer == "unknown") == ("unknown" in case["expected"].values())


@pytest.mark.parametrize(
    ("changes", "magi", "words"),
    [
        ({}, 90_000, "A direct Roth contribution is allowed, up to $7,000."),
        ({}, 157_500, "partly, up to $3,500 of $7,000; the rest can go through the backdoor."),
        ({}, 200_000, "the backdoor is the way: up to $7,000 to a traditional IRA"),
        ({"covered_by_plan": False}, 200_000, "you may deduct up to $7,000 of a traditional"),
        ({"compensation": Decimal(0)}, 90_000, "there is no compensation"),
        (
            {"covered_by_plan": None},
            200_000,
            "depends on what is not known: whether a plan at work covered this person.",
        ),
    ],
)
def test_the_answer_in_words(changes: dict[str, Any], magi: int, words: str) -> None:
    filing = Filing(year=2025, filing_status="single", magi=Decimal(magi))
    assert words in eligibility(filing, replace(USUAL, **changes)).sentence


def test_age_in_words() -> None:
    filing = Filing(year=2018, filing_status="single", magi=Decimal(300_000))
    found = eligibility(filing, replace(USUAL, born=date(1940, 1, 1)))
    assert "until 2019 age ended contributions" in found.sentence


def test_a_projected_year_says_so_and_names_whose_amounts_are_used() -> None:
    found = eligibility(Filing(year=2028, filing_status="single", magi=Decimal(0)), USUAL)
    assert found.is_projected
    assert found.source.startswith("Projected: the amounts for 2028 are not published; those of")
    assert "2026 are used (Notice 2025-67" in found.source
    published = eligibility(Filing(year=2026, filing_status="single", magi=Decimal(0)), USUAL)
    assert not published.is_projected
    assert published.source == year_table(2026).ira.source.document
    assert year_figures(2015).table is year_table(2015)


def test_a_year_before_the_first_table_says_which_there_are() -> None:
    found = eligibility(Filing(year=2014), USUAL)
    assert found.sentence.endswith("tax year 2014, only 2015 to 2026.")
    assert found.source == ""


# --- properties -----------------------------------------------------------------------------------

dollars = st.decimals(min_value=0, max_value=12_000, places=2)
incomes = st.decimals(min_value=-50_000, max_value=300_000, places=2)
maybe = st.none() | st.booleans()
people = st.builds(
    Contributor,
    born=st.dates(date(1935, 1, 1), date(2005, 12, 31)),
    compensation=dollars | st.just(Decimal(90_000)),
    covered_by_plan=st.booleans(),
    traditional=dollars,
    roth=dollars,
    rolled_from_529=dollars,
)
filings = st.builds(
    Filing,
    year=st.integers(2015, 2030),
    filing_status=st.sampled_from(FILING_STATUSES),
    magi=incomes,
    conversion_income=st.none() | dollars,
    converted=dollars,
    lived_apart_all_year=maybe,
)


@given(filings, people, people)
def test_limits_hold_each_other(filing: Filing, person: Contributor, spouse: Contributor) -> None:
    found = eligibility(filing, person, spouse)
    assert found.limit is not None
    assert found.supported is not None
    assert found.room is not None
    assert 0 <= found.room <= found.supported <= found.limit
    if found.roth_limit is not None and found.roth_room is not None:
        assert 0 <= found.roth_room <= found.roth_limit <= found.supported
    if found.deductible is not None and found.deductible_limit is not None:
        assert 0 <= found.deductible <= min(found.deductible_limit, person.traditional or 0)
        assert found.deductible_limit <= found.supported
    if found.excess:
        assert 0 <= found.excess.total <= (found.used or 0)
        by_age = filing.year < 2020  # nothing to a traditional IRA, but to a Roth IRA
        assert found.excess.total == 0 or found.room == 0 or found.excess.roth > 0 or by_age


@given(filings, people, people, st.tuples(incomes, incomes).map(sorted))
def test_more_income_never_raises_a_limit(
    filing: Filing, person: Contributor, spouse: Contributor, magis: list[Decimal]
) -> None:
    low, high = (
        eligibility(replace(filing, magi=magi, conversion_income=Decimal(0)), person, spouse)
        for magi in magis
    )
    for key in ("roth_limit", "deductible_limit"):
        before, after = getattr(low, key), getattr(high, key)
        assert before is None or after is None or before >= after
    assert low.supported == high.supported


unknown = st.builds(
    Contributor,
    born=st.none() | st.dates(date(1935, 1, 1), date(2005, 12, 31)),
    compensation=st.none() | dollars,
    covered_by_plan=maybe,
    traditional=st.none() | dollars,
    roth=st.none() | dollars,
)


@given(
    filing=filings,
    person=unknown,
    spouse=st.none() | unknown,
    knows_status=st.booleans(),
    knows_magi=st.booleans(),
)
def test_whatever_is_missing_has_a_name_in_plain_words(
    *,
    filing: Filing,
    person: Contributor,
    spouse: Contributor | None,
    knows_status: bool,
    knows_magi: bool,
) -> None:
    status = filing.filing_status if knows_status else None
    filing = replace(filing, filing_status=status, magi=filing.magi if knows_magi else None)
    found = eligibility(filing, person, spouse)
    assert set(found.missing) <= FACT_NAMES.keys()
    assert "_" not in found.sentence


# --- the published amounts ------------------------------------------------------------------------

SHARED = Path(__file__).parents[3] / "shared" / "data" / "federal.json"
STATUSES = {
    "single": "single_hoh",
    "head_of_household": "single_hoh",
    "married_jointly": "mfj_qss",
    "surviving_spouse": "mfj_qss",
    "married_separately": "mfs_lived_with_spouse",
}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared amounts are not beside this project")
@pytest.mark.parametrize("year", published_years())
def test_the_shared_amounts(year: int) -> None:
    table, shared = year_table(year), json.loads(SHARED.read_text("utf-8"))["years"][str(year)]
    assert table.ira.contribution == shared["ira"]["contribution_limit"]
    assert table.ira.catch_up == shared["ira"]["catch_up_50"]
    deduction = shared["traditional_ira_deduction_phaseout_magi"]
    for status, theirs in STATUSES.items():
        roth, covered = table.roth.ranges, table.deduction_covered.ranges
        expected = shared["roth_ira_contribution_phaseout_magi"][theirs]
        assert [roth[status].start, roth[status].end] == expected  # type: ignore[index]
        ours = covered[status]  # type: ignore[index]
        assert [ours.start, ours.end] == deduction["covered"][theirs]
    joint = table.deduction_spouse_covered.ranges["married_jointly"]
    theirs_covered = deduction["not_covered_spouse_covered"]
    assert [joint.start, joint.end] == theirs_covered["mfj"]
    separate = table.deduction_spouse_covered.ranges["married_separately"]
    assert [separate.start, separate.end] == theirs_covered["mfs_lived_with_spouse"]
    # Apart all year is the single range; the tables do not repeat it.
    for group in (shared["roth_ira_contribution_phaseout_magi"], deduction["covered"]):
        assert group["mfs_lived_apart_all_year"] == group["single_hoh"]
    assert table.ira.contribution + table.ira.catch_up == shared["ira"]["limit_age_50_plus"]
    plans, simple = shared["workplace_plans"], table.simple
    assert table.sep.contribution == plans["sep_max_contribution"]
    assert table.sep.compensation == plans["compensation_limit_401a17"]
    assert table.sep.minimum_compensation == plans["sep_min_compensation"]
    assert [simple.deferral, simple.catch_up, simple.catch_up_60_to_63] == [
        plans[key] for key in ("simple_deferral", "simple_catch_up_50", "simple_catch_up_60_63")
    ]
    assert simple.enhanced_deferral == plans["simple_deferral_enhanced"]
    assert simple.enhanced_catch_up == plans["simple_catch_up_50_enhanced"]


SHORT = {
    "single": "single",
    "head_of_household": "hoh",
    "married_jointly": "mfj",
    "married_separately": "mfs",
    "surviving_spouse": "qss",
}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared amounts are not beside this project")
@pytest.mark.parametrize("year", published_years())
def test_the_shared_brackets_and_deductions(year: int) -> None:
    table, shared = year_table(year), json.loads(SHARED.read_text("utf-8"))["years"][str(year)]
    theirs, deduction = shared["income_tax"], shared["standard_deduction"]
    for status, short in SHORT.items():
        ours = table.rates.brackets[status]  # type: ignore[index]
        assert [float(one.rate) for one in ours] == theirs["rates"]
        assert [int(one.floor) for one in ours] == [0, *theirs["bracket_tops"][short]]
        amounts_of = table.standard_deduction.amounts
        assert amounts_of[status] == deduction[short]  # type: ignore[index]
    more = deduction["additional_65_or_blind"]
    assert table.standard_deduction.additional_married == more["married_or_qss_each"]
    assert table.standard_deduction.additional_unmarried == more["unmarried_single_hoh"]
