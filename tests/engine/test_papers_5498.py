"""Forms 5498 against the entries, worked by hand: each difference fires, and a near miss not."""

from decimal import Decimal

import pytest

from tests.engine.households import (
    Object,
    contribution,
    conversion,
    person,
    recharacterization,
    rollover,
    value,
    withdrawal,
)
from tests.engine.papers import causes, codes, converted, differences, slip_1099_r, slip_5498

MADE = contribution("2025-03-10", 2025)


def valued(amount="0", account="ira", source="estimate", year=2025):
    return value(year, amount, account) | {"source": source}


# --- Contributions -------------------------------------------------------------------------------


def test_box_1_is_the_tax_year_until_april():
    late = contribution("2026-03-10", 2025)
    assert codes(person(late, papers=[slip_5498(b1="7000")])) == []
    assert codes(person(MADE, papers=[slip_5498(b1="7000")])) == []


def test_a_contribution_that_is_not_entered():
    (found,) = differences(person(papers=[slip_5498(b1="7000")]))
    assert (found.code, found.box) == ("5498-contribution", "1")
    assert [found.on_paper, found.entered] == [Decimal(7000), Decimal(0)]
    assert found.message == (
        "Box 1 of Form 5498 says that $7,000 was contributed for the year; nothing is entered."
    )
    assert [cause.code for cause in found.causes] == ["not-entered"]


def test_an_empty_box_where_something_is_entered():
    (found,) = differences(person(MADE, papers=[slip_5498()]))
    assert found.on_paper is None
    assert found.message == (
        "Box 1 of Form 5498 is empty; entered is $7,000 that was contributed for the year."
    )
    unknown = contribution("2025-06-10", 2025, None)
    (found,) = differences(person(unknown, papers=[slip_5498()]))
    assert "entered is something that was contributed" in found.message


def test_entered_for_last_year_and_counted_for_this():
    """Made on March 1, 2025 for 2024; the custodian was not told and took 2025."""
    events = (contribution("2025-03-01", 2024), contribution("2025-06-01", 2025))
    assert causes(person(*events, papers=[slip_5498(b1="14000")])) == ["contribution-for-last-year"]
    assert causes(person(*events, papers=[slip_5498(b1="13000")])) == ["not-entered"]


def test_several_that_were_entered_for_last_year():
    """500 a month from January to April 2025 for 2024, of which the custodian was not told."""
    months = [contribution(f"2025-0{month}-10", 2024, "500") for month in (1, 2, 3, 4)]
    (found,) = differences(person(*months, papers=[slip_5498(b1="2000")]))
    assert found.causes[0].code == "contribution-for-last-year"
    assert found.causes[0].message.startswith(
        "What was contributed from January 10 to April 10, 2025, $2,000 together, is entered for"
    )
    assert causes(person(*months, papers=[slip_5498(b1="1999")])) == ["not-entered"]


def test_what_the_form_of_the_other_year_counts_is_not_of_this_one():
    """The form for 2024 has the 7,000 of March 2025, so 7,000 more was made for 2025."""
    made = contribution("2025-03-01", 2024)
    papers = [slip_5498(b1="7000", year=2024), slip_5498(b1="7000")]
    assert causes(person(made, papers=papers)) == ["not-entered"]
    late = contribution("2026-03-01", 2026)
    after = [slip_5498(b1="7000"), slip_5498(b1="7000", year=2026)]
    assert causes(person(late, papers=after)) == ["not-entered"]


def test_the_last_corrected_form_counts():
    one = contribution("2025-05-01", 2025, "6500")
    first, last = slip_5498(b1="6900", corrected=True), slip_5498(b1="6500", corrected=True)
    assert codes(person(one, papers=[slip_5498(b1="7000"), first, last])) == []
    assert codes(person(one, papers=[first, last, slip_5498(b1="7000")])) == []


def test_entered_for_this_year_and_counted_for_the_next():
    """Made on March 1, 2026 for 2025; the custodian took 2026."""
    late = contribution("2026-03-01", 2025)
    assert causes(person(late, papers=[slip_5498(b1="0")])) == ["contribution-counted-next-year"]


def test_entered_for_the_next_year_and_counted_for_this():
    event = contribution("2026-03-01", 2026)
    assert causes(person(event, papers=[slip_5498(b1="7000")])) == [
        "contribution-made-for-this-year"
    ]
    too_late = contribution("2026-05-01", 2026)  # after April 15 it cannot be for 2025
    assert causes(person(too_late, papers=[slip_5498(b1="7000")])) == ["not-entered"]


