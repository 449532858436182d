"""Many rows of one model written at once, each with its version in the history."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from planner.models import Change, Deletion, current_change

_AT_ONCE = 200


def add_rows[Row: Model](model: type[Row], rows: Sequence[Row]) -> None:
    """Store new ``rows`` of ``model``, in their order."""
    if rows:
        bulk_create_with_history(rows, model, batch_size=_AT_ONCE, **_belonging())


def change_rows[Row: Model](model: type[Row], rows: Sequence[Row], fields: Sequence[str]) -> None:
    """Store the ``fields`` of rows that are there."""
    if rows:
        bulk_update_with_history(rows, model, fields, batch_size=_AT_ONCE, **_belonging())


def rest_rows[Row: Model](model: type[Row], rows: Sequence[Row], deletion: Deletion) -> None:
    """Let rows rest in the bin."""
    for row in rows:
        row.deletion = deletion  # type: ignore[attr-defined]
    change_rows(model, rows, ["deletion"])


def _belonging() -> dict[str, object]:
    """What ties versions to the change being made: writing many rows sends no signals."""
    change: Change = current_change()
    return {
        "default_user": change.user,
        "custom_historical_attrs": {"change_id": change.pk},
    }


def add_for[Row: Model](model: type[Row], rows: Sequence[tuple[Row, Change]]) -> None:
    """Store new ``rows`` of ``model``, of several households, each for its own change."""
    model._default_manager.bulk_create([row for row, _ in rows], batch_size=_AT_ONCE)
    _keep_versions(model, rows, "+")


def change_for[Row: Model](
    model: type[Row], rows: Sequence[tuple[Row, Change]], fields: Sequence[str]
) -> None:
    """Store the ``fields`` of rows that are there, of several households."""
    if rows:
        of_rows = [row for row, _ in rows]
        model._default_manager.bulk_update(of_rows, fields, batch_size=_AT_ONCE)
        _keep_versions(model, rows, "~")


def remove_for[Row: Model](model: type[Row], rows: Sequence[tuple[Row, Change]]) -> None:
    """Take rows out that nothing belongs to any more, of several households, for good."""
    if rows:
        _keep_versions(model, rows, "-")
        gone = model._default_manager.filter(pk__in=[row.pk for row, _ in rows])
        gone._raw_delete(gone.db)


def keep_first_versions[Row: Model](model: type[Row], rows: Sequence[tuple[Row, Change]]) -> None:
    """The versions of rows that had to be stored before the change they belong to."""
    _keep_versions(model, rows, "+")


def _keep_versions[Row: Model](
    model: type[Row], rows: Sequence[tuple[Row, Change]], sort: str
) -> None:
    """A version of each row as it is now, belonging to its change."""
    recorded: Any = model
    kept = recorded.history.model
    versions = [
        kept(
            history_date=change.at,
            history_type=sort,
            history_user_id=change.user_id,
            change_id=change.pk,
            **{field.attname: getattr(row, field.attname) for field in kept.tracked_fields},
        )
        for row, change in rows
    ]
    kept.objects.bulk_create(versions, batch_size=_AT_ONCE)
