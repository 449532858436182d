"""The CPA packet: its page and its paper say the same, of figures that were worked out by hand."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planner.bridge import household_records
from planner.documents.cpa_packet import cpa_packet_pdf
from planner.engine.household_reading import read_household
from planner.models import Person, Practice
from planner.services.cpa.packet import cpa_packet
from planner.services.households.guests import make_guest_link
from planner.services.households.storing import store_new
from planner.services.practice.letterhead import Letterhead
from tests.documents.households import flat_pages
from tests.documents.tagging import strays
from tests.engine import households as h
from tests.households import user
from tests.html import Page
from tests.ledgers import ana, ben, store
from tests.practices import engage, firm

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
HERE = Path(__file__).parent
GOLD = HERE.parent / "engine" / "gold"
CASES = tomllib.loads((HERE / "cpa.toml").read_text("utf-8"))["packet"]


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """The day of the gold cases."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)


@pytest.fixture
def owner():
    return user("owner")


def client_of(who):
    client = Client()
    client.force_login(who)
    return client


def address(home, year=2025):
    return f"/households/{home.pk}/years/{year}/cpa/"


def page_of(client, home, year=2025):
    response = client.get(address(home, year))
    assert response.status_code == 200
    return Page(response.content.decode())


def text_of(content):
    """A PDF in one line, without the feet of its pages."""
    return " ".join(flat_pages(content))


def pdf_of(client, home, year=2025):
    response = client.get(f"{address(home, year)}packet.pdf")
    assert response.status_code == 200
    return response


def told(value) -> Iterator[str]:
    """Every text of a packet."""
    if isinstance(value, str):
        yield value
    for one in value if isinstance(value, tuple) else inside(value):
        yield from told(one)


def inside(value) -> Iterator[object]:
    """What the fields of a part hold, but for what is not shown as it stands."""
    for field in fields(value) if is_dataclass(value) else ():
        if field.name not in ("records", "severity"):
            yield getattr(value, field.name)


@pytest.mark.parametrize("case", CASES, ids=lambda one: f"{one['household']}-{one['year']}")
def test_the_page_and_the_paper_say_it(case, owner):
    found = tomllib.loads((GOLD / f"{case['household']}.toml").read_text("utf-8"))["household"]
    fact = read_household(json.dumps(found))
    home, year = store_new(owner=owner, fact=fact, summary="Stored"), case["year"]
    client = client_of(owner)
    page = page_of(client, home, year).words
    paper = text_of(pdf_of(client, home, year).content)
    for words in case["says"]:
        assert words.lower() in page.lower(), words
        assert words.lower() in paper.lower(), words
    for words in case.get("silent", ()):
        assert words not in page
        assert words not in paper
    records = household_records(home, with_papers=True, with_dismissals=True)
    packet = cpa_packet(records, year, TODAY)
    for words in (packet.answer, packet.standing, *told(packet)):
        assert " ".join(words.split()) in page, words
        assert " ".join(words.split()) in paper, words


def test_every_line_leads_to_its_sum(owner):
    home = store(owner, ana(), ben())
    client = client_of(owner)
    links = [one["href"] for one in page_of(client, home).tags("a") if "line=18" in one["href"]]
    [person] = Person.objects.filter(name="Ana")
    assert links == [f"/households/{home.pk}/ledger/{person.pk}/2025/?line=18#why-2025-1-18"]
    opened = Page(client.get(links[0].partition("#")[0]).content.decode())
    assert "open" in opened.by_id("why-2025-1-18")
    sheets = [one["href"] for one in page_of(client, home).tags("a") if "/papers/" in one["href"]]
    for sheet in (one for one in sheets if ".pdf" in one):
        assert client.get(sheet).content.startswith(b"%PDF")
    assert any("decedent=Aunt%20Rose" in one for one in sheets)


def test_the_years_and_the_papers_lead_to_it(owner):
    home = store(owner, ana())
    for where in (f"/households/{home.pk}/years/2025/", f"/households/{home.pk}/papers/"):
        links = Page(client_of(owner).get(where).content.decode()).tags("a")
        assert address(home) in [one["href"] for one in links]


