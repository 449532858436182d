"""Charts of any numbers: inside their frame, nothing over anything else, told in words."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from planner.charts import (
    Amount,
    Band,
    Landed,
    Mark,
    Range,
    Segment,
    Series,
    Span,
    bands,
    brackets,
    columns_around_zero,
    lines_over_dollars,
    lines_over_years,
    named_bars,
    stacked_columns,
)
from planner.charts.geometry import LOOKS, TEXT, width_of

amounts = st.decimals(-(10**13), 10**13, places=2) | st.sampled_from([Decimal(0), Decimal(1)])
known_or_not = st.none() | amounts
looks = st.sampled_from(LOOKS)
names = st.text(st.characters(exclude_categories=["C"]), max_size=60)


@st.composite
def over_years(draw):
    first = draw(st.integers(1975, 2060))
    count = draw(st.integers(1, 50))
    values = st.lists(known_or_not, min_size=count, max_size=count).map(tuple)
    series = draw(st.lists(st.builds(Series, names, looks, values), min_size=1, max_size=3))
    return range(first, first + count), series


@st.composite
def over_dollars(draw):
    places = tuple(sorted(draw(st.lists(amounts, min_size=1, max_size=40, unique=True))))
    values = st.lists(known_or_not, min_size=len(places), max_size=len(places)).map(tuple)
    series = draw(st.lists(st.builds(Series, names, looks, values), min_size=1, max_size=3))
    ends = sorted(draw(st.tuples(amounts, amounts)))
    likely = draw(st.none() | st.just(Span(ends[0], ends[1], "likely")))
    marks = draw(st.lists(st.builds(Mark, st.sampled_from(places), names), max_size=9))
    return Range("Value of December 31", places, tuple(marks), likely), series


segments = st.builds(Segment, names, looks, known_or_not, st.sampled_from(["", "22%", "12.4%"]))
rows = st.builds(Band, names, st.lists(segments, max_size=9).map(tuple), names)
named = st.builds(Amount, names, looks, known_or_not)

landed = st.builds(
    Landed,
    names,
    looks,
    st.sampled_from([Decimal(0), Decimal("0.05"), Decimal("0.24"), Decimal("0.37")]),
    st.integers(1, 10**9).map(Decimal),
)


@st.composite
def of_brackets(draw):
    added = draw(st.lists(landed, min_size=1, max_size=8))
    width = sum(one.dollars for one in added)
    at = st.decimals(0, width, places=2)
    marks = draw(st.lists(st.builds(Mark, at, names), max_size=6))
    return brackets("A title", added, draw(st.lists(landed, max_size=3)), marks=marks)


charts = (
    of_brackets()
    | over_years().map(lambda made: stacked_columns("A title", *made))
    | over_years().map(lambda made: columns_around_zero("A title", made[0], made[1][0]))
    | over_years().map(lambda made: lines_over_years("A title", *made))
    | over_dollars().map(lambda made: lines_over_dollars("A title", *made))
    | st.lists(named, max_size=12).map(lambda made: named_bars("A title", made))
    | st.builds(
        bands,
        st.just("A title"),
        st.lists(rows, min_size=1, max_size=6),
        marks=st.lists(st.builds(Mark, amounts, names), max_size=9),
    )
)


def box_of(word):
    """The room that a word takes: left, right, top, bottom."""
    return word.left, word.left + width_of(word.text), word.y - 0.75 * TEXT, word.y


def cover_each_other(one, other):
    left, right, top, bottom = box_of(one)
    left_2, right_2, top_2, bottom_2 = box_of(other)
    return left < right_2 and left_2 < right and top < bottom_2 and top_2 < bottom


def is_label(word):
    return word.text != "?"  # stands in its column, between the lines


@given(charts)
def test_everything_is_inside_the_picture(chart):
    drawing = chart.drawing
    for box in drawing.boxes:
        assert box.x >= -0.01
        assert box.right <= drawing.width + 0.01
        assert box.y >= -0.01
        assert box.bottom <= drawing.height + 0.01
        assert box.width >= 0
        assert box.height >= 0
    for word in drawing.words:
        left, right, top, bottom = box_of(word)
        assert left >= -0.01, word
        assert right <= drawing.width + 0.01, word
        assert top >= 0, word
        assert bottom <= drawing.height, word


@given(charts)
def test_no_word_covers_another(chart):
    words = [word for word in chart.drawing.words if is_label(word)]
    for at, one in enumerate(words):
        assert not [other.text for other in words[at + 1 :] if cover_each_other(one, other)], one


@given(charts)
def test_every_chart_is_well_formed_and_says_what_it_shows(chart):
    for paper in (False, True):
        context = {"chart": chart, "key": "k", "paper": paper}
        root = ET.fromstring(render_to_string("planner/_chart.html", context))  # noqa: S314
        assert not [element for element in root.iter() if "style" in element.attrib]
    assert chart.text
    assert {len(row) for row in chart.rows} <= {len(chart.columns)}


@given(over_years())
def test_a_column_is_as_high_as_its_sum(made):
    years, series = made
    positive = [
        Series(one.name, one.look, tuple(abs(value or 0) for value in one.values)) for one in series
    ]
    chart = stacked_columns("", years, positive)
    totals = [sum(column) for column in zip(*(one.values for one in positive), strict=True)]
    heights: dict[float, float] = {}
    for box in chart.drawing.boxes:
        heights[round(box.x, 3)] = heights.get(round(box.x, 3), 0.0) + box.height
    drawn = [heights[x] for x in sorted(heights)]
    wanted = [float(total) for total in totals if total]
    scale = max(drawn, default=1) / max(wanted, default=1)
    assert drawn == pytest.approx([total * scale for total in wanted], abs=0.001)


@given(over_years())
def test_columns_go_up_above_zero_and_down_below(made):
    years, (one, *_) = made
    boxes = columns_around_zero("", years, one).drawing.boxes
    zeros = {box.bottom if box.look == "pine" else box.y for box in boxes}
    assert len({round(zero, 6) for zero in zeros}) <= 1
    signs = ["pine" if value > 0 else "stop" for value in one.values if value]
    assert [box.look for box in boxes] == signs
    assert all(left.x < right.x for left, right in pairwise(boxes))


@given(st.lists(segments, min_size=1, max_size=8).map(tuple))
def test_segments_lie_end_to_end_without_a_gap(parts):
    parts = tuple(
        Segment(part.name, part.look, None if part.amount is None else abs(part.amount))
        for part in parts
    )
    boxes = bands("", [Band("One", parts)]).drawing.boxes
    assert len(boxes) == len([part for part in parts if part.amount])
    assert all(left.right == pytest.approx(right.x) for left, right in pairwise(boxes))


def test_stacked_columns_are_told_and_tabled():
    chart = stacked_columns(
        "The IRAs year by year",
        (2026, 2027, 2028),
        (
            Series("Pre-tax", "coffee", (Decimal(93_000), Decimal(97_650), Decimal(90_000))),
            Series("Already taxed", "cream", (Decimal(7_000), Decimal(7_000), None)),
        ),
        said="With nothing done, the basis stays.",
    )
    assert chart.text == (
        "With nothing done, the basis stays. "
        "Pre-tax: $93,000 in 2026, $90,000 in 2028, highest in 2027 with $97,650. "
        "Already taxed: $7,000 throughout, from 2026 to 2027. Not known in 2028."
    )
    assert chart.columns == ("Year", "Pre-tax", "Already taxed")
    assert chart.rows == (
        ("2026", "$93,000", "$7,000"),
        ("2027", "$97,650", "$7,000"),
        ("2028", "$90,000", "not known"),
    )
    assert [key.name for key in chart.legend] == ["Pre-tax", "Already taxed"]
    written = [word.text for word in chart.drawing.words]
    assert written == [
        *("$0", "$25k", "$50k", "$75k", "$100k", "$125k"),
        *("2026", "2027", "2028", "?"),
    ]


def test_what_is_not_known_is_asked_inside_the_frame_where_all_else_is_below_zero():
    behind = Series("Ahead", "pine", (Decimal(-1), None))
    chart = stacked_columns("Ahead", (2026, 2027), [behind])
    [asked] = [word for word in chart.drawing.words if word.text == "?"]
    assert box_of(asked)[2] >= 8  # where the lines across begin


def test_the_turn_from_behind_to_ahead_is_told():
    one = Series("Against doing nothing", "pine", (Decimal(-900), Decimal(0), Decimal(40)))
    chart = columns_around_zero("Is it worth it", (2026, 2027, 2028), one)
    assert chart.text == (
        "Against doing nothing: behind in 2026, even in 2027, ahead in 2028. "
        "Against doing nothing: −$900 in 2026, $40 in 2028."
    )
    assert [key.name for key in chart.legend] == ["ahead", "behind"]


def test_marks_over_a_range_have_letters_and_sentences():
    places = tuple(Decimal(at) for at in (200_000, 210_000, 220_000))
    taxed = Series("Taxable", "coffee", (Decimal(0), Decimal(500), Decimal(9_500)))
    chart = lines_over_dollars(
        "Taxable by the value of December 31",
        Range(
            "Value",
            places,
            (Mark(Decimal(212_400), "above $212,400 converting costs more"),),
            Span(Decimal(205_000), Decimal(215_000), "Likely"),
        ),
        (taxed,),
    )
    assert chart.text == (
        "Taxable: $0 at $200,000, $9,500 at $220,000. "
        "A: above $212,400 converting costs more. Likely: from $205,000 to $215,000."
    )
    assert [key.name for key in chart.legend] == [
        "Taxable",
        "Likely",
        "above $212,400 converting costs more",
    ]
    assert [word.text for word in chart.drawing.words if word.look == "letter"] == ["A"]


def test_bands_name_what_fits_and_tell_all():
    parts = (
        Segment("12%", "muted", Decimal(90_000), "12%"),
        Segment("22%", "coffee", Decimal(100), "22%"),
    )
    chart = bands("Brackets", [Band("Where each dollar lands", parts, "$90,100")])
    written = [word.text for word in chart.drawing.words]
    assert "12%" in written
    assert "22%" not in written
    assert chart.text == "Where each dollar lands: 12% $90,000, 22% $100."
    assert chart.rows == (
        ("Where each dollar lands", "12%", "$90,000"),
        ("Where each dollar lands", "22%", "$100"),
    )


def test_a_long_name_ends_before_its_figure():
    chart = bands("", [Band("Convert " * 30, (), "$1,234,567.89")])
    name, figure = (word for word in chart.drawing.words if word.look in {"name", "figure"})
    assert name.text.endswith("…")
    assert name.left + width_of(name.text) < figure.left


def test_named_bars_are_in_proportion_and_tell_the_least_and_the_most():
    chart = named_bars(
        "Tax now, by way",
        (
            Amount("Do nothing", "coffee", Decimal(1_668)),
            Amount("Roll in", "pine", Decimal(0)),
            Amount("Convert everything", "muted", Decimal(5_004)),
            Amount("Spread", "coffee", None),
        ),
        columns=("Way", "Tax"),
    )
    assert chart.text == (
        "The least is $0 (Roll in), the most $5,004 (Convert everything). "
        "Do nothing $1,668; Roll in $0; Convert everything $5,004; Spread not known."
    )
    short, long = chart.drawing.boxes
    assert long.width == pytest.approx(3 * short.width)
    assert chart.columns == ("Way", "Tax")
    assert chart.rows[-1] == ("Spread", "not known")
