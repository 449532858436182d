"""``python manage.py worksheets FILE``: every year of every person of a household file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from planner.engine.household_reading import RefusedError, read_household
from planner.engine.household_results import household_result


class Command(BaseCommand):
    """Computes the worksheets of a household; needs no database."""

    help = "Compute every year's Form 8606 of a household file (or - for standard input)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to read."""
        parser.add_argument("file", help="a household file, or - for standard input")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write one JSON object; say what is wrong and exit 1 when the file is refused."""
        try:
            household = read_household(_text(options["file"]))
        except RefusedError as refused:
            problems = "\n".join(f"  {problem}" for problem in refused.problems)
            raise CommandError(f"{options['file']} is refused:\n{problems}") from None
        self.stdout.write(json.dumps(household_result(household)))


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8: byte {error.start + 1}.") from error
