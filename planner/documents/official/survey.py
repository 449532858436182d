"""Which box of a blank belongs to which line, read from the blank itself.

A line's number is printed just left of its box, and its words left of the number. Nothing else is
believed: neither the names of the fields, which change from year to year, nor a list of ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from planner.documents.official.boxes import Box
from planner.documents.official.page_text import Piece
from planner.engine.layouts import FormLayout, form_layout, form_years

PAGES: Final = 2
NO_FIELDS: Final = "The file has no fields: it can be printed, but not filled in."

_NUMBER: Final = re.compile(r"\d{1,2}[a-z]?")
_FOOT: Final = re.compile(r"form8606\((\d{4})\)")
_TO_NUMBER: Final = 40.0
"""Points between a printed number and its box; line 10 has a × between."""
_TO_NEXT: Final = 12.0
"""Points between the two boxes of a line: a rule before cents, or the point of line 10."""
_FIRST_CAPTION: Final = 45.0
"""Points from the foot of a page's first box to the top of its line's words."""
_SLACK: Final = 2.0


class BlankRefusedError(Exception):
    """A file is not a blank that can be filled; ``reasons`` say what was expected and found."""

    def __init__(self, *reasons: str) -> None:
        """Every reason is a whole sentence."""
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is written, by the names of the boxes.

    ``part`` is the box right of ``whole``, if there is one: the cents, or the places of line 10.
    """

    whole: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """The form of a year: the box of the name, and those of each line by its printed number."""

    year: int
    name: str
    lines: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a file: what it prints and what can be filled in."""

    pieces: tuple[Piece, ...]
    boxes: tuple[Box, ...]

    @property
    def text(self) -> str:
        """Everything printed, in small letters and without spaces."""
        return _plain("".join(piece.text for piece in self.pieces))


def survey(leaves: tuple[Leaf, ...]) -> Blank:
    """The blank of which ``leaves`` are the pages; raises ``BlankRefusedError`` for any doubt."""
    layout = form_layout(_year(leaves))
    _refuse(_strange_fields(leaves))
    found = [(leaf, *one) for leaf in leaves for one in _numbered(leaf)]
    _refuse(_strange_numbers([number for _, number, _ in found], layout))
    _refuse(_strange_words(found, layout))
    places = {number: _place(leaf, box) for leaf, number, box in found}
    _refuse(_strange_places(places, leaves, layout))
    return Blank(layout.year, _name_box(leaves[0], places), places)


def _refuse(reasons: Iterator[str]) -> None:
    if found := tuple(reasons):
        raise BlankRefusedError(*found)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _year(leaves: tuple[Leaf, ...]) -> int:
    """The year printed on every page; refused unless it is one revision that is known here."""
    if len(leaves) != PAGES:
        raise BlankRefusedError(f"Form 8606 has {PAGES} pages; this file has {len(leaves)}.")
    texts = [leaf.text for leaf in leaves]
    if "nondeductibleiras" not in texts[0]:
        raise BlankRefusedError("Page 1 should be titled “Nondeductible IRAs”; it is not.")
    if any("draftasof" in text or "donotfile" in text for text in texts):
        raise BlankRefusedError("This is a draft; only the final form is filled in.")
    found = [set(_FOOT.findall(text)) for text in texts]
    years = set.union(*found)
    if len(years) != 1 or not all(found):
        said = ", ".join(sorted(years)) or "none"
        raise BlankRefusedError(
            f"Both pages should say “Form 8606” with one year in parentheses; found: {said}."
        )
    year = int(years.pop())
    if year not in form_years():
        first, last = form_years()[0], form_years()[-1]
        raise BlankRefusedError(
            f"This is the form of {year}; the lines of {first} to {last} are known here."
        )
    return year


def _numbered(leaf: Leaf) -> Iterator[tuple[str, Box]]:
    """Every box with the number printed left of it, from the top of the page."""
    for box in sorted(leaf.boxes, key=lambda box: (-box.top, box.left)):
        if number := _number(leaf, box):
            yield number, box


def _number(leaf: Leaf, box: Box) -> str:
    beside = [
        piece
        for piece in leaf.pieces
        if box.bottom - _SLACK <= piece.base <= box.top
        and -_SLACK <= box.left - piece.right <= _TO_NUMBER
        and _NUMBER.fullmatch(piece.text.strip())
    ]
    if not beside:
        return ""
    nearest = max(beside, key=lambda piece: piece.right)
    between = (other for other in leaf.boxes if nearest.right <= other.left < box.left)
    if any(other.bottom < box.middle < other.top for other in between):
        return ""
    return nearest.text.strip()


def _strange_fields(leaves: tuple[Leaf, ...]) -> Iterator[str]:
    boxes = [box for leaf in leaves for box in leaf.boxes]
    if not boxes:
        yield NO_FIELDS
    names = [box.name for box in boxes]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"More than one box is called {name[:80]}."
    if any(box.kind == "text" and box.text for box in boxes):
        yield "Something is filled in already; a blank is wanted."


def _strange_numbers(numbers: list[str], layout: FormLayout) -> Iterator[str]:
    """The numbers beside boxes are those of the form, each once and in order."""
    expected = [line.number for line in layout.lines]
    missing = [number for number in expected if number not in numbers]
    if missing:
        yield f"No box was found beside the numbers of these lines: {', '.join(missing)}."
    for number in expected:
        if numbers.count(number) > 1:
            yield f"Line {number} should have one box beside its number; it has more."
    for number in sorted(set(numbers) - set(expected)):
        yield f"There is a line {number}, which the form of {layout.year} as known here has not."
    if sorted(numbers) == sorted(expected) and numbers != expected:
        yield f"The lines should come in the order {', '.join(expected)}; they do not."


def _strange_words(found: list[tuple[Leaf, str, Box]], layout: FormLayout) -> Iterator[str]:
    """Every number stands for what it stands for in the year's layout."""
    words = {line.number: line.says for line in layout.lines}
    before: tuple[Leaf | None, float] = None, 0.0
    for leaf, number, box in found:
        top = before[1] if before[0] is leaf else box.bottom + _FIRST_CAPTION
        caption = _caption(leaf, box, top)
        before = leaf, box.bottom - _SLACK
        if _plain(words[number]) not in _plain(caption):
            read = " ".join(caption.split())[:200] or "nothing"
            yield f"Line {number} should say “{words[number]}”; it says: {read}."


