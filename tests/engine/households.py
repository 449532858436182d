"""Households for tests: short ways to write one as a file, and random ones."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from planner.engine.deadlines import may_be_for
from planner.engine.household import Household
from planner.engine.household_reading import read_household
from planner.engine.household_results import household_result

type Object = dict[str, Any]

ACCOUNTS = {
    "ira": "traditional",
    "ira2": "rollover",
    "sep": "sep",
    "simple": "simple",
    "roth": "roth",
    "k": "401k",
    "inh": "inherited_traditional",
}


def event(kind: str, account: str, day: str, amount: object = None, **more: Any) -> Object:
    found = {"kind": kind, "account": account, "date": day, "amount": amount} | more
    return {key: value for key, value in found.items() if value is not None}


def contribution(day: str, year: int, amount: object = "7000", account: str = "ira") -> Object:
    return event("contribution", account, day, amount, tax_year=year)


def conversion(day: str, amount: object = "7000", **more: Any) -> Object:
    return event("conversion", more.pop("account", "ira"), day, amount, to="roth", **more)


def withdrawal(day: str, amount: object = "1000", **more: Any) -> Object:
    return event("distribution", more.pop("account", "ira"), day, amount, **more)


def rollover(account: str, to: str, day: str, amount: object = "5000", **more: Any) -> Object:
    return event("rollover", account, day, amount, to=to, **more)


def recharacterization(day: str, year: int, amount: object = "7000", **more: Any) -> Object:
    between = {"account": "roth", "to": "ira"} | more
    account = between.pop("account")
    return event("recharacterization", account, day, amount, tax_year=year, **between)


def adjustment(day: str, amount: object, **more: Any) -> Object:
    return event("basis_adjustment", more.pop("account", None), day, amount, **more)


def value(year: int, amount: object = "0", account: str = "ira") -> Object:
    return {"account": account, "year": year, "amount": amount}


def start(amount: object, after_year: int = 2024) -> Object:
    return {"after_year": after_year, "amount": amount}


def person(*events: Object, accounts: str = "ira roth", key: str = "p1", **more: Any) -> Object:
    """A person with some of ``ACCOUNTS``; what a year deducted is 0 unless ``years`` are given."""
    found = [
        account if isinstance(account, dict) else {"key": account, "kind": ACCOUNTS[account]}
        for account in [*accounts.split(), *more.pop("more_accounts", ())]
    ]
    years = [{"year": year, "deducted": "0"} for year in range(2015, 2028)]
    return {"key": key, "accounts": found, "events": list(events), "years": years} | more


def household(*people: Object, **more: Any) -> Object:
    return {"format": "prorata-household/1", "people": list(people)} | more


def read(found: Object) -> Household:
    return read_household(json.dumps(found))


def results(*people: Object, **more: Any) -> list[Object]:
    """The years of the first person."""
    found: list[Object] = household_result(read(household(*people, **more)))["people"][0]["years"]
    return found


def year_of(year: int, *people: Object, decedent: str | None = None, **more: Any) -> Object:
    found = results(*people, **more)
    [one] = [x for x in found if x["year"] == year and x.get("decedent") == decedent]
    return one


def codes(found: Object) -> list[str]:
    return [finding["code"] for finding in found["findings"]]


# --- Random households ---------------------------------------------------------------------------

_whole = st.integers(0, 60_000).map(str)
_cents = st.decimals(0, 60_000, places=2).map(str)
amounts = _whole | _cents
days = st.dates(date(2017, 1, 1), date(2026, 12, 31))
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)

_MOVES = {
    "conversion": [("ira", "roth"), ("simple", "roth"), ("k", "roth"), ("own", "roth")],
    "rollover": [("ira", "ira2"), ("ira", "k"), ("k", "ira"), ("simple", "ira"), ("roth", "roth")],
    "recharacterization": [("roth", "ira"), ("ira", "roth"), ("roth", "ira2")],
}
_PLACES = [*ACCOUNTS, "own"]
_PLACES_OF: dict[str, list[Any]] = {
    "contribution": ["ira", "ira2", "roth", "sep", "k", "own"],
    "distribution": _PLACES,
    "basis_adjustment": [None, "ira", "inh"],
}
_CHARACTERS = (
    *("normal", "rmd", "qcd", "hsa_funding", "returned_contribution", "returned_excess"),
    *("qualified_disaster", "withheld_from_conversion"),
)


@st.composite
def events(draw: st.DrawFn, amount: st.SearchStrategy[Any] = amounts) -> Object:
    kind = draw(st.sampled_from(["contribution", "distribution", "basis_adjustment", *_MOVES]))
    day = draw(days)
    found: Object = {"kind": kind, "date": str(day), "amount": draw(amount)}
    if kind in _MOVES:
        found["account"], found["to"] = draw(st.sampled_from(_MOVES[kind]))
    else:
        found["account"] = draw(st.sampled_from(_PLACES_OF[kind]))
    years = [year for year in (day.year, day.year - 1) if may_be_for(year, day)]
    return found | draw(_more(kind, day, years))


@st.composite
def _more(draw: st.DrawFn, kind: str, day: date, years: list[int]) -> Object:
    """What only some kinds of event have."""
    if kind == "distribution":
        character = draw(st.sampled_from(_CHARACTERS))
        returned = character.startswith("returned")
        tax_year = {"tax_year": draw(st.sampled_from(years))} if returned else {}
        return {"character": character} | tax_year
    if kind == "rollover":
        waits = draw(st.none() | st.integers(0, 70))
        return {"completed": None if waits is None else str(day + timedelta(waits))}
    if kind == "basis_adjustment":
        return {"reason": draw(st.sampled_from(["divorce", "other", ""]))}
    if kind == "conversion":
        return {}
    tax_year = {"tax_year": draw(st.sampled_from(years))}
    earnings = st.none() | st.integers(-500, 500).map(str)
    return tax_year | ({"earnings": draw(earnings)} if kind == "recharacterization" else {})


_routes = st.sampled_from([None, "worksheet_1_1", "plain_form"])


_flags = st.sampled_from([None, None, False, True])
_shares = st.none() | st.decimals(0, 1, places=4).map(str)
_growths = st.none() | st.decimals("-0.99", 1, places=4).map(str)


@st.composite
def _plans(draw: st.DrawFn, year: int) -> Object:
    """What a person's year says of plans."""
    low, high = sorted(draw(st.tuples(st.integers(0, 60_000), st.integers(0, 60_000))))
    until = draw(st.none() | st.integers(year, 2100))
    found = {"until": until, "value_low": str(low), "value_high": str(high)}
    return found | {key: draw(_flags) for key in ("self_employed", "has_employees", "can_finish")}


