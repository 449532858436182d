"""The page of a year on the server: what it shows, what it saves, and to whom."""

import json
import re
import tomllib
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify

from planner.engine.household_reading import read_household
from planner.models import Event, FiledForm, PersonYear, YearEndValue
from planner.services.history.changes import recording
from planner.services.households.storing import store_new
from tests.engine.test_household_gold import FOLDER, gold
from tests.households import account, cast, person, user
from tests.html import Page
from tests.rose import store_rose

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(ana, people):
    return account(ana, people.owner)


@pytest.fixture
def roth(ana, people):
    return account(ana, people.owner, "roth")


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def address(household, year=2026):
    return f"/households/{household.pk}/years/{year}/"


def page_of(people, year=2026, who=None):
    response = as_user(who or people.owner).get(address(people.household, year))
    assert response.status_code == 200
    return Page(response.content.decode())


def post(people, fields, year=2026, who=None, **headers):
    """Post cells with the fingerprints of the page as it is."""
    page = page_of(people, year)
    seen = {
        one["name"]: one["value"] for one in page.tags("input") if one.get("name", "")[:2] == "s:"
    }
    data = {f"c:{key}": text for key, text in fields.items()} | {
        f"s:{key}": seen[f"s:{key}"] for key in fields if f"s:{key}" in seen
    }
    return as_user(who or people.owner).post(address(people.household, year), data, headers=headers)


# --- What it shows -------------------------------------------------------------------------------


def test_an_account_stands_under_its_reason(people, ira, roth):
    words = page_of(people).words
    assert "Counted: one pool, whatever the custodian" in words
    assert "Not counted, because Roth IRAs are a pool of their own" in words


def test_the_form_beside_the_sheet_is_the_engines(people, ana, ira, roth):
    post(people, {f"p{ana.pk}.deducted": "0", f"p{ana.pk}.first_year": "yes"})
    post(people, {f"a{ira.pk}.made": "7,500", f"a{ira.pk}.value": "92,500"})
    post(people, {f"a{ira.pk}.converted": "7500"})
    page = page_of(people)
    # 7,500 of basis in a pool of 100,000: 7.5 percent, 563 of 7,500 (562.50 rounded half up).
    assert "$6,937 of $7,500 is taxable." in page.words
    assert "7.5% already taxed" in page.words
    assert page.words_of(f"p{ana.pk}-line-14").startswith("14")
    assert "6,937" in page.words_of(f"p{ana.pk}-line-14")


def test_an_amount_that_is_missing_gives_no_number(people, ana, ira, roth):
    post(people, {f"a{ira.pk}.made": "7500", f"a{ira.pk}.converted": "7500"})
    page = page_of(people)
    assert "Not known yet." in page.words
    assert "is taxable" not in page.words_of("results")
    assert "history unknown" in page.words_of(f"p{ana.pk}-state")


def test_cells_that_cannot_be_are_sunken(people, roth):
    page = page_of(people)
    assert f"c-a{roth.pk}.converted" not in {one.get("id") for _, one in page.elements}
    assert f"c-a{roth.pk}.withdrawn" in {one.get("id") for _, one in page.elements}


def test_a_household_without_people_invites(people):
    assert "Nobody is in this household yet" in page_of(people).words


@pytest.mark.parametrize(("year", "status"), [(1974, 404), (1975, 200), (2027, 200), (2028, 404)])
def test_years_that_can_be_opened(people, ana, year, status):
    assert as_user(people.owner).get(address(people.household, year)).status_code == status


def shown_lines(html, prefix):
    """The lines of one form on the page, by number, as plain amounts."""
    found = re.findall(
        rf'id="{prefix}-line-(\w+)">.*?class="line-value">(?:<span[^>]*>)?([^<]*)', html, re.DOTALL
    )
    return {number: text.replace(",", "") for number, text in found}


