"""Figures of a return against the entries: every cause, worked out by hand."""

from decimal import Decimal

import pytest

from planner.engine.ledger import ledger
from planner.engine.return_check import PROGRAMS, TypedReturn, check_return, steps_for
from planner.engine.return_check.figures import Cause
from planner.engine.return_check.mending import _WAYS
from tests.engine.gold_cases import gold_cases
from tests.engine.households import (
    adjustment,
    contribution,
    conversion,
    event,
    household,
    person,
    read,
    recharacterization,
    rollover,
    start,
    value,
    withdrawal,
)

# Ana: 7,000 for 2023 and for 2024 (line 14 of 2023 is 7,000, of 2024 14,000). In 2025 7,000 more
# and a conversion of 20,000, with 64,000 left, 60,000 in her IRA and 4,000 in her SEP. Line 5 is
# 21,000, line 9 84,000: exactly a quarter. 5,000 of the conversion is tax-free, 15,000 taxable
# and 16,000 carried.
ANA = person(
    contribution("2023-05-01", 2023),
    contribution("2024-05-01", 2024),
    contribution("2025-05-01", 2025),
    conversion("2025-06-01", "20000"),
    contribution("2026-02-01", 2026, "7500"),
    accounts="ira sep roth k inh",
    year_end_values=[
        *(value(2025, "60000"), value(2025, "4000", "sep"), value(2025, "9000", "roth")),
        *(value(2025, "33000", "k"), value(2025, "11000", "inh")),
    ],
    basis_start=start("0", 2022),
    name="Ana",
)
# Ben: nothing before; 6,000 contributed and converted, nothing left.
BEN = person(
    contribution("2025-03-01", 2025, "6000"),
    conversion("2025-03-02", "6000"),
    accounts="ira roth",
    key="p2",
    name="Ben",
    year_end_values=[value(2025, "0")],
    basis_start=start("0", 2024),
)
QUIET = person(key="p2", name="Ben", accounts="ira")


def check(*people, ana=None, ben=None, year=2025, more=None, **lines):
    """The check of figures such as ``ana={"18": 20000}`` and ``l4b=20000``."""
    found = read(household(*people, **(more or {})))
    typed = {"p1": ana or {}, "p2": ben or {}}
    return check_return(
        found,
        year,
        {one.key: ledger(found, one) for one in found.people},
        TypedReturn(
            {key: {n: Decimal(v) for n, v in of.items()} for key, of in typed.items()},
            {name.removeprefix("l"): Decimal(v) for name, v in lines.items()},
        ),
    )


def one(*people, **typed):
    """The only figure that was typed."""
    [figure] = check(*people, **typed).figures
    return figure


def code(*people, **typed):
    figure = one(*people, **typed)
    assert figure.state == "differs"
    return figure.cause.code


def test_equal_figures_are_confirmed():
    right = {"1": 7000, "2": 14000, "6": 64000, "8": 20000, "14": 16000, "18": 15000}
    clean = {"1": 6000, "2": 0, "6": 0, "8": 6000, "14": 0, "18": 0}
    found = check(ANA, BEN, ana=right, ben=clean, l4a=26000, l4b=15000)
    assert len(found.same) == len(found.figures) == 14
    assert not found.different
    assert not found.unknown
    assert {figure.difference for figure in found.figures} == {0}


