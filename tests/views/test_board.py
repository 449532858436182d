"""The pages of the board, as the people of a practice, without a script."""

import re
from collections import Counter
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.utils import timezone

from planner.bridge import household_facts
from planner.engine.client import client_years
from planner.models import ClientState, Engagement, FollowUp, SavedFilter
from planner.services.history.changes import recording
from planner.services.practice.board_words import STATES
from planner.services.practice.board_work import waiting_anywhere, work_out_all
from tests.html import Page
from tests.performance.practice import fill
from tests.practices import practices

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: TODAY)


@pytest.fixture
def world():
    found = practices()
    fill(found.oaks.practice, 12, [found.oaks.staff["advisor"], found.oaks.staff["idle"]])
    work_out_all(waiting_anywhere(2026, TODAY), 2026, TODAY)
    return found


@pytest.fixture
def url(world):
    return f"/practices/{world.oaks.practice.pk}/board/"


@pytest.fixture
def sign_in(client, world):
    def as_(name, firm="oaks"):
        client.force_login(getattr(world, firm).user(name))
        return client

    return as_


def page_of(response):
    assert response.status_code == 200
    return Page(response.content.decode())


def tiles(page_text):
    found = re.findall(r'tile-words">([^<]+)<', page_text)
    counts = re.findall(r"<b>(\d+)</b> <span class=\"tile-words", page_text)
    return dict(zip(found, map(int, counts), strict=True))


def clients_in(page_text):
    return {unescape(name) for name in re.findall(r"data-open>([^<]+)<", page_text)}


def moving(world):
    return ClientState.objects.filter(to_move__gt=0, client__practice=world.oaks.practice)


def test_the_board_says_who_stands_how(world, sign_in, url):
    page = page_of(sign_in("principal").get(url))
    text = page.words
    assert "How 2026 stands for 13 clients. 39 days are left." in text
    states = ClientState.objects.filter(client__practice=world.oaks.practice)
    assert f"{states.count()} people" in text
    state = moving(world).order_by("-to_move")[0]
    assert f"${state.to_move:,.0f}" in text
    assert state.sentence in unescape(sign_in("principal").get(url).content.decode())


def test_the_counts_are_those_of_the_rows_and_filter(world, sign_in, url):
    client = sign_in("principal")
    whole = tiles(client.get(url).content.decode())
    states = ClientState.objects.filter(client__practice=world.oaks.practice)
    assert sum(whole.values()) == states.count()
    page = client.get(url, {"state": "pre_tax_present"})
    assert tiles(page.content.decode()) == whole
    names = {str(one.client.home) for one in states.filter(code="pre_tax_present")}
    assert clients_in(page.content.decode()) == names


def test_each_sees_and_counts_their_own_clients_alone(world, sign_in, url):
    for role in ("advisor", "idle"):
        text = sign_in(role).get(url).content.decode()
        mine = Engagement.objects.seen_by(world.oaks.staff[role])
        assert clients_in(text) == {str(one.home) for one in mine}
        assert sum(tiles(text).values()) == ClientState.objects.filter(client__in=mine).count()
        assert "The Others" not in text
        assert clients_in(sign_in(role).get(url, {"q": "others"}).content.decode()) == set()


def test_another_practice_is_told_nothing(world, sign_in, url):
    state = moving(world)[0]
    for path in (url, f"{url}december/", f"{url}{state.client_id}/{state.person_id}/"):
        assert sign_in("principal", "firs").get(path).status_code == 404
    theirs = f"/practices/{world.firs.practice.pk}/board/"
    answer = sign_in("principal", "firs").get(f"{theirs}{state.client_id}/{state.person_id}/")
    assert answer.status_code == 404
    assert clients_in(sign_in("principal", "firs").get(theirs).content.decode()) == {"The Others"}


def test_one_of_another_client_is_not_found(world, sign_in, url):
    one, *_, other = moving(world).order_by("client_id")
    assert one.client_id != other.client_id
    answer = sign_in("principal").get(f"{url}{one.client_id}/{other.person_id}/")
    assert answer.status_code == 404


