"""What the page of the ways out shows of December 31, and what moves with its slider."""

from typing import Any

from django.http import HttpRequest

from planner.forms.options import OptionsForm
from planner.services.ways_out import WaysOut
from planner.services.ways_out_band import shown_band
from planner.services.ways_out_december import shown_december
from planner.services.ways_out_words import shown_joint, shown_side, shown_sides
from planner.views.asking import is_update

TOGETHER = "together/more"
"""The whys of the tax on one return, fetched like those of a way."""

_MORE = "more"


def december_context(request: HttpRequest, found: WaysOut, form: OptionsForm) -> dict[str, Any]:
    """Everybody's ways with the range; of who moved a slider, without what a move leaves alone."""
    moved = [one for one in found.sides if one.person.key == _moved(request)]
    kept = frozenset(request.POST.getlist("open"))
    if moved:
        whys = {one.split("/")[1] for one in open_parts(request) if one.count("/") > 1}
        return {
            "sides": [shown_side(found, one, whys) for one in moved],
            "joint": shown_joint(found, with_whys=TOGETHER in kept),
            "part": "moved",
            "moved": True,
            "kept": kept,
        }
    decembers = (shown_december(found, side) for side in found.sides)
    return {
        "sides": shown_sides(found),
        "joint": shown_joint(found),
        "part": "update",
        "kept": kept if is_update(request) else kept | _best(found) | _asked(request),
        "decembers": [(one, form.december(one.key)) for one in decembers if one],
        "bands": [one for one in (shown_band(found, side) for side in found.sides) if one],
    }


def template_of(asked: str) -> str:
    """The part of a template that shows what ``more_of`` found."""
    return f"planner/_ways_out_{'together' if asked == TOGETHER else 'way'}.html#more"


def more_of(found: WaysOut, asked: str) -> dict[str, Any]:
    """What ``person/way/more`` needs; nothing where something else is asked for."""
    if asked == TOGETHER:
        return {"joint": shown_joint(found), "found": found}
    person, way, part = [*asked.split("/"), "", ""][:3]
    side = next((one for one in found.sides if one.person.key == person), None)
    if part != _MORE or side is None:
        return {}
    shown = next((one for one in shown_side(found, side).ways if one.option.key == way), None)
    if shown is None:
        return {}
    return {
        "key": person,
        "name": f"{person}/{way}",
        "way": shown,
        "option": shown.option,
        "outcome": shown.option.outcome,
    }


def open_parts(request: HttpRequest) -> list[str]:
    """The names of the parts that are open; of who moved a slider alone."""
    mover = _moved(request)
    every = request.POST.getlist("open")
    return [one for one in every if one.startswith(f"{mover}/")] if mover else every


def _moved(request: HttpRequest) -> str:
    return request.POST.get("moved", "") if is_update(request) else ""


def _best(found: WaysOut) -> frozenset[str]:
    """Each person's best way begins open."""
    return frozenset(
        f"{side.person.key}/{side.best.key}/{_MORE}" for side in found.sides if side.best
    )


def _asked(request: HttpRequest) -> frozenset[str]:
    way = request.POST.get("show", "").rpartition("/")[0]
    return frozenset({f"{way}/{_MORE}"}) if way else frozenset()
