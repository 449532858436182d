"""The households that a practice looks after: started, assigned, numbered."""

from collections.abc import Iterable
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from planner.models import Engagement, Household, Practice, Staff, StaffRole
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.households.making import beginning_unowned
from planner.services.households.starting import NewPerson, add_people
from planner.services.practice.log import told_practice
from planner.services.practice.practices import is_still, one_at_a_time

MOST_ASSIGNED: Final = 1_000
"""Clients that are assigned at once."""

NOBODY: Final = "none"
"""Asked for in the place of who looks after a client: nobody does."""

_OTHERS = "These are not the same clients any more. Nobody was assigned; look again."
_TAKEN = {"reference": "Another client has this number."}


@transaction.atomic
def start_client(  # noqa: PLR0913
    *,
    staff: Staff,
    name: str,
    rounding: str = "dollars",
    people: Iterable[NewPerson] = (),
    reference: str = "",
    advisor: Staff | None = None,
) -> Engagement:
    """A household that its practice starts for a client; none of its people owns it yet.

    An advisor looks after those they start.
    """
    if staff.role == StaffRole.ADVISOR:
        advisor = staff
    household = Household(name=name, rounding=rounding)
    household.looked_after(staff.practice_id, staff.role)
    summary = f"{staff.practice} started the household {name or 'without a name'}"
    with beginning_unowned(household, staff.user, summary):
        engagement = Engagement(
            practice=staff.practice, household=household, reference=reference, advisor=advisor
        )
        _save(engagement)
    add_people(household=household, user=staff.user, people=people)
    return engagement


def assign(*, staff: Staff, engagement: Engagement, advisor: Staff | None, reference: str) -> None:
    """Say who of the practice looks after a client, and which number they have there."""
    before = engagement.advisor
    engagement.advisor, engagement.reference = advisor, reference
    with transaction.atomic():
        if before == advisor:
            _save(engagement)
            return
        with recording(engagement.home, staff.user, _told(engagement), shares=True):
            _save(engagement)


def assign_many(
    *, staff: Staff, clients: QuerySet[Engagement], expected: int, advisor: Staff | None
) -> int:
    """Say who looks after all of ``clients``, or refuse; the number of those of whom it is new.

    ``expected`` is how many whoever asks believes them to be.
    """
    if expected > MOST_ASSIGNED:
        raise RefusedChangeError({"clients": f"Assign at most {MOST_ASSIGNED:,} at a time."})
    with one_at_a_time(staff.practice):
        if advisor and not is_still(advisor):
            raise RefusedChangeError({"advisor": f"{advisor} works here no more. Choose again."})
        found = _locked(clients, expected)
        moved = [one for one in found if one.advisor != advisor]
        for one in moved:
            one.advisor, one.practice = advisor, staff.practice
            one.home.looked_after(staff.practice_id, staff.role)
            with recording(one.home, staff.user, _told(one), shares=True):
                one.save(update_fields=["advisor"])
    if moved:
        told_practice(staff.practice_id, staff.user, f"Assigned {_many(moved)} to {_whom(advisor)}")
    return len(moved)


def _locked(clients: QuerySet[Engagement], expected: int) -> list[Engagement]:
    """The clients, whom nobody else lets go of or deletes meanwhile; refused if one is gone."""
    if connection.features.has_select_for_update:
        homes = Household.objects.filter(pk__in=clients.order_by().values("household"))
        list(homes.select_for_update().order_by("pk").values_list("pk"))
    found = list(clients[: MOST_ASSIGNED + 1])
    if len(found) != expected:
        raise RefusedChangeError({"clients": _OTHERS})
    return found


def _many(clients: list[Engagement]) -> str:
    return f"{len(clients):,} client{'' if len(clients) == 1 else 's'}"


def _whom(advisor: Staff | None) -> str:
    return str(advisor) if advisor else "nobody in particular"


def _told(engagement: Engagement) -> str:
    if engagement.advisor is None:
        return f"Nobody in particular at {engagement.practice} is assigned any more"
    return f"{engagement.advisor} of {engagement.practice} is assigned"


def _save(engagement: Engagement) -> None:
    """Store it; the database says whether the number is taken."""
    try:
        with transaction.atomic():
            engagement.save()
    except IntegrityError as error:
        raise RefusedChangeError(_TAKEN) from error


def clients_of_practice(practice: Practice) -> QuerySet[Engagement]:
    """Every client that the practice has now."""
    live = Engagement.objects.live().filter(practice=practice)
    return live.select_related("household", "advisor__user")


def named_like(
    clients: QuerySet[Engagement], wanted: str, advisor: str = ""
) -> QuerySet[Engagement]:
    """Those of ``clients`` with the words in their name or number, by name.

    With ``advisor`` those whom the colleague with this id looks after, or ``NOBODY``.
    """
    found = clients.filter(called_like(wanted)).order_by("household__name", "pk")
    if advisor:
        found = found.filter(advisor=None if advisor == NOBODY else int(advisor))
    return found


def called_like(wanted: str) -> Q:
    """Each of the words is in the name or the number of a client."""
    found = Q()
    for word in wanted.split():
        found &= Q(household__name__icontains=word) | Q(reference__icontains=word)
    return found
