"""A household comes to be with its people and their usual accounts; what it is called; its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from planner.models import Household, User
from planner.services.history.changes import recording
from planner.services.households.making import add_account, add_person, create_household

USUAL_KINDS = ("traditional", "roth", "rollover", "401k")
"""The accounts that most people with a backdoor Roth have."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to begin with, and the kinds of accounts they have."""

    name: str
    born: date | None
    kinds: tuple[str, ...] = ()


@transaction.atomic
def start_household(
    *, owner: User, name: str, rounding: str, people: Iterable[NewPerson]
) -> Household:
    """A household with people and accounts; each of them is a change that can be taken back."""
    household = create_household(owner=owner, name=name, rounding=rounding)
    add_people(household=household, user=owner, people=people)
    return household


def add_people(*, household: Household, user: User, people: Iterable[NewPerson]) -> None:
    """Add people with their accounts."""
    for one in people:
        person = add_person(household=household, user=user, name=one.name, born=one.born)
        for kind in one.kinds:
            add_account(person=person, user=user, kind=kind)


def save_settings(
    *, household: Household, user: User, name: str, rounding: str, ratio_places: int | None
) -> None:
    """Keep the name and how lines are rounded."""
    with recording(household, user, "Changed the settings"):
        household.name = name
        household.rounding = rounding
        household.ratio_places = ratio_places
        household.save(update_fields=["name", "rounding", "ratio_places"])


def delete_household(*, household: Household, user: User, now: datetime) -> None:
    """Let a household rest; nobody but its owner sees it then, and only to bring it back."""
    with recording(household, user, "Deleted the household"):
        household.deleted_at = now
        household.save(update_fields=["deleted_at"])


def restore_household(*, household: Household, user: User) -> None:
    """Bring a household back as it was."""
    with recording(household, user, "Brought the household back"):
        household.deleted_at = None
        household.save(update_fields=["deleted_at"])
