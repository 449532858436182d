"""The household's own pages: list, start, overview, settings, end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from planner.bridge import household_facts
from planner.models import Change, Household
from planner.services.households.starting import delete_household
from tests.households import account, cast, person, user
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


def get(client, by, path, status=200):
    client.force_login(by)
    response = client.get(path)
    assert response.status_code == status
    return Page(response.content.decode())


def post(client, by, path, status=302, **data):
    client.force_login(by)
    response = client.post(path, data)
    assert response.status_code == status
    return response


def links(page):
    return [attributes.get("href") for attributes in page.tags("a")]


# --- The list ------------------------------------------------------------------------------------


def test_the_list_asks_to_sign_in(client):
    response = client.get("/households/")
    assert response.status_code == 302
    assert response.url.endswith("?next=/households/")


def test_an_empty_list_invites(client):
    page = get(client, user("new"), "/households/")
    assert "Two things to type first" in page.words
    assert "/households/new/" in links(page)


def test_the_only_household_is_opened_at_once(client, people):
    client.force_login(people.owner)
    response = client.get("/households/")
    assert response.url == f"/households/{people.household.pk}/"
    assert "The Garcias" in get(client, people.owner, "/households/?all=1").words


def test_the_list_says_the_role_and_shows_nothing_of_others(client, people):
    post(client, people.owner, "/households/new/", **NEW)
    page = get(client, people.owner, "/households/")
    assert "The Garcias owner" in page.words
    assert "The Others" not in page.words


def test_a_deleted_household_is_offered_to_its_owner_only(client, people):
    home = people.household
    delete_household(household=home, user=people.owner, now=timezone.now())
    page = get(client, people.owner, "/households/")
    assert "The Garcias deleted" in page.words
    assert "The Garcias" not in get(client, people.editor, "/households/").words
    path = f"/households/{home.pk}/restore/"
    for name in ("editor", "reader", "stranger"):
        post(client, people.users[name], path, status=404)
    assert post(client, people.owner, path).url == f"/households/{home.pk}/"
    assert "The Garcias" in get(client, people.reader, f"/households/{home.pk}/").words


def test_after_thirty_days_it_cannot_be_restored(client, people):
    long_ago = timezone.now() - timedelta(days=31)
    delete_household(household=people.household, user=people.owner, now=long_ago)
    post(client, people.owner, f"/households/{people.household.pk}/restore/", status=404)


# --- Starting ------------------------------------------------------------------------------------

NEW = {"name": "The Kims", "rounding": "dollars", "first-name": "Min"}


def test_a_name_and_a_person_are_enough(client):
    response = post(client, user("min"), "/households/new/", **NEW)
    home = Household.objects.get()
    assert response.url == f"/households/{home.pk}/"
    (only,) = household_facts(home).people
    assert (home.name, only.name, only.accounts) == ("The Kims", "Min", ())


def test_two_people_with_their_usual_accounts(client):
    typed = NEW | {
        "first-born": "1980-05-01",
        "first-kinds": ["traditional", "roth"],
        "second-name": "Ada",
        "second-kinds": ["rollover", "401k"],
    }
    post(client, user("min"), "/households/new/", **typed)
    first, second = household_facts(Household.objects.get()).people
    assert str(first.born) == "1980-05-01"
    assert [one.kind for one in first.accounts] == ["traditional", "roth"]
    assert [one.kind for one in second.accounts] == ["rollover", "401k"]


def test_errors_keep_what_was_typed(client):
    typed = NEW | {"name": "", "second-kinds": ["roth"], "first-born": "2999-01-01"}
    response = post(client, user("min"), "/households/new/", status=422, **typed)
    page = Page(response.content.decode())
    assert page.by_id("id_first-name")["value"] == "Min"
    assert "This is in the future." in page.words
    assert "open" in page.tags("details")[0]
    (ticked,) = [tick for tick in page.tags("input") if "checked" in tick]
    assert ticked["value"] == "roth"
    assert not Household.objects.exists()


# --- The overview --------------------------------------------------------------------------------


def test_strangers_find_nothing(client, people):
    base = f"/households/{people.household.pk}/"
    for path in (base, f"{base}settings/", f"{base}delete/", f"{base}history/", f"{base}bin/"):
        get(client, people.stranger, path, status=404)
        client.logout()
        assert client.get(path).status_code == 302


def test_an_empty_household_says_what_to_do_first(client, people):
    base = f"/households/{people.household.pk}/"
    page = get(client, people.editor, base)
    assert f"{base}people/new/" in links(page)
    assert f"{base}people/new/" not in links(get(client, people.reader, base))


@pytest.mark.parametrize("count", [3, 30])
def test_the_overview_asks_the_database_as_often_for_many(
    client, people, count, django_assert_num_queries
):
    for name in ("Ana", "Ben"):
        one = person(people.household, people.owner, name)
        for number in range(count):
            account(one, people.owner, name=f"IRA {number}")
    client.force_login(people.owner)
    with django_assert_num_queries(9):
        response = client.get(f"/households/{people.household.pk}/")
    assert f"IRA {count - 1}" in response.content.decode()


# --- Settings ------------------------------------------------------------------------------------


def test_settings_are_kept(client, people):
    path = f"/households/{people.household.pk}/settings/"
    typed = {"name": "Garcia", "rounding": "cents", "ratio_places": "4"}
    assert post(client, people.editor, path, **typed).url == path
    home = Household.objects.get(pk=people.household.pk)
    assert (home.name, home.rounding, home.ratio_places) == ("Garcia", "cents", 4)
    assert "Saved." in get(client, people.editor, path).words
    post(client, people.editor, path, **typed | {"ratio_places": ""})
    home.refresh_from_db()
    assert home.ratio_places is None


def test_readers_see_settings_and_change_none(client, people):
    path = f"/households/{people.household.pk}/settings/"
    page = get(client, people.reader, path)
    assert "Delete the household" not in page.words
    assert "disabled" in page.tags("fieldset")[0]
    post(client, people.reader, path, status=403, name="X", rounding="cents")


def test_wrong_settings_are_said_and_kept(client, people):
    path = f"/households/{people.household.pk}/settings/"
    typed = {"name": "Garcia", "rounding": "pennies", "ratio_places": "2"}
    response = post(client, people.owner, path, status=422, **typed)
    assert Page(response.content.decode()).by_id("id_name")["value"] == "Garcia"
    assert Change.objects.filter(summary="Changed the settings").count() == 0


def test_only_the_owner_deletes_and_types_the_name_first(client, people):
    path = f"/households/{people.household.pk}/delete/"
    for name in ("editor", "reader"):
        get(client, people.users[name], path, status=403)
        post(client, people.users[name], path, status=403, name="The Garcias")
    post(client, people.owner, path, status=422, name="Garcia")
    assert Household.objects.visible_to(people.owner).exists()
    assert post(client, people.owner, path, name="the garcias").url == "/households/"
    get(client, people.owner, f"/households/{people.household.pk}/", status=404)
