"""Years without a form at hand are worded for themselves, not for the year they borrow from."""

import re
from itertools import chain

import pytest

from planner.engine.layouts import form_layout, form_years
from planner.engine.ledger import ledger
from planner.engine.year_layouts import layout_for
from tests.engine import households as h

EARLIER, LATER = 2010, form_years()[-1] + 5


def texts(layout):
    """Everything a layout has to say, but for where it comes from."""
    yield from (layout.attach, layout.note_above, layout.due_date, layout.short_return_line)
    yield from (layout.gate.question, layout.gate.no, layout.gate.yes, layout.note)
    yield from chain.from_iterable(
        (part.title, part.intro, *part.conditions) for part in layout.parts
    )
    yield from chain.from_iterable((line.caption, line.short, line.lead) for line in layout.lines)


@pytest.mark.parametrize("year", form_years())
def test_a_year_with_a_form_has_its_own(year):
    found, own = layout_for(year), form_layout(year)
    assert (found.year, found.sources, found.certainty) == (year, own.sources, own.certainty)
    assert list(texts(found)) == list(texts(own))


@pytest.mark.parametrize("year", [EARLIER, LATER, 1987, 2100])
def test_no_other_year_is_named(year):
    named = set(re.findall(r"\b(?:19|20|21)\d\d\b", " ".join(texts(layout_for(year)))))
    assert named == {str(year), str(year + 1)}


@pytest.mark.parametrize("year", [EARLIER, LATER])
def test_addresses_and_rules_of_single_years_are_left_out(year):
    said = " ".join(texts(layout_for(year)))
    for word in ("8915", "1040", "4b", "17b", "repayment", "April", "{"):
        assert word not in said


@pytest.mark.parametrize("year", [EARLIER, LATER])
def test_every_text_is_a_whole_sentence_still(year):
    for text in texts(layout_for(year)):
        assert text == " ".join(text.split())
        assert not re.search(r"\(\s*\)| ,|,,|;$|\($| \.|,$", text)


def test_captions_are_worded_for_the_year():
    captions = {line.number: line.caption for line in layout_for(2010).lines}
    assert captions["1"] == (
        "Nondeductible contributions to traditional IRAs for 2010, also those made for 2010 from"
        " January 1 through the due date in 2011"
    )
    assert captions["6"] == (
        "Value of all traditional, SEP and SIMPLE IRAs on December 31, 2010, plus outstanding"
        " rollovers"
    )
    assert captions["15b"] == (
        "The part of line 15a that comes from qualified disaster distributions"
    )
    assert captions["18"] == (
        "Line 16 minus line 17. If more than zero, include it with the taxable IRA distributions"
        " of the 2010 return"
    )


def test_it_is_said_that_the_layout_is_borrowed():
    layout = layout_for(2010)
    assert layout.certainty[0].startswith(
        "There is no layout of the 2010 form here. The lines stand as on the form of 2018"
    )
    assert layout.sources == ("Form 8606 (2018)",)


def test_lines_stand_where_the_borrowed_form_has_them():
    for own, borrowed in zip(layout_for(2010).lines, form_layout(2018).lines, strict=True):
        assert (own.number, own.key, own.column, own.page) == (
            *(borrowed.number, borrowed.key),
            *(borrowed.column, borrowed.page),
        )


def test_the_ledger_names_the_year_itself():
    one = h.person(
        h.contribution("2015-04-10", 2015, "5500"), years=[{"year": 2015, "first_year": True}]
    )
    household = h.read(h.household(one))
    [found] = ledger(household, household.people[0])
    assert found.sheet.line("1").layout.short == "Nondeductible contributions for 2015"
    assert found.sheet.line("14").layout.caption.endswith("for 2015 and earlier years")
