"""``python manage.py practice_book``: a whole practice into a ZIP, and out of one."""

import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from planner.models import Arrival, Practice, User, Verb
from planner.services.history.purging import BY
from planner.services.practice.arrivals import put_away, take_up, wish
from planner.services.practice.clients import clients_of_practice
from planner.services.practice.jobs import drop_files
from planner.services.practice.log import told_practice
from planner.services.practice.packet_files import zip_of
from planner.services.practice.packet_jobs import ask_for_all
from planner.tasks.arrivals import take_in
from planner.tasks.packets import print_packets


class Command(BaseCommand):
    """Takes a practice away, or takes one in that comes from elsewhere."""

    help = "Export a practice with all its clients to a ZIP, or import such a ZIP as a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which way, which file, and whose practice."""
        ways = parser.add_subparsers(dest="way", required=True)
        out = ways.add_parser("export", help="write the ZIP of a practice")
        out.add_argument("practice", type=int, help="its number, as in its address")
        out.add_argument("file", type=Path)
        out.add_argument("--papers", action="store_true", help="the latest worksheets too")
        into = ways.add_parser("import", help="make a new practice of a ZIP: all of it, or nothing")
        into.add_argument("file", type=Path)
        into.add_argument("--principal", required=True, help="the address of who will run it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do one of the two."""
        if options["way"] == "export":
            self._export(options["practice"], options["file"], papers=options["papers"])
        else:
            self._import(options["file"], options["principal"])

    def _export(self, pk: int, path: Path, *, papers: bool) -> None:
        practice = Practice.objects.filter(pk=pk).first()
        if practice is None:
            raise CommandError(f"There is no practice {pk}.")
        job = ask_for_all(practice=practice, user=None, by=BY, papers=papers)
        try:
            print_packets.call(job.pk)
            with zip_of(job).open("rb") as made, path.open("xb") as file:
                shutil.copyfileobj(made, file)
        finally:
            drop_files(job)
            count = job.steps.count()
            job.delete()
        told_practice(practice.pk, None, "Take everything away (ZIP)", Verb.EXPORTED)
        self.stdout.write(f"Wrote {count} clients to {path}.")

    def _import(self, path: Path, email: str) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {email}.")
        with path.open("rb") as source:
            job = take_up(user=user, name=path.name, source=source)
        try:
            practice = self._stored(job)
        finally:
            put_away(Arrival.objects.get(pk=job.pk), timezone.now())
        count = clients_of_practice(practice).count()
        self.stdout.write(f"{practice} has number {practice.pk} and {count} clients.")

    def _stored(self, job: Arrival) -> Practice:
        take_in.call(job.pk)
        job.refresh_from_db()
        if problems := job.report.get("problems"):
            raise CommandError("\n".join(["Nothing was imported.", *problems]))
        for said in job.report.get("omitted", ()):
            self.stdout.write(f"Not taken in: {said}")
        wish(job)
        take_in.call(job.pk)
        job.refresh_from_db()
        if job.practice is None:
            raise CommandError("Nothing was imported: it failed, and was noted.")
        return job.practice
