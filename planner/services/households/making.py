"""Households, people and accounts come to be."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction

from planner.models import Account, Household, Membership, Person, Role, User
from planner.services.history.changes import recording


def create_household(*, owner: User, name: str, **fields: Any) -> Household:
    """A household without people, owned by ``owner``."""
    household = Household(name=name, **fields)
    with beginning(household, owner, f"Started the household {name or 'without a name'}"):
        return household


@contextmanager
def beginning(household: Household, owner: User, summary: str) -> Iterator[None]:
    """Store a new household and its owner; what is written inside belongs to the same change."""
    with beginning_unowned(household, owner, summary):
        Membership.objects.create(household=household, user=owner, role=Role.OWNER)
        yield
    household.member_role = Role.OWNER


@contextmanager
def beginning_unowned(household: Household, user: User, summary: str) -> Iterator[None]:
    """Store a new household that ``user`` is no member of; what is written inside belongs to it."""
    with transaction.atomic():
        # A change belongs to a household that is there, and its first version to a change.
        Household.objects.bulk_create([household])
        with recording(household, user, summary):
            household.save()
            yield
    household.member_role = household.staff_role = None


def add_person(
    *, household: Household, user: User, name: str, born: date | None = None, key: str = ""
) -> Person:
    """A person without accounts."""
    return new_person(household=household, user=user, person=Person(name=name, born=born, key=key))


def new_person(*, household: Household, user: User, person: Person) -> Person:
    """Keep a person who was not there before; without a key they get a free one."""
    person.household = household
    taken = Person.objects.live().filter(household=household).values_list("key", flat=True)
    with recording(household, user, f"Added {person.name}") as change:
        person.key = person.key or free_key("p", taken)
        person.save()
        change.person = person
        change.save(update_fields=["person"])
    return person


def add_account(*, person: Person, user: User, kind: str, key: str = "", **fields: Any) -> Account:
    """An account without events."""
    taken = Account.objects.live().filter(person=person).values_list("key", flat=True)
    account = Account(
        household_id=person.household_id,
        person=person,
        kind=kind,
        key=key or free_key(kind, taken),
        **fields,
    )
    with recording(person.household, user, f"Added the account {account}", person=person):
        account.save()
    return account


def free_key(stem: str, taken: Iterable[str]) -> str:
    """A key that is not ``taken``: ``roth``, ``roth-2``, ``roth-3``; people begin at ``p1``."""
    used = set(taken)
    number = 1
    while (key := _key(stem, number)) in used:
        number += 1
    return key


def _key(stem: str, number: int) -> str:
    if stem == "p":
        return f"p{number}"
    return stem if number == 1 else f"{stem}-{number}"
