"""A chosen way on its pages: chosen, worked out anew, marked, entered, taken back, given up."""

import json
from datetime import date
from typing import Any

import icalendar
import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.engine.household_reading import read_household
from planner.models import ChosenWay, Event, Role, YearEndValue
from planner.services.households.storing import store_new
from tests.documents.households import flat_pages
from tests.engine.test_todo_gold import gold
from tests.households import join, user
from tests.html import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return user("owner")


def stored(owner, name="roll_in", **changes):
    fact = read_household(json.dumps({"name": "Gold"} | gold(name)["household"] | changes))
    return store_new(owner=owner, fact=fact, summary="Stored")


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def base(home, year=2026):
    return f"/households/{home.pk}/years/{year}/plan/"


def of(home, year=2026):
    return f"{base(home, year)}{home.people.get().pk}/"


def choose(who, home, way="roll_in", status=302, headers=None, **fields):
    key = home.people.get().key
    posted = {"choose": f"{key}/{way}"} | fields
    response = as_user(who).post(f"{base(home)}choose/", posted, headers=headers)
    assert response.status_code == status
    return response


def page(who, address, status=200):
    response = as_user(who).get(address)
    assert response.status_code == status
    return Page(response.content.decode())


def export(who, home):
    found = json.loads(as_user(who).get(f"/households/{home.pk}/export.json").content)
    del found["exported_at"]
    return found


def without_plans(file):
    people = [{key: one[key] for key in one if key != "plans"} for one in file["people"]]
    return file | {"people": people}


def test_choosing_changes_no_entry(owner):
    home = stored(owner)
    before = export(owner, home)
    assert choose(owner, home).url == of(home)
    after = export(owner, home)
    assert json.dumps(without_plans(after)) == json.dumps(before)
    [plan] = after["people"][0]["plans"]
    assert plan == {
        "year": 2026,
        "way": "roll_in",
        "chosen": "2026-11-22",
        "amounts": {
            "request-rollover": "192500",
            "confirm-arrival": "192500",
            "convert": "17500",
            "check-value": "0",
            "pool": "210000",
            "basis": "17500",
        },
    }


def test_the_page_says_what_to_do_by_when_and_why(owner):
    home = stored(owner)
    choose(owner, home)
    shown = page(owner, of(home))
    assert "Roll into an employer plan" in shown.words
    assert "Ask the custodian to roll exactly $192,500 directly into Acme 401(k)" in shown.words
    assert "Convert $17,500 to Ana's Roth at Vanguard" in shown.words
    assert "latest Dec 31, 2026" in shown.words
    assert "recommended Dec 1, 2026" in shown.words
    assert "IRC §408(d)(2)(C)" in shown.words
    assert "0 of 8 done" in shown.words
    assert "line 4a is $210,000, all that left them, and line 4b is $0" in shown.words
    assert "$192,500 of line 4a is rolled over. On line 4c tick box 1 (Rollover)." in shown.words
    assert "explains the rollover: it went into an employer plan." in shown.words


def test_a_reader_sees_the_page_and_has_nothing_to_press(owner):
    home, reader = stored(owner), user("reader")
    join(home, owner, reader, Role.READER)
    choose(owner, home)
    html = as_user(reader).get(of(home)).content.decode()
    assert "Convert $17,500" in html
    assert 'method="post"' not in html.partition("<main")[2].partition("</main>")[0]
    choose(reader, home, status=403)


def test_the_overview_names_the_next_step(owner):
    home = stored(owner)
    assert "Nothing is chosen." in page(owner, base(home)).words
    choose(owner, home)
    shown = page(owner, base(home)).words
    assert "Next: Ask the plan, by December 31, 2026." in shown


def test_htmx_which_previews_chooses_nothing(owner):
    home = stored(owner)
    response = choose(owner, home, status=200, headers={"HX-Request": "true"})
    assert "All that is in the IRAs becomes Roth money" in response.content.decode()
    assert not ChosenWay.objects.exists()


