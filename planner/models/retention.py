"""How long a practice keeps what it has of clients who left, and what it must not let go of."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from planner.models.practice import Practice

FEWEST_YEARS, MOST_YEARS = 1, 50
_YEARS = (MinValueValidator(FEWEST_YEARS), MaxValueValidator(MOST_YEARS))


class RetentionRule(models.Model):
    """What a practice decided. ``None`` keeps it for good, as does having no rule.

    ``client_years`` counts from the end of an engagement, ``log_years`` from an entry of the log.
    """

    practice = models.OneToOneField(Practice, models.CASCADE, related_name="retention")
    client_years = models.PositiveSmallIntegerField(null=True, blank=True, validators=_YEARS)
    log_years = models.PositiveSmallIntegerField(null=True, blank=True, validators=_YEARS)

    objects: models.Manager["RetentionRule"] = models.Manager()

    def __str__(self) -> str:
        return f"clients {self.client_years}, log {self.log_years}"


class LegalHold(models.Model):
    """Nothing of this household is ever deleted for good until the hold is lifted.

    ``household`` is an id and ``name`` what it was called, so that a hold outlives an engagement.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="holds")
    household = models.BigIntegerField()
    name = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=254)
    at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_by = models.CharField(max_length=254, blank=True, editable=False)

    objects: models.Manager["LegalHold"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "household"),
                condition=Q(lifted_at=None),
                name="legal_hold_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.name


class RetentionRun(models.Model):
    """What was deleted by a rule: by whom, how much, and entries of the log before when.

    The database lets go of an entry of the log only where one of these rows says so.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="retention_runs")
    at = models.DateTimeField(auto_now_add=True)
    by = models.CharField(max_length=254)
    log_before = models.DateTimeField(null=True)
    entries = models.PositiveIntegerField(default=0)
    clients = models.PositiveIntegerField(default=0)

    objects: models.Manager["RetentionRun"] = models.Manager()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.entries} entries, {self.clients} clients"
