"""The households that a practice looks after: started, assigned, numbered."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from planner.models import Engagement, Household, Practice, Staff, StaffRole
from planner.services.history.changes import RefusedChangeError, recording
from planner.services.households.making import beginning_unowned
from planner.services.households.starting import NewPerson, add_people

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


def named_like(clients: QuerySet[Engagement], wanted: str) -> QuerySet[Engagement]:
    """Those of ``clients`` with the words in their name or number, by name."""
    return clients.filter(called_like(wanted)).order_by("household__name", "pk")


def called_like(wanted: str) -> Q:
    """Each of the words is in the name or the number of a client."""
    found = Q()
    for word in wanted.split():
        found &= Q(household__name__icontains=word) | Q(reference__icontains=word)
    return found