def test_another_choice_takes_its_place_and_undo_brings_it_back(owner):
    home = stored(owner)
    choose(owner, home)
    choose(owner, home, "spread", years="4", growth="2")
    [plan] = ChosenWay.objects.all()
    assert (plan.way, plan.spread_years, str(plan.growth)) == ("spread", 4, "0.02000000")
    # 210,000 / 4 = 52,500.
    assert "Convert $52,500" in page(owner, of(home)).words
    change = home.changes.first()
    assert change.summary == "Chose for 2026: Spread the conversion"
    as_user(owner).post(f"/households/{home.pk}/undo/{change.pk}/")
    assert ChosenWay.objects.get().way == "roll_in"
    history = page(owner, f"/households/{home.pk}/history/").words
    assert "Way out" in history
    assert "Request the rollover: $192,500" in history


def test_a_choice_that_is_taken_back_rests_in_the_bin(owner):
    home = stored(owner)
    choose(owner, home)
    as_user(owner).post(f"/households/{home.pk}/undo/{home.changes.first().pk}/")
    page(owner, of(home), 404)
    bin_page = page(owner, f"/households/{home.pk}/bin/").words
    assert "1 plan" in bin_page


def test_a_plan_is_given_up_and_brought_back(owner):
    home = stored(owner)
    choose(owner, home)
    as_user(owner).post(f"{of(home)}drop/")
    page(owner, of(home), 404)
    deletion = home.deletions.get()
    as_user(owner).post(f"/households/{home.pk}/bin/{deletion.pk}/restore/")
    page(owner, of(home))


def test_one_that_was_given_up_does_not_come_back_over_another(owner):
    home = stored(owner)
    choose(owner, home)
    as_user(owner).post(f"{of(home)}drop/")
    choose(owner, home, "convert_all")
    as_user(owner).post(f"/households/{home.pk}/bin/{home.deletions.get().pk}/restore/")
    assert ChosenWay.objects.live().get().way == "convert_all"


@pytest.mark.parametrize(
    ("accounts", "said"),
    [
        (
            [{"key": "plan", "kind": "401k", "accepts_rollovers": False}],
            "The plan does not take money out of IRAs.",
        ),
        ([], "There is no employer plan that could take the money."),
    ],
)
def test_a_blocked_way_is_not_chosen(owner, accounts, said):
    case = gold("roll_in")["household"]
    [ana] = case["people"]
    kept = [one for one in ana["accounts"] if one["key"] != "plan"]
    home = stored(owner, people=[ana | {"accounts": kept + accounts}])
    options = f"/households/{home.pk}/years/2026/options/"
    refused = choose(owner, home, status=422)
    assert [str(one) for one in get_messages(refused.wsgi_request)] == [
        f"This cannot be chosen. {said}"
    ]
    assert not ChosenWay.objects.exists()
    html = as_user(owner).get(options).content.decode()
    words = Page(html).words_of("ana-roll_in")
    assert said in words
    assert "It cannot be chosen: no step does away with what blocks it." in words
    assert 'name="choose" value="ana/roll_in"' not in html
    assert 'name="choose" value="ana/convert_all"' in html


def test_what_cannot_be_priced_or_read_is_not_chosen(owner):
    home = stored(owner)
    answer = choose(owner, home, status=422, growth="lots")
    assert 'name="growth" value="lots"' in answer.content.decode()
    assert not ChosenWay.objects.exists()
    choose(owner, home, "run", status=404)
    Event.objects.update(amount=None)
    choose(owner, home, status=422)
    assert not ChosenWay.objects.exists()


def test_a_value_that_was_set_on_the_options_page_comes_along(owner):
    home = stored(owner)
    choose(owner, home, **{"ana-inside": "250,000"})
    shown = page(owner, of(home)).words
    # 250,000 - 17,500.
    assert "roll exactly $232,500" in shown


def test_dollars_that_change_say_from_what_and_why(owner):
    home = stored(owner)
    choose(owner, home)
    YearEndValue.objects.update(amount="215000")
    shown = page(owner, of(home)).words
    assert "Was $192,500 when it was chosen, now $197,500." in shown
    assert "all IRAs together come to $215,000 now and were $210,000" in shown