def test_entered_for_this_year_and_counted_for_the_last():
    assert causes(person(MADE, papers=[slip_5498(b1="0")])) == ["contribution-counted-last-year"]
    later = contribution("2025-05-01", 2025)
    assert causes(person(later, papers=[slip_5498(b1="0")])) == ["not-on-the-paper"]


def test_a_contribution_of_the_spouse_and_of_another_account():
    spouse = person(MADE, key="p2", name="Ben")
    assert causes(person(papers=[slip_5498(b1="7000")]), spouse) == ["wrong-spouse", "not-entered"]
    roth = contribution("2025-03-10", 2025, account="roth")
    assert causes(person(roth, papers=[slip_5498(b1="7000")])) == ["other-account", "not-entered"]


def test_box_10_is_the_roth_ira():
    roth = contribution("2025-03-10", 2025, account="roth")
    assert codes(person(roth, papers=[slip_5498("roth", b10="7000")])) == []
    assert codes(person(papers=[slip_5498("roth", b10="7000")])) == ["5498-contribution"]


def test_box_10_holds_what_came_from_a_529_plan():
    roth = contribution("2025-03-10", 2025, "5000", "roth")
    years = [{"year": 2025, "from_529": "2000"}]
    papers = [slip_5498("roth", b10="7000")]
    assert codes(person(roth, years=years, papers=papers)) == []
    assert codes(person(years=years, papers=[slip_5498("roth", b10="2000")])) == []
    assert codes(person(years=years, papers=papers)) == ["5498-contribution"]
    unknown = contribution("2025-03-10", 2025, None, "roth")
    assert codes(person(unknown, years=years, papers=papers)) == ["5498-contribution"]
    mine = person(contribution("2025-03-10", 2025, "5000"), years=years)
    mine["papers"] = [slip_5498(b1="7000")]
    assert codes(mine) == ["5498-contribution"]


def test_a_recharacterized_contribution_stays_in_box_10():
    events = (
        contribution("2025-03-10", 2025, account="roth"),
        recharacterization("2025-11-01", 2025, earnings="250"),
    )
    papers = [slip_5498("roth", b10="7000"), slip_5498("ira", b4="7250")]
    assert codes(person(*events, papers=papers)) == []
    without = [slip_5498("ira", b4="7000")]
    assert codes(person(*events, papers=without)) == ["5498-recharacterized-in"]


@pytest.mark.parametrize(("account", "box"), [("sep", "b8"), ("simple", "b9")])
def test_an_employer_s_contributions_count_in_the_calendar_year(account, box):
    """3,000 made in February 2025 for 2024 is on the form for 2025."""
    event = contribution("2025-02-01", 2024, "3000", account)
    boxes: Object = {box: "3000"}
    assert codes(person(event, accounts=account, papers=[slip_5498(account, **boxes)])) == []
    before = person(event, accounts=account, papers=[slip_5498(account, year=2024, **boxes)])
    assert causes(before, year=2024) == ["entered-in-another-year", "not-entered"]


# --- Arrivals ------------------------------------------------------------------------------------


def test_box_3_is_what_reached_the_roth_ira():
    """7,000 left, 700 was withheld: box 3 is 6,300."""
    withheld = conversion("2025-03-12", withheld="700")
    papers = [converted(b4="700"), slip_5498("roth", b3="6300")]
    assert codes(person(withheld, papers=papers)) == []
    found = differences(person(conversion("2025-03-12"), papers=papers))
    assert [(one.code, one.causes[0].code) for one in found] == [
        ("1099-r-withheld", "withheld-from-conversion"),
        ("5498-converted", "withheld-not-entered"),
    ]


def test_box_3_counts_the_calendar_year():
    event = conversion("2026-01-05")
    papers = [converted(), slip_5498("roth", b3="7000")]
    found = differences(person(event, papers=papers))
    assert [one.causes[0].code for one in found] == ["entered-in-another-year"] * 2


def test_a_plan_s_money_in_a_roth_ira_is_box_2():
    event = conversion("2025-03-12", account="k")
    one = person(event, accounts="roth k", papers=[slip_5498("roth", b2="7000")])
    assert codes(one) == []


