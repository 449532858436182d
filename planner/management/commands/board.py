"""``python manage.py board``: works out the boards of all practices, to be run every night."""

import os
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from planner.services.practice.board_work import waiting_anywhere, work_out_all

_UNTIL = 4
"""The month until which returns of the year before are worked on: it is worked out too."""


class Command(BaseCommand):
    """Works out how every client of every practice stands, where that is not of today."""

    help = "Work out how the clients of practices stand today."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which practice, and on how many cores."""
        parser.add_argument("--practice", type=int, help="only the practice with this number")
        parser.add_argument(
            "--processes",
            type=int,
            default=os.process_cpu_count() or 1,
            help="all cores if not said",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Whatever is of an earlier day, stale or missing."""
        today = timezone.localdate()
        last = [today.year - 1] if today.month <= _UNTIL else []
        for year in (today.year, *last):
            clients = waiting_anywhere(year, today, options["practice"])
            began = perf_counter()
            work_out_all(clients, year, today, options["processes"])
            took = perf_counter() - began
            self.stdout.write(f"Worked out {len(clients)} clients for {year} in {took:.1f} s.")
