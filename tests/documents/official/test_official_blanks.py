"""The blanks of the IRS themselves: every line in its own box, read back and seen.

The names of their fields are written out here as a person reads them off the forms; the product
knows none of them.
"""

import random
from decimal import Decimal
from functools import cache
from itertools import zip_longest
from typing import Any

import pytest
from PIL import ImageChops

from planner.documents.official.inspect import inspect
from planner.documents.official.texts import texts
from planner.documents.official.writing import written
from planner.engine import PersonYear, worksheet
from planner.engine.layouts import form_layout
from tests.documents import sheets
from tests.documents.official.blanks import YEARS, official
from tests.documents.official.filled import frame, ink, places, printed_in, values
from tests.engine.people import NUMBERS, person_year
from tests.engine.test_corpus import KEYS, needs_the_corpus, rows

NAME = "Łukasz Żółć-Example"
PAGE_2_BEGINS = {2018: "16", 2021: "16", 2022: "16", 2023: "16", 2025: "15a"}
AT_LINE_10 = {2018: 27, 2021: 18, 2022: 18, 2023: 18, 2025: 18}
"""The field left of the point of line 10, counted on page 1; amounts begin at the 9th."""


def field(year, page, at):
    number = f"{at:02d}" if year == 2025 else str(at)
    return f"topmostSubform[0].Page{page}[0].f{page}_{number}[0]"


def expected(year):
    """Fields by line: in the order of the lines, two for each amount of 2018 and for line 10."""
    first = NUMBERS[: NUMBERS.index(PAGE_2_BEGINS[year])]
    found = {}
    for page, numbers, at in ((1, first, 9), (2, NUMBERS[len(first) :], 1)):
        for number in numbers:
            boxes = 2 if year == 2018 or number == "10" else 1
            found[number] = [field(year, page, at + more) for more in range(boxes)]
            at += boxes  # noqa: PLW2901
    return found


@cache
def blank_of(year):
    return inspect(official(year))


def fill(year, sheet, *, editable=False, name=NAME):
    blank = blank_of(year)
    return written(official(year), blank, texts(sheet.lines, blank), name=name, editable=editable)


def parts_of(text, boxes):
    """A line's text as it is divided over its boxes."""
    pieces = text.split(".") if len(boxes) > 1 else [text]
    return {box: piece for box, piece in zip_longest(boxes, pieces, fillvalue="") if piece}


def as_printed(year, sheet):
    """What each field should hold."""
    found: dict[str, str] = {}
    for number, boxes in expected(year).items():
        found |= parts_of(sheet.line(number).text, boxes)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_the_lines_are_found_where_a_person_reads_them(year):
    blank = blank_of(year)
    assert blank.year == year
    found = {
        number: [name for name in (place.whole, place.part) if name]
        for number, place in blank.lines.items()
    }
    assert found == expected(year)
    assert blank.name == field(year, 1, 1)
    assert found["10"][0] == field(year, 1, AT_LINE_10[year])


@pytest.mark.parametrize("year", YEARS)
def test_the_blank_has_the_columns_and_pages_of_our_layout(year):
    layout, boxes = form_layout(year), places(official(year))
    for line in layout.lines:
        place = blank_of(year).lines[line.number]
        assert boxes[place.whole].page == line.page
        assert bool(place.part) == (layout.cents_column or line.kind == "ratio")
    edges = {
        line.number: boxes[blank_of(year).lines[line.number].whole].right for line in layout.lines
    }
    outer = {line.number for line in layout.lines if line.column == "outer"}
    assert {number for number, edge in edges.items() if edge > 540} == outer


@pytest.mark.parametrize("year", YEARS)
def test_every_line_is_in_its_own_field(year):
    sheet = sheets.full(year)
    held = values(fill(year, sheet, editable=True))
    assert held == as_printed(year, sheet) | {field(year, 1, 1): NAME}


@pytest.mark.parametrize("editable", [False, True])
@pytest.mark.parametrize("year", YEARS)
def test_every_line_is_printed_inside_its_box(year, editable):
    sheet = sheets.full(year)
    content, boxes = fill(year, sheet, editable=editable), places(official(year))
    printed = as_printed(year, sheet) | {field(year, 1, 1): NAME}
    found = printed_in(content, {name: box for name, box in boxes.items() if box.kind == "text"})
    assert found == dict.fromkeys(found, "") | printed


@pytest.mark.parametrize("editable", [False, True])
@pytest.mark.parametrize("year", YEARS)
def test_ink_is_added_in_the_boxes_and_nowhere_else(year, editable):
    """Also for amounts in the trillions with cents and a name that does not end."""
    before = ink(fill(year, sheets.empty(year), name="x", editable=editable))
    name = "Wolfeschlegelsteinhausen " * 9
    after = ink(fill(year, sheets.huge(year), name=name, editable=editable))
    boxes = places(official(year))
    used = set(as_printed(year, sheets.huge(year))) | {field(year, 1, 1)}
    for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
        added = ImageChops.difference(old, new).point(lambda level: 255 * (level > 64))
        for name in used:
            if boxes[name].page == number:
                around = frame(new, boxes[name])
                assert added.crop(around).getbbox(), name
                added.paste(0, around)
        assert added.getbbox() is None


@pytest.mark.parametrize("year", YEARS)
def test_the_number_for_social_security_and_the_address_stay_blank(year):
    held = values(fill(year, sheets.full(year), editable=True))
    blank_boxes = {field(year, 1, at) for at in range(2, 9)}
    assert not blank_boxes & held.keys()
    assert not any(name.rpartition(".")[2].startswith("c") for name in held)


def test_cents_go_behind_the_rule_of_2018_and_behind_a_point_elsewhere():
    facts: dict[str, Any] = {
        "nondeductible_contribution": Decimal("5500.25"),
        "prior_basis": Decimal(0),
    }
    for year, held in ((2018, ("5,500", "25")), (2021, ("5,500.25",))):
        sheet = worksheet(PersonYear(tax_year=year, rounding="cents", **facts))
        found = values(fill(year, sheet, editable=True))
        assert tuple(found[name] for name in expected(year)["1"]) == held


@needs_the_corpus
@pytest.mark.slow
def test_two_hundred_person_years_of_the_corpus():
    sample = random.Random(8606).sample(rows(), 200)  # noqa: S311
    for at, row in enumerate(sample):
        year = YEARS[at % len(YEARS)]
        inputs = {KEYS[key]: amount for key, amount in row["inputs"].items() if key in KEYS}
        sheet = worksheet(person_year(tax_year=year, **inputs))
        held = values(fill(year, sheet, editable=True, name="A"))
        assert held == as_printed(year, sheet) | {field(year, 1, 1): "A"}
