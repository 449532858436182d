"""Files, papers and members in a browser: axe, narrow screens, from a file to a page and back."""

import json

import pytest
from django.utils import timezone

from planner.documents.official.folder import accept
from planner.engine.household_writing import write_household
from planner.models import Role
from planner.services.households.demo import demo_facts
from planner.services.households.invitations import invite
from planner.services.households.storing import store_new
from tests.browser.test_looks import NARROW, each_look, flaws, open_everything
from tests.documents.official.standins import standin
from tests.households import cast, join


@pytest.fixture
def people(transactional_db):
    return cast()


@pytest.fixture
def home(people):
    made = store_new(owner=people.owner, fact=demo_facts(), summary="Imported")
    join(made, people.owner, people.reader, Role.READER)
    return made


@pytest.fixture
def token(home, people):
    _, secret = invite(
        household=home,
        user=people.owner,
        email="someone.with.a.long.address@accounting-partners.example.org",
        role=Role.EDITOR,
        now=timezone.now(),
    )
    return secret


def upload(page, text, into=""):
    page.goto("/households/import/")
    file = {"name": "home.json", "mimeType": "application/json", "buffer": text.encode()}
    page.set_input_files("[name=file]", file)
    page.select_option("[name=into]", into)
    page.click("text=Look inside")


def different():
    found = json.loads(write_household(demo_facts()))
    found["people"][0]["events"][-1]["amount"] = "14513"
    found["people"][1]["events"][1]["amount"] = "5"
    return json.dumps(found)


def sideways(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def fits(page, name):
    """Axe finds nothing in any look, and nothing scrolls sideways, on the narrowest screen too."""
    for look in each_look(page):
        assert flaws(page) == [], (name, look)
        assert not sideways(page), (name, look)
    page.set_viewport_size(NARROW)
    assert not sideways(page), name


@pytest.fixture
def blank_of_2025(settings, tmp_path):
    """The only official form that is there."""
    settings.OFFICIAL_FORMS_DIR = tmp_path
    accept(standin(2025))


@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    signed_in, people, home, token, blank_of_2025
):
    page = signed_in(people.owner)
    official = [
        f"{home.pk}/papers/{home.people.first().pk}/{year}/official/" for year in (2022, 2025)
    ]
    own = (f"{home.pk}/{path}/" for path in ("papers", "years/2025/cpa", "members"))
    paths = ("import/", *own, *official)
    for path in (*(f"/households/{path}" for path in paths), f"/invitations/{token}/"):
        page.goto(path)
        open_everything(page)
        fits(page, path)


def test_axe_finds_nothing_in_what_a_file_would_do(signed_in, people, home):
    page = signed_in(people.owner)
    upload(page, "{}")
    fits(page, "refused")
    upload(page, different(), into=str(home.pk))
    assert "is filed and locked" in page.inner_text("main")
    fits(page, "differs")


def test_a_file_becomes_a_household(signed_in, people, watch):
    page = signed_in(people.owner)
    upload(page, write_household(demo_facts()))
    page.click("text=Import as a new household")
    page.wait_for_url("**/households/*/")
    assert "The file was imported." in page.inner_text("main")
    page.click("nav >> text=Papers")
    with page.expect_download() as download:
        page.click("text=Export")
    assert download.value.suggested_filename == "prorata-the-riveras-2026-11-22.json"
