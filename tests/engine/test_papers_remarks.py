"""A form by itself: what cannot stand on it, what is odd, and what only looks alarming."""

import pytest

from tests.engine.papers import converted, paper, said, slip_1099_r, slip_5498

NORMAL = {"taxable-repeats-gross": "normal"}


def test_code_2_with_2a_equal_to_1_and_2b_ticked_is_normal():
    assert said(converted(), "ira") == NORMAL


def test_so_is_code_7_for_the_older():
    assert said(converted(code="7"), "ira", born="1960-01-01") == NORMAL


def test_and_where_2b_is_not_ticked():
    assert said(converted(b2b_not_determined=False), "ira") == NORMAL


def test_an_empty_form_1099_r_says_what_it_lacks():
    assert said(slip_1099_r()) == {"no-code": "odd", "no-gross": "odd"}


@pytest.mark.parametrize(
    ("boxes", "account", "expected"),
    [
        ({"b7": "12"}, "", {"impossible-codes": "wrong"}),
        ({"b7": "1", "b2a": "7000.01"}, "", {"part-above-whole": "wrong"}),
        ({"b7": "1", "b2a": "7000"}, "", {}),
        ({"b7": "1", "b4": "7001"}, "", {"part-above-whole": "wrong"}),
        ({"b7": "1", "b14": "7001"}, "", {"part-above-whole": "wrong"}),
        ({"b7": "1", "b16": "7001"}, "", {"part-above-whole": "wrong"}),
        ({"b7": "N", "b2a": "7000"}, "", {"recharacterization-taxed": "wrong"}),
        ({"b7": "R", "b2a": "0"}, "", {}),
        ({"b7": "G", "b2a": "7000", "ira": True}, "", {"direct-rollover-taxed": "wrong"}),
        ({"b7": "G", "b2a": "0", "ira": True}, "", {}),
        ({"b7": "G", "b2a": "7000"}, "k", {"plan-money-into-roth": "normal"}),
        ({"b7": "8", "b2a": "40", "ira": True}, "ira", {"only-earnings-taxed": "normal"}),
        ({"b7": "8", "ira": True}, "ira", {}),
        ({"b7": "2", "b5": "3000", "ira": True}, "ira", {"after-tax-of-an-ira": "odd"}),
        ({"b7": "7", "b5": "3000"}, "k", {"code-of-the-old": "odd"}),
        ({"b7": "J", "ira": True}, "", {"roth-code-with-tick": "wrong"}),
        ({"b7": "J"}, "roth", {}),
        ({"b7": "4A", "ira": True}, "", {"plan-code-with-tick": "wrong"}),
        ({"b7": "J"}, "ira", {"code-of-another-account": "wrong", "tick-missing": "odd"}),
        ({"b7": "2"}, "roth", {"code-of-another-account": "wrong"}),
        ({"b7": "8J"}, "roth", {}),
        ({"b7": "1B"}, "k", {}),
        ({"b7": "S", "ira": True}, "simple", {}),
        ({"b7": "S", "ira": True}, "ira", {"not-a-simple-ira": "wrong"}),
        ({"b7": "2"}, "ira", {"tick-missing": "odd"}),
        ({"b7": "N"}, "ira", {}),
        ({"b7": "4", "ira": True}, "inh", {}),
    ],
)
def test_what_a_form_1099_r_of_7000_says(boxes, account, expected):
    assert said(slip_1099_r(b1="7000", **boxes), account) == expected


@pytest.mark.parametrize(
    ("code", "born", "expected"),
    [
        # Born on June 30, 1965: 59½ on December 30, 2024, before the year of the form began.
        ("2", "1965-06-30", {"code-of-the-young": "odd"}),
        ("1", "1965-06-30", {"code-of-the-young": "odd"}),
        # Born on July 1, 1965: 59½ on January 1, 2025. Not before the year; both codes can be.
        ("2", "1965-07-01", {}),
        ("7", "1965-07-01", {}),
        # Born on June 30, 1966: 59½ on December 30, 2025; a day in July is too late by one.
        ("7", "1966-06-30", {}),
        ("7", "1966-07-01", {"code-of-the-old": "odd"}),
        ("7", None, {}),
    ],
)
def test_the_code_fits_the_age(code, born, expected):
    assert said(slip_1099_r(b1="7000", b7=code, ira=True), "ira", born) == expected


@pytest.mark.parametrize(
    ("boxes", "account", "expected"),
    [
        ({}, "ira", {}),
        ({"b7": "ira", "b3": "7000"}, "", {"box-of-another-kind": "wrong"}),
        ({"b7": "roth", "b3": "7000"}, "roth", {}),
        ({"b7": "roth", "b1": "7000"}, "", {"box-of-another-kind": "wrong"}),
        ({"b7": "sep", "b8": "7000"}, "sep", {}),
        ({"b7": "simple", "b8": "7000"}, "", {"box-of-another-kind": "wrong"}),
        # 2025: $7,000, and $1,000 more from age 50 on (Notice 2024-80).
        ({"b1": "8000"}, "", {}),
        ({"b1": "8001"}, "", {"above-every-limit": "odd"}),
        ({"b10": "8001"}, "", {"above-every-limit": "odd"}),
        ({"b5": "100", "b15a": "100", "b15b": "D"}, "", {}),
        ({"b5": "100", "b15a": "101", "b15b": "AD"}, "", {"part-above-whole": "wrong"}),
        ({"b15a": "101"}, "", {"code-missing": "odd"}),
        ({"b15b": "Z"}, "", {"unknown-code": "odd"}),
        ({"b13a": "101"}, "", {"code-missing": "odd"}),
        ({"b13a": "101", "b13c": "SC"}, "", {}),
        ({"b14a": "101", "b14b": "BA"}, "", {"repayment": "normal"}),
        ({"b14a": "101", "b14b": "XX"}, "", {"repayment": "normal", "unknown-code": "odd"}),
        ({}, "k", {"form-of-a-plan": "wrong"}),
        ({"b7": "roth"}, "ira", {"kind-of-another-account": "wrong"}),
        ({"b7": "ira"}, "ira2", {}),
        ({"b12b": "400"}, "", {"required-not-ticked": "odd"}),
        ({"b11": True, "b7": "roth"}, "", {"required-of-a-roth": "wrong"}),
        ({"b11": True}, "", {"required-too-early": "odd"}),
    ],
)
def test_what_a_form_5498_says(boxes, account, expected):
    assert said(slip_5498(**boxes), account) == expected


def test_a_distribution_is_required_from_the_year_one_turns_73():
    # Born in 1953: 73 in 2026, so the form for 2025 announces it; the form for 2024 does not.
    assert said(slip_5498(b11=True), "ira", born="1953-02-01") == {}
    found = said(slip_5498(year=2024, b11=True), "ira", born="1953-02-01")
    assert found == {"required-too-early": "odd"}


def test_nothing_is_said_of_limits_that_are_not_published():
    assert said(slip_5498(year=2099, b1="90000")) == {}


def test_boxes_are_what_they_hold():
    found = paper(converted(b15="ca", b4="0"))
    assert found.dollars("1") == 7000
    assert (found.dollars("7"), found.dollars("5")) == (None, None)
    assert found.dollars("4") == 0
    assert (found.text("7"), found.text("1"), found.text("15")) == ("2", "", "CA")
    assert (found.is_ticked("ira"), found.is_ticked("2b_total")) == (True, False)


def test_nothing_goes_from_a_roth_ira_into_a_plan():
    assert said(slip_1099_r(b1="7000", b7="G"), "roth") == {"code-of-another-account": "wrong"}
