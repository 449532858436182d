"""The ways out on one page: the hand-worked figures, what blocks, and never a second page."""

import inspect
import io
import json
import re
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.documents.comparison import comparison_pdf
from planner.documents.comparison_words import IN_SHORT
from planner.engine.fixes import feasibility
from planner.engine.household_reading import read_household
from planner.services.ways_out.assumed import Assumptions, ReturnFacts
from planner.services.ways_out.comparison import ways_out
from planner.services.ways_out.words import NAMES, shown_joint, shown_sides
from tests.documents.households import LARGEST, flat_pages
from tests.documents.reading import words
from tests.documents.tagging import elements, marks_in_tree, marks_on_pages, strays
from tests.engine import households as h
from tests.engine.test_fixes_gold import FOLDER
from tests.performance.ways import couple

TODAY = date(2026, 11, 22)
LONG = "Maximiliana Wolfeschlegelsteinhausenbergerdorff"
AMOUNTS = ("roll_in", "convert", "taxable", "tax", "basis_carried_forward")


def at(rate: str | None = "0.24", **more: Any) -> Assumptions:
    known: dict[str, Any] = {"on": TODAY, "rate": None if rate is None else Decimal(rate)} | more
    return Assumptions(year=2026, **known)


def dollars(text):
    return f"${Decimal(text):,}"


@pytest.fixture(scope="module")
def pdf():
    return comparison_pdf(ways_out(couple(), at()))


@pytest.fixture(scope="module")
def text(pdf):
    (page,) = flat_pages(pdf)
    return page


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_the_page_has_what_was_worked_out_by_hand(name):
    case = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    arguments = {key: case["arguments"][key] for key in ("year", "on")}
    for key in {"rate", "growth"} & case["arguments"].keys():
        arguments[key] = Decimal(case["arguments"][key])
    household = read_household(json.dumps(case["household"]))
    record = next((one for one in household.years if one.year == arguments["year"]), None)
    if "rate" not in arguments and record and record.marginal_rate is None:
        arguments["pricing"] = "schedule"
    spread = case["arguments"].get("spread_years", 3)
    found = ways_out(household, Assumptions(**arguments, spread_years=spread))
    (page,) = flat_pages(comparison_pdf(found))
    page = page.replace("$0.00", "$0")
    who = [one.name or one.key for one in household.people]
    for one in case["expect"]:
        amounts = [one["is"].get(key) for key in AMOUNTS]
        written = [dollars(amount) for amount in amounts if amount is not None]
        before = f"{NAMES[one['option']]} " if len(who) == 1 else f"{one['person']} "
        if None not in amounts:
            assert f"{before}{' '.join(written)}".replace("$0.00", "$0") in page


def test_it_says_who_when_and_what_it_rests_on(text):
    assert text.startswith(
        "Prorata 0.1.0 Ways out of 2026 As of November 22, 2026. What is dated later is a plan,"
        " which each way decides anew. ann: Convert $212,400 by December 31, 2026."
    )
    # Line 9: 212,400 inside and 7,500 converted; line 5: 31,250 and 7,500 contributed.
    assert (
        "Pool $219,900, basis in it $38,750, converted so far $7,500, planned to be converted $0."
        in text
    )
    assert "Pool $102,500, basis in it $38,750, planned to be converted $7,500." in text


def test_it_says_whether_it_is_worth_it_at_the_horizon():
    """93,000 is pre-tax and nothing grows: taxed at 24% now or at 10% later, 13,020 apart."""
    home = h.read(
        h.household(
            h.person(basis_start=h.start("7000", 2025), year_end_values=[h.value(2026, "100000")])
        )
    )
    found = ways_out(home, at(later_rate=Decimal("0.1"), until={"p1": 2030}))
    (page,) = flat_pages(comparison_pdf(found))
    assert (
        "Convert $100,000 by December 31, 2026. That makes $93,000 taxable, $22,320 of tax" in page
    )
    assert (
        "Doing nothing is better: at the end of 2030 it leaves $13,020 more after tax than"
        " this way."
    ) in page
    assert "Assumed: pre-tax money is taxed at 10% when it comes out" in page


def test_people_stand_below_each_other_and_together(text):
    assert (
        "Convert everything ann $0 $219,900 $181,150 $43,476 $0 best for tax"
        " Convert everything ben $0 $102,500 $63,750 $15,300 $0 best for tax"
        " Convert everything Together $0 $322,400 $244,900 $58,776 $0"
    ) in text


def test_what_stands_in_a_way_is_said_in_short_and_in_full(text):
    assert "Roll into an employer plan ann $181,150 $38,750 $0 $0 $0 ask the plan" in text
    assert "It is not known whether the plan takes money out of IRAs" in text
    assert "Roll into an employer plan Together $244,900 $77,500 $0 $0 $0 not open to both" in text


def test_what_is_assumed_and_left_out_is_said(text):
    assert (
        "What is assumed Every dollar of income costs 24%, federal and state together."
        " A spread takes 3 years. Nothing grows. The tax is paid with other money."
    ) in text
    assert "Not counted: alternative minimum tax" in text
    assert "not a tax return and no substitute for advice" in text


