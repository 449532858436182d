"""Client households of every kind that an advisor meets: made up, to try a practice with.

They are the same each time for the same year.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any, Final

from planner.engine.household import FiledForm, Household, Person
from planner.engine.household_reading import read_household
from planner.engine.ledger import ledger
from planner.engine.limits import contribution_limit
from planner.engine.tables import published_years

type _Object = dict[str, Any]

_SEED: Final = 412
_BEGAN: Final = 4
"""For how many years the tidy ones have done it."""

_SURNAMES: Final = (
    *("Abbott", "Baptiste", "Chen", "Díaz", "Eriksen", "Fields", "Garcia", "Huang", "Ibarra"),
    *("Jackson", "Kowalski", "Lee", "Moreau", "Nguyen", "O’Brien", "Patel", "Quinn", "Rossi"),
    *("Singh", "Takahashi", "Underwood", "Vasquez", "Williams", "Xu", "Young", "Zimmermann"),
)
_NAMES: Final = (
    *("Ana", "Ben", "Carla", "Dev", "Elena", "Farid", "Grace", "Hugo", "Iris", "Jonas", "Kim"),
    *("Luis", "Maya", "Noah", "Olive", "Paul", "Rosa", "Sam", "Tara", "Victor"),
)
_CUSTODIANS: Final = ("Fidelity", "Schwab", "Vanguard")
_PLANS: Final[tuple[_Object, ...]] = (
    {"kind": "401k", "name": "Northwind 401(k)", "accepts_rollovers": True},
    {"kind": "403b", "name": "Mercy Hospital 403(b)"},
    {"kind": "401k", "name": "Larkspur 401(k)", "accepts_rollovers": True},
    {"kind": "401k", "name": "Brightwater 401(k)", "accepts_rollovers": False},
    {},
)
_STATES: Final = (("NY", "0.0685"), ("IL", "0.0495"), ("VA", "0.0575"))


def demo_households(count: int, year: int) -> Iterator[Household]:
    """So many households whose ``year`` goes on, all seven states of the board among the first."""
    for number in range(count):
        yield _filed(read_household(json.dumps(_household(number, year))), year)


def _household(number: int, year: int) -> _Object:
    random = Random(_SEED + number)  # noqa: S311 - the same every time
    kind = _KINDS[number % len(_KINDS)]
    names = random.sample(_NAMES, 2 if random.random() < 0.6 else 1)  # noqa: PLR2004
    kinds = [kind, _direct if kind is _direct else _tidy]
    people = [
        _person(random, f"p{at + 1}", name, kinds[at], number, year)
        for at, name in enumerate(names)
    ]
    is_couple = len(names) > 1
    low, high = (
        ((150_000, 210_000), (380_000, 520_000))
        if is_couple
        else (
            (90_000, 130_000),
            (230_000, 340_000),
        )
    )
    income = random.randrange(*(low if kind is _direct else high), 1_000)
    state, rate = _STATES[number % len(_STATES)]
    return {
        "format": "prorata-household/1",
        "name": f"{_SURNAMES[number % len(_SURNAMES)]}, {' and '.join(names)}",
        "people": people,
        "years": [
            {
                "year": at,
                "filing_status": "married_jointly" if is_couple else "single",
                "magi": str(income),
                "taxable_income": str(income - 30_000),
                "state": state,
                "state_rate": rate,
            }
            for at in range(year - _BEGAN, year + 1)
        ],
    }


# --- One person ----------------------------------------------------------------------------------


class _Life:
    """What is entered of one person as the years go by."""

    def __init__(self, random: Random, number: int, born: int, year: int) -> None:
        self.random, self.number, self.born, self.year = random, number, born, year
        self.events: list[_Object] = []
        self.values: list[_Object] = []
        self.records: dict[int, _Object] = {}
        self.accounts: list[_Object] = [
            {"key": "ira", "kind": "traditional"},
            {"key": "roth", "kind": "roth"},
        ]

    def limit(self, year: int) -> int:
        """In dollars; of the last year that is published, where the next is not yet."""
        known = min(year, max(published_years()))
        return int(contribution_limit(year=known, age_at_year_end=year - self.born))

    def contributes(self, day: str, year: int, account: str = "ira") -> None:
        self.events.append(
            {
                "kind": "contribution",
                "account": account,
                "date": day,
                "tax_year": year,
                "amount": str(self.limit(year)),
            }
        )

    def converts(self, day: str, amount: int) -> None:
        self.events.append(
            {"kind": "conversion", "account": "ira", "to": "roth", "date": day}
            | {"amount": str(amount)}
        )

    def holds(self, account: str, year: int, amount: int) -> None:
        source = "estimate" if year == self.year else "form_5498"
        self.values.append(
            {"account": account, "year": year, "amount": str(amount), "source": source}
        )

    def says(self, year: int, **more: object) -> None:
        self.records[year] = {"year": year, "deducted": "0", "compensation": "180000"} | more


def _person(  # noqa: PLR0913, PLR0917
    random: Random, key: str, name: str, kind: Callable[[_Life], None], number: int, year: int
) -> _Object:
    life = _Life(random, number, random.randint(1962, 1992), year)
    kind(life)
    custodian = random.choice(_CUSTODIANS)
    return {
        "key": key,
        "name": name,
        "born": f"{life.born}-{random.randint(1, 12):02}-15",
        "accounts": [{"custodian": custodian} | one for one in life.accounts],
        "events": life.events,
        "year_end_values": life.values,
        "years": list(life.records.values()),
    }


def _backdoor(life: _Life, at: int) -> None:
    """Contributed and converted within days, with nothing left."""
    day = life.random.randint(5, 18)
    life.contributes(f"{at}-02-{day:02}", at)
    life.converts(f"{at}-02-{day + 7:02}", life.limit(at))


def _tidy(life: _Life) -> None:
    """The same every year; nothing is left in the IRA on any December 31."""
    for at in range(life.year - _BEGAN, life.year + 1):
        _backdoor(life, at)
        life.holds("ira", at, 0)
        life.says(at, first_year=at == life.year - _BEGAN, covered_by_plan=True)


def _pre_tax(life: _Life) -> None:
    """The first backdoor, beside money of an old plan or of a SEP that was never taxed."""
    inside = life.random.randrange(18_000, 240_000, 100)
    life.accounts.append(
        {"key": "old", "kind": "rollover", "name": "Rollover IRA"}
        if life.number % 3
        else {"key": "old", "kind": "sep", "name": "SEP of earlier years"}
    )
    plan = _PLANS[life.number % len(_PLANS)]
    if plan:
        life.accounts.append({"key": "plan"} | plan)
    is_alone = not plan and not life.number % 2
    _begins(life, self_employed=is_alone, has_employees=False)
    life.holds("old", life.year - 1, inside - life.random.randrange(500, 6_000, 100))
    life.holds("old", life.year, inside)


def _begins(life: _Life, **more: object) -> None:
    """The backdoor of this year is the first."""
    _backdoor(life, life.year)
    life.says(life.year - 1, first_year=True)
    life.says(life.year, covered_by_plan=True, **more)
    for at in (life.year - 1, life.year):
        life.holds("ira", at, 0)


def _split(life: _Life) -> None:
    """In spring for the year before as well; both are converted in one year."""
    year = life.year
    for at in (year - 1, year):
        life.contributes(f"{year}-03-10", at)
        life.says(at, first_year=at == year - 1, covered_by_plan=True)
        life.holds("ira", at, 0)
    life.converts(f"{year}-03-17", life.limit(year - 1) + life.limit(year))


def _unknown(life: _Life) -> None:
    """An IRA from long ago, and nobody knows what was deducted."""
    inside = life.random.randrange(9_000, 60_000, 100)
    _backdoor(life, life.year)
    life.says(life.year, first_year=False, covered_by_plan=True)
    for at in (life.year - 1, life.year):
        life.holds("ira", at, inside)


def _excess(life: _Life) -> None:
    """Two payrolls contributed the limit each."""
    _begins(life)
    life.contributes(f"{life.year}-04-02", life.year)


def _incomplete(life: _Life) -> None:
    """A conversion of this year, and no value of any December 31."""
    life.accounts.append({"key": "old", "kind": "rollover"})
    _backdoor(life, life.year)
    life.says(life.year, first_year=True, covered_by_plan=True)


def _direct(life: _Life) -> None:
    """Income allows to contribute to a Roth IRA directly."""
    for at in range(life.year - 1, life.year + 1):
        life.contributes(f"{at}-02-03", at, "roth")
        life.says(at, first_year=at == life.year - 1)
        life.holds("ira", at, 0)


_KINDS: Final = (
    *(_pre_tax, _tidy, _direct, _split, _unknown, _excess, _incomplete, _pre_tax, _pre_tax, _tidy),
    *(_pre_tax, _direct, _tidy, _split, _pre_tax, _unknown, _pre_tax, _tidy, _direct, _pre_tax),
)
"""Each household’s first person is one of these, in turn; a spouse does everything right."""


# --- What was filed ------------------------------------------------------------------------------


def _filed(home: Household, year: int) -> Household:
    """The same with the Forms 8606 of earlier years filed as they should have been."""
    return replace(home, people=tuple(_with_forms(home, one, year) for one in home.people))


def _with_forms(home: Household, person: Person, year: int) -> Person:
    due = {
        one.year: FiledForm(
            lines={number: Decimal(text) for number, text in one.lines.items() if number != "10"},
            on=date(one.year + 1, 4, 10),
        )
        for one in ledger(home, person)
        if one.form_due and one.year < year
    }
    records = tuple(replace(one, filed=due.get(one.year)) for one in person.years)
    return replace(person, years=records)
