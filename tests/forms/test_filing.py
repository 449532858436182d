"""What can be typed of a filed form and of a start, and what is said about the rest."""

from datetime import date
from decimal import Decimal

import pytest

from planner.engine.layouts import form_layout
from planner.forms.filing import (
    BasisStartForm,
    FiledLinesForm,
    RatioField,
    ReasonForm,
    plain,
    typed_lines,
)

TODAY = date(2026, 11, 22)


def filed(**typed):
    data = {name.replace("l", "line-") if name[0] == "l" else name: v for name, v in typed.items()}
    return FiledLinesForm(data, layout=form_layout(2019), year=2019, today=TODAY)


def test_lines_are_kept_as_plain_text_and_empty_is_not_zero():
    form = filed(l1="$6,000", l2="0", l10=".034", l14="6000.50", on="2020-04-10")
    assert form.is_valid(), form.errors
    assert form.lines == {"1": "6000", "2": "0", "10": "0.034", "14": "6000.50"}
    assert form.cleaned_data["on"] == date(2020, 4, 10)


def test_no_form_has_no_lines():
    form = filed(l1="6,000", is_none="on")
    assert form.is_valid()
    assert form.lines == {}


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"l1": "abc"}, "line-1", "“abc” is not an amount. Write it like 7,500 or 7500.00."),
        ({"l1": "-5"}, "line-1", "This is negative; the form takes amounts of zero or more."),
        ({"l10": "7"}, "line-10", "Write it as a decimal from 0 to 1, like 0.034."),
        ({"l1": "1", "on": "tomorrow"}, "on", "This is not a date. Write it like 2026-04-10."),
        ({"l1": "1", "on": "2026-11-23"}, "on", "This day has not come yet."),
        ({"l1": "1", "on": "2019-12-31"}, "on", "A return for 2019 is not filed before 2020."),
        ({}, "__all__", "Type at least one line, or say that no form was filed."),
    ],
)
def test_what_cannot_be_is_said_where_it_is(typed, field, message):
    assert filed(**typed).errors == {field: [message]}


def test_part_iii_may_be_below_zero():
    form = filed(l23="(1,250)")
    assert form.is_valid()
    assert form.lines == {"23": "-1250"}


def test_part_iii_opens_where_something_stands_in_it():
    assert [part.is_open for part in filed(l1="1").parts] == [True, True, False]
    assert [part.is_open for part in filed(l19="x").parts] == [True, True, True]
    numbers = [field.field.line for part in filed().parts for field in part.fields]
    assert numbers == [line.number for line in form_layout(2019).lines]


@pytest.mark.parametrize("text", ["0", "1", "1.000", "0.034", ".9999999999"])
def test_a_ratio(text):
    assert RatioField().clean(text) == Decimal(text)


@pytest.mark.parametrize("text", ["1.001", "-0.5", "3.4%", "1e-3", "٠.٥", "0.0340000000000"])
def test_no_ratio(text):
    with pytest.raises(Exception, match="decimal from 0 to 1"):
        RatioField().clean(text)


def test_what_is_kept_shows_again():
    lines = {"1": Decimal("6000"), "10": Decimal("1.000"), "14": Decimal("6000.50")}
    shown = typed_lines(lines)
    assert shown == {"line-1": "6,000", "line-10": "1.000", "line-14": "6,000.50"}
    form = filed(**{f"l{number}": shown[f"line-{number}"] for number in lines})
    assert form.is_valid()
    assert form.lines == {number: plain(amount) for number, amount in lines.items()}


def start(**typed):
    data = {"after_year": "2018", "amount": "1,000", "evidence": "filed_8606"} | typed
    return BasisStartForm(data, today=TODAY)


def test_a_start():
    form = start()
    assert form.is_valid()
    found = form.to_facts()
    assert (found.after_year, found.amount, found.evidence) == (2018, 1000, "filed_8606")


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"after_year": ""}, "after_year", "Say which year the form was for."),
        ({"after_year": "x"}, "after_year", "This is not a year. Write it like 2019."),
        ({"after_year": "2026"}, "after_year", "This must be a year from 1975 to 2025."),
        ({"after_year": "1974"}, "after_year", "This must be a year from 1975 to 2025."),
        ({"amount": ""}, "amount", "Type line 14 of that form; 0 if it carried nothing."),
        ({"evidence": "gossip"}, "evidence", "Choose one from the list."),
    ],
)
def test_no_start(typed, field, message):
    assert start(**typed).errors == {field: [message]}


def test_a_reason_has_to_be_there():
    assert ReasonForm({"reason": " "}).errors == {"reason": ["Say why; it stays in the history."]}
    assert ReasonForm({"reason": "Because"}).is_valid()
