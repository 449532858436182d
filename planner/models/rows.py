"""Rows that are read by the hundred for one page."""

from collections.abc import Collection, Sequence
from typing import Any, Self

from django.db import models
from django.db.models.base import ModelState


class QuickRow(models.Model):
    """A row made from what the database gave, without the ceremony of a new object.

    Django's own ``from_db`` calls ``__init__`` with its signals for each row, which takes half the
    time of reading a household. Nothing of ours listens to those signals.
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(  # type: ignore[override]
        cls,
        db: str | None,
        field_names: Collection[str],
        values: Sequence[Any],
        *,
        fetch_mode: Any = None,
    ) -> Self:
        """The row of ``values``; deferred fields take Django's own way."""
        if len(values) != len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values, fetch_mode=fetch_mode)
        row = cls.__new__(cls)
        row._state = ModelState()
        row._state.adding = False
        row._state.db = db
        if fetch_mode is not None:
            row._state.fetch_mode = fetch_mode
        row.__dict__.update(zip(field_names, values, strict=True))
        return row
