"""From an id in an address to an object for a user: 404 to strangers, 403 to who may only read.

The only place that does so. What is found here was reached through the user's membership, through
the practice that the user works for, or with the secret of a link.
"""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from planner.models import (
    RESTS_FOR,
    Account,
    Arrival,
    Book,
    Change,
    Deletion,
    Dismissal,
    Engagement,
    EngagementOffer,
    GuestLink,
    Household,
    Invitation,
    LegalHold,
    Membership,
    PacketJob,
    Paper,
    Person,
    Right,
    Role,
    SavedFilter,
    Staff,
    StaffInvitation,
    StaffRole,
    Task,
    User,
    reached,
)


def household_for(
    user: User | AnonymousUser, pk: int, needed: Role = Role.READER, right: Right | None = None
) -> Household:
    """The household, if ``user`` may do what ``needed`` may, and has the ``right`` asked for.

    Its ``role`` says what they are.
    """
    household = get_object_or_404(Household.objects.visible_to(user, pk))
    if not Role(household.role).allows(needed):
        raise PermissionDenied(f"That is for an {needed.value} of the household.")
    if right and right not in household.rights:
        raise PermissionDenied(f"Not everyone may {right.value}.")
    reached(household, user)
    return household


def deletable_household_for(user: User | AnonymousUser, pk: int) -> Household:
    """A household that ``user`` may delete: as its owner, or as a principal where it has none."""
    household = household_for(user, pk, Role.OWNER)
    if not household.may_delete:
        raise PermissionDenied("Only its own people delete a household that they own.")
    return household


def resting_household_for(user: User, pk: int, now: datetime) -> Household:
    """A household that ``user`` deleted, or might have, less than 30 days before ``now``."""
    return get_object_or_404(Household.objects.resting(user, now), pk=pk)


def change_in(household: Household, pk: int) -> Change:
    """A change of a household that was reached by ``household_for``."""
    return get_object_or_404(Change, household=household, pk=pk)


def deletion_in(household: Household, pk: int, now: datetime) -> Deletion:
    """What was deleted in the household less than 30 days before ``now``."""
    return get_object_or_404(Deletion, household=household, pk=pk, at__gt=now - RESTS_FOR)


def member_in(household: Household, pk: int) -> Membership:
    """A membership of a household that was reached by ``household_for``."""
    found = Membership.objects.select_related("user")
    return get_object_or_404(found, household=household, pk=pk)


def invitation_in(household: Household, pk: int) -> Invitation:
    """An invitation to a household that was reached by ``household_for``."""
    return get_object_or_404(Invitation, household=household, pk=pk)


def invitation_for(digest: str) -> Invitation:
    """The invitation whose secret has this digest: knowing the secret is the way to it."""
    found = Invitation.objects.select_related("household", "invited_by")
    return get_object_or_404(found, digest=digest, household__deleted_at=None)


def households_of(user: User) -> list[Household]:
    """Every household that ``user`` is a member of; a practice's clients are listed there."""
    return list(Household.objects.of_member(user))


def practices_of(user: User) -> list[Staff]:
    """The places of ``user`` in practices."""
    found = Staff.objects.filter(user=user).select_related("practice")
    return list(found.defer("practice__logo").order_by("practice__name", "pk"))


def arrival_for(user: User | AnonymousUser, pk: int) -> Arrival:
    """A practice from elsewhere that ``user`` uploaded."""
    return get_object_or_404(Arrival.objects.select_related("practice"), asked_by=user.pk, pk=pk)


def arrivals_of(user: User) -> list[Arrival]:
    """What ``user`` uploaded lately, the latest first."""
    return list(Arrival.objects.filter(asked_by=user)[:10])


def staff_for(user: User | AnonymousUser, practice: int, right: Right | None = None) -> Staff:
    """The place of ``user`` in the practice with this id, with the ``right`` where one is asked."""
    found = Staff.objects.select_related("practice", "user").defer("practice__logo")
    staff = get_object_or_404(found, practice=practice, user=user.pk)
    if right and right not in staff.powers.rights:
        raise PermissionDenied(f"Not everyone may {right.value}.")
    return staff


def editing_staff_for(user: User | AnonymousUser, practice: int) -> Staff:
    """The place of ``user`` in the practice, if they may change what they see of its clients."""
    staff = staff_for(user, practice)
    if not staff.powers.role.allows(Role.EDITOR):
        raise PermissionDenied("Your role reads and changes nothing.")
    return staff


def logo_of(staff: Staff) -> bytes:
    """The logo of the practice that ``staff`` works for; empty where it has none."""
    return bytes(staff.practice.logo)


def clients_of(staff: Staff) -> QuerySet[Engagement]:
    """The clients that ``staff`` sees: all of the practice, or those assigned to them."""
    return Engagement.objects.seen_by(staff).select_related("household", "advisor__user")


def client_of(staff: Staff, pk: int) -> Engagement:
    """One of the clients that ``staff`` sees."""
    return get_object_or_404(clients_of(staff), pk=pk)


