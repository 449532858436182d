"""The comparison of the ways out of a year as one page for a client."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.template.loader import render_to_string

import planner
from planner.charts import Amount, Chart, Look, named_bars
from planner.documents.comparison_words import (
    NOT_COUNTED,
    assumption_words,
    facts_words,
    in_full,
    in_short,
)
from planner.documents.names import printable
from planner.documents.pdf import pdf_from_markup
from planner.engine.fixes.options import Option
from planner.engine.money import ZERO
from planner.engine.printing import day
from planner.services.practice.letterhead import Letterhead
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.words import (
    ShownJoint,
    ShownSide,
    ShownWay,
    shown_joint,
    shown_sides,
)
from planner.services.ways_out.worth import comparison_of
from planner.services.ways_out.worth_words import assumed, verdict

STYLESHEETS: Final = ("css/paper.css", "css/comparison.css")
_TITLE_ROOM, _NAME_ROOM, _WHO_ROOM, _REASON_ROOM = 26.0, 20.0, 6.0, 12.5
"""Ems of names in the title, before facts, in the table, and of what stands in a way."""

_ON_ONE_PAGE: Final = 2
_MOST_REASONS: Final = 260
"""Letters of reasons in full beside two people's tables; one person's have room for all."""

_LONG, _HUGE = 13, 15
"""Characters beyond which an amount is set smaller, and beyond which the other columns wrap."""


@dataclass(frozen=True, slots=True)
class Line:
    """One person's amounts in a way, or those of both; without ``amounts`` it has no price."""

    who: str
    amounts: tuple[Decimal | None, ...]
    reason: str
    is_best: bool
    is_both: bool = False

    @property
    def longest(self) -> int:
        """The characters of the longest amount."""
        return max((len(f"{one:,}") for one in self.amounts if one is not None), default=0)

    @property
    def size(self) -> str:
        """A class for amounts that are too long for their columns."""
        return "long" if self.longest > _LONG else ""


@dataclass(frozen=True, slots=True)
class Group:
    """One way with its lines."""

    name: str
    lines: tuple[Line, ...]


def comparison_pdf(found: WaysOut, *, letterhead: Letterhead | None = None) -> bytes:
    """The ways out of a year on one letter page, as PDF/UA-1, the same for the same arguments.

    With more than two people it takes more than a page. Amounts are those of Form 8606, lines 8,
    14, 15c and 18, and of IRC 408(d)(3).
    """
    return pdf_from_markup(comparison_markup(found), *STYLESHEETS, letterhead=letterhead)


def comparison_markup(found: WaysOut) -> str:
    """What ``comparison_pdf`` lays out."""
    sides, joint = shown_sides(found), shown_joint(found)
    groups = list(_groups(sides, joint))
    context = {
        "year": found.assumed.year,
        "home": printable(found.household.name, ems=_TITLE_ROOM),
        "today": day(found.assumed.on),
        "people": [_person(side, found) for side in sides],
        "is_one": len(sides) == 1,
        "groups": groups,
        "is_huge": any(line.longest > _HUGE for group in groups for line in group.lines),
        "charts": list(_charts(sides, joint)),
        "assumptions": list(assumption_words(found)),
        "reasons": _reasons(found),
        "not_counted": NOT_COUNTED,
        "version": planner.__version__,
    }
    return render_to_string("planner/documents/comparison.html", context)


def _person(shown: ShownSide, found: WaysOut) -> dict[str, Any]:
    best = shown.side.best
    compared = comparison_of(found, shown.side.person.key, best.key) if best else None
    return {
        "name": printable(shown.name, ems=_NAME_ROOM),
        "facts": facts_words(shown.side),
        "sentences": (*shown.sentences, *(verdict(compared) if compared else ())),
        "later": assumed(compared) if compared else "",
    }


