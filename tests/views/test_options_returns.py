"""The page of the ways out on whole returns: figures by hand, the picture, what is asked."""

import json
from decimal import Decimal

import pytest
from django.utils import timezone

from planner.engine.household_reading import read_household
from planner.services.households.storing import store_new
from tests.households import user
from tests.services.test_ways_out_return import NOVEMBER
from tests.services.whole_returns import cases, facts, typed, written
from tests.views.test_options import gold, post, stored

pytestmark = pytest.mark.django_db

PROJECTED = "≈"


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: NOVEMBER)


@pytest.fixture
def couple(owner):
    return stored(owner, gold("by_the_brackets"))


RETURN = {"price": "return", "ordinary_income": "390,000"}
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize("case", cases())
def test_the_page_says_what_was_worked_out_by_hand(owner, case):
    fact = read_household(json.dumps({"name": "Whole return"} | facts(case)))
    home = store_new(owner=owner, fact=fact, summary="Stored")
    look = case.get("look", 2026)
    asked = {"show": f"ann/{case['way']}/tax-{look}"}
    page = post(owner, home, typed(case) | asked)
    words = (
        page.words_of(f"ann-{case['way']}").replace(" ≈projected ", "≈").replace(" ≈projected", "≈")
    )
    for year in case["years"]:
        amounts = "".join(written(year[key]) for key in ("convert", "taxable", "tax"))
        mark = PROJECTED if year["projected"] else ""
        assert f"{year['year']}{amounts}{mark}" in words
    total = sum((Decimal(year["tax"]) for year in case["years"]), Decimal(0))
    mark = PROJECTED if any(year["projected"] for year in case["years"]) else ""
    assert f"Tax{written(total)}{mark}why" in words
    for row in case["lands"]:
        assert "".join(row) in words
    for mark in case.get("marks", ()):
        assert mark in words
    for amount in case["more"].values():
        assert amount in words


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_picture_is_drawn_when_it_is_asked_for(owner, couple, headers):
    asked = RETURN | {"years": "2", "state_rate": "0", "show": "dan/spread/tax"}
    page = post(owner, couple, asked, **headers)
    assert bool(list(page.tags("form"))) is not bool(headers)
    assert "Where each extra dollar of 2026 lands" in page.words
    assert "Both returns of 2026, line by line" in page.words
    # 390,000 - 32,200 = 357,800: 45,750 at 24% = 10,980, 4,250 at 32% = 1,360.
    assert "In the 24% bracket24%$45,750$10,980" in page.words
    # 2,480 + 9,120 + 24,332 + 24% of 146,400 = 71,068.
    assert "What it costs$71,068$83,408$12,340" in page.words
    assert "The alternative minimum tax is not counted. IRC §55" in page.words
    assert "There is no such form" not in page.words
    assert [one["value"] for one in page.tags("button") if "aria-current" in one] == [
        "dan/spread/tax-2026"
    ]
    later = post(owner, couple, asked | {"show": "dan/spread/tax-2027"}, **headers)
    assert "Where each extra dollar of 2027 lands, on projected amounts" in later.words


def test_a_picture_costs_nothing_while_nobody_looks(owner, couple):
    words = post(owner, couple, RETURN).words
    assert "Where each extra dollar lands" in words
    assert "line by line" not in words


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_by_the_schedules_it_is_drawn_from_taxable_income(owner, couple, headers):
    page = post(owner, couple, {"price": "schedule", "show": "dan/convert_all/tax"}, **headers)
    assert "In the 24% bracket24%$43,550$10,452In the 32% bracket32%$56,450$18,064" in page.words
    assert "9.3% of $100,000, $9,300 = $37,816" in page.words
    assert "line by line" not in page.words


def test_at_one_rate_a_sentence_says_why_there_is_none(owner, couple):
    asked = {"price": "rate", "rate": "24", "show": "dan/convert_all/tax"}
    for headers in ({}, HTMX):
        words = post(owner, couple, asked, **headers).words
        assert "Every dollar costs the same marginal rate here" in words
    asked["show"] = "dan/convert_all/tax-2031"
    words = post(owner, couple, asked | {"price": "schedule"}, **HTMX).words
    assert words == "There is no such year, or what its income costs is not known."


def test_a_year_in_which_nothing_is_taxable_says_so(owner, couple):
    words = post(owner, couple, RETURN | {"show": "dan/solo_401k/tax"}, **HTMX).words
    assert "Nothing more is taxable in 2026, so that nothing lands anywhere." in words


def test_what_a_return_needs_is_asked_for_on_the_page(owner, couple):
    page = post(owner, couple, {"price": "return"})
    assert "For a whole return it takes ordinary income, under “The rest of the" in page.words
    assert "not known" in page.words_of("dan-convert_all")
    assert page.words.count("The rest of the return") == 2


def test_an_amount_that_cannot_be_read_stays_at_its_field(owner, couple):
    wrong = RETURN | {"gains": "some", "withheld": "120", "medicare_part_b": "7"}
    for headers in ({}, HTMX):
        page = post(owner, couple, wrong, status=422, **headers)
        assert "“some” is not an amount" in page.words_of("id_gains_error")
        assert "A share is from 0 to 100 percent." in page.words_of("id_withheld_error")
        assert "Select a valid choice" in page.words_of("id_medicare_part_b_error")
        assert "Tax$37,640why" in page.words_of("dan-convert_all")
    page = post(owner, couple, wrong, status=422)
    assert page.by_id("id_gains")["value"] == "some"
    assert page.by_id("id_ordinary_income")["value"] == "390,000"


def test_what_is_withheld_by_somebody_of_no_known_age_is_said(owner, couple):
    words = post(owner, couple, {"rate": "24", "withheld": "10"}).words
    assert "The date of birth is not known. Below 59½, 10% more is due" in words
    assert "Tax$24,000why" in words


def test_what_is_open_stays_open_while_somebody_types(owner, couple):
    page = post(owner, couple, RETURN | {"open": "dan/convert_all/tax-2026"}, **HTMX)
    assert "Both returns of 2026, line by line" in page.words_of("tax-dan-convert_all")
    kept = [one["value"] for one in page.tags("input") if one.get("name") == "open"]
    assert kept == ["dan/convert_all/tax-2026"]
    years = {
        "show": "dan/spread/tax-2027",
        "open": ["dan/spread/tax", "dan/spread/tax-2026"],
        "years": "2",
    }
    assert "lands, on projected" in post(owner, couple, RETURN | years).words_of("tax-dan-spread")


def test_both_together_open_their_own_picture(owner):
    case = gold("one_clean_one_not")
    case["household"]["years"] = [{"year": 2026, "filing_status": "married_jointly"}]
    home = stored(owner, case)
    page = post(owner, home, RETURN | {"show": "/convert_all/tax"})
    assert "Both returns of 2026, line by line" in page.words_of("tax-together-convert_all")
    assert "Each one fills the bracket alone" in page.words


def test_a_separate_return_whose_spouse_itemizes_is_named(owner):
    single = facts(cases()[0].values[0])
    for status, is_said in (("married_separately", True), ("single", False)):
        years = [{"year": 2026, "filing_status": status}]
        fact = read_household(json.dumps({"name": status} | single | {"years": years}))
        home = store_new(owner=owner, fact=fact, summary="Stored")
        words = post(owner, home, RETURN).words
        assert ("has none if the spouse itemizes" in words) is is_said
