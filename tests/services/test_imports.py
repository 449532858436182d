"""What a file would do, said before it is done; then done once, or refused."""

import json
import time
from dataclasses import replace

import pytest
from django.core import signing

from planner.bridge import household_facts
from planner.engine.household_reading import RefusedError
from planner.engine.household_writing import write_household
from planner.models import Change, Event, FiledForm, Household
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.households import imports
from planner.services.households.demo import demo_facts
from planner.services.households.drafts import unsign
from planner.services.households.imports import do_import, preview, read_file
from planner.services.households.storing import store_new
from tests.engine.households import contribution, conversion, household, person, start
from tests.households import cast, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def home(people):
    return store_new(owner=people.owner, fact=demo_facts(), summary="Imported")


def edit(change):
    """The demo household with something else in it."""
    found = json.loads(write_household(demo_facts()))
    change(found)
    return read_file(json.dumps(found))


def shown(people, fact, into=None):
    return preview(user=people.owner, fact=fact, into=into)


def told(found):
    return [(one.verb, one.what, *one.details) for one in found.differences]


def done(people, found, into=None):
    draft = unsign(found.draft, people.owner)
    return do_import(user=people.owner, draft=draft, into=into)


# --- What is shown -------------------------------------------------------------------------------


def test_a_new_household_is_shown_with_its_people_and_their_basis(people):
    before = Change.objects.count()
    found = shown(people, demo_facts())
    maya, daniel = found.people
    assert (maya.person.name, maya.years, maya.basis, maya.wrong) == (
        "Maya Rivera", range(2021, 2027), 0, ()
    )  # fmt: skip
    assert (daniel.basis, daniel.last) == (26_586, 2026)
    assert daniel.wrong == (2019, 2020, 2021, 2025)
    assert (found.differences, found.refusals) == ((), ())
    assert Change.objects.count() == before


def test_a_basis_that_is_not_known_is_not_zero(people):
    found = shown(people, read_file(json.dumps(household(person(conversion("2025-02-01"))))))
    assert found.people[0].basis is None
    assert found.people[0].blocked == (2025,)


def test_somebody_without_events_has_no_years(people):
    found = shown(people, read_file(json.dumps(household(person(years=[])))))
    assert (found.people[0].basis, found.people[0].last) == (None, None)


def test_the_same_file_changes_nothing(people, home):
    found = shown(people, demo_facts(), home)
    assert found.is_same
    assert found.differences == ()


def test_each_change_is_named(people, home):
    def change(file):
        maya, daniel = file["people"]
        file["name"] = "Rivera"
        maya["born"] = "1984-03-10"
        maya["events"][-1]["amount"] = "14513"
        daniel["year_end_values"][-1]["source"] = "statement"
        daniel["accounts"][1]["custodian"] = "E*Trade"
        daniel["events"].append(conversion("2026-11-20", "100"))
        daniel["basis_start"] = start("0", 2017)
        file["years"][-1]["magi"] = "-5"

    assert told(shown(people, edit(change), home)) == [
        ("changed", "The household", "name The Riveras → Rivera"),
        ("changed", "Maya Rivera", "date of birth March 9, 1984 → March 10, 1984"),
        (
            "changed",
            "Maya Rivera: conversion of March 13, 2026, Traditional IRA to Roth IRA",
            "amount $14,512 → $14,513",
        ),
        ("changed", "Daniel Rivera", "basis brought along nothing → $0 out of 2017 (None)"),
        ("changed", "Daniel Rivera: account Rollover IRA", "custodian Schwab → E*Trade"),
        (
            "changed",
            "Daniel Rivera: 401(k) at work on December 31, 2026",
            "source Estimate → Statement",
        ),
        (
            "added",
            "Daniel Rivera: conversion of November 20, 2026, Traditional IRA to Roth IRA",
            "amount $100",
        ),
        ("changed", "Joint or single return for 2026", "modified AGI $276,000 → −$5"),
    ]


def test_what_the_file_may_say_besides_is_named_in_words(people, home):
    def change(file):
        last = file["people"][0]["years"][-1]
        last |= {"from_529": "900", "filed_route": "plain_form"}
        file["years"][-1]["lived_apart_all_year"] = True

    [person, both] = told(shown(people, edit(change), home))
    assert person[2:] == (
        "moved from a 529 plan nothing → $900",
        "filed by nothing → Part I line by line",
    )
    assert both[2] == "lived apart all year nothing → yes"


def test_what_is_gone_is_named(people, home):
    def change(file):
        file["people"][1]["events"].pop()
        file["people"][0]["years"].pop()

    assert told(shown(people, edit(change), home)) == [
        ("removed", "Maya Rivera: return for 2026"),
        ("removed", "Daniel Rivera: conversion of March 13, 2026, Traditional IRA to Roth IRA"),
    ]


def test_of_a_filed_form_only_the_lines_that_differ_are_named(people, home):
    FiledForm.objects.update(is_locked=False)

    def change(file):
        filed = file["people"][1]["years"][1]["filed"]
        filed["lines"]["2"] = "5500"
        filed["on"] = "2020-07-15"

    assert told(shown(people, edit(change), home)) == [
        (
            "changed",
            "Daniel Rivera: return for 2019",
            "Form 8606 as filed: line 2 0 → 5,500, date May 20, 2020 → July 15, 2020",
        )
    ]


