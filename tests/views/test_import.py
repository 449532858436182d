"""Uploading a household file: as every member, without a script, and with files meant to hurt."""

import json
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planner.bridge import household_facts
from planner.engine.household_writing import write_household
from planner.models import Household, Role
from planner.services.history.changes import recording
from planner.services.households.demo import demo_facts
from planner.services.households.storing import store_new
from tests.engine.households import household, person
from tests.households import cast, join
from tests.html import Page

pytestmark = pytest.mark.django_db

URL = "/households/import/"
DEMO = write_household(demo_facts())


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def home(people):
    made = store_new(owner=people.owner, fact=demo_facts(), summary="Imported")
    join(made, people.owner, people.editor, Role.EDITOR)
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def upload(client, people):
    def send(content, *, into="", status=200, by="owner"):
        client.force_login(people.users[by])
        text = content if isinstance(content, bytes) else content.encode()
        file = SimpleUploadedFile("home.json", text, "application/json")
        response = client.post(URL, {"file": file, "into": into})
        assert response.status_code == status
        return Page(response.content.decode())

    return send


@pytest.fixture
def confirm(client):
    def send(page):
        return client.post(URL, {"draft": draft_of(page)})

    return send


def draft_of(page):
    (found,) = [field for field in page.tags("input") if field.get("name") == "draft"]
    return found["value"]


def has_draft(page):
    return any(field.get("name") == "draft" for field in page.tags("input"))


def edited(**changes):
    return json.dumps(json.loads(DEMO) | changes)


# --- The way through -----------------------------------------------------------------------------


def test_a_visitor_is_asked_to_sign_in(client):
    response = client.get(URL)
    assert response.status_code == 302
    assert "next=/households/import/" in response.url


def test_a_file_becomes_a_new_household_after_it_was_shown(upload, confirm, people):
    count = Household.objects.count()
    page = upload(DEMO)
    for words in (
        "This would become a new household that only you can open.",
        "Nothing is stored yet.",
        "Maya Rivera 3 11 12 2021–2026 $0 carried out of 2026.",
        "Daniel Rivera 6 8 29 2018–2026 $26,586 carried out of 2026.",
        "Filed otherwise: 2019, 2020, 2021, 2025.",
    ):
        assert words in page.words
    assert Household.objects.count() == count
    response = confirm(page)
    made = Household.objects.order_by("-id")[0]
    assert (response.status_code, response.url) == (302, f"/households/{made.pk}/")
    assert household_facts(made, with_papers=True) == demo_facts()
    assert [one.user for one in made.memberships.all()] == [people.owner]


def test_the_second_click_imports_nothing(upload, confirm):
    page = upload(DEMO)
    confirm(page)
    count = Household.objects.count()
    response = confirm(page)
    assert response.status_code == 409
    assert "This file was imported already." in Page(response.content.decode()).words
    assert Household.objects.count() == count


@pytest.mark.parametrize("by", ["owner", "editor"])
def test_contents_are_replaced_by_who_may_edit(upload, confirm, home, by):
    page = upload(edited(name="Rivera"), into=home.pk, by=by)
    assert (
        "What changes in The Riveras changed The household name The Riveras → Rivera" in page.words
    )
    assert confirm(page).status_code == 302
    home.refresh_from_db()
    assert home.name == "Rivera"


def test_the_same_file_offers_nothing_to_do(upload, home):
    page = upload(DEMO, into=home.pk)
    assert "holds exactly this already" in page.words
    assert not has_draft(page)


def test_a_locked_year_is_said_and_offers_nothing_to_do(upload, home):
    file = json.loads(DEMO)
    file["people"][1]["events"][1]["amount"] = "1"
    page = upload(json.dumps(file), into=home.pk)
    assert "Daniel Rivera: 2019 is filed and locked" in page.words
    assert not has_draft(page)


def test_a_change_meanwhile_is_shown_and_can_be_confirmed(upload, confirm, home, people):
    page = upload(edited(name="Rivera"), into=home.pk)
    with recording(home, people.editor, "Renamed"):
        home.name = "Meanwhile"
        home.save()
    response = confirm(page)
    again = Page(response.content.decode())
    assert response.status_code == 409
    assert "was changed since this was shown" in again.words
    assert "name Meanwhile → Rivera" in again.words
    assert confirm(again).status_code == 302


# --- Who may not ---------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["reader", "stranger"])
def test_nobody_else_is_offered_the_household_or_may_name_it(client, upload, home, people, by):
    client.force_login(people.users[by])
    page = Page(client.get(URL).content.decode())
    assert "The Riveras" not in page.words
    page = upload(edited(name="Mine"), into=home.pk, by=by, status=422)
    assert "Choose one from the list." in page.words
    home.refresh_from_db()
    assert home.name == "The Riveras"


