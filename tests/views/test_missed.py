"""The page of the missed-8606 kit: each year's verdict, what is typed, and the PDF of it all."""

import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from planner.models import Change, Role
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from tests.engine import households as h
from tests.engine.mistakes import filed, first
from tests.households import cast, join
from tests.html import Page

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return cast()


def kept(people, facts):
    made = store_new(owner=people.owner, fact=facts, summary="Imported")
    join(made, people.owner, people.editor, Role.EDITOR)
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def home(people):
    return kept(people, demo_facts())


@pytest.fixture
def backdoor(people):
    """7,000 contributed and converted in 2024 beside 63,000: 6,300 is income; nothing on file."""
    one = h.person(
        h.contribution("2024-02-01", 2024),
        h.conversion("2024-02-02"),
        name="Bea",
        year_end_values=[h.value(2024, "63000")],
        years=[first(2024)],
    )
    return kept(people, h.read(h.household(one, years=[{"year": 2024, "marginal_rate": "0.24"}])))


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def address(home, at=0):
    return f"/households/{home.pk}/people/{home.people.order_by('id')[at].pk}/missed/"


def page(response, status=200):
    assert response.status_code == status
    return Page(response.content.decode())


def text_of(response):
    assert response.status_code == 200
    found = PdfReader(io.BytesIO(response.content))
    return " ".join(" ".join(one.extract_text() for one in found.pages).split())


@pytest.mark.parametrize("by", ["owner", "editor", "reader"])
def test_every_year_has_its_verdict_and_what_to_send(people, home, by):
    """Worked out by hand in tests/engine/gold/missed.toml."""
    response = as_user(people.users[by]).get(address(home, 1))
    assert "no-cache" in response.headers["Cache-Control"]
    found = page(response)
    assert "5 forms to send, the oldest first" in found.words
    assert (
        "Forms to send 5 Tax to claim back $354 the first claim ends on Apr 17, 2029 Penalties at"
        " most $50 none for reasonable cause"
    ) in found.words
    assert "2018 no form on file Form 8606 for 2018 by itself, signed" in found.words_of("y2018")
    assert "filed 0, should be 5,500" in found.words_of("y2019")
    assert (
        "Form 1040-X for 2025 with a corrected Form 8606: $1,476 too much was taxed."
        " Taxed too much $1,476 Tax, estimated $354 Claim by Apr 17, 2029"
    ) in found.words_of("y2025")
    assert "Goes with the return for 2026: due April 15, 2027" in found.words_of("y2026")
    assert "No form was due for 2022, 2023, 2024: nothing to send." in found.words
    assert "counts as not filed" not in found.words
    assert found.by_id("id_on")["value"] == "2026-11-22"
    links = [one["href"] for one in found.tags("a")]
    daniel = home.people.order_by("id")[1].pk
    assert f"/households/{home.pk}/papers/{daniel}/2025.pdf" in links


def test_who_filed_everything_right_is_told_so(people, home):
    client = as_user(people.owner)
    found = page(client.get(address(home)))
    assert "Nothing has to be sent" in found.words
    assert "Filed as it should be." in found.words_of("y2024")
    assert "Make the PDF" not in found.words
    refused = client.post(f"{address(home)}kit.pdf", {})
    assert "Nothing has to be sent" in page(refused, 422).words


@pytest.mark.parametrize(
    ("day", "words", "total"),
    [
        ("2029-04-17", "Claim by Apr 17, 2029", "Tax to claim back $354"),
        ("2029-04-18", "Claim ended Apr 17, 2029", "Overpaid, too late to claim $354"),
    ],
)
def test_a_day_decides_what_is_still_open(people, home, day, words, total):
    found = page(as_user(people.owner).post(address(home, 1), {"on": day}))
    assert words in found.words_of("y2025")
    assert total in found.words
    assert found.by_id("id_on")["value"] == day


@pytest.mark.parametrize("day", ["soon", "1999-12-31", "2036-12-01", "9999-12-31"])
def test_a_day_that_cannot_be_used_is_said_and_today_counts(people, home, day):
    found = page(as_user(people.owner).post(address(home, 1), {"on": day}), 422)
    assert "Claim by Apr 17, 2029" in found.words_of("y2025")
    assert found.words_of("id_on_error") in (
        "This is not a date. Write it like 2026-04-10.",
        "Choose a day from 2000 to ten years from now.",
    )
    assert found.by_id("id_on")["value"] == day


