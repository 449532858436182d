from decimal import ROUND_FLOOR, Decimal, localcontext
from typing import Any

import pytest

from planner.engine import form8606
from planner.engine.computation import compute, distribution_without_basis, has_basis, moved
from tests.engine.people import D, person_year


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, False),
        ({"distribution": 0, "conversion": 0}, False),
        ({"distribution": "0.01"}, True),
        ({"conversion": "0.01"}, True),
        ({"roth_distribution": 5000, "nondeductible_contribution": 7000}, False),
    ],
)
def test_did_anything_leave(facts: dict[str, Any], *, answer: bool) -> None:
    assert moved(person_year(**facts)) is answer


@pytest.mark.parametrize(
    ("facts", "answer"),
    [
        ({}, None),
        ({"nondeductible_contribution": 0}, None),
        ({"prior_basis": 0}, False),
        ({"prior_basis": "0.01"}, True),
        ({"nondeductible_contribution": "0.01"}, True),
        ({"nondeductible_contribution": 7000, "prior_basis": 0}, True),
    ],
)
def test_is_there_basis(facts: dict[str, Any], *, answer: bool | None) -> None:
    assert has_basis(person_year(**facts)) is answer


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, ()),
        ({"prior_basis": 5}, ()),
        ({"nondeductible_contribution": 7000}, ("prior_basis",)),
        ({"nondeductible_contribution": 7000, "prior_basis": 0}, ()),
        ({"distribution": 1}, ("prior_basis",)),
        ({"conversion": 1}, ("prior_basis",)),
        ({"conversion": 1, "prior_basis": 0}, ()),
        ({"conversion": 1, "prior_basis": 1}, ("year_end_value",)),
        ({"conversion": 1, "prior_basis": 1, "year_end_value": 0}, ()),
        ({"conversion": 1, "prior_basis": 1, "outstanding_rollover": 5}, ("year_end_value",)),
        (
            {"conversion": 1, "nondeductible_contribution": 7000},
            ("prior_basis", "year_end_value"),
        ),
        ({"roth_distribution": 0}, ()),
        ({"roth_distribution": 1}, ("roth_contribution_basis",)),
        ({"roth_distribution": 1, "first_home_expenses": 1}, ()),
        ({"roth_distribution": 1, "roth_conversion_basis": 1}, ("roth_contribution_basis",)),
        ({"roth_distribution": 1, "roth_contribution_basis": 1}, ()),
        ({"roth_distribution": 2, "roth_contribution_basis": 1}, ("roth_conversion_basis",)),
        (
            {"roth_distribution": 2, "roth_contribution_basis": 1, "roth_conversion_basis": 1},
            (),
        ),
        ({"roth_distribution": 1, "conversion": 1}, ("prior_basis", "roth_contribution_basis")),
    ],
)
def test_what_is_missing(facts: dict[str, Any], missing: tuple[str, ...]) -> None:
    computation = compute(person_year(**facts))
    assert computation.missing == missing
    assert (computation.taxable is None) == bool(missing)


def test_the_rules_that_were_applied() -> None:
    nothing = compute(person_year())
    assert nothing.rules == ((), (), ())
    assert nothing.values == {}
    contribution = compute(person_year(nondeductible_contribution=7000, prior_basis=0))
    assert contribution.rules == (form8606.PART_I_WITHOUT_DISTRIBUTION, (), ())
    everything = compute(
        person_year(
            prior_basis=1,
            year_end_value=1,
            conversion=1,
            roth_distribution=9,
            roth_contribution_basis=1,
            roth_conversion_basis=1,
        )
    )
    parts = (form8606.PART_I, form8606.PART_II, form8606.PART_III)
    assert everything.rules == parts
    no_basis = compute(person_year(prior_basis=0, conversion=1))
    assert no_basis.rules == ((), form8606.PART_II_WITHOUT_BASIS, ())


@pytest.mark.parametrize(
    ("roth", "count"),
    [
        ({"first_home_expenses": 9}, 1),
        ({}, 1),
        ({"roth_contribution_basis": 9}, 2),
        ({"roth_contribution_basis": 8}, 2),
        ({"roth_contribution_basis": 8, "roth_conversion_basis": 1}, 3),
        ({"roth_contribution_basis": 0, "roth_conversion_basis": 8}, 4),
    ],
)
def test_part_iii_stops_where_it_has_to(roth: dict[str, Any], count: int) -> None:
    computation = compute(person_year(roth_distribution=9, **roth))
    assert computation.rules[2] == form8606.PART_III[:count]


def test_an_unknown_basis_leaves_its_lines_unknown() -> None:
    facts = person_year(nondeductible_contribution=7000, year_end_value=0, conversion=7000)
    values = compute(facts).values
    known = {key for key, value in values.items() if value is not None}
    assert known == {
        "nondeductible_contribution",
        "contribution_after_year_end",
        "year_end_value",
        "distribution",
        "conversion",
        "qualified_disaster_amount",
        "ratio_places",
        "unit",
        "ira_pool",
        "converted",
    }
    assert values["ira_pool"] == 7000
    without = compute(person_year(conversion=7000)).values
    unknown = {"converted_basis": None, "taxable_conversion": None}
    assert without == {"converted": D(7000)} | unknown


@pytest.mark.parametrize(
    ("facts", "amount"),
    [
        ({"prior_basis": 0}, "0"),
        ({"prior_basis": 0, "distribution": "5000.50"}, "5001"),
        ({"prior_basis": 0, "distribution": "5000.50", "rounding": "cents"}, "5000.50"),
        ({"prior_basis": 0, "distribution": 5000, "qualified_disaster_amount": 2000}, "3000"),
        ({"prior_basis": 0, "distribution": 5000, "qualified_disaster_amount": 6000}, "0"),
        ({"prior_basis": 10, "year_end_value": 0, "distribution": 5000}, "0"),
    ],
)
def test_a_distribution_without_basis(facts: dict[str, Any], amount: str) -> None:
    person = person_year(**facts)
    assert distribution_without_basis(person, compute(person).values) == D(amount)


@pytest.mark.parametrize(
    ("facts", "taxable"),
    [
        ({"prior_basis": 0, "distribution": 10, "conversion": 5}, "15"),
        ({"prior_basis": 10, "year_end_value": 80, "distribution": 10, "conversion": 10}, "18"),
        # 15c is 9 - 100 = -91 and does not lower what line 18 adds
        (
            {"prior_basis": 10, "year_end_value": 80, "distribution": 10, "conversion": 10}
            | {"qualified_disaster_amount": 100},
            "9",
        ),
        (
            {"roth_distribution": 9, "roth_contribution_basis": 0, "roth_conversion_basis": 2}
            | {"prior_basis": 0, "distribution": 100},
            "107",
        ),
    ],
)
def test_taxable(facts: dict[str, Any], taxable: str) -> None:
    assert compute(person_year(**facts)).taxable == D(taxable)


@pytest.mark.parametrize("context", [{"prec": 2}, {"rounding": ROUND_FLOOR}], ids=str)
def test_the_callers_decimal_context_does_not_matter(context: dict[str, Any]) -> None:
    facts = person_year(
        nondeductible_contribution=7000, prior_basis=0, year_end_value=200_000, conversion=7000
    )
    with localcontext(**context):
        computation = compute(facts)
    assert computation.values["ira_pool"] == D(207_000)
    assert computation.taxable == D(6763)
    zero = computation.values["taxable_distribution"]
    assert isinstance(zero, Decimal)
    assert not zero.is_signed()
