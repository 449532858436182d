"""The letter about December 31: dollars, accounts, days and ways; whose paper it is; its tags."""

from datetime import date
from io import BytesIO

import pikepdf

from planner.documents.december_letter import december_letter_pdf
from planner.engine.client_letter import movings
from tests.documents.households import flat_pages
from tests.documents.tagging import marks_in_tree, marks_on_pages, strays
from tests.documents.test_letterhead import CONTACT, NAME, OAKS
from tests.engine.households import household, read
from tests.engine.test_client import HIGH, TODAY, messy, plan
from tests.engine.test_client_letter import sep_and_ira


def letter(*people, today=TODAY, letterhead=OAKS):
    found = movings(read(household(*people, years=[HIGH])), 2026, today)
    return december_letter_pdf("Ana <& Ben>", found, year=2026, today=today, letterhead=letterhead)


def text(*people, **more):
    return " ".join(flat_pages(letter(*people, **more)))


def test_it_says_how_much_out_of_what_where_to_by_when_and_why():
    """100,000 on line 9 less 7,500 on line 5; if it stays, 6,937 of 7,500, at 32% 2,220."""
    said = text(messy(plan(accepts=True), name="Ana"))
    assert "Move exactly $92,500 out of the IRAs of Ana by December 31, 2026." in said
    assert "It can go into Acme 401(k), which accepts money" in said
    assert "The Traditional IRA $92,500" in said
    assert "$7,500 was taxed before, and a plan may not take it." in said
    assert "If it stays, $6,937 of the $7,500 converted in 2026 is taxed." in said
    assert "If it goes, none of the $7,500 converted in 2026 is." in said
    assert "staying costs $2,220 more" in said
    assert "with what left them $100,000 5 Basis" in said
    assert "we advise to ask by December 1, 2026" in said
    assert "ask this week" in text(messy(plan(accepts=True)), today=date(2026, 12, 7))


def test_one_letter_has_a_part_for_each_person():
    """Ben's SEP of 80,000 and 12,500 of his 20,000; the plan of his own waits for an answer."""
    told = [{"year": 2026, "deducted": "0", "first_year": True, "self_employed": True}]
    ben = sep_and_ira(key="p2", name="Ben", years=told)
    said = text(messy(plan(accepts=None), name="Ana"), ben)
    assert "Ana: $92,500" in said
    assert "It may be able to go into Acme 401(k). Whether it takes money" in said
    assert "A solo 401(k) of your own business could take it." in said
    assert "First: It is not known whether there are employees other than a spouse." in said
    assert "The SEP IRA $80,000 The Traditional IRA $12,500" in said
    assert "convert the $7,500 that stays to a Roth IRA, by December 31, 2026 too" in said


def test_without_a_plan_the_two_ways_left_are_named_with_what_they_cost():
    """All 100,000 converted: 92,500 taxed, at 32% 29,600. Left: 6,937 of the 7,500."""
    said = text(messy(plan(accepts=False), name="Cleo"))
    assert "No plan can take it: Acme 401(k) does not accept" in said
    assert "$92,500 of the $100,000 converted in 2026 is taxed then, about $29,600 of tax" in said
    assert "wait for a plan that accepts it: $6,937 of the $7,500 converted in 2026" in said
    assert "Move exactly" not in said


def test_it_is_the_paper_of_the_practice():
    said = text(messy(plan(accepts=True)))
    assert f"{NAME} {CONTACT}" in said
    assert f"With questions: {CONTACT}." in said
    assert said.count("Prepared from what you told us.") == 1
    assert NAME not in text(messy(plan(accepts=True)), letterhead=None)


def test_the_same_bytes_each_time_and_everything_tagged():
    content = letter(messy(plan(accepts=True)), sep_and_ira(key="p2"))
    assert content == letter(messy(plan(accepts=True)), sep_and_ira(key="p2"))
    with pikepdf.open(BytesIO(content)) as document:
        assert marks_in_tree(document) == marks_on_pages(document)
        assert [name for one in document.pages for name in strays(one)] == []
