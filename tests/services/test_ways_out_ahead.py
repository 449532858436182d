"""The years ahead of a way out and what it is worth, in figures worked out by hand and in words.

ann has 95,000 of pre-tax money beside the 7,500 contributed for 2026. 24% now and 22% later, money
inside grows at 6% and other money at 5%.

2026: 7,500 × 7,500/102,500 = 549 free, 6,951 taxable, 1,668 of tax.
2027: 95,000 × 1.06 + 7,500 = 108,200; basis 6,951 + 7,500 = 14,451; 1,002 free, 6,498 taxable,
1,560 of tax.
2028: 100,700 × 1.06 + 7,500 = 114,242; basis 20,949; 1,375 free, 6,125 taxable, 1,470 of tax;
19,574 carried.
"""

import json
import tomllib
from dataclasses import replace
from datetime import date

import pytest

from planner.engine.household_reading import read_household
from planner.services.ways_out.ahead import course_of
from planner.services.ways_out.ahead_why import shown_years
from planner.services.ways_out.ahead_words import ahead_charts, ahead_words, clean_since
from planner.services.ways_out.comparison import Assumptions, ways_out
from planner.services.ways_out.worth import compared_years, comparison_of
from planner.services.ways_out.worth_words import (
    assumed,
    charts_of,
    counted,
    turning,
    turning_why,
    verdict,
)
from tests.counting import calls
from tests.engine.people import D
from tests.engine.test_fixes_gold import FOLDER

TERMS = Assumptions(
    year=2026,
    on=date(2026, 11, 22),
    rate=D("0.24"),
    growth=D("0.06"),
    outside=D("0.05"),
    later_rate=D("0.22"),
    until={"ann": 2028},
)


def couple(**ann):
    text = (FOLDER / "one_clean_one_not.toml").read_text("utf-8")
    home = read_household(json.dumps(tomllib.loads(text)["household"]))
    first, second = home.people
    return replace(home, people=(replace(first, **ann), second))


def course(key, home=None, **assumptions):
    found = course_of(ways_out(home or couple(), replace(TERMS, **assumptions)), "ann", key)
    assert found is not None
    return found


def compared(key, home=None, **assumptions):
    found = comparison_of(ways_out(home or couple(), replace(TERMS, **assumptions)), "ann", key)
    assert found is not None
    return found


def words(key, home=None, **assumptions):
    return " ".join(ahead_words(course(key, home, **assumptions)))


# --- Years ahead ---------------------------------------------------------------------------------


def test_each_figure_of_a_year_says_why():
    third = shown_years(course("do_nothing"))[2]
    assert [figure.amount for figure in third.figures] == [
        *(114_242, 20_949, 7_500),
        *(6_125, 1_470, 19_574),
    ]
    steps = [figure.steps for figure in third.figures]
    assert steps == [
        ("$100,700 × 1.06 + $7,500 = $114,242",),
        ("$13,449 + $7,500 = $20,949",),
        (),
        ("$7,500 × $20,949 ÷ $114,242 = $1,375 tax-free", "$7,500 − $1,375 = $6,125"),
        ("$6,125 × 24% = $1,470",),
        ("$20,949 − $1,375 = $19,574",),
    ]


def test_the_first_year_is_what_is_entered():
    pool, basis, converted, *_ = shown_years(course("do_nothing"))[0].figures
    assert pool.steps == ("$95,000 + $7,500 = $102,500",)
    assert basis.steps == ("$0 + $7,500 = $7,500",)
    assert converted.formula == "what is converted as planned"


def test_the_backdoor_of_the_year_is_repeated_unless_another_is_assumed():
    assert [one.converted for one in course("do_nothing").years] == [7_500, 7_500, 7_500]
    assert [one.converted for one in course("roll_in", backdoor=D(0)).years] == [7_500, 0, 0]
    assert [one.converted for one in course("stop_backdoors").years] == [0, 0, 0]


def test_ten_years_are_looked_at_unless_a_person_says_otherwise():
    assert [one.year for one in course("spread", until={}).years] == list(range(2026, 2036))
    assert [one.year for one in course("spread", until={"ann": 2027}).years] == [2026, 2027]


@pytest.mark.parametrize(
    ("key", "since"),
    [("do_nothing", None), ("roll_in", 2026), ("convert_all", 2027), ("stop_backdoors", None)],
)
def test_a_pool_is_clean_from_a_year_on(key, since):
    assert clean_since(course(key)) == since