def test_line_4b_is_asked_for_where_no_record_says_it(people, backdoor):
    client = as_user(people.reader)
    asked = page(client.get(address(backdoor)))
    assert "by itself if line 4b of the 2024 return holds $6,300" in asked.words_of("y2024")
    assert asked.by_id("id_line-4b-2024")["name"] == "line-4b-2024"
    assert "#id_line-4b-2024" in [one["href"] for one in asked.tags("a")]
    assert "Tax to claim back not known yet 2024 Penalties" in asked.words
    assert "Nothing is entered of a form for 2024. It counts as not filed" in asked.words
    told = page(client.post(address(backdoor), {"line-4b-2024": "$7,000", "cause": "Because."}))
    assert "$700 too much was taxed." in told.words_of("y2024")
    assert "Tax to claim back $168" in told.words
    assert told.values()["line-4b-2024"] == "$7,000"
    assert "Because." in told.words_of("id_cause")


def test_what_is_owed_stands_with_its_interest(people, backdoor):
    """6,300 x 24% = 1,512; 193 days at 7%: 1,512 x (1.000191780822^193 - 1) = 57.01."""
    typed = {"line-4b-2024": "0", "on": "2025-04-25"}
    found = page(as_user(people.owner).post(address(backdoor), typed))
    # The form itself could still come with an extended return until October.
    assert "Goes with the return for 2024" in found.words_of("y2024")
    typed["on"] = "2025-10-25"
    found = page(as_user(people.owner).post(address(backdoor), typed))
    assert "Tax, estimated $1,512" in found.words_of("y2024")
    assert "Interest so far $57.01" in found.words_of("y2024")
    assert "Tax to pay $1,512 and $57.01 of interest so far" in found.words


def without_rate(people, line_18):
    """6,300 is taxable; line 18 was filed otherwise, and no rate is entered."""
    one = h.person(
        h.contribution("2024-02-01", 2024),
        h.conversion("2024-02-02"),
        year_end_values=[h.value(2024, "63000")],
        years=[first(2024, filed=filed({1: 7000, 18: line_18}))],
    )
    home = kept(people, h.read(h.household(one)))
    return page(as_user(people.owner).get(address(home)))


def test_tax_to_pay_without_a_rate_is_not_called_a_refund(people):
    words = without_rate(people, 0).words
    assert "Tax to pay not known yet 2024 Penalties" in words
    assert "Tax to claim back" not in words


def test_a_rate_that_is_missing_is_named(people):
    found = without_rate(people, 7000)
    assert (
        "Tax to claim back not known yet 2024; the first claim ends on Apr 18, 2028" in found.words
    )
    assert "Taxed too much $700 Tax not known no rate is entered" in found.words_of("y2024")
    assert "enter the marginal rate of 2024" in found.words_of("y2024")


def test_a_year_that_waits_is_not_in_the_sum_nor_in_the_pdf(people):
    one = h.person(
        h.contribution("2023-02-01", 2023, "6500"),
        h.contribution("2024-02-01", 2024),
        h.conversion("2024-02-02"),
        years=[first(2023), {"year": 2024, "deducted": "0"}],
    )
    home = kept(people, h.read(h.household(one)))
    client = as_user(people.owner)
    assert "1 Tax to claim back not known yet 2024 Pen" in page(client.get(address(home))).words
    text = text_of(client.post(f"{address(home)}kit.pdf", {}))
    assert "Not here: 2024. Too little is known to say what its form holds." in text


def test_what_cannot_be_read_keeps_what_was_typed(people, backdoor):
    typed = {"line-4b-2024": "a lot", "cause": "I forgot.", "on": "2026-11-22"}
    client = as_user(people.owner)
    for path in ("", "kit.pdf"):
        found = page(client.post(address(backdoor) + path, typed), 422)
        assert found.values()["line-4b-2024"] == "a lot"
        assert "I forgot." in found.words_of("id_cause")
        assert "is not an amount" in found.words_of("id_line-4b-2024_error")
        assert "What is marked cannot be read" in found.words
    long = client.post(f"{address(backdoor)}kit.pdf", {"cause": "x" * 2001})
    told = page(long, 422).words_of("id_cause_error")
    assert told == "This is too long: at most 2,000 characters fit."


def test_to_htmx_only_what_changes_is_sent(people, backdoor):
    client = as_user(people.owner)
    response = client.post(address(backdoor), {"line-4b-2024": "7000"}, headers=HTMX)
    found = page(response)
    assert not found.tags("h1")
    assert not found.tags("textarea")
    assert "$700 too much was taxed." in found.words
    assert {one["id"] for one in found.tags("p") if "hx-swap-oob" in one} == {
        "id_on_error",
        "id_cause_error",
        "id_line-4b-2024_error",
    }


