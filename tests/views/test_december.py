"""The range of December 31 on the page of the ways out, and what one move of its slider sends."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planner.engine.household import Household
from planner.models import Change
from planner.services.households.storing import store_new
from tests.decembers import NOVEMBER, household_of
from tests.engine.households import contribution, household, person, read, value
from tests.households import user
from tests.performance.ways import couple
from tests.views.test_options import post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: NOVEMBER)


@pytest.fixture
def owner():
    return user("owner")


def home_of(owner, fact: Household):
    return store_new(owner=owner, fact=fact, summary="Stored")


def move(owner, home, person, amount, **fields):
    """What htmx sends when the slider of a person stands at an amount."""
    typed = {"moved": person, f"{person}-inside": amount} | fields
    return post(owner, home, typed, **{"HX-Request": "true"})


def sliders(page):
    return [one for one in page.tags("input") if one.get("type") == "range"]


def test_an_estimate_has_a_range_and_a_slider(owner):
    page = post(owner, home_of(owner, household_of("212400")), {})
    [slider] = sliders(page)
    ends = (slider["min"], slider["max"], slider["value"], slider["step"])
    assert ends == ("180000", "245000", "212400", "100")
    assert slider["aria-valuetext"] == "$212,400"
    assert "name" not in slider
    assert (
        "No statement and no Form 5498 says yet what the Traditional IRA held on December 31, 2026."
        " Until then $212,400 in all IRAs together is estimated." in page.words
    )


def test_the_break_point_is_named_with_its_reason(owner):
    # 20,000 of basis; 403,550 - 211,150 = 192,400 of income stay below 32%.
    words = post(owner, home_of(owner, household_of("212400")), {}).words
    assert (
        "Above $212,400, income of 2026 reaches the 32% bracket with “Convert everything”."
        " IRC §1(j)" in words
    )
    # At 180,000: 250 at 22% and 159,750 at 24%; at 245,000 also 32,600 at 32%.
    assert (
        "Convert everythingbetween $160,000 and $225,000 taxable, between $38,395 and $56,603 of"
        " tax." in words
    )
    assert "Roll into an employer plan$0 taxable, $0 of tax." in words


@pytest.mark.parametrize(
    ("source", "said"), [("form_5498", "Form 5498"), ("statement", "Statement")]
)
def test_a_value_on_paper_has_no_slider_and_says_where_it_is_from(owner, source, said):
    home = home_of(owner, household_of("212400", source))
    page = post(owner, home, {"dan-inside": "100,000"})
    assert f"The value of December 31, 2026 is known: $212,400 by {said}." in page.words
    assert sliders(page) == []
    assert "From $" not in page.words
    assert "$212,400 − $20,000, at most $212,400 = $192,400" in page.words


def test_values_on_paper_are_summed(owner):
    dan = person(
        accounts="ira ira2",
        year_end_values=[
            {"account": key, "year": 2026, "amount": amount, "source": "form_5498"}
            for key, amount in (("ira", "1000"), ("ira2", "500"))
        ],
    )
    page = post(owner, home_of(owner, read(household(dan))), {})
    assert "is known: $1,000 by Form 5498 and $500 by Form 5498, $1,500 together." in page.words


def test_who_has_no_ira_is_told_so(owner):
    page = post(owner, home_of(owner, read(household(person(accounts="roth")))), {})
    assert "Nothing is in traditional, SEP or SIMPLE IRAs on December 31, 2026." in page.words


def test_what_nobody_knows_can_be_typed(owner):
    fact = read(household(person(accounts="ira roth", basis_start=None)))
    home = home_of(owner, fact)
    before = post(owner, home, {})
    assert "Enter what all IRAs together may be worth, or a range." in before.words
    assert sliders(before)[0]["max"] == "0"
    assert "cannot be priced yet" in before.words_of("figures-p1")
    ranged = post(owner, home, {"p1-low": "5,000", "p1-high": "9,000"})
    assert (sliders(ranged)[0]["min"], sliders(ranged)[0]["value"]) == ("5000", "7000")


def test_what_is_typed_is_set_and_no_longer_expected(owner):
    home = home_of(owner, household_of("212400"))
    page = post(owner, home, {"dan-inside": "200,000"})
    assert "$200,000 in all IRAs together on December 31, 2026 is as set here." in page.words
    assert "Convert everything $0$200,000$180,000" in page.words_of("figures-dan")
    assert sliders(page)[0]["value"] == "200000"


@pytest.mark.parametrize(
    ("typed", "ends"),
    [
        ({"dan-low": "190k"}, ("190000", "245000")),
        ({"dan-high": "300k"}, ("180000", "300000")),
        ({"dan-inside": "100,000"}, ("100000", "245000")),
        ({"dan-inside": "500,000"}, ("180000", "500000")),
    ],
)
def test_typed_ends_are_taken_and_a_value_beyond_moves_them(owner, typed, ends):
    [slider] = sliders(post(owner, home_of(owner, household_of("212400")), typed))
    assert (slider["min"], slider["max"]) == ends


def test_a_range_of_one_value_has_nothing_to_compare(owner):
    one = {"dan-low": "212,400", "dan-high": "212,400"}
    assert (
        "on December 31 Above" not in post(owner, home_of(owner, household_of("212400")), one).words
    )


def test_a_range_that_ends_before_it_begins_is_named_and_the_rest_worked_out(owner):
    home = home_of(owner, household_of("212400"))
    wrong = {"dan-low": "9", "dan-high": "8", "dan-inside": "lots"}
    page = post(owner, home, wrong, status=422)
    assert page.words_of("id_dan-high_error") == "This is less than the least."
    assert "is not an amount" in page.words_of("id_dan-inside_error")
    assert "Convert everything $0$212,400" in page.words_of("figures-dan")
    update = post(owner, home, wrong, status=422, **{"HX-Request": "true"})
    assert update.by_id("id_dan-high_error")["hx-swap-oob"] == "true"


def test_a_way_that_cannot_be_priced_is_left_out_of_the_band(owner):
    fact = read(
        household(
            person(
                {
                    "kind": "conversion",
                    "account": "ira",
                    "to": "roth",
                    "date": "2026-03-01",
                    "amount": "1",
                },
                accounts="ira roth",
                year_end_values=[{"account": "ira", "year": 2026, "amount": "5000"}],
            )
        )
    )
    page = post(owner, home_of(owner, fact), {})
    assert "cannot be priced yet" in page.words
    assert "of tax." not in page.words


# --- One move ------------------------------------------------------------------------------------


def test_a_move_sends_what_changes_for_who_moved_and_nothing_that_can_wait(owner):
    home = home_of(owner, couple())
    page = move(owner, home, "ann", "200,000", rate="24")
    swapped = {one["id"] for _, one in page.elements if "hx-swap-oob" in one}
    lines = {one for one in swapped if one.startswith("line-ann-")}
    assert swapped == {"advice-ann", "figures-ann", "told-ann", *lines}
    assert "$168,750 taxable$40,500 of tax$0 basis left" in page.words_of("line-ann-convert_all")
    assert sliders(page) == []
    assert "data-band" not in str(page.elements)
    # 200,000 and 7,500 converted, less 31,250 and 7,500 of basis: 168,750 are pre-tax.
    assert "Convert everything best for tax $0$207,500$168,750$40,500" in page.words_of(
        "figures-ann"
    )
    assert "together" not in str(page.elements)


def test_what_is_open_waits_until_the_slider_rests(owner):
    home = home_of(owner, couple())
    opened = ["ann/convert_all/more", "ann/convert_all/ahead", "together/more"]
    moved = move(owner, home, "ann", "200,000", open=opened, rate="24")
    assert not [one for _, one in moved.elements if one.get("id", "").startswith("why-")]
    typed = {"ann-inside": "200,000", "open": opened, "rate": "24"}
    asked = {"show": "ann/convert_all/more"} | typed
    rested = post(owner, home, asked, **{"HX-Request": "true"})
    assert "$168,750" in rested.words_of("why-ann-convert_all-taxable")
    assert "All years" in rested.words
    assert [one["value"] for one in rested.tags("input")] == ["ann/convert_all/ahead"]


def test_the_whys_of_one_way_can_be_fetched(owner):
    home = home_of(owner, household_of("212400"))
    asked = {"show": "dan/convert_all/more", "dan-inside": "200,000"}
    page = post(owner, home, asked, **{"HX-Request": "true"})
    assert "$180,000" in page.words_of("why-dan-convert_all-taxable")
    assert page.tags("article") == []


def test_both_together_are_fetched_and_stay_open(owner):
    home = home_of(owner, couple())
    # Ann's 168,750 and Ben's 63,750 at 24%.
    why = "$232,500 × 24% = $55,800"
    asked = {"show": "together", "ann-inside": "200,000", "rate": "24"}
    for opened in ({}, {"open": "together/more"}):
        found = post(owner, home, asked | opened, **{"HX-Request": "true"})
        assert why in found.words
        [whys] = [one for one in found.tags("details") if one.get("data-part") == "together/more"]
        assert ("open" in whys) is bool(opened)


@pytest.mark.parametrize("asked", ["dan/nothing/more", "eve/convert_all/more", "dan/more", "more"])
def test_what_there_is_not_cannot_be_fetched(owner, asked):
    home = home_of(owner, household_of("212400"))
    page = post(owner, home, {"show": asked}, **{"HX-Request": "true"})
    assert page.words == "There is no such form with what is assumed now."


def test_a_person_who_is_not_there_moves_nothing_alone(owner):
    home = home_of(owner, household_of("212400"))
    page = move(owner, home, "eve", "1")
    assert "From $180,000 to $245,000" in page.words


def test_a_move_writes_nothing_and_asks_as_little_as_any_answer(owner):
    home = home_of(owner, couple())
    before = Change.objects.count()
    with CaptureQueriesContext(connection) as found:
        move(owner, home, "ann", "200,000")
    assert Change.objects.count() == before
    wrote = [one["sql"] for one in found if not one["sql"].startswith("SELECT")]
    assert [one for one in wrote if "planner_household" in one] == []


def test_no_range_is_shown_of_ways_that_cannot_be_priced(owner):
    ann = person(contribution("2026-02-01", 2026), year_end_values=[value(2026, "212400")])
    words = post(owner, home_of(owner, read(household(ann))), {}).words
    assert "The basis carried into the year is not known" in words
    assert "Nothing turns in this range" not in words


def test_the_advice_says_what_is_withheld(owner):
    # 20,000 of basis stay to be converted, a fifth of it withheld.
    page = post(owner, home_of(owner, household_of("212400")), {"withheld": "20"})
    assert (
        "Roll $192,400 into the employer plan and convert $16,000, with $4,000 withheld beside it,"
        " by December 31, 2026." in page.words
    )