def test_box_2_is_what_arrived_in_the_year():
    """It left on December 20, 2024 and arrived on January 10, 2025."""
    event = rollover("k", "ira", "2024-12-20", "5000", completed="2025-01-10")
    one = person(event, accounts="ira k", papers=[slip_5498(b2="5000")])
    assert codes(one) == []
    never = rollover("k", "ira", "2025-12-20", "5000")
    found = person(never, accounts="ira k", papers=[slip_5498(b2="5000")])
    assert codes(found) == ["5498-arrived"]


@pytest.mark.parametrize("code", ["SC", "PO"])
def test_a_late_rollover_is_in_box_13a(code):
    event = rollover("ira2", "ira", "2025-02-20", "5000", completed="2025-06-10")
    papers = [slip_5498(b13a="5000", b13c=code)]
    assert codes(person(event, accounts="ira ira2", papers=papers)) == []
    other = [slip_5498(b13a="5000", b13b=2024, b13c="FD")]
    assert codes(person(event, accounts="ira ira2", papers=other)) == ["5498-arrived"]


# --- Values --------------------------------------------------------------------------------------


def test_the_value_of_the_paper():
    one = person(year_end_values=[valued("100")], papers=[slip_5498(b5="100.40")])
    assert codes(one) == []
    one = person(year_end_values=[valued("100")], papers=[slip_5498(b5="101")])
    (found,) = differences(one)
    assert found.message == (
        "Box 5 of Form 5498 says $101 on December 31, 2025; $100 is entered, from an estimate."
    )
    assert found.causes == ()


def test_a_value_said_to_be_of_form_5498_is_that_to_the_cent():
    entered = valued("100", source="form_5498")
    assert codes(person(year_end_values=[entered], papers=[slip_5498(b5="100.40")])) == [
        "5498-value"
    ]


@pytest.mark.parametrize("values", [[], [valued(None)]])
def test_no_value(values):
    (found,) = differences(person(year_end_values=values, papers=[slip_5498(b5="0")]))
    assert found.message.endswith("says $0 on December 31, 2025; no value is entered.")


def test_the_value_before_the_conversion():
    """76,000 was left after 7,000 was converted; 83,000 is entered."""
    one = person(
        conversion("2025-03-12"),
        year_end_values=[valued("83000", source="statement")],
        papers=[converted(), slip_5498(b5="76000")],
    )
    assert causes(one) == ["value-before-conversion"]


def test_the_value_with_a_contribution_of_the_next_spring():
    one = person(
        contribution("2026-03-10", 2025),
        year_end_values=[valued("83000")],
        papers=[slip_5498(b1="7000", b5="76000")],
    )
    assert causes(one) == ["value-with-later-contribution"]


def test_the_value_of_the_roth_ira_or_of_the_spouse():
    papers = [slip_5498(b5="0"), slip_5498("roth", b5="48000")]
    values = [valued("48000"), valued("48000", "roth")]
    assert causes(person(year_end_values=values, papers=papers)) == ["value-of-another-account"]
    spouse = person(key="p2", name="Ben", papers=[slip_5498(b5="48000")])
    mine = person(year_end_values=[valued("48000")], papers=[slip_5498(b5="0")])
    (found,) = differences(mine, spouse)
    assert "Form 5498 says of Traditional IRA of Ben" in found.causes[0].message


@pytest.mark.parametrize("year", [2024, 2026])
def test_the_value_of_another_year(year):
    values = [valued("500"), valued("900", year=year)]
    one = person(year_end_values=values, papers=[slip_5498(b5="900")])
    assert causes(one) == ["value-of-another-year"]


# --- Papers against papers -----------------------------------------------------------------------


def test_more_was_converted_than_left():
    papers = [converted("6000"), slip_5498("roth", b3="7000")]
    found = [one for one in differences(person(papers=papers)) if one.topic == "converted"]
    assert [one.code for one in found] == ["5498-converted", "converted-more-than-left"]
    assert "Forms 1099-R say that $6,000 left" in found[1].message


def test_a_conversion_without_a_form_1099_r():
    event = conversion("2025-03-12")
    (found,) = differences(person(event, papers=[slip_5498("roth", b3="7000")]))
    assert (found.code, found.causes) == ("converted-more-than-left", ())
    assert "no Form 1099-R from the account it left is here" in found.message
    assert codes(person(event, papers=[converted(), slip_5498("roth", b3="7000")])) == []


