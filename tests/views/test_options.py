"""The page of the ways out: the hand-worked figures, what blocks, each form, and nothing kept."""

import json
import tomllib
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from planner.engine.household_reading import read_household
from planner.models import Change, Role
from planner.services.households.storing import store_new
from tests.engine.test_fixes_gold import FOLDER
from tests.households import join, user
from tests.html import Page
from tests.ledgers import ben, store

pytestmark = pytest.mark.django_db

AMOUNTS = {
    "roll_in": "roll_in",
    "convert": "convert",
    "taxable": "taxable",
    "tax": "tax",
    "basis_carried_forward": "carried",
}


@pytest.fixture
def owner():
    return user("owner")


def gold(name):
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def stored(owner, case):
    fact = read_household(json.dumps({"name": "Gold"} | case["household"]))
    return store_new(owner=owner, fact=fact, summary="Stored")


def as_user(who):
    client = Client()
    client.force_login(who)
    return client


def address(home, year=2026):
    return f"/households/{home.pk}/years/{year}/options/"


def post(owner, home, fields, status=200, year=2026, **headers):
    response = as_user(owner).post(address(home, year), fields, headers=headers)
    assert response.status_code == status
    return Page(response.content.decode())


def written(amount):
    """As a sentence writes what a file says."""
    return f"${Decimal(amount):,}" if Decimal(amount) else "$0"


def typed(case):
    """The arguments of a gold case as somebody types them."""
    arguments = case["arguments"]
    fields = {"years": str(arguments.get("spread_years", 3))}
    for name in ("rate", "growth"):
        if name in arguments:
            fields[name] = f"{Decimal(arguments[name]) * 100:f}"
    return fields


def priced(case):
    """By the schedules where the case goes by them, as the page begins."""
    year: dict[str, object] = next(iter(case["household"].get("years", [])), {})
    by_schedule = "taxable_income" in year and "marginal_rate" not in year
    return "rate" if "rate" in case["arguments"] or not by_schedule else "schedule"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_the_page_says_what_was_worked_out_by_hand(owner, name, monkeypatch):
    case = gold(name)
    monkeypatch.setattr(timezone, "localdate", lambda: case["arguments"]["on"])
    home = stored(owner, case)
    year = case["arguments"]["year"]
    page = post(owner, home, typed(case) | {"price": priced(case)}, year=year)
    for one in case["expect"]:
        card = f"{one['person']}-{one['option']}"
        words = page.words_of(card).replace("$0.00", "$0").replace(" ≈projected ", "")
        for key, amount in one["is"].items():
            if key in AMOUNTS:
                shown = {
                    "roll_in": "Rolled in",
                    "convert": "Converted",
                    "taxable": "Taxable",
                    "tax": "Tax",
                    "basis_carried_forward": "Basis carried on",
                }[key]
                assert f"{shown}{written(amount)}why" in words, (card, key)
        for row in one.get("years", ()):
            amounts = (row[key] for key in ("convert", "taxable", "tax", "basis_carried_forward"))
            assert f"{row['year']}{''.join(map(written, amounts))}" in words
        if "feasible" in one["is"]:
            stands = any(word in words for word in ("Blocked.", "Ask first.", "Missing."))
            assert stands != one["is"]["feasible"], card


def test_what_blocks_is_said_in_words(owner):
    case = gold("what_blocks")
    page = post(owner, stored(owner, case), {})
    codes = {code for one in case["expect"] for code in one["is"].get("blocked_by", ())}
    assert codes
    assert not [code for code in codes if code in page.words]


def test_the_best_way_is_said_with_its_dollars(owner):
    home = stored(owner, gold("one_clean_one_not"))
    words = post(owner, home, {"rate": "24"}).words
    assert (
        "ann. Roll $95,000 into the employer plan and convert $7,500 by December 31, 2026. That"
        " makes nothing taxable; doing nothing makes $6,951 taxable, $1,668 of tax and leaves"
        " $6,951 of basis in the IRAs." in words
    )
    assert "ben. Nothing has to be moved by December 31, 2026. That makes nothing taxable." in words
    assert "Each their own best way $95,000$15,000$0 $0" in words


def test_each_figure_says_why(owner):
    page = post(owner, stored(owner, gold("one_clean_one_not")), {"rate": "24"})
    assert "$7,500 − $549 = $6,951" in page.words_of("why-ann-do_nothing-taxable")
    assert "$6,951 × 24% = $1,668" in page.words_of("why-ann-do_nothing-tax")
    assert "$102,500 − $7,500, at most $102,500 = $95,000" in page.words_of(
        "why-ann-roll_in-roll_in"
    )
    spread = page.words_of("why-ann-spread-taxable")
    assert "2027: $34,167 − $2,500 = $31,667" in spread
    assert "$31,667 + $31,667 + $31,666 = $95,000" in spread
    assert "$5,000 − $2,500 = $2,500" not in page.words_of("why-ann-spread-carried")
    assert "Form 8606, line 14" in page.words_of("why-ann-spread-carried")