@pytest.mark.parametrize(
    ("line", "typed", "expected", "taxable"),
    [
        # Line 5 14,000 of 84,000: 3,333 untaxed, 16,667 taxable.
        ("1", 0, "contribution-left-out", 1667),
        ("1", 14500, "other-year-counted", None),
        ("1", 7500, "other-year-counted", None),
        ("1", 14000, "other-year-counted", None),
        ("1", 1234, "not-recognized", None),
        # Line 5 7,000 of 84,000: 1,667 untaxed, 18,333 taxable.
        ("2", 0, "earlier-basis-left-out", 3333),
        # Line 5 14,000.
        ("2", 7000, "older-line-14", 1667),
        # Line 5 28,000 is a third: 6,667 untaxed, 13,333 taxable.
        ("2", 21000, "contribution-added", -1667),
        ("2", 555, "not-recognized", None),
        # Line 9 104,000: 4,038 untaxed, 15,962 taxable.
        ("6", 84000, "value-before-conversion", 962),
        # Line 9 93,000: 4,516 untaxed, 15,484 taxable.
        ("6", 73000, "roth-value-included", 484),
        ("6", 97000, "plan-value-included", None),
        ("6", 75000, "inherited-value-included", None),
        ("6", 60000, "account-left-out", None),
        # Line 9 20,000, less than line 5: all untaxed.
        ("6", 0, "value-left-out", -15000),
        ("6", 99, "not-recognized", None),
        ("8", 0, "conversion-left-out", -15000),
        ("8", 15000, "taxable-part-only", None),
        ("8", 77, "not-recognized", None),
        ("14", 0, "basis-not-carried", None),
        ("14", 21000, "basis-not-reduced", None),
        ("14", 88, "not-recognized", None),
        ("18", 20000, "no-basis-used", 5000),
        # 20,000 × (1 − 21,000 ÷ 64,000) = 13,437.50
        ("18", 13437, "conversion-not-added-back", -1563),
        ("18", 99, "not-recognized", -14901),
    ],
)
def test_a_line_of_the_form(line, typed, expected, taxable):
    figure = one(ANA, ana={line: typed})
    assert (figure.state, figure.cause.code) == ("differs", expected)
    if taxable is not None:
        assert figure.taxable == taxable


@pytest.mark.parametrize("case", gold_cases("return_check.toml", "cause"))
def test_what_is_said_of_a_figure(case):
    people = (ANA, BEN) if case["line"].startswith("4") else (ANA,)
    typed = {case["line"]: case["typed"]}
    returned = {f"l{line}": amount for line, amount in typed.items()}
    cause = one(*people, **(returned if case["line"].startswith("4") else {"ana": typed})).cause
    assert (cause.code, cause.topic) == (case["code"], case["topic"])
    assert cause.message == case["message"]


def test_dropped_basis_is_told_apart_from_income():
    figure = one(ANA, ana={"14": 0})
    assert (figure.taxable, figure.lost) == (None, 16000)
    assert one(ANA, ana={"14": 21000}).lost is None


def test_line_14_as_it_was_filed_wrong():
    filed = {"year": 2024, "deducted": "0", "filed": {"lines": {"14": "6500"}}}
    some = ANA | {"years": [one for one in ANA["years"] if one["year"] != 2024] + [filed]}
    assert one(some, ana={"2": 6500}).cause == Cause(
        "filed-line-14",
        "It is line 14 as filed for 2024, and that form was not right: $14,000 is carried into"
        " 2025. The ledger shows where the chain first went wrong.",
        "basis",
    )


def test_an_empty_account_explains_nothing():
    values = [value(2025, "64000"), value(2025, "0", "sep")]
    assert code(ANA | {"year_end_values": values}, ana={"6": 99}) == "not-recognized"


def test_a_deducted_contribution_counted():
    some = ANA | {"years": [{"year": y, "deducted": "0"} for y in (2023, 2024)]}
    some["years"].append({"year": 2025, "deducted": "2000"})
    some["events"] = [e for e in ANA["events"] if e["kind"] == "contribution"]
    assert one(some, ana={"1": 7000}).cause == Cause(
        "deducted-counted",
        "It holds all that was contributed, $2,000 of which was deducted. What was deducted is not"
        " basis.",
        "contribution",
    )


