"""A household asks a practice to look after it, and dismisses it again; a practice resigns."""

import secrets
from datetime import datetime
from typing import Final

from planner.models import Engagement, EngagementOffer, Household, Practice, Staff, StaffRole, User
from planner.services.history.changes import RefusedChangeError, recording, taking_turns
from planner.services.households.invitations import (
    EXPIRED,
    GONE,
    GOOD_FOR,
    OTHER_ADDRESS,
    digest_of,
    is_addressed_to,
    one_line,
    write_to,
)
from planner.services.practice.words_given import take_back_words

MOST_OFFERS: Final = 5
"""Open offers of one household."""

_ENGAGED = "A practice looks after this household already. Dismiss it first."
_NOT_RUNNING = "Only a principal takes on a household."
_NOT_OWNED = (
    "Nobody could open this household then. Make one of its people its owner first, or delete it."
)


def practice_of(household: Household) -> Engagement | None:
    """The practice that looks after the household, with everything that its papers carry."""
    found = Engagement.objects.filter(household=household, ended_at=None)
    return found.select_related("practice", "advisor__user").first()


def earlier_practices(household: Household) -> list[Engagement]:
    """Those that did, the latest first."""
    ended = Engagement.objects.filter(household=household).exclude(ended_at=None)
    return list(ended.select_related("practice").order_by("-ended_at"))


def open_offers(household: Household, now: datetime) -> list[EngagementOffer]:
    """Those that can still be accepted."""
    return list(household.offers.filter(expires_at__gt=now))


def offer(
    *, household: Household, user: User, email: str, now: datetime
) -> tuple[EngagementOffer, str]:
    """An offer and the secret for its link; an earlier one to the same address is void."""
    token = secrets.token_urlsafe(32)
    with taking_turns(household):
        if practice_of(household):
            raise RefusedChangeError(_ENGAGED)
        household.offers.filter(expires_at__lte=now).delete()
        household.offers.filter(email__iexact=email).delete()
        if household.offers.count() >= MOST_OFFERS:
            raise RefusedChangeError(
                {"email": f"{MOST_OFFERS} practices have been asked. Withdraw one offer first."}
            )
        with recording(household, user, f"Asked {email} to look after the household", shares=True):
            made = EngagementOffer.objects.create(
                household=household,
                email=email,
                digest=digest_of(token),
                offered_by=user,
                expires_at=now + GOOD_FOR,
            )
    return made, token


def send_offer(offer: EngagementOffer, link: str) -> None:
    """Write to the address; raises ``OSError`` when the mail cannot be sent."""
    write_to(
        offer.email,
        by=offer.offered_by,
        what="asks your practice to look after a household on Prorata",
        template="planner/mail/offer.txt",
        link=link,
        household=one_line(str(offer.household)),
    )


def withdraw_offer(*, household: Household, user: User, offer: EngagementOffer) -> None:
    """Make the link void."""
    with recording(household, user, f"Asks {offer.email} no more", shares=True):
        offer.delete()


def offer_refusal(offer: EngagementOffer, user: User, now: datetime) -> str:
    """Why ``user`` cannot accept it; empty when they can."""
    if offer.expires_at <= now:
        return EXPIRED
    return "" if is_addressed_to(offer.email, user) else OTHER_ADDRESS


def accept_offer(*, offer: EngagementOffer, staff: Staff, now: datetime) -> Engagement:
    """Let the practice that ``staff`` runs look after the household."""
    household, practice = offer.household, staff.practice
    if staff.role != StaffRole.PRINCIPAL:
        raise RefusedChangeError(_NOT_RUNNING)
    with taking_turns(household):
        if not EngagementOffer.objects.filter(pk=offer.pk).exists():
            raise RefusedChangeError(GONE)
        if reason := offer_refusal(offer, staff.user, now):
            raise RefusedChangeError(reason)
        if practice_of(household):
            raise RefusedChangeError(GONE)
        summary = f"{practice} looks after the household, asked by {offer.offered_by}"
        household.looked_after(practice.pk, staff.role)
        with recording(household, staff.user, summary, shares=True):
            engagement = Engagement.objects.create(practice=practice, household=household)
        household.offers.all().delete()
    return engagement


def dismiss(*, household: Household, user: User, now: datetime) -> Engagement:
    """End it at once, for one of the household's owners."""
    return _end(household, user, now, "Dismissed {practice}")


def resign(*, household: Household, staff: Staff, now: datetime) -> Engagement:
    """End it at once, for the practice; only where the household has an owner of its own."""
    if not household.is_owned:
        raise RefusedChangeError(_NOT_OWNED)
    return _end(household, staff.user, now, "{practice} looks after the household no more")


def _end(household: Household, user: User, now: datetime, summary: str) -> Engagement:
    """Keep dates and names; nobody of the practice opens anything from here on."""
    with taking_turns(household):
        engagement = practice_of(household)
        if engagement is None:
            raise RefusedChangeError("No practice looks after this household.")
        practice = engagement.practice
        with recording(household, user, summary.format(practice=practice), shares=True):
            take_back_words(practice=practice, of=_staff_of(practice), now=now, household=household)
            close(engagement, by=str(user), now=now)
    return engagement


def close(engagement: Engagement, *, by: str, now: datetime) -> None:
    """Turn a live engagement into a record of it, without what the practice knew and did."""
    engagement.states.all().delete()
    engagement.follow_ups.all().delete()
    engagement.name = str(engagement.household)
    engagement.ended_at, engagement.ended_by, engagement.advisor = now, by, None
    engagement.save()


def _staff_of(practice: Practice) -> list[int]:
    return list(practice.staff.values_list("user", flat=True))
