"""Which way line 13 came about, recognised from income, coverage, status and what was filed."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.engine.household import RouteCode
from planner.engine.ledger import LedgerYear, ledger, ledger_at
from planner.engine.pool import own_pool
from planner.engine.routes import filed_by, other_way, route_of
from planner.engine.worksheet_1_1_need import Need, need
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    start,
    value,
)
from tests.engine.test_ledger_at import told


def home(
    *people: Object,
    status: str | None = "single",
    magi: str | None = "84000",
    apart: bool | None = None,
) -> Any:
    facts = {"year": 2025, "filing_status": status, "magi": magi, "lived_apart_all_year": apart}
    known = {key: one for key, one in facts.items() if one is not None}
    return read(household(*people, years=[known]))


def someone(deducted: str = "3000", *, covered: bool | None = True, **more: Any) -> Object:
    """7,000 for 2025 and 7,000 converted, 20,000 left."""
    record = {"year": 2025, "deducted": deducted, "covered_by_plan": covered}
    record |= more.pop("record", {})
    facts: Object = {
        "born": "1980-05-01",
        "basis_start": start("300"),
        "year_end_values": [value(2025, "20000")],
        "years": [{key: one for key, one in record.items() if one is not None}],
    }
    events = more.pop("events", (contribution("2025-05-01", 2025), conversion("2025-08-01")))
    facts = {key: one for key, one in (facts | more).items() if one is not None}
    return person(*events, **facts)


def year(*people: Object, **more: Any) -> LedgerYear:
    found = home(*people, **more)
    [one] = ledger(found, found.people[0])
    return one


def asked(*people: Object, income: int = 0, contributed: int | None = 7_000, **more: Any) -> Need:
    found = home(*people, **more)
    made = None if contributed is None else Decimal(contributed)
    return need(found, found.people[0], 2025, contributed=made, ira_income=Decimal(income))


# --- what income lets one deduct ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("magi", "income", "expected"),
    [
        ("79000", 0, "fully"),  # single and covered in 2025: 79,000 to 89,000
        ("79014", 0, "fully"),  # 6,990.20, up to 7,000
        ("79015", 0, "partly"),  # 6,989.50, up to 6,990
        ("88999", 0, "partly"),
        ("89000", 0, "not"),
        ("93999", 5_000, "partly"),  # 88,999 without what the IRAs added
        ("94000", 5_000, "not"),
        ("83999", 5_000, "partly"),
        ("78999", 5_000, "fully"),
        ("-5000", 1_000, "fully"),
    ],
)
def test_single_and_covered(magi: str, income: int, expected: str) -> None:
    assert asked(someone(), magi=magi, income=income).deductible == expected


def test_a_small_contribution_fits_under_the_reduced_limit() -> None:
    # 7,000 x 5,000 / 10,000 = 3,500
    assert asked(someone(), contributed=3_500).deductible == "fully"
    assert asked(someone(), contributed=3_510).deductible == "partly"
    assert asked(someone(), contributed=None).deductible == "partly"


def test_without_a_plan_at_work_nothing_is_in_question() -> None:
    assert asked(someone(covered=False), magi=None) == Need("fully")


def spouse(*, covered: bool | None) -> Object:
    return someone(covered=covered, key="p2")


def test_the_spouse_s_plan() -> None:
    joint: Object = {"status": "married_jointly", "magi": "241000"}  # 236,000 to 246,000
    assert asked(someone(covered=False), spouse(covered=True), **joint).deductible == "partly"
    assert asked(someone(covered=False), spouse(covered=False), **joint).deductible == "fully"
    assert asked(someone(covered=True), spouse(covered=False), **joint).deductible == "not"
    missing = asked(someone(covered=False), spouse(covered=None), **joint)
    assert missing == Need("unknown", "spouse_covered_by_plan")
    assert asked(someone(covered=False), **joint).missing == "spouse_covered_by_plan"


def test_apart_or_not_is_asked_for_only_where_it_decides() -> None:
    separate: Object = {"status": "married_separately"}
    assert asked(someone(), **separate, magi="60000") == Need("unknown", "lived_apart_all_year")
    assert asked(someone(), **separate, magi="90000") == Need("not")
    assert asked(someone(), **separate, magi="-1") == Need("fully")
    # Apart all year counts as single: 60,000 is below 79,000. Together it is above 10,000.
    assert asked(someone(), **separate, magi="60000", apart=True) == Need("fully")
    assert asked(someone(), **separate, magi="60000", apart=False) == Need("not")


def test_the_birth_date_is_asked_for_only_where_it_decides() -> None:
    # Halfway: 3,500 of 7,000, or 4,000 of 8,000.
    assert asked(someone(born=None), contributed=3_700) == Need("unknown", "born")
    assert asked(someone(born=None), contributed=5_000) == Need("partly")
    assert asked(someone(born="1975-12-31"), contributed=3_700) == Need("fully")
    assert asked(someone(born="1976-01-01"), contributed=3_700) == Need("partly")


@pytest.mark.parametrize(
    ("changes", "missing"),
    [({"status": None}, "filing_status"), ({"magi": None}, "magi")],
)
def test_what_is_missing_is_named(changes: Object, missing: str) -> None:
    assert asked(someone(), **changes) == Need("unknown", missing)
    assert asked(someone(covered=None)) == Need("unknown", "covered_by_plan")


def test_years_without_amounts() -> None:
    found = home(someone())
    [one] = found.people
    old = need(found, one, 2014, contributed=Decimal(1), ira_income=Decimal(0))
    assert old == Need("unknown", "year")


# --- what the year says of it ---------------------------------------------------------------------


def test_the_year_has_the_worksheet_and_both_ways_forward() -> None:
    found = year(someone()).route
    assert found is not None
    assert (found.code, found.by_law, found.why) == ("worksheet_1_1", "worksheet_1_1", "partly")
    # 7,300 / 27,000 x 7,000 = 1,892.59; line 3 = 4,300; plain: 4,300 / 27,000 x 7,000 = 1,114.81
    assert found.worksheet.amount("nontaxable") == 1_893
    assert found.carried == 4_300 - 1_893
    assert found.carried_otherwise == 4_300 - 1_115
    assert not found.is_filed_otherwise


def test_the_facts_of_a_form_tell_the_way_too() -> None:
    found = home(someone())
    [one] = found.people
    facts = ledger(found, one)[0].sheet.facts
    route = route_of(found, own_pool(one), facts)
    assert route is not None
    # 7,300 / 27,000 x 7,000 = 1,892.59 by the worksheet, 4,300 / 27,000 x 7,000 line by line.
    assert route.code == WORKSHEET
    assert route.worksheet.amount("nontaxable") == 1_893
    assert [route.carried, route.carried_otherwise] == [2_407, 3_185]
    sure = home(someone("0"), magi="50000")
    assert route_of(sure, own_pool(sure.people[0]), facts) is None


def test_filed_by_the_other_way() -> None:
    lines = {"9": "27000", "10": "0.159", "13": "1115"}
    found = year(someone(record={"filed": {"lines": lines}}))
    assert found.route is not None
    assert found.route.is_filed_otherwise
    assert found.carried == 3_185
    assert found.route.carried_otherwise == 2_407
    assert found.differences == ()
    [finding] = [one for one in found.findings if one.code.startswith("filed-by")]
    assert finding.severity == "costs"
    assert finding.dollars == 778
    assert "was filed by Part I line by line, which carries $3,185" in finding.message
    assert "Worksheet 1-1 of Publication 590-B carries $2,407" in finding.message


def test_filed_by_the_other_way_without_a_difference_is_only_told() -> None:
    # Nothing deducted and nothing late: 7,300 / 27,000 x 7,000 = 1,893 by both ways.
    lines = {"9": "27000", "13": "1893"}
    found = year(someone(deducted="0", record={"filed": {"lines": lines}}))
    [finding] = [one for one in found.findings if one.code == "filed-by-the-other-route"]
    assert (finding.severity, finding.dollars) == ("info", None)


def test_filed_as_it_should_be() -> None:
    filed = {"filed": {"lines": {"13": "1893", "14": "2407"}}}
    found = year(someone(record=filed))
    assert [one.code for one in found.findings] == ["worksheet-1-1"]
    assert found.differences == ()


def test_filed_otherwise_than_by_either_way() -> None:
    found = year(someone(record={"filed": {"lines": {"13": "2000", "14": "2300"}}}))
    assert found.route is not None
    assert found.route.code == "worksheet_1_1"
    assert [one.line for one in found.differences] == ["13", "14"]


def test_what_was_filed_where_income_is_sure_does_not_choose_by_amounts() -> None:
    found = year(someone(record={"filed": {"lines": {"13": "1893"}}}), magi="50000")
    assert found.route is not None
    assert found.route.code == "plain_form"
    assert [one.line for one in found.differences] == ["13"]


def test_line_5_below_the_worksheet_means_the_plain_form_whatever_was_filed() -> None:
    # Line 5 = 300 + 7,000 - 6,000 = 1,300; line 8 = 7,300 / 27,000 x 7,000 = 1,893.
    for magi, code in (("80000", "worksheet-1-1-above-basis"), (None, "worksheet-1-1-above-basis")):
        filed = {"filed": {"lines": {"9": "0", "13": "1893"}}}
        found = year(someone(deducted="6000", record=filed), magi=magi)
        assert found.route is not None
        assert (found.route.code, found.route.carried_otherwise) == ("plain_form", None)
        assert [one.code for one in found.findings] == [code]
        assert found.route.missing == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"deducted": "7000"},
        {"deducted": "0", "covered": None},
        {"deducted": None},
        {"basis_start": None},
        {"year_end_values": []},
        {"events": (contribution("2025-05-01", 2025),)},
        {"events": (conversion("2025-08-01"),)},
    ],
    ids=str,
)
def test_where_there_is_no_question(changes: Any) -> None:
    others = {key: one for key, one in changes.items() if key != "deducted"}
    found = year(someone(record={"deducted": changes.get("deducted", "3000")}, **others))
    assert found.route is None
    assert not any("worksheet-1-1" in one.code for one in found.findings)


def test_a_year_whose_events_are_not_known_shows_no_route() -> None:
    events = (contribution("2025-05-01", 2025), conversion("2025-08-01"))
    unknown = contribution("2025-06-01", 2025) | {"amount": None}
    assert year(someone(events=(*events, unknown))).route is None


names = {
    "magi": "modified AGI",
    "filing_status": "the filing status",
}


@pytest.mark.parametrize("missing", names)
def test_the_remark_names_what_is_missing(missing: str) -> None:
    changes: Any = {"status" if missing == "filing_status" else missing: None}
    [finding] = year(someone(), **changes).findings
    assert (finding.code, finding.severity) == ("worksheet-1-1-facts-missing", "costs")
    assert (finding.key, names[missing] in finding.message) == (missing, True)


# --- what somebody says ---------------------------------------------------------------------------

PART_I: RouteCode = "plain_form"
WORKSHEET: RouteCode = "worksheet_1_1"


def marked(route: str, *, magi: str | None = "84000", **more: Any) -> LedgerYear:
    record = {"filed_route": route} | more.pop("record", {})
    return year(someone(more.pop("deducted", "3000"), record=record, **more), magi=magi)


@pytest.mark.parametrize(
    ("magi", "by_law", "route", "carried"),
    [
        # 4,300 − 1,893 = 2,407 by the worksheet; 4,300 − 1,115 = 3,185 line by line.
        ("84000", WORKSHEET, PART_I, 3_185),
        ("84000", WORKSHEET, WORKSHEET, 2_407),
        ("50000", PART_I, WORKSHEET, 2_407),  # income lets one deduct all of it
        ("99000", PART_I, WORKSHEET, 2_407),  # and nothing of it, even without 5,107 from the IRAs
        ("50000", PART_I, PART_I, 3_185),
    ],
)
def test_a_mark_works_in_both_directions(magi: str, by_law: str, route: str, carried: int) -> None:
    found = marked(route, magi=magi)
    assert found.route is not None
    assert (found.route.by_law, found.route.code, found.route.told_by) == (by_law, route, "mark")
    assert found.carried == found.route.carried == carried
    assert found.route.carried_otherwise == {3_185: 2_407, 2_407: 3_185}[carried]
    assert found.route.is_filed_otherwise == (by_law != route)


def test_the_remark_says_that_it_is_marked() -> None:
    [finding] = marked(PART_I).findings
    assert finding.code == "filed-by-the-other-route"
    assert finding.dollars == 778
    assert "The form for 2025 is marked as filed by Part I line by line" in finding.message


def test_a_mark_where_income_is_not_known() -> None:
    [finding] = marked(WORKSHEET, magi=None).findings
    assert finding.code == "worksheet-1-1-as-filed"
    assert "is marked as filed by Worksheet 1-1 of Publication 590-B" in finding.message
    assert "cannot be said without modified AGI" in finding.message


def test_the_lines_on_file_decide_before_the_mark() -> None:
    lines = {"9": "27000", "10": "0.159", "13": "1115"}
    found = marked(WORKSHEET, record={"filed": {"lines": lines}})
    assert found.route is not None
    assert (found.route.code, found.route.told_by) == (PART_I, "lines")
    overruled, otherwise = found.findings
    assert (overruled.code, overruled.severity) == ("filed-route-overruled", "info")
    assert overruled.message == (
        "2025 is marked as filed by Worksheet 1-1 of Publication 590-B, but the lines on file are"
        " those of Part I line by line. What was filed decides."
    )
    assert otherwise.code == "filed-by-the-other-route"


def test_the_mark_decides_where_the_lines_on_file_do_not_tell() -> None:
    filed = {"filed": {"lines": {"1": "4000", "2": "300", "3": "4300"}}}
    found = marked(PART_I, record=filed)
    assert found.route is not None
    assert (found.route.code, found.route.told_by) == (PART_I, "mark")
    agreeing = marked(PART_I, record={"filed": {"lines": {"13": "1115"}}})
    assert "filed-route-overruled" not in {one.code for one in agreeing.findings}


def test_a_mark_asks_the_question_where_nothing_was_deducted() -> None:
    # 7,300 / 27,000 x 7,000 = 1,893 both ways: nothing was deducted, and nothing came late.
    found = marked(WORKSHEET, deducted="0", magi="50000")
    assert found.route is not None
    assert found.route.code == WORKSHEET
    assert found.route.carried_otherwise == found.carried
    assert year(someone("0"), magi="50000").route is None


def test_a_mark_has_no_effect_where_there_is_one_way() -> None:
    assert marked(WORKSHEET, events=(contribution("2025-05-01", 2025),)).route is None
    above = marked(WORKSHEET, deducted="6000").route
    assert above is not None
    assert (above.code, above.told_by, above.otherwise) == (PART_I, "income", None)


def test_as_if_it_had_been_filed_by_a_way() -> None:
    lines = {"9": "27000", "10": "0.159", "13": "1115"}
    home_ = home(someone(record={"filed": {"lines": lines}}))
    [one] = home_.people
    [found] = ledger(home_, filed_by(one, 2025, WORKSHEET))
    assert found.carried == 2_407
    assert other_way(WORKSHEET) == PART_I


# --- who may deduct what, in every year -----------------------------------------------------------

RANGES = {  # covered: single, joint; spouse covered. Notices 2017-64 to 2025-67, Publication 590-A
    2018: (63, 73, 101, 121, 189, 199),
    2019: (64, 74, 103, 123, 193, 203),
    2020: (65, 75, 104, 124, 196, 206),
    2021: (66, 76, 105, 125, 198, 208),
    2022: (68, 78, 109, 129, 204, 214),
    2023: (73, 83, 116, 136, 218, 228),
    2024: (77, 87, 123, 143, 230, 240),
    2025: (79, 89, 126, 146, 236, 246),
    2026: (81, 91, 129, 149, 242, 252),
}
_STATUSES = {
    "single": (0, True),
    "head_of_household": (0, True),
    "married_jointly": (2, True),
    "surviving_spouse": (2, True),
    "married_jointly, spouse covered": (4, False),
}


@pytest.mark.parametrize("tax_year", RANGES)
@pytest.mark.parametrize("case", [*_STATUSES, "married_separately"])
def test_inside_the_range_of_every_year_the_worksheet_is_the_way(tax_year: int, case: str) -> None:
    """Also for what is contributed for the year after December 31."""
    at, covered = _STATUSES.get(case, (None, True))
    first, last = (0, 10) if at is None else RANGES[tax_year][at : at + 2]
    facts = someone(
        events=(
            contribution(f"{tax_year + 1}-02-01", tax_year, "5500"),
            conversion(f"{tax_year}-08-01"),
        ),
        basis_start=start("9000", tax_year - 1),
        year_end_values=[value(tax_year, "20000")],
        years=[{"year": tax_year, "deducted": "1000", "covered_by_plan": covered}],
    )
    wife = person(key="p2", years=[{"year": tax_year, "covered_by_plan": not covered}])
    people = (facts, wife) if case.startswith("married") else (facts,)
    for magi, expected in ((last * 1000 - 1, WORKSHEET), (last * 1000 + 12_500, PART_I)):
        status = {"filing_status": case.split(",", maxsplit=1)[0], "lived_apart_all_year": False}
        returns = {"year": tax_year, "magi": str(magi)} | status
        home_ = read(household(*people, years=[returns]))
        found = next(one for one in ledger(home_, home_.people[0]) if one.year == tax_year)
        assert found.route is not None
        assert (found.route.code, found.route.missing) == (expected, "")
    assert first < last


@st.composite
def partly_deducted(draw: st.DrawFn) -> Object:
    """Three years in each of which a part may be deducted, filed in some way or not."""
    dollars = st.integers(0, 7_000).map(str)
    events, years, held, returns = [], [], [], []
    for one in (2023, 2024, 2025):
        events += [contribution(f"{one}-05-01", one), conversion(f"{one}-08-01", draw(dollars))]
        lines = st.dictionaries(
            st.sampled_from(["6", "9", "10", "13", "14"]), st.just("0") | dollars
        )
        filed = draw(st.none() | st.fixed_dictionaries({"lines": lines}))
        if filed:
            filed["lines"].pop("10", None)
        record = {"year": one, "deducted": draw(dollars), "covered_by_plan": True, "filed": filed}
        mark = draw(st.sampled_from([None, PART_I, WORKSHEET]))
        years.append(record | {"filed_route": mark})
        held.append(value(one, draw(st.integers(0, 50_000).map(str))))
        magi = draw(st.integers(70_000, 95_000).map(str))
        returns.append({"year": one, "filing_status": "single", "magi": magi})
    found = person(*events, basis_start=start("500", 2022), year_end_values=held, years=years)
    return household(found, years=returns)


@given(partly_deducted())
@settings(deadline=None, max_examples=60)
def test_one_year_is_the_same_as_in_the_whole_ledger(found: Object) -> None:
    whole = read(found)
    [one] = whole.people
    for expected in ledger(whole, one):
        [alone] = ledger_at(whole, one, expected.year).years
        assert told(alone) == told(expected)
        assert (alone.route is None) == (expected.route is None)
        if expected.route and alone.route:
            assert expected.route.carried == expected.carried == alone.route.carried
            assert expected.route.code == alone.route.code
