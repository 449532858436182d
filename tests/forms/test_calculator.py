"""The whole calculator: who counts, what both share, and nothing lost of what was typed."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from planner.forms.calculator import CalculatorForm
from tests.forms.people import typed

NO_FORM = "This is not a tax year we have the form of."


def valid(data):
    form = CalculatorForm(data)
    assert form.is_valid(), list(form.errors())
    return form


def wrong_fields(data):
    form = CalculatorForm(data)
    assert not form.is_valid()
    return {field.html_name: field.errors[0] for field in form.errors()}


def test_one_person():
    form = valid(typed())
    (facts,) = form.facts().values()
    assert (facts.tax_year, facts.rounding, facts.ratio_places) == (2026, "dollars", None)
    assert facts.year_end_value == 95_000
    assert form.rate == Decimal("0.24")


def test_two_people_have_facts_of_their_own():
    facts = valid(typed(spouse={"year_end_value": "0", "contribution": "8,600"})).facts()
    assert list(facts) == ["you", "spouse"]
    assert (facts["you"].year_end_value, facts["spouse"].year_end_value) == (95_000, 0)
    assert facts["spouse"].nondeductible_contribution == 8_600


def test_an_unticked_spouse_does_not_count_and_is_not_lost():
    data = typed(spouse={"conversion": "not an amount"})
    del data["has_spouse"]
    form = valid(data)
    assert list(form.facts()) == ["you"]
    assert form.spouse["conversion"].value() == "not an amount"


def test_a_ticked_spouse_must_be_readable():
    assert list(wrong_fields(typed(spouse={"conversion": "x"}))) == ["spouse-conversion"]


@pytest.mark.parametrize("value", ["on", "true", "1", "x"])
def test_ticked(value):
    assert valid(typed(has_spouse=value)).has_spouse is True


@pytest.mark.parametrize("value", ["false", "False", ""])
def test_not_ticked(value):
    assert valid(typed(has_spouse=value)).has_spouse is False


@pytest.mark.parametrize(
    ("year", "reason"),
    [
        ("", "Choose a tax year."),
        ("2017", NO_FORM),
        ("2027", NO_FORM),
        ("x", NO_FORM),
        ("2026.0", NO_FORM),
        ("-2026", NO_FORM),
    ],
)
def test_a_year_without_a_form(year, reason):
    assert wrong_fields(typed(tax_year=year)) == {"tax_year": reason}


@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_form_year(year):
    assert valid(typed(tax_year=str(year))).facts()["you"].tax_year == year


def test_no_year_at_all():
    data = typed()
    del data["tax_year"]
    assert wrong_fields(data) == {"tax_year": "Choose a tax year."}


@pytest.mark.parametrize(
    ("shared", "field"),
    [
        ({"rounding": "euros"}, "rounding"),
        ({"ratio_places": "2"}, "ratio_places"),
        ({"ratio_places": "11"}, "ratio_places"),
        ({"ratio_places": "x"}, "ratio_places"),
        ({"rate": "101"}, "rate"),
        ({"rate": "x"}, "rate"),
    ],
)
def test_what_both_share_is_checked_too(shared, field):
    assert list(wrong_fields(typed(**shared))) == [field]


def test_how_lines_are_rounded():
    facts = valid(typed(rounding="cents", ratio_places="5")).facts()["you"]
    assert (facts.rounding, facts.ratio_places) == ("cents", 5)


def test_no_rate_is_none():
    assert valid(typed(rate="")).rate is None


def test_errors_stand_in_the_order_of_the_page():
    data = typed(you={"conversion": "x"}, spouse={"contribution": "x"}, rate="x")
    assert list(wrong_fields(data)) == ["rate", "you-conversion", "spouse-contribution"]


def test_every_field_is_on_the_page():
    person = [
        *("contribution", "after_year_end", "prior_basis", "year_end_value", "conversion"),
        *("distribution", "figure", "name"),
    ]
    shared = ["tax_year", "rate", "has_spouse", "rounding", "ratio_places"]
    expected = shared + [f"{key}-{name}" for key in ("you", "spouse") for name in person]
    assert sorted(field.html_name for field in CalculatorForm({}).fields()) == sorted(expected)


# --- How the server would write what was typed ---------------------------------------------------


def written(data):
    return {entry["name"]: (entry["typed"], entry["text"]) for entry in valid(data).written()}


def test_only_what_differs_is_written():
    data = typed(you={"contribution": "7500", "conversion": "12k", "prior_basis": "0.00"})
    assert written(data) == {
        "you-contribution": ("7500", "7,500"),
        "you-conversion": ("12k", "12,000"),
        "you-prior_basis": ("0.00", "0"),
    }


def test_nothing_differs_in_the_example():
    assert written(typed()) == {}


def test_an_unticked_spouse_is_not_written():
    data = typed(spouse={"conversion": "12k"})
    assert "spouse-conversion" in written(data)
    del data["has_spouse"]
    assert written(data) == {}


def test_a_rate_is_written_too():
    assert written(typed(rate="24.0 %")) == {"rate": ("24.0 %", "24")}


# --- What a browser would never send -------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["", "a=b", "tax_year=2026&tax_year=2018", "you-conversion=x", "tax_year=%00", "%00=%00"],
)
def test_anything_can_be_asked_about(query):
    form = CalculatorForm(QueryDict(query))
    form.is_valid()
    assert len(list(form.fields())) == 21
    assert all(field.errors for field in form.errors())


def test_of_a_key_sent_twice_the_last_counts():
    form = valid(QueryDict("tax_year=2018&tax_year=2026&you-conversion=5&you-conversion=7"))
    assert form.facts()["you"].tax_year == 2026
    assert form.facts()["you"].conversion == 7
