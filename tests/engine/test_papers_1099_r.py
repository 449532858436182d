"""Forms 1099-R against the entries, worked by hand: each difference fires, and a near miss not."""

from decimal import Decimal

import pytest

from tests.engine.households import (
    Object,
    contribution,
    conversion,
    person,
    recharacterization,
    rollover,
    withdrawal,
)
from tests.engine.papers import (
    causes,
    codes,
    converted,
    differences,
    papers_of,
    slip_1099_r,
    slip_5498,
)

CONVERTED = conversion("2025-03-12")
RETURNED = {"character": "returned_contribution", "tax_year": 2025, "earnings": "120"}


def direct(amount="7000", **boxes):
    return slip_1099_r(**{"b1": amount, "b2a": "0", "b7": "G", "ira": True} | boxes)


def test_a_conversion_and_its_form_agree():
    assert codes(person(CONVERTED, papers=[converted()])) == []


def test_less_than_a_dollar_is_no_difference():
    cents = conversion("2025-03-12", "7000.99")
    assert codes(person(cents, papers=[converted()])) == []
    assert codes(person(conversion("2025-03-12", "7001"), papers=[converted()])) == ["1099-r-paid"]


def test_a_form_without_an_entry():
    (found,) = differences(person(papers=[converted()]))
    assert (found.code, found.box, found.account) == ("1099-r-paid", "1", "ira")
    assert [found.on_paper, found.entered] == [Decimal(7000), Decimal(0)]
    assert found.message == (
        "Form 1099-R says that $7,000 was paid out or converted; nothing is entered so."
    )
    assert [cause.code for cause in found.causes] == ["not-entered"]
    assert found.papers == (0,)


def test_an_empty_box_1_is_not_compared():
    assert codes(person(CONVERTED, papers=[slip_1099_r(b7="2")])) == []


# 7,000 left the IRA, 700 of it was withheld, 6,300 reached the Roth IRA.


def test_what_was_left_after_withholding_was_entered():
    papers = [converted(b4="700")]
    found = differences(person(conversion("2025-03-12", "6300"), papers=papers))
    assert [one.code for one in found] == ["1099-r-paid", "1099-r-withheld"]
    assert [cause.code for cause in found[0].causes] == ["entered-after-withholding"]
    assert codes(person(conversion("2025-03-12", withheld="700"), papers=papers)) == []


def test_withholding_was_not_entered():
    assert causes(person(CONVERTED, papers=[converted(b4="700")])) == ["withheld-from-conversion"]
    assert codes(person(CONVERTED, papers=[converted(b4="0")])) == []


def test_withholding_may_be_of_a_withdrawal():
    """Of 8,000 out, 1,000 was a withdrawal with 200 withheld: nothing of it is told twice."""
    events = (CONVERTED, withdrawal("2025-06-01", "1000"))
    assert codes(person(*events, papers=[converted("8000", b4="200")])) == []
    told = (conversion("2025-03-12", withheld="300"), withdrawal("2025-06-01", "1000"))
    assert codes(person(*told, papers=[converted("8000", b4="200")])) == ["1099-r-withheld"]


def test_withholding_entered_as_an_event_of_its_own():
    events = (
        conversion("2025-03-12", "6300"),
        withdrawal("2025-03-12", "700", character="withheld_from_conversion"),
    )
    assert codes(person(*events, papers=[converted(b4="700")])) == []


# --- Codes ---------------------------------------------------------------------------------------


def test_code_g_where_a_conversion_is_entered():
    (found,) = differences(person(CONVERTED, papers=[direct()]))
    assert (found.code, found.box) == ("1099-r-code", "7")
    assert [cause.code for cause in found.causes] == ["code-g-for-a-conversion"]
    assert "A conversion out of an IRA comes with code 2 or 7" in found.causes[0].message


def test_code_g_where_a_rollover_is_entered():
    moved = rollover("ira", "k", "2025-03-12", "7000")
    assert codes(person(moved, accounts="ira roth k", papers=[direct()])) == []


def test_a_rollover_that_was_paid_out_first_is_a_rollover_too():
    moved = rollover("ira", "k", "2025-03-12", "7000")
    assert codes(person(moved, accounts="ira roth k", papers=[converted()])) == []


def test_code_g_for_a_part_and_a_rollover_for_none():
    """5,000 with code G and 2,000 with code 2, where 7,000 is entered as gone to the plan."""
    moved = rollover("ira", "k", "2025-03-12", "7000")
    papers = [direct("5000"), converted("2000")]
    found = causes(person(moved, accounts="ira roth k", papers=papers))
    assert found == ["rollover-was-paid-out"]


