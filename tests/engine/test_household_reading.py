"""Strict reading: what cannot be taken is refused by name and place, all of it at once."""

import json
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.engine.household import Account, Outlook, YearRecord
from planner.engine.household_reading import RefusedError, read_household
from tests.engine.households import (
    ACCOUNTS,
    adjustment,
    contribution,
    conversion,
    event,
    household,
    person,
    read,
    recharacterization,
    rollover,
    value,
    withdrawal,
)

ALL = " ".join(ACCOUNTS)
FULL = household(
    person(
        contribution("2025-03-10", 2025),
        conversion("2025-03-12", "7000", withheld="100"),
        withdrawal("2025-06-01", "10", character="returned_contribution", earnings="-1"),
        rollover("k", "ira", "2025-11-20", completed="2025-12-04", after_tax="50"),
        recharacterization("2025-02-01", 2025, "60", earnings="-1"),
        adjustment("2025-07-01", "-2500", reason="divorce"),
        accounts=ALL,
        name="Ann",
        born="1950-05-01",
        basis_start={"after_year": 2019, "amount": "0", "evidence": "filed_8606"},
        year_end_values=[value(2025) | {"source": "form_5498"}],
        years=[{"year": 2025, "from_529": "900", "filed_route": "plain_form"}
               | {"filed": {"lines": {"10": ".034"}, "on": "2026-04-10"}},
               {"year": 2026, "self_employed": True, "has_employees": False, "can_finish": True,
                "until": 2040, "value_low": "190000", "value_high": "240000.50"}],
    ),
    name="Home",
    rounding="cents",
    ratio_places=5,
    exported_at="2026-11-22T08:00:00Z",
    years=[{"year": 2025, "filing_status": "married_separately", "lived_apart_all_year": True}
           | {"magi": "-5", "state_rate": "0.093"},
           {"year": 2026, "ordinary_income": "210000", "gains": "4000.50",
            "investment_income": "5000", "itemized": "0", "tax_exempt_interest": "120",
            "medicare_part_b": 2, "medicare_part_d": 0, "blind": 1,
            "outlook": {"pricing": "return", "growth": "-0.05", "outside_growth": "0.04",
                        "bracket_growth": "0.02", "later_rate": "0.22", "withheld": "0",
                        "backdoor": "7500", "spread_years": 4}}],
)  # fmt: skip


def refused(found: Any) -> list[str]:
    with pytest.raises(RefusedError) as caught:
        read_household(found if isinstance(found, str) else json.dumps(found))
    assert str(caught.value) == "\n".join(caught.value.problems)
    return caught.value.problems


def changed(path: str, new: Any) -> dict[str, Any]:
    """``FULL`` with something else at ``path``, such as ``people.0.born``."""
    found: Any = deepcopy(FULL)
    *way, last = (int(step) if step.isdigit() else step for step in path.split("."))
    here = found
    for step in way:
        here = here[step]
    here[last] = new
    return dict(found)


def test_everything_is_read() -> None:
    found = read(FULL)
    [ann] = found.people
    assert (found.name, found.rounding, found.ratio_places) == ("Home", "cents", 5)
    assert ann.events[3].after_tax == 50
    assert ann.years[0].filed is not None
    assert ann.years[0].filed.lines == {"10": Decimal("0.034")}
    assert ann.years[1] == YearRecord(
        year=2026,
        self_employed=True,
        has_employees=False,
        can_finish=True,
        until=2040,
        value_low=Decimal(190_000),
        value_high=Decimal("240000.50"),
    )
    assert ann.years[1].without_plans == YearRecord(year=2026)
    assert found.years[1].outlook == Outlook(
        pricing="return",
        growth=Decimal("-0.05"),
        outside_growth=Decimal("0.04"),
        bracket_growth=Decimal("0.02"),
        later_rate=Decimal("0.22"),
        withheld=Decimal(0),
        backdoor=Decimal(7500),
        spread_years=4,
    )
    assert [year.itemized for year in found.years] == [None, 0]
    assert found.years[0].outlook == Outlook()
    assert ann.account("k").because == "not counted, because it is an employer plan and not an IRA"
    assert ann.account("ira").because.startswith("counted")
    with pytest.raises(KeyError):
        ann.account("nothing")


OBJECTS = (
    *("", "people.0.", "people.0.basis_start.", "people.0.accounts.0.", "people.0.years.0."),
    *("people.0.year_end_values.0.", "people.0.years.0.filed.", "years.0.", "years.1.outlook."),
    *(f"people.0.events.{at}." for at in range(6)),
)