def test_a_preview_is_good_for_its_user_only(client, upload, home, people):
    draft = draft_of(upload(edited(name="Rivera"), into=home.pk))
    for by in ("editor", "reader", "stranger"):
        client.force_login(people.users[by])
        response = client.post(URL, {"draft": draft}, follow=True)
        assert "This preview is no longer good." in Page(response.content.decode()).words
    home.refresh_from_db()
    assert home.name == "The Riveras"


def test_who_was_demoted_meanwhile_replaces_nothing(client, upload, confirm, home, people):
    page = upload(edited(name="Rivera"), into=home.pk, by="editor")
    with recording(home, people.owner, "Demoted"):
        member = home.memberships.get(user=people.editor)
        member.role = "reader"
        member.save()
    assert confirm(page).status_code == 403
    with recording(home, people.owner, "Removed"):
        member.delete()
    assert confirm(page).status_code == 404


# --- Files meant to hurt -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (os.urandom(2_000) + b"\xff", "This is no household file: it is not text."),
        (b"\x89PNG\r\n\x1a\n\0\0", "it is not text."),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"a":' * 40_000, "nested too deeply"),
        (b'{"format": "prorata-household/1", "ratio_places": ' + b"9" * 100_000 + b"}", "too long"),
        (
            json.dumps(household(person(basis_start={"after_year": 2020, "amount": 10**50}))),
            "people[0].basis_start.amount is too long for an amount",
        ),
        (json.dumps(household(colour="red")), "colour is not a known key"),
        (json.dumps(household(format="prorata-household/2")), "format must be 'prorata-h"),
        (b"[]", "This is JSON, but not an object"),
        (b"{}", "format is missing"),
        (b"null", "not an object"),
        (b'{"format": NaN}', "NaN is not a number"),
        (b'{"format": "prorata-household/1", "name": "\\ud800"}', "control character"),
        (b'{"format": "prorata-household/1", "name": "a", "name": "b"}', "stands there twice"),
        (b" " * 300_000, "This file has 293 kB; a household file has at most 256 kB."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_says_why(upload, content, words):
    count = Household.objects.count()
    page = upload(content, status=422)
    assert words in page.words
    assert not has_draft(page)
    assert Household.objects.count() == count


def test_many_problems_are_counted_not_all_listed(upload):
    page = upload(json.dumps(household(**{f"key{at}": 1 for at in range(90)})), status=422)
    assert "and 50 more" in page.words


def test_what_is_in_a_file_is_text_on_the_page(upload):
    page = upload(json.dumps(household(person(name="<script>alert(1)</script>"), name="<b>")))
    assert "<script>alert(1)</script>" in page.words
    assert not [tag for tag in page.tags("script") if "src" not in tag]


def test_no_file_and_two_files(client, people):
    client.force_login(people.owner)
    response = client.post(URL, {"into": ""})
    assert "Choose a file." in Page(response.content.decode()).words
    two = [SimpleUploadedFile(name, b"{}") for name in ("a", "b")]
    assert client.post(URL, {"file": two[0], "other": two[1]}).status_code == 400


def test_a_byte_order_mark_is_no_harm(upload):
    assert has_draft(upload(b"\xef\xbb\xbf" + DEMO.encode()))


def test_a_forged_draft_does_nothing(client, people):
    client.force_login(people.owner)
    count = Household.objects.count()
    for draft in ("", "x", "a:b:c", "." * 100_000):
        response = client.post(URL, {"draft": draft})
        assert (response.status_code, response.url) == (302, URL)
    assert Household.objects.count() == count


def test_the_calculator_takes_no_file_either(client):
    response = client.post("/", {"file": SimpleUploadedFile("a", b"x" * 400_000)})
    assert response.status_code == 422


# --- Export --------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["owner", "editor", "reader"])
def test_an_export_reads_back_byte_for_byte(client, upload, confirm, home, by):
    upload(DEMO, by=by)
    response = client.get(f"/households/{home.pk}/export.json")
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="prorata-the-riveras-2026-11-22.json"'
    )
    assert "no-store" in response.headers["Cache-Control"]
    assert '"exported_at": "20' in response.content.decode()
    assert without_date(response) == DEMO
    made = confirm(upload(response.content, by=by)).url
    assert without_date(client.get(f"{made}export.json")) == DEMO


def without_date(response):
    lines = response.content.decode().splitlines(keepends=True)
    return "".join(line for line in lines if '"exported_at"' not in line)


def test_a_stranger_exports_nothing(client, home, people):
    assert client.get(f"/households/{home.pk}/export.json").status_code == 302
    client.force_login(people.stranger)
    assert client.get(f"/households/{home.pk}/export.json").status_code == 404


def test_a_file_name_is_plain(client, upload, confirm):
    made = confirm(upload(json.dumps(household(name='"; x=\r\n/../é中'))))
    response = client.get(f"{made.url}export.json")
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="prorata-x-e-2026-11-22.json"'
    )
