"""Who may open a household: roles, leaving, and the rule that somebody always decides."""

from planner.models import Household, Invitation, Membership, Role, User
from planner.services.history.changes import RefusedChangeError, recording, taking_turns
from planner.services.households.owners import refuse_outsider

_LAST_OWNER = (
    "A household needs an owner. Make somebody else owner first, or delete the household in its"
    " settings."
)


def members(household: Household) -> list[Membership]:
    """Everyone who may open the household, owners first."""
    found = Membership.objects.filter(household=household).select_related("user")
    order = list(Role)
    return sorted(found, key=lambda one: (-order.index(Role(one.role)), one.pk))


def set_role(*, household: Household, user: User, member: Membership, role: Role) -> None:
    """Let a member do more or less."""
    if member.role == role:
        return
    with taking_turns(household):
        refuse_outsider(household, user, role, member.role)
        if role != Role.OWNER:
            _keep_an_owner(household, member)
            _withdraw_invitations_of(member)
        summary = f"Made {member.user} {role.value} instead of {member.role}"
        with recording(household, user, summary, shares=True):
            member.role = role
            member.save(update_fields=["role"])


def remove_member(*, household: Household, user: User, member: Membership) -> None:
    """Take a member's access away, or let ``user`` leave."""
    with taking_turns(household):
        if member.user_id != user.pk:
            refuse_outsider(household, user, member.role)
        _keep_an_owner(household, member)
        _withdraw_invitations_of(member)
        left = member.user_id == user.pk
        summary = f"{user} left" if left else f"Removed {member.user}, {member.role}"
        with recording(household, user, summary, shares=True):
            member.delete()


def _keep_an_owner(household: Household, member: Membership) -> None:
    """Refuse to let go of the last owner who can sign in."""
    others = Membership.objects.filter(
        household=household, role=Role.OWNER, user__is_active=True
    ).exclude(pk=member.pk)
    if member.role == Role.OWNER and not others.exists():
        raise RefusedChangeError(_LAST_OWNER)


def _withdraw_invitations_of(member: Membership) -> None:
    """Nobody comes in on the word of somebody who may no longer give it."""
    Invitation.objects.filter(household_id=member.household_id, invited_by=member.user_id).delete()
