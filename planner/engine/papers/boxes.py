"""The boxes of the two forms, as data: which there are, what they hold and what they mean.

``data/papers/form_1099_r.toml`` and ``form_5498.toml`` name their source, the Instructions for
Forms 1099-R and 5498. Boxes that say nothing about an IRA's basis are left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from planner.engine.papers.paper import FormName
from planner.engine.toml_reader import Section, parse

_FOLDER = resources.files("planner.engine") / "data" / "papers"
KINDS = frozenset({"dollars", "flag", "codes", "text", "choice", "code", "date", "year"})


@dataclass(frozen=True, slots=True)
class Box:
    """One box: ``number`` as printed, and the key it is kept by, which may say more."""

    key: str
    number: str
    kind: str
    name: str
    meaning: str
    options: Mapping[str, str] = field(default_factory=dict)


@cache
def boxes(form: FormName) -> Mapping[str, Box]:
    """The boxes of ``form`` by key, in the order of the form."""
    file = f"form_{form.lower().replace('-', '_')}.toml"
    return read_boxes(parse((_FOLDER / file).read_text("utf-8"), file=file))


def read_boxes(document: Section) -> Mapping[str, Box]:
    """The boxes in a data file; ``DataFileError`` where it breaks its own rules."""
    document.only("source", "checked", "box")
    document.get("source", str)
    found = [_box(one) for one in _sections(document)]
    return {box.key: box for box in found}


def _sections(document: Section) -> list[Section]:
    return [
        Section(document.file, f"box[{at}]", values)
        for at, values in enumerate(document.get("box", list))
    ]


def _box(section: Section) -> Box:
    section.only("key", "box", "kind", "name", "meaning", "options")
    key, kind = section.get("key", str), section.get("kind", str)
    if kind not in KINDS:
        raise section.error("kind", f"is {kind!r}, which is none of {', '.join(sorted(KINDS))}")
    return Box(
        key=key,
        number=section.get("box", str) if "box" in section.values else key,
        kind=kind,
        name=section.get("name", str),
        meaning=section.get("meaning", str),
        options=dict(section.section("options").values) if "options" in section.values else {},  # type: ignore[arg-type]
    )
