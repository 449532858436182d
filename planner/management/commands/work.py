"""``manage.py work``: print what was asked for, and go on where a worker was switched off."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.tasks import task_backends
from django_tasks_db.backend import DatabaseBackend

from planner.models import Arrival, PacketJob
from planner.services.practice.jobs import LEASE, unfinished
from planner.tasks.arrivals import take_in
from planner.tasks.packets import print_packets


class Command(BaseCommand):
    """Run one or more beside the web servers, restarted whenever they end."""

    help = "Print the packets that practices ask for, and take practices in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to end when nothing is left."""
        parser.add_argument("--batch", action="store_true", help="end when nothing waits any more")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask again for what is unfinished, then work until somebody ends it."""
        is_queued = isinstance(task_backends["default"], DatabaseBackend)
        for arrival in unfinished(Arrival):
            take_in.enqueue(arrival.pk)
        for job in unfinished(PacketJob):
            later = job.beat_at + LEASE if is_queued and job.beat_at and job.holder else None
            print_packets.using(run_after=later).enqueue(job.pk)
        if is_queued:
            call_command("db_worker", batch=options["batch"], reload=False)