@pytest.mark.parametrize(("household", "expected"), gold())
def test_the_page_shows_the_lines_worked_out_by_hand(household, expected):
    owner = user("gold")
    fact = read_household(json.dumps(household))
    home = store_new(owner=owner, fact=fact, summary="Imported")
    response = as_user(owner).get(address(home, expected["year"]))
    prefix = f"p{home.people.get(key=expected['person']).pk}"
    if expected.get("decedent"):
        prefix += f"-{slugify(expected['decedent'])}"
    lines = shown_lines(response.content.decode(), prefix)
    assert {number: lines.get(number) for number in expected["lines"]} == expected["lines"]


# --- Saving --------------------------------------------------------------------------------------


def test_a_saved_cell_answers_with_what_stands_there_now(people, ira):
    response = post(people, {f"a{ira.pk}.value": "12k"}, **{"HX-Request": "true"})
    assert response.status_code == 200
    page = Page(response.content.decode())
    (reply,) = [one for one in page.tags("li") if "data-key" in one]
    assert (reply["data-state"], reply["data-typed"], reply["data-text"]) == (
        "saved",
        "12k",
        "12,000",
    )
    assert YearEndValue.objects.get().amount == 12_000


def test_without_a_script_the_whole_sheet_is_posted(people, ana, ira, roth):
    page = page_of(people)
    data = {
        one["name"]: one.get("value", "")
        for one in page.tags("input")
        if one.get("name", "")[:2] in ("c:", "s:")
    }
    data |= {f"c:a{ira.pk}.made": "7,500", f"c:a{ira.pk}.value": "0", "c:h.magi": "-1,000"}
    response = as_user(people.owner).post(address(people.household), data, follow=True)
    assert "Saved 3 cells." in response.content.decode()
    assert Event.objects.get().amount == 7500
    assert people.household.years.get().magi == -1000


def test_one_cell_that_cannot_be_read_does_not_keep_the_others_back(people, ira):
    response = post(people, {f"a{ira.pk}.value": "12", f"a{ira.pk}.made": "lots"})
    assert response.status_code == 422
    page = Page(response.content.decode())
    assert YearEndValue.objects.get().amount == 12
    assert page.by_id(f"c-a{ira.pk}.made")["value"] == "lots"
    assert page.by_id(f"c-a{ira.pk}.made")["aria-invalid"] == "true"
    assert "Contributed in 2026, Traditional IRA of Ana: “lots” is not an amount." in page.words


def test_two_at_the_same_cell(people, ira):
    key = f"a{ira.pk}.value"
    before = {f"s:{key}": "none"}
    first, second = as_user(people.owner), as_user(people.editor)
    first.post(address(people.household), {f"c:{key}": "5", **before})
    response = second.post(
        address(people.household), {f"c:{key}": "6", **before}, headers={"HX-Request": "true"}
    )
    assert response.status_code == 422
    assert "Owner changed this to 5 meanwhile." in response.content.decode()
    assert YearEndValue.objects.get().amount == 5


def test_a_locked_year_is_not_written(people, ana, ira):
    with recording(people.household, people.owner, "filed"):
        record = PersonYear.objects.create(household=people.household, person=ana, year=2026)
        FiledForm.objects.create(household=people.household, person_year=record, lines={"14": "0"})
    assert "readonly" in page_of(people).by_id(f"c-a{ira.pk}.value")
    response = post(people, {f"a{ira.pk}.value": "5"})
    assert response.status_code == 422
    assert "2026 is filed and locked." in response.content.decode()
    assert not YearEndValue.objects.exists()


@pytest.mark.parametrize(
    "key", ["a999999.value", "a1.nothing", "p999999.deducted", "h.nothing", "x", "a.value", "ä"]
)
def test_a_key_that_means_nothing_is_refused(people, ana, key):
    response = post(people, {key: "5"})
    assert response.status_code == 422
    assert not YearEndValue.objects.exists()


