"""Who works for a practice: invited by mail, with a role, until they leave or are let go."""

import secrets
from datetime import datetime
from typing import Final

from django.db.models import Count
from django.utils import timezone

from planner.models import (
    ExpectedColleague,
    Practice,
    Staff,
    StaffInvitation,
    StaffRole,
    User,
)
from planner.services.history.changes import RefusedChangeError
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
from planner.services.practice.clients import assign
from planner.services.practice.log import told_practice
from planner.services.practice.practices import is_still, one_at_a_time
from planner.services.practice.words_given import take_back_words

MOST_OPEN: Final = 50
"""Open invitations of one practice."""

_LAST_PRINCIPAL = "A practice needs a principal. Make somebody else principal first."


def people_of(practice: Practice) -> list[Staff]:
    """Everyone who works for the practice, by role and name."""
    order = list(StaffRole)
    found = Staff.objects.filter(practice=practice).select_related("user")
    return sorted(found, key=lambda one: (order.index(StaffRole(one.role)), str(one.user).lower()))


def open_staff_invitations(practice: Practice, now: datetime) -> list[StaffInvitation]:
    """Those that can still be accepted."""
    found = StaffInvitation.objects.filter(practice=practice, expires_at__gt=now)
    return list(found.select_related("invited_by"))


def invite_staff(
    *, practice: Practice, user: User, email: str, role: StaffRole, now: datetime
) -> tuple[StaffInvitation, str]:
    """An invitation and the secret for its link; an earlier one to the same address is void."""
    token = secrets.token_urlsafe(32)
    with one_at_a_time(practice):
        if Staff.objects.filter(practice=practice, user__email__iexact=email).exists():
            raise RefusedChangeError({"email": "Whoever has this address works here already."})
        theirs = StaffInvitation.objects.filter(practice=practice)
        theirs.filter(expires_at__lte=now).delete()
        theirs.filter(email__iexact=email).delete()
        if theirs.count() >= MOST_OPEN:
            raise RefusedChangeError(
                {"email": f"{MOST_OPEN} invitations are open. Withdraw one first."}
            )
        invitation = StaffInvitation.objects.create(
            practice=practice,
            email=email,
            role=role,
            digest=digest_of(token),
            invited_by=user,
            expires_at=now + GOOD_FOR,
        )
    told_practice(practice.pk, user, f"Invited {email} as {role}")
    return invitation, token


def send_staff_invitation(invitation: StaffInvitation, link: str) -> None:
    """Write to the address; raises ``OSError`` when the mail cannot be sent."""
    practice = one_line(str(invitation.practice))
    write_to(
        invitation.email,
        by=invitation.invited_by,
        what=f"invites you to work with {practice} on Prorata",
        template="planner/mail/staff_invitation.txt",
        link=link,
        practice=practice,
        role=StaffRole(invitation.role).label,
    )


def withdraw_staff_invitation(*, invitation: StaffInvitation) -> None:
    """Make the link void."""
    invitation.delete()
    told_practice(invitation.practice_id, None, f"Withdrew the invitation of {invitation.email}")


def staff_refusal(invitation: StaffInvitation, user: User, now: datetime) -> str:
    """Why ``user`` cannot accept it; empty when they can."""
    if invitation.expires_at <= now:
        return EXPIRED
    return "" if is_addressed_to(invitation.email, user) else OTHER_ADDRESS


def accept_staff_invitation(*, invitation: StaffInvitation, user: User, now: datetime) -> Staff:
    """Make ``user`` one of the staff; who is already keeps the role they have."""
    practice = invitation.practice
    with one_at_a_time(practice):
        if not StaffInvitation.objects.filter(pk=invitation.pk).exists():
            raise RefusedChangeError(GONE)
        if reason := staff_refusal(invitation, user, now):
            raise RefusedChangeError(reason)
        staff, _ = Staff.objects.get_or_create(
            practice=practice, user=user, defaults={"role": invitation.role}
        )
        invitation.delete()
        _give_back_clients(staff)
    told_practice(practice.pk, user, f"{user} joined as {staff.role}")
    return staff


def expected_of(practice: Practice) -> list[ExpectedColleague]:
    """Who worked for it elsewhere, and is not here or invited yet."""
    here = Staff.objects.filter(practice=practice).values("user__email")
    invited = StaffInvitation.objects.filter(practice=practice, expires_at__gt=timezone.now())
    found = ExpectedColleague.objects.filter(practice=practice).exclude(email__in=here)
    return list(
        found.exclude(email__in=invited.values("email")).annotate(looked_after=Count("clients"))
    )


def _give_back_clients(staff: Staff) -> None:
    """Whom they looked after elsewhere they look after here, where nobody else does."""
    came = ExpectedColleague.objects.filter(
        practice=staff.practice_id, email=staff.user.email.lower()
    )
    for expected in came:
        live = expected.clients.filter(ended_at=None, household__deleted_at=None, advisor=None)
        for client in live.select_related("household", "practice"):
            assign(staff=staff, engagement=client, advisor=staff, reference=client.reference)
        expected.delete()


def set_staff_role(*, staff: Staff, role: StaffRole) -> None:
    """Let somebody do more or less."""
    with one_at_a_time(staff.practice):
        _refuse_moved(staff)
        if role != StaffRole.PRINCIPAL:
            _keep_a_principal(staff)
            _void_invitations_of(staff)
        before, staff.role = staff.role, role
        staff.save(update_fields=["role"])
    told_practice(staff.practice_id, None, f"Made {staff.user} {role} instead of {before}")


def remove_staff(*, staff: Staff) -> None:
    """Let somebody go, or let them leave: they open no client of the practice any more."""
    with one_at_a_time(staff.practice):
        _refuse_moved(staff)
        _keep_a_principal(staff)
        _void_invitations_of(staff)
        take_back_words(practice=staff.practice, of=[staff.user_id], now=timezone.now())
        staff.delete()
    told_practice(staff.practice_id, None, f"{staff.user} works here no more")


def _refuse_moved(staff: Staff) -> None:
    """Refuse to decide about somebody of whom somebody else decided meanwhile."""
    if not is_still(staff):
        raise RefusedChangeError(f"Somebody changed what {staff.user} does here. Look again.")


def _keep_a_principal(staff: Staff) -> None:
    """Refuse to let go of the last principal who can sign in."""
    others = Staff.objects.filter(
        practice=staff.practice_id, role=StaffRole.PRINCIPAL, user__is_active=True
    ).exclude(pk=staff.pk)
    if staff.role == StaffRole.PRINCIPAL and not others.exists():
        raise RefusedChangeError(_LAST_PRINCIPAL)


def _void_invitations_of(staff: Staff) -> None:
    """Nobody comes in on the word of somebody who may no longer give it."""
    mine = StaffInvitation.objects.filter(practice=staff.practice_id, invited_by=staff.user_id)
    mine.delete()
