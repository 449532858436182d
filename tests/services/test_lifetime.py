"""The ledger's figures against households worked out by hand, and what stands beside them."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.bridge import household_records
from planner.services.lifetime.figures import COLUMNS
from planner.services.lifetime.ledger import Fold, lifetime
from planner.services.lifetime.summary import summary
from planner.services.lifetime.why import why
from planner.views.ledger_page import state
from tests.engine.households import conversion
from tests.households import user
from tests.ledgers import ana, ben, clean, contribution, store

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
GOLD = Path(__file__).parents[1] / "engine" / "gold" / "households"
SHOWN = {"contributed": "1", "before": "2", "withdrawn": "7", "tax_free": "13", "carried": "14"}


def life_of(*people, at=0, through=2026, **more):
    records = household_records(store(user("owner"), *people, **more))
    return lifetime(records, records.people[at], through)


def summed(person):
    found = summary(life_of(person).own, TODAY)
    assert found
    return found


@pytest.mark.parametrize(
    ("deducted", "today", "incomplete", "row"),
    [
        ("0", TODAY, None, "due Apr 15, 2027"),
        ("0", date(2027, 1, 1), 2026, "incomplete"),
        (None, TODAY, 2026, "incomplete"),
    ],
)
def test_the_head_of_the_ledger_says_what_its_rows_say(deducted, today, incomplete, row):
    """The value of December 31, 2026 is missing from 2027 on; the deducted amount is at once."""
    events = [contribution(2026), conversion("2026-03-10", "6000")]
    record = {"year": 2026, "first_year": True} | ({"deducted": deducted} if deducted else {})
    values = [{"account": "ira", "year": 2025, "amount": "0"}]
    life = life_of(clean() | {"events": events, "years": [record], "year_end_values": values}).own
    found, of_2026 = summary(life, today), life.year(2026)
    assert found
    assert of_2026
    assert found.incomplete == incomplete
    assert state(of_2026, today).text == row


def explained(records, year):
    one = records.people[0]
    found = lifetime(records, one, 2026)
    of_year = found.own.year(year)
    assert of_year
    return {each.line.number: each for each in why(one, found.facts, of_year).lines}


def texts(year):
    return {column.key: figure for column, figure in zip(COLUMNS, year.figures, strict=True)}


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.toml")), ids=lambda path: path.stem)
def test_the_figures_are_those_of_the_gold_households(path):
    case = tomllib.loads(path.read_text("utf-8"))
    household = case["household"]
    people = household.pop("people")
    records = household_records(
        store(user("owner"), *people, **{k: v for k, v in household.items() if k != "format"})
    )
    lives = {one.person.key: lifetime(records, one, 2026) for one in records.people}
    checked = 0
    for expected in case["expect"]:
        found = lives[expected["person"]]
        [life] = [one for one in found.lives if one.decedent == expected.get("decedent", "")]
        year = life.year(expected["year"])
        assert year
        for column, line in SHOWN.items():
            if line in expected["lines"] and not year.is_hidden:
                assert texts(year)[column].text == f"{Decimal(expected['lines'][line]):,}"
                checked += 1
        if "taxable" in expected and Decimal(expected["taxable"]):
            assert texts(year)["taxable"].text == f"{Decimal(expected['taxable']):,}"
            checked += 1
    shown = set(SHOWN.values())
    assert checked or not any(shown & set(one["lines"]) for one in case["expect"])


def test_as_filed_stands_beside_as_it_should_be():
    own = life_of(ana()).own
    year = texts(own.year(2025))
    assert {key: (figure.filed, figure.text) for key, figure in year.items()} == {
        "contributed": ("", "0"),
        "before": ("6,000", "23,500"),
        "converted": ("", "7,000"),
        "withdrawn": ("", "0"),
        "tax_free": ("506", "1,982"),
        "taxable": ("6,494", "5,018"),
        "carried": ("5,494", "21,518"),
    }
    assert own.first_wrong == 2018
    assert texts(own.year(2018))["carried"].filed == "no form"
    assert texts(own.year(2020))["before"].filed == "0"


def test_quiet_years_fold_and_reach_to_now():
    own = life_of(ana()).own
    [fold] = [row for row in own.rows if isinstance(row, Fold)]
    assert (fold.first.year, fold.last.year) == (2022, 2024)
    assert fold.last.figures[-1].text == "23,500"
    assert [year.year for year in own.years] == list(range(2018, 2027))


def test_the_years_since_a_stated_start_are_there():
    own = life_of(ben(), through=2026).own
    assert own.years[0].year == 2013
    assert own.years[0].figures[-1].text == "12,000"


def test_what_is_missing_hides_numbers_and_later_years_wait():
    own = life_of(ben()).own
    incomplete, waiting = own.year(2019), own.year(2022)
    assert incomplete.is_hidden
    assert incomplete.missing == ("the amount of the contribution of 2019-03-01 is not known",)
    assert waiting.missing == ("waits for 2019",)
    assert not own.years[-1].figures[-1].is_known


def test_a_missing_deduction_is_named():
    own = life_of(ana() | {"years": [{"year": 2018, "first_year": True}]}).own
    assert own.year(2018).missing == (
        "how much of the contributions for 2018 was deducted; 0 if nothing was",
    )


def test_a_missing_value_is_named():
    own = life_of(ana() | {"year_end_values": []}).own
    assert own.year(2025).missing == (
        "the value of Traditional IRA on December 31, 2025",
        "the value of Fidelity Rollover on December 31, 2025",
    )


def test_the_summary_counts_what_is_wrong():
    found = summed(ana())
    assert (found.left_at_zero, found.compared, found.unfiled) == (3, 4, (2018,))
    assert (found.filed, found.should_be, found.is_off) == (5494, 21518, True)
    assert found.wrong == (2018, 2019, 2020, 2021, 2025)


def test_nothing_filed_is_nothing_wrong():
    found = summed(clean())
    assert (found.wrong, found.compared, found.is_off) == ((), 0, False)
    assert found.carried == 12000


def test_nothing_entered_is_an_empty_ledger():
    assert not life_of({"key": "p1", "name": "Nobody"}).own.years


def test_inherited_pools_have_their_own():
    [rose] = life_of(ana()).inherited
    assert rose.decedent == "Aunt Rose"
    # 2,000 x 4,000 / 40,000 = 200
    assert [figure.text for figure in rose.year(2025).figures] == [
        *("0", "4,000", "0", "2,000", "200", "1,800", "3,800")
    ]
    assert rose.first_wrong is None


def test_evidence_is_the_weakest_of_the_form():
    found = life_of(ana())
    assert [mark.text for mark in found.own.year(2025).evidence] == ["form on file", "Form 5498"]
    assert [mark.text for mark in found.inherited[0].year(2025).evidence] == ["statement"]
    assert [mark.text for mark in found.own.year(2018).evidence] == ["no evidence"]
    person = clean() | {"basis_start": {"after_year": 2018, "amount": "0"}, "years": []}
    [mark] = life_of_again(person).own.years[0].evidence
    assert mark.text == "no evidence for the start"


def life_of_again(person):
    records = household_records(store(user("second"), person))
    return lifetime(records, records.people[0], 2026)


def test_every_line_says_what_stands_behind_it():
    records = household_records(store(user("owner"), ana()))
    lines = explained(records, 2025)
    assert [(fact.text, fact.amount) for fact in lines["2"].behind] == [
        ("Carried out of 2024", "23,500")
    ]
    assert [(fact.text, fact.amount, fact.note) for fact in lines["6"].behind] == [
        ("Traditional IRA on December 31, 2025", "0", "Form 5498"),
        ("Fidelity Rollover on December 31, 2025", "76,000", "Form 5498"),
    ]
    assert lines["8"].behind[0].text == "Conversion of March 12, 2025, Traditional IRA to Roth IRA"
    assert lines["16"].behind == lines["8"].behind
    assert (lines["14"].filed, lines["14"].line.text) == ("5,494", "21,518")


def test_a_date_nobody_gave_is_told():
    records = household_records(store(user("owner"), clean()))
    records.people[0].events[0].date_assumed = True
    [fact] = explained(records, 2019)["1"].behind
    assert fact.note == "date assumed"
    assert fact.text == "Contribution of March 1, 2019, Traditional IRA"


def test_a_contribution_made_late_says_for_which_year():
    late = contribution(2019) | {"date": "2020-04-01"}
    records = household_records(store(user("owner"), clean() | {"events": [late]}))
    [fact] = explained(records, 2019)["1"].behind
    assert fact.text == "Contribution of April 1, 2020, for 2019, Traditional IRA"


def test_a_year_with_money_out_of_a_roth_shows_what_holds():
    person = clean()
    person["events"].append(
        {"kind": "distribution", "account": "roth", "date": "2020-05-01", "amount": "10"}
    )
    year = life_of(person).own.year(2020)
    found = texts(year)
    assert not year.is_hidden
    assert (found["carried"].text, found["taxable"].is_known) == ("12,000", False)
