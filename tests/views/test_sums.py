"""The sums beside Form 8606: published cases, and what cannot be."""

import pytest

from tests.html import Page


def sent(client, name, status=200, **amounts):
    typed = {f"{name}-{field}": text for field, text in amounts.items()}
    response = client.post("/sums/", {"sum": name} | typed)
    assert response.status_code == status
    return Page(response.content.decode())


RETURNED = {
    "amount": "1,000",
    "opening_value": "$18,000",
    "added": "4000",
    "closing_value": "23,600",
}


def test_what_a_returned_contribution_earned(client):
    """Instructions for Form 8606 (2023): 1,000 × 1,600 / 22,000; 1,073 in whole dollars."""
    words = sent(client, "earnings", **RETURNED).words
    assert "Earnings of $72.73: $1,072.73 leaves the IRA in all." in words


def test_a_loss(client):
    """Treas. Reg. 1.408A-5, Q&A 2(c), Example 1: 160,000 lost 10,000, and 150,000 moves."""
    words = sent(
        client,
        "earnings",
        amount="160,000",
        opening_value="80,000",
        added="160,000",
        closing_value="225,000",
    ).words
    assert "A loss of $10,000.00: $150,000.00 leaves the IRA in all." in words


def test_what_was_withdrawn_counts_as_still_there(client):
    late = RETURNED | {"closing_value": "18,600", "withdrawn": "5,000"}
    assert "Earnings of $72.73" in sent(client, "earnings", **late).words


def test_the_basis_that_moves_in_a_divorce(client):
    """Business Management Daily: half of 200,000 with 50,000 of basis."""
    found = sent(client, "divorce", pool="200,000", basis="50,000", transferred="100,000")
    assert "$25,000.00 of basis moves." in found.words
    assert "Earnings of" not in found.words


@pytest.mark.parametrize(
    ("name", "amounts", "told"),
    [
        ("earnings", RETURNED | {"amount": "22,001"}, "more than what was in the IRA to earn"),
        ("earnings", RETURNED | {"amount": "0"}, "more than what was in the IRA to earn"),
        ("earnings", RETURNED | {"added": ""}, "Enter an amount; 0 for nothing."),
        ("earnings", RETURNED | {"added": "lots"}, "is not an amount"),
        ("divorce", {"pool": "9", "basis": "5", "transferred": "10"}, "More is transferred"),
        ("divorce", {}, "Enter an amount; 0 for nothing."),
        ("other", {}, "Sums beside Form 8606"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(client, name, amounts, told):
    found = sent(client, name, status=422, **amounts)
    assert told in found.words
    kept = {key: text for key, text in found.values().items() if text}
    assert kept == {f"{name}-{key}": text for key, text in amounts.items() if text}
    assert "leaves the IRA in all" not in found.words
    assert "of basis moves" not in found.words


def test_the_page_asks_for_both_sums(client):
    page = Page(client.get("/sums/").content.decode())
    assert len(page.tags("form")) == 2
    assert page.by_id("earnings")
    assert page.by_id("divorce")
