"""The tenant: a household, who may open it, and who has been invited to."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Lower

from planner.models.changes import recorded
from planner.models.roles import EVERY_CLIENT, Right, Role, StaffRole, rights_of, stronger
from planner.models.user import Guest, User

RESTS_FOR = timedelta(days=30)
"""How long deleted things can be brought back."""

_FOR_CLIENT = Case(
    When(Q(works__role__in=EVERY_CLIENT) | Q(works=F("theirs__advisor")), then=F("works__role"))
)
"""What somebody is in the practice, where they see this client of it."""


def _ways_in(user: User) -> QuerySet[Any, Any]:
    """The ids of the households that ``user`` may open."""
    through = "practice__engagements__"
    lives = Q(**{f"{through}ended_at": None})
    sees = Q(role__in=EVERY_CLIENT) | Q(**{f"{through}advisor": F("pk")})
    clients = user.staff.filter(lives & sees).values_list(f"{through}household_id")
    return user.memberships.values_list("household_id").union(clients)


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Every read of a household begins here."""

    def live(self) -> Self:
        """Those that have not been deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user: User | AnonymousUser, pk: int | None = None) -> Self:
        """The live households that ``user`` may open, each with what they are there.

        The one place where the ways in are joined: a membership, a live engagement of a practice
        that the user works for, or the link of a guest. With ``pk`` only that household is looked
        at, whatever others there are.
        """
        here = self.live() if pk is None else self.live().filter(pk=pk)
        if isinstance(user, Guest):
            return here._shown_to(user)
        if not user.is_authenticated:
            return self.none()
        if pk is None:
            return here.filter(pk__in=_ways_in(user))._with_roles(user)
        return here._with_roles(user).filter(~Q(member_role=None) | ~Q(staff_role=None))

    def of_member(self, user: User) -> Self:
        """The live households that ``user`` is a member of, whatever else they may open."""
        return self.live().filter(memberships__user=user)._with_roles(user)

    def edited_by(self, user: User) -> Self:
        """Those of them that ``user`` may change as a member."""
        editing = (Role.EDITOR, Role.OWNER)
        mine = self.live().filter(memberships__user=user, memberships__role__in=editing)
        return mine._with_roles(user)

    def resting(self, user: User, now: datetime) -> Self:
        """What ``user`` may bring back: an owner; where there is none, a principal."""
        rests = self.filter(deleted_at__gt=now - RESTS_FOR, pk__in=_ways_in(user))
        return rests._with_roles(user).filter(
            Q(member_role=Role.OWNER)
            | Q(staff_role=StaffRole.PRINCIPAL)
            & ~Exists(Membership.owners().filter(household=OuterRef("pk")))
        )

    def _shown_to(self, guest: Guest) -> Self:
        """Those that the link of ``guest`` opens still."""
        link = {"pk": guest.link, "withdrawn_at": None, "expires_on__gte": guest.today}
        shown = self.filter(**{f"guest_links__{name}": said for name, said in link.items()})
        nothing = Value(None, models.CharField())
        return shown.annotate(
            theirs=FilteredRelation("engagements", condition=Q(engagements__ended_at=None)),
            member_role=nothing,
            staff_role=nothing,
            engaged_to=F("theirs__practice_id"),
            guest_label=F("guest_links__label"),
        )

    def _with_roles(self, user: User) -> Self:
        """What ``user`` is there as a member, and for the practice that looks after it."""
        return self.annotate(
            mine=FilteredRelation("memberships", condition=Q(memberships__user=user)),
            theirs=FilteredRelation("engagements", condition=Q(engagements__ended_at=None)),
            works=FilteredRelation(
                "theirs__practice__staff", condition=Q(theirs__practice__staff__user=user)
            ),
        ).annotate(
            member_role=F("mine__role"),
            staff_role=_FOR_CLIENT,
            engaged_to=F("theirs__practice_id"),
        )


class Household(models.Model):
    """The people who file together, and how their lines are rounded."""

    if TYPE_CHECKING:
        member_role: str | None
        staff_role: str | None
        engaged_to: int | None

    name = models.CharField(max_length=120, blank=True)
    rounding = models.CharField(
        max_length=7,
        default="dollars",
        choices={"dollars": "Whole dollars, as returns are filed", "cents": "Dollars and cents"},
    )
    ratio_places = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    members: "models.ManyToManyField[User, Membership]" = models.ManyToManyField(
        User, through="Membership", related_name="households"
    )
    history = recorded()

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                name="household_rounding", condition=models.Q(rounding__in=("dollars", "cents"))
            ),
            models.CheckConstraint(
                name="household_ratio_places",
                condition=models.Q(ratio_places=None) | models.Q(ratio_places__range=(3, 10)),
            ),
        )

    def __str__(self) -> str:
        return self.name or "Household"

    def looked_after(self, practice: int, role: str) -> None:
        """Say which practice is about to look after it, and as what its user stands there."""
        self.member_role, self.staff_role, self.engaged_to = None, role, practice

    @property
    def role(self) -> Role:
        """What the user may do here: the stronger of what they are themselves and by a practice."""
        return stronger(self.member_role, self.staff_role)

    @property
    def is_for_guest(self) -> bool:
        """Whether it is shown by the link of a guest."""
        return self.member_role is None and self.staff_role is None

    @property
    def called(self) -> str:
        """What the user is here, in a word."""
        return "guest" if self.is_for_guest else (self.staff_role or self.role)

    @property
    def rights(self) -> frozenset[Right]:
        """What the user may do here beyond reading, changing and deciding."""
        return rights_of(self.member_role, self.staff_role)

    @property
    def may_export(self) -> bool:
        """Whether the user may take the whole household away."""
        return Right.EXPORT in self.rights

    @property
    def may_file(self) -> bool:
        """Whether the user may say what was filed."""
        return Right.FILE in self.rights

    @property
    def may_see_log(self) -> bool:
        """Whether the user may read who has looked."""
        return Right.LOOKED in self.rights

    @property
    def may_delete(self) -> bool:
        """Whether the user may delete it: its owner, or a principal where it has none."""
        if Right.DELETE in self.rights:
            return True
        return self.staff_role == StaffRole.PRINCIPAL and not self.is_owned

    @property
    def is_owned(self) -> bool:
        """Whether one of its own people decides about it; asks the database."""
        return Membership.owners().filter(household=self).exists()


class Membership(models.Model):
    """One user's own way into one household.

    The people of a practice need none: they come in by its engagement.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role)
    since = models.DateTimeField(auto_now_add=True)
    history = recorded()

    objects: models.Manager["Membership"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("household", "user"), name="membership_once"),
            models.CheckConstraint(
                name="membership_role", condition=models.Q(role__in=Role.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.role} of {self.household_id}"

    @classmethod
    def owners(cls) -> "QuerySet[Membership]":
        """Those of owners who can sign in."""
        return cls.objects.filter(role=Role.OWNER, user__is_active=True)


class Invitation(models.Model):
    """A letter that makes its reader a member: sent to an address, good for a while, once.

    Only a digest of the secret in the link is kept.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=6, choices=Role)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations_sent"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects: models.Manager["Invitation"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                models.F("household"), Lower("email"), name="invitation_once_an_address"
            ),
            models.CheckConstraint(
                name="invitation_role", condition=models.Q(role__in=Role.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}: {self.role} of {self.household_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **options)
