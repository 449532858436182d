"""Tables that a practice imports: as uploaded, what they would do, what they did."""

from typing import Any

from django.db import models

from planner.models.changes import Change
from planner.models.household import Household
from planner.models.practice import Practice, Staff


class RememberedColumns(models.Model):
    """What the columns of a file with this header are, as the practice said once.

    ``digest`` is that of the header. ``mapping`` goes from the names in the file to our codes, and
    ``record`` is what each row is where no column says it.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="remembered_columns")
    digest = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)
    record = models.CharField(max_length=7, blank=True)

    objects: models.Manager["RememberedColumns"] = models.Manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("practice", "digest"), name="columns_once_a_header"),
        )

    def __str__(self) -> str:
        return f"Columns of {self.practice_id}"


class BookQuerySet(models.QuerySet["Book"]):
    """Reads of imports."""

    def light(self) -> "BookQuerySet":
        """Without the table and the outcomes, which are large."""
        return self.defer("table", "outcomes")


class Book(models.Model):
    """One table that somebody uploaded.

    ``table`` and ``outcomes`` are compressed; the table is forgotten when it is imported.
    ``digest`` is that of the outcomes that were shown: another one is not imported unseen.
    """

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="books")
    staff = models.ForeignKey(Staff, models.SET_NULL, null=True, related_name="books")
    by = models.CharField(max_length=254)
    made_at = models.DateTimeField(auto_now_add=True)
    name = models.CharField(max_length=120)
    remarks: "models.JSONField[Any, Any]" = models.JSONField(default=list)
    table = models.BinaryField(blank=True, default=b"")
    mapping: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    record = models.CharField(max_length=7, blank=True)
    outcomes = models.BinaryField(blank=True, default=b"")
    counts: "models.JSONField[Any, Any]" = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    applied_at = models.DateTimeField(null=True, editable=False)
    undone_at = models.DateTimeField(null=True, editable=False)
    undone_by = models.CharField(max_length=254, blank=True, editable=False)

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("practice", "-id"), name="book_latest"),)

    def __str__(self) -> str:
        return self.name


class BookedHousehold(models.Model):
    """What an import did to one household: the change that it made, and whether it started it."""

    book = models.ForeignKey(Book, models.CASCADE, related_name="households")
    household = models.ForeignKey(Household, models.CASCADE, related_name="+")
    change = models.OneToOneField(Change, models.CASCADE, related_name="+")
    is_new = models.BooleanField()

    objects: models.Manager["BookedHousehold"] = models.Manager()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.household_id} by {self.book_id}"