def test_a_spread_is_clean_once_it_is_done():
    # Parts in 2026 and 2027; in 2028 the backdoor alone is left.
    assert clean_since(course("spread", spread_years=2)) == 2028


def test_trapped_basis_is_said_to_grow():
    assert words("do_nothing") == (
        "Money inside grows by 6% a year after 2026, and a backdoor of $7,500 is repeated in each"
        " year from 2027 on, which the figures above leave out."
        " Trapped basis grows from $6,951 at the end of 2026 to $19,574, beside $87,168 of pre-tax"
        " money at the end of 2028."
        " In all, $22,500 is converted and $19,574 taxable, which costs $4,698 of tax."
        " The years from 2027 on are projected."
    )


@pytest.mark.parametrize(
    ("key", "assumptions", "said"),
    [
        (
            "roll_in",
            {},
            "From 2026 on every year is clean: what is contributed is converted, and nothing of it"
            " is taxable. In all, $22,500 is converted, and nothing is taxable.",
        ),
        ("roll_in", {"backdoor": D(0)}, "clean: no pre-tax money is left inside."),
        ("roll_in", {"backdoor": D(0)}, "after 2026; no later backdoor is assumed."),
        (
            "stop_backdoors",
            {},
            "after 2026, and nothing more is contributed. $7,500 of basis stays",
        ),
        ("stop_backdoors", {}, "In all, nothing is converted, and nothing is taxable."),
        ("spread", {}, "At the end of 2028 nothing is left inside."),
        ("spread", {"until": {"ann": 2026}}, "2026 alone is looked at. $5,000 of basis stays"),
        ("do_nothing", {"rate": None}, "$19,574 taxable. The years from 2027 on are projected."),
    ],
)
def test_what_else_is_said_of_the_years(key, assumptions, said):
    assert said in words(key, **assumptions)


def test_brackets_that_are_not_published_are_said_to_be_projected():
    text = (FOLDER / "by_the_brackets.toml").read_text("utf-8")
    home = read_household(json.dumps(tomllib.loads(text)["household"]))
    found = course_of(
        ways_out(home, replace(TERMS, pricing="schedule", rate=None)), "dan", "spread"
    )
    assert found is not None
    assert " ".join(ahead_words(found)).endswith(
        "The years from 2027 on are projected, and so are the federal amounts that are not"
        " published yet."
    )


def test_without_the_basis_it_is_not_said_how_much_is_trapped():
    home = couple(basis_start=None, events=())
    assert "How much of what is inside is basis is not known." in words("do_nothing", home)


def test_the_pictures_show_what_the_table_says():
    inside, moved = ahead_charts(course("do_nothing"))
    assert inside.columns == ("Year", "Pre-tax", "Already taxed")
    assert inside.rows[2] == ("2028", "$87,168", "$19,574")
    assert moved.rows[2] == ("2028", "$7,500", "$6,125", "$1,470")
    assert inside.text.startswith("Trapped basis grows from $6,951")


def test_what_is_withheld_early_says_why_it_costs_more():
    # 20% of 102,500 is 20,500; 95,000/102,500 of it, 19,000, is taxable: 10% is 1,900 more.
    found = course("convert_all", couple(born=date(1980, 5, 1)), withheld=D("0.2"))
    tax = next(one for one in shown_years(found)[0].figures if one.key == "tax")
    assert tax.steps == (
        "$95,000 × 24% = $22,800",
        "$22,800 + 10% of $19,000 withheld before 59½ = $24,700",
    )


def test_money_that_comes_in_the_spring_is_basis_of_the_year_after():
    ann = couple().people[0]
    late = tuple(
        replace(one, on=date(2027, 3, 1)) if one.kind == "contribution" else one
        for one in ann.events
    )
    first, second, *_ = shown_years(course("do_nothing", couple(events=late)))
    assert first.figures[1].steps == ("$0 + $7,500 − $7,500 = $0",)
    # 95,000 + 7,500 from the spring, grown, and the next backdoor.
    assert second.figures[0].steps == ("$102,500 × 1.06 + $7,500 = $116,150",)


def test_what_of_it_is_deducted_comes_too_and_is_no_basis():
    ann = couple().people[0]
    late = tuple(
        replace(one, on=date(2027, 3, 1)) if one.kind == "contribution" else one
        for one in ann.events
    )
    home = couple(events=late, years=tuple(replace(one, deducted=D(3_000)) for one in ann.years))
    _, second, *_ = shown_years(course("do_nothing", home))
    # The same 102,500; another backdoor is one of 4,500, as much as was not deducted.
    assert second.figures[0].steps == ("$102,500 × 1.06 + $4,500 = $113,150",)
    assert second.figures[1].steps == ("$4,500 + $4,500 = $9,000",)
    told = " ".join(counted(compared("do_nothing", home)))
    assert "Stopping also leaves out $3,000 of planned contributions that are deducted" in told


