"""A household of a lifetime: two people, twelve accounts, forty years; its pages and saves."""

import re
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from planner.engine import household as facts
from planner.models import Account, Household
from planner.services.households.storing import store_new
from tests.households import user
from tests.performance.measure import Measured, measure

FIRST, LAST = 1987, 2026
_KINDS = ("traditional", "rollover", "sep", "roth", "401k", "403b")


def _events(year: int) -> list[facts.Event]:
    ira: dict[str, Any] = {"account": "traditional", "amount": Decimal(2000)}
    events = [facts.Event(kind="contribution", on=date(year, 3, 1), tax_year=year, **ira)]
    if year > FIRST:
        late: dict[str, Any] = {
            "account": "traditional",
            "tax_year": year - 1,
            "amount": Decimal(500),
        }
        events.append(facts.Event(kind="contribution", on=date(year, 4, 1), **late))
    if year >= 1998:
        events += [
            facts.Event(kind="conversion", to="roth", on=date(year, 5, 1), **ira),
            facts.Event(
                kind="distribution", account="rollover", on=date(year, 6, 1), amount=Decimal(1000)
            ),
        ]
    return events


def _person(key: str) -> facts.Person:
    years = range(FIRST, LAST + 1)
    return facts.Person(
        key=key,
        name=f"Person {key}",
        born=date(1962, 5, 1),
        accounts=tuple(facts.Account(key=kind, kind=kind) for kind in _KINDS),
        year_end_values=tuple(
            facts.YearEndValue(
                account=kind,
                year=year,
                amount=Decimal(1000 * (year - FIRST + at)),
                source="form_5498",
            )
            for year in years
            for at, kind in enumerate(_KINDS, start=1)
        ),
        events=tuple(event for year in years for event in _events(year)),
        years=tuple(
            facts.YearRecord(year=year, deducted=Decimal(0), first_year=year == FIRST)
            for year in years
        ),
    )


def lifetime() -> facts.Household:
    """The facts of the household."""
    return facts.Household(name="A lifetime", people=(_person("p1"), _person("p2")))


class Visits:
    """A signed-in user at work on the household."""

    def __init__(self) -> None:
        owner = user("bench")
        self.household: Household = store_new(owner=owner, fact=lifetime(), summary="Imported")
        self.client = Client()
        self.client.force_login(owner)
        self.base = f"/households/{self.household.pk}/"
        self.year = f"{self.base}years/{LAST}/"
        account = Account.objects.filter(household=self.household).first()
        self.key = f"a{account.pk if account else 0}.value"
        self._amounts = count(50_000)
        self._seen = self._fingerprint(self.client.get(self.year), rf'name="s:{self.key}" value="')

    def _fingerprint(self, answer: Any, before: str) -> str:
        found = re.search(before + r'([^"]+)"', answer.content.decode())
        assert found, answer.status_code
        return found[1]

    def save(self) -> None:
        """One cell, with its preview."""
        data = {f"c:{self.key}": str(next(self._amounts)), f"s:{self.key}": self._seen}
        answer = self.client.post(self.year, data, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        self._seen = self._fingerprint(answer, r'data-seen="')

    def queries(self, address: str) -> int:
        """How many questions a page asks the database."""
        with CaptureQueriesContext(connection) as found:
            self.client.get(address)
        return len(found)


def measure_household() -> tuple[dict[str, Measured], dict[str, int]]:
    """Seconds for the pages and a save, and the questions that the pages ask."""
    visits = Visits()
    pages = {
        "year": visits.year,
        "ledger": f"{visits.base}ledger/",
        "overview": visits.base,
    }
    calls = {
        name: (lambda address=address: visits.client.get(address))
        for name, address in pages.items()
    }
    measured = measure(calls | {"save": visits.save}, repeat=1, rounds=15)
    return measured, {name: visits.queries(address) for name, address in pages.items()}
