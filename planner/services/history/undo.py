"""Taking back one change, as a new change that says so.

Every row goes back to what it was before; what was created rests in the bin, what was deleted is
back. Nothing is taken back over somebody's later change.
"""

from planner.bridge import HouseholdRecords, household_records
from planner.models import Account, Change, FiledForm, Household, Membership, Person, User
from planner.services.history.bearing import Bearing, bearings
from planner.services.history.changes import RefusedChangeError, recording, taking_turns
from planner.services.history.soundness import refuse_dangling, refuse_impossible
from planner.services.history.taking_back import TakingBack
from planner.services.history.versions import Step, latest, steps, versions_of
from planner.services.households.entries import refuse_locked


def undo(*, household: Household, user: User, change: Change) -> Change:
    """Take ``change`` back; ``RefusedChangeError`` says what stands against it."""
    with taking_turns(household):
        done = _possible(change)
        records = household_records(household)
        touched = bearings(records, done)
        _refuse_resting(household, done, touched)
        _refuse_locked(records, touched)
        summary = f"Took back: {change.summary}"
        with recording(
            household, user, summary, person=change.person, year=change.year, undoes=change
        ) as made:
            TakingBack(household, made).take(done)
            _refuse_unsound(household, done, touched)
    return made


def can_be_undone(change: Change, done: list[Step]) -> bool:
    """Whether it makes sense to offer it: later changes are found when it is tried."""
    return bool(done) and not hasattr(change, "undone_by") and not _reason(done)


def changes_filing(change: Change) -> bool:
    """Whether the change says what was filed, or locks or unlocks it."""
    return bool(versions_of(FiledForm).filter(change=change).exists())


def _possible(change: Change) -> list[Step]:
    """What the change did; refused when it cannot be taken back at all, or not any more."""
    if undone := Change.objects.filter(undoes=change).first():
        raise RefusedChangeError(f"{undone.by} took this back already.")
    done = steps([change.pk])[change.pk]
    if reason := "" if done else "There is nothing to take back.":
        raise RefusedChangeError(reason)
    if reason := _reason(done):
        raise RefusedChangeError(reason)
    _refuse_changed_since(done)
    return done


def _reason(done: list[Step]) -> str:
    """Why changes of this sort are not taken back; empty where they are."""
    for step in done:
        if step.model is Membership:
            return "Who has access is changed on the page of members, not by taking back."
        if step.model is Household and _starts_or_ends(step):
            return "A household is deleted and restored by its owner, not by taking back."
    return ""


def _starts_or_ends(step: Step) -> bool:
    versions = (step.before, step.after)
    deleted = {version.deleted_at for version in versions if version is not None}
    return None in versions or len(deleted) > 1


def _refuse_changed_since(done: list[Step]) -> None:
    for model in {step.model for step in done}:
        mine = {step.pk: step.last for step in done if step.model is model}
        for pk, newest in latest(model, mine).items():
            if newest > mine[pk]:
                later = versions_of(model).select_related("change").get(history_id=newest).change
                raise RefusedChangeError(
                    f"{later.by} changed this since: {later.summary}. Take that back first."
                )


def _refuse_locked(records: HouseholdRecords, touched: list[Bearing]) -> None:
    for one in touched:
        if person := records.person(one.person):
            refuse_locked(person, one.years)


def _refuse_resting(household: Household, done: list[Step], touched: list[Bearing]) -> None:
    """Refuse what would change a person who rests in the bin, unless it brings them back."""
    people = {one.person for one in touched} - _people(done)
    for person in Person.objects.filter(household=household, pk__in=people).exclude(deletion=None):
        raise RefusedChangeError(f"{person} rests in the bin. Bring {person} back first.")


def _refuse_unsound(household: Household, done: list[Step], touched: list[Bearing]) -> None:
    """Refuse when the household would not make sense as it is now."""
    refuse_dangling(household)
    added = {step.pk for step in done if step.model is Person and step.before is None}
    if account := Account.objects.live().filter(person__in=added).first():
        raise RefusedChangeError(f"{account.person} has accounts by now. Delete those first.")
    refuse_impossible(household_records(household), {one.person for one in touched})


def _people(done: list[Step]) -> set[int]:
    return {step.pk for step in done if step.model is Person}