def test_other_money_grows_like_the_money_inside_unless_it_is_said_otherwise():
    assert course("do_nothing", outside=None).outlook.outside == D("0.06")
    assert course("do_nothing", outside=D(0)).outlook.outside == 0


# --- Is it worth it ------------------------------------------------------------------------------


def test_the_sum_of_parts_is_what_there_is_after_tax():
    # Roth 16,377 + 7,500. Other money: -9,168, -18,686.40, × 1.05 - 7,500 - 1,470. 22% of 87,168.
    last = compared_years(compared("roll_in"))[-1]
    nothing = {part.name: (part.other, part.other_step) for part in last.parts}
    assert nothing == {
        "Roth IRAs": (23_877, "$15,450 × 1.06 + $7,500 = $23,877"),
        "Employer plan": (0, "$0"),
        "Traditional IRAs": (106_742, "$106,742"),
        "Other money": (
            D("-28590.72"),
            "−$18,686.40 × 1.05 − $7,500 − $1,470 = −$28,590.72",
        ),
        "Tax due later": (D("-19176.96"), "22% of ($106,742 − $19,574) = $19,176.96"),
        "After tax": (
            D("82851.32"),
            "$23,877 + $106,742 − $28,590.72 − $19,176.96 = $82,851.32",
        ),
    }
    rolled = {part.name: part.way_step for part in last.parts}
    assert rolled["Employer plan"] == "$100,700 × 1.06 = $106,742"
    assert rolled["Traditional IRAs"] == "$0"
    assert rolled["Tax due later"] == "22% of ($106,742) = $23,483.24"
    assert last.whole.ahead == D("640.69")
    assert sum(part.ahead for part in last.parts[:-1]) == last.whole.ahead


@pytest.mark.parametrize(
    ("key", "assumptions", "said"),
    [
        (
            "roll_in",
            {},
            "This way is worth it: at the end of 2028 it leaves $641 more after tax than doing"
            " nothing. It is never behind, from the first year on.",
        ),
        (
            "convert_all",
            {},
            "Doing nothing is better: at the end of 2028 it leaves $1,013 more after tax than this"
            " way. Looked at for longer, this way would break even in 2030.",
        ),
        (
            "convert_all",
            {"until": {"ann": 2031}},
            "This way is worth it: at the end of 2031 it leaves",
        ),
        ("convert_all", {"until": {"ann": 2031}}, "It breaks even in 2030, and is behind before."),
        (
            "convert_all",
            {"later_rate": D("0.10"), "outside": D("0.06"), "backdoor": D(0)},
            "Looked at for 50 years, this way does not break even either.",
        ),
        (
            "do_nothing",
            {},
            "Stopping the backdoors is better: at the end of 2028 it leaves $362 more after tax"
            " than going on with them. Looked at for longer, going on would break even in 2037.",
        ),
        (
            "do_nothing",
            {"later_rate": D("0.3")},
            "Going on is worth it: at the end of 2028 it leaves $1,278 more after tax than"
            " stopping the backdoors.",
        ),
        (
            "roll_in",
            {"growth": D(0), "outside": D(0), "later_rate": D("0.24")},
            "It makes no difference: at the end of 2028 this way and doing nothing leave the same"
            " after tax, but for rounding.",
        ),
        (
            "do_nothing",
            {"growth": D(0), "outside": D(0), "later_rate": D("0.24")},
            "It makes no difference: at the end of 2028 going on and stopping leave the same after"
            " tax, but for rounding.",
        ),
    ],
)
def test_which_is_better_is_said_with_its_dollars(key, assumptions, said):
    assert said in " ".join(verdict(compared(key, **assumptions)))


def test_what_the_comparison_rests_on_is_said():
    assert assumed(compared("roll_in")) == (
        "Assumed: pre-tax money is taxed at 22% when it comes out; money inside grows by 6% a year,"
        " other money by 5% after tax; a backdoor of $7,500 is done each year from 2027 on."
    )
    bare = assumed(compared("roll_in", later_rate=None, backdoor=D(0), outside=None))
    assert "grows by 6% a year, other money by as much after tax;" in bare
    assert "at 24% when it comes out, which is what the next dollar costs now;" in bare
    assert "there is no other backdoor. Other money grows by less where its yield" in bare
    still = assumed(compared("roll_in", growth=D(0), outside=None, backdoor=D(0)))
    assert still.endswith("there is no other backdoor.")


