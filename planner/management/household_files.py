"""Household files on the command line: read whole, or refused with everything that is wrong."""

import sys
from pathlib import Path

from django.core.management.base import CommandError

from planner.engine.household import Household
from planner.engine.household_reading import RefusedError, read_household


def household_of(name: str) -> Household:
    """The household in the file called ``name``, or on standard input for ``-``.

    Raises ``CommandError`` saying what is wrong, which exits 1.
    """
    try:
        return read_household(_text(name))
    except RefusedError as refused:
        problems = "\n".join(f"  {problem}" for problem in refused.problems)
        raise CommandError(f"{name} is refused:\n{problems}") from None


def _text(name: str) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"Cannot read {name}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} is not UTF-8: byte {error.start + 1}.") from error