@pytest.mark.parametrize(
    ("assumed", "said"),
    [
        (at(None), "What income costs is not known: no rate is entered."),
        (at(growth=Decimal("0.05")), "Money inside grows by 5% a year."),
        (at(withheld=Decimal("0.1")), "10% of each conversion is withheld for its tax."),
        (
            at(None, pricing="return", federal=ReturnFacts(ordinary_income=Decimal(150_000))),
            "Tax is that of a whole return with the conversion less that without it: ordinary"
            " income $150,000.",
        ),
    ],
)
def test_every_way_of_pricing_is_said(assumed, said):
    (page,) = flat_pages(comparison_pdf(ways_out(couple(), assumed)))
    assert said in page


def test_the_schedules_say_what_they_are_on_top_of():
    text = (FOLDER / "by_the_brackets.toml").read_text("utf-8")
    home = read_household(json.dumps(tomllib.loads(text)["household"]))
    (page,) = flat_pages(comparison_pdf(ways_out(home, at(None, pricing="schedule"))))
    assert "schedules on top of $360,000 of taxable income, and 9.3% to the state." in page
    assert "Federal amounts not published yet are those of the last year that is." in page


def test_the_chart_shows_the_tax_of_each_way(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        said = str(elements(document, "/Figure")[0].Alt)
    # 24% of 10,843 is 2,602; of 244,900 it is 58,776, and half of that 29,388.
    assert said.startswith(
        "Tax together, by way. The least is $0 (Roll into an employer plan), the most $58,776"
        " (Convert everything). Do nothing $2,602;"
    )
    assert "Roll half in, convert the rest $29,388" in said


def test_who_files_alone_has_a_chart_each():
    home = read_household(
        json.dumps(
            h.household(
                *(
                    h.person(
                        key=key,
                        name=key,
                        basis_start=h.start("20000", 2025),
                        year_end_values=[h.value(2026, "50000")],
                    )
                    for key in ("ann", "ben")
                ),
                years=[{"year": 2026, "filing_status": "married_separately"}],
            )
        )
    )
    pdf = comparison_pdf(ways_out(home, at()))
    (page,) = flat_pages(pdf)
    assert "Tax by way, ann" in page
    assert "Tax by way, ben" in page
    assert "Together" not in page


def test_what_cannot_be_priced_is_said():
    home = h.read(h.household(h.person(h.contribution("2026-02-01", 2026, None))))
    (page,) = flat_pages(comparison_pdf(ways_out(home, at())))
    assert "No way out of 2026 can be priced yet." in page
    assert page.count("cannot be priced yet") >= 7


def test_every_obstacle_has_words_that_fit_its_column():
    source = inspect.getsource(feasibility)
    codes = set(re.findall(r"(?:_bar|_question|Finding)\(\s*\"([a-z-]+)\"", source))
    assert codes == set(IN_SHORT)
    assert all(len(short) <= 20 for short in IN_SHORT.values())


# --- One page -------------------------------------------------------------------------------------


def worst():
    """Two long names, the largest amounts with their cents, and something in every way."""
    people = [
        h.person(
            h.contribution("2026-02-01", 2026, "999999999.97"),
            h.conversion("2026-12-01", "77777777.77"),
            key=key,
            name=f"{key} {LONG}",
            born="1950-01-01",
            accounts="ira roth simple",
            basis_start=h.start(LARGEST, 2025),
            year_end_values=[
                h.value(2026, "888888888888.88"),
                h.value(2026, "777777777777.77", "simple"),
            ],
        )
        for key in ("Ann", "Ben")
    ]
    year = {"year": 2026, "filing_status": "married_jointly", "taxable_income": "123456789.01"}
    return h.read(
        h.household(
            *people,
            name=f"The {LONG}s of {LONG}",
            rounding="cents",
            years=[year | {"magi": "150000"}],
        )
    )


def assert_it_fits(pdf):
    """One page of 612 points with margins of 30, and nothing beyond them."""
    found = words(pdf)
    assert {word.page for word in found} == {1}
    assert min(word.left for word in found) > 29
    assert max(word.right for word in found) < 583


@pytest.mark.parametrize("pricing", ["rate", "schedule"])
def test_the_worst_still_is_one_page(pricing):
    found = ways_out(worst(), at(None if pricing == "schedule" else "0.371234", pricing=pricing))
    assert_it_fits(comparison_pdf(found))


@settings(max_examples=8, deadline=None)
@given(h.households(), st.sampled_from(["rate", "schedule"]), st.dates(TODAY, date(2027, 2, 1)))
def test_it_always_is_one_page(home, pricing, on):
    household = h.read(home)
    household = replace(
        household, people=tuple(replace(one, name=f"{LONG} {one.key}") for one in household.people)
    )
    found = ways_out(household, at("0.24", pricing=pricing, on=on))
    assert_it_fits(comparison_pdf(found))


# --- The document ---------------------------------------------------------------------------------


def test_the_bytes_are_the_same_every_time(pdf):
    assert comparison_pdf(ways_out(couple(), at())) == pdf


def test_everything_is_tagged(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert marks_on_pages(document) <= marks_in_tree(document)
        assert not [name for page in document.pages for name in strays(page)]
        heads = elements(document, "/TH")
        assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
        assert all(figure.Alt for figure in elements(document, "/Figure"))


def test_amounts_are_those_of_the_page(text):
    found = ways_out(couple(), at())
    for side in shown_sides(found):
        for way in side.ways:
            amounts = " ".join(f"${figure.amount:,}" for figure in way.figures)
            assert f"{way.name} {side.name} {amounts}" in text
    for one in shown_joint(found):
        assert f"{one.name} Together ${one.joint.roll_in:,} ${one.joint.convert:,}" in text