def test_an_advisor_notes_nothing_for_others_clients(world, sign_in, url):
    state = moving(world).exclude(client__advisor=world.oaks.staff["advisor"])[0]
    address = f"{url}{state.client_id}/{state.person_id}/"
    assert sign_in("advisor").post(address, {"status": "done"}).status_code == 404
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(
    "query",
    [
        {"q": "%' OR 1=1 --"},
        {"q": "\0"},
        {"q": "x" * 500},
        {"advisor": "9" * 30},
        {"advisor": "²"},
        {"page": "99999999999999999999"},
        {"page": "-1"},
        {"state": "nonsense", "plan": "[]", "contact": "1", "sort": "-pk"},
    ],
)
def test_what_makes_no_sense_does_no_harm(sign_in, url, query):
    for path in (url, f"{url}december/"):
        assert sign_in("reviewer").get(path, query).status_code == 200


def test_a_search_keeps_what_was_typed_and_says_when_there_is_nobody(sign_in, url):
    page = page_of(sign_in("reviewer").get(url, {"q": '"nobody" <b>'}))
    assert page.by_id("id_q")["value"] == '"nobody" <b>'
    assert "Nobody is like that." in page.words


def test_htmx_gets_the_table_and_the_tiles_alone(sign_in, url):
    answer = sign_in("reviewer").get(url, {"q": "a"}, HTTP_HX_REQUEST="true")
    text = answer.content.decode()
    assert text.strip().startswith('<div id="board"')
    assert 'id="tiles" aria-label="States" hx-swap-oob="true"' in text
    assert "<html" not in text


def test_an_empty_board_says_what_will_stand_there(world, sign_in):
    url = f"/practices/{world.elms.practice.pk}/board/"
    client = sign_in("principal", "elms")
    assert "No client is here yet." in page_of(client.get(url)).words
    assert "Nobody has pre-tax money to move" in page_of(client.get(f"{url}december/")).words


def test_the_rest_is_told(world, sign_in, url):
    ClientState.objects.update(is_stale=True)
    page = page_of(sign_in("principal").get(url))
    assert "5 clients are still to be worked out" in page.words  # 13 less 8
    assert "still to be" not in page_of(sign_in("principal").get(url)).words


def test_the_page_has_the_rest_worked_out_turn_by_turn(world, sign_in, url, monkeypatch):
    monkeypatch.setattr("planner.views.board._A_TURN", 0)  # as long as eight clients take
    ClientState.objects.update(is_stale=True)
    client = sign_in("principal")
    htmx = {"HX-Request": "true"}
    left = client.post(f"{url}work-out/", headers=htmx)
    assert "5 clients are still to be worked out" in page_of(left).words
    assert "HX-Trigger" not in left.headers
    done = client.post(f"{url}work-out/", headers=htmx)
    assert "Everybody is worked out." in page_of(done).words
    assert done.headers["HX-Trigger"] == '{"board-is-worked-out": {}}'
    ours = ClientState.objects.filter(client__practice=world.oaks.practice)
    assert not ours.filter(is_stale=True).exists()


