"""``python manage.py worksheets FILE``: every year of every person of a household file."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from planner.engine.household_results import household_result
from planner.management.household_files import household_of


class Command(BaseCommand):
    """Computes the worksheets of a household; needs no database."""

    help = "Compute every year's Form 8606 of a household file (or - for standard input)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to read."""
        parser.add_argument("file", help="a household file, or - for standard input")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write one JSON object; say what is wrong and exit 1 when the file is refused."""
        self.stdout.write(json.dumps(household_result(household_of(options["file"]))))
