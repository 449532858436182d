"""What holds for every person-year, whatever the amounts."""

import json
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from planner.engine import PersonYear, Worksheet, worksheet
from planner.engine.computation import compute
from planner.engine.facts import AMOUNTS
from planner.engine.money import LARGEST, UNITS, Ratio
from planner.engine.results import result
from tests.engine.people import NUMBERS, shown
from tests.engine.reference import fewest_places_that_tie, form_8606, half_up
from tests.engine.strategies import UNKNOWABLE, cents, entries, exact, policies, small, years

ZERO = Decimal(0)


def sheet_of(amounts: dict[str, Any], **others: Any) -> Worksheet:
    return worksheet(PersonYear(**({"tax_year": 2025} | amounts | others)))


def values(sheet: Worksheet) -> dict[str, Decimal]:
    return {line.number: line.value for line in sheet.lines if isinstance(line.value, Decimal)}


def fractions(sheet: Worksheet) -> dict[str, Fraction]:
    return {number: Fraction(text.replace(",", "")) for number, text in shown(sheet).items()}


@given(entries(), policies, years)
def test_the_reference_agrees(amounts: dict[str, Any], policy: dict[str, Any], year: int) -> None:
    sheet = sheet_of(amounts, tax_year=year, **policy)
    places = policy["ratio_places"]
    expected = form_8606(amounts, cents=policy["rounding"] == "cents", places=places)
    found = fractions(sheet)
    ratio, line_10 = expected.pop("10", None), found.pop("10", None)
    assert sheet.taxable is not None
    assert found | {"taxable": Fraction(sheet.taxable)} == expected
    if ratio is None or line_10 is None:
        assert ratio is line_10
    elif places:
        assert line_10 == ratio
    else:
        unit = Fraction(UNITS[policy["rounding"]])
        fewest = 3 if ratio == 1 else fewest_places_that_tie(ratio, expected, unit)
        assert line_10 == half_up(ratio, Fraction(1, 10**fewest))
        assert len(shown(sheet)["10"]) == len("0.") + fewest


@given(entries(), policies)
def test_the_form_adds_up(amounts: dict[str, Any], policy: dict[str, Any]) -> None:
    lines = values(sheet_of(amounts, **policy))
    assume("13" in lines)
    assert lines["11"] + lines["12"] == lines["13"] <= lines["5"]
    assert lines["3"] - lines["13"] == lines["14"] >= lines["4"] >= ZERO
    assert ZERO <= lines["11"] <= lines["8"]
    assert ZERO <= lines["12"] <= lines["7"]
    came_out = lines["7"] + lines["8"]
    assert lines["15a"] + lines["13"] + lines.get("18", ZERO) == came_out


@given(entries(), policies, st.data())
def test_more_pre_tax_money_is_never_less_tax(
    amounts: dict[str, Any], policy: dict[str, Any], data: st.DataObject
) -> None:
    amounts = amounts | {"qualified_disaster_amount": ZERO}
    room = LARGEST - amounts["year_end_value"]
    more = data.draw(st.decimals(0, room, places=2) | st.just(min(Decimal(1), room)))
    richer = amounts | {"year_end_value": amounts["year_end_value"] + more}
    less_tax, more_tax = (sheet_of(facts, **policy).taxable for facts in (amounts, richer))
    assert less_tax is not None
    assert more_tax is not None
    assert less_tax <= more_tax


@given(entries(small), st.none() | st.integers(3, 10))
def test_dollars_are_hundredfold_cents(amounts: dict[str, Any], places: int | None) -> None:
    hundredth = {key: amount / 100 for key, amount in amounts.items()}
    home = min(amounts["first_home_expenses"].to_integral_value(), Decimal(10_000))
    hundredth["first_home_expenses"] = home / 100
    in_dollars = sheet_of(
        {key: amount * 100 for key, amount in hundredth.items()}, ratio_places=places
    )
    in_cents = sheet_of(hundredth, rounding="cents", ratio_places=places)
    assume(in_dollars.status == in_cents.status == "complete")
    assert values(in_dollars) == {key: 100 * amount for key, amount in values(in_cents).items()}
    assert shown(in_dollars).get("10") == shown(in_cents).get("10")


@given(entries(small), st.integers(2, 1000))
def test_the_share_does_not_depend_on_the_size(amounts: dict[str, Any], times: int) -> None:
    amounts = amounts | {"first_home_expenses": ZERO}
    once = sheet_of(amounts).value("nontaxable_ratio")
    larger = sheet_of({key: amount * times for key, amount in amounts.items()})
    ratio = larger.value("nontaxable_ratio")
    assume(isinstance(once, Ratio))
    assert isinstance(once, Ratio)
    assert isinstance(ratio, Ratio)
    assert ratio.fraction == once.fraction


@given(
    entries(),
    policies,
    st.sets(st.sampled_from(UNKNOWABLE), min_size=1),
    st.lists(st.tuples(cents, small, cents, small), min_size=2, max_size=4),
)
def test_nothing_is_shown_that_rests_on_what_is_not_known(
    amounts: dict[str, Any], policy: dict[str, Any], missing: set[str], guesses: list[Any]
) -> None:
    known = {key: amount for key, amount in amounts.items() if key not in missing}
    sheet = sheet_of(known, **policy)
    guesses.append((ZERO, ZERO, ZERO, ZERO))
    for guess in guesses:
        filled = known | {key: dict(zip(UNKNOWABLE, guess, strict=True))[key] for key in missing}
        whole = sheet_of(filled, **policy)
        assert whole.status == "complete"
        assert shown(sheet).items() <= shown(whole).items()
        assert sheet.taxable in {None, whole.taxable}
        assert set(sheet.parts) <= set(whole.parts)
        lines = {line.number for line in sheet.lines if line.state == "unknown"}
        if sheet.status == "complete":
            assert not lines
            assert sheet.taxable == whole.taxable


