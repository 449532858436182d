"""What rules end, what holds keep, and that nothing goes before it was said."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from planner.models import Deletion, Engagement, Household, LogEntry, RetentionRun, Verb
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.purging import overdue, purge_household
from planner.services.practice.engagements import dismiss
from planner.services.practice.holds import hold, holds_of, lift
from planner.services.practice.retention import due, end_due, set_rule
from tests.practices import practices

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture
def world():
    return practices()


def entry(practice, years, **fields):
    defaults = {"by": "Zoe", "verb": Verb.OPENED, "what": "Ledger", "is_staff": True}
    at = NOW - timedelta(days=round(years * 365.25))
    return LogEntry.objects.create(practice=practice.pk, at=at, **defaults | fields)


def told(*arguments):
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue()


def decide(world, **years):
    set_rule(
        staff=world.oaks.staff["principal"], **{"client_years": None, "log_years": None} | years
    )


def test_without_rules_everything_is_kept(world):
    entry(world.oaks.practice, 40)
    assert due(world.oaks.practice, NOW).is_empty
    assert end_due(world.oaks.practice, now=NOW, by="Zoe") is None


def test_a_dry_run_says_what_would_go_and_deletes_nothing(world):
    oaks = world.oaks.practice
    entry(oaks, 7, name="The Parkers", household=501)
    entry(oaks, 6, name="The Parkers", household=501)
    entry(oaks, 4, name="The Parkers", household=501)
    entry(world.firs.practice, 9)
    decide(world, log_years=5)
    before = LogEntry.objects.count()
    said = told("--dry-run", "--practice", str(oaks.pk))
    assert "log of The Parkers: 2 entries" in said
    assert LogEntry.objects.count() == before
    assert not RetentionRun.objects.exists()


def test_what_was_said_is_what_goes(world):
    oaks = world.oaks.practice
    old, new = entry(oaks, 6), entry(oaks, 4)
    theirs = entry(world.firs.practice, 9)
    decide(world, log_years=5)
    said = told("--apply")
    assert "Deleted 1 entries, 0 records." in said
    left = set(LogEntry.objects.values_list("pk", flat=True))
    assert old.pk not in left
    assert {new.pk, theirs.pk} <= left
    run = RetentionRun.objects.get()
    assert (run.practice, run.entries, run.clients, run.by) == (oaks, 1, 0, "Prorata")


def test_records_of_clients_who_left_go_after_their_years(world):
    elms = world.elms.practice
    ended = Engagement.objects.get(practice=elms)
    assert ended.ended_at
    staff = world.elms.staff["principal"]
    set_rule(staff=staff, client_years=3, log_years=None)
    in_two = ended.ended_at + timedelta(days=2 * 365)
    in_four = ended.ended_at + timedelta(days=4 * 365)
    assert due(elms, in_two).is_empty
    assert due(elms, in_four).clients == [ended]
    end_due(elms, now=in_four, by="Zoe")
    assert not Engagement.objects.filter(pk=ended.pk).exists()
    assert Engagement.objects.filter(pk=world.client.pk).exists()


def test_nothing_that_is_held_goes_by_a_rule(world):
    oaks, home = world.oaks.practice, world.people.household
    kept = entry(oaks, 9, household=home.pk)
    decide(world, log_years=1)
    made = hold(staff=world.oaks.staff["compliance"], client=world.client, reason="Matter 12")
    assert due(oaks, NOW).is_empty
    assert end_due(oaks, now=NOW, by="Zoe") is None
    lift(staff=world.oaks.staff["compliance"], found=made, now=NOW)
    assert due(oaks, NOW).entries == 1
    end_due(oaks, now=NOW, by="Zoe")
    assert not LogEntry.objects.filter(pk=kept.pk).exists()


def test_nothing_that_is_held_is_purged(world):
    home = world.people.household
    hold(staff=world.oaks.staff["principal"], client=world.client, reason="Matter 12")
    old = NOW - timedelta(days=31)
    deletion = Deletion.objects.create(household=home, by="Owner", what="A thing")
    Deletion.objects.filter(pk=deletion.pk).update(at=old)
    with recording(home, world.people.owner, "Deleted"):
        home.deleted_at = old
        home.save()
    assert list(overdue(NOW)) == []
    with pytest.raises(RefusedChangeError, match="held"):
        purge_household(home)
    call_command("purge", stdout=StringIO())
    assert Household.objects.filter(pk=home.pk).exists()
    (made,) = holds_of(world.oaks.practice)
    lift(staff=world.oaks.staff["principal"], found=made, now=NOW)
    call_command("purge", stdout=StringIO())
    assert not Household.objects.filter(pk=home.pk).exists()


def test_a_hold_outlives_the_engagement_and_is_told(world):
    hold(staff=world.oaks.staff["principal"], client=world.client, reason="Matter 12")
    dismiss(household=world.people.household, user=world.people.owner, now=NOW)
    assert [one.name for one in holds_of(world.oaks.practice)] == ["The Garcias"]
    assert LogEntry.objects.filter(what="Holds The Garcias: Matter 12").exists()


def test_a_client_is_held_once(world):
    staff = world.oaks.staff["principal"]
    hold(staff=staff, client=world.client, reason="Matter 12")
    with pytest.raises(RefusedChangeError, match="held already"):
        hold(staff=staff, client=world.client, reason="Matter 13")


def test_the_command_wants_to_be_told_which(world):
    with pytest.raises(CommandError):
        told()
    with pytest.raises(CommandError):
        told("--dry-run", "--apply")