def test_code_g_and_another_amount():
    """7,000 with code G, and 6,000 converted: both amounts are told, and neither fits."""
    found = differences(person(conversion("2025-03-12", "6000"), papers=[direct()]))
    assert [(one.code, one.on_paper, one.entered) for one in found] == [
        ("1099-r-paid", Decimal(0), Decimal(6000)),
        ("1099-r-direct", Decimal(7000), Decimal(0)),
    ]
    assert found[0].message == (
        "Entered is $6,000 that was paid out or converted; no Form 1099-R has it."
    )


def test_out_of_a_plan_code_g_is_a_rollover_or_a_conversion():
    into_ira = rollover("k", "ira", "2025-03-12", "7000")
    into_roth = conversion("2025-03-12", account="k")
    for event in (into_ira, into_roth):
        one = person(event, accounts="ira roth k", papers=[direct(account="k", ira=False)])
        assert codes(one) == []
    assert codes(person(accounts="k", papers=[direct(account="k")])) == ["1099-r-paid"]


def test_a_recharacterization_entered_as_a_conversion():
    papers = [slip_1099_r("ira", b1="7000", b7="N")]
    found = causes(person(CONVERTED, papers=papers))
    assert found == ["recharacterization-entered-as-distribution"]


def test_a_conversion_entered_as_a_recharacterization():
    moved = recharacterization("2025-03-12", 2025, account="ira", to="roth", earnings="0")
    events = (contribution("2025-01-10", 2025), moved)
    assert causes(person(*events, papers=[converted()])) == [
        "conversion-entered-as-recharacterization"
    ]


def test_a_return_entered_as_a_withdrawal_and_the_other_way():
    taken = withdrawal("2025-06-01", "7000")
    returned = withdrawal("2025-06-01", "6880", **RETURNED)  # 6,880 and 120 of earnings
    form: Object = {"b1": "7000", "b2a": "120", "b7": "8", "ira": True}
    assert causes(person(taken, papers=[slip_1099_r(**form)])) == ["return-entered-as-withdrawal"]
    assert codes(person(returned, papers=[slip_1099_r(**form)])) == []
    assert causes(person(returned, papers=[converted()])) == ["withdrawal-entered-as-return"]


def test_a_recharacterization_with_its_earnings():
    """6,000 with 100 of earnings: box 1 is 6,100."""
    made = contribution("2025-01-10", 2025, "6000", "roth")
    moved = recharacterization("2025-11-01", 2025, "6000", earnings="100")
    papers = [slip_1099_r("roth", b1="6100", b2a="0", b7="N")]
    assert codes(person(made, moved, papers=papers)) == []
    without = recharacterization("2025-11-01", 2025, "6000")
    found = causes(person(made, without, papers=papers))
    assert found == ["amount-not-entered"]


def test_code_r_is_for_a_contribution_of_the_year_before():
    made = contribution("2024-12-10", 2024, "6000", "roth")
    moved = recharacterization("2025-02-01", 2024, "6000", earnings="0")

    def form(code):
        return slip_1099_r("roth", b1="6000", b7=code)

    assert codes(person(made, moved, papers=[form("R")])) == []
    assert causes(person(made, moved, papers=[form("N")])) == [
        "recharacterized-contribution-of-another-year"
    ]


# --- Somebody else's, another year's, twice ------------------------------------------------------


def test_the_paper_of_the_spouse():
    spouse = person(CONVERTED, key="p2", name="Ben")
    (found,) = differences(person(papers=[converted()]), spouse)
    assert [cause.code for cause in found.causes] == ["wrong-spouse", "not-entered"]
    assert "$7,000 is entered for Ben" in found.causes[0].message
    other = person(conversion("2025-03-12", "6500"), key="p2")
    assert causes(person(papers=[converted()]), other) == ["not-entered"]


def test_the_paper_of_another_account():
    moved = conversion("2025-03-12", account="ira2")
    found = causes(person(moved, accounts="ira ira2 roth", papers=[converted()]))
    assert found == ["other-account", "not-entered"]


@pytest.mark.parametrize("day", ["2026-01-05", "2024-12-30"])
def test_a_conversion_entered_in_another_year(day):
    found = causes(person(conversion(day), papers=[converted()]))
    assert found == ["entered-in-another-year", "not-entered"]


def test_what_a_paper_of_its_own_explains_is_no_cause():
    """Both spouses convert 7,000 in every year; Ana’s of 2025 is not entered."""
    before = conversion("2024-03-12")
    ben = person(CONVERTED, key="p2", papers=[converted()])
    ana = person(before, papers=[converted(year=2024), converted()])
    assert causes(ana, ben) == ["not-entered"]


