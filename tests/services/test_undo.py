"""Taking a change back: what comes back, what is refused, and that no PDF is ever lost."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.bridge import household_facts, household_records
from planner.models import (
    Account,
    Change,
    Event,
    FiledForm,
    Person,
    PersonYear,
    Role,
    YearEndValue,
)
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.undo import undo
from planner.services.households.people import delete_account, delete_person, save_account
from planner.services.households.starting import save_settings
from planner.services.sheet.all_cells import places
from planner.services.sheet.cells import Edit, save_cells
from tests.households import account, cast, join, person, user

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(ana, people):
    return account(ana, people.owner)


@pytest.fixture
def roth(ana, people):
    return account(ana, people.owner, "roth")


def save(people, year=2025, by=None, **cells):
    """Type into cells and give the change; ``a1__value=5``."""
    here = places(household_records(people.household), year)
    edits = [
        Edit(key.replace("__", "."), value, here[key.replace("__", ".")].seen)
        for key, value in cells.items()
    ]
    saved = save_cells(
        household=people.household, user=by or people.owner, year=year, edits=edits, today=TODAY
    )
    assert {reply.state for reply in saved.replies} == {"saved"}
    return saved.change


def take_back(people, change, by=None):
    return undo(household=people.household, user=by or people.editor, change=change)


def standing(ana) -> Any:
    """Ana as she is kept."""
    return household_records(ana.household).person(ana.pk)


def refused(people, change):
    count = Change.objects.count()
    with pytest.raises(RefusedChangeError) as error:
        take_back(people, change)
    assert Change.objects.count() == count
    return str(error.value)


def latest():
    return Change.objects.latest("id")


def test_what_was_typed_first_rests_afterwards(people, ira):
    change = save(people, **{f"a{ira.pk}__value": Decimal(5), f"a{ira.pk}__made": Decimal(7)})
    made = take_back(people, change)
    assert made.undoes == change
    assert made.summary.startswith("Took back: 2 cells: ")
    assert (made.by, made.year, made.person) == ("Editor", 2025, ira.person)
    assert not Event.objects.live().exists()
    assert not YearEndValue.objects.live().exists()
    assert Event.objects.get().deletion == YearEndValue.objects.get().deletion


def test_a_changed_figure_is_what_it_was(people, ira):
    save(people, **{f"a{ira.pk}__value": Decimal(5)})
    change = save(people, **{f"a{ira.pk}__value": Decimal("6.50")})
    take_back(people, change)
    assert YearEndValue.objects.get().amount == 5


def test_a_deleted_entry_is_back(people, ira):
    save(people, **{f"a{ira.pk}__made": Decimal(7)})
    change = save(people, **{f"a{ira.pk}__made": None})
    take_back(people, change)
    assert Event.objects.live().get().amount == 7


def test_taking_back_the_taking_back(people, ira):
    change = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    first = take_back(people, change)
    second = take_back(people, first)
    assert YearEndValue.objects.live().get().amount == 5
    take_back(people, second)
    assert not YearEndValue.objects.live().exists()


def test_a_figure_of_a_return_is_gone_and_back(people, ana):
    change = save(people, **{f"p{ana.pk}__deducted": Decimal(0), "h__magi": Decimal(1)})
    again = take_back(people, change)
    assert not PersonYear.objects.exists()
    assert not people.household.years.exists()
    take_back(people, again)
    assert PersonYear.objects.get().deducted == 0
    assert people.household.years.get().magi == 1


def test_twice_is_refused(people, ira):
    change = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    take_back(people, change)
    assert refused(people, change) == "Editor took this back already."


def test_over_a_later_change_is_refused(people, ira):
    change = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    save(people, by=people.editor, **{f"a{ira.pk}__value": Decimal(6)})
    assert refused(people, change) == (
        "Editor changed this since: December 31, 2025, Traditional IRA of Ana: 5 → 6."
        " Take that back first."
    )


def file(people, ana, year=2025, **fields) -> Any:
    with recording(people.household, people.owner, f"Filed {year}", person=ana, year=year):
        record = PersonYear.objects.filter(person=ana, year=year).first()
        if record is None:
            record = PersonYear.objects.create(household=people.household, person=ana, year=year)
        return FiledForm.objects.create(
            household=people.household, person_year=record, lines={"14": "7000"}, **fields
        )


def test_what_bears_on_a_locked_year_is_refused(people, ira):
    value = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    event = save(people, **{f"a{ira.pk}__made": Decimal(5)})
    other = save(people, year=2024, **{f"a{ira.pk}__value": Decimal(5)})
    file(people, ira.person)
    filed = latest()
    sentence = (
        "This is on the form for 2025, which is filed and locked."
        " Unlock it on the ledger, or correct it there."
    )
    for change in (value, event, filed):
        assert refused(people, change) == sentence
    take_back(people, other)


def test_locking_and_unlocking_never_touches_the_pdf(people, ana):
    form = file(people, ana, document=b"%PDF-1.7")
    with recording(people.household, people.owner, "Unlocked 2025", person=ana, year=2025):
        form.is_locked = False
        form.save()
    unlocked = latest()
    take_back(people, unlocked)
    form.refresh_from_db()
    assert (form.is_locked, bytes(form.document)) == (True, b"%PDF-1.7")


def test_a_form_goes_and_comes_back_with_its_pdf(people, ana):
    file(people, ana, is_locked=False, document=b"%PDF-1.7")
    made = take_back(people, latest())
    assert not FiledForm.objects.exists()
    take_back(people, made)
    found: Any = FiledForm.objects.get()
    assert found.lines == {"14": "7000"}
    assert bytes(found.document) == b"%PDF-1.7"


def test_a_pdf_outlives_a_version_that_has_none(people, ana):
    form = file(people, ana, is_locked=False, document=b"%PDF-1.7")
    with recording(people.household, people.owner, "Dated"):
        form.on = date(2026, 4, 15)
        form.save()
    FiledForm.history.update(document=None)
    take_back(people, latest())
    form.refresh_from_db()
    assert (form.on, bytes(form.document)) == (None, b"%PDF-1.7")


def test_a_year_that_a_form_was_filed_for_stays(people, ana):
    change = save(people, **{f"p{ana.pk}__deducted": Decimal(0)})
    file(people, ana, is_locked=False, document=b"%PDF-1.7")
    assert refused(people, change) == "A form was filed for 2025 since. Take that back first."
    assert FiledForm.objects.exists()


def test_a_new_account_rests_unless_something_happened_there(people, ira):
    added = latest()
    value = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    assert refused(people, added) == (
        "The account of the value on December 31, 2025 rests in the bin."
    )
    take_back(people, value)
    take_back(people, added)
    assert not Account.objects.live().exists()


def test_a_new_person_rests_unless_there_are_accounts(people, ana):
    added = latest()
    account(ana, people.owner)
    assert refused(people, added) == "Ana has accounts by now. Delete those first."
    take_back(people, latest())
    take_back(people, added)
    assert not Person.objects.live().exists()


def test_a_deleted_account_is_back_with_all_that_was_in_it(people, ira, roth):
    save(people, **{f"a{ira.pk}__value": Decimal(5), f"a{ira.pk}__converted": Decimal(5)})
    before = household_facts(people.household)
    delete_account(
        household=people.household,
        user=people.owner,
        account=roth,
        person=standing(ira.person),
    )
    assert household_facts(people.household) != before
    take_back(people, latest())
    assert household_facts(people.household) == before


def test_an_entry_does_not_come_back_to_a_deleted_account(people, ira):
    save(people, **{f"a{ira.pk}__made": Decimal(5)})
    emptied = save(people, **{f"a{ira.pk}__made": None})
    delete_account(
        household=people.household,
        user=people.owner,
        account=ira,
        person=standing(ira.person),
    )
    assert refused(people, emptied).startswith("The account of the contribution of December 31")


def test_a_value_does_not_come_back_where_another_stands(people, ira):
    save(people, **{f"a{ira.pk}__value": Decimal(5)})
    emptied = save(people, **{f"a{ira.pk}__value": None})
    save(people, **{f"a{ira.pk}__value": Decimal(6)})
    assert refused(people, emptied) == (
        "Value on December 31, 2025: something else stands in its place by now. Delete that first."
    )


def test_a_kind_is_not_taken_back_under_an_entry_that_needs_it(people, ira, roth):
    roth.kind = "sep"
    save_account(
        household=people.household,
        user=people.owner,
        account=roth,
        person=standing(ira.person),
    )
    changed = latest()
    with recording(people.household, people.owner, "Converted", person=ira.person, year=2025):
        Event.objects.create(
            household=people.household,
            person=ira.person,
            kind="contribution",
            on=date(2025, 5, 1),
            tax_year=2025,
            account=roth,
            amount=Decimal(1),
        )
        third = Account.objects.create(
            household=people.household, person=ira.person, key="r3", kind="roth"
        )
        Event.objects.create(
            household=people.household,
            person=ira.person,
            kind="conversion",
            on=date(2025, 6, 1),
            account=roth,
            to=third,
            amount=Decimal(1),
        )
    assert refused(people, changed) == (
        "The conversion of June 1, 2025 would not fit: account is a roth,"
        " which a conversion cannot leave."
    )


def test_nothing_of_a_resting_person_is_changed(people, ira):
    change = save(people, **{f"a{ira.pk}__value": Decimal(5)})
    delete_person(household=people.household, user=people.owner, person=ira.person)
    assert refused(people, change) == "Ana rests in the bin. Bring Ana back first."
    take_back(people, latest())
    take_back(people, change)


def test_access_and_the_household_itself_are_not_taken_back(people):
    started = Change.objects.filter(household=people.household).last()
    assert "owner" in refused(people, started)
    join(people.household, people.owner, user("new"), Role.READER)
    assert refused(people, latest()).startswith("Who has access is changed")


def test_settings_are(people):
    save_settings(
        household=people.household,
        user=people.owner,
        name="Garcia",
        rounding="cents",
        ratio_places=3,
    )
    take_back(people, latest())
    people.household.refresh_from_db()
    assert (people.household.name, people.household.rounding) == ("The Garcias", "dollars")
