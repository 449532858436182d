"""The parts of the options page that are loaded when somebody opens them: ``p1/spread/ahead``."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.charts import Chart
from planner.engine.fixes import OutcomeYear
from planner.services.ways_out.ahead import NOTHING, Course, course_of
from planner.services.ways_out.ahead_why import ShownYear, shown_years
from planner.services.ways_out.ahead_words import ahead_charts, ahead_words
from planner.services.ways_out.comparison import WaysOut
from planner.services.ways_out.landing import PART, Landing, landing, landing_of
from planner.services.ways_out.worth import (
    ComparedYear,
    Comparison,
    compared_years,
    comparison_of,
)
from planner.services.ways_out.worth_words import (
    assumed,
    charts_of,
    counted,
    turning,
    turning_why,
    verdict,
)

_STROKES = 2
_FORM_AHEAD = "ahead-"
"""Before the year of a form among the years ahead: ``p1/spread/ahead-2028``."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A part that is open: ``person/way/kind``; ``slug`` is the same for an id."""

    key: str
    kind: Literal["ahead", "worth", "tax"]

    @property
    def slug(self) -> str:
        """The key as an element's id can hold it."""
        return self.key.replace("/", "-")

    @property
    def name(self) -> str:
        """The person and the way."""
        return self.key.rpartition("/")[0]

    @property
    def template(self) -> str:
        """What shows it."""
        return f"planner/_ways_out_{self.kind}.html"

    def named(self, charts: Sequence[Chart]) -> list[tuple[str, Chart]]:
        """Each chart with an id that is its own on the page."""
        return [(f"{self.slug}-chart-{at}", one) for at, one in enumerate(charts, 1)]


@dataclass(frozen=True, slots=True)
class OpenedAhead(Opened):
    """Every year of a way; ``course`` is ``None`` where it cannot be worked out."""

    course: Course | None

    @property
    def sentences(self) -> list[str]:
        """What the years come to."""
        return list(ahead_words(self.course)) if self.course else []

    @property
    def charts(self) -> list[tuple[str, Chart]]:
        """The pictures of the years, each with an id."""
        return self.named(list(ahead_charts(self.course))) if self.course else []

    @property
    def years(self) -> list[ShownYear]:
        """Each year with the why of its figures."""
        return shown_years(self.course) if self.course else []


@dataclass(frozen=True, slots=True)
class OpenedWorth(Opened):
    """A way against another after tax; ``compared`` is ``None`` where a fact is missing."""

    compared: Comparison | None

    @property
    def names(self) -> tuple[str, str]:
        """What the two ways are called in a table."""
        is_nothing = self.compared is not None and self.compared.way.key == NOTHING
        return ("Going on", "Stopping") if is_nothing else ("This way", "Doing nothing")

    @property
    def verdict(self) -> list[str]:
        """Which is better."""
        return list(verdict(self.compared)) if self.compared else []

    @property
    def assumed(self) -> str:
        """What it rests on."""
        return assumed(self.compared) if self.compared else ""

    @property
    def turning(self) -> tuple[str, str]:
        """What turns it, and how that follows."""
        return (turning(self.compared), turning_why(self.compared)) if self.compared else ("", "")

    @property
    def counted(self) -> list[str]:
        """What is counted and what is not."""
        return list(counted(self.compared)) if self.compared else []

    @property
    def charts(self) -> list[tuple[str, Chart]]:
        """By how much it is ahead or behind, with an id."""
        return self.named(list(charts_of(self.compared))) if self.compared else []

    @property
    def years(self) -> list[ComparedYear]:
        """Each year with its parts."""
        return compared_years(self.compared) if self.compared else []


@dataclass(frozen=True, slots=True)
class OpenedTax(Opened):
    """Where each dollar of a year lands; ``asked`` is the key with the year that was chosen."""

    asked: str
    landing: Landing | None


def opened(found: WaysOut, asked: Iterable[str]) -> Mapping[str, Opened]:
    """The parts that are asked for, by their keys; what is none of them is left out.

    The first that is asked for of a way is the one that is open.
    """
    found_parts: dict[str, Opened] = {}
    for key in asked:
        if one := _opened(found, key):
            found_parts.setdefault(one.key, one)
            found_parts.setdefault(key, one)
    return found_parts


def form_ahead(found: WaysOut, asked: str) -> OutcomeYear | None:
    """The form of a year ahead, as ``person/way/ahead-year`` asks for it."""
    if asked.count("/") < _STROKES:
        return None
    person, way, part = asked.rsplit("/", 2)
    if not part.startswith(_FORM_AHEAD):
        return None
    course = course_of(found, person, way)
    return course.form_of(part.removeprefix(_FORM_AHEAD)) if course else None


def _opened(found: WaysOut, key: str) -> Opened | None:
    if key.count("/") < _STROKES:
        return None
    person, way, part = key.rsplit("/", 2)
    if part == "ahead":
        return OpenedAhead(key, "ahead", course_of(found, person, way))
    if part == "worth":
        return OpenedWorth(key, "worth", comparison_of(found, person, way))
    if landing_of(key):
        return OpenedTax(f"{person}/{way}/{PART}", "tax", key, landing(found, key))
    return None
