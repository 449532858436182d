"""What somebody may do: roles in a household, roles in a practice, and the one table of both."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.db import models


class Role(models.TextChoices):
    """What a member may do; each role may do what those before it may."""

    READER = "reader", "Reader: sees everything"
    EDITOR = "editor", "Editor: sees and changes everything"
    OWNER = "owner", "Owner: also decides who else has access"

    def allows(self, needed: "Role") -> bool:
        """Whether this role may do what ``needed`` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class StaffRole(models.TextChoices):
    """What somebody does in a practice."""

    PRINCIPAL = "principal", "Principal: runs the practice, and does everything for every client"
    ADVISOR = "advisor", "Advisor: works for the clients that are assigned to them"
    ASSISTANT = "assistant", "Assistant: prepares every client, exports and files nothing"
    REVIEWER = "reviewer", "Reviewer: reads every client, and signs off what was prepared"
    COMPLIANCE = "compliance", "Compliance: reads every client, and the log"


class Right(Enum):
    """What a role allows beyond reading, changing and deciding."""

    EXPORT = "take a whole household away as a file"
    FILE = "mark a year as filed, unlock it and lock it"
    DELETE = "delete a household"
    DISMISS = "invite a practice and dismiss it"
    LOOKED = "read who has looked at it"
    TAKE_ON = "start a household for a new client"
    ASSIGN = "decide which advisor looks after a client"
    PREPARE = "say that a year is prepared"
    REVIEW = "sign off what was prepared"
    NOTE = "write notes and tasks"
    LOG = "read who saw, changed and exported what"
    MANAGE = "decide who works in a practice, and how it appears"


@dataclass(frozen=True, slots=True)
class Powers:
    """What a role in a practice may do in a client's household, ``role``, and beyond it."""

    role: Role
    rights: frozenset[Right]
    every_client: bool = True


MEMBERS: Final = {
    Role.READER: frozenset({Right.EXPORT}),
    Role.EDITOR: frozenset({Right.EXPORT, Right.FILE}),
    Role.OWNER: frozenset({Right.EXPORT, Right.FILE, Right.DELETE, Right.DISMISS, Right.LOOKED}),
}
"""What the members of a household may do in it."""

STAFF: Final = {
    StaffRole.PRINCIPAL: Powers(
        Role.OWNER, frozenset(Right) - {Right.DELETE, Right.DISMISS, Right.LOOKED}
    ),
    StaffRole.ADVISOR: Powers(
        Role.EDITOR,
        frozenset({Right.EXPORT, Right.FILE, Right.TAKE_ON, Right.PREPARE, Right.NOTE}),
        every_client=False,
    ),
    StaffRole.ASSISTANT: Powers(
        Role.EDITOR, frozenset({Right.TAKE_ON, Right.ASSIGN, Right.PREPARE, Right.NOTE})
    ),
    StaffRole.REVIEWER: Powers(Role.READER, frozenset({Right.REVIEW, Right.NOTE})),
    StaffRole.COMPLIANCE: Powers(Role.READER, frozenset({Right.EXPORT, Right.LOG})),
}
"""What the people of a practice may do. A principal may also delete a household nobody owns."""

EVERY_CLIENT: Final = tuple(role for role, powers in STAFF.items() if powers.every_client)
"""Who sees every client of the practice; the others see those assigned to them."""


def stronger(member: str | None, staff: str | None) -> Role:
    """What somebody may do in a household where they are one, the other, or both; a guest reads."""
    own = Role(member) if member else Role.READER
    other = STAFF[StaffRole(staff)].role if staff else Role.READER
    return own if own.allows(other) else other


def rights_of(member: str | None, staff: str | None) -> frozenset[Right]:
    """The rights of a role in the household and of a role in its practice together."""
    own = MEMBERS[Role(member)] if member else frozenset()
    return own | (STAFF[StaffRole(staff)].rights if staff else frozenset())
