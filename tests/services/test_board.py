"""The board: its states are the engine's, its counts add up, and no change is missed."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from planner.bridge import household_facts
from planner.engine.client import client_years
from planner.engine.household_reading import read_household
from planner.engine.mistakes import mistakes
from planner.models import (
    Change,
    ClientState,
    Deletion,
    Dismissal,
    Engagement,
    Event,
    FollowUp,
    Household,
    Person,
)
from planner.services.history.bin import restore
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.undo import undo
from planner.services.households.dismissals import dismiss as set_aside
from planner.services.households.dismissals import take_up
from planner.services.households.people import delete_person
from planner.services.households.starting import delete_household, restore_household, save_settings
from planner.services.households.storing import store_over
from planner.services.practice import board_work
from planner.services.practice.board import A_PAGE, Wanted, board
from planner.services.practice.board_words import STATES, next_step
from planner.services.practice.board_work import (
    AT_ONCE,
    bring_up_to_date,
    waiting_anywhere,
    waiting_for,
    work_out,
    work_out_all,
)
from planner.services.practice.clients import assign
from planner.services.practice.december import december_list
from planner.services.practice.engagements import dismiss
from planner.services.practice.follow_ups import save_filter, save_follow_up
from tests.engine.households import contribution, conversion, household, person, value
from tests.performance.practice import fill
from tests.practices import practices

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
YEAR = 2026


@pytest.fixture
def world():
    found = practices()
    fill(found.oaks.practice, 12, [found.oaks.staff["advisor"], found.oaks.staff["idle"]])
    return found


@pytest.fixture
def many(world):
    """The same with 31 clients, the Garcias among them."""
    fill(world.oaks.practice, 18, [], first=101)
    return world


@pytest.fixture
def oaks(world):
    return world.oaks.staff


def messy(inside="92500", **more):
    """A backdoor of 7,500 beside ``inside`` in the same IRA: the dollars to move."""
    return household(
        person(
            contribution("2026-02-01", 2026, "7500"),
            conversion("2026-02-10", "7500"),
            name="Ana",
            year_end_values=[value(2026, inside)],
            years=[{"year": 2026, "deducted": "0", "first_year": True, "compensation": "200000"}],
        ),
        years=[{"year": 2026, "filing_status": "single", "magi": "300000"}],
        name="The Garcias",
        **more,
    )


def store(world, found):
    fact = read_household(json.dumps(found))
    store_over(household=world.people.household, user=world.people.owner, fact=fact, summary="x")


def up_to_date(staff):
    work_out_all(waiting_for(staff, YEAR, TODAY), YEAR, TODAY)


def everyone(staff, **wanted):
    """All rows of the board, whatever page they are on."""
    found = board(staff, Wanted(YEAR, **wanted), 1, TODAY)
    rows = list(found.rows)
    for page in range(2, found.pages + 1):
        rows += board(staff, Wanted(YEAR, **wanted), page, TODAY).rows
    assert len(rows) == found.people
    return rows


def names(rows):
    return [str(row.state.client.household) for row in rows]


def garcias(staff):
    up_to_date(staff)
    return [
        row.state for row in everyone(staff) if row.state.client.household.name == "The Garcias"
    ]


# --- What it says --------------------------------------------------------------------------------


def test_each_row_is_what_the_engine_says(oaks):
    up_to_date(oaks["principal"])
    seen = 0
    for client in Engagement.objects.seen_by(oaks["principal"]):
        facts = household_facts(client.home)
        expected = client_years(facts, YEAR, TODAY)
        rows = list(ClientState.objects.filter(client=client, person__isnull=False))
        assert [row.person and row.person.key for row in rows] == [one.person for one in expected]
        for row, one in zip(rows, expected, strict=True):
            assert (row.code, row.sentence, row.due) == (one.code, one.sentence, one.due)
            assert (row.pool, row.basis) == (one.move.pool, one.move.basis)
            assert (row.to_move, row.tax) == (one.move.dollars, one.move.tax)
            assert (row.destination, row.into) == (one.move.destination, one.move.into)
            theirs = [m for m in mistakes(facts, TODAY) if m.person == one.person]
            assert row.mistakes == len(theirs)
            seen += 1
    assert seen > 12


def test_a_client_without_people_stands_there_too(world, oaks):
    [row] = garcias(oaks["principal"])
    assert (row.person, row.code) == (None, "incomplete")
    assert "Nobody is entered" in row.sentence


def test_the_tiles_add_up(oaks):
    up_to_date(oaks["principal"])
    found = board(oaks["principal"], Wanted(YEAR), 1, TODAY)
    assert [one.code for one in found.tiles] == list(STATES)
    assert found.everybody == found.people == ClientState.objects.count()
    for tile in found.tiles:
        rows = everyone(oaks["principal"], state=tile.code)
        assert {row.state.code for row in rows} <= {tile.code}
        assert tile.people == len(rows)
        assert tile.clients == len({row.state.client_id for row in rows})
    assert found.dollars == sum(row.state.to_move for row in everyone(oaks["principal"]))


def test_a_tile_leads_to_its_people_and_back(oaks):
    found = board(oaks["principal"], Wanted(YEAR, state="clean", q="a", sort="name"), 1, TODAY)
    queries = {one.code: one.query for one in found.tiles}
    assert queries["clean"] == "q=a&sort=name"
    assert queries["excess"] == "state=excess&q=a&sort=name"


# --- Whose ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["principal", "advisor", "assistant", "reviewer", "idle"])
def test_everyone_sees_the_clients_that_they_may_open(world, oaks, role):
    up_to_date(oaks["principal"])
    shown = {row.state.client.household_id for row in everyone(oaks[role])}
    may_open = Household.objects.visible_to(oaks[role].user).values_list("pk", flat=True)
    assert shown == set(may_open)
    assert shown


def test_no_other_practice_and_nobody_who_was_dismissed_counts(world):
    elms, firs = world.elms.staff["principal"], world.firs.staff["principal"]
    for staff, expected in ((elms, 0), (firs, 1)):
        up_to_date(staff)
        assert board(staff, Wanted(YEAR), 1, TODAY).everybody == expected
    assert everyone(firs, q="the garcias") == []


def test_a_dismissed_practice_keeps_neither_states_nor_notes(world, oaks):
    store(world, messy())
    [state] = garcias(oaks["principal"])
    follow(oaks["principal"], state)
    dismiss(household=world.people.household, user=world.people.owner, now=timezone.now())
    assert not ClientState.objects.filter(household=world.people.household).exists()
    assert not FollowUp.objects.exists()
    assert everyone(oaks["principal"], q="the garcias") == []


# --- What changes --------------------------------------------------------------------------------


def test_a_change_is_on_the_board_at_once(world, oaks):
    store(world, messy())
    [state] = garcias(oaks["principal"])
    assert (state.code, state.to_move) == ("pre_tax_present", 92_500)
    store(world, messy(inside="50000"))
    assert ClientState.objects.get(pk=state.pk).is_stale
    assert bring_up_to_date(oaks["principal"], YEAR, TODAY) == 0
    [state] = garcias(oaks["principal"])
    assert (state.to_move, state.is_stale) == (50_000, False)


def _undo(world):
    change = Change.objects.filter(household=world.people.household, undoes=None)[0]
    undo(household=world.people.household, user=world.people.owner, change=change)


def _delete_person(world):
    ana = Person.objects.get(household=world.people.household)
    delete_person(household=world.people.household, user=world.people.owner, person=ana)


def _restore(world):
    deletion = Deletion.objects.filter(household=world.people.household)[0]
    restore(household=world.people.household, user=world.people.owner, deletion=deletion)


def _settings(world):
    save_settings(
        household=world.people.household,
        user=world.people.owner,
        name="The Garcias",
        rounding="cents",
        ratio_places=None,
    )


def _set_aside(world):
    home = world.people.household
    ana = Person.objects.get(household=home)
    mistake = next(one for one in mistakes(household_facts(home), TODAY))
    set_aside(household=home, user=world.people.owner, person=ana, mistake=mistake, reason="Known")


def _take_up(world):
    [dismissal] = Dismissal.objects.all()
    take_up(household=world.people.household, user=world.people.owner, dismissal=dismissal)


def _assign(world):
    client = Engagement.objects.get(household=world.people.household, ended_at=None)
    assign(staff=world.oaks.staff["principal"], engagement=client, advisor=None, reference="7")


STEPS = {
    "stored anew": (lambda world: store(world, messy("1000")),),
    "taken back": (lambda world: store(world, messy("1000")), _undo),
    "a person deleted": (_delete_person,),
    "a person brought back": (_delete_person, _restore),
    "settings": (_settings,),
    "a mistake set aside": (_set_aside,),
    "a mistake taken up": (_set_aside, _take_up),
    "assigned": (_assign,),
}


@pytest.mark.parametrize("steps", STEPS.values(), ids=STEPS)
def test_nothing_that_is_done_leaves_a_row_behind(world, oaks, steps):
    store(world, messy())
    for step in steps:
        had = garcias(oaks["principal"])
        step(world)
        client = had[0].client_id
        assert client in waiting_for(oaks["principal"], YEAR, TODAY)
        now = garcias(oaks["principal"])
        work_out([client], YEAR, TODAY)
        assert [_said(one) for one in now] == [_said(one) for one in garcias(oaks["principal"])]
        assert now[0].touched_at > had[0].touched_at


def _said(state):
    return (state.person_id, state.code, state.to_move, state.pool, state.mistakes)


def test_setting_aside_a_mistake_counts_one_less(world, oaks):
    store(world, messy())
    [before] = garcias(oaks["principal"])
    _set_aside(world)
    [after] = garcias(oaks["principal"])
    assert after.mistakes == before.mistakes - 1


def test_a_deleted_household_is_gone_at_once_and_comes_back(world, oaks):
    home, owner = world.people.household, world.people.owner
    store(world, messy())
    assert len(garcias(oaks["principal"])) == 1
    delete_household(household=home, user=owner, now=timezone.now())
    assert everyone(oaks["principal"], q="the garcias") == []
    restore_household(household=home, user=owner)
    assert [state.to_move for state in garcias(oaks["principal"])] == [92_500]


def test_a_change_that_does_not_come_to_pass_leaves_the_row(world, oaks):
    store(world, messy())
    [state] = garcias(oaks["principal"])
    event = Event.objects.filter(household=world.people.household)[0]

    def fail():
        with recording(world.people.household, world.people.owner, "x"):
            event.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not ClientState.objects.get(pk=state.pk).is_stale


def test_who_changes_while_it_is_worked_out_stays_stale(world, oaks, monkeypatch):
    store(world, messy())
    client = garcias(oaks["principal"])[0].client_id
    store(world, messy("1000"))

    whole = client_years

    def slow(*arguments):
        found = whole(*arguments)
        store(world, messy("2000"))
        return found

    monkeypatch.setattr(board_work, "client_years", slow)
    work_out([client], YEAR, TODAY)
    assert client in waiting_for(oaks["principal"], YEAR, TODAY)
    monkeypatch.undo()
    assert [state.to_move for state in garcias(oaks["principal"])] == [2_000]


# --- How much at once ----------------------------------------------------------------------------


def test_a_few_are_worked_out_at_once_and_the_rest_is_told(many, oaks):
    assert bring_up_to_date(oaks["principal"], YEAR, TODAY) == 31 - AT_ONCE
    assert bring_up_to_date(oaks["principal"], YEAR, TODAY) == 31 - 2 * AT_ONCE


def test_what_changed_last_comes_first(many, world, oaks):
    up_to_date(oaks["principal"])
    ClientState.objects.update(is_stale=True)
    store(world, messy())
    waiting = waiting_for(oaks["principal"], YEAR, TODAY)
    assert len(waiting) == 31
    assert waiting[0] == world.client.pk


def test_a_year_that_has_ended_is_worked_out_again(many, oaks):
    up_to_date(oaks["principal"])
    assert waiting_for(oaks["principal"], YEAR, TODAY + timedelta(days=39)) == []
    assert len(waiting_for(oaks["principal"], YEAR, date(2027, 1, 1))) == 31


def test_the_night_works_out_all_that_is_not_of_today(many, world, oaks):
    practice = world.oaks.practice.pk
    assert len(waiting_anywhere(YEAR, TODAY)) == 32
    work_out_all(waiting_anywhere(YEAR, TODAY, practice), YEAR, TODAY)
    assert waiting_anywhere(YEAR, TODAY, practice) == []
    assert len(waiting_anywhere(YEAR, TODAY)) == 1
    assert len(waiting_anywhere(YEAR, TODAY + timedelta(days=1), practice)) == 31


# --- Search, filters, order ----------------------------------------------------------------------


@pytest.fixture
def named(world, oaks):
    store(world, replace_name(messy(), "O'Hara 100%_\\ <b>"))
    world.client.reference = "A-17"
    world.client.save()
    up_to_date(oaks["principal"])
    return oaks["principal"]


def replace_name(found, name):
    return found | {"name": name}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        *(("o'h", 1), ("O'HARA", 1), ("100%", 1), ("%_", 1), ("\\", 1), ("<b>", 1), ("a-17", 1)),
        *(("hara 100", 1), ("100 hara", 1), ("ana o'hara", 1), ("hara nobody", 0)),
        *(('"', 0), ("%%", 0), ("__", 0), ("' OR 1=1", 0), (";--", 0)),
    ],
)
def test_a_search_takes_every_sign_for_itself(named, wanted, found):
    assert len(everyone(named, q=wanted)) == found


def test_filters(world, oaks):
    staff = oaks["principal"]
    up_to_date(staff)
    whole = everyone(staff)
    idle = oaks["idle"]
    assert names(everyone(staff, advisor=str(idle.pk))) == [
        str(row.state.client.household) for row in whole if row.state.client.advisor_id == idle.pk
    ]
    alone = everyone(staff, advisor="none")
    assert {row.state.client.advisor for row in alone} == {None}
    accepts = everyone(staff, plan="accepts")
    assert accepts
    assert {row.state.destination for row in accepts} == {"accepts"}


def follow(staff, state, status="asked", note="Call Kim", year=YEAR):
    return save_follow_up(
        staff=staff,
        client=state.client,
        person=state.person,
        year=year,
        status=status,
        note=note,
        now=timezone.now(),
    )


def test_contacted_or_not(oaks):
    staff = oaks["principal"]
    up_to_date(staff)
    whole = everyone(staff)
    states = [row.state for row in whole if row.state.person]
    for state, status in zip(states, ("open", "asked", "sent", "done", "otherwise"), strict=False):
        follow(staff, state, status)
    counts = {one: len(everyone(staff, contact=one)) for one in ("contacted", "over", "open")}
    assert counts == {"contacted": 2, "over": 2, "open": len(whole) - 4}
    rows = {row.state.pk: row for row in everyone(staff, contact="contacted")}
    assert rows[states[1].pk].follow_up.by == str(staff.user)


def test_what_was_done_is_said_again_and_touches(oaks):
    staff = oaks["principal"]
    up_to_date(staff)
    state = next(row.state for row in everyone(staff) if row.state.person)
    follow(staff, state)
    follow(staff, state, "done", "")
    [made] = FollowUp.objects.all()
    assert (made.status, made.note, made.household_id) == ("done", "", state.household_id)
    touched = ClientState.objects.get(pk=state.pk).touched_at
    assert touched == made.at
    work_out([state.client_id], YEAR, TODAY)
    again = ClientState.objects.get(client=state.client, person=state.person)
    assert again.touched_at == touched


ORDERS = {
    "dollars": lambda state: (-state.to_move,),
    "days": lambda state: (state.due is None, state.due or TODAY, -state.to_move),
    "touched": lambda state: (-state.touched_at.timestamp(),),
    "name": lambda _state: (),
}


@pytest.mark.parametrize("sort", ORDERS)
def test_the_order_is_the_same_every_time(oaks, sort):
    staff = oaks["principal"]
    up_to_date(staff)
    ClientState.objects.update(touched_at=datetime(2026, 11, 1, tzinfo=UTC))
    some = ClientState.objects.values_list("pk", flat=True)[:5]
    for at, pk in enumerate(some):
        moved = datetime(2026, 11, 2 + at, tzinfo=UTC)
        ClientState.objects.filter(pk=pk).update(touched_at=moved)
    rows = [row.state for row in everyone(staff, sort=sort)]

    def key(state):
        last = (state.client.household.name, state.client_id, state.person_id or 0)
        return ORDERS[sort](state), last

    assert [row.pk for row in rows] == [row.pk for row in sorted(rows, key=key)]


# --- The December 31 list ------------------------------------------------------------------------


def test_who_must_move_what(world, oaks):
    staff = oaks["principal"]
    store(world, messy())
    up_to_date(staff)
    [state] = garcias(staff)
    follow(staff, state, "sent", "Kim at Acme")
    found = december_list(staff, Wanted(YEAR), 1, TODAY)
    expected = [row for row in everyone(staff) if row.state.to_move]
    assert [row.state.pk for row in found.rows] == [row.state.pk for row in expected]
    dollars = sum(row.state.to_move for row in expected)
    assert (found.whole.people, found.whole.dollars) == (len(expected), dollars)
    for totals in (found.by_destination, found.by_status):
        assert sum(one.people for one in totals) == len(expected)
        assert sum(one.dollars for one in totals) == dollars
    by_status = {one.words: [one.people, one.dollars] for one in found.by_status}
    assert by_status["Form sent"] == [1, 92_500]
    assert by_status["Not contacted"][0] == len(expected) - 1
    [row] = [row for row in found.rows if row.state.pk == state.pk]
    assert row.next_step == "See that the plan has it by December 31, 2026."


def test_a_page_of_it_and_all_of_it(oaks, monkeypatch):
    staff = oaks["principal"]
    up_to_date(staff)
    monkeypatch.setattr("planner.services.practice.december.A_PAGE", 2)
    whole = december_list(staff, Wanted(YEAR), 9, TODAY, everybody=True)
    assert (whole.page, whole.pages) == (1, 1)
    last = december_list(staff, Wanted(YEAR), 9, TODAY)
    assert last.page == last.pages == -(-len(whole.rows) // 2)
    assert [row.state.pk for row in last.rows] == [
        row.state.pk for row in whole.rows[(last.pages - 1) * 2 :]
    ]
    assert last.whole == whole.whole


def test_nothing_is_a_list_too(world):
    found = december_list(world.elms.staff["principal"], Wanted(YEAR), 1, TODAY)
    assert not found.rows
    assert [found.whole.people, found.whole.dollars] == [0, 0]


# --- Words ---------------------------------------------------------------------------------------


def step(status="open", **fields):
    usual = {"code": "pre_tax_present", "to_move": 1, "destination": "unknown", "year": YEAR}
    return next_step(ClientState(**usual | fields), status)


def test_the_next_step_goes_by_what_is_known():
    assert step() == "Ask the plan whether it takes money out of IRAs."
    assert step(destination="none", obstacle="no-plan").startswith("Ask whether there is a plan")
    assert step(obstacle="rmd-due-first") == "Take the required distribution out first."
    assert step("asked").startswith("Hear back")
    assert step("done") == step("otherwise") == ""
    assert step(to_move=0, code="history_unknown").startswith("Ask for the last Form 8606")
    assert step("asked", to_move=0, code="history_unknown").startswith("Hear back")
    missing = step(to_move=0, code="incomplete", sentence="deducted is not known.")
    assert missing == "Ask for what is missing. Deducted is not known."
    assert step(to_move=0, code="clean") == ""


def test_as_many_filters_as_one_keeps(oaks):
    for number in range(20):
        save_filter(staff=oaks["principal"], name=f"Filter {number}", query="q=a")
    save_filter(staff=oaks["principal"], name="Filter 3", query="q=b")
    assert oaks["principal"].filters.get(name="Filter 3").query == "q=b"
    with pytest.raises(RefusedChangeError, match="20 filters are kept"):
        save_filter(staff=oaks["principal"], name="One more", query="")
    save_filter(staff=oaks["advisor"], name="Filter 3", query="")


def test_a_page_holds_a_hundred():
    assert A_PAGE == 100