def _reasons(found: WaysOut) -> list[str]:
    """As many of the reasons in full as there is room for."""
    kept: list[str] = []
    room = _MOST_REASONS * (1 if len(found.sides) >= _ON_ONE_PAGE else 6)
    for sentence in in_full(found):
        if len(sentence) <= room:
            kept.append(sentence)
            room -= len(sentence)
    return kept


# --- The table ------------------------------------------------------------------------------------


def _groups(sides: Sequence[ShownSide], joint: Sequence[ShownJoint]) -> Iterator[Group]:
    """Each way with everybody's lines; last the best of each, where that is another way."""
    both = {one.joint.key: one for one in joint}
    keys = dict.fromkeys((way.option.key, way.name) for side in sides for way in side.ways)
    for key, name in keys:
        ways = [
            (who, way)
            for who, side in zip(_who(sides), sides, strict=True)
            for way in side.ways
            if way.option.key == key
        ]
        lines = [_line(*pair) for pair in ways]
        if key in both:
            lines.append(_both(both[key], [way.option for _, way in ways]))
        yield Group(name, tuple(lines))
    if "" in both:
        best = [side.side.best for side in sides]
        yield Group(both[""].name, (_both(both[""], [one for one in best if one]),))


def _line(who: str, way: ShownWay) -> Line:
    amounts = tuple(figure.amount for figure in way.figures)
    reason = printable(in_short(way.option), ems=_REASON_ROOM)
    return Line(who, amounts, reason, way.is_best)


def _who(sides: Sequence[ShownSide]) -> list[str]:
    """First names, where they tell people apart."""
    whole = [side.name for side in sides]
    first = [name.split()[0] if name.split() else name for name in whole]
    chosen = first if len(set(first)) == len(first) else whole
    return [printable(name, ems=_WHO_ROOM) for name in chosen]


def _both(shown: ShownJoint, ways: Sequence[Option]) -> Line:
    joint = shown.joint
    carried = _sum([way.outcome.basis_carried_forward for way in ways if way.outcome])
    amounts = (joint.roll_in, joint.convert, joint.taxable, joint.tax, carried)
    reason = "" if joint.is_feasible else "not open to both"
    return Line("Together", amounts if joint.years else (), reason, shown.is_best, is_both=True)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """What all have; ``None`` where that of one is not known."""
    known = [one for one in amounts if one is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


# --- The charts -----------------------------------------------------------------------------------


def _charts(sides: Sequence[ShownSide], joint: Sequence[ShownJoint]) -> Iterator[Chart]:
    """The tax of each way, of both on one return or of each person."""
    if joint:
        yield from _chart("Tax together, by way", [_joint_bar(one) for one in joint])
        return
    for who, side in list(zip(_who(sides), sides, strict=True))[:_ON_ONE_PAGE]:
        title = f"Tax by way, {who}" if len(sides) > 1 else "Tax by way"
        yield from _chart(title, [_bar(way) for way in side.ways])


def _chart(title: str, amounts: Sequence[Amount]) -> Iterator[Chart]:
    """Nothing where no way has a price."""
    if all(one.amount is None for one in amounts):
        return
    looks = {one.look for one in amounts if one.amount is not None}
    legend = [(name, look) for look, name in _LOOKS.items() if look in looks]
    yield named_bars(title, amounts, columns=("Way", "Tax"), legend=legend)


def _bar(way: ShownWay) -> Amount:
    tax = way.option.outcome.tax if way.option.outcome else None
    return Amount(way.name, _look(way.is_best, way.option.is_feasible), tax)


def _joint_bar(shown: ShownJoint) -> Amount:
    tax = shown.joint.tax if shown.joint.years else None
    return Amount(shown.name, _look(shown.is_best, shown.joint.is_feasible), tax)


def _look(is_best: bool, is_open: bool) -> Look:  # noqa: FBT001
    if is_best:
        return "pine"
    return "coffee" if is_open else "muted"


_LOOKS: Final[dict[Look, str]] = {
    "pine": "least tax of those that leave no basis",
    "coffee": "open",
    "muted": "not open as things stand",
}