def test_without_a_script_a_button_has_them_worked_out(world, sign_in, url):
    ClientState.objects.update(is_stale=True)
    answer = sign_in("idle").post(f"{url}work-out/", {"next": f"{url}?q=ana"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{url}?q=ana")
    stale = ClientState.objects.filter(is_stale=True)
    assert stale.exists()
    assert not stale.filter(client__advisor=world.oaks.staff["idle"]).exists()


def test_what_is_noted_stands_on_the_list_with_who_and_when(world, sign_in, url):
    state = moving(world).order_by("-to_move")[0]
    address = f"{url}{state.client_id}/{state.person_id}/"
    client = sign_in("assistant")
    assert state.sentence in page_of(client.get(address)).words
    typed = {"status": "asked", "note": "Kim at Acme, 555-0142"}
    page = page_of(client.post(address, typed, follow=True))
    assert f"Saved for {state.person}" in page.words
    assert "Kim at Acme, 555-0142" in page.words
    assert f"Asked {timezone.now():%b}" in page.words
    assert "Oaks-Assistant" in page.words
    again = page_of(client.get(address))
    assert again.by_id("id_note")["value"] == "Kim at Acme, 555-0142"
    assert "last noted by Oaks-Assistant" in again.words


def test_what_cannot_be_noted_stays_typed(world, sign_in, url):
    state = moving(world)[0]
    address = f"{url}{state.client_id}/{state.person_id}/"
    answer = sign_in("assistant").post(address, {"status": "lost", "note": "Kim"})
    assert answer.status_code == 422
    assert Page(answer.content.decode()).by_id("id_note")["value"] == "Kim"
    assert not FollowUp.objects.exists()


def test_who_only_reads_is_offered_no_change(world, sign_in, url):
    state = moving(world)[0]
    address = f"{url}{state.client_id}/{state.person_id}/"
    for role, offered in (("assistant", True), ("reviewer", False), ("compliance", False)):
        for path in (url, f"{url}december/"):
            assert (address in sign_in(role).get(path).content.decode()) == offered, role


def test_the_list_adds_up(world, sign_in, url):
    whole = sum(one.to_move for one in moving(world))
    page = page_of(sign_in("reviewer").get(f"{url}december/", {"all": "1"}))
    assert f"{moving(world).count()} people have ${whole:,.0f} of pre-tax money" in page.words
    for state in moving(world):
        assert f"${state.to_move:,.0f}" in page.words


def test_a_filter_is_kept_by_name_and_is_ones_own(world, sign_in, url):
    client = sign_in("reviewer")
    typed = {"name": "Open <b>", "state": "pre_tax_present", "contact": "open", "q": "x y"}
    page = page_of(client.post(f"{url}filters/", typed, follow=True))
    assert "Kept as “Open <b>”." in page.words
    [saved] = SavedFilter.objects.all()
    assert saved.query == "state=pre_tax_present&contact=open&q=x+y"
    assert f"?{saved.query}" in unescape(client.get(url).content.decode())
    assert "Open" not in page_of(sign_in("principal").get(url)).by_id("tiles")
    assert sign_in("principal").post(f"{url}filters/{saved.pk}/delete/").status_code == 404
    page = page_of(sign_in("reviewer").post(f"{url}filters/{saved.pk}/delete/", follow=True))
    assert "is kept no more" in page.words
    assert not SavedFilter.objects.exists()


def test_a_filter_without_a_name_and_one_too_many_are_refused(world, sign_in, url):
    client = sign_in("reviewer")
    page = page_of(client.post(f"{url}filters/", {"name": " ", "q": "a"}, follow=True))
    assert "Give the filter a name" in page.words
    staff = world.oaks.staff["reviewer"]
    SavedFilter.objects.bulk_create(
        SavedFilter(staff=staff, name=str(number), query="q=a") for number in range(20)
    )
    page = page_of(client.post(f"{url}filters/", {"name": "More", "q": "a"}, follow=True))
    assert "20 filters are kept. Delete one first." in page.words


@pytest.mark.parametrize("more", [0, 30])
def test_as_many_queries_for_many_clients(world, sign_in, url, more, django_assert_num_queries):
    fill(world.oaks.practice, more, [], first=101)
    work_out_all(waiting_anywhere(2026, TODAY), 2026, TODAY)
    client = sign_in("principal")
    client.get(url)  # remembers when it was asked
    work_out_all(waiting_anywhere(2025, TODAY), 2025, TODAY)
    for path, queries in ((url, 14), (f"{url}?past=2025", 14), (f"{url}december/", 12)):
        with django_assert_num_queries(queries):
            client.get(path)


@pytest.mark.parametrize("more", [0, 30])
def test_as_many_queries_to_work_some_out(world, sign_in, url, more, django_assert_num_queries):
    fill(world.oaks.practice, more, [], first=101)
    client = sign_in("principal")
    work_out_all(waiting_anywhere(2026, TODAY), 2026, TODAY)
    client.get(url)
    some = moving(world)[: 1 if not more else 6]
    ClientState.objects.filter(pk__in=[one.pk for one in some]).update(is_stale=True)
    locking = connection.features.has_select_for_update
    with django_assert_num_queries(30 + locking):
        client.get(url)


# --- The year before -----------------------------------------------------------------------------


def test_the_year_before_has_a_board_of_its_own(world, sign_in, url):
    client = sign_in("principal")
    assert "are still to be worked out" in page_of(client.get(url, {"past": "2025"})).words
    client.post(f"{url}work-out/", {"past": "2025"})
    answer = client.get(url, {"past": "2025"})
    assert "How 2025 stands for 13 clients." in page_of(answer).words
    expected = Counter(
        STATES[one.code]
        for engaged in Engagement.objects.seen_by(world.oaks.staff["principal"])
        for one in client_years(household_facts(engaged.home), 2025, TODAY)
    )
    found = tiles(answer.content.decode())
    nobody_entered = 1  # the Garcias have no people yet
    found["incomplete"] -= nobody_entered
    assert {words: count for words, count in found.items() if count} == expected
    assert "How 2026 stands" in page_of(client.get(url, {"past": "2024"})).words


def test_what_is_done_about_the_year_before_stands_there_alone(world, sign_in, url):
    client = sign_in("principal")
    client.get(url, {"past": "2025"})
    state = ClientState.objects.filter(year=2025, person__isnull=False)[0]
    address = f"{url}{state.client_id}/{state.person_id}/?past=2025"
    answer = client.post(address, {"status": "asked", "note": "Form 8606 of 2019"})
    assert answer.url == f"{url}?past=2025"
    [made] = FollowUp.objects.all()
    assert (made.year, made.note) == (2025, "Form 8606 of 2019")
    with recording(state.household, world.oaks.user("principal"), "Renamed"):
        state.household.save()
    rows = ClientState.objects.filter(household=state.household)
    assert set(rows.values_list("year", "is_stale")) == {(2025, True), (2026, True)}


# --- Papers --------------------------------------------------------------------------------------


def link_of(page_text, words):
    [found] = re.findall(rf'href="([^"]+)">[^<]*{words}', page_text)
    return unescape(found)


def ticks(page):
    return {one["value"] for one in page.tags("input") if one.get("name") == "clients"}


@pytest.mark.parametrize(
    "query",
    [
        {"state": "pre_tax_present"},
        {"state": "clean", "contact": "open"},
        {"q": "chen"},
        {"advisor": "none"},
        {"plan": "accepts", "sort": "name"},
        {},
    ],
    ids=str,
)
@pytest.mark.parametrize("role", ["principal", "advisor"])
def test_papers_for_all_are_for_whom_the_board_counts(world, sign_in, url, role, query):
    client = sign_in(role)
    board = client.get(url, query).content.decode()
    clients = set(re.findall(r'name="clients" value="(\d+)"', board))
    if not clients:
        return
    link = link_of(board, "for all")
    assert f"for all {len(clients)} client" in board
    listed = Page(client.get(link).content.decode())
    assert ticks(listed) == clients
    assert "checked" in next(one for one in listed.tags("input") if one.get("name") == "everyone")


def test_the_december_list_leads_to_a_letter_for_each_household_on_it(world, sign_in, url):
    client = sign_in("principal")
    page = client.get(f"{url}december/").content.decode()
    households = {str(state.client_id) for state in moving(world)}
    link = link_of(page, f"Print {len(households)} letters")
    asked = Page(client.get(link).content.decode())
    assert ticks(asked) == households
    ticked = [
        one["value"]
        for one in asked.tags("input")
        if one.get("name") == "kinds" and "checked" in one
    ]
    assert ticked == ["december"]


def test_those_ticked_on_a_list_stay_ticked_beyond_its_filter(world, sign_in, url):
    one, other = moving(world).exclude(client__advisor=None)[:2]
    packets = url.replace("board", "packets")
    query = {"clients": [one.client_id, other.client_id, "x", "9" * 30], "q": "nobody at all"}
    page = Page(sign_in("principal").get(packets, query).content.decode())
    checked = {
        box["value"]
        for box in page.tags("input")
        if box.get("name") == "clients" and "checked" in box
    }
    assert checked == {str(one.client_id), str(other.client_id)}


def test_no_address_ticks_the_client_of_another(world, sign_in, url):
    theirs = moving(world).exclude(client__advisor=world.oaks.staff["advisor"])[0]
    packets = url.replace("board", "packets")
    asked = {"clients": [theirs.client_id], "kinds": ["december"], "year": "2026"}
    page = sign_in("advisor").get(packets, asked).content.decode()
    assert str(theirs.client.household) not in page
    assert sign_in("advisor").post(packets, asked).status_code == 422
    foreign = url.replace("board", "packets").replace(
        f"/{world.oaks.practice.pk}/", f"/{world.firs.practice.pk}/"
    )
    page = sign_in("principal", "firs").get(foreign, asked).content.decode()
    assert str(theirs.client.household) not in page


def test_letters_about_december_31_are_for_the_year_that_goes_on(world, sign_in, url):
    asked = {"everyone": "1", "kinds": ["december"], "year": "2025"}
    answer = sign_in("principal").post(url.replace("board", "packets"), asked)
    assert answer.status_code == 422
    assert "Letters about December 31 are for 2026" in answer.content.decode()