@pytest.mark.parametrize("path", OBJECTS)
def test_an_unknown_key_is_refused_at_every_level(path: str) -> None:
    [problem] = refused(changed(f"{path}colour", "red"))
    place = ".".join(path.split(".")[:-1])
    for at in range(6):
        place = place.replace(f".{at}", f"[{at}]")
    assert problem == f"{place}{'.' if place else ''}colour is not a known key"


@pytest.mark.parametrize("path", OBJECTS[1:])
def test_every_object_must_be_one(path: str) -> None:
    assert any("must be an object" in problem for problem in refused(changed(path[:-1], "x")))


EVENT = "people.0.events.0"


@pytest.mark.parametrize(
    ("path", "new", "reason"),
    [
        ("format", "prorata-household/2", "format must be 'prorata-household/1'"),
        ("format", "", "format is empty"),
        ("format", None, "format is missing"),
        ("format", 1, "format must be text in quotation marks"),
        ("rounding", "euros", "rounding is 'euros', which is none of cents, dollars"),
        ("rounding", "", "rounding is empty"),
        ("ratio_places", 2, "ratio_places must be from 3 to 10, or null"),
        ("ratio_places", "4", "ratio_places must be a whole number"),
        ("ratio_places", True, "ratio_places must be a whole number"),
        ("people", {}, "people must be a list"),
        ("exported_at", 5, "exported_at must be text"),
        ("name", "\ud800", "name has a control character in it"),
        ("name", "a\x00b", "name has a control character in it"),
        ("people.0.key", "", "people[0].key is empty"),
        ("people.0.born", "1980-13-01", "people[0].born is '1980-13-01', which is no date"),
        ("people.0.born", "19800501", "which is no date; write it like 2025-12-31"),
        ("people.0.born", "1870-05-01", "people[0].born must be a day from 1880 to 2100"),
        ("people.0.born", 1980, "people[0].born must be text"),
        ("people.0.born", "", "people[0].born is empty"),
        ("people.0.basis_start.after_year", None, "after_year is missing"),
        ("people.0.basis_start.after_year", 1974, "after_year must be from 1975 to 2100"),
        ("people.0.basis_start.amount", "-1", "amount is negative"),
        ("people.0.basis_start.evidence", "hearsay", "evidence is 'hearsay', which is none of"),
        ("people.0.accounts.0.kind", "ira", "people[0].accounts[0].kind is 'ira'"),
        ("people.0.accounts.0.kind", None, "kind is missing"),
        ("people.0.accounts.0.treated_as_own", "yes", "treated_as_own must be true or false"),
        ("people.0.year_end_values.0.account", "x", "year_end_values[0].account names no account"),
        ("people.0.year_end_values.0.amount", 7.5, "must be a string such as"),
        ("people.0.year_end_values.0.amount", "7.555", "has more than two decimals"),
        ("people.0.year_end_values.0.source", "dream", "source is 'dream'"),
        ("people.0.years.0.filed.lines", {"14b": "0"}, "lines.14b is not a line of Form 8606"),
        ("people.0.years.0.filed.lines", {"10": "1.5"}, "lines.10 must be a fraction from 0 to 1"),
        ("people.0.years.0.filed.lines", {"10": "ten"}, "lines.10 is not an amount"),
        ("years.0.filing_status", "divorced", "years[0].filing_status is 'divorced'"),
        ("people.0.years.0.from_529", "-1", "people[0].years[0].from_529 is negative"),
        (
            "people.0.years.0.filed_route",
            "by_hand",
            "people[0].years[0].filed_route is 'by_hand', which is none of plain_form,"
            " worksheet_1_1",
        ),
        ("people.0.years.0.filed_route", "", "people[0].years[0].filed_route is empty"),
        ("people.0.years.0.filed_route", 1, "filed_route must be text in quotation marks"),
        ("years.0.lived_apart_all_year", "no", "lived_apart_all_year must be true or false"),
        ("years.0.state_rate", "9.3", "years[0].state_rate must be a fraction from 0 to 1"),
        ("years.0.state_rate", "1e-3", "years[0].state_rate is not an amount"),
        ("people.0.years.1.self_employed", "yes", "[1].self_employed must be true or false"),
        ("people.0.years.1.has_employees", 0, "[1].has_employees must be true or false"),
        ("people.0.years.1.can_finish", 1, "[1].can_finish must be true or false"),
        ("people.0.years.1.until", 2025, "people[0].years[1].until is 2025, before 2026"),
        ("people.0.years.1.until", 2101, "[1].until must be from 1975 to 2100"),
        ("people.0.years.1.until", "2040", "[1].until must be a whole number"),
        (
            "people.0.years.1.value_low",
            "240000.51",
            "[1].value_low is 240000.51, more than the value_high of 240000.50",
        ),
        ("people.0.years.1.value_high", "-1", "[1].value_high is negative"),
        ("years.1.ordinary_income", "-1", "years[1].ordinary_income is negative"),
        ("years.1.gains", "-1", "years[1].gains is negative"),
        ("years.1.investment_income", "x", "years[1].investment_income is not an amount"),
        ("years.1.itemized", "1.005", "years[1].itemized has more than two decimals"),
        ("years.1.tax_exempt_interest", "-1", "years[1].tax_exempt_interest is negative"),
        ("years.1.medicare_part_b", 3, "years[1].medicare_part_b must be from 0 to 2"),
        ("years.1.medicare_part_d", -1, "years[1].medicare_part_d must be from 0 to 2"),
        ("years.1.blind", "1", "years[1].blind must be a whole number"),
        ("years.1.outlook.pricing", "guess", "outlook.pricing is 'guess', which is none of rate"),
        ("years.1.outlook.pricing", "", "years[1].outlook.pricing is empty"),
        (
            "years.1.outlook.growth",
            "-1",
            "years[1].outlook.growth must be a fraction from -0.99 to 1",
        ),
        ("years.1.outlook.outside_growth", "6", "outside_growth must be a fraction from -0.99"),
        ("years.1.outlook.bracket_growth", "2%", "outlook.bracket_growth is not an amount"),
        ("years.1.outlook.later_rate", "-0.1", "later_rate must be a fraction from 0 to 1"),
        ("years.1.outlook.withheld", "22", "outlook.withheld must be a fraction from 0 to 1"),
        ("years.1.outlook.backdoor", "-1", "outlook.backdoor is negative"),
        ("years.1.outlook.spread_years", 0, "outlook.spread_years must be from 1 to 50"),
        ("years.1.outlook.spread_years", 51, "outlook.spread_years must be from 1 to 50"),
        ("people.0.year_end_values.0.account", None, "year_end_values[0].account is missing"),
        (f"{EVENT}.kind", "gift", "people[0].events[0].kind is 'gift', which is none of"),
        (f"{EVENT}.kind", "", "people[0].events[0].kind is empty"),
        (f"{EVENT}.date", None, "people[0].events[0].date is missing"),
        (f"{EVENT}.date", "", "people[0].events[0].date is empty"),
        (f"{EVENT}.date", "2025-02-30", "people[0].events[0].date is '2025-02-30', which is no"),
        (f"{EVENT}.date", "0001-01-01", "date must be a day from 1975 to 2100"),
        (f"{EVENT}.date", "9999-12-31", "date must be a day from 1975 to 2100"),
        (f"{EVENT}.account", "", "people[0].events[0].account is empty"),
        (f"{EVENT}.account", "x" * 40, f"account names no account: '{'x' * 40}'"),
        (f"{EVENT}.account", "x" * 50, f"account names no account: '{'x' * 40}…'"),
        (f"{EVENT}.tax_year", 10**6, "tax_year must be from 1975 to 2100"),
        (f"{EVENT}.amount", "1" * 13, "is too large"),
        ("people.0.events.5.amount", "-1." + "0" * 27 + "1", "has more than two decimals"),
        ("people.0.events.1.withheld", "8000", "withheld is 8000, more than the amount of 7000"),
        ("people.0.events.3.after_tax", "8000", "after_tax is 8000, more than the amount of 5000"),
        ("people.0.events.3.completed", "2025-11-19", "completed is 2025-11-19, before the money"),
        ("people.0.events.2.tax_year", 2026, "tax_year is 2026, which had not begun on 2025-06-01"),
        ("people.0.events.2.character", "gift", "people[0].events[2].character is 'gift'"),
        ("people.0.events.5.account", "k", "account is a 401k, which a basis_adjustment cannot be"),
        ("people.0.events.5.account", "kk", "account names no account: 'kk'"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(path: str, new: object, reason: str) -> None:
    problems = refused(changed(path, new))
    assert [problem for problem in problems if reason in problem], problems
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("day", "tax_year", "last"),
    [
        ("2020-07-16", 2019, "2020-07-15"),
        ("2021-05-18", 2020, "2021-05-17"),
        ("2026-04-16", 2025, "2026-04-15"),
        ("2024-12-31", 2025, "2026-04-15"),
    ],
)
def test_a_contribution_after_the_deadline_is_refused(day: str, tax_year: int, last: str) -> None:
    [problem] = refused(household(person(contribution(day, tax_year))))
    assert problem == (
        f"people[0].events[0].tax_year is {tax_year}, but a contribution made on {day} cannot be"
        f" for that year: it had to be made from January 1, {tax_year} through {last}"
    )


@pytest.mark.parametrize(("day", "tax_year"), [("2020-07-15", 2019), ("2021-05-17", 2020)])
def test_the_postponed_deadlines_hold(day: str, tax_year: int) -> None:
    assert read(household(person(contribution(day, tax_year)))).people


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (contribution("2025-01-01", 2025, account="inh"), "cannot be for"),
        (conversion("2025-01-01", account="roth"), "account is a roth, which a conversion cannot"),
        (event("conversion", "ira", "2025-01-01", "1", to="ira2"), "to is a rollover, which a"),
        (rollover("ira", "roth", "2025-01-01"), "kind must be conversion"),
        (rollover("ira", "inh", "2025-01-01"), "to is a inherited_traditional"),
        (rollover("roth", "ira", "2025-01-01"), "to is a traditional"),
        (rollover("ira", "ira2", "2025-01-01", after_tax="5"), "after_tax is only for money"),
        (recharacterization("2025-01-01", 2025, to="roth"), "to is a roth"),
        (recharacterization("2025-01-01", 2025, account="k"), "account is a 401k"),
    ],
)
def test_money_goes_only_where_it_may(found: dict[str, Any], reason: str) -> None:
    [problem] = refused(household(person(found, accounts=ALL)))
    assert problem.startswith("people[0].events[0].")
    assert reason in problem


