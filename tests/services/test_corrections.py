"""Correcting a year: the list of every line that moves, worked out by hand, and one change."""

from datetime import date
from decimal import Decimal

import pytest

from planner.bridge import household_facts, household_records
from planner.models import Change, Event, FiledForm, YearEndValue
from planner.services.history.changes import RefusedChangeError
from planner.services.sheet.all_cells import places
from planner.services.sheet.cells import Edit
from planner.services.sheet.corrections import correct_year, preview
from planner.services.sheet.filing import mark_filed
from tests.households import user
from tests.ledgers import ana, clean, contribution, store

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana())


def key_of(home, column, account="ira"):
    return f"a{home.accounts.get(key=account).pk}.{column}"


def edit(home, key, value, year=2019):
    records = household_records(home)
    for person in records.people:  # the fingerprint of a locked cell is that of its entries
        for record in person.years:
            if form := person.filed(record.year):
                form.is_locked = False
    return Edit(key, value, places(records, year)[key].seen)


def look(home, *edits, year=2019):
    records = household_records(home)
    return preview(records=records, person=records.people[0], year=year, edits=edits, today=TODAY)


def correct(home, owner, *edits, year=2019, reason="A slip"):
    return correct_year(
        household=home,
        user=owner,
        person=home.people.get().pk,
        year=year,
        edits=edits,
        reason=reason,
        today=TODAY,
    )


def moved(found):
    return [(one.year, one.number, one.was, one.becomes) for one in found.moved]


def test_every_line_that_moves_is_the_one_worked_out_by_hand(home):
    found = look(home, edit(home, key_of(home, "made"), Decimal(6500)))
    # 2025: 7,000 x 24,000 / 83,000 = 2,024.096; 24,000 - 2,024 = 21,976; 7,000 - 2,024 = 4,976;
    # 24,000 / 83,000 = 0.28915..., and 7,000 x 0.289 = 2,023 is not 2,024, 7,000 x 0.2892 is.
    assert moved(found) == [
        (2019, "1", "6,000", "6,500"),
        (2019, "3", "11,500", "12,000"),
        (2019, "14", "11,500", "12,000"),
        (2020, "2", "11,500", "12,000"),
        (2020, "3", "17,500", "18,000"),
        (2020, "14", "17,500", "18,000"),
        (2021, "2", "17,500", "18,000"),
        (2021, "3", "23,500", "24,000"),
        (2021, "14", "23,500", "24,000"),
        *((year, "", "23,500", "24,000") for year in (2022, 2023, 2024)),
        (2025, "2", "23,500", "24,000"),
        (2025, "3", "23,500", "24,000"),
        (2025, "5", "23,500", "24,000"),
        (2025, "10", "0.2831", "0.2892"),
        (2025, "11", "1,982", "2,024"),
        (2025, "13", "1,982", "2,024"),
        (2025, "14", "21,518", "21,976"),
        (2025, "17", "1,982", "2,024"),
        (2025, "18", "5,018", "4,976"),
        (2026, "", "21,518", "21,976"),
    ]
    assert found.problems == {}
    assert found.told == ["Contributed in 2019, Traditional IRA of Ana: 6,000 → 6,500"]


def test_what_was_filed_differs_otherwise(home):
    found = look(home, edit(home, key_of(home, "made"), Decimal(6500)))
    of_2019 = [one for one in found.differences if one.year == 2019]
    assert [(one.line, one.filed, one.was, one.becomes) for one in of_2019] == [
        ("1", "6,000", "", "6,500"),
        ("3", "6,000", "11,500", "12,000"),
        ("14", "6,000", "11,500", "12,000"),
    ]


def test_looking_writes_nothing(home, django_assert_max_num_queries):
    before = household_facts(home)
    count = Change.objects.count()
    edits = [
        edit(home, key_of(home, "made"), Decimal(6500)),
        edit(home, key_of(home, "value"), Decimal(6500)),
        edit(home, f"p{home.people.get().pk}.deducted", Decimal(500)),
        edit(home, key_of(home, "converted"), Decimal(10)),
    ]
    records = household_records(home)
    with django_assert_max_num_queries(0):
        found = preview(
            records=records, person=records.people[0], year=2019, edits=edits, today=TODAY
        )
    assert len(found.told) == 4
    assert found.moved
    assert household_facts(home) == before
    assert Change.objects.count() == count