def test_a_list_that_cannot_be_worked_out_says_what_is_missing(owner):
    home = stored(owner)
    choose(owner, home)
    Event.objects.update(amount=None)
    shown = page(owner, of(home)).words
    assert "The list cannot be worked out now." in shown
    page(owner, f"{of(home)}letter/custodian.pdf", 404)
    page(owner, f"{of(home)}plan.ics", 404)
    assert "It cannot be worked out now." in page(owner, base(home)).words


def test_a_bar_that_comes_later_takes_the_letters_away(owner):
    home = stored(owner)
    choose(owner, home)
    home.people.get().accounts.filter(key="plan").update(accepts_rollovers=False)
    shown = page(owner, of(home)).words
    assert "Something stands in the way by now. The plan does not take money" in shown
    page(owner, f"{of(home)}letter/administrator.pdf", 404)


# --- Done -----------------------------------------------------------------------------------------


def step(who, home, code, status=302, **fields):
    response = as_user(who).post(f"{of(home)}steps/{code}/", fields)
    assert response.status_code == status, response.content.decode()
    return Page(response.content.decode())


def test_a_step_is_marked_and_unmarked_without_an_entry(owner):
    home = stored(owner)
    choose(owner, home)
    events = Event.objects.count()
    step(owner, home, "ask-plan", do="mark", on="2026-11-20")
    assert "marked as done on November 20, 2026" in page(owner, of(home)).words
    assert home.changes.first().summary == "Done for 2026: Ask the plan"
    step(owner, home, "ask-plan", do="unmark")
    assert "marked as done" not in page(owner, of(home)).words
    assert Event.objects.count() == events


def test_a_day_that_has_not_come_is_refused_and_stays_typed(owner):
    home = stored(owner)
    choose(owner, home)
    shown = step(owner, home, "convert", 422, do="mark", on="2026-11-23")
    assert "This day has not come yet." in shown.words
    assert shown.by_id("id_on")["value"] == "2026-11-23"
    step(owner, home, "convert", 422)
    step(owner, home, "nothing", 404, do="mark", on="2026-11-20")


def test_the_entry_is_filled_in_and_kept_with_the_value_that_follows(owner, today):
    home = stored(owner)
    choose(owner, home)
    today(date(2026, 12, 3))
    html = as_user(owner).get(f"{of(home)}steps/request-rollover/").content.decode()
    assert 'value="192,500"' in html
    assert 'value="2026-12-03"' in html
    ira, _roth, plan = home.people.get().accounts.order_by("id")
    fields = {
        "entry-account": str(ira.pk),
        "entry-to": str(plan.pk),
        "entry-on": "2026-12-01",
        "entry-completed": "2026-12-03",
        "entry-amount": "192,500",
        "entry-adjusts": "on",
    }
    for name in ("entry-account", "entry-to"):
        assert f'<option value="{fields[name]}" selected>' in html
    step(owner, home, "request-rollover", do="record", **fields)
    event = Event.objects.get(kind="rollover")
    assert (str(event.amount), event.to, event.after_tax) == ("192500.00", plan, None)
    assert str(YearEndValue.objects.get().amount) == "17500.00"
    shown = page(owner, of(home)).words
    assert "done on December 1, 2026, as entered" in shown
    assert "done on December 3, 2026, as entered" in shown
    assert "Was" not in shown
    assert "Convert $17,500" in shown
    change = home.changes.first()
    as_user(owner).post(f"/households/{home.pk}/undo/{change.pk}/")
    assert not Event.objects.live().filter(kind="rollover").exists()
    assert str(YearEndValue.objects.get().amount) == "210000.00"


def test_more_than_the_list_asks_for_is_told(owner, today):
    home = stored(owner)
    choose(owner, home)
    today(date(2026, 12, 3))
    ira, _roth, plan = home.people.get().accounts.order_by("id")
    fields = {
        "entry-account": str(ira.pk),
        "entry-to": str(plan.pk),
        "entry-on": "2026-12-01",
        "entry-completed": "2026-12-03",
        "entry-amount": "200,000",
        "entry-adjusts": "on",
    }
    step(owner, home, "request-rollover", do="record", **fields)
    assert "$200,000 is entered, more than this" in page(owner, of(home)).words


