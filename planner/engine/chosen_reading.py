"""What a household file says of the ways that a person has chosen; it may be absent."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from planner.engine.chosen import WAYS, ChosenWay
from planner.engine.json_node import Node
from planner.engine.plans_reading import MOST_SPREAD_YEARS

_CODE: Final = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
MOST_STEPS: Final = 100
"""No list has more."""


def read_chosen_ways(person: Node) -> tuple[ChosenWay, ...]:
    """The choices of one person, one a year."""
    found = tuple(_chosen_way(node) for node in person.children("plans"))
    seen: set[int] = set()
    for at, one in enumerate(found):
        if one.year in seen:
            person.problem(f"plans[{at}]", f"stands there twice: {one.year}")
        seen.add(one.year)
    return found


def _chosen_way(node: Node) -> ChosenWay:
    year = node.year("year", required=True) or 0
    way = node.choice("way", WAYS)
    chosen = node.day("chosen", required=True)
    found = ChosenWay(
        year=year,
        way=way,
        chosen=chosen or date.min,
        spread_years=node.count("spread_years", 1, MOST_SPREAD_YEARS),
        growth=node.growth("growth"),
        inside=node.amount("inside"),
        amounts=_by_code(node, "amounts", Node.amount),
        done=_by_code(node, "done", Node.day),
    )
    node.end()
    return found


def _by_code[Value](
    node: Node, key: str, read: Callable[[Node, str], Value | None]
) -> dict[str, Value]:
    """Values by the codes of steps."""
    child = node.child(key)
    if child is None:
        return {}
    if len(child.values) > MOST_STEPS:
        node.problem(key, f"has more than {MOST_STEPS} entries")
        return {}
    found = {}
    for code in child.values:
        value = read(child, code)
        if not _CODE.fullmatch(code):
            child.problem(code[:40], "is no code of a step")
        elif value is not None:
            found[code] = value
    return found
