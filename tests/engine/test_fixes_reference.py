"""The command's five ways a second time, from the words of its contract, in exact fractions.

Shares no code with the engine: forms come from ``reference``, brackets are written out here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.engine.fixes.results import Question, fixes_result
from tests.engine.households import (
    Object,
    contribution,
    conversion,
    household,
    person,
    read,
    start,
    value,
    withdrawal,
)
from tests.engine.reference import form_8606, half_up

type Row = dict[str, Any]

ZERO = Fraction(0)
NOVEMBER = date(2026, 11, 22)
JOINT_2026 = [
    (0, "0.10"),
    (24_800, "0.12"),
    (100_800, "0.22"),
    (211_400, "0.24"),
    (403_550, "0.32"),
    (512_450, "0.35"),
    (768_700, "0.37"),
]


@dataclass(frozen=True, kw_only=True)
class Life:
    """What is known of one person's 2026, in dollars."""

    cents: bool
    basis: Fraction
    contributed: Fraction
    in_spring: Fraction
    done: Fraction
    planned: Fraction
    withdrawn: Fraction
    value: Fraction
    income: Fraction
    rate: str | None
    marginal_rate: str | None
    state_rate: str | None
    years: int

    @property
    def unit(self) -> Fraction:
        return Fraction(1, 100) if self.cents else Fraction(1)

    @property
    def inside(self) -> Fraction:
        return self.value + self.planned

    def file(self) -> Object:
        events = [
            contribution("2026-02-01", 2026, text(self.contributed)),
            conversion("2026-03-01", text(self.done)),
            withdrawal("2026-05-01", text(self.withdrawn)),
            conversion("2026-12-01", text(self.planned)),
            contribution("2027-02-01", 2026, text(self.in_spring)),
        ]
        of_2026: Object = {"year": 2026, "filing_status": "married_jointly"}
        of_2026 |= {"taxable_income": text(self.income), "marginal_rate": self.marginal_rate}
        known: Object = {"basis_start": start(text(self.basis), 2025)}
        known["year_end_values"] = [value(2026, text(self.value))]
        one = person(*events, **known)
        rounding = "cents" if self.cents else "dollars"
        return household(one, years=[of_2026 | {"state_rate": self.state_rate}], rounding=rounding)

    def tax(self, taxable: Fraction) -> Fraction:
        if flat := self.rate or self.marginal_rate:
            return half_up(taxable * Fraction(flat), self.unit)
        federal = schedule(self.income + taxable) - schedule(self.income)
        return half_up(federal + taxable * Fraction(self.state_rate or "0"), self.unit)

    def row(self, year: int, convert: Fraction, entries: dict[str, Fraction]) -> Row:
        lines = form_8606(entries | {"conversion": convert}, cents=self.cents)
        carried = lines.get("14", half_up(entries.get("prior_basis", ZERO), self.unit))
        return {
            "year": year,
            "convert": half_up(convert, self.unit),
            "taxable": lines["taxable"],
            "tax": self.tax(lines["taxable"]),
            "basis_carried_forward": carried,
        }

    def first(self, convert: Fraction, left: Fraction) -> Row:
        entries = {
            "nondeductible_contribution": self.contributed + self.in_spring,
            "contribution_after_year_end": self.in_spring,
            "prior_basis": self.basis,
            "distribution": self.withdrawn,
            "year_end_value": left,
        }
        return self.row(2026, convert, entries)

    @property
    def most(self) -> Fraction:
        """The smaller of what is still in the pool and pool minus basis, never a cent more."""
        pool = self.inside + self.done + self.withdrawn
        pre_tax = max(ZERO, pool - self.basis - self.contributed)
        return floor(min(self.inside, pre_tax) / self.unit) * self.unit

    def spread(self) -> Iterator[Row]:
        left, part = self.inside, half_up(self.inside / self.years, self.unit)
        carried: Any = ZERO
        for ahead in range(self.years):
            taken = left if ahead == self.years - 1 else min(part, left)
            left -= taken
            if ahead:
                entries = {"prior_basis": carried, "year_end_value": left}
                row = self.row(2026 + ahead, taken, entries)
            else:
                row = self.first(self.done + taken, left)
                left += self.in_spring
            carried = row["basis_carried_forward"]
            yield row

    def ways(self) -> dict[str, tuple[Fraction, list[Row]]]:
        everything = self.done + self.inside
        rolled = self.most, [self.first(everything - self.most, ZERO)]
        return {
            "do_nothing": (ZERO, [self.first(self.done + self.planned, self.value)]),
            "roll_in": rolled,
            "solo_401k": rolled,
            "convert_all": (ZERO, [self.first(everything, ZERO)]),
            "spread": (ZERO, list(self.spread())),
        }


def text(amount: Fraction) -> str:
    return f"{Decimal(int(amount * 100)) / 100:.2f}"


def schedule(income: Fraction) -> Fraction:
    tops = [*(Fraction(floor_) for floor_, _ in JOINT_2026[1:]), income]
    taxed = (
        max(ZERO, min(income, top) - low) * Fraction(rate)
        for (low, rate), top in zip(JOINT_2026, tops, strict=True)
    )
    return half_up(sum(taxed, ZERO), Fraction(1, 100))


@st.composite
def lives(draw: st.DrawFn) -> Life:
    cents = draw(st.booleans())

    def amount(most: int) -> Fraction:
        some = st.integers(0, most * 100 if cents else most)
        return Fraction(draw(st.just(0) | some), 100 if cents else 1)

    return Life(
        cents=cents,
        basis=amount(60_000),
        contributed=amount(8_600),
        in_spring=amount(8_600),
        done=amount(80_000),
        planned=amount(80_000),
        withdrawn=amount(20_000),
        value=amount(300_000),
        income=amount(900_000),
        rate=draw(st.none() | st.sampled_from(["0.32", "0.235"])),
        marginal_rate=draw(st.none() | st.just("0.35")),
        state_rate=draw(st.none() | st.just("0.093")),
        years=draw(st.integers(1, 6)),
    )


def numbers(found: Row) -> Row:
    return {key: one if key == "year" else Fraction(one) for key, one in found.items()}


@given(lives())
def test_the_command_says_what_its_contract_asks_for(life: Life) -> None:
    question = Question(
        year=2026,
        on=NOVEMBER,
        rate=None if life.rate is None else Decimal(life.rate),
        spread_years=life.years,
    )
    [found] = fixes_result(read(life.file()), question)["people"]
    options = {option["key"]: option for option in found["options"]}
    for key, (rolled, rows) in life.ways().items():
        assert Fraction(options[key]["roll_in"]) == rolled, key
        assert [numbers(year) for year in options[key]["years"]] == rows, key
        for sum_of in ("convert", "taxable", "tax"):
            assert Fraction(options[key][sum_of]) == sum(row[sum_of] for row in rows), key
