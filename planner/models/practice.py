"""A practice: those who look after many households, who works there, and who is asked to."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Lower

from planner.models.roles import STAFF, Powers, Right, StaffRole

SHORTEST_IDLE, LONGEST_IDLE = 5, 480
"""Minutes without a request after which a practice may sign its people out."""


class Practice(models.Model):
    """A firm, what it asks of its people, and what its papers carry.

    ``idle_minutes`` is ``None`` where the practice takes the site's. ``logo`` is a PNG. With
    ``requires_review`` its people file nothing that was not reviewed as it is.
    """

    name = models.CharField(max_length=120)
    requires_second_factor = models.BooleanField(default=False)
    requires_review = models.BooleanField(default=False)
    idle_minutes = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=(MinValueValidator(SHORTEST_IDLE), MaxValueValidator(LONGEST_IDLE)),
    )
    logo = models.BinaryField(blank=True, default=b"")
    disclaimer = models.CharField(max_length=600, blank=True)
    contact_line = models.CharField(max_length=160, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager["Practice"] = models.Manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(
                name="practice_idle_minutes",
                condition=models.Q(idle_minutes=None)
                | models.Q(idle_minutes__range=(SHORTEST_IDLE, LONGEST_IDLE)),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """One user's place in one practice."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="staff")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="staff")
    role = models.CharField(max_length=10, choices=StaffRole)
    since = models.DateTimeField(auto_now_add=True)

    objects: models.Manager["Staff"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("practice", "user"), name="staff_once"),
            models.UniqueConstraint(fields=("practice", "id"), name="staff_of_practice"),
            models.CheckConstraint(
                name="staff_role", condition=models.Q(role__in=StaffRole.values)
            ),
        )

    def __str__(self) -> str:
        return str(self.user)

    @property
    def powers(self) -> Powers:
        """What the role allows."""
        return STAFF[StaffRole(self.role)]

    @property
    def reads_log(self) -> bool:
        """Whether they read who saw, changed and exported what."""
        return Right.LOG in self.powers.rights

    @property
    def takes_on(self) -> bool:
        """Whether they may start households for clients."""
        return Right.TAKE_ON in self.powers.rights


class StaffInvitation(models.Model):
    """A letter that makes its reader one of the staff: to an address, good for a while, once.

    Only a digest of the secret in the link is kept.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=10, choices=StaffRole)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects: models.Manager["StaffInvitation"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                models.F("practice"), Lower("email"), name="staff_invitation_once_an_address"
            ),
            models.CheckConstraint(
                name="staff_invitation_role", condition=models.Q(role__in=StaffRole.values)
            ),
        )

    def __str__(self) -> str:
        return f"{self.email}: {self.role} of {self.practice_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **options)
