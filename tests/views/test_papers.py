"""The page of papers and what it leads to: as everyone, and what cannot be printed."""

import csv
import io
import json
import re

import pytest
from pypdf import PdfReader

from planner.models import Role
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from tests.engine.households import adjustment, contribution, conversion, household, person, read
from tests.households import cast, join
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def home(people):
    return kept(people, demo_facts())


def kept(people, fact):
    made = store_new(owner=people.owner, fact=fact, summary="Imported")
    join(made, people.owner, people.editor, Role.EDITOR)
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def get(client, people):
    def send(address, by="owner"):
        if by:
            client.force_login(people.users[by])
        return client.get(address)

    return send


def base(home):
    return f"/households/{home.pk}/papers/"


def page_of(response):
    return Page(response.content.decode())


def text_of(response):
    found = PdfReader(io.BytesIO(response.content))
    return " ".join(page.extract_text() for page in found.pages)


def daniel(home):
    return home.people.get(name="Daniel Rivera").pk


# --- The page ------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["owner", "editor", "reader"])
def test_every_member_finds_every_form(get, home, by):
    response = get(base(home), by)
    assert "no-cache" in response.headers["Cache-Control"]
    page = page_of(response)
    assert "2025 worksheet of Daniel Rivera $5,018 $21,518 filed otherwise" in page.words
    assert "2026 worksheet of Maya Rivera $12 $0 complete" in page.words
    assert "Nothing was due for 2022, 2023, 2024." in page.words
    links = [one["href"] for one in page.tags("a")]
    assert f"{base(home)}{daniel(home)}/2019.pdf" in links
    assert f"{base(home)}{daniel(home)}/2023.pdf" not in links
    assert (f"/households/import/?into={home.pk}" in links) == (by != "reader")


@pytest.mark.slow
def test_everything_the_page_leads_to_is_there(get, client, home):
    page = page_of(get(base(home)))
    links = [one["href"] for one in page.tags("a") if one["href"].startswith("/households/")]
    assert len(links) > 15
    for link in set(links):
        response = client.get(link, follow=True)
        assert response.status_code == 200, link


@pytest.mark.parametrize("by", ["stranger", None])
def test_nobody_else_finds_anything(get, home, by):
    pk = daniel(home)
    for path in (
        "",
        "packet.pdf?first=2025&last=2025",
        f"{pk}/2025.pdf",
        f"{pk}/basis.pdf",
        f"{pk}/ledger.csv",
    ):
        assert get(base(home) + path, by).status_code == (404 if by else 302), path


def test_statement_and_ledger(get, home):
    response = get(f"{base(home)}{daniel(home)}/basis.pdf", "reader")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="basis-statement-daniel-rivera.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert "21,518" in text_of(response)
    response = get(f"{base(home)}{daniel(home)}/ledger.csv", "reader")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="form-8606-ledger-daniel-rivera.csv"'
    )
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["year"] for row in rows] == [str(year) for year in range(2018, 2027)]
    assert rows[7]["line_14"] == "21518"


def test_an_empty_household_is_told_how_to_begin(get, people):
    page = page_of(get(base(people.household)))
    assert "There is nothing to print yet." in page.words
    assert not page.tags("table")


def test_what_is_missing_is_said_and_not_printed(get, people):
    years = [{"year": 2015, "deducted": "0", "first_year": True}, {"year": 2025, "deducted": "0"}]
    events = [contribution("2025-02-01", 2025, None), contribution("2015-02-01", 2015)]
    made = kept(people, read(household(person(*events, years=years))))
    page = page_of(get(base(made)))
    assert "not known not known an amount is missing" in page.words
    assert "2015" in page.words
    pk = made.people.get().pk
    for year in (2014, 2026, 2027, 1900, 99999):
        assert get(f"{base(made)}{pk}/{year}.pdf").status_code == 404
    # 7,000 was contributed in 2015, ten years before; of 2025 no line may say so.
    unknown = text_of(get(f"{base(made)}{pk}/2025.pdf"))
    assert "not known" in unknown
    assert "7,000" not in unknown
    assert "7,000" in text_of(get(f"{base(made)}{pk}/2015.pdf"))


# --- Worksheets ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["owner", "reader"])
def test_a_worksheet_is_named_and_kept_nowhere(get, home, by):
    response = get(f"{base(home)}{daniel(home)}/2025.pdf", by)
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        'inline; filename="form-8606-worksheet-2025-daniel-rivera.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    text = text_of(response)
    for words in ("Daniel Rivera", "23,500", "5,018", "21,518"):
        assert words in text


def test_a_worksheet_of_somebody_elsewhere_is_not_found(get, home, people):
    other = kept(people, demo_facts())
    assert get(f"{base(home)}{daniel(other)}/2025.pdf").status_code == 404


def test_an_inherited_pool_has_a_form_of_its_own(get, people):
    inherited = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt Zoë"}
    events = [
        adjustment("2025-01-05", "4000", account="inh"),
        {"kind": "distribution", "account": "inh", "date": "2025-06-01", "amount": "1000"},
    ]
    values = [{"account": "inh", "year": 2025, "amount": "9000"}]
    one = person(*events, more_accounts=[inherited], year_end_values=values, accounts="ira roth")
    made = kept(people, read(household(one | {"name": "Ann"})))
    page = page_of(get(base(made)))
    assert "inherited from Aunt Zoë" in page.words
    (link,) = [one["href"] for one in page.tags("a") if "decedent" in one.get("href", "")]
    response = get(link)
    assert response.status_code == 200
    assert "worksheet-2025-ann-aunt-zoe.pdf" in response.headers["Content-Disposition"]
    assert "4,000" in text_of(response)
    assert get(link + "x").status_code == 404


# --- The packet ----------------------------------------------------------------------------------


def test_a_packet_holds_the_years_and_people_that_were_chosen(get, home):
    response = get(f"{base(home)}packet.pdf?first=2024&last=2025&person={daniel(home)}")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="form-8606-packet-2024-2025-the-riveras.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    text = text_of(response)
    assert "Daniel Rivera" in text
    assert "Maya Rivera" not in text


def test_without_people_it_holds_everybody(get, home):
    text = text_of(get(f"{base(home)}packet.pdf?first=2025&last=2025"))
    assert "Daniel Rivera" in text
    assert "Maya Rivera" in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "This field is required."),
        ("first=2025&last=2024", "The first year is after the last one."),
        ("first=1999&last=2024", "Select a valid choice."),
        ("first=x&last=2024", "Select a valid choice."),
        ("first=2024&last=2024&person=0", "Select a valid choice."),
    ],
)
def test_years_and_people_that_are_not_there(get, home, query, words):
    response = get(f"{base(home)}packet.pdf?{query}")
    assert response.status_code == 422
    assert words in page_of(response).words


def test_the_address_of_a_packet_holds_no_amount(get, home):
    (form,) = [one for one in page_of(get(base(home))).tags("form") if one.get("method") == "get"]
    names = re.findall(r'name="(\w+)"', get(base(home)).content.decode().split("<form")[-1])
    assert form["action"] == f"{base(home)}packet.pdf"
    assert set(names) <= {"first", "last", "person"}


def test_a_file_that_is_exported_is_the_household(get, home):
    found = json.loads(get(f"/households/{home.pk}/export.json").content)
    assert found["name"] == "The Riveras"


def test_a_conversion_alone_can_be_printed(get, people):
    made = kept(people, read(household(person(conversion("2025-02-01")))))
    pk = made.people.get().pk
    assert get(f"{base(made)}{pk}/2025.pdf").status_code == 200
