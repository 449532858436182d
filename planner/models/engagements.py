"""Who looks after a household beside its people: a practice, and guests with a link."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from planner.models.constraints import SameParent
from planner.models.household import Household
from planner.models.practice import Practice, Staff
from planner.models.roles import EVERY_CLIENT


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Reads of clients."""

    def live(self) -> Self:
        """Those that have not ended, of households that have not been deleted."""
        return self.filter(ended_at=None, household__deleted_at=None)

    def seen_by(self, staff: Staff) -> Self:
        """The live ones of the practice that ``staff`` works for: all, or those assigned."""
        mine = self.live().filter(practice=staff.practice_id)
        return mine if staff.role in EVERY_CLIENT else mine.filter(advisor=staff)


class Engagement(models.Model):
    """A practice looks after a household, at most one at a time.

    What has ended stays as a record of dates and names: ``name`` is what the household was called
    then, ``household`` is ``None`` once it is gone. ``reference`` is the practice's own number.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="engagements")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, related_name="engagements")
    advisor = models.ForeignKey(
        Staff, models.SET_NULL, null=True, blank=True, related_name="clients"
    )
    reference = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.CharField(max_length=254, blank=True, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("practice", "ended_at"), name="engagement_of_practice"),)
        constraints = (
            models.UniqueConstraint(
                fields=("household",),
                condition=models.Q(ended_at=None),
                name="engagement_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=("practice", "reference"),
                condition=models.Q(ended_at=None) & ~models.Q(reference=""),
                name="engagement_reference_once",
            ),
            SameParent(field="advisor", parent="practice", name="engagement_advisor_practice"),
            models.CheckConstraint(
                name="engagement_has_household",
                condition=~models.Q(household=None) | ~models.Q(ended_at=None),
            ),
        )

    def __str__(self) -> str:
        return f"{self.practice_id} for {self.household_id}"

    @property
    def home(self) -> Household:
        """The household; an engagement that has not ended always has one."""
        if self.household is None:
            raise ValueError("This engagement has ended, and its household is gone.")
        return self.household


class EngagementOffer(models.Model):
    """A letter in which a household asks a practice to look after it.

    Whoever runs a practice and has the address can accept. Only a digest of the secret is kept.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="offers")
    email = models.EmailField()
    digest = models.CharField(max_length=64, unique=True, editable=False)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    objects: models.Manager["EngagementOffer"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                models.F("household"), Lower("email"), name="offer_once_an_address"
            ),
        )

    def __str__(self) -> str:
        return f"{self.household_id} to {self.email}"

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.lower()
        super().save(*args, **options)


class GuestLinkQuerySet(models.QuerySet["GuestLink"]):
    """Reads of guest links."""

    def good(self, today: date) -> Self:
        """Those that open their household on ``today``."""
        return self.filter(withdrawn_at=None, expires_on__gte=today, household__deleted_at=None)


class GuestLink(models.Model):
    """A link that shows one household to whoever has it, until the end of ``expires_on``.

    Only a digest of the secret is kept, so the link can be copied once. ``label`` says for whom.
    """

    household = models.ForeignKey(Household, models.CASCADE, related_name="guest_links")
    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_on = models.DateField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = GuestLinkQuerySet.as_manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.label