def task_for(staff: Staff, pk: int) -> Task:
    """A task of one of the clients that ``staff`` sees."""
    found = Task.objects.seen_by(staff).select_related("client__household", "assignee__user")
    return get_object_or_404(found, pk=pk)


def books_of(staff: Staff) -> QuerySet[Book]:
    """The tables that were imported: all of the practice; an advisor's own to an advisor."""
    found = Book.objects.light().filter(practice=staff.practice_id)
    return found if staff.powers.every_client else found.filter(staff=staff)


def book_in(staff: Staff, pk: int) -> Book:
    """One of the tables that ``staff`` sees, with all that is in it."""
    return get_object_or_404(books_of(staff).defer(None), pk=pk)


def packet_jobs_of(staff: Staff) -> QuerySet[PacketJob]:
    """What was asked to be printed of clients that ``staff`` sees, the latest first."""
    return PacketJob.objects.seen_by(staff).select_related("practice").defer("practice__logo")


def packet_job_for(staff: Staff, pk: int) -> PacketJob:
    """One of these jobs."""
    return get_object_or_404(packet_jobs_of(staff), pk=pk)


def filter_of(staff: Staff, pk: int) -> SavedFilter:
    """A filter of the board that ``staff`` keeps."""
    return get_object_or_404(SavedFilter, staff=staff, pk=pk)


def colleague_of(staff: Staff, pk: int) -> Staff:
    """Somebody of the practice that ``staff`` works for."""
    found = Staff.objects.select_related("user")
    return get_object_or_404(found, practice=staff.practice_id, pk=pk)


def hold_in(staff: Staff, pk: int) -> LegalHold:
    """A legal hold of the practice that ``staff`` works for."""
    return get_object_or_404(LegalHold, practice=staff.practice_id, pk=pk)


def staff_invitation_in(staff: Staff, pk: int) -> StaffInvitation:
    """An invitation to work for the practice that ``staff`` works for."""
    return get_object_or_404(StaffInvitation, practice=staff.practice_id, pk=pk)


def staff_invitation_for(digest: str) -> StaffInvitation:
    """The invitation whose secret has this digest: knowing the secret is the way to it."""
    found = StaffInvitation.objects.select_related("practice", "invited_by")
    return get_object_or_404(found.defer("practice__logo"), digest=digest)


def offer_in(household: Household, pk: int) -> EngagementOffer:
    """What a household that was reached by ``household_for`` has offered to a practice."""
    return get_object_or_404(EngagementOffer, household=household, pk=pk)


def offer_for(digest: str) -> EngagementOffer:
    """The offer whose secret has this digest: knowing the secret is the way to it."""
    found = EngagementOffer.objects.select_related("household", "offered_by")
    return get_object_or_404(found, digest=digest, household__deleted_at=None)


def principal_places_of(user: User) -> list[Staff]:
    """The practices that ``user`` runs."""
    return [one for one in practices_of(user) if one.role == StaffRole.PRINCIPAL]


def engagement_in(household: Household) -> Engagement:
    """The practice that looks after a household; 404 where there is none."""
    found = Engagement.objects.live().select_related("practice").defer("practice__logo")
    return get_object_or_404(found, household=household)


def guest_link_in(household: Household, pk: int) -> GuestLink:
    """A guest link of a household that was reached by ``household_for``."""
    return get_object_or_404(GuestLink, household=household, pk=pk, withdrawn_at=None)


def guest_link_for(digest: str, today: date) -> GuestLink:
    """The link whose secret has this digest, while it is good."""
    found = GuestLink.objects.good(today).select_related("household")
    return get_object_or_404(found, digest=digest)


def resting_households_of(user: User, now: datetime) -> list[Household]:
    """What ``user`` owned and deleted, as long as it can be brought back."""
    return list(Household.objects.resting(user, now))


def person_in(household: Household, pk: int) -> Person:
    """A live person of a household that was reached by ``household_for``."""
    return get_object_or_404(Person.objects.live(), household=household, pk=pk)


def account_in(household: Household, pk: int) -> Account:
    """A live account of a live person of the household."""
    live = Account.objects.live().select_related("person")
    return get_object_or_404(live, household=household, pk=pk, person__deletion=None)


def paper_in(household: Household, year: int, pk: int) -> Paper:
    """A live paper for ``year`` of a live person of the household."""
    live = Paper.objects.live().select_related("person", "account")
    return get_object_or_404(live, household=household, year=year, pk=pk, person__deletion=None)


def dismissals_of(household: Household) -> list[Dismissal]:
    """Everything that was set aside in the household."""
    return list(Dismissal.objects.select_related("person").filter(household=household))


def dismissal_in(household: Household, pk: int) -> Dismissal:
    """What was set aside in the household."""
    found = Dismissal.objects.select_related("person")
    return get_object_or_404(found, household=household, pk=pk)


def year_in(year: int, earliest: int, latest: int) -> int:
    """A year that the household may open; 404 for any other."""
    if not earliest <= year <= latest:
        raise Http404
    return year
