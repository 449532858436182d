"""The log is only ever added to: the model refuses, and so does the database itself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from planner.models import AppendOnlyError, LegalHold, LogEntry, RetentionRun, Verb
from planner.services.history.purging import purge_household
from tests.households import cast
from tests.practices import practices

pytestmark = pytest.mark.django_db

TABLE = LogEntry._meta.db_table


@pytest.fixture
def world():
    return practices()


def entry(**fields):
    defaults = {"by": "Zoe", "verb": Verb.OPENED, "what": "Ledger", "practice": 7, "household": 9}
    return LogEntry.objects.create(**defaults | fields)


def refused(verb, one):
    """The database does not let go of ``one``, whoever asks."""
    said = {
        "update": f"UPDATE {TABLE} SET what = '' WHERE id = %s",  # noqa: S608
        "delete": f"DELETE FROM {TABLE} WHERE id = %s",  # noqa: S608
    }
    refusal = pytest.raises(IntegrityError, match="only ever added to")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(said[verb], [one.pk])


def test_the_model_refuses(world):
    one = entry()
    one.what = "Nothing"
    with pytest.raises(AppendOnlyError):
        one.save()
    with pytest.raises(AppendOnlyError):
        one.delete()
    with pytest.raises(AppendOnlyError):
        LogEntry.objects.update(what="Nothing")
    with pytest.raises(AppendOnlyError):
        LogEntry.objects.all().delete()
    with pytest.raises(AppendOnlyError):
        LogEntry.objects.bulk_update([one], ["what"])
    assert LogEntry.objects.get(pk=one.pk).what == "Ledger"


def test_the_database_refuses(world):
    one = entry(practice=world.oaks.practice.pk, household=world.people.household.pk)
    private = entry(practice=None, household=world.people.others.pk)
    refused("update", one)
    refused("delete", one)
    refused("delete", private)
    with pytest.raises(IntegrityError), transaction.atomic():
        LogEntry.objects.filter(pk=one.pk).forget()
    assert LogEntry.objects.get(pk=one.pk).what == "Ledger"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_table_is_not_emptied_as_a_whole(world):
    one = entry()
    refusal = pytest.raises(IntegrityError, match="only ever added to")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {TABLE}")
    assert LogEntry.objects.filter(pk=one.pk).exists()


def test_the_database_lets_go_of_what_a_rule_of_the_same_practice_ended(world):
    oaks, elms = world.oaks.practice, world.elms.practice
    now = timezone.now()
    old = entry(practice=oaks.pk, at=now - timedelta(days=800))
    new = entry(practice=oaks.pk, at=now - timedelta(days=700))
    theirs = entry(practice=elms.pk, at=now - timedelta(days=800))
    held = entry(practice=oaks.pk, household=11, at=now - timedelta(days=800))
    LegalHold.objects.create(practice=oaks, household=11, name="Held", reason="Suit", by="Zoe")
    RetentionRun.objects.create(practice=oaks, by="Zoe", log_before=now - timedelta(days=730))
    for one in (new, theirs, held):
        refused("delete", one)
    assert LogEntry.objects.filter(pk=old.pk).forget() == 1


def test_what_a_practice_has_is_kept_when_a_household_is_purged(world):
    home, pk = world.people.household, world.people.household.pk
    before = set(
        LogEntry.objects.filter(household=pk).exclude(practice=None).values_list("pk", flat=True)
    )
    assert before
    purge_household(home)
    kept = LogEntry.objects.filter(household=pk).exclude(practice=None)
    assert before < set(kept.values_list("pk", flat=True))
    assert {one.name for one in kept} == {"The Garcias"}
    assert "Purged the household" in {one.what for one in kept}


def test_the_log_of_a_household_without_a_practice_goes_with_it():
    people = cast()
    entry(practice=None, household=people.household.pk)
    entry(practice=None, household=people.others.pk)
    purge_household(people.household)
    assert list(LogEntry.objects.values_list("household", flat=True)) == [people.others.pk]
