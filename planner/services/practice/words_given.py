"""What the people of a practice let others see ends with what they may see themselves."""

from collections.abc import Collection
from datetime import datetime

from planner.models import GuestLink, Household, Invitation, Practice


def take_back_words(
    *,
    practice: Practice,
    of: Collection[int],
    now: datetime,
    household: Household | None = None,
) -> None:
    """Void the invitations and guest links that these users gave as people of the practice.

    In all its clients, or in ``household`` alone; not where they are members themselves.
    """
    homes = Household.objects.filter(engagements__practice=practice, engagements__ended_at=None)
    if household:
        homes = homes.filter(pk=household.pk)
    for user in of:
        theirs = homes.exclude(memberships__user=user).values("pk")
        Invitation.objects.filter(household__in=theirs, invited_by=user).delete()
        links = GuestLink.objects.filter(household__in=theirs, made_by=user, withdrawn_at=None)
        links.update(withdrawn_at=now)
