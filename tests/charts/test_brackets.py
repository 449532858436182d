"""The picture of brackets: as wide as the dollars, as high as the rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.charts import Landed, Mark, brackets

ADDED = (
    Landed("Covered by deductions", "muted", Decimal(0), Decimal(6_100)),
    Landed("In the 10% bracket", "coffee", Decimal("0.10"), Decimal(12_400)),
    Landed("In the 12% bracket", "coffee", Decimal("0.12"), Decimal(1_500)),
)
PUSHED = Landed("Gains from 0% to 15%", "calm", Decimal("0.15"), Decimal(5_000))


def test_it_says_what_it_shows():
    chart = brackets(
        "Where it lands",
        ADDED,
        (PUSHED,),
        marks=(Mark(Decimal(15_000), "above $25,000 of income, something begins"),),
        said="$20,000 more.",
    )
    assert chart.columns == ("Where", "Rate", "Dollars", "Tax")
    assert chart.rows == (
        ("Covered by deductions", "0%", "$6,100", "$0"),
        ("In the 10% bracket", "10%", "$12,400", "$1,240"),
        ("In the 12% bracket", "12%", "$1,500", "$180"),
        ("Gains from 0% to 15%", "15%", "$5,000", "$750"),
    )
    assert chart.text.startswith("$20,000 more. Covered by deductions: $6,100 at 0%, $0.")
    assert chart.text.endswith(
        "Gains from 0% to 15%: $5,000 at 15%, $750. A: above $25,000 of income, something begins."
    )
    assert [key.name for key in chart.legend] == [
        "covered by deductions",
        "taxed as ordinary income",
        "gains pushed to a higher rate",
        "above $25,000 of income, something begins",
    ]


rates = st.sampled_from([Decimal("0.1"), Decimal("0.22"), Decimal("0.37")])
landed = st.builds(
    Landed, st.just("x"), st.just("coffee"), rates, st.integers(1, 10**6).map(Decimal)
)


@given(st.lists(landed, min_size=1, max_size=7), st.lists(landed, max_size=3))
def test_the_area_of_a_box_is_its_tax(added, beside):
    boxes = brackets("", added, beside).drawing.boxes
    taxes = [float(one.tax) for one in (*added, *beside)]
    areas = [box.width * box.height for box in boxes]
    scale = sum(areas) / sum(taxes)
    assert areas == pytest.approx([tax * scale for tax in taxes], rel=0.001, abs=0.01)


def test_what_is_not_taxed_is_still_seen():
    boxes = brackets("", ADDED).drawing.boxes
    whole = sum(box.width for box in boxes)
    assert boxes[0].height == 3
    assert boxes[0].width == pytest.approx(whole * 6_100 / 20_000)


def test_rates_are_written_where_there_is_room():
    words = {word.text for word in brackets("", ADDED, (PUSHED,)).drawing.words}
    assert {"0%", "10%", "15%", "$0", "$20k"} <= words
    thin = (Landed("x", "coffee", Decimal("0.24"), Decimal(1)), *ADDED)
    assert "24%" not in {word.text for word in brackets("", thin).drawing.words}
