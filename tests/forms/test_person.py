"""One person's numbers: what is empty is not known, and what contradicts is said where it is."""

from decimal import Decimal

import pytest

from planner.engine import PersonYear
from planner.forms.person import FACTS, PersonForm, limit_text

TYPED = {
    "contribution": "7,500",
    "after_year_end": "$500",
    "prior_basis": "12k",
    "year_end_value": "95,000.55",
    "conversion": "7500",
    "distribution": "0",
}


def facts_of(data):
    form = PersonForm(data)
    assert form.is_valid(), form.errors
    return form.to_facts(tax_year=2026, rounding="cents", ratio_places=4)


def test_what_is_typed_becomes_facts():
    assert facts_of(TYPED) == PersonYear(
        tax_year=2026,
        nondeductible_contribution=Decimal(7500),
        contribution_after_year_end=Decimal(500),
        prior_basis=Decimal(12000),
        year_end_value=Decimal("95000.55"),
        conversion=Decimal(7500),
        distribution=Decimal(0),
        rounding="cents",
        ratio_places=4,
    )


def test_nothing_typed_is_nothing_known():
    assert facts_of({}) == PersonYear(tax_year=2026, rounding="cents", ratio_places=4)


@pytest.mark.parametrize(("field", "fact"), FACTS.items())
def test_empty_is_not_known_and_zero_is_zero(field, fact):
    assert getattr(facts_of({field: ""}), fact) is None
    assert getattr(facts_of({field: "0"}), fact) == 0


def test_a_part_above_its_whole_is_said_at_the_part():
    form = PersonForm(TYPED | {"after_year_end": "7,501"})
    assert form.errors == {
        "after_year_end": [
            "This is more than the whole contribution (line 1) of which it is a part."
        ]
    }


def test_a_part_of_a_contribution_that_is_not_entered_is_above_it():
    assert list(PersonForm({"after_year_end": "1"}).errors) == ["after_year_end"]


def test_a_part_of_a_contribution_that_cannot_be_read_is_not_blamed_as_well():
    form = PersonForm({"contribution": "x", "after_year_end": "500"})
    assert list(form.errors) == ["contribution"]


@pytest.mark.parametrize("field", [*FACTS, "figure"])
@pytest.mark.parametrize("bad", ["x", "-1", "1.234", "1000000000000"])
def test_each_field_has_its_own_error(field, bad):
    form = PersonForm(TYPED | {field: bad})
    assert field in form.errors


def test_two_wrong_fields_are_both_told():
    form = PersonForm({"contribution": "x", "conversion": "-1"})
    assert list(form.errors) == ["contribution", "conversion"]


def test_a_name_is_words_and_not_too_many():
    assert PersonForm({"name": "  Maria Ø. Nguyễn "}).is_valid()
    assert list(PersonForm({"name": "M" * 101}).errors) == ["name"]
    assert list(PersonForm({"name": "M\0"}).errors) == ["name"]


def test_the_labels_name_the_year():
    form = PersonForm(tax_year=2025)
    assert form["contribution"].label == ('Contribution for <span data-year="0">2025</span>')
    assert form["year_end_value"].label == (
        'All your IRAs on December 31, <span data-year="0">2025</span>'
    )


def test_without_a_year_the_labels_wait_for_one():
    assert PersonForm()["contribution"].label == 'Contribution for <span data-year="0"></span>'


# Revenue procedures: 5,500 and 1,000 for 2018; 7,000 and 1,000 for 2025; 7,500 and 1,100 for 2026.
@pytest.mark.parametrize(
    ("year", "younger", "older"),
    [(2018, "5,500", "6,500"), (2025, "7,000", "8,000"), (2026, "7,500", "8,600")],
)
def test_the_limit_of_the_year(year, younger, older):
    assert limit_text(year) == f"At most ${younger}, from age 50 ${older}."


def test_no_limit_without_a_year():
    assert limit_text(None) == ""