@pytest.mark.parametrize(
    "found",
    [
        rollover("k", "roth", "2025-01-01", after_tax="5"),
        rollover("inh", "ira", "2025-01-01"),
        conversion("2025-01-01", account="inh"),
        withdrawal("2025-01-01", account="k"),
        contribution("2025-01-01", 2025, account="k"),
        withdrawal("2025-01-01", account="ri"),
        rollover("ri", "roth", "2025-01-01"),
    ],
)
def test_what_may_happen_is_read(found: dict[str, Any]) -> None:
    inherited = {"key": "ri", "kind": "inherited_roth"}
    assert read(household(person(found, accounts=ALL, more_accounts=[inherited]))).people[0].events


SORTS = "ira roth k inh"
MORE = [{"key": "ri", "kind": "inherited_roth"}, {"key": "rs", "kind": "roth_simple"}]


@pytest.mark.parametrize(
    ("kind", "left", "reached"),
    [
        # Publication 590-A, "Can You Move Retirement Plan Assets?"; from an IRA to a Roth IRA it
        # is a conversion. An inherited IRA may become a spouse's own, and an heir's share of a
        # plan goes straight into one (IRC 402(c)(11)).
        ("rollover", "ira", "ira k"),
        ("rollover", "roth", "roth rs"),
        ("rollover", "rs", "roth rs"),
        ("rollover", "k", "ira roth rs k inh ri"),
        ("rollover", "inh", "ira inh"),
        ("rollover", "ri", "roth rs ri"),
        # IRC 408A(d)(3) and (6).
        ("conversion", "ira", "roth rs"),
        ("conversion", "k", "roth rs"),
        ("conversion", "inh", "roth rs"),
        ("conversion", "roth", ""),
        ("conversion", "ri", ""),
        ("recharacterization", "ira", "roth rs"),
        ("recharacterization", "roth", "ira"),
        ("recharacterization", "k", ""),
        ("recharacterization", "inh", ""),
        ("recharacterization", "ri", ""),
    ],
)
def test_the_whole_chart_of_moves(kind: str, left: str, reached: str) -> None:
    def is_read(to: str) -> bool:
        moved = event(kind, left, "2025-01-05", "1", to=to)
        try:
            return bool(read(household(person(moved, accounts=SORTS, more_accounts=MORE))))
        except RefusedError:
            return False

    assert {to for to in ("ira", "roth", "rs", "k", "inh", "ri") if is_read(to)} == set(
        reached.split()
    )