def test_by_the_schedules_both_taxes_and_the_state_are_named(owner):
    # By the schedule of 2026 for a couple, 403,550 and more: 82,048 + 32% above 403,550.
    # On 460,000: 82,048 + 18,064; on 360,000: 82,048 - 10,452.
    page = post(owner, stored(owner, gold("by_the_brackets")), {"price": "schedule"})
    assert (
        "$100,112 on $460,000 − $71,596 on $360,000 + 9.3% of $100,000, $9,300 = $37,816"
        in page.words_of("why-dan-convert_all-tax")
    )


def test_a_schedule_is_only_used_when_it_is_chosen(owner):
    home = stored(owner, gold("by_the_brackets"))
    assert "not known" in post(owner, home, {"price": "rate"}).words_of("dan-convert_all")
    assert "Tax$10,000why" in post(owner, home, {"rate": "10"}).words_of("dan-convert_all")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_form_is_shown_when_it_is_asked_for(owner, headers):
    home = stored(owner, gold("one_clean_one_not"))
    page = post(owner, home, {"show": "ann/do_nothing/2026"}, **headers)
    assert "Form 8606, 2026" in page.words
    assert "Line 16 − line 17" in page.words or "line 16 − line 17" in page.words
    assert bool(list(page.tags("form"))) is not bool(headers)
    for wrong in ("ann/spread/2035", "eve/spread/2026", "ann/other/2026", "ann"):
        page = post(owner, home, {"show": wrong}, **{"HX-Request": "true"})
        assert page.words == "There is no such form with what is assumed now."


def test_answers_open_a_way(owner):
    home = stored(owner, gold("one_clean_one_not"))
    assert "Ask first." in post(owner, home, {}).words_of("ann-solo_401k")
    answers = {"ann-self_employed": "yes", "ann-has_employees": "no"}
    assert "Ask first." not in post(owner, home, answers).words_of("ann-solo_401k")
    words = post(owner, home, answers | {"ann-can_finish": "no", "rate": "24"}).words
    assert "The transfer cannot be finished by December 31, 2026" in words
    assert "would make nothing taxable, but for what stands in its way." in words


def test_what_is_missing_is_named(owner):
    words = post(owner, store(owner, ben()), {}).words
    assert "Ben. What moves money in 2026 cannot be priced yet: what is missing is named" in words
    assert "Missing." in words


def test_what_cannot_be_read_stays_and_the_rest_is_worked_out(owner):
    home = stored(owner, gold("one_clean_one_not"))
    fields = {"rate": "lots", "years": "0", "growth": "-200", "price": "rate"}
    page = post(owner, home, fields, status=422)
    assert page.by_id("id_rate")["value"] == "lots"
    assert "“lots” is not a percentage" in page.words_of("id_rate_error")
    assert "Growth is from −99 to 100 percent a year." in page.words_of("id_growth_error")
    assert "greater than or equal to 1" in page.words_of("id_years_error")
    assert "2028$34,166" in page.words_of("ann-spread")
    update = post(owner, home, fields, status=422, **{"HX-Request": "true"})
    assert not list(update.tags("form"))
    assert "“lots” is not a percentage" in update.words_of("id_rate_error")


def test_nothing_is_kept_and_readers_may_look(owner):
    home = stored(owner, gold("one_clean_one_not"))
    reader = user("reader")
    join(home, owner, reader, Role.READER)
    count = Change.objects.count()
    words = post(reader, home, {"rate": "24"}).words
    assert "What you try here changes nothing until you keep it." in words
    assert "owners and editors can keep it" in words
    assert Change.objects.count() == count
    page = Page(as_user(reader).get(address(home)).content.decode())
    assert "value" not in page.by_id("id_rate")


def test_the_year_leads_there(owner):
    home = stored(owner, gold("one_clean_one_not"))
    page = as_user(owner).get(f"/households/{home.pk}/years/2026/").content.decode()
    assert f'href="{address(home)}"' in page
    mistakes = as_user(owner).get(f"/households/{home.pk}/mistakes/").content.decode()
    assert f'href="{address(home)}"' in mistakes


def test_a_locked_year_says_so(owner):
    case = gold("one_clean_one_not")
    case["household"]["people"][1]["years"] = [
        {"year": 2026, "deducted": "0", "filed": {"lines": {"14": "0"}, "on": "2027-04-01"}}
    ]
    words = post(owner, stored(owner, case), {}).words
    assert "2026 of ben is filed and locked, and stays so." in words


def test_years_out_of_reach_and_nobody(owner):
    home = stored(owner, gold("one_clean_one_not"))
    assert as_user(owner).get(address(home, 1974)).status_code == 404
    assert as_user(owner).get(address(home, 2028)).status_code == 404
    empty = Page(as_user(owner).get(address(store(owner))).content.decode())
    assert "Nobody is in this household yet." in empty.words


def test_it_asks_the_database_no_more_for_more_accounts(owner):
    counts = []
    for more in (0, 27):
        case = gold("one_clean_one_not")
        ann = case["household"]["people"][0]
        for number in range(more):
            ann["accounts"].append({"key": f"more{number}", "kind": "traditional"})
            value = {"account": f"more{number}", "year": 2026, "amount": "10"}
            ann["year_end_values"].append(value)
        home, client = stored(owner, case), as_user(owner)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(home)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 10