@st.composite
def _household_years(draw: st.DrawFn, year: int) -> Object:
    """What a household's year says, with its outlook."""
    counts, dollars = st.none() | st.integers(0, 2), st.none() | amounts
    amount_keys = ("ordinary_income", "gains", "investment_income", "itemized")
    outlook = {
        "pricing": draw(st.sampled_from([None, "rate", "schedule", "return"])),
        "growth": draw(_growths),
        "outside_growth": draw(_growths),
        "bracket_growth": draw(_growths),
        "later_rate": draw(_shares),
        "withheld": draw(_shares),
        "backdoor": draw(dollars),
        "spread_years": draw(st.none() | st.integers(1, 50)),
    }
    return (
        {"year": year, "outlook": draw(st.sampled_from([None, {}, outlook]))}
        | {key: draw(counts) for key in ("medicare_part_b", "medicare_part_d", "blind")}
        | {key: draw(dollars) for key in (*amount_keys, "tax_exempt_interest")}
    )


_papers = st.fixed_dictionaries(
    {
        "form": st.just("5498"),
        "year": st.integers(2017, 2026),
        "account": st.sampled_from(["ira", "roth"]),
        "boxes": st.dictionaries(st.sampled_from(["1", "3", "5", "13a"]), amounts),
    }
)


@st.composite
def people(draw: st.DrawFn, amount: st.SearchStrategy[Any] = amounts, key: str = "p1") -> Object:
    own: Object = {"key": "own", "kind": "inherited_traditional", "treated_as_own": True}
    simple: Object = {"key": "simple", "kind": "simple", "participation_began": "2020-02-29"}
    accounts: list[Object] = [
        {"key": k, "kind": v, "name": draw(texts)} for k, v in ACCOUNTS.items()
    ]
    accounts = [simple if one["key"] == "simple" else one for one in accounts] + [own]
    held = st.sampled_from([(k, y) for k in _PLACES for y in range(2017, 2027)])
    values = draw(st.lists(held, unique=True, max_size=40))
    deducted = st.none() | st.just("0") | _whole
    filed = st.none() | st.fixed_dictionaries(
        {"lines": st.dictionaries(st.sampled_from(["1", "2", "14", "15c", "18", "25c"]), amounts)}
    )
    return {
        "key": key,
        "name": draw(texts),
        "born": draw(st.none() | st.just("1980-05-01")),
        "basis_start": draw(
            st.none() | st.fixed_dictionaries({"after_year": st.just(2016), "amount": amount})
        ),
        "accounts": accounts,
        "year_end_values": [
            {"account": k, "year": y, "amount": draw(amount)} for k, y in values
        ],
        "events": draw(st.lists(events(amount), max_size=8)),
        "years": [
            {
                "year": y,
                "deducted": draw(deducted),
                "first_home_expenses": draw(deducted),
                "disabled": draw(st.sampled_from([None, None, False, True])),
                "from_529": draw(deducted),
                "filed_route": draw(_routes),
                "filed": draw(filed),
                **(draw(_plans(y)) if y == 2026 else {}),
            }
            for y in range(2017, 2027)
        ],
        "papers": draw(st.lists(_papers, max_size=3)),
    }  # fmt: skip


@st.composite
def households(draw: st.DrawFn, amount: st.SearchStrategy[Any] = amounts) -> Object:
    return household(
        draw(people(amount, "p1")),
        draw(people(amount, "p2")),
        name=draw(texts),
        rounding=draw(st.sampled_from(["dollars", "cents"])),
        ratio_places=draw(st.none() | st.integers(3, 10)),
        years=[draw(_household_years(year)) for year in (2025, 2026)],
    )