def test_an_event_of_no_known_kind_may_have_the_keys_of_any() -> None:
    days = {"date": "2025-01-05", "completed": "2025-01-06"}
    amounts = dict.fromkeys(("amount", "earnings", "withheld", "after_tax"), "1")
    words = {"account": "ira", "to": "roth", "character": "normal", "reason": "divorce"}
    gift: Any = {"kind": "gift", "tax_year": 2025} | days | amounts | words
    [problem] = refused(household(person(gift)))
    assert problem.startswith("people[0].events[0].kind is 'gift'")


def test_a_tax_year_is_the_calendar_year_unless_another_is_named() -> None:
    found = person(
        event("contribution", "ira", "2025-01-05", "5"),
        event("recharacterization", "ira", "2025-01-06", "5", to="roth"),
        withdrawal("2025-01-07", "5", character="returned_excess"),
    )
    assert {one.tax_year for one in read(household(found)).people[0].events} == {2025}


def test_nothing_stands_there_twice() -> None:
    twice = household(person(accounts="ira ira"), person())
    twice["years"] = [{"year": 2025}, {"year": 2024}, {"year": 2025}, {}, {}]
    twice["people"][1]["years"] = [{"year": 2025}, {"year": 2025}]
    twice["people"][1]["year_end_values"] = [value(2025), value(2024), value(2025)]
    assert refused(twice) == [
        "people[0].accounts[1] stands there twice: 'ira'",
        "people[1].year_end_values[2] stands there twice: ('ira', 2025)",
        "people[1].years[1] stands there twice: 2025",
        "years[3].year is missing",
        "years[4].year is missing",
        "people[1] stands there twice: 'p1'",
        "years[2] stands there twice: 2025",
    ]


