"""The two ways of a year side by side, and the mark of the one it was filed by."""

from decimal import Decimal

import pytest

from planner.bridge import household_facts, household_records
from planner.engine.household import RouteCode
from planner.engine.ledger import ledger
from planner.models import Change, FiledForm, HouseholdYear, PersonYear
from planner.services.history.changes import RefusedChangeError
from planner.services.history.undo import undo
from planner.services.lifetime.both_ways import both_ways
from planner.services.sheet.filed_route import mark_route
from planner.services.sheet.filing import mark_filed
from tests.households import user
from tests.rose import store_rose

pytestmark = pytest.mark.django_db

PART_I: RouteCode = "plain_form"
WORKSHEET: RouteCode = "worksheet_1_1"


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store_rose(owner)


@pytest.fixture
def mark(home, owner):
    """Marks 2023, or another year, with a way."""
    person = home.people.get().pk

    def to(route, *, year=2023, **more):
        where = {"household": home, "user": owner, "person": person, "year": year}
        return mark_route(**where, route=route, **more)

    return to


def basis(home):
    """The basis carried out of each year, in dollars."""
    facts = household_facts(home)
    return {year.year: int(year.carried or 0) for year in ledger(facts, facts.people[0])}


def shown(home, year=2023, through=2026):
    records = household_records(home)
    return both_ways(records, records.people[0], year, through)


def lines(found):
    return {(line.year, line.number): (line.used, line.other) for line in found}


# --- side by side ---------------------------------------------------------------------------------


def test_line_14_by_both_ways_and_what_it_costs(home):
    found = shown(home)
    assert (found.used.code, found.used.carried, found.used.taxable) == (WORKSHEET, 340, 4_540)
    assert (found.other.code, found.other.carried, found.other.taxable) == (PART_I, 640, 4_840)
    assert (found.taxable_more, found.carried_more) == (300, 300)
    assert found.tax_more == 66  # 300 at 22 %


def test_the_lines_of_the_year_and_those_that_rest_on_it(home):
    """2025: 2,000 x 1,340 / 20,000 = 134, or x 1,640 / 20,000 = 164."""
    found = shown(home)
    here = lines(found.lines)
    assert here[2023, "9"] == ("", "25,000")
    assert here[2023, "13"] == ("460", "160")
    assert here[2023, "17"] == ("460", "160")
    assert (2023, "5") not in here
    later = lines(found.later)
    assert later[2024, "2"] == ("340", "640")
    assert later[2025, "13"] == ("134", "164")
    assert later[2025, "14"] == ("1,206", "1,476")
    assert later[2025, "18"] == ("1,866", "1,836")
    assert later[2026, ""] == ("1,206", "1,476")


def test_a_marked_year_shows_the_same_the_other_way_round(home, mark):
    mark(PART_I)
    found = shown(home)
    assert (found.used.code, found.other.code) == (PART_I, WORKSHEET)
    assert (found.taxable_more, found.tax_more, found.carried_more) == (-300, -66, -300)
    assert lines(found.later)[2025, "14"] == ("1,476", "1,206")


def test_lines_on_file_are_left_aside_where_the_other_way_is_shown(owner):
    filed = {"lines": {"9": "25000", "13": "160", "14": "640"}, "on": "2024-04-01"}
    found = shown(store_rose(owner, filed=filed))
    assert found.route.told_by == "lines"
    assert (found.used.carried, found.other.carried) == (640, 340)
    assert lines(found.later)[2024, "2"] == ("640", "340")


def test_the_income_that_moves_the_deduction(home):
    """6,500 x (83,000 - 80,000) / 10,000 = 1,950 of the 2,000 contributed."""
    circle = shown(home).circle
    assert (circle.magi, circle.added, circle.allowed) == (80_000, 4_540, 1_950)
    assert (circle.deducted, circle.is_above) == (1_500, False)
    HouseholdYear.objects.update(magi=Decimal(82_000))  # 6,500 x 1,000 / 10,000 = 650
    assert shown(home).circle.is_above
    HouseholdYear.objects.update(filing_status="")
    assert shown(home).circle.allowed is None
    HouseholdYear.objects.update(magi=None)
    assert shown(home).circle is None