def test_the_figure_follows_from_a_line_above():
    # Line 5 7,000 of 84,000: 18,333 taxable, and 7,000 − 1,667 = 5,333 carried.
    found = check(ANA, ana={"2": 0, "18": 18333, "14": 5333}, l4b=18333)
    codes = [figure.cause.code for figure in found.different]
    assert codes == ["earlier-basis-left-out", *["follows-from-lines"] * 3]
    assert [figure.cause for figure in found.different[1:]] == [
        Cause(
            "follows-from-lines",
            f"It follows from line {above} as typed: once that is mended, this comes right.",
            "result",
        )
        for above in ("2", "2", "18")
    ]
    # Line 5 7,000, line 9 104,000: 1,346 untaxed.
    both = check(ANA, ana={"2": 0, "6": 84000, "18": 18654})
    assert "lines 2 and 6 as typed: once those are" in both.different[2].cause.message


def test_line_14_follows_from_line_18_alone():
    # Line 10 without the conversion in line 9: 21,000 of 64,000, so 6,563 of 20,000 is called
    # untaxed, 13,437 taxable, and 21,000 − 6,563 = 14,437 carried.
    found = check(ANA, ana={"18": 13437, "14": 14437})
    assert [(figure.line, figure.cause.code) for figure in found.different] == [
        ("14", "follows-from-lines"),
        ("18", "conversion-not-added-back"),
    ]
    alone = check(ANA, ana={"18": 13437, "14": 14500})
    assert alone.different[0].cause.code == "not-recognized"


def test_cents_of_a_stored_amount_are_left_out():
    made = [contribution("2025-02-01", 2025), contribution("2026-02-01", 2026, "7500.00")]
    values = [value(2025, "0")]
    start_of = start("0", 2024)
    stored = person(*made, accounts="ira", basis_start=start_of, year_end_values=values)
    found = one(stored, ana={"1": "14500"})
    assert "the contribution of $7,500 for 2026" in found.cause.message


def test_a_rounded_line_10_is_the_same():
    cleo = ANA | {"year_end_values": [value(2025, "65000"), value(2025, "0", "sep")]}
    # 21,000 ÷ 85,000 = 0.24706: 4,941 of 20,000 is untaxed; at 0.247 it is 4,940.
    figure = one(cleo, ana={"18": 15060})
    assert (figure.computed, figure.state) == (15059, "same")
    assert "rounded to 3 places" in figure.note


def test_a_rollover_on_its_way():
    way = rollover("ira", "ira2", "2025-12-01", "5000", completed="2026-01-05")
    some = ANA | {"events": [*ANA["events"], way]}
    some["accounts"] = [*ANA["accounts"], {"key": "ira2", "kind": "rollover"}]
    some["year_end_values"] = [*ANA["year_end_values"], value(2025, "0", "ira2")]
    assert one(some, ana={"6": 64000}).cause == Cause(
        "outstanding-rollover-left-out",
        "A rollover of $5,000 was on its way over December 31 and belongs in line 6.",
        "value",
    )
    assert one(some, l4a=25000).state == "same"


def test_withheld_tax_on_line_8():
    some = ANA | {
        "events": [*ANA["events"][:3], conversion("2025-06-01", "20000", withheld="2000")]
    }
    assert one(some, ana={"8": 20000}).cause == Cause(
        "withheld-counted",
        "It counts the $2,000 withheld for tax, which never reached the Roth IRA and belongs on"
        " line 7.",
        "conversion",
    )
    # Line 18 is not all that is taxable then, so formulas are not tried.
    assert code(some, ana={"18": 12345}) == "not-recognized"


def test_a_line_that_stays_blank():
    some = ANA | {"events": ANA["events"][:3]}
    assert one(some, ana={"6": 64000}).cause == Cause(
        "left-blank",
        "The form leaves line 6 blank this year: it counts only where a conversion or a withdrawal"
        " is worked out line by line.",
        "value",
    )
    assert code(some, ana={"8": 64000}) == "not-recognized"
    quiet = [contribution("2025-02-01", 2024), contribution("2027-02-01", 2027)]
    of_old = person(*quiet, basis_start=start("500", 2023), name="Ana")
    assert one(of_old, ana={"2": 7500}, year=2026).state == "same"
    assert code(of_old, ana={"14": 0}, year=2026) == "basis-not-carried"


