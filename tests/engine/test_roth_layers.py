"""Out of Roth IRAs: contributions, then conversions first in first out, taxed part first."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.engine.roth_layers import ConversionLayer, Drawn, RothLayers, draw
from tests.engine.people import D


def layer(year: int, amount: Any, taxable: Any = 0) -> ConversionLayer:
    return ConversionLayer(year, D(amount), None if taxable is None else D(taxable))


INSIDE = RothLayers(D(1000), (layer(2020, 500, 300), layer(2022, 400, 0)))


def test_regular_contributions_first() -> None:
    out, left = draw(INSIDE, D(1000))
    assert out == Drawn(D(1000))
    assert left == RothLayers(D(0), INSIDE.conversions)


def test_of_a_conversion_the_taxed_part_first() -> None:
    out, left = draw(INSIDE, D(1350))
    assert out == Drawn(D(1000), (layer(2020, 350, 300),))
    assert left.conversions == (layer(2020, 150, 0), layer(2022, 400, 0))
    assert [one.nontaxable for one in out.conversions or ()] == [D(50)]


def test_a_conversion_may_end_to_the_dollar() -> None:
    out, left = draw(INSIDE, D(1500))
    assert out == Drawn(D(1000), (layer(2020, 500, 300),))
    assert left == RothLayers(D(0), (layer(2022, 400, 0),))


def test_the_older_conversion_before_the_younger_and_earnings_last() -> None:
    out, left = draw(INSIDE, D(2000))
    assert out == Drawn(D(1000), (layer(2020, 500, 300), layer(2022, 400, 0)), D(100))
    assert (left, out.converted) == (RothLayers(), D(900))


def test_nothing_taken_is_nothing_whatever_is_known() -> None:
    unknown = RothLayers(None, None)
    assert draw(unknown, D(0)) == (Drawn(), unknown)
    assert unknown.converted is None


def test_an_unknown_layer_hides_those_after_it() -> None:
    out, left = draw(RothLayers(None, (layer(2020, 5),)), D(1))
    assert (out, left) == (Drawn(None, None, None), RothLayers(None, None))
    assert draw(RothLayers(None, ()), D(1))[1] == RothLayers(None, ())
    out, left = draw(RothLayers(D(10), None), D(11))
    assert (out, left) == (Drawn(D(10), None, None), RothLayers(D(0), None))
    assert out.converted is None
    assert draw(RothLayers(D(10), None), D(4))[0] == Drawn(D(4))


def test_how_much_was_income_may_not_be_known() -> None:
    out, left = draw(RothLayers(D(0), (layer(2020, 500, None),)), D(200))
    assert out.conversions == (layer(2020, 200, None),)
    assert left.conversions == (layer(2020, 300, None),)
    assert layer(2020, 1, None).nontaxable is None


def test_nobody_knows_how_much_came_out() -> None:
    assert INSIDE.hidden() == RothLayers(None, None)
    assert RothLayers().hidden() == RothLayers()


AMOUNTS = st.integers(0, 10_000).map(D)


@st.composite
def insides(draw_: st.DrawFn) -> RothLayers:
    years = draw_(st.lists(st.integers(2000, 2030), unique=True, max_size=6).map(sorted))
    found = [(year, draw_(AMOUNTS.filter(bool))) for year in years]
    layers = [layer(year, whole, draw_(st.integers(0, int(whole)))) for year, whole in found]
    return RothLayers(draw_(AMOUNTS), tuple(layers))


@given(insides(), AMOUNTS, AMOUNTS)
def test_what_comes_out_is_all_there_and_in_order(inside: RothLayers, first: D, second: D) -> None:
    out, left = draw(inside, first)
    assert out.regular is not None
    assert out.earnings is not None
    assert (out.regular + (out.converted or 0) + out.earnings) == first
    assert (left.regular or 0) + out.regular == inside.regular
    assert (left.converted or 0) + (out.converted or 0) == inside.converted
    assert not (left.regular and out.conversions)
    assert not (out.earnings and (left.regular or left.conversions))
    taken = [one.year for one in out.conversions or ()]
    kept = [one.year for one in left.conversions or ()]
    assert taken + kept == sorted(taken + kept)
    for one in (*(out.conversions or ()), *(left.conversions or ())):
        assert one.taxable is not None
        assert 0 <= one.taxable <= one.amount
        assert one.amount > 0
    # Twice is the same as once.
    again, rest = draw(left, second)
    whole, end = draw(inside, first + second)
    assert (rest, whole.regular) == (end, out.regular + (again.regular or 0))
    assert whole.earnings == out.earnings + (again.earnings or 0)
