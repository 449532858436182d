"""What could come out of Roth IRAs on a day without tax and without the 10%."""

from datetime import date

import pytest

from planner.engine.roth_clocks import QualifiedClock
from planner.engine.roth_layers import ConversionLayer, RothLayers
from planner.engine.roth_today import FreeToday, free_on
from tests.engine.people import D

TODAY = date(2026, 11, 22)
YOUNG, OLD = date(1985, 6, 15), date(1960, 6, 15)
MET, UNMET = QualifiedClock(2015, 2015, is_whole=True), QualifiedClock(2024, 2024, is_whole=True)
TAXED_2021 = ConversionLayer(2021, D(10_000), D(4_000))
TAXED_2022 = ConversionLayer(2022, D(8_000), D(500))
CLEAN_2023 = ConversionLayer(2023, D(6_500), D(0))
OPEN_2026 = ConversionLayer(2026, D(7_500), None)


def free(*layers: ConversionLayer, regular: int | None = 5_000) -> RothLayers:
    return RothLayers(None if regular is None else D(regular), layers)


@pytest.mark.parametrize(
    ("layers", "amount", "stop"),
    [
        (free(), 5_000, None),
        # The five years of 2021 end with 2025, and nothing of 2023 was ever income.
        (free(TAXED_2021, CLEAN_2023), 21_500, None),
        # 500 of 2022 come out before everything behind them, until 2027.
        (free(TAXED_2021, TAXED_2022, CLEAN_2023), 15_000, TAXED_2022),
        # Clean money is free from the day it is converted.
        (free(CLEAN_2023, OPEN_2026), 11_500, OPEN_2026),
        (free(TAXED_2022, regular=0), 0, TAXED_2022),
    ],
)
def test_before_59_and_a_half(
    layers: RothLayers, amount: int, stop: ConversionLayer | None
) -> None:
    found = free_on(TODAY, layers, MET, YOUNG)
    assert (found.amount, found.stop, found.is_all) == (D(amount), stop, False)
    assert found.is_least is (stop == OPEN_2026)
    assert free_on(TODAY, layers, MET, None) == found


def test_what_lies_behind_a_young_conversion_and_what_of_it_bears_the_10_percent() -> None:
    # Behind 2021 are 8,000 + 6,500 + 3,000; 500 and 200 of them were income less than five years
    # ago, the 4,000 of 2021 longer.
    last = ConversionLayer(2025, D(3_000), D(200))
    found = free_on(TODAY, free(TAXED_2021, TAXED_2022, CLEAN_2023, last), MET, YOUNG)
    assert (found.amount, found.behind, found.bears) == (D(15_000), D(17_500), D(700))
    assert free_on(TODAY, free(TAXED_2022, OPEN_2026), MET, YOUNG).bears is None


def test_on_january_1_after_its_five_years_a_conversion_is_free() -> None:
    for day, stop in ((date(2026, 12, 31), TAXED_2022), (date(2027, 1, 1), None)):
        assert free_on(day, free(TAXED_2022), MET, YOUNG).stop == stop


def test_at_59_and_a_half_before_the_five_years_contributions_and_all_conversions() -> None:
    found = free_on(TODAY, free(TAXED_2022, OPEN_2026), UNMET, OLD)
    assert found == FreeToday(is_all=False, regular=D(5_000), converted=D(15_500))


def test_at_59_and_a_half_after_the_five_years_everything() -> None:
    assert free_on(TODAY, free(TAXED_2022), MET, OLD).is_all


def test_what_is_not_known_is_never_zero() -> None:
    unknown = free_on(TODAY, free(TAXED_2021, regular=None), MET, YOUNG)
    assert (unknown.amount, unknown.is_least) == (None, True)
    least = free_on(TODAY, RothLayers(D(5_000), None), MET, YOUNG)
    assert (least.amount, least.is_least, least.stop) == (D(5_000), True, None)