# --- What locked years hold fast -----------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["people"][1]["events"][1].update(amount="5000"),
        lambda file: file["people"][1]["events"].pop(1),
        lambda file: file["people"][1]["year_end_values"][3].update(amount="1"),
        lambda file: file["people"][1]["years"][1]["filed"]["lines"].update({"2": "5500"}),
        lambda file: file["people"][1]["years"][1].update(deducted="1"),
        lambda file: file["people"][1]["years"].pop(1),
        lambda file: file["people"].pop(1),
        lambda file: file["people"][1].update(key="p3"),
    ],
    ids=["amount", "event", "value", "line", "deducted", "year", "person", "key"],
)
def test_a_locked_year_refuses_to_be_changed(people, home, change):
    found = shown(people, edit(change), home)
    assert any("is filed and locked" in one for one in found.refusals)
    with pytest.raises(RefusedChangeError, match="filed and locked"):
        done(people, found, home)
    assert household_facts(home, with_papers=True) == demo_facts()


def test_an_unlocked_year_may_be_changed(people, home):
    FiledForm.objects.update(is_locked=False)
    fact = edit(lambda file: file["people"][1]["events"][1].update(amount="5000"))
    found = shown(people, fact, home)
    assert found.refusals == ()
    done(people, found, home)
    assert household_facts(home, with_papers=True) == fact


# --- Doing it ------------------------------------------------------------------------------------


def test_a_new_household_is_one_change_and_only_its_owner_is_in_it(people):
    made = done(people, shown(people, demo_facts()))
    assert household_facts(made, with_papers=True) == demo_facts()
    assert made.changes.get().summary == "Imported a file: 2 people, 19 events"
    assert [one.user for one in made.memberships.all()] == [people.owner]


def test_contents_are_replaced_as_one_change(people, home):
    fact = edit(lambda file: file["people"][0]["events"].pop())
    done(people, shown(people, fact, home), home)
    assert household_facts(home, with_papers=True) == fact
    change = Change.objects.first()
    assert change is not None
    assert change.summary == "Replaced the contents with a file: 2 people, 18 events"
    assert Event.history.filter(change=change).count() == 1


def test_twice_is_once(people):
    found = shown(people, demo_facts())
    done(people, found)
    count = Household.objects.count()
    with pytest.raises(RefusedChangeError, match="imported already"):
        done(people, found)
    assert Household.objects.count() == count


def test_nothing_is_overwritten_that_was_not_shown(people, home):
    found = shown(people, edit(lambda file: file.update(name="Rivera")), home)
    with recording(home, people.editor, "Changed"):
        home.name = "Meanwhile"
        home.save()
    with pytest.raises(RefusedChangeError, match="changed since this was shown"):
        done(people, found, home)
    home.refresh_from_db()
    assert home.name == "Meanwhile"


def test_a_failure_keeps_nothing_and_leaves_the_draft_good(people, home, monkeypatch):
    fact = edit(lambda file: file.update(name="Rivera"))
    found = shown(people, fact, home)
    with monkeypatch.context() as patch:
        patch.setattr(imports, "store_over", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            done(people, found, home)
    done(people, found, home)
    assert household_facts(Household.objects.get(pk=home.pk), with_papers=True) == fact


# --- Drafts --------------------------------------------------------------------------------------


def test_a_draft_is_good_for_one_user_and_only_as_it_was_signed(people):
    signed = shown(people, demo_facts()).draft
    for user_, text in [
        (people.editor, signed),
        (people.owner, signed[:-2]),
        (people.owner, "x" + signed),
        (people.owner, ""),
        (people.owner, signing.dumps({"user": people.owner.pk})),
    ]:
        with pytest.raises(RefusedChangeError, match="no longer good"):
            unsign(text, user_)


def test_a_draft_grows_old(people, monkeypatch):
    signed = shown(people, demo_facts()).draft
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 2 * 3600 + 60)
    with pytest.raises(RefusedChangeError, match="no longer good"):
        unsign(signed, people.owner)


def test_a_draft_that_no_form_can_carry_is_refused(people, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000
    with pytest.raises(RefusedChangeError, match="more than can be imported at once"):
        shown(people, demo_facts())


# --- What there is no room for -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (household(name="x" * 121), "name is 'xxxx"),
        (household(person(key="k" * 61)), "people[0].key is 'kkk"),
        (household(person(name="x" * 121)), "people[0].name is"),
        (
            household(person(more_accounts=[{"key": "a", "kind": "roth", "custodian": "c" * 121}])),
            "people[0].accounts[2].custodian is",
        ),
        (
            household(years=[{"year": 2025, "state_rate": "0.123456789"}]),
            "years[0].state_rate has more than 8 decimal places",
        ),
        (household(years=[{"year": 2025, "state": "x" * 41}]), "years[0].state is"),
        (
            household(*(person(key=f"p{at}") for at in range(21))),
            "people has 21 entries; at most 20 are kept",
        ),
        (
            household(person(*[contribution("2025-01-01", 2025, "1")] * 2001)),
            "people[0].events has 2,001 entries; at most 2,000 are kept",
        ),
    ],
)
def test_what_rows_have_no_room_for_is_refused_with_its_path(file, reason):
    with pytest.raises(RefusedError) as refused:
        read_file(json.dumps(file))
    assert [problem for problem in refused.value.problems if problem.startswith(reason)]


def test_what_just_fits_is_kept(people):
    fact = read_file(
        json.dumps(
            household(
                person(name="x" * 120, key="k" * 60),
                name="y" * 120,
                years=[{"year": 2025, "state_rate": "0.12345678", "magi": "-999999999999.99"}],
            )
        )
    )
    made = done(people, shown(people, fact))
    assert household_facts(made, with_papers=True) == fact
    assert replace(fact, name="") != household_facts(made)


def test_a_stranger_replaces_nothing(people, home):
    stranger = user("another")
    assert imports.editable_households(stranger) == []
    assert home in imports.editable_households(people.owner)
