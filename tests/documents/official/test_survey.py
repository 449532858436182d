"""A blank is known by what it prints, and refused for any doubt, with what was expected."""

from dataclasses import replace

import pytest

from planner.documents.official.inspect import inspect
from planner.documents.official.survey import BlankRefusedError
from planner.engine.layouts import form_layout
from tests.documents.official.standins import changed, drawn, plan, standin
from tests.engine.people import NUMBERS


def reasons(content):
    with pytest.raises(BlankRefusedError) as refused:
        inspect(content)
    return " ".join(refused.value.reasons)


def after(change, year=2025, **options):
    return reasons(drawn(change(plan(year)), **options))


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_line_is_found_beside_its_number(year):
    blank = inspect(standin(year))
    assert (blank.year, blank.name) == (year, "f1_01")
    assert list(blank.lines) == list(NUMBERS)
    fields = {number: place.whole for number, place in blank.lines.items()}
    assert fields == {row.number: row.field for row in plan(year).rows}
    split = {number for number, place in blank.lines.items() if place.part}
    assert split == (set(NUMBERS) if year == 2018 else {"10"})


def test_the_words_of_every_line_are_looked_for():
    for line in form_layout(2025).lines:
        found = after(changed(line.number, words="Something else"))
        assert f"Line {line.number} should say “{line.says}”; it says: " in found
        assert "Something else" in found


def test_words_are_read_over_breaks_and_in_capitals():
    words = "SUBTRACT   LINE 4 FROM LINE 3."
    assert inspect(drawn(changed("5", words=words)(plan()))).year == 2025


@pytest.mark.parametrize(
    ("feet", "said"),
    [
        ((), "found: none"),
        (("Form 8606 (2025)",), "found: 2025"),
        (("Form 8606 (2025)", "Form 8606 (2024)"), "found: 2024, 2025"),
        (("Form 8606 (2017)",) * 2, "the form of 2017; the lines of 2018 to 2026 are known"),
        (("Form 8606 (2031)",) * 2, "the form of 2031; the lines of 2018 to 2026 are known"),
        (("Form 5329 (2025)",) * 2, "found: none"),
        (("Form 8606 (2025) DRAFT AS OF June 3",) * 2, "This is a draft"),
    ],
)
def test_another_revision_is_refused(feet, said):
    assert said in after(lambda found: replace(found, feet=feet))


def test_the_year_of_the_words_is_that_of_the_foot():
    """The lines of 2024 with the foot of 2025: line 1 speaks of another year."""
    feet = plan(2025).feet
    found = after(lambda found: replace(found, feet=feet), 2024)
    assert "Line 1 should say “nondeductible contributions to traditional IRAs for 2025”" in found


def test_another_form_is_refused():
    found = after(lambda found: replace(found, title="Additional Taxes"))
    assert found == "Page 1 should be titled “Nondeductible IRAs”; it is not."


@pytest.mark.parametrize("pages", [1, 3])
def test_it_has_two_pages(pages):
    assert after(lambda found: found, pages=pages) == (
        f"Form 8606 has 2 pages; this file has {pages}."
    )


def test_a_line_without_a_box_is_named():
    assert after(changed("9", boxes=())) == (
        "No box was found beside the numbers of these lines: 9."
    )


def test_a_box_that_is_not_beside_its_number_is_not_taken():
    found = after(changed("12", boxes=((540, 576),)))
    assert "beside the numbers of these lines: 12." in found


def test_a_line_that_is_not_known_is_named():
    more = replace(plan().rows[-1], number="26", field="f2_99")
    found = after(lambda found: replace(found, rows=[*found.rows, more]))
    assert found == "There is a line 26, which the form of 2025 as known here has not."


def test_a_number_that_stands_twice_is_named():
    found = after(changed("12", printed="11"))
    assert "No box was found beside the numbers of these lines: 12." in found
    assert "Line 11 should have one box beside its number; it has more." in found


def test_lines_out_of_order_are_refused():
    def swap(found):
        rows = list(found.rows)
        rows[10], rows[11] = rows[11], rows[10]
        return replace(found, rows=rows)

    assert "The lines should come in the order 1, 2, 3" in after(swap)


def test_line_10_is_split_at_its_point():
    found = after(changed("10", boxes=((504, 576),)))
    assert found == "Line 10 should have a box on either side of its point; it has one."


def test_either_all_amounts_have_cents_or_none():
    assert "Only lines 7 have a second box" in after(changed("7", boxes=((504, 554), (555, 576))))
    assert "all amounts should, or none" in after(changed("7", boxes=((504, 554),)), 2018)


def test_two_boxes_of_one_name_are_refused():
    assert after(changed("8", field="f1_09")) == "More than one box is called f1_09."


def test_a_box_to_tick_is_no_box_for_an_amount():
    assert after(changed("8", kind="/Btn")) == "The box f1_16 should take text; it does not."


def test_a_form_that_is_filled_in_already_is_no_blank():
    found = after(lambda found: replace(found, fields={"f1_09": "7,000"}))
    assert found == "Something is filled in already; a blank is wanted."


def test_a_file_without_fields_is_refused():
    rows = [replace(row, boxes=()) for row in plan().rows]
    content = drawn(replace(plan(), rows=rows))
    assert "No box was found beside the numbers of these lines: 1, 2, 3" in reasons(content)


@pytest.mark.parametrize("changes", [{"name": "Address"}, {"ssn": "Your name again"}])
def test_the_box_of_the_name_is_found_and_that_of_the_number_told_from_it(changes):
    found = after(lambda found: replace(found, **changes))
    assert found.startswith("There should be a box under “Name” and another under “Your social")
