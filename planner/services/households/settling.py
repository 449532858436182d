"""Rows made to agree with facts: what agrees stays, what is in its place is changed.

Rows stand in the order of their ids, as facts stand in the order of their file. So a row is kept
only while the order is right; after the first new one all that follow are new.
"""

from collections import Counter, deque
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from django.db.models import Model

from planner.models import Deletion
from planner.services.households.bulk import add_rows, change_rows, rest_rows

type Columns = dict[str, Any]
type Figures = tuple[Hashable, ...]


def settle[Row: Model](
    model: type[Row],
    rows: Sequence[Row],
    wanted: Sequence[Columns],
    *,
    known_by: Sequence[str] = (),
    deletion: Deletion | None = None,
) -> list[Row]:
    """Make ``rows`` what is ``wanted``, and give them in its order.

    A row is known by some of its columns, or where there are none by its place among the others.
    Rows too many rest in ``deletion``; without one they are deleted for good.
    """
    pairs = _by_key(rows, wanted, known_by) if known_by else _by_place(rows, wanted)
    found = [row or model(**columns) for row, columns in _in_order(pairs)]
    kept = {row.pk for row in found if row.pk}
    _remove(model, [row for row in rows if row.pk not in kept], deletion)
    _change(model, [row for row in found if row.pk], wanted)
    add_rows(model, [row for row in found if not row.pk])
    return found


def _by_key[Row: Model](
    rows: Sequence[Row], wanted: Sequence[Columns], known_by: Sequence[str]
) -> Iterator[tuple[Row | None, Columns]]:
    found = {tuple(getattr(row, name) for name in known_by): row for row in rows}
    for columns in wanted:
        yield found.get(tuple(columns[name] for name in known_by)), columns


def _by_place[Row: Model](
    rows: Sequence[Row], wanted: Sequence[Columns]
) -> Iterator[tuple[Row | None, Columns]]:
    """Equal ones together; a row that is wanted nowhere becomes what is wanted in its place."""
    have = [_figures(row, wanted[0]) for row in rows] if wanted else []
    places = _places(have)
    left = Counter(_wanted(columns) for columns in wanted)
    here = 0
    for columns in wanted:
        figures = _wanted(columns)
        left[figures] -= 1
        place = _next(places.get(figures), here)
        if place is None and here < len(rows) and not left[have[here]]:
            place = here
        yield (None if place is None else rows[place]), columns
        here = here if place is None else place + 1


def _places(have: Sequence[Figures]) -> dict[Figures, deque[int]]:
    found: dict[Figures, deque[int]] = {}
    for place, figures in enumerate(have):
        found.setdefault(figures, deque()).append(place)
    return found


def _next(places: deque[int] | None, here: int) -> int | None:
    """The first of the ``places`` that is not behind."""
    while places and places[0] < here:
        places.popleft()
    return places[0] if places else None


def _figures(row: Model, columns: Columns) -> Figures:
    return tuple(_hashable(getattr(row, name)) for name in columns)


def _wanted(columns: Columns) -> Figures:
    return tuple(_hashable(value) for value in columns.values())


def _hashable(value: Any) -> Hashable:
    """The boxes of a paper in any order; every other value is hashable as it is."""
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def _in_order[Row: Model](
    pairs: Iterator[tuple[Row | None, Columns]],
) -> Iterator[tuple[Row | None, Columns]]:
    """The pairs, without the rows that would stand in the wrong place."""
    last, is_right = 0, True
    for row, columns in pairs:
        is_right = is_right and row is not None and row.pk > last
        last = row.pk if row and is_right else last
        yield row if is_right else None, columns


def _change[Row: Model](model: type[Row], kept: Sequence[Row], wanted: Sequence[Columns]) -> None:
    """Those that are kept stand first, so each meets what is wanted of it."""
    changed = []
    for row, columns in zip(kept, wanted, strict=False):
        if _figures(row, columns) != _wanted(columns):
            changed.append(row)
            for name, value in columns.items():
                setattr(row, name, value)
    change_rows(model, changed, list(wanted[0]) if wanted else [])


def _remove[Row: Model](model: type[Row], rows: Sequence[Row], deletion: Deletion | None) -> None:
    if deletion:
        rest_rows(model, rows, deletion)
        return
    for row in rows:
        row.delete()
