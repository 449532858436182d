"""Legal holds: what must not be deleted for good, and who says so."""

from datetime import datetime

from django.db.models import QuerySet

from planner.models import Engagement, Household, LegalHold, Practice, Staff, Verb
from planner.services.history.changes import RefusedChangeError
from planner.services.practice.log import told_practice
from planner.services.practice.practices import one_at_a_time


def held_households() -> QuerySet[LegalHold, int]:
    """The ids of the households that anybody holds."""
    return LegalHold.objects.filter(lifted_at=None).order_by().values_list("household", flat=True)


def is_held(household: Household) -> bool:
    """Whether nothing of the household may be deleted for good."""
    return held_households().filter(household=household.pk).exists()


def holds_of(practice: Practice) -> list[LegalHold]:
    """Those of a practice that stand."""
    return list(LegalHold.objects.filter(practice=practice, lifted_at=None).order_by("name", "pk"))


def hold(*, staff: Staff, client: Engagement, reason: str) -> LegalHold:
    """Keep everything of a client until the hold is lifted."""
    with one_at_a_time(staff.practice):
        if client.household_id in set(held_by(staff.practice)):
            raise RefusedChangeError({"client": "This client is held already."})
        made = LegalHold.objects.create(
            practice=staff.practice,
            household=client.home.pk,
            name=str(client.home),
            reason=reason,
            by=str(staff.user),
        )
    told_practice(staff.practice_id, staff.user, f"Holds {made.name}: {reason}", Verb.CHANGED)
    return made


def lift(*, staff: Staff, found: LegalHold, now: datetime) -> None:
    """Let the rules apply again; nothing to do where they do already."""
    if found.lifted_at:
        return
    found.lifted_at, found.lifted_by = now, str(staff.user)
    found.save(update_fields=["lifted_at", "lifted_by"])
    told_practice(staff.practice_id, staff.user, f"Holds {found.name} no more", Verb.CHANGED)


def held_by(practice: Practice) -> QuerySet[LegalHold, int]:
    """The ids of the households that a practice holds."""
    return held_households().filter(practice=practice)
