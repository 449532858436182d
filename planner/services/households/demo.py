"""The household to try things on: three people who may open it, and copies for visitors."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Final

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from planner.engine.household import Household as HouseholdFacts
from planner.engine.household_reading import read_household
from planner.models import Household, Membership, Role, User
from planner.services.history.changes import recording
from planner.services.history.purging import purge_household
from planner.services.households.storing import store_new, store_over

_FILE = Path(__file__).with_name("demo_household.json")

CAST: Final = {
    Role.OWNER: ("owner@example.com", "Maya Rivera"),
    Role.EDITOR: ("editor@example.com", "Daniel Rivera"),
    Role.READER: ("reader@example.com", "Olive Chen, CPA"),
}
"""Who may open the demo household, by role."""

_SUMMARY: Final = "Imported the demo"

_OF_VISITORS: Final = "@visitor.invalid"
"""No mail can be sent there (RFC 2606)."""

_VISIT: Final = timedelta(days=1)
"""Longer than a browser stays open."""


@cache
def demo_facts() -> HouseholdFacts:
    """Two spouses, one clean and one with a history that was filed wrong."""
    return read_household(_FILE.read_text("utf-8"))


@transaction.atomic
def ensure_demo(*, reset: bool = False) -> dict[str, str]:
    """Make the users and the household that are missing; gives the passwords of new users.

    ``reset`` gives everyone a new password and puts the household back to what it was.
    """
    passwords = {}
    users = {}
    for role, (email, name) in CAST.items():
        users[role], password = demo_user(email, name, reset=reset)
        if password:
            passwords[email] = password
    owner = users[Role.OWNER]
    household = Household.objects.visible_to(owner).order_by("id").first()
    if household is None:
        household = store_new(owner=owner, fact=demo_facts(), summary=_SUMMARY)
        _let_in(household, users)
    elif reset:
        store_over(household=household, user=owner, fact=demo_facts(), summary=_SUMMARY)
    return passwords


@transaction.atomic
def visitor() -> tuple[User, Household]:
    """A user nobody can sign in as again, with a copy of the demo household of their own.

    Those of earlier days, which nobody can open any more, go.
    """
    _forget_visitors(timezone.now() - _VISIT)
    email = f"{secrets.token_hex(16)}{_OF_VISITORS}"
    user = User.objects.create_user(email, name="Visitor")
    household = store_new(owner=user, fact=demo_facts(), summary=_SUMMARY)
    return user, household


def _forget_visitors(before: datetime) -> None:
    """Delete visitors with what was theirs alone."""
    visitors = User.objects.filter(email__endswith=_OF_VISITORS)
    gone = visitors.filter(date_joined__lt=before)
    theirs = Household.objects.filter(memberships__user__in=gone)
    for household in theirs.exclude(memberships__user__in=User.objects.exclude(pk__in=visitors)):
        purge_household(household)
    gone.filter(memberships=None).delete()


def demo_user(email: str, name: str, *, reset: bool) -> tuple[User, str]:
    """The user with that address, and their password if it was set just now: new, or ``reset``."""
    user = User.objects.filter(email=email).first()
    if user and not reset:
        return user, ""
    user = user or User.objects.create_user(email, name=name)
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )
    return user, password


def _let_in(household: Household, users: dict[Role, User]) -> None:
    owner = users[Role.OWNER]
    for role in (Role.EDITOR, Role.READER):
        with recording(household, owner, f"Let {users[role]} in as {role.value}"):
            Membership.objects.create(household=household, user=users[role], role=role)