def test_a_way_that_fills_a_bracket_rests_on_what_is_entered(owner):
    income = {"year": 2026, "filing_status": "single", "taxable_income": "90000"}
    home = stored(owner, years=[income])
    choose(owner, home, "spread_to_bracket", price="schedule")
    assert ChosenWay.objects.get().way == "spread_to_bracket"
    # With a share withheld less is converted than the list would say.
    refused = choose(owner, home, "spread_to_bracket", status=422, withheld="20")
    assert 'name="withheld" value="20"' in refused.content.decode()
    [said] = [str(one) for one in get_messages(refused.wsgi_request)]
    assert said.startswith("This cannot be chosen yet: its dollars follow from income")


def test_where_one_chooses_it_says_what_the_list_leaves_out(owner):
    home = stored(owner)
    options = f"/households/{home.pk}/years/2026/options/"
    said = "The list withholds nothing"
    assert said not in as_user(owner).post(options, {"years": "3"}).content.decode()
    assert said in as_user(owner).post(options, {"withheld": "20"}).content.decode()
    home.people.update(born=date(1949, 5, 1))
    words = page(owner, options).words
    assert "The required distribution that is not entered is in none of these dollars." in words


def test_a_value_that_is_not_to_follow_stays(owner):
    home = stored(owner)
    choose(owner, home, "convert_all")
    ira, roth, _plan = home.people.get().accounts.order_by("id")
    step(
        owner,
        home,
        "convert",
        do="record",
        **{
            "entry-account": str(ira.pk),
            "entry-to": str(roth.pk),
            "entry-on": "2026-11-22",
            "entry-amount": "210,000",
        },
    )
    assert str(YearEndValue.objects.get().amount) == "210000.00"


def test_what_cannot_have_happened_is_refused_with_what_was_typed(owner):
    home = stored(owner)
    choose(owner, home)
    shown = step(owner, home, "convert", 422, do="record", **{"entry-amount": "lots"})
    assert "is not an amount" in shown.words
    assert Event.objects.count() == 1


def test_an_entry_that_was_planned_is_changed_and_not_doubled(owner):
    home = stored(owner, "do_nothing")
    choose(owner, home, "do_nothing")
    assert "entered as planned for December 14, 2026" in page(owner, of(home)).words
    html = as_user(owner).get(f"{of(home)}steps/convert/").content.decode()
    assert "It is entered as planned: say what was done" in html
    assert "adjusts" not in html
    ira, roth = home.people.get().accounts.order_by("id")
    step(
        owner,
        home,
        "convert",
        do="record",
        **{
            "entry-account": str(ira.pk),
            "entry-to": str(roth.pk),
            "entry-on": "2026-11-22",
            "entry-amount": "7,500",
        },
    )
    assert [str(one.on) for one in Event.objects.filter(kind="conversion")] == ["2026-11-22"]
    assert "done on November 22, 2026, as entered" in page(owner, of(home)).words


def test_a_filed_and_locked_year_takes_no_entry(owner):
    home = stored(owner)
    choose(owner, home, "convert_all")
    ana = export(owner, home)["people"][0]
    ana["years"] = [{"year": 2026, "deducted": "0", "filed": {"lines": {"14": "0"}}}]
    locked = store_new(
        owner=owner,
        fact=read_household(
            json.dumps({"format": "prorata-household/1", "name": "Locked", "people": [ana]})
        ),
        summary="Stored",
    )
    ira, roth, _plan = locked.people.get().accounts.order_by("id")
    shown = step(
        owner,
        locked,
        "convert",
        422,
        do="record",
        **{
            "entry-account": str(ira.pk),
            "entry-to": str(roth.pk),
            "entry-on": "2026-11-22",
            "entry-amount": "210,000",
        },
    )
    assert "filed and locked" in shown.words


# --- Files ----------------------------------------------------------------------------------------


