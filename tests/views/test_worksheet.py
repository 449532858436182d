"""The worksheet as a document: one person's, from what is in the form."""

import pytest

from tests.forms.people import typed
from tests.html import Page


def test_a_person_gets_a_pdf_named_after_the_form_year(client):
    response = client.post("/worksheet/you.pdf", typed())
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'inline; filename="form-8606-worksheet-2026.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert response.content.startswith(b"%PDF-")
    assert response.content.rstrip().endswith(b"%%EOF")


def test_a_spouse_gets_one_of_their_own(client):
    data = typed(spouse={"year_end_value": "0"})
    mine = client.post("/worksheet/you.pdf", data)
    theirs = client.post("/worksheet/spouse.pdf", data)
    assert theirs.status_code == 200
    assert mine.content != theirs.content


def test_an_unticked_spouse_has_none(client):
    data = typed(spouse={})
    del data["has_spouse"]
    assert client.post("/worksheet/spouse.pdf", data).status_code == 404


@pytest.mark.parametrize("person", ["nobody", "YOU", "you-", "0", "__class__"])
def test_nobody_else_has_one(client, person):
    assert client.post(f"/worksheet/{person}.pdf", typed()).status_code == 404


@pytest.mark.parametrize("path", ["/worksheet/.pdf", "/worksheet/a.b.pdf", "/worksheet/you.PDF"])
def test_other_addresses_do_not_exist(client, path):
    assert client.post(path, typed()).status_code == 404


@pytest.mark.parametrize("method", ["get", "head", "put"])
def test_it_is_only_made_from_a_form(client, method):
    response = getattr(client, method)("/worksheet/you.pdf")
    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"


def test_what_cannot_be_read_comes_back_as_the_page(client):
    response = client.post("/worksheet/you.pdf", typed(you={"conversion": "seven"}))
    page = Page(response.content.decode())
    assert response.status_code == 422
    assert "“seven” is not an amount." in page.words_of("problems")
    assert page.values()["you-conversion"] == "seven"
    assert page.by_id("calculator")["action"] == "/"


def test_an_incomplete_worksheet_can_be_printed_too(client):
    response = client.post("/worksheet/you.pdf", typed(you={"prior_basis": ""}))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("year", [2018, 2026])
def test_the_first_and_the_last_form_year(client, year):
    response = client.post("/worksheet/you.pdf", typed(tax_year=str(year)))
    assert f"worksheet-{year}.pdf" in response.headers["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["<b>&amp;\u202eabc", "𝕏" * 100])
def test_any_name_can_be_printed(client, name):
    response = client.post("/worksheet/you.pdf", typed(you={"name": name}))
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert 'filename="form-8606-worksheet-2026.pdf"' in response.headers["Content-Disposition"]


def test_the_largest_amounts_everywhere(client):
    most = "999,999,999,999.99"
    person = {"contribution": most, "prior_basis": most, "year_end_value": most}
    person |= {"conversion": most, "distribution": most, "after_year_end": most}
    response = client.post("/worksheet/you.pdf", typed(you=person, rounding="cents"))
    assert response.status_code == 200
