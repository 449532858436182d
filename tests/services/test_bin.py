"""What was deleted: how long it rests, how it comes back, and how it ends."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from planner.bridge import household_facts, household_records
from planner.models import (
    RESTS_FOR,
    Account,
    Change,
    Deletion,
    Event,
    FiledForm,
    Household,
    Person,
    PersonYear,
    YearEndValue,
)
from planner.services.history.bin import resting, restore
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.undo import undo
from planner.services.history.versions import RECORDED, versions_of
from planner.services.households.people import delete_account, delete_person
from planner.services.households.starting import delete_household, restore_household
from tests.households import account, cast, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(ana, people):
    """An account with a value and a contribution."""
    ira = account(ana, people.owner)
    fill(people, ira)
    return ira


def fill(people, ira, year=2025):
    of_ira = {"household": people.household, "person": ira.person, "account": ira}
    with recording(people.household, people.owner, "Filled", person=ira.person, year=year):
        YearEndValue.objects.create(**of_ira, year=year, amount=Decimal(5))
        Event.objects.create(
            **of_ira, kind="contribution", on=date(year, 3, 1), tax_year=year, amount=Decimal(7)
        )


def delete(people, ira):
    return delete_account(
        household=people.household,
        user=people.owner,
        account=ira,
        person=standing(ira.person),
    )


def standing(ana) -> Any:
    return household_records(ana.household).person(ana.pk)


def bring_back(people, deletion):
    restore(household=people.household, user=people.editor, deletion=deletion)


def refused(people, deletion):
    with pytest.raises(RefusedChangeError) as error:
        bring_back(people, deletion)
    return str(error.value)


def age(deletion, days=31):
    Deletion.objects.filter(pk=deletion.pk).update(at=timezone.now() - timedelta(days=days))


def lock(people, ana, year=2025):
    with recording(people.household, people.owner, f"Filed {year}", person=ana, year=year):
        record = PersonYear.objects.create(household=people.household, person=ana, year=year)
        FiledForm.objects.create(household=people.household, person_year=record)


def purge(**options):
    out = StringIO()
    call_command("purge", stdout=out, **options)
    return out.getvalue().splitlines()


def test_the_bin_says_what_rests_by_whom_and_until_when(people, ira):
    deletion = delete(people, ira)
    (found,) = resting(people.household, timezone.now())
    assert found.deletion == deletion
    assert (deletion.what, deletion.by) == ("Traditional IRA of Ana", "Owner")
    assert found.until == deletion.at + RESTS_FOR
    assert found.counts == "1 account, 1 entry, 1 year-end value"


def test_everything_deleted_together_comes_back_together(people, ira):
    before = household_facts(people.household)
    bring_back(people, delete(people, ira))
    assert household_facts(people.household) == before
    assert resting(people.household, timezone.now()) == []
    change = Change.objects.latest("id")
    assert change.summary == "Brought back: Traditional IRA of Ana"
    assert (change.by, change.person) == ("Editor", ira.person)


def test_bringing_back_can_be_taken_back(people, ira):
    bring_back(people, delete(people, ira))
    undo(household=people.household, user=people.owner, change=Change.objects.latest("id"))
    assert not Account.objects.live().exists()
    (found,) = resting(people.household, timezone.now())
    bring_back(people, found.deletion)
    assert Event.objects.live().exists()


def test_a_person_rests_with_what_is_theirs(people, ana, ira):
    before = household_facts(people.household)
    deletion = delete_person(household=people.household, user=people.owner, person=ana)
    assert household_facts(people.household).people == ()
    bring_back(people, deletion)
    assert household_facts(people.household) == before


def test_after_thirty_days_nothing_is_offered(people, ira):
    age(delete(people, ira))
    assert resting(people.household, timezone.now()) == []


def test_the_same_key_stands_in_the_way(people, ira):
    deletion = delete(people, ira)
    account(ira.person, people.owner)
    assert refused(people, deletion) == (
        "Traditional IRA: something else stands in its place by now. Delete that first."
    )
    assert not Event.objects.live().exists()


def test_the_same_value_stands_in_the_way(people, ira):
    value = YearEndValue.objects.get()
    with recording(people.household, people.owner, "Emptied"):
        deletion = Deletion.objects.create(household=people.household, by="Owner", what="Value")
        value.deletion = deletion
        value.save()
    fill(people, ira)
    assert refused(people, deletion).startswith("Value on December 31, 2025: something else")


def test_a_part_does_not_come_back_before_the_whole(people, ana, ira):
    deletion = delete(people, ira)
    delete_person(household=people.household, user=people.owner, person=ana)
    assert refused(people, deletion) == "Ana rests in the bin too. Bring Ana back first."


def test_an_entry_does_not_come_back_before_its_account(people, ira):
    event = Event.objects.get()
    with recording(people.household, people.owner, "Deleted"):
        first = Deletion.objects.create(household=people.household, by="Owner", what="Entry")
        event.deletion = first
        event.save()
    delete(people, ira)
    assert refused(people, first).endswith("rests in the bin.")


def test_nothing_comes_back_onto_a_locked_form(people, ira):
    deletion = delete(people, ira)
    lock(people, ira.person)
    assert "2025, which is filed and locked" in refused(people, deletion)


def test_an_account_on_a_locked_form_is_not_deleted(people, ira):
    lock(people, ira.person)
    with pytest.raises(RefusedChangeError, match="2025, which is filed and locked"):
        delete(people, ira)


# --- The end -------------------------------------------------------------------------------------


def test_nothing_to_purge(people, ira):
    delete(people, ira)
    assert purge() == ["Nothing has rested for 30 days."]
    assert Account.objects.exists()


def test_purging_says_what_it_did_and_leaves_the_history(people, ira):
    other = account(ira.person, people.owner, "roth")
    age(delete(people, ira))
    changes = Change.objects.count()
    said = f"in household {people.household.pk}: Traditional IRA of Ana"
    assert purge(dry_run=True) == [f"Would purge {said}"]
    assert Account.objects.count() == 2
    assert purge() == [f"Purged {said}"]
    assert list(Account.objects.all()) == [other]
    assert not Event.objects.exists()
    assert not YearEndValue.objects.exists()
    assert not Deletion.objects.exists()
    assert Change.objects.count() == changes + 1
    change = Change.objects.latest("id")
    assert (change.by, change.user) == ("Prorata", None)
    assert change.summary == "Purged: Traditional IRA of Ana"


def test_what_is_purged_cannot_be_taken_back(people, ira):
    age(delete(people, ira))
    deleted = Change.objects.latest("id")
    purge()
    with pytest.raises(RefusedChangeError, match="Prorata changed this since"):
        undo(household=people.household, user=people.owner, change=deleted)


def test_a_purged_person_goes_with_everything(people, ana, ira):
    lock(people, ana, 2024)
    age(delete_person(household=people.household, user=people.owner, person=ana))
    purge()
    for model in (Person, Account, Event, YearEndValue, PersonYear, FiledForm):
        assert not model.objects.exists()
    assert Household.objects.live().filter(pk=people.household.pk).exists()


def test_what_was_brought_back_is_not_purged(people, ira):
    deletion = delete(people, ira)
    bring_back(people, deletion)
    age(deletion)
    assert purge() == ["Nothing has rested for 30 days."]
    assert Account.objects.live().exists()
    assert not Deletion.objects.exists()


def test_a_household_rests_and_comes_back(people):
    now = timezone.now()
    delete_household(household=people.household, user=people.owner, now=now)
    assert not Household.objects.visible_to(people.owner).exists()
    assert Household.objects.resting(people.owner, now).get() == people.household
    assert not Household.objects.resting(people.editor, now).exists()
    restore_household(household=people.household, user=people.owner)
    assert Household.objects.visible_to(people.reader).exists()


@pytest.mark.parametrize("days", [29, 31])
def test_a_household_is_purged_with_its_history_and_no_other_is(people, ira, days):
    age(delete(people, ira), days=40)
    ended = timezone.now() - timedelta(days=days)
    delete_household(household=people.household, user=people.owner, now=ended)
    said = purge()
    gone = days > 30
    assert Household.objects.filter(pk=people.household.pk).exists() is not gone
    assert (f"household {people.household.pk}: the household and all in it" in said[0]) is gone
    assert Change.objects.filter(household_id=people.household.pk).exists() is not gone
    mine = [versions_of(model).exclude(change__household=people.others) for model in RECORDED]
    assert any(versions.exists() for versions in mine) is not gone
    assert Household.objects.filter(pk=people.others.pk).exists()
    connection.check_constraints()