def test_all_problems_are_listed_with_the_right_places() -> None:
    found = household(
        person(
            {"kind": "gift", "date": "x", "colour": "red"},
            {"kind": "conversion", "date": "never", "colour": "red", "account": "ira", "to": "y"},
            conversion("2025-01-01", "-5", account="nowhere"),
            accounts="ira",
            more_accounts=[{"key": "odd", "kind": "odd"}],
        ),
        rounding="no",
    )
    found["people"][0]["events"][0:0] = ["nothing"]
    found["people"][0]["events"] += [conversion("2025-01-01", account="odd") | {"to": "ira"}]
    assert refused(found) == [
        "rounding is 'no', which is none of cents, dollars",
        refused(changed("people.0.accounts.0.kind", "odd"))[0].replace("[0].kind", "[1].kind"),
        "people[0].events[0] must be an object",
        "people[0].events[1].kind is 'gift', which is none of basis_adjustment, contribution,"
        " conversion, distribution, recharacterization, rollover",
        "people[0].events[1].date is 'x', which is no date; write it like 2025-12-31",
        "people[0].events[1].colour is not a known key",
        "people[0].events[2].date is 'never', which is no date; write it like 2025-12-31",
        "people[0].events[2].colour is not a known key",
        "people[0].events[3].amount is negative; the form takes amounts of zero or more",
        "people[0].events[3].account names no account: 'nowhere'",
        "people[0].events[3].to names no account: 'roth'",
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "not an object"),
        ("{", "This is not JSON"),
        ('{"format": "prorata-household/1", "format": "x"}', 'The key "format" stands there twice'),
        ('{"format": "prorata-household/1", "a b": 1}', '"a b" is not a known key'),
    ],
)
def test_what_is_no_household_at_all(text: str, reason: str) -> None:
    [problem] = refused(text)
    assert reason in problem


@pytest.mark.parametrize(
    ("path", "new"),
    [
        ("people.0.basis_start.after_year", 1975),
        ("people.0.basis_start.after_year", 2100),
        ("people.0.born", "1880-01-01"),
        ("people.0.events.0.date", "2026-04-15"),
        ("people.0.events.1.withheld", "7000"),
        ("people.0.events.3.completed", "2025-11-20"),
        ("people.0.events.5.account", "ira"),
        ("years.0.state_rate", "0"),
        ("years.0.state_rate", "1"),
        ("ratio_places", 3),
        ("ratio_places", 10),
        ("people.0.years.1.until", 2026),
        ("people.0.years.1.until", 2100),
        ("people.0.years.1.value_low", "240000.50"),
        ("years.1.medicare_part_b", 0),
        ("years.1.blind", 2),
        ("years.1.outlook.growth", "-0.99"),
        ("years.1.outlook.growth", "1"),
        ("years.1.outlook.spread_years", 1),
        ("years.1.outlook.spread_years", 50),
    ],
)
def test_the_limits_themselves_are_taken(path: str, new: object) -> None:
    assert read(changed(path, new)).people


def test_an_account_is_read_whole() -> None:
    found: Any = {
        "key": "inh",
        "kind": "inherited_traditional",
        "name": "Aunt's",
        "custodian": "A bank",
        "inherited_from": "Aunt",
        "treated_as_own": True,
        "participation_began": "2020-02-29",
        "accepts_rollovers": False,
    }
    [account] = read(household(person(accounts="", more_accounts=[found]))).people[0].accounts
    assert account == Account(**found | {"participation_began": date(2020, 2, 29)})


def test_the_least_there_is() -> None:
    assert read(household(people=None)).people == ()
