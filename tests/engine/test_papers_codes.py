"""Box 7 of Form 1099-R after Table 1 of the Instructions for Forms 1099-R and 5498."""

import pytest

from planner.engine.papers.boxes import boxes, read_boxes
from planner.engine.papers.codes import codes, codes_problem, family, read_codes, signs
from planner.engine.toml_reader import DataFileError, parse
from tests.engine.papers import paper, slip_1099_r

# Codes that may stand together, by the right-hand column of Table 1 (2025; M since 2018, Y since
# 2025), copied from there by hand.
USED_WITH = {
    "1": "8BDKLMP",
    "2": "8BDKLMP",
    "3": "D",
    "4": "8ABDGHKLMPY",
    "5": "",
    "6": "W",
    "7": "ABDKLMY",
    "8": "124BJK",
    "9": "",
    "A": "47",
    "B": "12478GLMPU",
    "C": "D",
    "D": "12347C",
    "E": "",
    "F": "",
    "G": "4BK",
    "H": "4",
    "J": "8P",
    "K": "12478GY",
    "L": "1247B",
    "M": "1247B",
    "N": "",
    "P": "124BJ",
    "Q": "",
    "R": "",
    "S": "",
    "T": "",
    "U": "B",
    "W": "6",
    "Y": "47K",
}


def test_every_code_of_the_table_is_explained():
    assert codes().by_code.keys() == USED_WITH.keys()
    assert all(code.name and code.means.endswith(".") for code in codes().by_code.values())


@pytest.mark.parametrize("first", USED_WITH)
def test_codes_stand_together_as_the_table_says(first):
    for second in USED_WITH:
        if second != first:
            is_allowed = second in USED_WITH[first]
            assert bool(codes_problem(first + second, 2025)) != is_allowed, first + second


@pytest.mark.parametrize(
    ("text", "year", "problem"),
    [
        ("2", 2025, ""),
        ("", 2025, ""),
        ("8 j", 2025, ""),
        ("Y7", 2025, ""),
        ("Y7", 2024, "Code Y exists since 2025, not for 2024"),
        ("X", 2025, "X is no distribution code"),
        ("148", 2025, "Box 7 holds two codes at most"),
        ("27", 2025, "Codes 2 and 7 never stand together"),
    ],
)
def test_what_cannot_stand_in_box_7(text, year, problem):
    assert codes_problem(text, year) == problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", "paid"),
        ("", "paid"),
        ("4G", "direct"),
        ("H", "direct"),
        ("8J", "returned"),
        ("P1", "returned"),
        ("N", "recharacterized"),
        ("R", "recharacterized"),
        ("X", "paid"),
    ],
)
def test_what_a_code_is_held_against(text, expected):
    assert family(paper(slip_1099_r(b7=text))) == expected


def test_codes_are_read_however_they_are_written():
    assert signs("2, d") == ("2", "D")
    assert signs("7/7") == ("7",)


def test_the_boxes_stand_in_the_order_of_the_form():
    assert [box.number for box in boxes("1099-R").values()] == [
        *("1", "2a", "2b", "2b", "4", "5", "7", "7", "14", "15", "16")
    ]
    assert list(boxes("5498")) == [
        *("1", "2", "3", "4", "5", "7", "8", "9", "10", "11", "12a", "12b"),
        *("13a", "13b", "13c", "14a", "14b", "15a", "15b"),
    ]


CODE = "source = 'x'\npairs = {pairs}\n[code.1]\nname = 'a'\nmeans = 'b'\n{more}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (CODE.format(pairs="['12']", more=""), "pairs: holds"),
        (CODE.format(pairs="['1']", more=""), "pairs: holds"),
        (CODE.format(pairs="[]", more="of = 'me'"), "code.1.of: is 'me'"),
        (CODE.format(pairs="[]", more="what = 1"), "code.1.what: is not a key"),
    ],
)
def test_a_wrong_file_of_codes_is_named(text, problem):
    with pytest.raises(DataFileError, match=problem):
        read_codes(parse(text, file="codes.toml"))


def test_a_wrong_file_of_boxes_is_named():
    text = "source = 'x'\n[[box]]\nkey = '1'\nkind = 'money'\nname = 'a'\nmeaning = 'b'"
    with pytest.raises(DataFileError, match=r"box\[0\].kind: is 'money'"):
        read_boxes(parse(text, file="form.toml"))
