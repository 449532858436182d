"""Who decides about the owners of a household: they do; where there is none, its practice."""

from planner.models import Household, Membership, Role, User
from planner.services.history.changes import RefusedChangeError

_NOT_YOURS = "Only an owner of this household decides about its owners."


def refuse_outsider(household: Household, user: User, *roles: str) -> None:
    """Refuse a principal who would make, change or remove an owner of a household that has one."""
    if Role.OWNER not in roles or not household.is_owned:
        return
    mine = Membership.objects.filter(household=household, user=user, role=Role.OWNER)
    if not mine.exists():
        raise RefusedChangeError(_NOT_YOURS)