def test_the_calendar_has_every_day_that_is_not_done(owner):
    home = stored(owner)
    choose(owner, home)
    step(owner, home, "ask-plan", do="mark", on="2026-11-20")
    response = as_user(owner).get(f"{of(home)}plan.ics")
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    lines = response.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    calendar = icalendar.Calendar.from_ical(response.content)
    assert (calendar["version"], "Prorata" in str(calendar["prodid"])) == ("2.0", True)
    events: dict[str, Any] = {str(one["uid"]): one for one in calendar.walk("VEVENT")}
    key = f"{home.pk}-{home.people.get().pk}-2026"
    # Six steps with a last day each beside the one that is done, and four recommended days.
    assert len(events) == 7 + 4
    assert f"{key}-ask-plan@plan.prorata" not in events
    convert = events[f"{key}-convert@plan.prorata"]
    assert convert["dtstart"].dt.isoformat() == "2026-12-31"
    assert convert["dtend"].dt.isoformat() == "2027-01-01"
    assert "Convert $17,500 to Ana's Roth at Vanguard" in convert["description"]
    assert convert["dtstamp"].dt.tzinfo
    advised = events[f"{key}-convert-advised@plan.prorata"]
    assert advised["dtstart"].dt.isoformat() == "2026-12-16"
    assert str(advised["summary"]) == "ana: Convert (latest December 31, 2026)"


def test_a_name_over_two_lines_breaks_no_line_of_the_calendar(owner):
    home = stored(owner)
    choose(owner, home)
    home.people.update(name="Ana\rBEGIN:VALARM")
    content = as_user(owner).get(f"{of(home)}plan.ics").content
    assert str(icalendar.Calendar.from_ical(content)["x-wr-calname"]).startswith("Ana BEGIN:VALARM")


def test_the_calendar_tells_of_no_recommended_day_that_is_over(owner, today):
    home = stored(owner)
    choose(owner, home)
    today(date(2026, 12, 15))  # the rollover was recommended by December 1, its arrival by the 14th
    content = as_user(owner).get(f"{of(home)}plan.ics").content
    events: list[Any] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    days = [one["dtstart"].dt for one in events]
    assert min(days) == date(2026, 12, 15)


def letter(who, home, reader):
    response = as_user(who).get(f"{of(home)}letter/{reader}.pdf")
    assert response.status_code == 200
    return flat_pages(response.content)


def test_the_letters_say_the_dollars_of_the_page(owner):
    home = stored(owner)
    choose(owner, home)
    [plan] = letter(owner, home, "administrator")
    assert "accept a direct rollover of exactly $192,500" in plan
    assert "9 All of my traditional, SEP and SIMPLE IRAs for 2026, before this rollover" in plan
    assert "$210,000" in plan
    assert "5 Basis: what is already taxed, and stays in the IRAs $17,500" in plan
    [custodian] = letter(owner, home, "custodian")
    assert "To Vanguard" in custodian
    assert "Roll exactly $192,500 directly over into Acme 401(k)." in custodian
    assert "After that, convert $17,500 to my Roth IRA." in custodian
    assert "no federal income tax be withheld" in custodian
    shown = page(owner, of(home)).words
    assert "$192,500" in shown
    assert "$17,500" in shown
    page(owner, f"{of(home)}letter/nobody.pdf", 404)


def test_the_pages_ask_as_often_for_many_accounts(owner):
    home = stored(owner)
    choose(owner, home)
    client = as_user(owner)
    for address in (of(home), base(home)):
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        assert len(queries) <= 11, [one["sql"] for one in queries]


def test_a_household_file_keeps_the_plan(owner):
    home = stored(owner)
    choose(owner, home)
    step(owner, home, "ask-plan", do="mark", on="2026-11-20")
    file = export(owner, home)
    again = store_new(owner=owner, fact=read_household(json.dumps(file)), summary="Again")
    assert export(owner, again) == file
    assert "marked as done on November 20, 2026" in page(owner, of(again)).words


def test_a_day_in_the_next_year_says_what_was_missed(owner, today):
    home = stored(owner)
    choose(owner, home)
    today(date(2027, 1, 10))
    shown = page(owner, of(home)).words
    assert "too late" in shown