def _caption(leaf: Leaf, box: Box, top: float) -> str:
    """What is printed left of a box and below the line before."""
    return "".join(
        piece.text
        for piece in leaf.pieces
        if box.bottom - _SLACK < piece.base < top and piece.right < box.left
    )


def _place(leaf: Leaf, box: Box) -> Place:
    level = [other for other in leaf.boxes if other.bottom < box.middle < other.top]
    right = [other for other in level if -_SLACK <= other.left - box.right <= _TO_NEXT]
    return Place(box.name, right[0].name if len(right) == 1 else "")


def _strange_places(
    places: dict[str, Place], leaves: tuple[Leaf, ...], layout: FormLayout
) -> Iterator[str]:
    """Line 10 is split at its point; the amounts all have a box for cents, or none has."""
    amounts = [line.number for line in layout.lines if line.kind == "money"]
    with_cents = [number for number in amounts if places[number].part]
    if with_cents and with_cents != amounts:
        yield f"Only lines {', '.join(with_cents)} have a second box; all amounts should, or none."
    for line in layout.lines:
        if line.kind == "ratio" and not places[line.number].part:
            yield f"Line {line.number} should have a box on either side of its point; it has one."
    yield from _strange_boxes(places, {box.name: box for leaf in leaves for box in leaf.boxes})


def _strange_boxes(places: dict[str, Place], boxes: dict[str, Box]) -> Iterator[str]:
    used = [name for place in places.values() for name in (place.whole, place.part) if name]
    for name in sorted(set(used)):
        if used.count(name) > 1:
            yield f"The box {name[:80]} would belong to two lines."
        if boxes[name].kind != "text":
            yield f"The box {name[:80]} should take text; it does not."


def _name_box(leaf: Leaf, places: dict[str, Place]) -> str:
    """The box under the printed word “Name”, left of that for the number that stays blank."""
    name, ssn = _under(leaf, "name."), _under(leaf, "yoursocialsecuritynumber")
    used = {box for place in places.values() for box in (place.whole, place.part)}
    if name is None or ssn is None or name == ssn or {name.name, ssn.name} & used:
        raise BlankRefusedError(
            "There should be a box under “Name” and another under “Your social security number”;"
            " they were not found."
        )
    return name.name


def _under(leaf: Leaf, word: str) -> Box | None:
    """The text box whose top left corner is at the first printed piece that begins so."""
    for piece in leaf.pieces:
        if _plain(piece.text).startswith(word):
            near = (
                box
                for box in leaf.boxes
                if box.kind == "text"
                and abs(box.left - piece.left) < _FIRST_CAPTION / 3
                and 0 <= piece.base - box.top < _FIRST_CAPTION / 3
            )
            return next(near, None)
    return None
