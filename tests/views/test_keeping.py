"""Keeping what was answered and assumed: by whom, what, as one change, and never by a preview."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from planner.bridge import household_facts, household_records
from planner.engine.household import NO_OUTLOOK
from planner.engine.household_reading import read_household
from planner.engine.household_writing import write_household
from planner.models import (
    Account,
    Change,
    FiledForm,
    Household,
    HouseholdYear,
    Person,
    PersonYear,
    Role,
)
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.history.reading import changes, entries
from planner.services.history.undo import undo
from planner.services.households.storing import store_new
from tests.engine.households import conversion, household, person, start, value
from tests.households import join, user
from tests.html import Page

pytestmark = pytest.mark.django_db

NOVEMBER = date(2026, 11, 22)
IRA = {"key": "ira", "kind": "traditional"}
HOME = household(
    person(
        accounts="roth",
        more_accounts=[
            IRA,
            {"key": "simple", "kind": "simple", "name": "My SIMPLE"},
            {"key": "k", "kind": "401k", "name": "Acme 401(k)"},
            {"key": "t", "kind": "403b", "custodian": "TIAA"},
        ],
        name="Ann",
        basis_start=start("10000", 2025),
        year_end_values=[value(2026, "80000"), value(2026, "20000", "simple")],
        years=[{"year": 2026, "deducted": "0"}],
    ),
    name="Home",
    years=[{"year": 2026, "filing_status": "single"}],
)
TYPED = {
    "price": "rate",
    "rate": "32",
    "years": "4",
    "growth": "6",
    "withheld": "10",
    "outside": "4",
    "later_rate": "22",
    "backdoor": "7,500",
    "bracket_growth": "2",
    "gains": "4,000",
    "medicare_part_b": "1",
    "p1-self_employed": "yes",
    "p1-has_employees": "no",
    "p1-can_finish": "yes",
    "p1-accepts_rollovers-k": "yes",
    "p1-accepts_rollovers-t": "no",
    "p1-participation_began-simple": "2025-03-01",
    "p1-born": "1980-05-01",
    "p1-until": "2040",
    "p1-low": "90,000",
    "p1-high": "$110,000",
}


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: NOVEMBER)


@pytest.fixture
def owner():
    return user("owner")


@pytest.fixture
def home(owner):
    return stored(owner, HOME)


def stored(owner, found):
    return store_new(owner=owner, fact=read_household(json.dumps(found)), summary="Stored")


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def address(home, year=2026):
    return f"/households/{home.pk}/years/{year}/options/"


def page(who, home, **more):
    return Page(as_user(who).get(address(home), **more).content.decode())


def tried(who, home, typed, **headers):
    return Page(as_user(who).post(address(home), typed, headers=headers).content.decode())


def kept(who, home, typed, status=302, year=2026, **headers):
    response = as_user(who).post(f"{address(home, year)}keep/", typed, headers=headers)
    assert response.status_code == status
    return response


def text(home):
    return write_household(household_facts(Household.objects.get(pk=home.pk)))


def test_all_of_it_is_kept_as_one_change_and_the_page_begins_with_it(owner, home):
    count = Change.objects.count()
    before = tried(owner, home, TYPED)
    response = kept(owner, home, TYPED)
    assert response["Location"] == address(home)
    assert Change.objects.count() == count + 1
    after = page(owner, home)
    for card in ("p1-do_nothing", "p1-roll_in", "p1-spread", "p1-convert_all", "p1-solo_401k"):
        assert after.words_of(card) == before.words_of(card)
    shown = {one["name"]: one.get("value", "") for one in after.tags("input") if "name" in one}
    for name in ("years", "growth"):
        assert shown[name] == TYPED[name]
    assert shown["p1-participation_began-simple"] == "2025-03-01"
    assert "Empty: 32%, as entered for 2026." in after.words
    assert "Not kept yet" not in after.words


def test_the_file_says_what_was_kept(owner, home):
    kept(owner, home, TYPED)
    found = json.loads(text(home))
    [ann], [year] = found["people"], found["years"]
    assert ann["born"] == "1980-05-01"
    assert ann["years"] == [
        {"year": 2026, "deducted": "0", "self_employed": True, "has_employees": False}
        | {"can_finish": True, "until": 2040, "value_low": "90000", "value_high": "110000"}
    ]
    accounts = {one["key"]: one for one in ann["accounts"]}
    assert accounts["k"]["accepts_rollovers"] is True
    assert accounts["t"]["accepts_rollovers"] is False
    assert accounts["simple"]["participation_began"] == "2025-03-01"
    assert year == {
        "year": 2026,
        "filing_status": "single",
        "marginal_rate": "0.32",
        "gains": "4000",
        "medicare_part_b": 1,
        "outlook": {
            "growth": "0.06",
            "outside_growth": "0.04",
            "bracket_growth": "0.02",
            "later_rate": "0.22",
            "withheld": "0.1",
            "backdoor": "7500",
            "spread_years": 4,
        },
    }


def test_it_is_told_and_taken_back_whole(owner, home):
    before = text(home)
    kept(owner, home, TYPED)
    [entry] = entries(home, changes(home, person=None, year=2026))
    assert entry.can_be_undone
    assert entry.change.summary.startswith("Kept for 2026: Growth of the money inside; ")
    assert {one.name for one in entry.told} == {
        "Ann",
        "My SIMPLE of Ann",
        "Acme 401(k) of Ann",
        "403(b) of Ann",
        "Return for 2026",
        "Return for 2026 of Ann",
    }
    undo(household=home, user=owner, change=entry.change)
    assert text(home) == before


def test_a_preview_names_what_is_not_kept_and_writes_nothing(owner, home):
    count = Change.objects.count()
    typed = {"growth": "6", "p1-accepts_rollovers-k": "yes", "p1-until": "2040"}
    for headers in ({}, {"HX-Request": "true"}):
        found = tried(owner, home, typed, **headers)
        assert found.words_of("not-kept") == (
            "Not kept yet:Growth of the money insideAnn: Looked ahead through"
            "Acme 401(k) of Ann: Takes pre-tax money out of IRAs"
        )
    assert kept(owner, home, typed, status=200, **{"HX-Request": "true"})
    assert Change.objects.count() == count
    assert text(home).count("growth") == 0


def test_nothing_is_kept_of_what_stands_there_already(owner, home):
    assert "Not kept yet" not in page(owner, home).words
    count = Change.objects.count()
    kept(owner, home, {})
    same = {"price": "rate", "rate": "", "years": "3", "growth": "", "withheld": ""}
    response = as_user(owner).post(f"{address(home)}keep/", same, follow=True)
    assert "All of this was kept already." in response.content.decode()
    assert Change.objects.count() == count
    response = as_user(owner).post(f"{address(home)}keep/", {"growth": "5"}, follow=True)
    assert "Kept for 2026." in response.content.decode()


def test_what_is_emptied_is_not_known_again_and_what_is_not_on_the_page_stays(owner, home):
    kept(owner, home, TYPED)
    kept(owner, home, {"growth": "", "p1-self_employed": "", "p1-accepts_rollovers-k": ""})
    [ann] = household_facts(home).people
    outlook = household_facts(home).years[0].outlook
    assert (outlook.growth, outlook.spread_years) == (None, 4)
    assert (ann.record(2026).self_employed, ann.record(2026).has_employees) == (None, False)
    assert ann.account("k").accepts_rollovers is None
    assert ann.account("t").accepts_rollovers is False


def test_a_rate_that_is_not_in_use_is_not_kept(owner, home):
    kept(owner, home, {"price": "schedule", "rate": "32", "state_rate": "5"})
    [year] = HouseholdYear.objects.all()
    assert (year.outlook_pricing, year.marginal_rate) == ("schedule", None)
    assert f"{year.state_rate:.2f}" == "0.05"


def test_a_whole_return_is_kept_and_prices_the_ways_again(owner, home):
    typed = {
        "price": "return",
        "state_rate": "5",
        "ordinary_income": "210,000",
        "gains": "4,000",
        "investment_income": "9,000",
        "itemized": "31,000",
        "tax_exempt_interest": "120",
        "medicare_part_b": "1",
        "medicare_part_d": "0",
        "blind": "1",
        "bracket_growth": "2",
        "growth": "6",
    }
    before = tried(owner, home, typed)
    kept(owner, home, typed)
    after = page(owner, home)
    for card in ("p1-do_nothing", "p1-convert_all", "p1-spread"):
        assert "$" in before.words_of(card)
        assert after.words_of(card) == before.words_of(card)
    [year] = json.loads(text(home))["years"]
    assert year["outlook"] == {"pricing": "return", "growth": "0.06", "bracket_growth": "0.02"}
    assert (year["ordinary_income"], year["itemized"], year["blind"]) == ("210000", "31000", 1)
    assert (year["state_rate"], "marginal_rate" in year) == ("0.05", False)


def test_what_cannot_be_read_keeps_nothing_and_stays_typed(owner, home):
    count = Change.objects.count()
    typed = TYPED | {"p1-participation_began-simple": "soon", "growth": "lots"}
    found = Page(kept(owner, home, typed, status=422).content.decode())
    assert Change.objects.count() == count
    assert found.by_id("id_growth")["value"] == "lots"
    assert "This is not a day." in found.words_of("id_p1-participation_began-simple_error")
    assert "open" in found.by_id("asked-p1")


def test_who_may_keep(owner, home):
    editor, reader = user("editor"), user("reader")
    join(home, owner, editor, Role.EDITOR)
    join(home, owner, reader, Role.READER)
    count = Change.objects.count()
    assert "Keep these answers" not in page(reader, home).words
    kept(reader, home, TYPED, status=403)
    kept(user("stranger"), home, TYPED, status=404)
    assert Client().post(f"{address(home)}keep/", TYPED).status_code == 302
    assert Change.objects.count() == count
    assert "Keep these answers and assumptions" in page(editor, home).words
    kept(editor, home, TYPED)
    assert Change.objects.latest("id").user == editor
    assert as_user(owner).get(f"{address(home)}keep/").status_code == 405
    kept(owner, home, TYPED, status=404, year=1974)


def test_nobody_keeps_over_what_somebody_changed_meanwhile(owner, home):
    seen = {one["name"]: one for one in page(owner, home).tags("input") if "name" in one}["seen"]
    old = TYPED | {"seen": seen["value"]}
    assert tried(owner, home, old).by_id("ways")
    kept(owner, home, {"growth": "3"})
    count = Change.objects.count()
    response = kept(owner, home, old, status=422)
    assert Change.objects.count() == count
    found = Page(response.content.decode())
    assert "Somebody changed some of this meanwhile, so nothing was kept." in found.words
    [again] = [one["value"] for one in found.tags("input") if one.get("name") == "seen"]
    kept(owner, home, TYPED | {"seen": again})
    assert str(household_facts(home).years[0].outlook.growth) == "0.06000000"


def test_what_is_typed_of_the_return_meanwhile_stands_in_nobodys_way(owner, home):
    seen = {one["name"]: one for one in page(owner, home).tags("input") if "name" in one}["seen"]
    with recording(home, owner, "Typed"):
        HouseholdYear.objects.get().delete()
        HouseholdYear.objects.create(household=home, year=2026, magi="5", taxable_income="4")
        PersonYear.objects.create(
            household=home, person=home.people.get(), year=2025, compensation="9"
        )
    kept(owner, home, {"growth": "3", "seen": seen["value"]})
    assert HouseholdYear.objects.get().magi == 5


def locked():
    """Ann filed 2025, in which money went out of the SIMPLE IRA, and 2026."""
    found = deepcopy(HOME)
    [ann] = found["people"]
    ann["events"] = [conversion("2025-06-01", "5000", account="simple")]
    ann["years"] = [
        {"year": year, "deducted": "0", "filed": {"lines": {"14": "10000"}}}
        for year in (2025, 2026)
    ]
    return found


def test_plans_of_a_locked_year_are_kept_and_the_start_of_a_simple_is_not(owner):
    home = stored(owner, locked())
    count = Change.objects.count()
    response = kept(owner, home, TYPED, status=422)
    assert "on the form for 2025, which is filed and locked" in response.content.decode()
    assert Change.objects.count() == count
    kept(owner, home, {k: v for k, v in TYPED.items() if k != "p1-participation_began-simple"})
    assert PersonYear.objects.get(year=2026).can_finish is True
    assert household_records(home).people[0].is_locked(2026)
    change = Change.objects.latest("id")
    undo(household=home, user=owner, change=change)
    assert PersonYear.objects.get(year=2026).can_finish is None
    assert household_facts(home).years[0].outlook == NO_OUTLOOK


def test_nor_is_it_on_the_page_of_the_account(owner):
    home = stored(owner, locked())
    account = Account.objects.get(key="simple")
    typed = {"kind": "simple", "name": "My SIMPLE", "participation_began": "2024-03-01"}
    path = f"/households/{home.pk}/accounts/{account.pk}/"
    response = as_user(owner).post(path, typed)
    assert response.status_code == 422
    assert "on the form for 2025, which is filed and locked" in response.content.decode()


def test_the_start_of_a_simple_is_not_taken_back_over_a_year_filed_since(owner):
    found = locked()
    for year in found["people"][0]["years"]:
        del year["filed"]
    home = stored(owner, found)
    kept(owner, home, {"p1-participation_began-simple": "2024-03-01"})
    change = Change.objects.latest("id")
    year = PersonYear.objects.get(year=2025)
    with recording(home, owner, "Filed 2025"):
        form = FiledForm.objects.create(household=home, person_year=year, lines={"14": "1"})
    with pytest.raises(RefusedChangeError, match="the form for 2025, which is filed and locked"):
        undo(household=home, user=owner, change=change)
    with recording(home, owner, "Unlocked 2025"):
        form.is_locked = False
        form.save()
    undo(household=home, user=owner, change=change)
    assert Account.objects.get(key="simple").participation_began is None


def test_a_person_and_an_account_of_another_household_are_out_of_reach(owner, home):
    other = stored(user("other"), HOME)
    kept(owner, home, TYPED)
    assert Person.objects.get(household=other).born is None
    assert set(Account.objects.filter(household=other).values_list("accepts_rollovers")) == {
        (None,)
    }


def test_the_questions_come_in_order_with_their_state(owner, home):
    words = page(owner, home).words_of("asked-p1")
    asked = (
        "Does an employer plan take money out of IRAs? not known"
        " Nobody has said it of Acme 401(k) and the 403(b) at TIAA.",
        "Has the SIMPLE IRA run for two years? not known My SIMPLE: its first contribution",
        "Are there employees other than a spouse? not known ",
        "Is there income from self-employment? not known ",
        "Is a required distribution (RMD) due first? not known Without a birth date",
        "Can a transfer to a plan be done by December 31, 2026? not known The ways stay"
        " open until somebody says no.",
    )
    places = [words.index(one) for one in asked]
    assert places == sorted(places)
    assert words.startswith("Questions for Ann 6 not known")


def test_an_answer_changes_the_state_and_the_ways_before_it_is_kept(owner, home):
    found = tried(owner, home, TYPED, **{"HX-Request": "true"})
    assert found.words_of("left-p1") == "all known"
    assert found.words_of("state-p1-plan") == "nothing in the way Acme 401(k) does."
    assert found.words_of("state-p1-simple") == (
        "in the way My SIMPLE: since March 1, 2025, free from March 1, 2027 on."
    )
    assert "None: born on May 1, 1980, the first is that of 2055 (age 75)." in found.words_of(
        "state-p1-born"
    )
    # 10,000 of the 100,000 are basis: 90,000 go, 10,000 are converted; 20,000 of it is held.
    assert (
        "The money in the SIMPLE IRA may only go to another SIMPLE IRA before March 1, 2027. The"
        " other $80,000 in the IRAs may go." in found.words_of("p1-roll_in")
    )
    assert not list(found.tags("form"))


def test_the_questions_somebody_is_at_stay_open_without_a_script(owner, home):
    assert "open" not in page(owner, home).by_id("asked-p1")
    assert "open" in tried(owner, home, {"p1-self_employed": "yes"}).by_id("asked-p1")
    kept(owner, home, {"p1-self_employed": "yes"})
    for typed in ({"p1-self_employed": "yes"}, {"growth": "5"}):
        assert "open" not in tried(owner, home, typed).by_id("asked-p1")
    assert "open" in tried(owner, home, {"p1-self_employed": ""}).by_id("asked-p1")


def test_no_plan_says_so_and_leads_to_adding_one(owner):
    bare = stored(owner, household(person(name="Ann", years=[])))
    found = page(owner, bare)
    assert "in the way No employer plan is entered." in found.words_of("asked-p1")
    ann = bare.people.get()
    links = [one.get("href") for one in found.tags("a")]
    assert f"/households/{bare.pk}/people/{ann.pk}/accounts/new/" in links
