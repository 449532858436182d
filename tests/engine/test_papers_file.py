"""Papers in a household file: an optional list of each person, strict and byte for byte."""

import json

import pytest

from planner.engine.household_reading import RefusedError
from planner.engine.household_writing import write_household
from planner.engine.papers.plain import boxes_of, plain_boxes
from tests.engine.households import household, person, read

FULL = {
    "1099-R": {
        "1": "7000.37",
        "2a": "7000.37",
        "2b_not_determined": True,
        "2b_total": True,
        "4": "0",
        "5": "1",
        "7": "8J",
        "ira": True,
        "14": "12",
        "15": "CA",
        "16": "7000",
    },
    "5498": {
        "1": "1",
        "2": "2",
        "3": "3",
        "4": "4",
        "5": "5.50",
        "7": "roth",
        "8": "8",
        "9": "9",
        "10": "10",
        "11": True,
        "12a": "2026-12-31",
        "12b": "12",
        "13a": "13",
        "13b": 2024,
        "13c": "FD",
        "14a": "14",
        "14b": "BA",
        "15a": "15",
        "15b": "AD",
    },
}


def slip(**more):
    return {"form": "5498", "year": 2025, "boxes": {}} | more


def problems(*papers):
    with pytest.raises(RefusedError) as refused:
        read(household(person(papers=list(papers))))
    return refused.value.problems


@pytest.mark.parametrize("form", FULL)
def test_a_full_paper_comes_out_as_it_went_in(form):
    paper = {"form": form, "year": 2025, "account": "ira", "corrected": True, "boxes": FULL[form]}
    text = write_household(read(household(person(papers=[paper]))))
    assert json.loads(text)["people"][0]["papers"] == [paper]
    assert write_household(read(json.loads(text))) == text


@pytest.mark.parametrize("form", FULL)
def test_boxes_are_stored_as_they_are_written(form):
    (paper,) = read(household(person(papers=[slip(form=form, boxes=FULL[form])]))).people[0].papers
    assert plain_boxes(paper) == FULL[form]
    assert boxes_of(form, plain_boxes(paper)) == paper.boxes


def test_a_file_without_papers_says_nothing_of_them():
    assert "papers" not in write_household(read(household(person())))


def test_what_is_empty_is_absent_and_zero_is_not():
    found = slip(boxes={"1": None, "5": "0", "11": False, "13c": ""}, custodian="Fidelity")
    (paper,) = read(household(person(papers=[found]))).people[0].papers
    assert paper.boxes == {"5": 0}
    assert paper.custodian == "Fidelity"


def test_codes_are_kept_as_they_are_printed():
    found = {"form": "1099-R", "year": 2025, "boxes": {"7": "8 j", "15": "ca"}}
    (paper,) = read(household(person(papers=[found]))).people[0].papers
    assert paper.boxes == {"7": "8J", "15": "CA"}


AT = "people[0].papers[0]"


@pytest.mark.parametrize(
    ("paper", "problem"),
    [
        ({"year": 2025}, f"{AT}.form is missing"),
        (slip(form="W-2"), f"{AT}.form is 'W-2', which is none of 1099-R, 5498"),
        ({"form": "5498"}, f"{AT}.year is missing"),
        (slip(year=1900), f"{AT}.year must be from 1975 to 2100"),
        (slip(account="x"), f"{AT}.account names no account: 'x'"),
        (slip(tin="1"), f"{AT}.tin is not a known key"),
        (slip(boxes={"6": "1"}), f'{AT}.boxes."6" is not a known key'),
        (slip(boxes={"2a": "1"}), f'{AT}.boxes."2a" is not a known key'),
        (slip(boxes={"5": "-1"}), f"{AT}.boxes.5 is negative"),
        (slip(boxes={"7": "traditional"}), f"{AT}.boxes.7 is 'traditional', which is none of"),
        (slip(boxes={"11": "yes"}), f"{AT}.boxes.11 must be true or false"),
        (slip(boxes={"12a": "soon"}), f"{AT}.boxes.12a is 'soon', which is no date"),
        (slip(boxes={"13b": 1}), f"{AT}.boxes.13b must be from 1975 to 2100"),
        (slip(boxes={"13c": "123-45-6789"}), f"{AT}.boxes.13c is longer than 10 characters"),
        (slip(form="1099-R", boxes={"15": "CAL"}), f"{AT}.boxes.15 is 'CAL'; write the two"),
        (slip(boxes=[]), f"{AT}.boxes must be an object"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(paper, problem):
    (found,) = problems(paper)
    assert found.startswith(problem)
