"""Taking back a whole import: everything in it, or nothing with every reason why not."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from django.db.models import Model

from planner.bridge import HouseholdRecords, records_of_many
from planner.models import (
    Book,
    BookedHousehold,
    Change,
    Deletion,
    Engagement,
    FiledForm,
    Household,
    Person,
    PersonYear,
    Staff,
)
from planner.services.history.changes import RefusedChangeError, change_of, rest
from planner.services.history.soundness import impossible, refuse_dangling
from planner.services.history.versions import RESTING, Step, steps, versions_of
from planner.services.households.bulk import change_for, remove_for
from planner.services.households.imports import locked_and_changed

MOST_REASONS: Final = 40


class RefusedUndoError(RefusedChangeError):
    """An import that cannot be taken back; ``reasons`` names each household and why."""

    def __init__(self, reasons: Sequence[str]) -> None:
        """Keep as many reasons as fit on a page."""
        more = len(reasons) - MOST_REASONS
        self.reasons = list(reasons[:MOST_REASONS])
        if more > 0:
            self.reasons.append(f"and {more:,} more")
        super().__init__(" ".join(self.reasons))


def take_back(*, staff: Staff, book: Book, now: datetime) -> None:
    """Undo what ``book`` did, with one change a household; the caller holds the transaction."""
    left = book.households.filter(change__undone_by=None)
    done = list(left.select_related("household", "change"))
    changed = [one for one in done if not one.is_new]
    of_changes = steps([one.change_id for one in changed])
    reasons = [*_gone(staff, done), *_started_and_changed(done)]
    reasons += _changed_since(changed, of_changes)
    if reasons:
        raise RefusedUndoError(reasons)
    _take_back_changes(staff, changed, of_changes)
    _take_back_starts(staff, [one for one in done if one.is_new], now)


def _gone(staff: Staff, done: Iterable[BookedHousehold]) -> list[str]:
    """Households that the practice does not look after any more."""
    homes = [one.household for one in done]
    ours = set(
        Engagement.objects.seen_by(staff).filter(household__in=homes).values_list("household")
    )
    return [
        f"{home} is no client any more, or not one of yours."
        for home in homes
        if (home.pk,) not in ours
    ]


def _started_and_changed(done: Iterable[BookedHousehold]) -> list[str]:
    """Households that the import started and in which anything happened since."""
    started = {one.household_id: one.change_id for one in done if one.is_new}
    rows = Change.objects.filter(household__in=started).values_list("household", "pk")
    return [_told(change) for change in _standing(pk for home, pk in rows if pk > started[home])]


def _changed_since(done: Iterable[BookedHousehold], of_changes: dict[int, list[Step]]) -> list[str]:
    """Changes of rows that the import wrote, made by somebody since."""
    last: dict[type[Model], dict[int, int]] = {}
    for one in done:
        for step in of_changes[one.change_id]:
            last.setdefault(step.model, {})[step.pk] = step.last
    later: set[int] = set()
    for model, mine in last.items():
        versions = versions_of(model).filter(id__in=list(mine)).order_by()
        found = versions.values_list("id", "history_id", "change_id")
        later |= {change for pk, version, change in found if version > mine[pk]}
    return [_told(change) for change in _standing(later)]


def _standing(later: Iterable[int]) -> list[Change]:
    """The changes, but for those that were taken back: they and what took them back are even."""
    found = {change.pk: change for change in _changes(later)}
    for pk in sorted(found, reverse=True):
        if pk in found and found[pk].undoes_id in found:
            del found[found[pk].undoes_id]  # type: ignore[arg-type]
            del found[pk]
    return list(found.values())


def _changes(pks: Iterable[int]) -> Iterable[Change]:
    return Change.objects.filter(pk__in=list(pks)).select_related("household").order_by("pk")


def _told(change: Change) -> str:
    return f"{change.household}: {change.by} changed this since: {change.summary}."


def _take_back_changes(
    staff: Staff,
    done: Sequence[BookedHousehold],
    of_changes: dict[int, list[Step]],
) -> None:
    homes = [one.household for one in done]
    before = records_of_many(homes, with_papers=True, with_plans=True)
    back = _Back(staff)
    for one in done:
        back.add(one, of_changes[one.change_id])
    back.write()
    _refuse_left_alone(done, of_changes)
    refuse_dangling(*homes)
    stored = list(Household.objects.filter(pk__in=[home.pk for home in homes]).order_by("pk"))
    after = {
        one.household.pk: one for one in records_of_many(stored, with_papers=True, with_plans=True)
    }
    _refuse_unsound([(one, after[one.household.pk]) for one in before])


class _Back:
    """Rows on their way back: those that were added rest, those that were changed are as before.

    A year that was added has no bin to rest in and is gone.
    """

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.rows: dict[type[Model], list[tuple[Any, Change]]] = {}
        self.gone: dict[type[Model], list[tuple[Any, Change]]] = {}

    def add(self, one: BookedHousehold, done: Sequence[Step]) -> None:
        """Note what has to happen to the rows of one household."""
        summary = f"Took back: {one.change.summary}"
        change = _change(self.staff, one, summary)
        deletion: Deletion | None = None
        for step in done:
            goes = step.before is None and step.model not in RESTING
            if step.before is None and not goes and deletion is None:
                deletion = rest(one.household, str(self.staff.user), summary)
            rows = self.gone if goes else self.rows
            rows.setdefault(step.model, []).append((_row_of(step, deletion), change))

    def write(self) -> None:
        """Store them, a few statements for each model."""
        _refuse_filed([row.pk for row, _ in self.gone.get(PersonYear, [])])
        for model, rows in self.gone.items():
            remove_for(model, rows)
        for model, rows in self.rows.items():
            fields = [
                field.attname for field in model._meta.concrete_fields if not field.primary_key
            ]
            change_for(model, rows, fields)


def _change(staff: Staff, one: BookedHousehold, summary: str) -> Change:
    """The change that takes back what was done to one household."""
    one.household.looked_after(staff.practice_id, staff.role)
    change = change_of(one.household, staff.user, summary)
    change.undoes = one.change
    change.save()
    return change


def _row_of(step: Step, deletion: Deletion | None) -> Any:
    """The row as it was before; one that was added as it is, and resting."""
    version = step.before or step.after
    names = [field.attname for field in step.model._meta.concrete_fields]
    row: Any = step.model(**{name: getattr(version, name) for name in names})
    if step.before is None and step.model in RESTING:
        row.deletion = deletion
    return row


def _refuse_filed(years: Sequence[int]) -> None:
    """Refuse to take out years for which a form was filed since, locked or not."""
    forms = FiledForm.objects.filter(person_year__in=years)
    of_whom = forms.select_related("household", "person_year__person").defer("document")
    if found := [
        f"{one.household}: {one.person_year.person} filed a form for {one.person_year} since."
        for one in of_whom
    ]:
        raise RefusedUndoError(found)


def _refuse_left_alone(done: Sequence[BookedHousehold], of_changes: dict[int, list[Step]]) -> None:
    """Refuse to put away somebody of whom other things were entered since."""
    people = [
        step.pk
        for one in done
        for step in of_changes[one.change_id]
        if step.model is Person and step.before is None
    ]
    for model in (*RESTING[1:], PersonYear):
        asked: Any = {"person__in": people} | ({"deletion": None} if model in RESTING else {})
        rows: Any = model._default_manager.filter(**asked).select_related("person__household")
        if row := rows.first():
            raise RefusedUndoError(
                [f"{row.person.household}: there is more of {row.person} by now: {row}."]
            )


def _refuse_unsound(households: Iterable[tuple[HouseholdRecords, HouseholdRecords]]) -> None:
    """Refuse what would change a locked year, or leave an event that cannot have happened."""
    reasons = []
    for before, after in households:
        reasons += [
            f"{before.household}: {person.person} filed {year}, and it is locked."
            for person, year in locked_and_changed(before, after.facts)
        ]
        for person in after.people:
            reasons += [f"{before.household}: {why}" for why in impossible(person, person.accounts)]
    if reasons:
        raise RefusedUndoError(reasons)


def _take_back_starts(staff: Staff, done: Sequence[BookedHousehold], now: datetime) -> None:
    """Let the households rest that the import started; their numbers are free again."""
    homes = [one.household for one in done]
    Engagement.objects.filter(household__in=homes, ended_at=None).update(reference="")
    rows = []
    for one in done:
        change = _change(staff, one, f"Took back: {one.change.summary}")
        one.household.deleted_at = now
        rows.append((one.household, change))
    change_for(Household, rows, ["deleted_at"])
