"""The Roth IRAs of a person as their readers see them: layers, clocks, what is free, and why."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from planner.models import Role
from tests.households import join, user
from tests.html import Page
from tests.ledgers import store
from tests.roths import ana, ben, cleo, eva, fay, gus

pytestmark = pytest.mark.django_db

NOBODY = {"key": "p7", "name": "Hal", "accounts": []}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 22))


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return store(owner, ana(), ben(), cleo(), eva(), fay(), gus(), NOBODY)


@pytest.fixture
def see(client, owner, home):
    """The parsed page of a person by key, as the owner."""
    client.force_login(owner)

    def get(key="p1", path="", status=200, **more):
        person = home.people.get(key=key)
        address = reverse("roth", args=[home.pk, person.pk]) + path
        response = client.get(address, **more)
        assert response.status_code == status
        return Page(response.content.decode())

    return get


# --- Free today, and the clocks ------------------------------------------------------------------


def test_what_is_free_today_stops_at_a_young_conversion_that_was_taxed(see):
    words = see().words
    assert "Free of tax and penalty today $5,500" in words
    assert "$2,000 of contributions come out first, then $3,500 of conversions" in words
    assert (
        "It ends at the conversion of 2022: the $10,000 of it that were taxed come out next and"
        " bear the 10% until January 1, 2027 or 59½." in words
    )
    # 10% of 10,000 and of 3; 2,000 + 26,503 are inside.
    assert (
        "All $28,503 of contributions and conversions could come out for $1,000.30: the 10% on the"
        " $10,003 of them that were taxed less than five years ago." in words
    )


def test_both_clocks_are_told(see):
    """A first home took 3,000 of its 10,000 in 2025."""
    words = see().words
    assert (
        "The five years of the Roth IRAs began on January 1, 2017 and were over on January 1,"
        " 2022. 59½ is reached on December 15, 2044. From December 15, 2044 on everything that"
        " comes out is qualified and free of tax. Before, up to $7,000 for a first home is."
        in words
    )
    assert "Converted in 2020 $3,500 inside, $3,500 of it taxed. Free of the 10% since" in words
    assert "Converted in 2022 $16,000 inside, $10,000 of it taxed. Free of the 10% from" in words
    assert "Converted in 2024 $7,003 inside, $3 of it taxed." in words


def test_everything_is_free_once_both_clocks_are_over(see):
    words = see("p2").words
    assert "Free of tax and penalty today Everything" in words
    assert "Both are behind: everything that comes out is qualified" in words


def test_what_is_not_known_is_named_and_leads_to_where_it_is_entered(see, home):
    page = see("p3")
    assert "Free of tax and penalty today Not known" in page.words
    assert "They may have begun earlier" in page.words
    assert "held money or paid some out on 2019-12-31, before any is entered" in page.words
    assert "What is missing: whether the five tax years" in page.words
    assert f"/households/{home.pk}/years/2022/" in [link["href"] for link in page.tags("a")]


def test_line_18_that_waits_leaves_what_is_free_open(see):
    words = see("p6").words
    assert "Free of tax and penalty today At least $7,000" in words
    assert "It ends at the conversion of 2026: how much of that was taxed is not known yet" in words
    assert "Not known How much of what was converted in 2026 was taxed" in words


def test_what_is_only_planned_is_shown_but_changes_nothing_today(see):
    page = see("p6")
    assert "At least $7,000" in page.words
    assert page.words_of("y2027").startswith("2027 – – – 4,000 3,000 7,000")


def test_who_has_none_is_told_how_to_begin(see):
    words = see("p7").words
    assert "No money has gone into a Roth IRA yet Add the Roth IRA, then type every" in words


# --- Years ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "year", "row"),
    [
        ("p1", 2017, "5,500 – – – 5,500 0 – –"),
        ("p1", 2019, "– – – – 5,500 0 – –"),
        ("p1", 2020, "– 10,000 – – 5,500 10,000 – –"),
        ("p1", 2022, "– 10,000 6,000 – 5,500 26,000 – –"),
        ("p1", 2024, "– 3 7,000 – 5,500 33,003 – –"),
        ("p1", 2025, "– – – 12,000 0 26,503 0 0 Part III"),
        ("p1", 2026, "2,000 – – – 2,000 26,503 – –"),
        ("p2", 2024, "– – – 9,000 0 0 0 0 qualified, Part III blank"),
        ("p3", 2024, "– – – 1,000 not known not known not known not known incomplete"),
        ("p4", 2023, "4,000 – – – 4,000 0 – –"),
        ("p4", 2024, "– – – – 4,000 0 – –"),
        ("p4", 2025, "1,500 – – 500 5,000 0 0 0 Part III"),
        ("p5", 2024, "not known – – – not known 0 – –"),
        ("p6", 2026, "– not known not known – 7,000 7,000 – –"),
        ("p6", 2027, "– – – 4,000 3,000 7,000 0 0 Part III"),
    ],
)
def test_a_year_has_its_layers(see, key, year, row):
    assert see(key).words_of(f"y{year}") == f"{year} {row}"


def test_each_figure_says_why(see):
    page = see(path="2025/?line=out")
    assert "contributions + conversion of 2020, taxed 5,500 + 6,500 = 12,000" in page.words
    assert "Withdrawal of June 2, 2025, Fidelity Roth 12,000" in page.words
    assert "before + contributed − came out of contributions 5,500 + 0 − 5,500 = 0" in page.words
    assert "33,003 + 0 − 6,500 = 26,503" in page.words
    assert "Converted in 2022 10,000 taxed, free of the 10% from 2027 16,000" in page.words
    assert "3,000 paid for a first home and is free of it" in page.words
    assert "10% × (0 + 0) = 0" in page.words
    assert [part["id"] for part in page.tags("details") if "open" in part] == ["roth-2025-out"]


def test_what_was_not_taxed_is_line_17(see):
    page = see(path="2022/")
    assert "line 17 6,000 Form 8606" in page.words_of("roth-2022-untaxed")
    assert "16,000 − 6,000 = 10,000" in page.words_of("roth-2022-taxed")
    assert "line 17 0" in see(path="2019/").words_of("roth-2019-untaxed")
    plan = see("p5", "2025/").words_of("roth-2025-untaxed")
    assert "line 17 + after-tax part from plans 0 + 500 = 500" in plan


def test_part_iii_stands_below_line_by_line(see):
    page = see(path="2025/")
    lines = ["19", "20", "21", "22", "23", "24", "25a"]
    texts = ["12,000", "3,000", "9,000", "5,500", "3,500", "33,003", "0"]
    for number, text in zip(lines, texts, strict=True):
        assert f"{text}why" in page.words_of(f"why-2025-iii-{number}")
    assert "Entered for a first home 3,000" in page.words_of("why-2025-iii-20")
    assert "Left after 2024 5,500" in page.words_of("why-2025-iii-22")
    assert "Contributed for 2025 0" in page.words_of("why-2025-iii-22")
    for layer in ("2020 10,000", "2022 16,000", "2024 7,003"):
        assert f"Converted in {layer}" in page.words_of("why-2025-iii-24")


def test_a_qualified_year_says_that_part_iii_stays_blank(see):
    page = see("p2", "2024/")
    assert "All that came out was qualified: Part III stays blank" in page.words
    assert "contributions + earnings 6,500 + 2,500 = 9,000" in page.words
    assert "The distribution of 2024-06-03 came from an inherited Roth IRA" in page.words
    assert "Inherited Roth IRA, which is inherited and needs a form of its own" in see("p2").words


def test_corrections_are_told_where_they_count(see):
    made = see("p4", "2023/").words_of("roth-2023-contributed")
    assert "Contribution of March 1, 2023, Fidelity Roth 6,000" in made
    assert "Traditional IRA -2,000" in made
    returned = see("p4", "2024/").words
    assert "The earnings that came back with the contribution on 2024-06-03 are income" in returned
    excess = see("p4", "2025/").words
    assert "The excess that came out of a Roth IRA on 2025-06-02, after the due date" in excess
    assert "Roth SIMPLE IRA 1,500" in excess


def test_an_employer_s_roth_sep_is_named(see):
    assert "went to a Roth SEP IRA; for that the Instructions name no line" in see("p5").words


def test_what_came_from_a_529_plan_is_named_and_left_out(see):
    assert "Left out: $1,000 that came from a 529 plan for 2025" in see("p6").words
    assert see("p6").words_of("y2025").startswith("2025 7,000")


def test_what_waits_says_so(see):
    words = see("p6", "2026/").words
    assert "not known − not known" not in words
    assert "taxed part not known" in words
    assert "Part III is not known while something is missing" in see("p3", "2024/").words


def test_a_quiet_year_leaves_part_iii_blank(see):
    assert "Nothing came out that Part III asks for" in see(path="2019/").words


def test_to_htmx_only_the_figures_are_sent(see):
    page = see(path="2025/?line=out", headers={"HX-Request": "true"})
    assert not page.tags("html")
    assert page.words.startswith("Roth IRAs in 2025")


def test_there_is_no_year_before_the_first_money(see):
    for year in (2016, 2030):
        see(path=f"{year}/", status=404)
    see("p7", "2025/", 404)


# --- Around it -----------------------------------------------------------------------------------


def test_ways_lead_there(client, owner, home):
    client.force_login(owner)
    person = home.people.get(key="p1")
    target = reverse("roth", args=[home.pk, person.pk])
    for address in (
        reverse("ledger-person", args=[home.pk, person.pk]),
        reverse("household", args=[home.pk]),
        reverse("person", args=[home.pk, person.pk]),
    ):
        assert f'href="{target}"' in client.get(address).content.decode()


def test_a_reader_sees_it_too(client, owner, home):
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    client.force_login(reader)
    person = home.people.get(key="p7")
    page = Page(client.get(reverse("roth", args=[home.pk, person.pk])).content.decode())
    assert "No money has gone into a Roth IRA yet Type every" in page.words


# The session, the user, the household with its role, and its rows in six queries.
@pytest.mark.parametrize("path", ["", "2025/"])
def test_queries_do_not_grow_with_the_household(client, owner, django_assert_num_queries, path):
    client.force_login(owner)
    for people in ([ana()], [ana(), ben(), eva()]):
        home = store(owner, *people)
        address = reverse("roth", args=[home.pk, home.people.get(key="p1").pk]) + path
        with django_assert_num_queries(9):
            client.get(address)