def test_after_the_last_entry_the_basis_stays():
    assert one(ANA, ana={"14": 23500}, year=2028).state == "same"
    assert code(ANA, ana={"2": 0}, year=2028) == "earlier-basis-left-out"
    assert code(ANA, ana={"14": 0}, year=2028) == "basis-not-carried"
    assert code(ANA, ana={"18": 10}, year=2028) == "not-recognized"
    assert one(ANA, l4b=0, year=2028).state == "same"


# --- Two people ----------------------------------------------------------------------------------


def test_the_forms_of_two_people_swapped():
    found = check(ANA, BEN, ana={"1": 6000, "8": 6000, "2": 14000})
    assert [figure.cause.code for figure in found.different] == ["spouse-swapped"] * 2
    assert found.different[0].cause == Cause(
        "spouse-swapped",
        "It is the figure of Ben: the two forms may be under each other's names.",
        "owner",
    )
    assert code(ANA, BEN, ana={"8": 6000}) == "spouse-swapped"
    assert one(ANA, BEN, ana={"8": 26000}).cause == Cause(
        "spouse-included",
        "It holds $6,000 of Ben too. Each person has a Form 8606 of their own.",
        "owner",
    )
    none = check(ANA, BEN, ana={"1": 0, "2": 0})
    assert [figure.cause.code for figure in none.different] == [
        "contribution-left-out",
        "earlier-basis-left-out",
    ]
    mixed = check(ANA, BEN, ana={"1": 6000, "8": 77})
    assert [figure.cause.code for figure in mixed.different] == ["spouse-swapped", "not-recognized"]


def test_another_person_who_is_not_known_explains_nothing():
    unknown = BEN | {"year_end_values": []}
    found = check(ANA, unknown, ana={"1": 6000, "8": 6000})
    assert [figure.cause.code for figure in found.different] == ["not-recognized"] * 2


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"l4a": 0}, "distributions-left-out"),
        ({"l4a": 15000}, "taxable-on-4a"),
        ({"l4a": 6000}, "form-1099-r-left-out"),
        ({"l4a": 20000}, "form-1099-r-left-out"),
        ({"l4a": 1}, "not-recognized"),
        ({"l4b": 26000}, "form-8606-not-applied"),
        ({"l4b": 0}, "taxable-left-out"),
        ({"l4b": 1}, "not-recognized"),
    ],
)
def test_form_1040(typed, expected):
    assert code(ANA, BEN, **typed) == expected


def test_line_4b_of_one_person_alone():
    # Ben converts 6,000 with 6,000 left: half of it is taxable.
    mixed = BEN | {"year_end_values": [value(2025, "6000")]}
    figure = one(ANA, mixed, l4b=15000)
    assert figure.computed == 18000
    assert figure.cause == Cause(
        "one-person-only",
        "It is what is taxable for Ana alone. Line 4b takes everybody's.",
        "owner",
    )
    assert figure.taxable == -3000


def test_line_4a_may_stay_empty_where_all_is_taxable():
    plain = person(
        withdrawal("2025-06-01", "5000"), basis_start=start("0"), year_end_values=[value(2025, "9")]
    )
    figure = one(plain, l4a=0)
    assert (figure.state, figure.computed) == ("same", 5000)
    assert "may stay empty" in figure.note
    assert one(plain, l4b=5000).state == "same"


# --- Not known -----------------------------------------------------------------------------------


def test_an_incomplete_year_gives_no_verdict():
    unknown = ANA | {"year_end_values": []}
    found = check(unknown, ana={"1": 7000}, l4a=20000, l4b=15000)
    assert [(figure.line, figure.state) for figure in found.figures] == [
        *(("1", "unknown"), ("4a", "unknown"), ("4b", "unknown"))
    ]
    assert found.unknown[0].difference is None
    assert "Ana, 2025: " in found.unknown[0].note
    assert "December 31" in found.unknown[0].note


