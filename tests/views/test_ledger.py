"""The ledger as its readers see it, and who may not."""

import pytest
from django.urls import reverse

from planner.models import Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import ana, ben, clean, contribution, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana(), ben(), {"key": "p3", "name": "Cleo"})


@pytest.fixture
def see(client, owner, home):
    """The parsed page of a person by key, as the owner."""
    client.force_login(owner)

    def get(key="p1", path="", **more):
        person = home.people.get(key=key)
        address = reverse("ledger-person", args=[home.pk, person.pk]) + path
        response = client.get(address, **more)
        assert response.status_code == 200
        return Page(response.content.decode())

    return get


def test_the_sentence_on_top(see):
    assert (
        "Line 2 was left at 0 three times. No form was filed for 2018, though one was due."
        " The forms on file carry $5,494 of basis; it should be $21,518."
        " The first year that is wrong is 2018." in see().words
    )


def test_a_year_reads_as_filed_and_as_it_should_be(see):
    assert see().words_of("y2025") == (
        "2025 0filed 6,000, should be 23,5007,0000filed 506, should be 1,982"
        "filed 6,494, should be 5,018filed 5,494, should be 21,518"
        " form on file Form 5498 filed Apr 10, 2026"
    )
    assert see().words_of("y2018").startswith("2018first wrong 5,5000–––")
    assert "filed no form, should be 5,500" in see().words_of("y2018")


def test_only_the_first_wrong_year_is_marked(see):
    page = see()
    marked = [row["id"] for row in page.tags("tr") if row.get("class") == "first-wrong"]
    assert marked == ["y2018"]


def test_quiet_years_are_one_row_that_opens(see):
    page = see()
    assert "2022–2024nothing happened, no form was due2022 23,500 carried" in page.words
    assert "y2023" not in [row.get("id") for row in page.tags("tr")]


def test_what_was_inherited_stands_below(see):
    words = see().words
    assert "Inherited from Aunt Rose: a form of its own" in words
    assert see().words_of("t1-y2025").startswith("2025 04,00002,0002001,8003,800")


def test_an_incomplete_year_says_what_is_missing_and_shows_no_number(see):
    page = see("p2")
    assert page.words_of("y2019").startswith(
        "2019 Missing: the amount of the contribution of 2019-03-01 is not known."
        " No number is shown without it."
    )
    assert "waits for 2019" in page.words_of("y2022")
    assert "It starts from line 14 for 2012: $12,000, by Form 8606 as filed." in page.words


def test_an_empty_ledger_invites(see):
    page = see("p3")
    assert "Nothing is entered yet" in page.words
    assert "Its line 14 line 14" in page.words
    [form] = [form for form in page.tags("form") if form["action"].endswith("/start/")]
    assert form["method"] == "post"


def test_people_are_tabs(see, home):
    page = see("p2")
    [current] = [
        link
        for link in page.tags("a")
        if link.get("aria-current") and f"/ledger/{home.people.get(key='p2').pk}/" in link["href"]
    ]
    assert current


def test_the_chart_says_in_words_what_it_draws(see):
    [chart] = [svg for svg in see().tags("svg") if svg.get("role") == "img"]
    assert "By the last form on file it is $5,494, and should be $21,518." in chart["aria-label"]
    assert len([1 for bar in see().tags("rect") if bar.get("class") == "bar-due"]) == 9


def test_a_year_opens_with_every_line_and_what_is_behind_it(see):
    page = see(path="2025/?line=14")
    assert "Fidelity Rollover on December 31, 2025 Form 5498 76,000" in page.words
    assert "line 3 − line 13 23,500 − 1,982 = 21,518" in page.words
    assert "Form 8606 for 2025, inherited from Aunt Rose" in page.words
    opened = [part["id"] for part in page.tags("details") if "open" in part]
    assert opened == ["why-2025-1-14", "why-2025-2-14"]


def test_to_htmx_only_the_worksheet_is_sent(see):
    update = {"headers": {"HX-Request": "true"}}
    page = see(path="2025/?line=14", **update)
    assert not page.tags("html")
    assert "Form 8606 for 2025, inherited" not in page.words
    rose = see(path="2025/?of=Aunt%20Rose&line=14", **update)
    assert rose.words.startswith("Form 8606 for 2025, inherited from Aunt Rose")


