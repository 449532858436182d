"""Mistakes of one key put together, so that there is one to read and one to dismiss."""

from collections.abc import Iterable
from dataclasses import replace

from planner.engine.mistakes.mistake import Key, Mistake
from planner.engine.money import ZERO


def merged(found: Iterable[Mistake]) -> list[Mistake]:
    """The same with one mistake a key, in the order in which they were found."""
    by_key: dict[Key, Mistake] = {}
    for one in found:
        first = by_key.get(one.key)
        by_key[one.key] = _together(first, one) if first else one
    return list(by_key.values())


def _together(first: Mistake, other: Mistake) -> Mistake:
    """Two of the same kind: both told, their dollars added, to be mended by the earlier day."""
    known = first.dollars is not None and other.dollars is not None
    days = [one.mend_by for one in (first, other) if one.mend_by]
    missed = [one.missed for one in (first, other) if one.missed and not days]
    return replace(
        first,
        message=first.message if first.message == other.message else _both(first, other),
        dollars=(first.dollars or ZERO) + (other.dollars or ZERO) if known else None,
        no_dollars="" if known else first.no_dollars or other.no_dollars,
        mend_by=min(days, default=None),
        missed=min(missed, default=None),
        no_day="" if days or missed else first.no_day,
        evidence=first.evidence + other.evidence,
    )


def _both(first: Mistake, other: Mistake) -> str:
    return f"{first.message} {other.message}"
