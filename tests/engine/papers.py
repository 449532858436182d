"""For tests of papers: short ways to write a Form 1099-R or 5498, and what is found in them."""

from datetime import date
from typing import Any

from planner.engine.papers.difference import Difference
from planner.engine.papers.paper import Paper
from planner.engine.papers.remarks import remarks
from planner.engine.papers.year import YearPapers, year_papers
from tests.engine.households import Object, household, person, read

TODAY = date(2026, 11, 22)


def slip_1099_r(account: str = "ira", year: int = 2025, **boxes: Any) -> Object:
    """A Form 1099-R: ``slip_1099_r("ira", b1="7000", b7="2", ira=True)``."""
    return _slip("1099-R", account, year, boxes)


def slip_5498(account: str = "ira", year: int = 2025, **boxes: Any) -> Object:
    """A Form 5498: ``slip_5498("roth", b3="7000", b5="7010")``."""
    return _slip("5498", account, year, boxes)


def _slip(form: str, account: str, year: int, boxes: dict[str, Any]) -> Object:
    outside = {key: boxes.pop(key) for key in ("custodian", "corrected") if key in boxes}
    inside = {key.removeprefix("b"): value for key, value in boxes.items()}
    return {"form": form, "year": year, "account": account, "boxes": inside} | outside


def converted(amount: str = "7000", code: str = "2", **more: Any) -> Object:
    """The usual Form 1099-R of a conversion: box 2a repeats box 1, and 2b is ticked."""
    boxes: Object = {
        "b1": amount,
        "b2a": amount,
        "b2b_not_determined": True,
        "b7": code,
        "ira": True,
    }
    return slip_1099_r(**boxes | more)


def papers_of(*people: Object, year: int = 2025, today: date = TODAY) -> YearPapers:
    """The papers of the first person."""
    home = read(household(*people))
    return year_papers(home, home.people[0], year, today)


def differences(*people: Object, year: int = 2025) -> tuple[Difference, ...]:
    return papers_of(*people, year=year).differences


def codes(*people: Object, year: int = 2025) -> list[str]:
    return [one.code for one in differences(*people, year=year)]


def causes(*people: Object, year: int = 2025) -> list[str]:
    """The codes of the causes of the only difference."""
    (found,) = differences(*people, year=year)
    return [cause.code for cause in found.causes]


def paper(found: Object) -> Paper:
    """One paper as the engine knows it."""
    (kept,) = read(household(person(papers=[found | {"account": ""}]))).people[0].papers
    return kept


def said(found: Object, account: str = "", born: str | None = "1985-05-01") -> dict[str, str]:
    """What is remarked of a paper: weight by code. ``account`` is a key of ``ACCOUNTS``."""
    more: Object = {"accounts": account} | ({"born": born} if born else {})
    one = read(household(person(**more))).people[0]
    known = one.account(account) if account else None
    return {remark.code: remark.weight for remark in remarks(paper(found), known, one.born)}