def test_a_quiet_year_says_that_nothing_happened(see):
    assert "23,500 of basis is carried on." in see(path="2023/").words


def test_there_is_no_year_that_the_ledger_does_not_reach(client, owner, home):
    client.force_login(owner)
    person = home.people.get(key="p1")
    for year in (1999, 2017, 2031):
        assert client.get(f"/households/{home.pk}/ledger/{person.pk}/{year}/").status_code == 404


def test_the_first_address_is_the_first_person(client, owner, home):
    client.force_login(owner)
    words = Page(client.get(reverse("ledger", args=[home.pk])).content.decode()).words
    assert "Ana’s basis, 2018 to today" in words
    empty = store(owner, name="Empty")
    words = Page(client.get(reverse("ledger", args=[empty.pk])).content.decode()).words
    assert "Nobody is here yet" in words


def test_a_reader_sees_everything_and_is_offered_nothing_to_change(client, owner, home):
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    client.force_login(reader)
    person = home.people.get(key="p1")
    page = Page(client.get(f"/households/{home.pk}/ledger/{person.pk}/").content.decode())
    assert "$21,518" in page.words
    year = Page(client.get(f"/households/{home.pk}/ledger/{person.pk}/2025/").content.decode())
    links = [link["href"] for found in (page, year) for link in found.tags("a")]
    assert not [link for link in links if link.endswith(("/file/", "/correct/", "/start/"))]


@pytest.mark.parametrize("path", ["", "{0}/", "{0}/2025/", "{0}/2025/filed.pdf"])
def test_strangers_find_nothing_and_visitors_are_asked_to_sign_in(client, home, path):
    address = f"/households/{home.pk}/ledger/" + path.format(home.people.get(key="p1").pk)
    assert client.get(address).status_code == 302
    stranger = user("stranger")
    store(stranger, clean(), name="Others")
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_a_person_of_another_household_is_not_here(client, owner, home):
    other = store(user("stranger"), clean(), name="Others").people.get()
    client.force_login(owner)
    assert client.get(f"/households/{home.pk}/ledger/{other.pk}/").status_code == 404
    assert client.get(f"/households/{home.pk}/ledger/{other.pk}/2019/").status_code == 404


def many(accounts, years):
    """A person who contributes and converts every year, to and from every account."""
    keys = [f"ira{at}" for at in range(accounts)]
    first = 2026 - years + 1
    return {
        "key": f"many{accounts}",
        "name": "Many",
        "accounts": [
            *({"key": key, "kind": "traditional"} for key in keys),
            {"key": "roth", "kind": "roth"},
        ],
        "year_end_values": [
            {"account": key, "year": year, "amount": "1000"}
            for key in keys
            for year in range(first, 2027)
        ],
        "events": [
            *(contribution(year, "100", key) for key in keys for year in range(first, 2027)),
            *(
                {
                    "kind": "conversion",
                    "account": "ira0",
                    "to": "roth",
                    "date": f"{year}-06-01",
                    "amount": "50",
                }
                for year in range(first, 2027)
            ),
        ],
        "years": [
            {"year": year, "deducted": "0", "first_year": year == first}
            for year in range(first, 2027)
        ],
    }


@pytest.mark.parametrize("path", ["", "2025/", "2025/correct/", "2025/file/", "start/"])
def test_queries_do_not_grow_with_the_household(client, owner, django_assert_num_queries, path):
    client.force_login(owner)
    small, large = store(owner, many(3, 2)), store(owner, many(30, 5), ben())
    counts = []
    for home in (small, large):
        person = home.people.earliest("pk")
        with django_assert_num_queries(QUERIES[path]):
            response = client.get(f"/households/{home.pk}/ledger/{person.pk}/{path}")
        counts.append(response.status_code)
    assert counts == [200, 200]


# The session, the user, the household with its role, and its rows in six queries; the message of
# the frame; where a filed form may have a document, whether it has one.
QUERIES = {"": 9, "2025/": 9, "2025/correct/": 9, "2025/file/": 9, "start/": 9}
