"""What is not verified is listed once, named where it is used, and nothing marked is left out."""

import re
from importlib import import_module
from pathlib import Path

import pytest

import planner.engine
from planner.engine.tables import published_years, year_table
from planner.services.published.unverified import statements
from tests.engine.people import SHARED
from tests.html import Page

ENGINE = Path(planner.engine.__file__).parent
LAW = SHARED / "law" / "form8606.md"
KEYS = {one.key: one for one in statements()}

NOT_A_FIGURE = {
    "printed words": "What line 6 prints beside it; what is entered there decides.",
    "repayments": "Repayments cannot be entered (pitfall 64), so none is on line 1.",
    "advice": "Where after-tax plan money may go is advice; no figure rests on it.",
    "limitation": "How long the IRS may ask for Form 5329 is not computed.",
}
MARKED: dict[str, str | tuple[str, ...]] = {
    # Text before the mark in the law file: the statement that answers for it, or why none does.
    "i8606 2025: Line 2 chart, Line 4, 7, 8": "instructions-2024-and-2025",
    "i8606/Form 8606 2026 drafts": "form-2026-draft",
    "Pub. 590-B: filled-in Forms 8606": "worksheet-1-1-lines",
    "Worksheet 1-1 lines 1-11": "worksheet-1-1-lines",
    "IRC 408(d)(2), 408A(d)(3)(F), 408A(d)(4)(A)": "statute-as-quoted",
    "separation rests only on Pub. 590-B": "inherited-separate",
    "on **17**), 14 = 3 - 13": "worksheet-1-1-gate",
    "**Line 2**": "line-2-after-2024",
    "printed due date in 1 and 4": "due-dates",
    "actual postponed date": "postponed-dates",
    "15b also goes to": "form-8915-lines",
    "25b also goes to": "form-8915-lines",
    'line 6 printed "-0-': "printed words",
    "repayments entered on line 1": "repayments",
    "traditional contribution at 70 1/2+": "age-limit-until-2019",
    "Verified here: limits 2018-2023": "limits-and-phase-outs",
    "other cells [M]": "limits-and-phase-outs",
    "2018: 4a/4b shared with pensions": "line-4a-shared-in-2018",
    "leave 4a blank": ("line-4a-blank", "line-4b-words"),
    "2025 has line 4c boxes": "line-4b-words",
    "a statement when several apply": "line-4b-words",
    "Notice 2014-54": "advice",
    "since SECURE 2.0 s.313": "limitation",
}
_TAX = ("rates", "standard_deduction")
_MARK = re.compile(r"\[[^\]\[]*\b[MQ]\b[^\]\[]*\]")


def named() -> dict[str, str]:
    """Each key that a docstring of the engine names, with the module."""
    found: dict[str, str] = {}
    for path in ENGINE.rglob("*.py"):
        module = ".".join(path.relative_to(ENGINE).with_suffix("").parts)
        for said in re.findall(r"Not verified at the source: ([^.]*)\.", path.read_text("utf-8")):
            found |= dict.fromkeys(re.findall(r"``([a-z0-9-]+)``", said), module)
    return found


def test_each_is_named_where_it_is_used_and_nothing_else_is() -> None:
    assert named() == {key: one.used for key, one in KEYS.items()}
    assert len(KEYS) == len(statements())


def test_each_module_is_there() -> None:
    for one in statements():
        assert import_module(f"planner.engine.{one.used}").__doc__


def test_each_is_told_in_full() -> None:
    for one in statements():
        assert one.statement.endswith(".")
        assert one.sure.endswith(".")
        assert one.check.endswith((".", "?”."))
        assert one.moves
        assert not one.moves.endswith(".")


@pytest.mark.skipif(not LAW.exists(), reason="the shared law file is not beside this project")
def test_every_mark_of_the_law_file_is_answered_for() -> None:
    marked = [line for line in LAW.read_text("utf-8").splitlines() if _MARK.search(line)]
    lines = [line for line in marked if not line.startswith("Marks:")]
    assert len(lines) > 15
    for line in lines:
        if "re-verified here" in line or line.startswith("Marks"):
            continue
        assert any(part in line for part in MARKED), line
    for part in MARKED:
        assert any(part in line for line in lines), part


def test_every_answer_is_a_statement_or_a_reason() -> None:
    answers = [one if isinstance(one, tuple) else (one,) for one in MARKED.values()]
    known = KEYS.keys() | NOT_A_FIGURE.keys()
    assert {key for one in answers for key in one} <= known


def test_every_amount_with_few_witnesses_is_listed() -> None:
    """Groups of the tables that say so themselves: SEP, SIMPLE, a standard deduction."""
    groups = {
        (name, year)
        for year in published_years()
        for name in ("ira", "roth", "deduction_covered", "sep", "simple", *_TAX)
        if getattr(year_table(year), name).source.confidence == "secondary"
    }
    assert groups == {
        *(("sep", 2025), ("sep", 2026), ("simple", 2024), ("simple", 2026)),
        ("standard_deduction", 2017),
    }


def test_the_page_tells_all_of_it(client) -> None:
    page = Page(client.get("/unverified/").content.decode())
    for one in statements():
        for words in (one.statement, one.sure, one.moves, one.check):
            assert words in page.words
    sources = Page(client.get("/sources/").content.decode())
    assert "/unverified/" in [link["href"] for link in sources.tags("a")]
