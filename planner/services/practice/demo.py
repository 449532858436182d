"""The practice to try things on: people of every role, and clients that are made up."""

from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Final

from django.db import transaction
from django.utils import timezone

from planner.models import ClientState, Engagement, FollowUp, Practice, Staff, StaffRole
from planner.services.households.demo import demo_user
from planner.services.households.storing import store_client
from planner.services.practice.board_work import waiting_anywhere, work_out_all
from planner.services.practice.demo_book import demo_households
from planner.services.practice.follow_ups import save_follow_up
from planner.services.practice.practices import found_practice

NAME: Final = "Harbor Street Advisors"

PEOPLE: Final = (
    (StaffRole.PRINCIPAL, "principal@example.com", "Harriet Okafor, CPA"),
    (StaffRole.ADVISOR, "advisor@example.com", "Sanjay Mehta"),
    (StaffRole.ADVISOR, "advisor2@example.com", "Lena Fischer"),
    (StaffRole.ASSISTANT, "assistant@example.com", "Tomás Reyes"),
    (StaffRole.REVIEWER, "reviewer@example.com", "Ruth Adler, EA"),
    (StaffRole.COMPLIANCE, "compliance@example.com", "Paul Whitfield"),
)
"""Who works there, each with a login of their own."""

_SUMMARY: Final = "Made up for the demo"
_CONTACT: Final = "(555) 010-4400 · clients@harborstreet.example"
_DISCLAIMER: Final = (
    "Prepared from what you have told us. It is no tax return, and nobody else may rely on it."
)

_SENT: Final = (FollowUp.Status.SENT, "Roll-in form went to the custodian by fax, 555-0142.")
_ASKED: Final = (
    FollowUp.Status.ASKED,
    "Wrote to the plan’s service line; they answer in ten days.",
)
_DONE: Final = {
    "accepts": (_SENT, None, _ASKED),
    "unknown": (_ASKED, None),
    "solo": (None, (FollowUp.Status.ASKED, "Asked whether anybody else works in the business.")),
    "refuses": ((FollowUp.Status.OTHERWISE, "Would rather convert it all and pay the tax."), None),
    "none": (None,),
}
"""What was done, in turn, by where the money could go; ``None`` is nothing yet."""


@transaction.atomic
def ensure_demo_practice(*, clients: int, now: datetime, reset: bool = False) -> dict[str, str]:
    """Make what is missing of a practice with so many clients; gives the passwords of new users.

    ``reset`` gives everyone a new password; the clients stay as they are.
    """
    passwords: dict[str, str] = {}
    staff: list[Staff] = []
    for role, email, name in PEOPLE:
        user, password = demo_user(email, name, reset=reset)
        if password:
            passwords[email] = password
        found = Staff.objects.filter(user=user, practice__name=NAME).first()
        if found is None and role == StaffRole.PRINCIPAL:
            found = _founded(found_practice(user=user, name=NAME))
        staff.append(
            found or Staff.objects.create(practice=staff[0].practice, user=user, role=role)
        )
    _take_on(staff, clients, timezone.localtime(now).date())
    _follow(staff, now)
    return passwords


def _founded(principal: Staff) -> Staff:
    practice = principal.practice
    practice.contact_line, practice.disclaimer = _CONTACT, _DISCLAIMER
    practice.save()
    return principal


def _take_on(staff: list[Staff], clients: int, today: date) -> None:
    """Add the clients that are missing, two of three with an advisor, and work the board out."""
    principal, advisors = staff[0], [one for one in staff if one.role == StaffRole.ADVISOR]
    had = Engagement.objects.filter(practice=principal.practice).count()
    turns = cycle([*advisors, None])
    for number, fact in enumerate(demo_households(clients, today.year)):
        advisor = next(turns)
        if number >= had:
            reference = f"C-{number + 1:04}"
            store_client(
                staff=principal,
                fact=fact,
                reference=reference,
                advisor=advisor,
                summary=_SUMMARY,
            )
    waiting = waiting_anywhere(today.year, today, principal.practice_id)
    work_out_all(waiting, today.year, today)


def _follow(staff: list[Staff], now: datetime) -> None:
    """What was done about some of those who have something to move, over the last weeks."""
    practice: Practice = staff[0].practice
    if FollowUp.objects.filter(client__practice=practice).exists():
        return
    moving = ClientState.objects.filter(client__practice=practice, to_move__gt=0)
    turns = {way: cycle(done) for way, done in _DONE.items()}
    for number, row in enumerate(moving.select_related("client", "person").order_by("pk")[:40]):
        done = next(turns[row.destination])
        if done and row.person:
            save_follow_up(
                staff=staff[1 + number % 3],
                client=row.client,
                person=row.person,
                year=row.year,
                status=done[0],
                note=done[1],
                now=now - timedelta(days=3 * (number % 9) + 2),
            )
