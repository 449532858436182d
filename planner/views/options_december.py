"""What the page of the ways out shows of December 31, and what moves with its slider."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest

from planner.engine.household import Person
from planner.forms.options import OptionsForm
from planner.services.ways_out.band import shown_band
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.december import ShownDecember, shown_december
from planner.services.ways_out.words import shown_joint, shown_side, shown_sides
from planner.views.asking import is_update


@dataclass(frozen=True, slots=True)
class Open:
    """A value of December 31 on the page, with its fields."""

    shown: ShownDecember
    fields: list[BoundField]

    @property
    def is_typed(self) -> bool:
        """Whether there is something in a field, or wrong with it."""
        return any(one.value() or one.errors for one in self.fields)


TOGETHER = "together"
"""The ways on one return, fetched once a slider rests like what is open of a way."""

_MORE = "more"


def december_context(
    request: HttpRequest, found: WaysOut, form: OptionsForm, only: str
) -> dict[str, Any]:
    """Everybody's ways with the range; of ``only`` who moved a slider, what cannot wait."""
    kept = frozenset(request.POST.getlist("open"))
    if only:
        sides = [shown_side(found, one, is_bare=True) for one in found.sides]
        return {"sides": sides, "part": "moved", "kept": kept}
    decembers = (shown_december(found, side) for side in found.sides)
    bands = (shown_band(found, side) for side in found.sides)
    return {
        "sides": shown_sides(found),
        "joint": shown_joint(found),
        "part": "update",
        "kept": kept if is_update(request) else kept | _best(found) | _asked(request),
        "decembers": {one.key: Open(one, form.december(one.key)) for one in decembers if one},
        "bands": {one.key: one for one in bands if one},
    }


def template_of(asked: str) -> str:
    """The template that shows what ``more_of`` found."""
    return f"planner/_ways_out_{TOGETHER if asked == TOGETHER else _MORE}.html"


def more_of(request: HttpRequest, found: WaysOut, asked: str) -> dict[str, Any]:
    """What ``person/way/more`` and ``together`` need; nothing where something else is asked for."""
    if asked == TOGETHER:
        kept = request.POST.getlist("open")
        return {"joint": shown_joint(found), "found": found, "kept": kept}
    person, way, part = [*asked.split("/"), "", ""][:3]
    side = next((one for one in found.sides if one.person.key == person), None)
    if part != _MORE or side is None:
        return {}
    shown = shown_side(found, side)
    one = next((one for one in shown.ways if one.option.key == way), None)
    if one is None:
        return {}
    return {
        "key": person,
        "name": f"{person}/{way}",
        "slug": f"{person}-{way}",
        "shown": shown,
        "way": one,
        "option": one.option,
        "outcome": one.option.outcome,
    }


def only_of(request: HttpRequest, asked: str, people: Iterable[Person]) -> str:
    """The key of the one person whom the answer is about; empty where it is about all.

    That is who moved a slider, or whose way is asked for.
    """
    key = asked.partition("/")[0] if asked else request.POST.get("moved", "")
    is_somebody = is_update(request) and any(key == one.key for one in people)
    return key if is_somebody else ""


def open_parts(request: HttpRequest, asked: str, only: str) -> list[str]:
    """The names of the parts that are open, as far as the answer has them.

    A move of a slider answers without them. Once it rests the page asks for each way again, as
    ``asked``, with what is open of it.
    """
    every = request.POST.getlist("open")
    if not (asked and is_update(request)):
        return [] if only else every
    of = "" if asked == TOGETHER else asked.removesuffix(f"/{_MORE}")
    return [one for one in every if one.startswith(f"{of}/")]


def _best(found: WaysOut) -> frozenset[str]:
    """Each person's best way begins open."""
    return frozenset(
        f"{side.person.key}/{side.best.key}/{_MORE}" for side in found.sides if side.best
    )


def _asked(request: HttpRequest) -> frozenset[str]:
    way = request.POST.get("show", "").rpartition("/")[0]
    return frozenset({f"{way}/{_MORE}"}) if way else frozenset()