@pytest.mark.parametrize(
    ("column", "account", "value"),
    [
        ("made", "ira", Decimal(6500)),
        ("made", "ira", None),
        ("late", "old", Decimal(10)),
        ("converted", "ira", Decimal(100)),
        ("withdrawn", "ira", Decimal("99.50")),
        ("value", "ira", Decimal(0)),
    ],
)
def test_saving_makes_what_was_shown(home, owner, column, account, value):
    one = edit(home, key_of(home, column, account), value)
    records = household_records(home)
    found = preview(records=records, person=records.people[0], year=2019, edits=[one], today=TODAY)
    shown = records.facts
    assert found.problems == {}
    correct(home, owner, one)
    assert household_facts(home) == shown


def test_it_is_one_change_and_the_year_stays_locked(home, owner):
    count = Change.objects.count()
    change = correct(
        home,
        owner,
        edit(home, key_of(home, "made"), Decimal(6500)),
        edit(home, key_of(home, "value"), Decimal(12500)),
        reason=" The 5498 says so ",
    )
    assert Change.objects.count() == count + 1
    assert (change.reason, change.year) == ("The 5498 says so", 2019)
    assert change.summary.startswith("Corrected 2019 of Ana: Contributed in 2019, Traditional IRA")
    form = FiledForm.objects.get(person_year__year=2019)
    assert (form.is_locked, form.lines["14"]) == (True, "6000")
    assert Event.objects.live().get(tax_year=2019).amount == 6500
    assert YearEndValue.objects.live().get(year=2019).amount == 12500


def test_a_locked_year_asks_why(home, owner):
    one = edit(home, key_of(home, "made"), Decimal(6500))
    with pytest.raises(RefusedChangeError) as refused:
        correct(home, owner, one, reason=" ")
    assert refused.value.problems == {"reason": "Say why; it stays in the history."}
    assert Event.objects.live().get(tax_year=2019).amount == 6000


def test_an_open_year_needs_no_reason(owner):
    home = store(owner, clean())
    assert (
        correct(home, owner, edit(home, key_of(home, "made"), Decimal(1)), reason="").reason == ""
    )


def test_the_same_again_is_no_change(home, owner):
    assert correct(home, owner, edit(home, key_of(home, "made"), Decimal(6000))) is None


def test_all_or_nothing(home, owner):
    good = edit(home, key_of(home, "made"), Decimal(6500))
    late = Edit(key_of(home, "value"), Decimal(1), "somebody else's")
    with pytest.raises(RefusedChangeError) as refused:
        correct(home, owner, good, late)
    assert refused.value.problems == {
        late.key: "Somebody changed this meanwhile. It says nothing now."
    }
    assert Event.objects.live().get(tax_year=2019).amount == 6000


def test_several_entries_are_left_to_their_details(owner):
    person = clean()
    person["events"].append(contribution(2019, "1"))
    home = store(owner, person)
    key = key_of(home, "made")
    found = look(home, Edit(key, Decimal(5), places(household_records(home), 2019)[key].seen))
    assert found.problems == {key: "This is changed with its details, on the page of 2019."}
    assert found.moved == []


def test_a_cell_of_somebody_else_is_refused(home, owner):
    other = store(user("stranger"), clean(), name="Others")
    key = key_of(other, "made")
    with pytest.raises(RefusedChangeError, match="This cell is gone"):
        correct(home, owner, Edit(key, Decimal(5), "none"))
    assert Event.objects.live().get(household=other, tax_year=2019).amount == 6000


def test_another_locked_year_still_refuses(owner):
    """A contribution for 2019 that was returned in 2020 is on the form for 2019."""
    person = clean()
    back = {"kind": "distribution", "account": "ira", "date": "2020-02-01", "amount": "100"}
    person["events"].append(back | {"character": "returned_contribution", "tax_year": 2019})
    home = store(owner, person)
    mark_filed(
        household=home,
        user=owner,
        person=home.people.get(),
        year=2019,
        lines={"14": "5900"},
        on=None,
        document=None,
    )
    for value in (Decimal(50), None):
        one = edit(home, key_of(home, "withdrawn"), value, year=2020)
        with pytest.raises(RefusedChangeError, match="form for 2019"):
            correct(home, owner, one, year=2020)
        assert "2019" in look(home, one, year=2020).problems[one.key]
    assert FiledForm.objects.get().is_locked


def test_a_person_who_is_gone_is_told(home, owner):
    with pytest.raises(RefusedChangeError, match="person is gone"):
        correct_year(
            household=home, user=owner, person=0, year=2019, edits=[], reason="x", today=TODAY
        )
