"""Guest links: one household, to be read without an account, until a day, or until withdrawn."""

import secrets
from datetime import date, datetime, timedelta
from typing import Final

from planner.engine.printing import day
from planner.models import GuestLink, Household, User
from planner.services.history.changes import RefusedChangeError, recording, taking_turns
from planner.services.households.invitations import digest_of
from planner.services.practice.log import told_shared

LONGEST: Final = timedelta(days=365)
MOST_GOOD: Final = 20
"""Links of one household that are good at the same time."""


def guest_links(household: Household, today: date) -> list[GuestLink]:
    """Those that open the household today."""
    good = household.guest_links.filter(withdrawn_at=None, expires_on__gte=today)
    return list(good.select_related("made_by"))


def make_guest_link(
    *, household: Household, user: User, label: str, expires_on: date, today: date
) -> tuple[GuestLink, str]:
    """A link and its secret, which is kept nowhere."""
    if not today <= expires_on <= today + LONGEST:
        raise RefusedChangeError(
            {"expires_on": "Choose a day from today on, at most a year ahead."}
        )
    token = secrets.token_urlsafe(32)
    with taking_turns(household):
        if len(guest_links(household, today)) >= MOST_GOOD:
            raise RefusedChangeError(f"{MOST_GOOD} links are good now. Withdraw one first.")
        summary = f"Let {label} read by a link until {day(expires_on)}"
        with recording(household, user, summary, shares=True):
            link = GuestLink.objects.create(
                household=household,
                label=label,
                digest=digest_of(token),
                expires_on=expires_on,
                made_by=user,
            )
    return link, token


def withdraw_guest_link(
    *, household: Household, user: User, link: GuestLink, now: datetime
) -> None:
    """Make the link open nothing, from the next request on."""
    with recording(household, user, f"Withdrew the link of {link.label}", shares=True):
        link.withdrawn_at = now
        link.save(update_fields=["withdrawn_at"])


def opened(link: GuestLink, now: datetime) -> None:
    """Remember when it was opened last."""
    link.opened_at = now
    link.save(update_fields=["opened_at"])
    told_shared(link.household, f"Link for {link.label}", "Opened the link")