def test_a_conversion_of_another_amount_in_another_year_explains_nothing():
    event = conversion("2026-01-05", "6999")
    assert causes(person(event, papers=[converted()])) == ["not-entered"]


def test_entered_twice():
    assert causes(person(CONVERTED, CONVERTED, papers=[converted()])) == ["entered-twice"]
    other = (conversion("2025-03-12", "8000"), conversion("2025-03-12", "6000"))
    assert causes(person(*other, papers=[converted()])) == []


def test_typed_twice():
    assert causes(person(CONVERTED, papers=[converted(), converted()])) == ["typed-twice"]
    other = converted(b15="CA")
    assert causes(person(CONVERTED, papers=[converted(), other])) == ["not-entered"]


def test_one_of_two_entries_is_not_on_the_paper():
    events = (CONVERTED, withdrawal("2025-06-01", "400"))
    assert causes(person(*events, papers=[converted()])) == ["not-on-the-paper"]


def test_an_entry_without_an_amount():
    (found,) = differences(person(conversion("2025-03-12", None), papers=[converted()]))
    assert found.entered is None
    assert [cause.code for cause in found.causes] == ["amount-not-entered"]
    assert "not all of it is entered so" in found.message


def test_a_corrected_form_stands_in_place_of_the_first():
    wrong, right = converted("7000", code="1"), converted("7000", corrected=True)
    assert codes(person(CONVERTED, papers=[wrong, right])) == []
    again = converted("7000", b4="0", corrected=True)
    assert codes(person(CONVERTED, papers=[right, wrong, again])) == []
    other = converted("900", code="7")  # another payment, which nothing corrects
    assert codes(person(CONVERTED, papers=[wrong, right, other])) == ["1099-r-paid"]


def test_a_corrected_form_stands_in_place_of_one_payment():
    """1,000 and 7,000 left with code 7; the second form was corrected to 6,500, then to 6,600."""
    events = (withdrawal("2025-02-01", "1000"), conversion("2025-05-01", "6500"))
    papers = [
        converted("1000", "7"),
        converted("7000", "7"),
        converted("6500", "7", corrected=True),
    ]
    assert codes(person(*events, papers=papers)) == []
    more = (withdrawal("2025-02-01", "1000"), conversion("2025-05-01", "6600"))
    assert codes(person(*more, papers=[*papers, converted("6600", "7", corrected=True)])) == []


def test_two_corrected_forms_without_the_first_ones_are_two_payments():
    events = (withdrawal("2025-02-01", "1000"), conversion("2025-05-01", "6500"))
    papers = [converted("1000", "7", corrected=True), converted("6500", "7", corrected=True)]
    assert codes(person(*events, papers=papers)) == []


def test_code_g_for_one_of_two_payments():
    """7,000 converted and 500 withdrawn; the paper of the conversion has code G."""
    events = (CONVERTED, withdrawal("2025-06-01", "500"))
    found = differences(person(*events, papers=[direct()]))
    assert [cause.code for cause in found[1].causes] == ["code-g-for-a-conversion"]


def test_what_a_state_withheld_never_reached_the_roth_ira_either():
    """500 for the Treasury and 200 for the state: 6,300 of 7,000 arrived."""
    papers = [converted(b4="500", b14="200"), slip_5498("roth", b3="6300")]
    assert codes(person(conversion("2025-03-12", withheld="700"), papers=papers)) == []
    (found, _) = differences(person(conversion("2025-03-12", withheld="500"), papers=papers))
    assert found.message == (
        "Form 1099-R says that $700 was withheld (boxes 4 and 14); $500 is entered as withheld from"
        " the conversion."
    )
    assert found.causes[0].mend == "Enter $700 at the conversion as withheld."
    left = differences(person(conversion("2025-03-12", "6300"), papers=papers))
    assert "$700 was withheld (boxes 4 and 14)" in left[0].causes[0].message


def test_an_employer_s_contribution_to_a_roth_sep_left_no_account():
    """The employer’s 5,000 is income on a Form 1099-R, and box 8 of Form 5498 has it."""
    paid = contribution("2025-03-01", 2025, "5000", "rsep")
    papers = [
        slip_1099_r("rsep", b1="5000", b2a="5000", b7="2", ira=True),
        slip_5498("rsep", b8="5000", b7="sep"),
        slip_5498("roth", b3="5000"),
    ]
    accounts: list[Object] = [{"key": "rsep", "kind": "roth_sep"}]
    found = differences(person(paid, more_accounts=accounts, papers=papers))
    assert [one.code for one in found] == ["5498-converted", "converted-more-than-left"]
    of_it = papers_of(person(paid, more_accounts=accounts, papers=papers)).came[0].remarks
    assert [(one.code, one.weight) for one in of_it] == [("employer-to-roth", "normal")]
