"""What a change did to each row: its figures before and after, from the versions that are kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Max, Model, OuterRef, Subquery

from planner.models import (
    Account,
    ChosenWay,
    Dismissal,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Membership,
    Paper,
    Person,
    PersonYear,
    YearEndValue,
)

type Version = Any
"""A historical row: simple_history makes its class, which has the fields of the model."""

RESTING = (Person, Account, Event, YearEndValue, Paper, ChosenWay)
"""The models whose rows rest before they are gone, those that others belong to first."""

RECORDED: tuple[type[Model], ...] = (
    Household,
    Membership,
    *RESTING,
    PersonYear,
    FiledForm,
    HouseholdYear,
    Dismissal,
)
"""Every model that versions are kept of."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row in one change; ``before`` or ``after`` is ``None`` where the row was not there."""

    model: type[Model]
    pk: int
    before: Version | None
    after: Version | None
    last: int

    @property
    def verb(self) -> str:
        """What happened to the row, as the history says it."""
        was, is_ = _stands(self.before), _stands(self.after)
        if was and is_:
            return "changed"
        if is_:
            return "brought back" if self.before else "added"
        return "deleted" if was else "deleted for good"

    @property
    def shown(self) -> Version:
        """The version that says best which row it is."""
        return self.after or self.before


def versions_of(model: type[Model]) -> Any:
    """The kept versions of a model."""
    recorded: Any = model
    return recorded.history.model.objects


def steps(changes: Iterable[int]) -> dict[int, list[Step]]:
    """What each of the changes did: two queries a model, however many changes there are.

    The rows of a change stand in the order of ``RECORDED``, so what others belong to comes first.
    """
    wanted = list(changes)
    found: dict[int, list[Step]] = {pk: [] for pk in wanted}
    for model in RECORDED:
        for change, step in _steps_of(model, wanted):
            found[change].append(step)
    return found


def latest(model: type[Model], pks: Iterable[int]) -> dict[int, int]:
    """The id of the newest version of each row of ``model``."""
    versions = versions_of(model).filter(id__in=list(pks)).order_by()
    return dict(
        versions.values("id").annotate(newest=Max("history_id")).values_list("id", "newest")
    )


def _steps_of(model: type[Model], changes: list[int]) -> Iterator[tuple[int, Step]]:
    every = versions_of(model)
    older = every.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    previous = Subquery(older.order_by("-history_id").values("history_id")[:1])
    rows = every.filter(change__in=changes).annotate(previous_id=previous)
    if model is FiledForm:
        every, rows = every.defer("document"), rows.defer("document")
    found = list(rows.order_by("change_id", "id", "history_id"))
    previously = every.in_bulk([row.previous_id for row in found if row.previous_id])
    for (change, pk), group in groupby(found, key=attrgetter("change_id", "id")):
        versions = list(group)
        before = previously.get(versions[0].previous_id)
        yield change, _step(model, pk, before, versions)


def _step(model: type[Model], pk: int, before: Version | None, versions: list[Version]) -> Step:
    last = versions[-1]
    return Step(model, pk, _there(before), _there(last), last.history_id)


def _there(version: Version | None) -> Version | None:
    return None if version is None or version.history_type == "-" else version


def _stands(version: Version | None) -> bool:
    return version is not None and getattr(version, "deletion_id", None) is None
