"""``python manage.py retention``: what the rules of practices end, shown or done."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from planner.models import Practice
from planner.services.history.purging import BY
from planner.services.practice.retention import Due, due, end_due


class Command(BaseCommand):
    """Run it once a month; what it deletes cannot be brought back."""

    help = "Delete what practices have decided to keep no longer: log entries, records of clients."

    def add_arguments(self, parser: CommandParser) -> None:
        """One of the two has to be said; one practice, or all."""
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--dry-run", action="store_true", help="list what would go")
        way.add_argument("--apply", action="store_true", help="delete it")
        parser.add_argument("--practice", type=int, help="the number of one practice")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Go through the practices, each in a transaction of its own."""
        now, one = timezone.now(), options["practice"]
        for practice in Practice.objects.filter(**({"pk": one} if one else {})).defer("logo"):
            self._say(due(practice, now))
            if options["apply"] and (run := end_due(practice, now=now, by=BY)):
                self.stdout.write(f"  Deleted {run.entries} entries, {run.clients} records.")

    def _say(self, found: Due) -> None:
        """What goes, by client; names are those of the log."""
        self.stdout.write(f"Practice {found.practice.pk}: {'nothing' if found.is_empty else 'due'}")
        for one in found.log:
            name = one["name"] or "the practice itself"
            span = f"{one['first']:%Y-%m-%d} to {one['last']:%Y-%m-%d}"
            self.stdout.write(f"  log of {name}: {one['entries']} entries, {span}")
        for client in found.clients:
            self.stdout.write(f"  record of {client.name}, ended {client.ended_at:%Y-%m-%d}")
        for home in found.homes:
            self.stdout.write(f"  household {home.pk}, to the bin")
        for held in found.held:
            self.stdout.write(f"  held: {held.name}, since {held.at:%Y-%m-%d}")
