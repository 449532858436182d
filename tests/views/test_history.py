"""The history page, taking changes back from it, and the bin."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from planner.bridge import household_records
from planner.models import Account, Change, Event, YearEndValue
from planner.services.households.people import delete_person
from planner.services.sheet.all_cells import places
from planner.services.sheet.cells import Edit, save_cells
from tests.households import account, cast, person
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def base(people):
    return f"/households/{people.household.pk}"


@pytest.fixture
def ana(people):
    return person(people.household, people.owner)


@pytest.fixture
def ira(people, ana):
    return account(ana, people.owner)


def typed(people, key, value, year=2025, by=None):
    """Type into a cell and give the change."""
    seen = places(household_records(people.household), year)[key].seen
    saved = save_cells(
        household=people.household,
        user=by or people.owner,
        year=year,
        edits=[Edit(key, value, seen)],
        today=date(2026, 11, 22),
    )
    return saved.change


def read(client, by, path, status=200):
    client.force_login(by)
    response = client.get(path)
    assert response.status_code == status
    return Page(response.content.decode())


def post(client, by, path, status=302, headers=None, **data):
    client.force_login(by)
    response = client.post(path, data, headers=headers or {})
    assert response.status_code == status
    return response


# --- The page ------------------------------------------------------------------------------------


def test_every_figure_is_told_from_what_to_what(client, people, base, ira):
    typed(people, f"a{ira.pk}.value", Decimal(5))
    change = typed(people, f"a{ira.pk}.value", Decimal("95000.50"), by=people.editor)
    page = read(client, people.reader, f"{base}/history/")
    words = page.words_of(f"change-{change.pk}")
    assert "Editor, " in words
    assert "December 31, 2025, Traditional IRA of Ana changed" in words
    assert "Value was $5 → is $95,000.50" in words


def test_words_not_names_of_columns(client, people, base, ana, ira):
    account(ana, people.owner, "roth")
    typed(people, f"a{ira.pk}.converted", Decimal(7000))
    typed(people, f"p{ana.pk}.covered_by_plan", value=True)
    typed(people, "h.marginal_rate", Decimal("0.24"))
    typed(people, "h.filing_status", "married_jointly")
    words = read(client, people.reader, f"{base}/history/").words
    assert "Conversion of December 31, 2025, Traditional IRA of Ana added" in words
    assert "Into is Roth IRA of Ana" in words
    assert "Date assumed is yes" in words
    assert "Covered by a plan at work is yes" in words
    assert "Marginal federal rate is 24%" in words
    assert "Filing status was nothing → is Married filing jointly" in words
    assert "Access of Reader added Role is reader" in words
    for name in ("_id", "covered_by_plan", "None", "Decimal"):
        assert name not in words


def test_what_was_deleted_and_came_back_is_told(client, people, base, ira):
    typed(people, f"a{ira.pk}.made", Decimal(7))
    change = typed(people, f"a{ira.pk}.made", None)
    post(client, people.editor, f"{base}/undo/{change.pk}/")
    page = read(client, people.reader, f"{base}/history/")
    assert "Contribution of December 31, 2025, Traditional IRA of Ana deleted" in page.words
    assert "brought back" in page.words_of(f"change-{Change.objects.latest('id').pk}")
    assert "taken back Taken back by Editor on" in page.words_of(f"change-{change.pk}")


def test_only_what_concerns_a_person_or_a_year(client, people, base, ana, ira):
    ben = person(people.household, people.owner, "Ben")
    other = account(ben, people.owner)
    typed(people, f"a{ira.pk}.value", Decimal(5), year=2024)
    typed(people, f"a{other.pk}.value", Decimal(6), year=2025)
    both = f"{base}/history/?person={ana.pk}&year=2024"
    for path in (both, f"{base}/history/?person={ana.pk}", f"{base}/history/?year=2024"):
        words = read(client, people.reader, path).words
        assert "December 31, 2024, Traditional IRA of Ana" in words
        assert "December 31, 2025, Traditional IRA of Ben" not in words
    assert (
        "2025, Traditional IRA of Ben"
        in read(client, people.reader, f"{base}/history/?person=x&year=y").words
    )
    words = read(client, people.reader, f"{base}/history/?person={ben.pk}&year=2024").words
    assert "Nothing was changed that fits." in words


def test_a_change_of_two_people_is_found_under_both(client, people, base, ana, ira):
    ben = person(people.household, people.owner, "Ben")
    other = account(ben, people.owner)
    here = places(household_records(people.household), 2025)
    keys = [f"a{one.pk}.value" for one in (ira, other)]
    save_cells(
        household=people.household,
        user=people.owner,
        year=2025,
        edits=[Edit(key, Decimal(5), here[key].seen) for key in keys],
        today=date(2026, 11, 22),
    )
    for one in (ana, ben):
        words = read(client, people.reader, f"{base}/history/?person={one.pk}").words
        assert "2 cells: December 31, 2025" in words


@pytest.mark.parametrize("count", [5, 60])
def test_the_history_asks_the_database_as_often_for_many(
    client, people, ira, count, django_assert_num_queries
):
    for number in range(count):
        typed(people, f"a{ira.pk}.value", Decimal(number + 1))
    client.force_login(people.owner)
    with django_assert_num_queries(24):
        client.get(f"/households/{people.household.pk}/history/?year=2025")


def test_fifty_to_a_page(client, people, base, ira):
    for number in range(55):
        typed(people, f"a{ira.pk}.value", Decimal(number + 1))
    first = read(client, people.reader, f"{base}/history/?year=2025")
    assert len([one for one in first.tags("li") if one.get("class", "").startswith("change")]) == 50
    assert "Page 1 of 2" in first.words
    second = read(client, people.reader, f"{base}/history/?year=2025&page=2")
    assert "Value is $1" in second.words
    assert "rel" in next(link for link in second.tags("a") if link.get("rel") == "prev")


# --- Taking back ---------------------------------------------------------------------------------


def test_who_may_take_back(client, people, base, ira):
    change = typed(people, f"a{ira.pk}.value", Decimal(5))
    path = f"{base}/undo/{change.pk}/"
    assert client.post(path).status_code == 302
    post(client, people.stranger, path, 404)
    post(client, people.reader, path, 403)
    read(client, people.editor, path, 405)
    assert YearEndValue.objects.live().exists()
    assert path not in [
        form.get("action") for form in read(client, people.reader, f"{base}/history/").tags("form")
    ]
    assert post(client, people.editor, path).url == f"{base}/years/2025/"
    assert not YearEndValue.objects.live().exists()


def test_of_another_household_is_not_found(client, people, base):
    person(people.others, people.stranger)
    change = Change.objects.latest("id")
    post(client, people.owner, f"{base}/undo/{change.pk}/", 404)


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/households/?all=1", "/households/?all=1"),
        ("https://evil.example/", None),
        ("//evil.example/", None),
        ("javascript:alert(1)", None),
        ("practice-new", None),
        ("-1", None),
        ("", None),
    ],
)
def test_back_to_a_page_of_ours(client, people, ira, wanted, reached):
    base = f"/households/{people.household.pk}"
    change = typed(people, f"a{ira.pk}.value", Decimal(5))
    response = post(client, people.editor, f"{base}/undo/{change.pk}/", next=wanted)
    assert response.url == (reached or f"{base}/years/2025/")


def test_a_script_is_told_to_load_the_page_again(client, people, base, ira):
    change = typed(people, f"a{ira.pk}.value", Decimal(5))
    path = f"{base}/undo/{change.pk}/"
    response = post(client, people.editor, path, 204, headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_a_refusal_says_why(client, people, base, ira):
    change = typed(people, f"a{ira.pk}.value", Decimal(5))
    typed(people, f"a{ira.pk}.value", Decimal(6))
    post(client, people.editor, f"{base}/undo/{change.pk}/", next=f"{base}/history/")
    words = read(client, people.editor, f"{base}/history/").words
    assert "Owner changed this since: December 31, 2025, Traditional IRA of Ana: 5 → 6." in words


# --- The bin -------------------------------------------------------------------------------------


def test_the_bin(client, people, base, ana, ira):
    deletion = delete_person(household=people.household, user=people.owner, person=ana)
    today = timezone.localtime(deletion.at)
    said = f"deleted by Owner on {today:%B} {today.day}, {today.year}"
    assert said in read(client, people.reader, f"{base}/bin/").words
    path = f"{base}/bin/{deletion.pk}/restore/"
    post(client, people.stranger, path, 404)
    post(client, people.reader, path, 403)
    assert post(client, people.editor, path).url == f"{base}/bin/"
    page = read(client, people.editor, f"{base}/bin/")
    assert "Brought back: Ana" in page.words
    assert "Nothing rests here." in page.words


def test_a_deletion_of_another_household_is_not_found(client, people, base):
    other = person(people.others, people.stranger)
    deletion = delete_person(household=people.others, user=people.stranger, person=other)
    post(client, people.owner, f"{base}/bin/{deletion.pk}/restore/", 404)


def test_what_is_in_the_way_is_said(client, people, base, ana, ira):
    post(client, people.editor, f"{base}/accounts/{ira.pk}/delete/")
    account(ana, people.owner)
    deletion = Account.objects.get(pk=ira.pk).deletion
    assert deletion
    post(client, people.editor, f"{base}/bin/{deletion.pk}/restore/")
    words = read(client, people.editor, f"{base}/bin/").words
    assert "Traditional IRA: something else stands in its place by now." in words
    assert not Event.objects.exists()
