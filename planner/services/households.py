"""Households, people and accounts come to be."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from planner.models import Account, Household, Membership, Person, Role, User
from planner.services.changes import recording


def create_household(*, owner: User, name: str, **fields: Any) -> Household:
    """A household without people, owned by ``owner``."""
    with transaction.atomic():
        household = Household(name=name, **fields)
        # Its first version belongs to a change, and a change belongs to a household that is there.
        Household.objects.bulk_create([household])
        with recording(household, owner, f"Started the household {name or 'without a name'}"):
            household.save()
            Membership.objects.create(household=household, user=owner, role=Role.OWNER)
    household.role = Role.OWNER
    return household


def add_person(
    *, household: Household, user: User, name: str, born: date | None = None, key: str = ""
) -> Person:
    """A person without accounts."""
    taken = Person.objects.live().filter(household=household).values_list("key", flat=True)
    with recording(household, user, f"Added {name}") as change:
        person = Person.objects.create(
            household=household, name=name, born=born, key=key or free_key("p", taken)
        )
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