@pytest.mark.slow
@pytest.mark.parametrize("by", ["owner", "reader"])
def test_the_pdf_says_what_the_page_says_in_the_person_s_words(people, home, by):
    client = as_user(people.users[by])
    typed = {"on": "2026-11-22", "cause": "My preparer left the form off.\nI found it in 2026."}
    response = client.post(f"{address(home, 1)}kit.pdf", typed)
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="late-form-8606-daniel-rivera.pdf"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    text = text_of(response)
    for words in (
        "My preparer left the form off.",
        "I found it in 2026.",
        "Form 8606 for 2018 by itself, signed: no tax of 2018 changes.",
        "Form 1040-X for 2025 with a corrected Form 8606: $1,476 too much was taxed.",
        "A claim is in time until April 17, 2029",
        "21,518",
    ):
        assert words in text


def test_nothing_that_is_typed_is_kept_or_stands_in_an_address(people, backdoor):
    client = as_user(people.owner)
    changes = Change.objects.count()
    typed = {"line-4b-2024": "7000", "cause": "A secret reason"}
    client.post(address(backdoor), typed)
    text_of(client.post(f"{address(backdoor)}kit.pdf", typed))
    assert Change.objects.count() == changes
    again = page(client.get(address(backdoor), {"line-4b-2024": "7000", "cause": "A secret"}))
    assert again.values()["line-4b-2024"] == ""
    assert "secret" not in again.words
    (form,) = [one for one in again.tags("form") if one.get("id") == "kit"]
    assert (form["method"], form["action"]) == ("post", address(backdoor))


@pytest.mark.parametrize("by", ["stranger", None])
def test_nobody_else_finds_anything(people, home, by):
    client = as_user(people.users[by]) if by else Client()
    for response in (client.get(address(home, 1)), client.post(f"{address(home, 1)}kit.pdf", {})):
        assert response.status_code == (404 if by else 302)


def test_too_little_known_leads_to_what_is_missing(people):
    one = h.person(h.contribution("2022-02-01", 2022, None), years=[first(2022)], name="Cy")
    home = kept(people, h.read(h.household(one)))
    found = page(as_user(people.owner).get(address(home)))
    assert "Too little is known yet" in found.words
    assert "2022 too little known" in found.words_of("y2022")
    pk = home.people.get().pk
    assert f"/households/{home.pk}/ledger/{pk}/2022/" in [one["href"] for one in found.tags("a")]


def test_a_year_of_which_too_little_is_known_says_what_it_waits_for(people):
    one = h.person(
        h.contribution("2024-02-01", 2024),
        h.conversion("2024-02-02"),
        h.contribution("2025-02-01", 2025),
        years=[first(2024), {"year": 2025, "deducted": "0"}],
    )
    found = page(as_user(people.owner).get(address(kept(people, h.read(h.household(one))))))
    assert "The value of Traditional IRA on December 31, 2024." in found.words_of("y2024")
    assert "waits for 2024." in found.words_of("y2025").lower()


def test_a_person_without_years_has_nothing_to_send(people):
    home = kept(people, h.read(h.household(h.person(name="Di"))))
    words = page(as_user(people.owner).get(address(home))).words
    assert "No year of Di calls for a form so far." in words


def test_inherited_forms_are_named(people):
    inherited = {"key": "inh", "kind": "inherited_traditional", "inherited_from": "Aunt Zoë"}
    one = h.person(
        h.adjustment("2024-06-01", "4000", account="inh", reason="inherited"),
        h.withdrawal("2025-05-01", "2000", account="inh"),
        more_accounts=[inherited],
        year_end_values=[h.value(2025, "38000", "inh")],
    )
    home = kept(people, h.read(h.household(one)))
    words = page(as_user(people.owner).get(address(home))).words
    assert "The forms for the IRAs inherited from Aunt Zoë are not looked at" in words


def test_ledger_mistakes_and_papers_lead_here(people, home):
    client = as_user(people.reader)
    daniel = home.people.order_by("id")[1].pk
    base = f"/households/{home.pk}/"
    ledger, mistakes, papers = (
        [(one["href"]) for one in page(client.get(base + path)).tags("a")]
        for path in (f"ledger/{daniel}/", "mistakes/", "papers/")
    )
    assert address(home, 1) in ledger
    assert {f"{address(home, 1)}#y{year}" for year in (2018, 2019, 2020, 2021)} <= set(mistakes)
    assert address(home, 0) not in " ".join(mistakes)
    assert {address(home, 0), address(home, 1)} <= set(papers)


def test_the_page_asks_little_of_the_database(people, home, backdoor):
    """As often for nine years of two people as for one year of one."""
    client = as_user(people.owner)
    client.get(address(home))
    for where in (address(home, 1), address(backdoor)):
        with CaptureQueriesContext(connection) as found:
            client.get(where)
        assert len(found) == 9