@given(entries(), st.sets(st.sampled_from(UNKNOWABLE)))
def test_what_is_missing_is_named_once_and_only_when_it_is(
    amounts: dict[str, Any], missing: set[str]
) -> None:
    sheet = sheet_of({key: amount for key, amount in amounts.items() if key not in missing})
    blocking = [finding for finding in sheet.findings if finding.severity == "blocks"]
    assert {finding.key for finding in blocking} <= missing
    assert len({finding.key for finding in blocking}) == len(blocking)
    assert (sheet.status == "incomplete") == bool(blocking) == (sheet.taxable is None)
    for finding in blocking:
        assert finding.code == f"missing-{finding.key.replace('_', '-')}"
        assert f"(line {AMOUNTS[finding.key]}) is not known" in finding.message


anything = (
    st.none()
    | st.decimals(allow_nan=True, allow_infinity=True)
    | st.sampled_from(
        [Decimal(text) for text in ("NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "-0", "-0.00")]
        + [Decimal(text) for text in ("1E+999999", "1E-999999", "0E-50", "0E+9", "-1", "0.005")]
        + [LARGEST, LARGEST + Decimal("0.01"), Decimal("1E+3"), Decimal("7000.000")]
    )
)


@given(
    st.fixed_dictionaries(dict.fromkeys(AMOUNTS, anything)),
    st.integers(),
    st.sampled_from(["dollars", "cents", "euros", ""]),
    st.none() | st.integers(),
)
@example({"conversion": Decimal("sNaN"), "first_home_expenses": Decimal("NaN")}, 2025, "cents", 3)
@example({"conversion": Decimal("1E+3"), "prior_basis": Decimal("-0")}, 2025, "dollars", None)
def test_never_an_exception(
    amounts: dict[str, Any], year: int, rounding: str, places: int | None
) -> None:
    for tax_year in (year, 2025):
        sheet = sheet_of(amounts, tax_year=tax_year, rounding=rounding, ratio_places=places)
        assert sheet.status in {"complete", "incomplete", "invalid"}
        assert (sheet.status == "invalid") == (not sheet.lines)
        assert sheet.findings or sheet.status == "complete"
        assert json.dumps(result(sheet), allow_nan=False)


@given(entries(), policies)
def test_texts_read_back_as_the_values(amounts: dict[str, Any], policy: dict[str, Any]) -> None:
    sheet = sheet_of(amounts, **policy)
    for line in sheet.lines:
        if isinstance(line.value, Decimal):
            assert Decimal(line.plain_text) == line.value
            assert ("." in line.text) == (policy["rounding"] == "cents")
        assert not line.text.startswith("-0.00")
        assert "E" not in line.text


CONTEXTS: list[dict[str, Any]] = [
    {"prec": 3},
    {"prec": 27},
    {"prec": 1, "rounding": ROUND_FLOOR},
    {"rounding": ROUND_FLOOR},
    {"rounding": ROUND_CEILING},
]


@pytest.mark.parametrize("context", CONTEXTS, ids=str)
@given(amounts=entries(), policy=policies)
def test_the_callers_decimal_context_does_not_matter(
    context: dict[str, Any], amounts: dict[str, Any], policy: dict[str, Any]
) -> None:
    facts = PersonYear(tax_year=2025, **amounts, **policy)
    usual, usual_values = result(worksheet(facts)), compute(facts).values
    with localcontext(**context) as changed:
        changed.traps[Inexact] = False
        found, found_values = result(worksheet(facts)), compute(facts).values
    assert found == usual
    assert str(found_values) == str(usual_values)


@given(entries(), policies, st.randoms(use_true_random=False))
def test_the_order_of_the_keys_does_not_matter(
    amounts: dict[str, Any], policy: dict[str, Any], random: Any
) -> None:
    items = list((amounts | policy).items())
    random.shuffle(items)
    assert result(sheet_of(dict(items))) == result(sheet_of(amounts | policy))


@given(entries(), policies)
def test_lines_and_traces_are_whole(amounts: dict[str, Any], policy: dict[str, Any]) -> None:
    sheet = sheet_of(amounts, **policy)
    assert tuple(line.number for line in sheet.lines) == NUMBERS
    for line in sheet.lines:
        trace = line.trace
        assert (line.state == "filled") == bool(line.text) == bool(trace.calculation)
        assert "{" not in trace.formula + trace.calculation
        assert "?" not in trace.calculation
        if line.state == "filled":
            assert line.text in trace.calculation


@given(entries(), exact)
def test_line_14_carried_on_gives_the_same_basis_next_year(
    amounts: dict[str, Any], policy: dict[str, Any]
) -> None:
    carried = values(sheet_of(amounts, **policy)).get("14")
    assume(carried and carried <= LARGEST)
    following = sheet_of(
        {"prior_basis": carried, "nondeductible_contribution": Decimal(1)}, tax_year=2026, **policy
    )
    assert values(following)["2"] == carried
