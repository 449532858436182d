"""The years ahead and their worth on the page of the ways out, with a script and without one."""

import pytest

from planner.models import Change, Role
from tests.households import join, user
from tests.html import Page
from tests.views.test_options import address, as_user, gold, stored

pytestmark = pytest.mark.django_db

TYPED = {
    "rate": "24",
    "growth": "6",
    "outside": "5",
    "later_rate": "22",
    "backdoor": "7,500",
    "ann-until": "2028",
}


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return stored(owner, gold("one_clean_one_not"))


def asked(owner, home, show, typed=TYPED, **headers):
    """The page after somebody opened ``show``; the part alone where htmx asks."""
    response = as_user(owner).post(address(home), {**typed, "show": show}, headers=headers)
    assert response.status_code == 200
    return Page(response.content.decode())


def part(owner, home, show, typed=TYPED):
    return asked(owner, home, show, typed, HX_Request="true")


def opened(page):
    """The keys of the parts that are open."""
    return [field["value"] for field in page.tags("input") if field.get("name") == "open"]


def test_every_year_ahead_is_a_row_with_its_figures(owner, home):
    words = part(owner, home, "ann/do_nothing/ahead").words
    assert "2026 $102,500$7,500$7,500$6,951$1,668$6,951 Form" in words
    assert "2027 projected $108,200$14,451$7,500$6,498$1,560$13,449 Form" in words
    assert "2028 projected $114,242$20,949$7,500$6,125$1,470$19,574 Form" in words
    assert "All years$22,500$19,574$4,698" in words
    assert "Trapped basis grows from $6,951 at the end of 2026 to $19,574" in words
    assert "$7,500 × $20,949 ÷ $114,242 = $1,375 tax-free" in words


def test_the_form_of_a_year_ahead_says_the_same(owner, home):
    words = part(owner, home, "ann/do_nothing/ahead-2028").words
    assert "Form 8606, 2028" in words
    assert "5Basis that can come out this year20,949why" in words
    assert "9The whole pool: lines 6, 7 and 8114,242why" in words
    assert "14Basis carried to next year19,574why" in words
    assert "18Taxable conversion, to the tax return6,125why" in words
    # Looked at alone the way has no such year, and a form of another year is not taken for it.
    assert "no such form" in part(owner, home, "ann/do_nothing/2028").words
    assert "no such form" in part(owner, home, "ann/do_nothing/ahead-2029").words


def test_after_a_roll_in_later_years_are_clean(owner, home):
    words = part(owner, home, "ann/roll_in/ahead").words
    assert "2027 projected clean $7,500$7,500$7,500$0$0$0" in words
    assert "From 2026 on every year is clean" in words


def test_it_is_said_whether_a_way_is_worth_it_and_why(owner, home):
    words = part(owner, home, "ann/roll_in/worth").words
    assert "This way is worth it: at the end of 2028 it leaves $641 more after tax" in words
    assert "2028$83,492$82,851$641" in words
    assert "Doing nothing: 22% of ($106,742 − $19,574) = $19,176.96" in words
    assert "turns at a later rate of 25.27%" in words
    against = part(owner, home, "ann/do_nothing/worth").words
    assert "Stopping the backdoors is better: at the end of 2028 it leaves $362 more" in against
    assert "YearGoing onStoppingAhead" in against


def test_without_a_script_the_whole_page_has_the_part_open(owner, home):
    page = asked(owner, home, "ann/roll_in/ahead")
    assert opened(page) == ["ann/roll_in/ahead"]
    assert "2028 projected clean" in page.words_of("ann-roll_in")
    assert "no such form" not in page.words
    assert page.values()["outside"] == "5"


def test_without_a_script_a_form_opens_below_its_years(owner, home):
    typed = TYPED | {"open": "ann/do_nothing/ahead"}
    page = asked(owner, home, "ann/do_nothing/ahead-2028", typed)
    assert "Form 8606, 2028" in page.words_of("form-ann-do_nothing-ahead")
    assert "Form 8606, 2028" not in page.words_of("form-ann-do_nothing")


def test_what_is_open_stays_open_while_one_types(owner, home):
    typed = TYPED | {"open": ["ann/do_nothing/ahead", "ann/roll_in/worth"]}
    page = asked(owner, home, "", typed, HX_Request="true")
    assert opened(page) == ["ann/do_nothing/ahead", "ann/roll_in/worth"]
    assert "Trapped basis grows" in page.words_of("ann-do_nothing")
    assert "This way is worth it" in page.words_of("ann-roll_in")


def test_nothing_is_open_unless_it_is_asked_for(owner, home):
    page = asked(owner, home, "")
    assert opened(page) == []
    assert "Trapped basis" not in page.words
    names = [button.get("value") for button in page.tags("button")]
    assert {"ann/roll_in/ahead", "ann/roll_in/worth"} <= set(names)


def test_what_cannot_be_worked_out_says_so(owner, home):
    without = TYPED | {"rate": ""}
    assert "cannot be said yet" in part(owner, home, "ann/roll_in/worth", without).words
    years = part(owner, home, "ann/roll_in/ahead", without).words
    assert "2028 projected clean $7,500$7,500$7,500$0not known$0" in years
    for other in ("ann/fly/ahead", "eve/roll_in/ahead"):
        assert "cannot be worked out yet" in part(owner, home, other).words


@pytest.mark.parametrize("show", ["ahead", "ann/ahead", "ann/roll_in/what", "a/b/c/d"])
def test_what_is_no_part_is_no_form_either(owner, home, show):
    assert "There is no such form" in part(owner, home, show).words


def test_fields_of_the_years_ahead_keep_what_cannot_be_read(owner, home):
    typed = TYPED | {"later_rate": "lots", "ann-until": "2099"}
    response = as_user(owner).post(address(home), typed)
    assert response.status_code == 422
    page = Page(response.content.decode())
    assert page.values()["later_rate"] == "lots"
    assert page.values()["ann-until"] == "2099"
    assert page.words_of("id_later_rate_error")
    assert "2075" in page.words_of("id_ann-until_error")


def test_readers_may_look_and_nothing_is_written(owner, home):
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    before = Change.objects.count()
    assert "is worth it" in part(reader, home, "ann/roll_in/worth").words
    assert Change.objects.count() == before


def test_the_pictures_have_words_and_a_table(owner, home):
    page = part(owner, home, "ann/do_nothing/ahead")
    titles = [one.get("aria-labelledby", "") for one in page.tags("svg") if one.get("role")]
    assert titles == [
        f"ann-do_nothing-ahead-chart-{at}-title ann-do_nothing-ahead-chart-{at}-text"
        for at in (1, 2)
    ]
    assert "YearPre-taxAlready taxed 2026$88,049$6,951" in page.words
