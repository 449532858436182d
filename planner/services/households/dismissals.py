"""Mistakes set aside with a reason, and taken up again."""

from planner.engine.mistakes import Mistake
from planner.models import Dismissal, Household, Person, User
from planner.services.history.changes import needed, recording


def dismiss(
    *, household: Household, user: User, person: Person, mistake: Mistake, reason: str
) -> None:
    """Set a mistake aside; the reason stays in the history."""
    said = needed(reason)
    code, year = mistake.code, mistake.year
    summary = f"Set aside for {year}: {code.replace('-', ' ')}"
    with recording(household, user, summary, person=person, year=year, reason=said):
        Dismissal.objects.filter(person=person, code=code, year=year).delete()
        Dismissal.objects.create(
            household=household, person=person, code=code, year=year, reason=said, by=str(user)
        )


def take_up(*, household: Household, user: User, dismissal: Dismissal) -> None:
    """Look at a mistake again."""
    summary = f"Taken up again for {dismissal.year}: {dismissal.code.replace('-', ' ')}"
    with recording(household, user, summary, person=dismissal.person, year=dismissal.year):
        dismissal.delete()
