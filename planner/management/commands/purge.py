"""``python manage.py purge``: delete for good what has rested in bins for 30 days."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from planner.models import Deletion, Household, PacketJob
from planner.services.history.purging import forget_restored, overdue, purge
from planner.services.practice.arrivals import drop_old_arrivals
from planner.services.practice.book.books import drop_waiting
from planner.services.practice.jobs import drop_old


class Command(BaseCommand):
    """Run it once a day; what it deletes cannot be brought back."""

    help = "Delete for good what was deleted more than 30 days ago."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to say only what would be done."""
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be deleted, and delete nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Purge every household, each in a transaction of its own."""
        now, dry_run = timezone.now(), options["dry_run"]
        found = list(overdue(now))
        for household, deletions in found:
            self._say(household, deletions, "Would purge" if dry_run else "Purged")
            if not dry_run:
                purge(household, deletions)
        if not dry_run:
            forget_restored(now)
            self._say_packets(drop_old(PacketJob, now))
            drop_old_arrivals(now)
            drop_waiting(now)
        if not found:
            self.stdout.write("Nothing has rested for 30 days.")

    def _say_packets(self, dropped: int) -> None:
        if dropped:
            self.stdout.write(f"Dropped {dropped} packets of practices that nobody can fetch now.")

    def _say(self, household: Household, deletions: list[Deletion], verb: str) -> None:
        """Ids and what was written when it was deleted; a household's name is not repeated."""
        for what in [deletion.what for deletion in deletions] or ["the household and all in it"]:
            self.stdout.write(f"{verb} in household {household.pk}: {what}")