def test_a_cell_of_another_household_cannot_be_reached(people, ira):
    other = person(people.others, people.stranger, "Zoe")
    theirs = account(other, people.stranger)
    response = post(people, {f"a{theirs.pk}.value": "5"})
    assert response.status_code == 422
    assert not YearEndValue.objects.exists()
    assert "Zoe" not in response.content.decode()


# --- Who -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "read", "write"),
    [("owner", 200, 302), ("editor", 200, 302), ("reader", 200, 403), ("stranger", 404, 404)],
)
def test_the_cast(people, ira, who, read, write):
    client = as_user(getattr(people, who))
    for path in (
        address(people.household),
        f"{address(people.household)}a{ira.pk}.made/",
    ):
        assert client.get(path).status_code == read
    answer = client.post(
        address(people.household), {f"c:a{ira.pk}.value": "5", f"s:a{ira.pk}.value": "none"}
    )
    assert answer.status_code == write
    assert YearEndValue.objects.exists() == (write == 302)


def test_a_reader_sees_the_figures_and_cannot_type(people, ira):
    page = page_of(people, who=people.reader)
    assert "readonly" in page.by_id(f"c-a{ira.pk}.value")
    assert not [one for one in page.tags("button") if one.get("form") == "undo-form"]


# --- The drawer ----------------------------------------------------------------------------------


def drawer(people, key, data=None, year=2026, who=None):
    client = as_user(who or people.owner)
    path = f"{address(people.household, year)}{key}/"
    return client.post(path, data) if data else client.get(path)


def test_a_withdrawal_to_charity_is_entered_with_its_kind(people, ira):
    prefix = "enew-distribution"
    fields = {"on": "2026-06-01", "amount": "5,000", "character": "qcd"}
    data = {"event": "distribution", "action": "save"} | {
        f"{prefix}-{name}": text for name, text in fields.items()
    }
    response = drawer(people, f"a{ira.pk}.withdrawn", data)
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"#c-a{ira.pk}.withdrawn")
    event = Event.objects.get()
    assert (event.character, event.date_assumed) == ("qcd", False)
    assert event.amount == 5000


def test_what_cannot_have_happened_is_refused_at_its_field(people, ira):
    data = {
        "event": "contribution",
        "enew-contribution-on": "2026-06-01",
        "enew-contribution-tax_year": "2025",
        "enew-contribution-amount": "7000",
    }
    response = drawer(people, f"a{ira.pk}.made", data)
    assert response.status_code == 422
    page = Page(response.content.decode())
    assert "a contribution made on 2026-06-01 cannot be for that year" in page.words_of(
        "id_enew-contribution-tax_year_error"
    )
    assert page.by_id("id_enew-contribution-amount")["value"] == "7000"
    assert not Event.objects.exists()


def test_a_date_once_typed_is_no_longer_assumed(people, ira):
    post(people, {f"a{ira.pk}.made": "7,500"})
    event = Event.objects.get()
    assert "date assumed" in page_of(people).words
    prefix = f"e{event.pk}"
    data = {
        "event": str(event.pk),
        f"{prefix}-on": "2026-03-10",
        f"{prefix}-tax_year": "2026",
        f"{prefix}-amount": "7,500",
    }
    assert drawer(people, f"a{ira.pk}.made", data).status_code == 302
    event.refresh_from_db()
    assert not event.date_assumed
    assert "date assumed" not in page_of(people).words


def test_an_entry_can_be_deleted_and_rests(people, ira):
    post(people, {f"a{ira.pk}.made": "7,500"})
    event = Event.objects.get()
    data = {"event": str(event.pk), "action": "delete"}
    assert drawer(people, f"a{ira.pk}.made", data).status_code == 302
    event.refresh_from_db()
    assert event.deletion
    assert page_of(people).by_id(f"c-a{ira.pk}.made")["value"] == ""