def test_a_person_with_nothing_entered():
    found = check(ANA, QUIET | {"name": ""}, ben={"2": 0}, l4b=15000)
    assert [figure.state for figure in found.figures] == ["unknown", "same"]
    assert found.unknown[0].note == "Nothing that 2025 rests on is entered for p2."
    lost = QUIET | {"events": [contribution("2020-05-01", 2020)]}
    assert one(ANA, lost, ben={"2": 0}).state == "unknown"


@pytest.mark.parametrize(
    ("extra", "says"),
    [
        (withdrawal("2025-07-01", None, account="inh"), "An amount that left an IRA"),
        (withdrawal("2025-07-01", "10", account="inh"), "an inherited IRA is not worked out"),
        (
            withdrawal("2025-07-01", "10", character="returned_contribution", tax_year=2025),
            "Earnings on a returned contribution",
        ),
    ],
)
def test_what_form_8606_does_not_settle(extra, says):
    figure = one(ANA | {"events": [*ANA["events"], extra]}, l4b=15000)
    assert figure.state == "unknown"
    assert says in figure.note


def test_an_inherited_ira_with_basis_has_a_form_and_is_added():
    inherited = adjustment("2024-01-05", "1000", account="inh", reason="inherited")
    taken = withdrawal("2025-07-01", "1000", account="inh")
    some = ANA | {"events": [*ANA["events"], inherited, taken]}
    # 1,000 of basis over 11,000 + 1,000: 83 untaxed, 917 taxable.
    assert one(some, l4b=15917).state == "same"
    less = [v for v in ANA["year_end_values"] if v["account"] != "inh"]
    figure = one(some | {"year_end_values": less}, l4b=15917)
    assert "inherited IRA is not complete" in figure.note


def test_separate_returns_have_lines_of_their_own():
    apart = {"years": [{"year": 2025, "filing_status": "married_separately"}]}
    assert "do not file one return" in one(ANA, BEN, more=apart, l4b=15000).note
    assert one(ANA, more=apart, l4b=15000).state == "same"


@pytest.mark.parametrize(
    ("day", "earnings", "line_4a"),
    [
        ("2025-09-01", "100", 7100),
        ("2025-09-01", "-50", 6950),
        ("2026-02-01", "100", 6000),  # told in a statement only
        ("2025-09-01", None, None),
    ],
)
def test_a_recharacterization_is_on_line_4a_within_its_year(day, earnings, line_4a):
    """Instructions for Form 8606 (2023), Recharacterizations."""
    change = recharacterization(day, 2025, "1000", earnings=earnings)
    put = event("contribution", "roth", "2025-02-01", "1000", tax_year=2025)
    # It arrives in the IRA and goes on to the Roth IRA: the value of December 31 stays 0.
    some = BEN | {"events": [*BEN["events"], put, change], "key": "p1"}
    held = [*BEN["year_end_values"], value(2025, "1000", "roth")]
    figure = one(some | {"year_end_values": held}, l4a=6000)
    assert figure.computed == line_4a
    assert ("had earned is not known" in figure.note) == (line_4a is None)


def test_a_rollover_is_on_line_4a_and_a_transfer_is_not():
    """Instructions for Form 1040, lines 4a and 4b, exception 1; box 1 of Form 1099-R."""
    moved = rollover("ira", "k", "2025-09-01", "1000", completed="2025-09-03")
    straight = rollover("ira", "sep", "2025-09-01", "500", completed="2025-09-01")
    some = ANA | {"events": [*ANA["events"], moved, straight]}
    assert one(some, l4a=21000).state == "same"


