"""What a practice did about one person's year, and the ways of looking at its board."""

from datetime import datetime
from typing import Final

from django.db import transaction

from planner.models import ClientState, Engagement, FollowUp, Person, SavedFilter, Staff
from planner.services.history.changes import RefusedChangeError

MOST_FILTERS: Final = 20
"""Kept filters of one of the staff."""


def follow_up_of(client: Engagement, person: Person, year: int) -> FollowUp | None:
    """What was done about ``person`` for ``year``."""
    return FollowUp.objects.filter(client=client, person=person, year=year).first()


@transaction.atomic
def save_follow_up(  # noqa: PLR0913
    *,
    staff: Staff,
    client: Engagement,
    person: Person,
    year: int,
    status: str,
    note: str,
    now: datetime,
) -> FollowUp:
    """Say how far it is, by whom and when; the household itself does not change."""
    made, _ = FollowUp.objects.update_or_create(
        client=client,
        person=person,
        year=year,
        defaults={
            "household_id": person.household_id,
            "status": status,
            "note": note,
            "at": now,
            "by": str(staff.user),
        },
    )
    ClientState.objects.filter(client=client, person=person, year=year).update(touched_at=now)
    return made


def state_of(client: Engagement, person: Person, year: int) -> ClientState | None:
    """How the person's year stands, as far as it is worked out."""
    return ClientState.objects.filter(client=client, person=person, year=year).first()


def filters_of(staff: Staff) -> list[SavedFilter]:
    """The filters that somebody keeps, by name."""
    return list(SavedFilter.objects.filter(staff=staff))


@transaction.atomic
def save_filter(*, staff: Staff, name: str, query: str) -> SavedFilter:
    """Keep a way of looking at the board under a name; one of that name is replaced."""
    others = SavedFilter.objects.filter(staff=staff).exclude(name=name)
    if others.count() >= MOST_FILTERS:
        raise RefusedChangeError(f"{MOST_FILTERS} filters are kept. Delete one first.")
    made, _ = SavedFilter.objects.update_or_create(
        staff=staff, name=name, defaults={"query": query}
    )
    return made


def delete_filter(*, saved: SavedFilter) -> None:
    """Keep it no more."""
    saved.delete()