def test_several_entries_open_as_details(people, ira):
    post(people, {f"a{ira.pk}.made": "3,000"})
    data = {
        "event": "contribution",
        "enew-contribution-on": "2026-05-01",
        "enew-contribution-amount": "1,000",
    }
    drawer(people, f"a{ira.pk}.made", data)
    page = page_of(people)
    assert page.by_id(f"c-a{ira.pk}.made")["href"] == f"a{ira.pk}.made/"
    assert "4,000" in page.words
    assert "2 entries" in page.words
    assert {event.amount for event in Event.objects.all()} == {Decimal(3000), Decimal(1000)}


@pytest.mark.parametrize(
    "key", ["a{}.value", "a{}.basis", "p{}.made", "x1.made", "a.made", "a0.made"]
)
def test_details_that_are_not_there(people, ira, key):
    assert drawer(people, key.format(ira.pk)).status_code == 404


def test_a_change_of_basis(people, ana):
    data = {
        "event": "basis_adjustment",
        "enew-basis_adjustment-on": "2026-07-01",
        "enew-basis_adjustment-amount": "(2,500)",
        "enew-basis_adjustment-reason": "divorce",
    }
    assert drawer(people, f"p{ana.pk}.basis", data).status_code == 302
    assert Event.objects.get().amount == -2500
    assert "1 change" in page_of(people).words


# --- How many questions it asks ------------------------------------------------------------------


def test_the_page_asks_the_same_of_the_database_however_many_accounts(people, ana):
    counts = []
    for more in (3, 27):
        for _ in range(more):
            made = account(ana, people.owner)
            post(people, {f"a{made.pk}.made": "10", f"a{made.pk}.value": "100"})
        client = as_user(people.owner)
        with CaptureQueriesContext(connection) as found:
            assert client.get(address(people.household)).status_code == 200
        counts.append(len(found))
    assert counts == [10, 10]


def test_a_save_asks_the_same_of_the_database_however_many_accounts(people, ana):
    counts = []
    client = as_user(people.owner)
    for more in (3, 27):
        for _ in range(more):
            made = account(ana, people.owner)
            post(people, {f"a{made.pk}.made": "10", f"a{made.pk}.value": "100"})
        latest = ana.accounts.latest("pk").pk
        data = {f"c:a{latest}.late": "5", f"s:a{latest}.late": "none"}
        with CaptureQueriesContext(connection) as found:
            response = client.post(address(people.household), data, headers={"HX-Request": "true"})
        assert response.status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


# --- May one contribute, and which way was used --------------------------------------------------


def stored(people, name):
    """A gold household of ``people.owner``."""
    case = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    fact = read_household(json.dumps(case["household"]))
    return store_new(owner=people.owner, fact=fact, summary="Imported")


def test_the_answer_about_contributing_follows_income(people, ana, ira):
    typed = {f"p{ana.pk}.compensation": "150,000", f"p{ana.pk}.covered_by_plan": "yes"}
    post(people, typed | {"h.filing_status": "single", "h.magi": "100,000"})
    with recording(people.household, people.owner, "born"):
        ana.born = date(1980, 5, 1)
        ana.save()
    # 2026, single: a direct Roth contribution is allowed in full up to 153,000 of MAGI.
    assert "A direct Roth contribution is allowed" in page_of(people).words
    post(people, {"h.magi": "400,000"})
    assert "the backdoor is the way: up to $7,500" in page_of(people).words


def test_what_is_not_known_gives_no_answer_about_contributing(people, ana, ira):
    words = page_of(people).words_of(f"p{ana.pk}-eligibility")
    assert words.startswith("It depends on")
    assert "Not known: the birth date" in words
    assert "Limit for 2026" not in words


def test_a_deduction_above_what_income_allows_is_told(people):
    """6,500 x (83,000 - 82,000) / 10,000 = 650, and 1,500 was deducted."""
    home = store_rose(people.owner)
    rose = home.people.get()
    browser = as_user(people.owner)
    words = Page(browser.get(address(home, 2023)).content.decode()).words
    assert "Deducted above that" not in words
    with recording(home, people.owner, "More income"):
        for year in home.years.all():
            year.magi = Decimal(82_000)
            year.save()
    page = Page(browser.get(address(home, 2023)).content.decode())
    eligible = page.words_of(f"p{rose.pk}-eligibility")
    assert "Most that income lets one deduct$650" in eligible
    assert "Deducted above that limit$850" in eligible


