"""Which person, account or event that is there a row means; ``ValueError`` says why none can."""

from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

from planner.engine.json_node import quoted

type Item = dict[str, Any]
"""An object of a household file."""

_FOR_A_YEAR: Final = frozenset({"contribution", "recharacterization"})
_RETURNED: Final = frozenset({"returned_contribution", "returned_excess"})
DEFAULTS: Final[Mapping[str, Any]] = {
    "source": "estimate",
    "character": "normal",
    "treated_as_own": False,
    "first_year": False,
    "rounding": "dollars",
    "evidence": "none",
}
"""What a file means where it says nothing."""

IDENTITY: Final = ("kind", "date", "account", "to", "tax_year", "character")
"""By what an event is known again: its amounts may be corrected."""


def named(items: Iterable[Item], said: str, what: str) -> Item | None:
    """The item with this key, or else the only one with this name."""
    found = list(items)
    if by_key := [one for one in found if one["key"] == said]:
        return by_key[0]
    by_name = [one for one in found if one.get("name", "").casefold() == said.casefold()]
    if len(by_name) > 1:
        keys = ", ".join(quoted(one["key"]) for one in by_name)
        raise ValueError(f"is the name of more than one {what}: say its key, one of {keys}")
    return by_name[0] if by_name else None


def same_person(people: Iterable[Item], said: Mapping[str, Any]) -> Item | None:
    """The person whom a row means: by key, or else by name and date of birth."""
    found = list(people)
    key, name, born = said.get("key", ""), said.get("name", ""), said.get("born")
    if by_key := [one for one in found if key and one["key"] == key]:
        return by_key[0]
    called = (name or key).casefold()
    alike = [one for one in found if one.get("name", "").casefold() == called]
    if same := [one for one in alike if born and one.get("born") == born]:
        return same[0]
    unsure = [one for one in alike if not (born and one.get("born"))]
    if not unsure or (not key and len(alike) == 1):
        return unsure[0] if unsure else None
    raise ValueError(
        f"may be {quoted(unsure[0]['key'])}, who has this name: say that key, or the dates of birth"
        " of both"
    )


def may_be(stored: Iterable[Item], called: Set[str], said: Mapping[str, Any]) -> None:
    """Refuse somebody new who may be one of the ``stored`` by another name.

    So may whoever the file does not call by key or name, ``called``.
    """
    left = [one for one in stored if not called & {one["key"].casefold(), _name(one)}]
    if keys := " or ".join(quoted(one["key"]) for one in left if _may_be(one, said)):
        raise ValueError(f"may be {keys} by another name: say that key, or have both in the file")


def _may_be(one: Item, said: Mapping[str, Any]) -> bool:
    """The dates of birth tell; where one is not known, a key of its own tells somebody new."""
    born, other = said.get("born"), one.get("born")
    return born == other if born and other else not said.get("key")


def _name(item: Item) -> str:
    return str(item.get("name", "")).casefold()


def complete(event: Item) -> Item:
    """The event with the tax year that it has where it names none."""
    kind, character = event.get("kind"), event.get("character")
    if "tax_year" in event or not (kind in _FOR_A_YEAR or character in _RETURNED):
        return event
    year = str(event.get("date", ""))[:4]
    return {**event, "tax_year": int(year)} if year.isdecimal() else event


def identity(event: Item) -> tuple[Any, ...]:
    """By what an event is known again."""
    return tuple(event.get(key, DEFAULTS.get(key)) for key in IDENTITY)


def agrees(stored: Item, said: Mapping[str, Any]) -> bool:
    """Whether everything that is said stands there already."""
    return all(stored.get(key, DEFAULTS.get(key)) == value for key, value in said.items())
