"""The cup: its cream covers the share of its area, as drawn."""

from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.charts import cup

SLICES = 2_000


def inner_width(depth):
    """How wide the cup of ``_cup.html`` is: straight sides to 112, then corners of radius 14."""
    if depth <= 112:
        return 112 - 2 * depth * 8 / 112
    return 68 + 2 * sqrt(14**2 - (depth - 112) ** 2)


def share_above(level):
    """The part of the cup's area above a level edge, by adding up slices."""
    middles = [(number + 0.5) * 126 / SLICES for number in range(SLICES)]
    covered = sum(inner_width(depth) for depth in middles if depth < level)
    return covered / sum(inner_width(depth) for depth in middles)


def mean_depth_of_edge(path):
    """How deep the drawn edge is on average, from the right side of the cup to the left."""
    numbers = [float(word) for word in path.translate(_LETTERS).split()]
    right = numbers[3]  # M-8 -1 H120 V{right} C… S… Z
    first, second = numbers[4:10], numbers[10:14]
    middle = (first[4], first[5])
    mirrored = (2 * middle[0] - first[2], 2 * middle[1] - first[3])
    curves = [
        ((120, right), (first[0], first[1]), (first[2], first[3]), middle),
        (middle, mirrored, (second[0], second[1]), (second[2], second[3])),
    ]
    points = [_bezier(curve, step / 200) for curve in curves for step in range(201)]
    inside = [(across, depth) for across, depth in points if 0 <= across <= 112]
    strips = [
        (left_of - across, (depth + next_depth) / 2)
        for (left_of, depth), (across, next_depth) in pairwise(inside)
    ]
    return sum(width * depth for width, depth in strips) / sum(width for width, _ in strips)


_LETTERS = str.maketrans("MHVCSZ", "      ")


def _bezier(points, at):
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    return tuple(
        sum(weight * point[axis] for weight, point in zip(weights, points, strict=True))
        for axis in (0, 1)
    )


@pytest.mark.parametrize("share", [0.0, 0.01, 0.073, 0.25, 0.5, 0.75, 0.9, 0.99, 1.0])
def test_the_cream_covers_its_share_of_the_cup(share):
    assert share_above(cup(share).level) == pytest.approx(share, abs=0.01)


@pytest.mark.parametrize("share", [0.02, 0.073, 0.3, 0.5, 0.8, 0.98])
def test_the_swaying_edge_covers_no_more_and_no_less(share):
    assert mean_depth_of_edge(cup(share).edge) == pytest.approx(cup(share).level, abs=1)


@given(st.floats(0, 1))
def test_the_edge_stays_inside_the_cup(share):
    drawn = cup(share)
    assert drawn.level - drawn.wave >= 0
    assert drawn.level + drawn.wave <= 126.000001


@given(st.floats(0, 1), st.floats(0, 1))
def test_more_basis_is_more_cream(one, other):
    less, more = sorted((one, other))
    assert cup(less).level <= cup(more).level


@pytest.mark.parametrize(("share", "level"), [(0, 0), (1, 126)])
def test_all_coffee_and_all_cream_have_a_straight_edge(share, level):
    assert cup(share).level == pytest.approx(level)
    assert cup(share).wave == 0


def test_half_the_area_is_less_than_half_the_depth():
    """The cup is wider above: 104 × 126 ÷ 2 = 6,552 lies above 60.6."""
    assert cup(0.5).level == pytest.approx(60.6, abs=0.1)