def test_limits_of_a_sep_and_a_simple_ira_stand_beside_the_answer(people, ana):
    words = page_of(people, 2025).words_of(f"p{ana.pk}-eligibility")
    assert "SEP" not in words
    account(ana, people.owner, "sep")
    account(ana, people.owner, "simple")
    words = page_of(people, 2025).words_of(f"p{ana.pk}-eligibility")
    assert "SEP IRA: the most an employer may put in, whatever the pay$70,000" in words
    assert "SIMPLE IRA is not known without the birth date." in words
    post(people, {f"p{ana.pk}.compensation": "90,000"}, 2025)
    with recording(people.household, people.owner, "born"):
        ana.born = date(1980, 5, 1)
        ana.save()
    words = page_of(people, 2025).words_of(f"p{ana.pk}-eligibility")
    assert "SEP IRA: the most an employer may put in, a quarter of pay$22,500" in words
    assert "SIMPLE IRA: the most to defer from pay$16,500" in words
    assert "SIMPLE IRA of a small employer, at most 25 employees$17,600" in words
    assert "IRC 408(p)(2)(E)" in words


def test_a_year_without_published_amounts_is_marked_projected(people, ana, ira):
    projected = page_of(people, 2027).words_of(f"p{ana.pk}-eligibility")
    assert "projected" in projected
    assert "the amounts for 2027 are not published; those of 2026 are used" in projected
    assert "projected" not in page_of(people, 2026).words_of(f"p{ana.pk}-eligibility").lower()


def test_what_income_is_meant_stands_at_its_field(people, ana, ira):
    words = page_of(people).words
    assert "with IRA income and conversions, before the IRA deduction" in words


def test_a_529_plan_is_asked_for_once_there_is_a_roth_ira(people, ana, ira):
    assert "From a 529 plan to the Roth IRA" not in page_of(people).words
    account(ana, people.owner, "roth")
    post(people, {f"p{ana.pk}.from_529": "1,200"})
    assert PersonYear.objects.get().from_529 == 1_200
    eligible = page_of(people).words_of(f"p{ana.pk}-eligibility")
    assert "Contributed so far$1,200" in eligible


def test_apart_all_year_decides_on_separate_returns(people, ana, ira):
    typed = {f"p{ana.pk}.compensation": "90,000", f"p{ana.pk}.covered_by_plan": "no"}
    with recording(people.household, people.owner, "born"):
        ana.born = date(1980, 5, 1)
        ana.save()
    post(people, typed | {"h.filing_status": "married_separately", "h.magi": "60,000"})
    eligible = page_of(people).words_of(f"p{ana.pk}-eligibility")
    assert "whether the couple lived apart all year" in eligible
    post(people, {"h.lived_apart_all_year": "yes"})
    assert "A direct Roth contribution is allowed, up to $7,500." in page_of(people).words


def test_worksheet_1_1_is_shown_where_it_was_the_way(people):
    """The published case: 460 nontaxable, 340 carried."""
    home = stored(people, "worksheet_1_1")
    html = as_user(people.owner).get(address(home, 2023)).content.decode()
    rose = home.people.get().pk
    assert "Worksheet 1-1 of Publication 590-B" in Page(html).words_of(f"p{rose}-worksheet")
    lines = shown_lines(html, f"p{rose}")
    circular = shown_lines(html, f"p{rose}-worksheet-1-1")
    assert (circular["3"], circular["6"], circular["8"]) == ("2300", "25000", "460")
    assert (lines["13"], lines["14"]) == ("460", "340")
    assert not {"6", "7", "8", "9", "10", "11", "12"} & set(lines)
