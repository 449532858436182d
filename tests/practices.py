"""Practices for tests: two of them with their people, a client, and one that was dismissed."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from django.utils import timezone
from PIL import Image

from planner.models import Engagement, Household, LegalHold, Practice, Staff, StaffRole, User
from planner.services.practice.engagements import dismiss
from planner.services.practice.practices import found_practice
from tests.households import Cast, cast, user


@dataclass
class Firm:
    """A practice with one of each role, ``idle`` being an advisor nobody is assigned to."""

    practice: Practice
    staff: dict[str, Staff] = field(default_factory=dict)

    def user(self, name: str) -> User:
        """Somebody of the practice."""
        return self.staff[name].user


def firm(name: str) -> Firm:
    """A practice with a principal, two advisors, an assistant, a reviewer and compliance."""
    short = name.split(maxsplit=1)[0].lower()
    first = found_practice(user=user(f"{short}-principal"), name=name)
    made = Firm(first.practice, {"principal": first})
    for role in list(StaffRole)[1:]:
        made.staff[role.value] = hire(made.practice, f"{short}-{role.value}", role)
    made.staff["idle"] = hire(made.practice, f"{short}-idle", StaffRole.ADVISOR)
    return made


def hire(practice: Practice, name: str, role: StaffRole) -> Staff:
    """Somebody new in the practice."""
    return Staff.objects.create(practice=practice, user=user(name), role=role)


def engage(practice: Practice, household: Household, advisor: Staff | None = None) -> Engagement:
    """Let the practice look after the household."""
    return Engagement.objects.create(practice=practice, household=household, advisor=advisor)


def held(client: Engagement) -> LegalHold:
    """A legal hold of the practice on one of its clients."""
    return LegalHold.objects.create(
        practice=client.practice,
        household=client.home.pk,
        name=str(client.home),
        reason="Matter 12",
        by="Oaks-Compliance",
    )


@dataclass
class Practices:
    """The Garcias, whom ``oaks`` looks after now and ``elms`` did before; ``firs`` never did."""

    people: Cast
    oaks: Firm
    elms: Firm
    firs: Firm
    client: Engagement


def practices(now: datetime | None = None) -> Practices:
    """Three practices and the Garcias with their owner, editor and reader."""
    people = cast()
    oaks, elms, firs = firm("Oaks Advisors"), firm("Elms & Sons"), firm("Firs LLC")
    engage(elms.practice, people.household, elms.staff["advisor"])
    dismiss(household=people.household, user=people.owner, now=now or timezone.now())
    engage(firs.practice, people.others, firs.staff["advisor"])
    client = engage(oaks.practice, people.household, oaks.staff["advisor"])
    return Practices(people, oaks, elms, firs, client)


def picture(width: int = 60, height: int = 20, form: str = "PNG") -> bytes:
    """A green picture."""
    kept = BytesIO()
    Image.new("RGB", (width, height), (60, 110, 80)).save(kept, form)
    return kept.getvalue()
