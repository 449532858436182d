"""The tenant: a household, who may open it, and who has been invited to."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.functions import Lower

from planner.models.changes import recorded
from planner.models.user import User

RESTS_FOR = timedelta(days=30)
"""How long deleted things can be brought back."""


class Role(models.TextChoices):
    """What a member may do; each role may do what those before it may."""

    READER = "reader", "Reader: sees everything"
    EDITOR = "editor", "Editor: sees and changes everything"
    OWNER = "owner", "Owner: also decides who else has access"

    def allows(self, needed: "Role") -> bool:
        """Whether this role may do what ``needed`` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class HouseholdQuerySet(models.QuerySet["Household"]):
    """Every read of a household begins here."""

    def live(self) -> Self:
        """Those that have not been deleted."""
        return self.filter(deleted_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The live households ``user`` is a member of; each says the ``role`` of the user."""
        if not user.is_authenticated:
            return self.none()
        mine = self.live().filter(memberships__user=user)
        return mine.annotate(role=models.F("memberships__role"))

    def editable_by(self, user: User | AnonymousUser) -> Self:
        """Those of them that ``user`` may change."""
        return self.visible_to(user).filter(role__in=(Role.EDITOR, Role.OWNER))

    def resting(self, user: User, now: datetime) -> Self:
        """What ``user`` owned and deleted less than 30 days before ``now``."""
        return self.filter(
            deleted_at__gt=now - RESTS_FOR,
            memberships__user=user,
            memberships__role=Role.OWNER,
        )


class Household(models.Model):
    """The people who file together, and how their lines are rounded."""

    if TYPE_CHECKING:
        role: str

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


class Membership(models.Model):
    """One user's way into one household.

    Whoever may open a household does so through a membership and nothing else, so a practice with
    many households adds rows here and no second path.
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