def test_a_guest_reads_it_without_an_account(owner):
    home = store(owner, ana())
    _, token = make_guest_link(
        household=home, user=owner, label="Our CPA", expires_on=TODAY, today=TODAY
    )
    guest = Client()
    assert guest.get(address(home)).status_code == 302
    guest.post(f"/guests/{token}/")
    page = page_of(guest, home)
    assert "5 lines differ from what is due." in page.words
    assert pdf_of(guest, home).content.startswith(b"%PDF")
    for one in page.tags("a"):
        if one["href"].startswith("/households/"):
            where = one["href"].partition("#")[0]
            found = guest.get(where, follow=True)
            assert (found.status_code, "sign-in" in found.request["PATH_INFO"]) == (200, False), (
                where
            )


def test_the_practice_is_named_and_what_was_set_aside_says_so(owner):
    home = store(owner, ana())
    oaks = firm("Oaks Advisors").practice
    Practice.objects.filter(pk=oaks.pk).update(contact_line="555 0100", disclaimer="No advice.")
    engage(oaks, home)
    [person] = Person.objects.all()
    [code] = {
        one.code
        for one in cpa_packet(household_records(home), 2025, TODAY).issues
        if one.code.startswith("pre-tax")
    }
    dismiss_it = {"code": code, "person": person.pk, "year": 2025, "reason": "Known to us."}
    client = client_of(owner)
    client.post(f"/households/{home.pk}/mistakes/dismiss/", dismiss_it)
    page, paper = page_of(client, home).words, text_of(pdf_of(client, home).content)
    for words in ("Oaks Advisors", "555 0100", "No advice.", "Set aside by Owner: Known to us."):
        assert words in page
        assert words in paper


def test_an_excess_and_a_deduction_say_where_they_go(owner):
    """7,500 for 2025 at 40, whose limit is 7,000: 500 above it; 2,000 of it is deducted."""
    one = h.person(
        h.contribution("2025-02-03", 2025, "7500"),
        born="1985-05-01",
        name="Eva",
        basis_start=h.start("0", 2024),
        years=[{"year": 2025, "deducted": "2000", "compensation": "90000"}],
    )
    home, client = store(owner, one), client_of(owner)
    page = page_of(client, home).words
    assert (
        "$2,000 of the contributions for 2025 is deducted: Schedule 1 of Form 1040, line 20."
        in page
    )
    assert "Eva: Form 5329, Part III or IV, by the kind of IRA that holds it, unless" in page
    assert "(contributed-over-the-limit)" in page
    # October 15, 2026, has passed: it is taxed for 2026 too, if it stays to the end of it.
    later = page_of(client, home, 2026).words
    assert "for what is still there of the excess for 2025: it is taxed again" in later
    assert "(contributed-over-the-limit)" not in later


def test_nobody_in_it_has_a_page_and_a_paper(owner):
    home = store(owner)
    assert "Nobody is in this household yet." in page_of(client_of(owner), home).words
    assert "No Form 8606 is due." in text_of(pdf_of(client_of(owner), home).content)


@pytest.mark.parametrize("year", [1900, 2028])
def test_no_year_beyond_those_that_open(owner, year):
    home = store(owner, ana())
    assert client_of(owner).get(address(home, year)).status_code == 404


def test_as_many_queries_for_many_accounts_as_for_few(owner):
    few, many = store(owner, ana()), store(owner, ana() | {"accounts": _accounts()})
    client, counts = client_of(owner), []
    for home in (few, many):
        with CaptureQueriesContext(connection) as found:
            page_of(client, home)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 14


def _accounts():
    more = [{"key": f"a{at}", "kind": "traditional"} for at in range(30)]
    return [*ana()["accounts"], *more]


def test_the_paper_is_the_same_bytes_named_and_tagged(owner):
    home = store(owner, ana(), name="The <Garcias> 漢")
    response = pdf_of(client_of(owner), home)
    assert 'filename="cpa-packet-2025-the-garcias.pdf"' in response.headers["Content-Disposition"]
    packet = cpa_packet(household_records(home, with_papers=True), 2025, TODAY)
    letterhead = Letterhead("Oaks", "555 0100", "No advice.")
    first, second = (cpa_packet_pdf(packet, home="H", letterhead=letterhead) for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as opened:
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert [list(strays(page)) for page in opened.pages] == [[], []]
