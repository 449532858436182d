"""Stored households for tests: the cast, and what they keep."""

from dataclasses import dataclass
from typing import Any

from planner.models import Account, Household, Membership, Person, Role, User
from planner.services.history.changes import recording
from planner.services.households.making import add_account, add_person, create_household


@dataclass
class Cast:
    """One household with its members, and somebody who is none of them."""

    household: Household
    owner: User
    editor: User
    reader: User
    stranger: User
    others: Household

    @property
    def users(self) -> dict[str, User]:
        return {name: getattr(self, name) for name in ("owner", "editor", "reader", "stranger")}


def user(name: str, **fields: Any) -> User:
    """A user who cannot sign in with a password, which makes them quick."""
    return User.objects.create_user(f"{name}@example.com", name=name.title(), **fields)


def cast() -> Cast:
    """An owner, an editor, a reader, and the owner of another household."""
    owner, editor, reader, stranger = map(user, ("owner", "editor", "reader", "stranger"))
    household = create_household(owner=owner, name="The Garcias")
    for member, role in ((editor, Role.EDITOR), (reader, Role.READER)):
        join(household, owner, member, role)
    others = create_household(owner=stranger, name="The Others")
    return Cast(household, owner, editor, reader, stranger, others)


def join(household: Household, owner: User, member: User, role: Role) -> None:
    """Make ``member`` a member."""
    with recording(household, owner, f"Let {member} in"):
        Membership.objects.create(household=household, user=member, role=role)


def person(household: Household, by: User, name: str = "Ana", **fields: Any) -> Person:
    """A person of the household."""
    return add_person(household=household, user=by, name=name, **fields)


def account(of: Person, by: User, kind: str = "traditional", **fields: Any) -> Account:
    """An account of a person."""
    return add_account(person=of, user=by, kind=kind, **fields)
