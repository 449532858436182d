"""A practice with as many client households as wanted, of every kind that an advisor meets.

Lives of ``tests.engine.clean_households``, of which some are made less clean: pre-tax money that
stayed, a history nobody knows, a contribution twice, a year without values. What a household says
is written once for every so many, and copied row by row with names of their own.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

from planner.engine import household as facts
from planner.models import (
    Account,
    Engagement,
    Event,
    FiledForm,
    Household,
    HouseholdYear,
    Person,
    PersonYear,
    Practice,
    Staff,
    YearEndValue,
)
from planner.services.households.columns_of_facts import (
    account_columns,
    event_columns,
    filed_lines,
    household_year_columns,
    person_columns,
    person_year_columns,
    value_columns,
)
from tests.engine.clean_households import clean_households
from tests.engine.households import read

SEED = 412
YEAR = 2026
_SURNAMES = (
    *("Abbott", "Baptiste", "Chen", "Díaz", "Eriksen", "Fields", "Garcia", "Huang", "Ibarra"),
    *("Jackson", "Kowalski", "Lee", "Moreau", "Nguyen", "O’Brien", "Patel", "Quinn", "Rossi"),
    *("Singh", "Takahashi", "Underwood", "Vasquez", "Williams", "Xu", "Young", "Zimmermann"),
)
_NAMES = (
    *("Ana", "Ben", "Carla", "Dev", "Elena", "Farid", "Grace", "Hugo", "Iris", "Jonas", "Kim"),
    *("Luis", "Maya", "Noah", "Olive", "Paul", "Rosa", "Sam", "Tara", "Victor"),
)


def households(count: int) -> Iterator[facts.Household]:
    """So many households of facts, the same every time."""
    random = Random(SEED)  # noqa: S311 - the same every time
    for number, (found, _) in enumerate(clean_households(count)):
        surname = _SURNAMES[number % len(_SURNAMES)]
        home = read(found)
        people = tuple(
            _met(replace(one, name=random.choice(_NAMES)), random) for one in home.people
        )
        years = home.years
        if random.random() < 0.6:  # the others have never said what their income costs
            rate = Decimal(random.choice(("0.24", "0.32", "0.35")))
            years = tuple(replace(one, marginal_rate=rate) for one in years)
        called = " and ".join(one.name for one in people)
        yield replace(home, name=f"{surname}, {called}", people=people, years=years)


def _met(person: facts.Person, random: Random) -> facts.Person:
    """As an advisor meets them: two of three did everything right."""
    luck = random.random()
    plans = {"accepts": True, "refuses": False, "unknown": None}
    said = plans[random.choice(tuple(plans))]
    accounts = tuple(
        replace(one, accepts_rollovers=said, name="Acme 401(k)") if one.kind == "401k" else one
        for one in person.accounts
        if one.kind != "401k"
        or random.random() < 0.8
        or any("k" in (event.account, event.to) for event in person.events)
    )
    person = replace(person, accounts=accounts)
    if luck < 0.16:
        return _with_value(person, Decimal(random.randint(4_000, 260_000)))
    if luck < 0.22:
        years = tuple(replace(one, first_year=False) for one in person.years)
        return replace(person, basis_start=None, years=years)
    if luck < 0.25:
        return _twice(person)
    if luck < 0.32:
        values = tuple(one for one in person.year_end_values if one.year < YEAR - 1)
        return replace(person, year_end_values=values)
    return person


def _with_value(person: facts.Person, amount: Decimal) -> facts.Person:
    """Money of an old plan was in the rollover IRA at the end of the year."""
    values = tuple(
        replace(one, amount=amount) if (one.account, one.year) == ("old", YEAR) else one
        for one in person.year_end_values
    )
    return replace(person, year_end_values=values)


def _twice(person: facts.Person) -> facts.Person:
    """The contribution of the year was made by two payrolls."""
    made = [one for one in person.events if one.kind == "contribution" and one.tax_year == YEAR]
    return replace(person, events=(*person.events, *made))


def fill(practice: Practice, count: int, advisors: list[Staff], *, first: int = 1) -> None:
    """Store so many clients of ``practice``, numbered from ``first`` on, without a history."""
    batch: list[tuple[int, facts.Household]] = []
    for number, home in enumerate(households(count), start=first):
        batch.append((number, home))
        if len(batch) == 200:
            _store(practice, batch, advisors)
            batch = []
    _store(practice, batch, advisors)


def _store(
    practice: Practice, batch: list[tuple[int, facts.Household]], advisors: list[Staff]
) -> None:
    homes = Household.objects.bulk_create(
        [Household(name=fact.name, rounding=fact.rounding) for _, fact in batch]
    )
    Engagement.objects.bulk_create(
        [
            Engagement(
                practice=practice,
                household=home,
                reference=f"C-{number:04}",
                advisor=advisors[number % len(advisors)] if advisors and number % 7 else None,
            )
            for home, (number, _) in zip(homes, batch, strict=True)
        ]
    )
    pairs = [
        (home, one) for home, (_, fact) in zip(homes, batch, strict=True) for one in fact.people
    ]
    people = Person.objects.bulk_create([Person(**person_columns(*pair)) for pair in pairs])
    made = [(person, fact) for person, (_, fact) in zip(people, pairs, strict=True)]
    accounts = Account.objects.bulk_create(
        [Account(**account_columns(person, one)) for person, fact in made for one in fact.accounts]
    )
    keys: dict[int, dict[str, Account]] = {}
    for account in accounts:
        keys.setdefault(account.person_id, {})[account.key] = account
    rows: list[Any] = [
        HouseholdYear(**household_year_columns(home, year))
        for home, (_, fact) in zip(homes, batch, strict=True)
        for year in fact.years
    ]
    HouseholdYear.objects.bulk_create(rows)
    YearEndValue.objects.bulk_create(
        [
            YearEndValue(**value_columns(person, keys[person.pk], one))
            for person, fact in made
            for one in fact.year_end_values
        ]
    )
    Event.objects.bulk_create(
        [
            Event(**event_columns(person, keys[person.pk], one))
            for person, fact in made
            for one in fact.events
        ]
    )
    returns = [(person, one) for person, fact in made for one in fact.years]
    years = PersonYear.objects.bulk_create(
        [PersonYear(**person_year_columns(person, one)) for person, one in returns]
    )
    FiledForm.objects.bulk_create(
        [
            FiledForm(
                household_id=person.household_id,
                person_year=year,
                lines=filed_lines(one.filed),
                on=one.filed.on,
                is_locked=True,
            )
            for year, (person, one) in zip(years, returns, strict=True)
            if one.filed
        ]
    )
