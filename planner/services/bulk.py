"""Many rows of one model written at once, each with its version in the history."""

from collections.abc import Sequence

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