def test_the_form_1099_r_was_typed_for_the_spouse():
    event = conversion("2025-03-12")
    mine = person(event, papers=[slip_5498("roth", b3="7000")])
    spouse = person(key="p2", name="Ben", papers=[converted()])
    assert causes(mine, spouse) == ["wrong-spouse"]
    assert causes(mine, person(key="p2", papers=[converted("6000")])) == []


def test_code_g_on_the_other_side_of_a_conversion():
    event = conversion("2025-03-12")
    form = slip_1099_r(b1="7000", b2a="0", b7="G", ira=True)
    found = differences(person(event, papers=[form, slip_5498("roth", b3="7000")]))
    assert [(one.code, one.causes[0].code) for one in found] == [
        ("1099-r-code", "code-g-for-a-conversion"),
        ("converted-more-than-left", "code-g-for-a-conversion"),
    ]


def test_what_left_a_roth_ira_is_not_converted():
    taken = withdrawal("2025-06-01", "7000", account="roth")
    event = conversion("2025-03-12")
    papers = [slip_1099_r("roth", b1="7000", b7="J"), slip_5498("roth", b3="7000")]
    assert codes(person(taken, event, papers=papers)) == ["converted-more-than-left"]


def test_a_form_of_an_unknown_account_counts_by_its_tick():
    event = conversion("2025-03-12")
    papers = [converted(account="", custodian="Somewhere"), slip_5498("roth", b3="7000")]
    assert codes(person(event, papers=papers)) == ["paper-without-account"]


def test_both_papers_of_a_recharacterization():
    papers = [slip_1099_r("roth", b1="6100", b7="N"), slip_5498("ira", b4="6000")]
    found = [one.code for one in differences(person(papers=papers)) if "alike" in one.code]
    assert found == ["recharacterized-not-alike"]
    papers = [slip_1099_r("roth", b1="6100", b7="N"), slip_5498("ira", b4="6100")]
    assert "recharacterized-not-alike" not in codes(person(papers=papers))


# --- Papers of nobody ----------------------------------------------------------------------------


def at(custodian):
    return {"key": "old", "kind": "rollover", "name": "Old IRA", "custodian": custodian}


def test_a_paper_that_fits_no_account():
    stranger = slip_5498("", b5="5000", custodian="Fidelity ")
    (found,) = differences(person(papers=[stranger]))
    assert found.code == "paper-without-account"
    assert "from Fidelity" in found.message
    assert "of $5,000 belongs to no account" in found.message
    assert found.causes == ()
    mine = person(more_accounts=[at("fidelity")], papers=[stranger])
    assert causes(mine) == ["account-not-chosen"]
    assert causes(person(papers=[stranger]), person(key="p2", more_accounts=[at("FIDELITY")])) == [
        "wrong-spouse"
    ]


def test_a_paper_without_custodian_and_amount():
    (found,) = differences(person(papers=[slip_1099_r("", b7="7")]))
    assert found.message.startswith("The Form 1099-R belongs to no account that is entered.")
    assert found.on_paper is None


@pytest.mark.parametrize(
    ("slip", "is_said"),
    [
        (slip_5498("", b5="9", b7="ira"), True),
        (slip_5498("", b5="9", b7="roth"), False),
        (slip_1099_r("", b1="9", b7="2", ira=True), True),
        (slip_1099_r("", b1="9", b7="G"), False),
    ],
)
def test_line_6_is_no_matter_of_a_roth_ira_or_a_plan(slip, is_said):
    (found,) = differences(person(papers=[slip]))
    assert ("Line 6" in found.message) == is_said


@pytest.mark.parametrize(("account", "made"), [("ira", "b1"), ("roth", "b10")])
def test_a_postponed_contribution_is_on_the_form_of_the_year_in_which_it_was_made(account, made):
    """1,000 made for 2024 in time, 6,000 more in August 2025 after a disaster, for 2024 too."""
    events = (
        contribution("2024-05-01", 2024, "1000", account),
        contribution("2025-04-15", 2024, "6000", account),  # the day it counts as made
    )
    first = slip_5498(account, year=2024, **{made: "1000"})
    late = slip_5498(account, b13a="6000", b13b=2024, b13c="FD")
    assert codes(person(*events, papers=[first, late]), year=2024) == []
    assert codes(person(*events, papers=[first, late]), year=2025) == []
    assert codes(person(*events, papers=[first]), year=2024) == ["5498-contribution"]
    rolled = slip_5498(account, b13a="6000", b13b=2024, b13c="SC")
    assert codes(person(*events, papers=[first, rolled]), year=2024) == ["5498-contribution"]
