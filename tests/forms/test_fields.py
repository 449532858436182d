"""Every way people write dollars and percentages, and why others are refused."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from planner.forms.fields import DollarField, PercentField, money_text, written

NBSP, NARROW_NBSP = "\xa0", "\u202f"

AMOUNTS = {
    "7500": "7500",
    "7,500": "7500",
    "$7,500": "7500",
    "$ 7,500": "7500",
    "7500.00": "7500",
    "7500.": "7500",
    "7,500.5": "7500.5",
    ".5": "0.5",
    "0": "0",
    "0.00": "0",
    "-0": "0",
    "00012": "12",
    "12k": "12000",
    "12 K": "12000",
    "$12.5k": "12500",
    "1.2345k": "1234.5",
    "0.00001k": "0.01",
    "1.5m": "1500000",
    "2M": "2000000",
    "  7500\t": "7500",
    f"{NBSP}$7,500{NBSP}": "7500",
    f"${NARROW_NBSP}7,500": "7500",
    "1,234,567.89": "1234567.89",
    "999999999999.99": "999999999999.99",
    "999,999,999,999.99": "999999999999.99",
    "0" * 30 + "7500": "7500",
}

NEGATIVE = [
    "-5",
    "−5",
    "–5",
    "- 5",
    "-$5",
    "$-5",
    "$ -5",
    "(5)",
    "(1,250)",
    "($1,250.00)",
    "( 12k )",
    "(-5)",
    "-0.01",
]

NOT_AN_AMOUNT = [
    "x",
    "seven",
    "7500 USD",
    "€7,500",
    "7.500,00",
    "75,00",
    "1,23,456",
    "7,5000",
    ",500",
    "7,500,",
    "7 500",
    f"7{NBSP}500",
    "1.2.3",
    "$",
    "-",
    ".",
    ",",
    "()",
    "(7500",
    "7500)",
    "((5))",
    "1e5",
    "1E5",
    "0x10",
    "7_500",
    "+5",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "12kk",
    "12b",
    "k",
    "7500%",
    "=1+1",
    "٧٥٠٠",
    "７５００",
    "²",
    "5" + "\0",
    "\0",
    "5\n6",
    "<b>5</b>",
    "{{ 5 }}",
    "None",
]

TOO_MANY_DECIMALS = [
    "7500.001",
    "0.123456789012",
    "7500.0000000000000000000000000000001",
    "1.00000000000000000000000000000000001k",
    "0.000001k",
    "0." + "0" * 36 + "1",
]

TOO_LARGE = ["1000000000000", "999999999999.995", "1,000,000m", "9" * 40, "9" * 39 + "m"]


class Sample(forms.Form):
    amount = DollarField()
    share = PercentField()
    word = forms.CharField(required=False)


def refusal(field, text):
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    (message,) = caught.value.messages
    return message


# --- Dollars -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "amount"), AMOUNTS.items())
def test_dollars_as_people_write_them(text, amount):
    assert DollarField().clean(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "\t\n", NBSP, None])
def test_nothing_entered_is_none_and_not_zero(text):
    assert DollarField().clean(text) is None


@pytest.mark.parametrize("text", NEGATIVE)
def test_a_negative_amount_is_understood_and_refused(text):
    assert refusal(DollarField(), text) == (
        "This is negative; the form takes amounts of zero or more."
    )


@pytest.mark.parametrize("text", NOT_AN_AMOUNT)
def test_anything_else_is_quoted_with_how_to_write_it(text):
    assert refusal(DollarField(), text) == (
        f"“{text}” is not an amount. Write it like 7,500 or 7500.00."
    )


@pytest.mark.parametrize("text", ["--5", "-$-5"])
def test_a_doubled_minus_is_no_plus(text):
    assert "negative" in refusal(DollarField(), text)


@pytest.mark.parametrize("text", TOO_MANY_DECIMALS)
def test_an_amount_stops_at_cents(text):
    assert refusal(DollarField(), text) == "This has more than two decimals; amounts stop at cents."


@pytest.mark.parametrize("text", TOO_LARGE)
def test_a_trillion_is_too_much(text):
    assert refusal(DollarField(), text) == "This is too large: a trillion dollars or more."


@pytest.mark.parametrize("text", ["1" * 41, "x" * 41, "x" * 100_000, "(" * 50_000])
def test_long_text_is_refused_without_repeating_it(text):
    assert refusal(DollarField(), text) == "This is too long to be an amount of dollars."


def test_blanks_around_an_amount_do_not_make_it_long():
    assert DollarField().clean(" " * 100 + "7500") == 7_500


@given(st.text(max_size=60))
def test_whatever_is_typed_is_an_amount_or_a_reason(text):
    field = Sample({"amount": text})["amount"]
    if not field.errors:
        amount = field.form.cleaned_data["amount"]
        assert amount is None or 0 <= amount < 10**12


@given(st.decimals(0, 10**9, places=2))
def test_a_field_reads_what_it_writes(amount):
    assert DollarField().clean(money_text(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("7500", "7,500"),
        ("7500.00", "7,500"),
        ("7500.5", "7,500.50"),
        ("0", "0"),
        ("-0", "0"),
        ("0.01", "0.01"),
        ("100", "100"),
        ("1E+6", "1,000,000"),
        ("999999999999.99", "999,999,999,999.99"),
    ],
)
def test_dollars_are_shown_with_commas_and_cents_only_where_there_are_any(amount, text):
    assert DollarField().written(Decimal(amount)) == text


# --- Percentages ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fraction"),
    [
        ("24", "0.24"),
        ("24%", "0.24"),
        (" 24 % ", "0.24"),
        ("24.5", "0.245"),
        ("24.", "0.24"),
        (".5", "0.005"),
        ("0", "0"),
        ("100", "1"),
        ("100.000000", "1"),
        ("32.123456", "0.32123456"),
        (f"24{NBSP}%", "0.24"),
    ],
)
def test_percentages_as_people_write_them(text, fraction):
    assert PercentField().clean(text) == Decimal(fraction)


@pytest.mark.parametrize("text", ["", "  ", None])
def test_no_rate_entered_is_none_and_not_zero(text):
    assert PercentField().clean(text) is None


@pytest.mark.parametrize("text", ["-1", "−24", "-.5", "100.000001", "101", "999999"])
def test_a_rate_is_from_0_to_100(text):
    assert refusal(PercentField(), text) == "A tax rate is from 0 to 100 percent."


@pytest.mark.parametrize(
    "text",
    [
        *("x", "%", "%24", "24%%", "$24", "24,5", "1e1", "NaN", "(24)", "٢٤", "24\0", ".", "-"),
        *("24.1234567", "1234567", "--5", "1/3"),
    ],
)
def test_anything_else_is_no_percentage(text):
    assert refusal(PercentField(), text) == (
        f"“{text}” is not a percentage. Write it like 24 or 24.5."
    )


def test_a_long_text_is_quoted_from_its_beginning():
    assert refusal(PercentField(), "x" * 100_000) == (
        f"“{'x' * 40}” is not a percentage. Write it like 24 or 24.5."
    )


@pytest.mark.parametrize(
    ("fraction", "text"),
    [("0.24", "24"), ("0.245", "24.5"), ("0", "0"), ("1", "100"), ("0.2000", "20")],
)
def test_a_percentage_is_shown_without_trailing_zeros(fraction, text):
    assert PercentField().written(Decimal(fraction)) == text


@given(st.decimals(0, 100, places=6))
def test_a_percentage_reads_what_it_writes(percent):
    field = PercentField()
    fraction = field.clean(str(percent))
    assert fraction is not None
    assert field.clean(field.written(fraction)) == fraction


# --- In a form -----------------------------------------------------------------------------------


def test_a_field_asks_for_a_number_pad():
    html = str(Sample()["amount"])
    for attribute in ('type="text"', 'inputmode="decimal"'):
        assert attribute in html
    assert "required" not in html


def test_a_field_knows_its_line_and_its_signs():
    assert (DollarField(line="8").line, DollarField().line) == ("8", "")
    assert (DollarField.prefix_sign, PercentField.suffix_sign) == ("$", "%")


@pytest.mark.parametrize(
    ("name", "typed", "text"),
    [
        ("amount", "12k", "12,000"),
        ("amount", "", ""),
        ("amount", "x", ""),
        ("share", "24.50 %", "24.5"),
        ("share", "0", "0"),
        ("word", "12k", ""),
    ],
)
def test_what_was_typed_as_the_field_would_write_it(name, typed, text):
    form = Sample({name: typed})
    form.is_valid()
    assert written(form[name]) == text


def test_before_cleaning_nothing_is_written():
    assert written(Sample({"amount": "12k"})["amount"]) == ""