@pytest.mark.parametrize(
    ("made", "back", "earnings", "lines"),
    [
        ("2025-05-01", "2025-12-29", "73", (21073, 15073)),
        ("2025-05-01", "2026-09-01", "73", (21073, 15073)),
        ("2025-05-01", "2025-12-29", "-40", (20960, 15000)),
        ("2025-05-01", "2025-12-29", None, (None, None)),
        ("2025-05-01", "2026-11-01", "73", (None, None)),  # too late
        ("2026-02-01", "2026-03-01", "73", (None, None)),  # made after the year
    ],
)
def test_a_contribution_given_back(made, back, earnings, lines):
    """Instructions for Form 8606 (2023), Return of IRA Contributions; the return of the year."""
    put = contribution(made, 2025, "1000", account="roth")
    character = {"character": "returned_contribution", "tax_year": 2025, "account": "roth"}
    gone = withdrawal(back, "1000", earnings=earnings, **character)
    some = ANA | {"events": [*ANA["events"], put, gone]}
    assert (one(some, l4a=1).computed, one(some, l4b=1).computed) == lines
    if earnings == "73" and back.startswith("2026-09"):
        assert one(some, year=2026, l4a=1).computed == 0


def test_an_excess_that_came_back_late_is_not_settled():
    gone = withdrawal("2025-12-01", "1000", character="returned_excess")
    some = ANA | {"events": [*ANA["events"], gone]}
    assert "came back late" in one(some, l4b=1).note


def test_worksheet_1_1_is_not_recomputed_line_by_line():
    income = {"year": 2025, "filing_status": "single", "magi": "82000"}
    records = [{"year": 2025, "deducted": "3000", "covered_by_plan": True, "compensation": "90000"}]
    some = ANA | {"years": [*ANA["years"][:10], *records], "born": "1980-01-01"}
    figure = one(some, ana={"1": 0}, more={"years": [income]})
    assert figure.cause.code == "contribution-left-out"
    assert figure.taxable is None


# Publication 590-B's case: Worksheet 1-1 gives 460 on line 13, Part I line by line 160.
ROSE = person(
    contribution("2023-05-15", 2023, "2000"),
    conversion("2023-08-01", "5000"),
    basis_start=start("300", 2022),
    year_end_values=[value(2023, "20000")],
    years=[{"year": 2023, "deducted": "1500", "covered_by_plan": True}],
    born="1980-05-01",
    name="Rose",
)
PART_I = {"6": 20_000, "8": 5_000, "14": 640, "18": 4_840}
WORKSHEET = {"14": 340, "18": 4_540}


def rose(magi, **typed):
    returns = {"years": [{"year": 2023, "filing_status": "single", "magi": magi}]}
    lines = {key.removeprefix("l"): amount for key, amount in typed.items()}
    found = check(ROSE, ana=lines, year=2023, more=returns)
    return {one.line: one.cause.code for one in found.different}


def test_a_form_filed_by_the_other_way_is_recognized():
    assert rose("80000", **PART_I) == dict.fromkeys(PART_I, "by-the-other-way")
    assert rose("60000", **WORKSHEET) == dict.fromkeys(WORKSHEET, "by-the-other-way")
    assert rose("80000", **WORKSHEET) == rose("60000", **PART_I) == {}
    assert rose("80000", l14=0, l6=0) == {"14": "basis-not-carried"}
    returns = {"years": [{"year": 2023, "filing_status": "single", "magi": "80000"}]}
    [figure] = check(ROSE, ana={"14": 640}, year=2023, more=returns).different
    assert figure.cause.message == (
        "It is what Part I line by line gives; 2023 is worked out by Worksheet 1-1 of Publication"
        " 590-B. If it was filed this way, mark the year so."
    )


# --- Where to mend it ----------------------------------------------------------------------------


@pytest.mark.parametrize("topic", sorted(_WAYS))
def test_every_topic_has_steps_for_every_program(topic):
    found = steps_for(topic)
    assert tuple(one.program for one in found) == PROGRAMS
    assert all(len(one.steps) == 3 for one in found)
    assert all(step[0].isupper() or step[0] == "t" for one in found for step in one.steps)
