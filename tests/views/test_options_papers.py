"""The ways out on paper: what is typed counts, the page's figures are printed, nothing is kept."""

import re

import pytest
from django.utils import timezone

from planner.models import Change, Role
from tests.documents.households import flat_pages
from tests.households import join, user
from tests.views.test_options import address, as_user, gold, post, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner, monkeypatch):
    case = gold("one_clean_one_not")
    monkeypatch.setattr(timezone, "localdate", lambda: case["arguments"]["on"])
    return stored(owner, case)


def paper(who, home, name, fields=None, status=200):
    response = as_user(who).post(f"{address(home)}{name}", fields or {})
    assert response.status_code == status
    return response


def open_way(owner, home, fields):
    """A way that the page prices, named as the buttons name it."""
    html = as_user(owner).post(address(home), fields).content.decode()
    return re.findall(r'name="of" value="([^"]+)"', html)


def test_what_is_typed_counts(owner, home):
    low, high = (
        flat_pages(paper(owner, home, "comparison.pdf", {"price": "rate", "rate": rate}).content)
        for rate in ("10", "37")
    )
    assert "Every dollar of income costs 10%" in low[0]
    assert "Every dollar of income costs 37%" in high[0]


def test_the_paper_has_the_figures_of_the_page(owner, home):
    fields = {"price": "rate", "rate": "24", "years": "2"}
    page = post(owner, home, fields)
    (text,) = flat_pages(paper(owner, home, "comparison.pdf", fields).content)
    for of in open_way(owner, home, fields):
        words = page.words_of(of.replace("/", "-"))
        for name in ("Converted", "Taxable", "Tax"):
            (amount,) = re.findall(rf"{name}(\$[\d,.]+|not known)why", words)
            assert amount in text, (of, name)


def test_by_a_link_it_begins_like_the_page(owner, home):
    response = as_user(owner).get(f"{address(home)}comparison.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith('attachment; filename="ways-out-2026')
    assert "no-store" in response.headers["Cache-Control"]


def test_what_cannot_be_read_is_shown_on_the_page(owner, home):
    for name in ("comparison.pdf", "forms.pdf"):
        fields = {"rate": "lots", "price": "rate", "of": open_way(owner, home, {})[0]}
        response = paper(owner, home, name, fields, status=422)
        assert 'value="lots"' in response.content.decode()


def test_the_forms_of_a_way_are_printed(owner, home):
    for of in open_way(owner, home, {"years": "2"}):
        response = paper(owner, home, "forms.pdf", {"years": "2", "of": of})
        way = of.rpartition("/")[2]
        assert f"{way.replace('_', '-')}.pdf" in response.headers["Content-Disposition"]
        first, *_ = flat_pages(response.content)
        assert "Plan, not a fact" in first


@pytest.mark.parametrize("of", ["", "roll_in", "nobody/roll_in", "p1/nothing", "p1/", "/"])
def test_there_is_no_form_of_a_way_that_is_not_there(owner, home, of):
    paper(owner, home, "forms.pdf", {"of": of}, status=404)


def test_a_reader_may_print_and_nothing_is_kept(owner, home):
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    before = Change.objects.count()
    for of in open_way(owner, home, {})[:1]:
        paper(reader, home, "comparison.pdf", {"rate": "24"})
        paper(reader, home, "forms.pdf", {"of": of})
    assert Change.objects.count() == before


def test_a_household_of_nobody_is_sent_to_the_page(owner):
    home = stored(owner, {"household": {"format": "prorata-household/1", "people": []}})
    response = paper(owner, home, "comparison.pdf")
    assert "Nobody is in this household yet." in response.content.decode()
