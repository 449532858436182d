"""Inviting by mail: a secret in a link, of which only a digest is kept, good once and 14 days."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db.models.functions import Lower
from django.template.loader import render_to_string

from planner.models import Household, Invitation, Membership, Role, User
from planner.services.history.changes import RefusedChangeError, recording, taking_turns
from planner.services.households.owners import refuse_outsider

GOOD_FOR: Final = timedelta(days=14)
MOST_OPEN: Final = 20
"""Open invitations of one household; so many of one user in all their households too."""

_LONGEST_NAME = 60
_TOO_MANY = (
    f"{MOST_OPEN} invitations are open. Withdraw one, or wait until one is accepted or expires."
)
EXPIRED = "This invitation has expired. Ask for a new one."
GONE = "This invitation is no longer good. Ask for a new one."
OTHER_ADDRESS = (
    "This invitation was sent to another address than yours. Sign in with the account of that"
    " address, or ask to be invited at the one you use here."
)


def digest_of(token: str) -> str:
    """What is kept of a secret."""
    return sha256(token.encode()).hexdigest()


def open_invitations(household: Household, now: datetime) -> list[Invitation]:
    """Those that can still be accepted."""
    found = household.invitations.filter(expires_at__gt=now).select_related("invited_by")
    return list(found)


def invite(
    *, household: Household, user: User, email: str, role: Role, now: datetime
) -> tuple[Invitation, str]:
    """An invitation and the secret for its link; an earlier one to the same address is void."""
    token = secrets.token_urlsafe(32)
    with taking_turns(household):
        refuse_outsider(household, user, role)
        _refuse_member(household, email)
        Invitation.objects.filter(household=household, expires_at__lte=now).delete()
        Invitation.objects.filter(household=household, email__iexact=email).delete()
        _refuse_too_many(household, user, now)
        with recording(household, user, f"Invited {email} as {role.value}", shares=True):
            invitation = Invitation.objects.create(
                household=household,
                email=email,
                role=role,
                digest=digest_of(token),
                invited_by=user,
                expires_at=now + GOOD_FOR,
            )
    return invitation, token


def send_invitation(invitation: Invitation, link: str) -> None:
    """Write to the address; raises ``OSError`` when the mail cannot be sent."""
    write_to(
        invitation.email,
        by=invitation.invited_by,
        what="invites you to a household on Prorata",
        template="planner/mail/invitation.txt",
        link=link,
        household=one_line(str(invitation.household)),
        role=Role(invitation.role).label,
    )


def write_to(email: str, *, by: User, what: str, template: str, link: str, **names: str) -> None:
    """Mail a ``link`` in the name of ``by``; ``what`` they do, ``names`` are of the template.

    Raises ``OSError`` when the mail cannot be sent.
    """
    inviter = one_line(str(by))
    context = {"inviter": inviter, "address": by.email, "link": link, "days": GOOD_FOR.days}
    body = render_to_string(template, context | names)
    EmailMessage(f"{inviter} {what}", body, to=[email]).send()


def one_line(text: str) -> str:
    """A name for a line of a mail, however it was typed."""
    short = " ".join(text.split())
    return short if len(short) <= _LONGEST_NAME else f"{short[:_LONGEST_NAME]}…"


def withdraw(*, household: Household, user: User, invitation: Invitation) -> None:
    """Make the link void."""
    with recording(household, user, f"Withdrew the invitation of {invitation.email}", shares=True):
        invitation.delete()


def refusal(invitation: Invitation, user: User, now: datetime) -> str:
    """Why ``user`` cannot accept it; empty when they can."""
    if invitation.expires_at <= now:
        return EXPIRED
    return "" if is_addressed_to(invitation.email, user) else OTHER_ADDRESS


def accept(*, invitation: Invitation, user: User, now: datetime) -> Household:
    """Make ``user`` a member; one who is already gains the role where it is the greater one."""
    household = invitation.household
    with taking_turns(household):
        if not Invitation.objects.filter(pk=invitation.pk).exists():
            raise RefusedChangeError(GONE)
        if reason := refusal(invitation, user, now):
            raise RefusedChangeError(reason)
        summary = f"{user} joined as {invitation.role}, invited by {invitation.invited_by}"
        with recording(household, user, summary, shares=True):
            _let_in(household, user, Role(invitation.role))
        invitation.delete()
    return household


def _let_in(household: Household, user: User, role: Role) -> None:
    member = Membership.objects.filter(household=household, user=user).first()
    if member is None:
        Membership.objects.create(household=household, user=user, role=role)
    elif not Role(member.role).allows(role):
        member.role = role
        member.save(update_fields=["role"])


def is_addressed_to(email: str, user: User) -> bool:
    """Whether an address is one of the user's, and was confirmed."""
    verified = EmailAddress.objects.filter(user=user, verified=True)
    return verified.filter(email__iexact=email).exists()


def _refuse_member(household: Household, email: str) -> None:
    verified = EmailAddress.objects.filter(verified=True, email__iexact=email).values("user")
    lower = Membership.objects.filter(household=household).annotate(address=Lower("user__email"))
    if lower.filter(address=email.lower()).exists() or lower.filter(user__in=verified).exists():
        raise RefusedChangeError({"email": "This is the address of a member."})


def _refuse_too_many(household: Household, user: User, now: datetime) -> None:
    still_open = Invitation.objects.filter(expires_at__gt=now)
    for those in (still_open.filter(household=household), still_open.filter(invited_by=user)):
        if those.count() >= MOST_OPEN:
            raise RefusedChangeError(_TOO_MANY)