def test_the_later_rate_that_turns_it_is_said_with_its_numbers():
    # Without tax later: doing nothing 102,028.28, of which 87,168 was never taxed; all converted,
    # 127,810 in Roth IRAs less 45,971.75 paid with other money: 81,838.25.
    found = compared("convert_all")
    assert turning(found) == (
        "It turns at a later rate of 23.16%: where pre-tax money is taxed at more than that when it"
        " comes out, this way is ahead; where at less, doing nothing is."
    )
    assert turning_why(found) == "($102,028.28 − $81,838.25) ÷ ($87,168 − $0) = 23.16%"
    assert "more than that when it comes out, doing nothing is ahead" in turning(
        compared("roll_in")
    )
    assert "going on is ahead; where at less, stopping is" in turning(compared("do_nothing"))


def test_where_no_rate_turns_it_that_is_said():
    clean = couple(accounts=couple().people[0].accounts, year_end_values=())
    ben = comparison_of(ways_out(clean, replace(TERMS, until={"ben": 2028})), "ben", "roll_in")
    assert ben is not None
    assert turning(ben) == "The later rate does not turn it: both leave as much to be taxed."
    assert turning_why(ben) == ""
    dear = compared("convert_all", rate=D("0.99"), outside=D("0.2"))
    assert turning(dear) == "No later rate from 0% to 100% turns it."


def test_what_is_counted_is_said_and_what_is_not():
    told = list(counted(compared("roll_in")))
    assert told[2:4] == [
        "Both ways contribute the same.",
        "What goes to the plan grows like the IRAs, and all of it is taxed later.",
    ]
    assert told[-1] == (
        "Required distributions are left out; from when on there are any is not known without a"
        " date of birth."
    )
    old = list(counted(compared("stop_backdoors", couple(born=date(1953, 5, 1)))))
    assert old[2] == "What stopping does not contribute stays with the other money and grows there."
    assert old[-1].startswith("Required distributions, from 2026 on, are left out:")
    young = list(counted(compared("convert_all", couple(born=date(1980, 5, 1)))))
    assert young[-1] == "No distribution is required before 2055."


def test_a_planned_contribution_that_is_deducted_is_named_when_stopping():
    ann = couple().people[0]
    planned = tuple(
        replace(one, on=date(2026, 12, 15)) if one.kind == "contribution" else one
        for one in ann.events
    )
    years = tuple(replace(one, deducted=D(3_000)) for one in ann.years)
    told = " ".join(counted(compared("do_nothing", couple(events=planned, years=years))))
    assert "Stopping also leaves out $3,000 of planned contributions that are deducted" in told
    assert "that are deducted" not in " ".join(counted(compared("do_nothing")))


def test_the_picture_of_the_worth_is_in_whole_dollars():
    [chart] = charts_of(compared("roll_in"))
    assert chart.title == "Roll into an employer plan, ann: after tax, against doing nothing"
    assert chart.rows == (("2026", "$139"), ("2027", "$353"), ("2028", "$641"))
    [against] = charts_of(compared("do_nothing"))
    assert against.title == "Do nothing, ann: after tax, against stopping"


# --- What is not known ---------------------------------------------------------------------------


def test_without_a_price_nothing_is_said_to_be_worth_it():
    found = ways_out(couple(), replace(TERMS, rate=None))
    assert comparison_of(found, "ann", "roll_in") is None
    unsaid = ways_out(couple(), replace(TERMS, rate=None, later_rate=None))
    assert comparison_of(unsaid, "ann", "roll_in") is None


@pytest.mark.parametrize(("person", "key"), [("ann", "fly"), ("eve", "roll_in")])
def test_there_are_no_other_ways_or_people(person, key):
    found = ways_out(couple(), TERMS)
    assert course_of(found, person, key) is None
    assert comparison_of(found, person, key) is None


def test_without_the_facts_there_are_no_years():
    found = ways_out(couple(year_end_values=()), TERMS)
    assert course_of(found, "ann", "roll_in") is None


def test_fifty_years_against_fifty_take_less_than_80_milliseconds():
    home, on = couple(), replace(TERMS, until={"ann": 2075})
    found = ways_out(home, on)
    comparison_of(found, "ann", "convert_all")
    assert calls(lambda: comparison_of(found, "ann", "convert_all")) < 80 * 8_000