def test_without_a_rate_there_is_no_tax_and_a_state_s_rate_is_added(home):
    HouseholdYear.objects.update(state_rate=Decimal("0.05"))
    assert shown(home).tax_more == 81
    HouseholdYear.objects.update(marginal_rate=None)
    assert shown(home).tax_more is None


def test_a_year_with_one_way(home):
    assert shown(home, 2024) is None
    assert shown(home, 2010) is None


def test_where_line_8_rules_the_worksheet_out(owner):
    """Line 5 = 300 + 2,000 - 1,900 = 400, below 460."""
    found = shown(store_rose(owner, deducted="1900"))
    assert (found.used.code, found.other, found.lines, found.later) == (PART_I, None, (), ())


# --- the mark -------------------------------------------------------------------------------------


def test_a_mark_moves_the_year_and_all_later_ones_and_is_taken_back(home, mark, owner):
    assert basis(home) == {2023: 340, 2024: 1_340, 2025: 1_206}
    change = mark(PART_I)
    assert change.summary == "Marked 2023 of Rose as filed by Part I line by line"
    assert (change.year, change.person.name) == (2023, "Rose")
    assert basis(home) == {2023: 640, 2024: 1_640, 2025: 1_476}
    undo(household=home, user=owner, change=change)
    assert basis(home) == {2023: 340, 2024: 1_340, 2025: 1_206}


def test_a_mark_comes_off(home, mark):
    mark(PART_I)
    change = mark(None)
    assert change.summary == "Took off the mark by which way 2023 of Rose was filed"
    assert basis(home)[2023] == 340


def test_the_same_again_is_no_change(mark):
    assert mark(None) is None
    mark(PART_I)
    count = Change.objects.count()
    assert mark(PART_I) is None
    assert Change.objects.count() == count


def test_it_works_where_part_i_was_the_way(owner, home, mark):
    HouseholdYear.objects.update(magi=Decimal(60_000))
    assert basis(home)[2023] == 640
    mark(WORKSHEET)
    assert basis(home)[2023] == 340
    assert shown(home).route.is_filed_otherwise


def test_a_locked_year_takes_it_with_a_reason_and_stays_locked(home, mark, owner):
    person = home.people.get()
    lines_on_file = {"1": "500", "2": "300", "3": "800"}
    mark_filed(
        household=home,
        user=owner,
        person=person,
        year=2023,
        lines=lines_on_file,
        on=None,
        document=None,
    )
    with pytest.raises(RefusedChangeError) as refused:
        mark(PART_I, reason=" ")
    assert refused.value.problems == {"reason": "Say why; it stays in the history."}
    assert basis(home)[2023] == 340
    change = mark(PART_I, reason="The return says so")
    assert change.reason == "The return says so"
    assert basis(home)[2023] == 640
    assert FiledForm.objects.get().is_locked
    assert mark(None, reason="A slip")


def test_the_lines_on_file_refuse_another_mark(owner):
    filed = {"lines": {"9": "25000", "13": "160"}, "on": "2024-04-01"}
    home = store_rose(owner, filed=filed)
    where = {"household": home, "user": owner, "person": home.people.get().pk, "year": 2023}
    with pytest.raises(RefusedChangeError, match="are those of Part I line by line, and they"):
        mark_route(**where, route=WORKSHEET, reason="No")
    assert mark_route(**where, route=PART_I, reason="To be sure")


def test_a_mark_that_nothing_would_follow_is_refused(mark, owner, home):
    with pytest.raises(RefusedChangeError, match="no two ways for 2024"):
        mark(PART_I, year=2024)
    with pytest.raises(RefusedChangeError, match="no two ways for 2010"):
        mark(PART_I, year=2010)
    PersonYear.objects.filter(year=2023).update(deducted=1_900)
    with pytest.raises(RefusedChangeError, match="Line 8 of Worksheet 1-1 is more than line 5"):
        mark(WORKSHEET)
    assert not PersonYear.objects.exclude(filed_route="").exists()


def test_a_mark_without_effect_still_comes_off(home, mark):
    mark(PART_I)
    PersonYear.objects.filter(year=2023).update(deducted=2_000)
    assert shown(home) is None
    assert mark(None)


def test_somebody_who_is_gone(home, owner):
    with pytest.raises(RefusedChangeError, match="This person is gone"):
        mark_route(household=home, user=owner, person=0, year=2023, route=PART_I)
