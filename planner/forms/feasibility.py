"""The fields of what decides whether a way out is open, and the facts as they are typed there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms import BoundField

from planner.engine.household import PLANS, Account, Household, Person
from planner.forms.households import BirthField, DayField
from planner.services.ways_out.questions import Asked

type Typed = Mapping[str, Any]

ANSWERS: dict[str, bool | None] = {"": None, "yes": True, "no": False}
KNOWN = (("", "Not known"), ("yes", "Yes"), ("no", "No"))


@dataclass(frozen=True, slots=True)
class Asking:
    """One question with its fields."""

    asked: Asked
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True)
class AskedOf:
    """All questions to one person, who is known by a key.

    ``is_open`` is whether somebody is at them: something else was posted than is kept.
    """

    key: str
    name: str
    questions: tuple[Asking, ...]
    is_open: bool

    @property
    def unanswered(self) -> int:
        """How many nobody has answered."""
        return sum(one.asked.state == "ask" for one in self.questions)


def answer_field(label: str) -> forms.ChoiceField:
    """Yes, no, or not known."""
    return forms.ChoiceField(label=label, choices=KNOWN, required=False)


def fact_fields(person: Person) -> dict[str, forms.Field]:
    """What is asked of a person's accounts, and the birth date where it is not known."""
    found: dict[str, forms.Field] = {}
    for account in person.accounts:
        if account.kind in PLANS:
            label = f"{_called(account)} takes it"
            found[name_of(person.key, "accepts_rollovers", account.key)] = answer_field(label)
        if account.kind == "simple":
            label = f"{_called(account)}: first contribution"
            found[name_of(person.key, "participation_began", account.key)] = DayField(label=label)
    if person.born is None:
        found[name_of(person.key, "born")] = BirthField(label="Born")
    return found


def _called(account: Account) -> str:
    words = account.called.removeprefix("the ")
    return words[0].upper() + words[1:]


def name_of(person: str, fact: str, account: str = "") -> str:
    """The name of a field: of a person, or of one of their accounts."""
    return f"{person}-{fact}-{account}" if account else f"{person}-{fact}"


def as_typed(household: Household, typed: Typed) -> Household:
    """``household`` with what was typed of accounts and birth dates."""
    people = tuple(_person(person, typed) for person in household.people)
    return replace(household, people=people)


def _person(person: Person, typed: Typed) -> Person:
    accounts = tuple(
        replace(one, **dict(_changed(person.key, one, typed))) for one in person.accounts
    )
    born = person.born or typed.get(name_of(person.key, "born"))
    return replace(person, accounts=accounts, born=born)


def account_facts(household: Household, typed: Typed) -> dict[tuple[str, str], dict[str, Any]]:
    """What was typed of each account, by its owner's key and its own."""
    return {
        (person.key, account.key): dict(_changed(person.key, account, typed))
        for person in household.people
        for account in person.accounts
    }


def _changed(person: str, account: Account, typed: Typed) -> Iterator[tuple[str, Any]]:
    name = name_of(person, "accepts_rollovers", account.key)
    if name in typed:
        yield "accepts_rollovers", ANSWERS[typed[name]]
    name = name_of(person, "participation_began", account.key)
    if name in typed:
        yield "participation_began", typed[name]
