"""``python manage.py fixes FILE --year 2026``: the ways out of a year, priced, person by person."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from planner.engine.fixes.results import Question, fixes_result
from planner.engine.fixes.spread import DEFAULT_YEARS
from planner.engine.json_node import EARLIEST, LATEST
from planner.engine.reading import read_amount
from planner.management.household_files import household_of

_MOST_YEARS = 50


class Command(BaseCommand):
    """Prices the ways out of a household's year; needs no database."""

    help = "Compare the ways out of a year of a household file (or - for standard input)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the year, and what is assumed."""
        parser.add_argument("file", help="a household file, or - for standard input")
        parser.add_argument(
            "--year", type=_whole(EARLIEST, LATEST), required=True, help="the year to look at"
        )
        parser.add_argument(
            "--as-of",
            type=_day,
            help="events after this day (such as 2026-11-22) are plans; today if not given",
        )
        parser.add_argument(
            "--spread-years",
            type=_whole(1, _MOST_YEARS),
            default=DEFAULT_YEARS,
            help=f"over how many years to spread (default: {DEFAULT_YEARS})",
        )
        parser.add_argument(
            "--growth",
            type=_fraction(Decimal("-0.99"), Decimal(1)),
            default=Decimal(0),
            help="growth of the money inside, as a fraction a year such as 0.06 (default: 0)",
        )
        parser.add_argument(
            "--rate",
            type=_fraction(Decimal(0), Decimal(1)),
            help="a flat marginal rate as a fraction such as 0.32",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write one JSON object; say what is wrong and exit 1 when the file is refused."""
        question = Question(
            year=options["year"],
            on=options["as_of"] or timezone.localdate(),
            rate=options["rate"],
            growth=options["growth"],
            spread_years=options["spread_years"],
        )
        self.stdout.write(json.dumps(fixes_result(household_of(options["file"]), question)))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no date; write it like 2026-11-22") from None


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} is not a whole number from {least} to {most}")
        return int(text)

    return read


def _fraction(least: Decimal, most: Decimal) -> Callable[[str], Decimal]:
    def read(text: str) -> Decimal:
        try:
            found = read_amount(text)
        except ValueError:
            found = None
        if found is None or not least <= found <= most:
            raise ArgumentTypeError(f"{text!r} is not a fraction from {least} to {most}")
        return found

    return read
