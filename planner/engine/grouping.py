"""Things kept by a key, so that those of one year are found without a look at all the others."""

from collections.abc import Callable, Hashable, Iterable


def grouped[K: Hashable, T](things: Iterable[T], key: Callable[[T], K]) -> dict[K, tuple[T, ...]]:
    """The things by their key, in the order they came; ``grouped(events, year)[2025]``."""
    found: dict[K, list[T]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return {kept: tuple(those) for kept, those in found.items()}
