"""``python manage.py form8606``: one person-year per line of JSON, one result per line."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planner.engine.findings import Finding
from planner.engine.results import finding_object, result_of_line

_EVERY = 1000


class Command(BaseCommand):
    """Computes Form 8606 for JSON Lines; needs no database."""

    help = "Compute Form 8606: one person-year as JSON per line in, one result per line out."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The input file, and silence for the progress shown on a terminal."""
        parser.add_argument("--input", help="read this file instead of standard input")
        parser.add_argument("--quiet", action="store_true", help="show no progress")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write one result per input line; exit 1 when any of them was invalid."""
        show = sys.stderr.isatty() and not options["quiet"]
        with _opened(options["input"]) as source:
            try:
                sound = self._compute(source, show=show)
            except BrokenPipeError:  # whoever read the results has seen enough
                sys.stdout = None
                sys.exit(1)
        if not sound:
            sys.exit(1)

    def _compute(self, source: BinaryIO, *, show: bool) -> bool:
        sound = True
        for count, line in enumerate(_lines(source), start=1):
            found = _result(line)
            sound = sound and found["status"] != "invalid"
            self.stdout.write(json.dumps(found))
            self.stdout.flush()  # whoever waits for one answer gets it before the next question
            if show and count % _EVERY == 0:
                self.stderr.write(f"\r{count:,} person-years", ending="")
        if show:
            self.stderr.write("\r" + " " * 40 + "\r", ending="")
        return sound


def _opened(name: str | None) -> BinaryIO:
    if name is None:
        return sys.stdin.buffer
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from error


def _lines(source: BinaryIO) -> Iterator[bytes]:
    """The lines that hold something; blank ones are no person-years."""
    return (line for line in source if line.strip())


def _result(line: bytes) -> dict[str, Any]:
    try:
        return result_of_line(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"This is not JSON: byte {error.start + 1} is not UTF-8."
        finding = finding_object(Finding("bad-json", "blocks", message))
        return {"id": None, "tax_year": None, "status": "invalid", "findings": [finding]}
